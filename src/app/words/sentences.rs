//! What the page has to say about faults, refusals and links, in words.

use super::{Words, number, whole};
use crate::app::cost::{Cost, Smaller};
use crate::app::device::Program;
use crate::app::remark::{Adjusted, Remark};
use crate::app::state::{About, Field, Loss};
use crate::app::url::{self, playground};
use crate::data::digits::{TEST_CHUNKS, TRAIN_CHUNKS};
use crate::lesson::LessonId;
use crate::options::{Allowed, Key, Kind, Limit, Refused, Unread, Value, numbers};
use crate::protocol::{Flaw, Misfit, Problem};

impl Words {
    /// What could not be done, and what is allowed or can be tried.
    pub fn problem(&self, problem: &Problem) -> String {
        match problem {
            Problem::Refused(refused) => self.refused("problem", refused),
            Problem::NoAdapter => self.text("problem-no-adapter"),
            Problem::Device { device, failure, details: _ } => {
                self.with(&format!("problem-device-{}", failure.name()), &[("device", device.name().into())])
            }
            Problem::WrongWebGpu { quantity, index, expected, found } => self.with(
                "problem-wrong-web-gpu",
                &[
                    ("what", format!("{}[{index}]", quantity.symbol()).into()),
                    ("expected", number(f64::from(*expected)).into()),
                    ("found", number(f64::from(*found)).into()),
                ],
            ),
            Problem::WrongStep { step, value, name, expected, found } => self.with(
                "problem-wrong-step",
                &[
                    ("step", whole(*step).into()),
                    ("value", value.name().into()),
                    ("name", name.as_str().into()),
                    ("expected", number(f64::from(*expected)).into()),
                    ("found", number(f64::from(*found)).into()),
                ],
            ),
            Problem::Data { file, flaw, details: _ } => self.missing("data", file, *flaw),
            Problem::Program { file, flaw } => self.missing("program", file, *flaw),
            Problem::NotFinite { step } => self.with("problem-not-finite", &[("step", whole(*step).into())]),
            Problem::NoInput => self.text("problem-no-input"),
            Problem::Unfit(misfit) => self.misfit(misfit),
            Problem::Abandoned => self.text("problem-abandoned"),
            Problem::NoTrainer => self.text("problem-no-trainer"),
            Problem::CheckpointUnread => self.text("problem-checkpoint-unread"),
            Problem::TooLarge { bytes } => self.with("problem-too-large", &[("memory", self.memory(*bytes).into())]),
            Problem::NoAnswer { seconds } => self.with("problem-no-answer", &[("seconds", (*seconds).into())]),
        }
    }

    /// What is wrong with a file, and what happens now; `kind` is `data` or `program`.
    fn missing(&self, kind: &str, file: &str, flaw: Flaw) -> String {
        let status = if let Flaw::Status(status) = flaw { status.to_string() } else { String::new() };
        let part = if Program::WebGpu.owns(file) { "program-gpu" } else { kind };
        let what = self.with(&format!("file-{part}"), &[("file", file.into())]);
        let happened = self.with(&format!("flaw-{}", flaw.name()), &[("what", what.into()), ("status", status.into())]);
        let id = match part {
            // Every run begins with the first file of training digits.
            "data" if file == TRAIN_CHUNKS[0] => String::from("problem-data-first"),
            "data" if TEST_CHUNKS.contains(&file) => String::from("problem-data-test"),
            part => format!("problem-{part}"),
        };
        self.with(&id, &[("happened", happened.into())])
    }

    /// Why a question does not fit the run.
    fn misfit(&self, misfit: &Misfit) -> String {
        let short = |name: &str| Refused::shorten(name).into();
        match misfit {
            Misfit::NoRunYet => self.text("misfit-no-run-yet"),
            Misfit::UnknownParameter { name, known } => {
                let args = [("name", short(name)), ("known", known.join(", ").into())];
                self.with("misfit-unknown-parameter", &args)
            }
            Misfit::Twice { name } => self.with("misfit-twice", &[("name", short(name))]),
            Misfit::UnknownNumber { name, index } => {
                self.with("misfit-unknown-number", &[("name", short(name)), ("index", index.to_string().into())])
            }
            Misfit::Shape { name, expected, given } => {
                let turned = Misfit::looks_transposed(expected, given);
                let id = if turned { "misfit-transposed" } else { "misfit-shape" };
                let args =
                    [("name", short(name)), ("expected", shape(expected).into()), ("given", shape(given).into())];
                self.with(id, &args)
            }
            Misfit::Count { name, expected, given } => {
                let (expected, given) = (("expected", whole(*expected).into()), ("given", whole(*given).into()));
                self.with("misfit-count", &[("name", short(name)), expected, given])
            }
            Misfit::ParameterNotFinite { name, value } => {
                let args = [("name", short(name)), ("value", number((*value).into()).into())];
                self.with("misfit-parameter-not-finite", &args)
            }
            Misfit::InputNotFinite { value } => {
                self.with("misfit-input-not-finite", &[("value", number((*value).into()).into())])
            }
            Misfit::Rows { numbers, width, expected } => {
                let (numbers, width) = (("numbers", whole(*numbers).into()), ("width", whole(*width).into()));
                self.with("misfit-rows", &[numbers, width, ("expected", whole(*expected).into())])
            }
            Misfit::Token { value, most } => {
                let args = [("value", value.to_string().into()), ("most", most.to_string().into())];
                self.with("misfit-token", &args)
            }
            Misfit::AnotherRun => self.text("misfit-another-run"),
            Misfit::OneNetworkOnly => self.text("misfit-one-network-only"),
            Misfit::ExamplesMissing => self.text("misfit-examples-missing"),
            Misfit::FamilyMissing { lesson } => {
                let lesson = self.text(&format!("lesson-{}-title", lesson.name()));
                self.with("misfit-family-missing", &[("lesson", lesson.into())])
            }
        }
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
            About::LongLink => self.with("notice-link-long", &[("most", whole(url::LONGEST as u64).into())]),
            About::Problem(problem) => self.problem(problem),
            About::Lost(loss, step) => self.lost(loss, *step),
            About::Interrupted(step) => self.with("notice-interrupted", &[("step", whole(*step).into())]),
            About::Costly(Cost { seconds: Some(seconds), bytes }, _) => {
                let (time, memory) = (("time", self.duration(*seconds).into()), ("memory", self.memory(*bytes).into()));
                self.with("notice-costly", &[time, memory])
            }
            About::Costly(Cost { seconds: None, bytes }, _) => {
                self.with("notice-costly-memory", &[("memory", self.memory(*bytes).into())])
            }
            About::TooLarge(cost, _) => self.problem(&Problem::TooLarge { bytes: cost.bytes }),
            About::GaveUp => self.text("notice-gave-up"),
            About::Replaced => self.text("notice-replaced"),
            About::Copied => self.text("notice-copied"),
            About::NotCopied(_) => self.text("notice-not-copied"),
            About::Mistyped { field, text, most } => self.mistyped(*field, text, *most),
            About::EditGone => self.text("notice-edit-gone"),
            About::StartedOver(steps) => self.with("notice-started-over", &[("steps", whole(*steps).into())]),
            About::Dropped => {
                let lesson = self.text(&format!("lesson-{}-title", LessonId::Gan.name()));
                self.with("notice-dropped", &[("lesson", lesson.into())])
            }
        }
    }

    /// A setting that takes less: "Batch size: 5 (4.0 s, 120 MB)".
    pub fn smaller(&self, smaller: &Smaller) -> String {
        let Smaller { key, value, cost } = smaller;
        let time = cost.seconds.map(|seconds| self.duration(seconds));
        let less = time.into_iter().chain([self.memory(cost.bytes)]).collect::<Vec<_>>().join(", ");
        let value = match value {
            Value::Layers(units) if units.len() > 2 && units.iter().all(|count| *count == units[0]) => {
                format!("{} × {}", units.len(), units[0])
            }
            value => self.value(*key, value),
        };
        let knob = self.text(&format!("knob-{}", key.knob().name));
        self.with("notice-smaller", &[("knob", knob.into()), ("value", value.into()), ("less", less.into())])
    }

    /// Roughly so long: "2.4 s", "40 s", "3 min".
    fn duration(&self, seconds: f64) -> String {
        let (id, value) = match seconds {
            ..0.1 => ("unit-seconds", String::from("< 0.1")),
            ..9.95 => ("unit-seconds", format!("{seconds:.1}")),
            ..90.0 => ("unit-seconds", format!("{seconds:.0}")),
            _ => ("unit-minutes", whole((seconds / 60.0).round() as u64)),
        };
        self.with(id, &[("value", value.into())])
    }

    /// Roughly so much memory: "340 MB", "1.2 GB".
    fn memory(&self, bytes: u64) -> String {
        let (id, value) = match bytes {
            0..950_000_000 => ("unit-megabytes", whole(bytes.div_ceil(10_000_000) * 10)),
            _ => ("unit-gigabytes", format!("{:.1}", bytes as f64 / 1e9)),
        };
        self.with(id, &[("value", value.into())])
    }

    /// How a worker was lost, and from which step the run goes on.
    fn lost(&self, loss: &Loss, step: u64) -> String {
        let step = [("step", whole(step).into())];
        match loss {
            Loss::Crashed(_) => self.with("notice-lost-crashed", &step),
            Loss::Silent(seconds) => {
                let [step] = step;
                self.with("notice-lost-silent", &[step, ("seconds", (*seconds).into())])
            }
            Loss::Device(problem) => format!("{} {}", self.problem(problem), self.with("notice-lost-device", &step)),
        }
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
        if refused.allowed == Allowed::Unknown {
            return self.with(&format!("{family}-unknown"), &[("name", name.into()), ("value", value.into())]);
        }
        // A person looks for the knob by its label, in a link by its key.
        let label = Key::from_name(name).filter(|_| family == "problem");
        let shown = label.map_or_else(|| name.to_owned(), |key| self.text(&format!("knob-{}", key.knob().name)));
        let args = [
            ("name", shown.into()),
            ("value", value.into()),
            ("allowed", self.allowed_instead(&refused.allowed).into()),
        ];
        let said = self.with(&format!("{family}-refused"), &args);
        let readings = match playground::key_of(name) {
            Some(key) => Refused::new(key.knob().name, value, Allowed::Unknown).readings(),
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
            ("allowed", self.allowed_instead(&adjusted.asked.allowed).into()),
        ];
        self.with(id, &args)
    }

    /// A refusal for a script, which names the key as the script wrote it.
    pub fn refusal(&self, refused: &Refused) -> String {
        let (name, value) = (("name", refused.name.as_str().into()), ("value", refused.value.as_str().into()));
        if refused.allowed == Allowed::Unknown {
            return self.with("call-unknown-option", &[name]);
        }
        let allowed = ("allowed", self.allowed_instead(&refused.allowed).into());
        let said = self.with("call-refused", &[name, value, allowed]);
        let readings = refused.readings();
        if readings.is_empty() { said } else { format!("{said}. {}", self.ambiguous(&refused.value, &readings)) }
    }

    /// What is allowed in place of what was refused.
    pub fn allowed_instead(&self, allowed: &Allowed) -> String {
        match allowed {
            Allowed::Unknown => String::new(),
            Allowed::Knob(key) => self.allowed(*key),
            Allowed::Names(names) => self.with("allowed-choice", &[("names", names.join(", ").into())]),
            Allowed::Parts(names) => self.with("allowed-parts", &[("names", names.join(", ").into())]),
            Allowed::Here(names) => self.with("allowed-here", &[("names", names.join(", ").into())]),
            Allowed::NoExamples => self.text("allowed-no-examples"),
            Allowed::Whole { most } => {
                self.with("allowed-integer", &[("min", "0".into()), ("max", most.to_string().into())])
            }
            Allowed::Number { most } => {
                self.with("allowed-number", &[("min", "0".into()), ("max", most.to_string().into())])
            }
            Allowed::Pair { most, optional } => {
                let id = if *optional { "allowed-pair-or-none" } else { "allowed-pair" };
                self.with(id, &[("most", most.to_string().into())])
            }
        }
    }
}

/// A parameter's shape, as scripts write it.
fn shape(lengths: &[u32]) -> String {
    format!("[{}]", lengths.iter().map(u32::to_string).collect::<Vec<_>>().join(", "))
}
