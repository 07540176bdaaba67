//! Every word shown, from the Fluent message files in `locales/<language>/`.
//!
//! A second language is one more folder and one more line in [`FILES`]; a lesson's own words are a file of its name. Ids are systematic: `knob-<name>` with its attribute
//! `.help`, `choice-<name>`, `group-<name>`, `panel-<name>`, `lesson-<name>-…`; `tests/words.rs` holds files and code together.

pub mod report;
mod sentences;

use std::fmt::Write as _;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::device::Why;
use crate::options::{Key, Kind, Stage, Value};

/// A language's code and its message files.
pub type Language = (&'static str, &'static [&'static str]);

/// The message files of a language: the page's own, what it has to say about faults, and one per lesson that has words beyond
/// them.
macro_rules! files {
    ($code:literal: $($file:literal),*) => {
        ($code, &[$(include_str!(concat!("../../../locales/", $code, "/", $file, ".ftl")),)*])
    };
}

/// Every language; the first stands in for what the others lack.
pub const FILES: &[Language] = &[
    files!("en": "page", "notices", "files", "neuron", "xor", "boundary", "digits", "convnet", "autoencoder", "sequence", "attention", "gan"),
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
