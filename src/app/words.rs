//! Every word shown, from the Fluent message files in `locales/<language>/`.
//!
//! A second language is one more folder and one more line in [`FILES`]; a lesson's own words are a file of its name. Ids are systematic: `knob-<name>` with its attribute
//! `.help`, `choice-<name>`, `group-<name>`, `panel-<name>`, `lesson-<name>-…`; `tests/words.rs` holds files and code together.

use std::fmt::Write as _;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::state::{About, Field, Loss, Why};
use super::url::{Adjusted, Remark, playground};
use crate::lesson::LessonId;
use crate::model::spec::{Key, Kind, Limit, Refused, Stage, Unread, Value, numbers};
use crate::protocol::{Flaw, Problem};

/// A language's code and its message files.
pub type Language = (&'static str, &'static [&'static str]);

/// The message files of a language: the page's own, and one per lesson that has words beyond it.
macro_rules! files {
    ($code:literal: $($file:literal),*) => {
        ($code, &[$(include_str!(concat!("../../locales/", $code, "/", $file, ".ftl")),)*])
    };
}

/// Every language; the first stands in for what the others lack.
pub const FILES: &[Language] = &[
    files!("en": "page", "files", "neuron", "xor", "boundary", "digits", "convnet", "autoencoder", "sequence", "attention", "gan"),
];

/// An argument of a message: text or a number; `"text".into()` and `3.into()` make one.
pub type Arg<'a> = FluentValue<'a>;

/// The words of one language. Cheap to clone, and sent between threads if need be.
#[derive(Clone)]
pub struct Words {
    lang: &'static str,
    /// The language asked for, then the first of [`FILES`].
    bundles: Arc<[FluentBundle<FluentResource>]>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Words {
    /// The words of this language, or of the first where it is not known.
    pub fn new(lang: &str) -> Self {
        let wanted = FILES.iter().position(|(code, _)| *code == lang).unwrap_or(0);
        let order = if wanted == 0 { vec![0] } else { vec![wanted, 0] };
        Self { lang: FILES[wanted].0, bundles: order.into_iter().map(|index| bundle(FILES[index])).collect() }
    }

    /// The language's code, for the page's `lang` attribute.
    pub fn lang(&self) -> &'static str {
        self.lang
    }

    /// The message of this id (`knob-lr`) or the attribute of a message (`knob-lr.help`); the id itself if there is none.
    pub fn text(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// The message with its arguments, such as `words.with("notice-copied", &[("count", 2.into())])`.
    pub fn with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        self.bundles.iter().find_map(|bundle| format(bundle, id, &args)).unwrap_or_else(|| id.to_owned())
    }

    /// Whether some language in use has the message or attribute.
    pub fn has(&self, id: &str) -> bool {
        self.bundles.iter().any(|bundle| format(bundle, id, &FluentArgs::new()).is_some())
    }

    /// The name of a choice: of a data set, a feature, an activation, an optimizer, a device.
    pub fn choice(&self, name: &str) -> String {
        self.text(&choice_id(name))
    }

    /// A knob's value as a person reads it, with its unit.
    pub fn value(&self, key: Key, value: &Value) -> String {
        let text = match value {
            Value::Integer(value) if key == Key::Seed => value.to_string(),
            Value::Integer(value) => whole(*value),
            Value::Number(value) => value.to_string(),
            Value::Choice(name) => self.choice(name),
            Value::Subset(names) if names.is_empty() => self.text("layers-none"),
            Value::Subset(names) => names.iter().map(|name| self.choice(name)).collect::<Vec<_>>().join(", "),
            Value::Layers(units) if units.is_empty() => self.text("layers-none"),
            Value::Points(points) => self.with("points-count", &[("count", points.len().into())]),
            Value::Layers(_) => value.to_string().replace(',', ", "),
            Value::Stages(stages) if stages.is_empty() => self.text("layers-none"),
            Value::Stages(stages) => {
                let one = |stage: &Stage| match stage {
                    Stage::Convolution(filters) => filters.to_string(),
                    Stage::Pool => self.text("stages-pool"),
                };
                stages.iter().map(one).collect::<Vec<_>>().join(" → ")
            }
        };
        match key.knob().unit {
            "" => text,
            unit => self.with(&format!("unit-{unit}"), &[("value", text.into())]),
        }
    }

    /// What a knob takes.
    pub fn allowed(&self, key: Key) -> String {
        let list = |names: &[&str]| names.join(", ");
        match key.knob().kind {
            Kind::Integer { min, max } => {
                self.with("allowed-integer", &[("min", min.to_string().into()), ("max", max.to_string().into())])
            }
            Kind::Number { min, max } => {
                self.with("allowed-number", &[("min", min.to_string().into()), ("max", max.to_string().into())])
            }
            Kind::Choice(names) => self.with("allowed-choice", &[("names", list(names).into())]),
            Kind::Subset(names) => self.with("allowed-subset", &[("names", list(names).into())]),
            Kind::Layers { max_layers, max_units, .. } => self.with(
                "allowed-layers",
                &[("layers", max_layers.to_string().into()), ("units", max_units.to_string().into())],
            ),
            Kind::Stages { max_stages, max_filters } => self.with(
                "allowed-stages",
                &[("stages", max_stages.to_string().into()), ("filters", max_filters.to_string().into())],
            ),
            Kind::Points { max } => self.with("allowed-points", &[("most", max.to_string().into())]),
        }
    }

    /// Why the device in use was taken; `flops` is the work of one step.
    pub fn why(&self, why: Why, flops: u64) -> String {
        let id = match why {
            Why::Chosen => "device-why-chosen",
            Why::SmallWork => "device-why-small-work",
            Why::LargeWork => "device-why-large-work",
            Why::Refused => "device-why-refused",
            Why::Starting => "device-why-starting",
            Why::Lost => "device-why-lost",
        };
        self.with(id, &[("work", self.work(flops).into())])
    }

    /// An amount of work, in the unit that suits it: "2.09 kFLOP".
    pub fn work(&self, flops: u64) -> String {
        let (id, unit) = match flops {
            0..1000 => ("unit-flop", 1.0),
            1000..1_000_000 => ("unit-kflop", 1e3),
            1_000_000..1_000_000_000 => ("unit-mflop", 1e6),
            _ => ("unit-gflop", 1e9),
        };
        self.with(id, &[("value", number(flops as f64 / unit).into())])
    }

    /// What could not be done, and what is allowed or can be tried.
    pub fn problem(&self, problem: &Problem) -> String {
        match problem {
            Problem::Refused(refused) => self.refused("problem", refused),
            Problem::NoWebGpu(why) => self.with("problem-no-web-gpu", &[("why", why.as_str().into())]),
            Problem::NoAdapter => self.text("problem-no-adapter"),
            Problem::WrongWebGpu { what, expected, found } => self.with(
                "problem-wrong-web-gpu",
                &[
                    ("what", what.as_str().into()),
                    ("expected", number(f64::from(*expected)).into()),
                    ("found", number(f64::from(*found)).into()),
                ],
            ),
            Problem::Data { file, flaw } => self.missing("data", file, *flaw),
            Problem::Program { file, flaw } => self.missing("program", file, *flaw),
            Problem::NotFinite { step } => self.with("problem-not-finite", &[("step", whole(*step).into())]),
            Problem::NoInput => self.text("problem-no-input"),
            Problem::Unfit(why) => self.with("problem-unfit", &[("why", why.as_str().into())]),
            Problem::Abandoned => self.text("problem-abandoned"),
            Problem::NoTrainer => self.text("problem-no-trainer"),
            Problem::NotBuilt => self.text("problem-not-built"),
            Problem::NoAnswer { seconds } => self.with("problem-no-answer", &[("seconds", (*seconds).into())]),
        }
    }

    /// What is wrong with a file, and what happens now; `kind` is `data` or `program`.
    fn missing(&self, kind: &str, file: &str, flaw: Flaw) -> String {
        let status = if let Flaw::Status(status) = flaw { status.to_string() } else { String::new() };
        let what = self.with(&format!("file-{kind}"), &[("file", file.into())]);
        let happened =
            self.with(&format!("flaw-{}", flaw.name()), &[("what", what.into()), ("status", status.into())]);
        self.with(&format!("problem-{kind}"), &[("happened", happened.into())])
    }

    /// A notice.
    pub fn notice(&self, about: &About) -> String {
        match about {
            About::Link(Remark::Refused(refused)) => self.refused("notice-link", refused),
            About::Link(Remark::Nearest(adjusted)) => self.adjusted(adjusted),
            About::MoreLink(count) => self.with("notice-link-more", &[("count", (*count).into())]),
            About::UnusedLink { unused, more } => {
                let (unused, more) = (("unused", unused.join(", ").into()), ("more", (*more).into()));
                self.with("notice-link-unused", &[unused, more])
            }
            About::LongLink => self.with("notice-link-long", &[("most", whole(super::url::LONGEST as u64).into())]),
            About::Problem(problem) => self.problem(problem),
            About::Lost(loss, step) => self.lost(loss, *step),
            About::Interrupted(step) => self.with("notice-interrupted", &[("step", whole(*step).into())]),
            About::GaveUp => self.text("notice-gave-up"),
            About::Replaced => self.text("notice-replaced"),
            About::Copied => self.text("notice-copied"),
            About::NotCopied(link) => self.with("notice-not-copied", &[("link", link.as_str().into())]),
            About::Mistyped { field, text, most } => self.mistyped(*field, text, *most),
            About::EditGone => self.text("notice-edit-gone"),
            About::StartedOver(steps) => self.with("notice-started-over", &[("steps", whole(*steps).into())]),
            About::Dropped => {
                let lesson = self.text(&format!("lesson-{}-title", LessonId::Gan.lesson().name));
                self.with("notice-dropped", &[("lesson", lesson.into())])
            }
        }
    }

    /// How a worker was lost, and from which step the run goes on.
    fn lost(&self, loss: &Loss, step: u64) -> String {
        let what = match loss {
            Loss::Crashed(_) => self.text("notice-lost-crashed"),
            Loss::Silent(seconds) => self.with("notice-lost-silent", &[("seconds", (*seconds).into())]),
            Loss::Device(problem) => self.problem(problem),
        };
        let step = whole(step);
        let goes_on = if step == "0" {
            self.text("notice-lost-from-start")
        } else {
            self.with("notice-lost-from", &[("step", step.into())])
        };
        format!("{what} {goes_on}")
    }

    /// A text that is no number, and how to write one.
    pub fn unread(&self, text: &str, why: &Unread) -> String {
        let text = Refused::shorten(text.trim());
        match why {
            Unread::Ambiguous(readings) => self.ambiguous(&text, readings),
            Unread::NoNumber if text.is_empty() => self.text("number-missing"),
            Unread::NoNumber => self.with("number-unread", &[("text", text.into())]),
        }
    }

    /// A text with a mark that may stand between thousands, and how to write what may have been meant.
    fn ambiguous(&self, text: &str, readings: &[String]) -> String {
        let reading = |place: usize| readings.get(place).cloned().unwrap_or_default();
        let (first, second) = (reading(0), reading(1));
        let args = [
            ("text", text.into()),
            ("count", readings.len().into()),
            ("first", first.into()),
            ("second", second.into()),
        ];
        self.with("number-ambiguous", &args)
    }

    /// A field keeps its number, because what was typed is no whole number that it takes.
    fn mistyped(&self, field: Field, text: &str, most: u32) -> String {
        let name = match field {
            Field::Item(key, place) => {
                let place = (place + 1).to_string();
                let item = match key.knob().kind {
                    Kind::Stages { .. } => self.with("stages-filters", &[("stage", place.into())]),
                    _ => self.with("layers-layer", &[("layer", place.into())]),
                };
                let knob = self.text(&format!("knob-{}", key.knob().name));
                self.with("field-item", &[("item", item.into()), ("knob", knob.into())])
            }
            Field::Map => self.text("pixel-map"),
            Field::Row => self.text("pixel-row"),
            Field::Column => self.text("pixel-column"),
        };
        let allowed = self.with("allowed-integer", &[("min", "1".into()), ("max", most.to_string().into())]);
        let args = [("name", name.into()), ("value", text.into()), ("allowed", allowed.into())];
        let said = self.with("problem-refused", &args);
        match numbers::read_whole::<u32>(text) {
            Err(Unread::Ambiguous(readings)) => format!("{said} {}", self.ambiguous(text, &readings)),
            _ => said,
        }
    }

    /// `<family>-refused` names the thing, its value and what is allowed; `<family>-unknown` a name that is not known.
    fn refused(&self, family: &str, refused: &Refused) -> String {
        let (name, value) = (refused.name.as_str(), refused.value.as_str());
        if refused.allowed.is_empty() {
            return self.with(&format!("{family}-unknown"), &[("name", name.into()), ("value", value.into())]);
        }
        // A person looks for the knob by its label, in a link by its key.
        let label = Key::from_name(name).filter(|_| family == "problem");
        let shown = label.map_or_else(|| name.to_owned(), |key| self.text(&format!("knob-{}", key.knob().name)));
        let args = [("name", shown.into()), ("value", value.into()), ("allowed", self.allowed_of(refused).into())];
        let said = self.with(&format!("{family}-refused"), &args);
        let readings = match playground::key_of(name) {
            Some(key) => Refused::new(key.knob().name, value, String::new()).readings(),
            None => refused.readings(),
        };
        if readings.is_empty() { said } else { format!("{said} {}", self.ambiguous(value, &readings)) }
    }

    /// What a link asks for, and what it gets.
    fn adjusted(&self, adjusted: &Adjusted) -> String {
        let id = match adjusted.limit {
            Limit::Most => "notice-link-most",
            Limit::Least => "notice-link-least",
            Limit::Near => "notice-link-near",
        };
        let args = [
            ("name", adjusted.asked.name.as_str().into()),
            ("value", adjusted.asked.value.as_str().into()),
            ("used", adjusted.used.as_str().into()),
            ("allowed", self.allowed_of(&adjusted.asked).into()),
        ];
        self.with(id, &args)
    }

    /// What is allowed in place of what was refused: the table's own English is for scripts and tests, here the same is said in
    /// the page's language.
    fn allowed_of(&self, refused: &Refused) -> String {
        let key = Key::from_name(&refused.name).or_else(|| playground::key_of(&refused.name));
        match (key, refused.allowed.strip_prefix(Refused::NOT_HERE)) {
            (_, Some(knobs)) => self.with("allowed-here", &[("names", knobs.into())]),
            (Some(key), None) if refused.allowed == key.allowed() => self.allowed(key),
            _ => refused.allowed.clone(),
        }
    }
}

/// The message id of a choice's name: identifiers of messages have no `^`.
pub fn choice_id(name: &str) -> String {
    format!("choice-{}", name.replace('^', "-"))
}

fn bundle((code, files): Language) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = code.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Isolation marks are for mixed writing directions; here they would only end up in the middle of copied text.
    bundle.set_use_isolating(false);
    for file in files {
        // A message that cannot be read is shown as its id; `tests/words.rs` does not let one pass.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn format(bundle: &FluentBundle<FluentResource>, id: &str, args: &FluentArgs<'_>) -> Option<String> {
    let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };
    // Errors name arguments that were not given; the text then shows the argument's name.
    Some(bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
}

/// Between thousands; it does not break the line.
const THIN_SPACE: char = '\u{202f}';

/// A whole number with thin spaces between thousands: `18 300`.
pub fn whole(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(THIN_SPACE);
        }
        text.push(digit);
    }
    text
}

/// A number with three significant digits: `0.0213`, `−1.5`, `18 300`, `2.1 × 10⁻⁵`.
pub fn number(value: f64) -> String {
    if value == 0.0 {
        return String::from("0");
    }
    if !value.is_finite() {
        return String::from(if value.is_nan() {
            "–"
        } else if value > 0.0 {
            "∞"
        } else {
            "−∞"
        });
    }
    let sign = if value < 0.0 { "−" } else { "" };
    // Rounded once, by the formatter, so that 0.9996 becomes 1.00 and not 0.1000.
    let scientific = format!("{:.2e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let rounded: f64 = scientific.parse().unwrap_or(0.0);
    let text = match exponent {
        2..=5 => whole(rounded as u64),
        -3..=1 => format!("{rounded:.*}", (2 - exponent) as usize),
        _ => format!("{mantissa}\u{202f}×\u{202f}10{}", superscript(exponent)),
    };
    format!("{sign}{text}")
}

/// A share 0…1 in percent with one decimal: `98.4 %`.
pub fn percent(share: f64) -> String {
    format!("{:.1}{THIN_SPACE}%", share * 100.0)
}

fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let mut text = String::new();
    for sign in exponent.to_string().chars() {
        // `write!` to a string cannot fail.
        let _ = write!(text, "{}", sign.to_digit(10).map_or('⁻', |digit| DIGITS[digit as usize]));
    }
    text
}
