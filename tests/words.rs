//! The message files: every id that the page uses is there, every message is used, and every one can be read.

#[expect(dead_code, reason = "other tests use the rest")]
mod sources;

use std::collections::BTreeSet;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Message};
use gradient_garden::app::State;
use gradient_garden::app::cost::Cost;
use gradient_garden::app::device::Why;
use gradient_garden::app::export::File;
use gradient_garden::app::remark::{Adjusted, Remark};
use gradient_garden::app::state::{About, Field, Loss, Theme};
use gradient_garden::app::url::SHOWN;
use gradient_garden::app::words::report::Surroundings;
use gradient_garden::app::words::{FILES, Words, choice_id, number, percent, whole};
use gradient_garden::lesson::{Chapter, LessonId, Panel, Slot};
use gradient_garden::options::{Allowed, Group, Key, Kind, Limit, Refused, Stage, Value, numbers};
use sources::{Source, sources};

use gradient_garden::protocol::{Details, Device, Failure, Flaw, Misfit, Problem, Quantity, StepValue, Tempo};

/// Ids of a message file, with `message.attribute` for attributes, in the order of the file.
fn ids(file: &str) -> Vec<String> {
    let resource = fluent_syntax::parser::parse(file).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message),
        _ => None,
    });
    let of_message = |message: &Message<&str>| {
        let id = message.id.name;
        let attributes = message.attributes.iter().map(|attribute| format!("{id}.{}", attribute.id.name));
        std::iter::once(id.to_owned()).chain(attributes).collect::<Vec<_>>()
    };
    messages.flat_map(of_message).collect()
}

/// Ids of a language's files.
fn all_ids(files: &[&str]) -> impl Iterator<Item = String> {
    files.iter().flat_map(|file| ids(file))
}

/// What the tables ask for.
fn systematic() -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for key in Key::ALL {
        let knob = key.knob();
        ids.insert(format!("knob-{}", knob.name));
        ids.insert(format!("knob-{}.help", knob.name));
        if let Kind::Choice(names) | Kind::Subset(names) = knob.kind {
            ids.extend(names.iter().map(|name| choice_id(name)));
        }
        if !knob.unit.is_empty() {
            ids.insert(format!("unit-{}", knob.unit));
        }
    }
    ids.extend(Group::NAMES.iter().map(|name| format!("group-{name}")));
    ids.extend(Panel::NAMES.iter().map(|name| format!("panel-{name}")));
    ids.extend(Slot::NAMES.iter().map(|name| format!("slot-{name}")));
    ids.extend(Tempo::NAMES.iter().map(|name| format!("speed-{name}")));
    for chapter in Chapter::NAMES {
        ids.extend([format!("chapter-{chapter}"), format!("chapter-{chapter}.help")]);
    }
    ids.extend(["output", "network", "curves", "idea", "knobs"].map(|place| format!("place-{place}")));
    // A panel that one lesson calls otherwise.
    ids.insert("gan-panel-accuracy".to_owned());
    ids.extend(File::ALL.map(|file| format!("download-{}", file.name())));
    let described = [File::History, File::Parameters, File::Everything];
    ids.extend(described.map(|file| format!("download-{}.help", file.name())));
    ids.extend(Theme::ALL.map(|theme| format!("theme-{}", theme.name())));
    ids.extend([Device::Cpu, Device::WebGpu].map(|device| format!("device-{}", device.name())));
    ids.extend(FILES.iter().map(|(code, _)| format!("language-{code}")));
    for lesson in LessonId::ALL.iter().map(|id| id.lesson()) {
        ids.insert(format!("loss-{}", lesson.loss));
        let lines: &[&str] = if lesson.curves == "single" { &["train"] } else { &["train", "test"] };
        let words = ["accuracy", "share", "here", "stat-loss", "stat-accuracy"];
        let spoken = ["alt-loss", "alt-accuracy", "summary", "summary-accuracy"];
        let parts = lines.iter().copied().chain(words).chain(spoken);
        ids.extend(parts.map(|part| format!("{}-{part}", lesson.curves)));
        for preset in lesson.presets {
            ids.insert(format!("preset-{}-{}", lesson.name(), preset.name));
            ids.insert(format!("preset-{}-{}.help", lesson.name(), preset.name));
        }
        let tries = (1..=lesson.tries.len()).map(|number| format!("try-{number}"));
        for part in ["title", "summary", "idea", "look", "question", "saw"].map(String::from).into_iter().chain(tries) {
            ids.insert(format!("lesson-{}-{part}", lesson.name()));
        }
    }
    ids.extend(Failure::ALL.iter().map(|failure| format!("problem-device-{}", failure.name())));
    ids.extend(Flaw::ALL.map(|flaw| format!("flaw-{}", flaw.name())));
    ids.extend(
        ["data", "program", "program-gpu"]
            .into_iter()
            .flat_map(|kind| [format!("file-{kind}"), format!("problem-{kind}")]),
    );
    for family in ["problem", "notice-link"] {
        ids.extend(["refused", "unknown"].map(|kind| format!("{family}-{kind}")));
    }
    ids
}

/// The program's sources that show words.
fn sources_with_words() -> impl Iterator<Item = Source> {
    let shows = |source: &Source| matches!(source.module.first().map(String::as_str), Some("app" | "web"));
    sources().into_iter().filter(shows)
}

/// Text literals of the form of an id.
fn literals(source: &Source) -> impl Iterator<Item = String> + use<> {
    source.literals().into_iter().map(|(_, text)| text).filter(|text| is_id(text))
}

/// Text literals that are the first argument of a function for words.
fn asked_for(source: &Source) -> impl Iterator<Item = String> + use<> {
    source.arguments(&["text", "text_with", "with", "say"]).into_iter().filter(|text| is_id(text))
}

fn is_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "-.".contains(letter))
}

#[test]
fn every_file_can_be_read_and_has_the_same_ids_once() {
    let all: BTreeSet<_> = all_ids(FILES[0].1).collect();
    for (code, files) in FILES {
        for file in *files {
            if let Err((_, errors)) = FluentResource::try_new((*file).to_owned()) {
                panic!("{code}: {errors:?}");
            }
        }
        let mut known = BTreeSet::new();
        for id in all_ids(files) {
            assert!(known.insert(id.clone()), "{code}: {id} twice");
        }
        assert_eq!(known, all, "{code}");
    }
}

#[test]
fn every_id_that_is_used_is_there() {
    let words = Words::new("en");
    let used = sources_with_words().flat_map(|source| asked_for(&source)).collect::<BTreeSet<_>>();
    assert!(used.len() > 20, "the scan finds what is used");
    let missing: Vec<_> = used.union(&systematic()).filter(|id| !words.has(id)).cloned().collect();
    assert!(missing.is_empty(), "no message for {missing:?}");
}

#[test]
fn every_message_is_used() {
    let mut used = systematic();
    used.extend(sources_with_words().flat_map(|source| literals(&source)));
    // Parts of a curve that may be called otherwise where it is a share.
    let parts = |curves: &str| ["train", "test", "here"].map(|part| format!("{curves}-{part}-share"));
    used.extend(LessonId::ALL.iter().flat_map(|id| parts(id.lesson().curves)));
    // An attribute is named by its message's id and the attribute's name, put together.
    let shown =
        |id: &String| used.contains(id) || id.split_once('.').is_some_and(|(message, _)| used.contains(message));
    let unused: Vec<_> = all_ids(FILES[0].1).filter(|id| !shown(id)).collect();
    assert!(unused.is_empty(), "nobody shows {unused:?}");
}

#[test]
fn the_tone() {
    for (code, files) in FILES {
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')) {
            assert!(!line.contains('!'), "{code}: no exclamation marks: {line}");
            assert!(!line.contains("  -") && !line.contains(" - "), "{code}: a dash is –: {line}");
        }
    }
}

/// What a panic says.
fn technical() -> Details {
    Details(
        "panicked at /home/someone/src/lib.rs:12:\nJsValue(TypeError: x is undefined\n  at https://x.org/a.js:1)"
            .into(),
    )
}

fn data(flaw: Flaw) -> Problem {
    Problem::Data { file: "train-03.bin".into(), flaw, details: technical() }
}

fn wrong_step(value: StepValue) -> Problem {
    Problem::WrongStep { step: 1240, value, name: "layers.0.bias".into(), expected: 0.25, found: -3.0 }
}

#[test]
fn a_device_that_fails_is_named_and_its_technical_text_is_only_for_a_report() {
    let words = Words::new("en");
    for device in [Device::Cpu, Device::WebGpu] {
        let mut said = BTreeSet::new();
        for failure in Failure::ALL {
            let problem = Problem::Device { device, failure: *failure, details: technical() };
            assert!(problem.is_of_device());
            assert_eq!(problem.details(), Some(&technical()));
            assert_eq!(About::Problem(problem.clone()).details(), Some(&technical()));
            let text = words.problem(&problem);
            // The CPU's faults are not WebGPU's.
            assert_eq!(text.contains("WebGPU"), device == Device::WebGpu, "{text}");
            assert_eq!(text.contains("The CPU"), device == Device::WebGpu, "{text}");
            assert!(said.insert(text.clone()), "{text:?} is said of two kinds of failure");
            plain(&text);
        }
    }
    plain(&words.notice(&About::Lost(Loss::Crashed(technical()), 3)));
    plain(&words.problem(&data(Flaw::Altered)));
    assert_eq!(data(Flaw::CutOff).details(), Some(&technical()));
    let empty = Problem::Data { file: "a".into(), flaw: Flaw::CutOff, details: Details::default() };
    assert_eq!(empty.details(), None, "nothing to copy");
}

/// Nothing of a technical text is in it.
fn plain(said: &str) {
    for mark in ["panicked", "JsValue", "TypeError", "http", ".rs", ".js", "/home", "\n"] {
        assert!(!said.contains(mark), "{said:?} shows {mark:?}");
    }
    assert!(said.ends_with('.') && said.matches(". ").count() >= 1, "{said:?} is not what happened and what to do");
}

#[test]
fn what_a_library_says_of_a_failed_read_back_tells_its_kind() {
    for (text, failure) in [
        ("The device is poisoned\nCaused by:\n  x", Failure::Lost),
        ("An error happened: GPU Device Lost", Failure::Lost),
        ("out of device memory allocating 12 bytes", Failure::OutOfMemory),
        ("can't allocate buffer of size: 99", Failure::OutOfMemory),
        ("Buffer is unmapped", Failure::ReadBack),
        ("wgpu error: Buffer size (1099511627776) exceeds the max buffer size limit", Failure::OutOfMemory),
        ("wgpu error: [Invalid ShaderModule \"elemwise\"] is invalid due to a previous error.", Failure::Rejected),
        ("", Failure::ReadBack),
    ] {
        assert_eq!(Failure::from_message(text, Failure::ReadBack), failure, "{text}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row per message")]
fn every_problem_and_notice_has_words_with_all_that_it_knows() {
    let words = Words::new("en");
    let problems = [
        (
            Problem::Refused(Refused::new("batch", "0", Allowed::Knob(Key::Batch))),
            &["Batch size", "0", "1 to 1024"][..],
        ),
        (
            Problem::Refused(Refused::new("noise", "1.000,5", Allowed::Knob(Key::Noise))),
            &["Noise", "0 to 50", "1000.5"],
        ),
        (Problem::Refused(Refused::new("seed", "1.000", Allowed::Knob(Key::Seed))), &["two ways. Write 1000 or 1."]),
        (Problem::Refused(Refused::new("x9", "1", Allowed::Unknown)), &["x9"]),
        (Problem::NoAdapter, &["WebGPU", "adapter", "CPU"]),
        (
            Problem::WrongWebGpu { quantity: Quantity::BiasGradient, index: 1, expected: 0.25, found: -3.0 },
            &["∂L/∂b[1]", "0.250", "−3.00", "CPU"],
        ),
        (
            wrong_step(StepValue::Parameter),
            &["1\u{202f}240", "a value of layers.0.bias became −3.00, on the CPU 0.250", "CPU"],
        ),
        (wrong_step(StepValue::Gradient), &["1\u{202f}240", "a gradient of layers.0.bias", "0.250", "−3.00", "CPU"]),
        (data(Flaw::Status(503)), &["data file train-03.bin", "503", "again by itself", "the data before this file"]),
        (data(Flaw::Unreachable), &["train-03.bin", "no answer"]),
        (data(Flaw::CutOff), &["train-03.bin", "incomplete"]),
        (data(Flaw::Altered), &["train-03.bin", "damaged"]),
        (
            Problem::Program { file: "trainer_gpu_bg.wasm".into(), flaw: Flaw::Document },
            &["program for WebGPU (trainer_gpu_bg.wasm)", "sign in", "again by itself", "CPU trains"],
        ),
        (
            Problem::Program { file: "trainer_cpu.js".into(), flaw: Flaw::Mute },
            &["program (trainer_cpu.js)", "did not answer", "again by itself"],
        ),
        (
            Problem::Data { file: "train-00.bin".into(), flaw: Flaw::Silent, details: Details::default() },
            &["train-00.bin", "nothing came", "training waits"],
        ),
        (
            Problem::Data { file: "test-01.bin".into(), flaw: Flaw::Status(404), details: Details::default() },
            &["test-01.bin", "it trains", "test data that is there"],
        ),
        (
            Problem::Program { file: "trainer_cpu_loader.js".into(), flaw: Flaw::NotStarted },
            &["trainer_cpu_loader.js", "did not start"],
        ),
        (Problem::TooLarge { bytes: 22_600_000_000 }, &["22.6 GB", "not built"]),
        (Problem::NotFinite { step: 12_000 }, &["12\u{202f}000", "learning rate"]),
        (Problem::NoInput, &["Choose an input"]),
        (Problem::Abandoned, &["replaced"]),
        (Problem::NoTrainer, &["stopped"]),
    ];
    let name = || "layers.0.weight".to_owned();
    let misfits = [
        (Misfit::NoRunYet, &["no run yet"][..]),
        (
            Misfit::UnknownParameter { name: "w".repeat(999), known: vec!["a.weight".into(), "a.bias".into()] },
            &["www…", "a.weight, a.bias"],
        ),
        (Misfit::Twice { name: name() }, &["layers.0.weight", "twice"]),
        (Misfit::UnknownNumber { name: name(), index: 12_345 }, &["layers.0.weight[12345]"]),
        (
            Misfit::Shape { name: name(), expected: vec![2, 4], given: vec![8] },
            &["layers.0.weight has the shape [2, 4] here, not [8]."],
        ),
        (Misfit::Shape { name: name(), expected: vec![2, 4], given: vec![4, 2] }, &["not [4, 2]", "transposed"]),
        (
            Misfit::Count { name: name(), expected: 8, given: 1_000_000 },
            &["layers.0.weight", "8", "1\u{202f}000\u{202f}000"],
        ),
        (Misfit::ParameterNotFinite { name: name(), value: f32::INFINITY }, &["layers.0.weight", "∞", "finite"]),
        (Misfit::InputNotFinite { value: f32::NEG_INFINITY }, &["−∞", "finite"]),
        (Misfit::Rows { numbers: 9, width: 3, expected: 784 }, &["9 numbers", "rows of 3", "784 numbers"]),
        (Misfit::Token { value: 2.5, most: 9 }, &["2.5", "0 to 9"]),
        (Misfit::AnotherRun, &["new run"]),
        (Misfit::OneNetworkOnly, &["one network"]),
        (Misfit::ExamplesMissing, &["data", "not arrived"]),
        (Misfit::FamilyMissing { lesson: LessonId::Convnet }, &["“", "Reload"]),
    ];
    let refused = |refused: Refused| About::Link(Remark::Refused(refused));
    let nearest = |value: &str, used: &str, limit: Limit| {
        let asked = Refused::new("noise", value, Allowed::Knob(Key::Noise));
        About::Link(Remark::Nearest(Adjusted { asked, used: used.into(), limit }))
    };
    let cost = |seconds, bytes| Cost { seconds, bytes };
    let abouts = [
        (refused(Refused::new("lr", "NaN", Allowed::Knob(Key::LearningRate))), &["lr", "NaN", "10"][..]),
        (
            refused(Refused::new("learningRate", "NaN", Allowed::Knob(Key::LearningRate))),
            &["learningRate = NaN", "a number from"],
        ),
        (refused(Refused::new("x9", "1", Allowed::Unknown)), &["x9"]),
        (
            refused(Refused::new("noise", "5", Allowed::Here(vec!["layers".into(), "lr".into()]))),
            &["this lesson has layers"],
        ),
        (
            refused(Refused::new("hide", "x", Allowed::Parts(vec!["header".into(), "play".into()]))),
            &["any of header, play, and the group"],
        ),
        (nearest("80", "50", Limit::Most), &["noise 80 → 50, the most here"]),
        (nearest("-1", "0", Limit::Least), &["noise -1 → 0, the least here"]),
        (nearest("x", "0", Limit::Near), &["noise x → 0", "a number from 0 to 50"]),
        (About::UnusedLink { unused: vec!["a=1".into(), "b".into()], more: 0 }, &["a=1, b."]),
        (About::UnusedLink { unused: vec!["a=1".into()], more: 2 }, &["a=1, and 2 more"]),
        (About::MoreLink(1), &["One more"]),
        (About::MoreLink(35), &["35 more"]),
        (About::LongLink, &["8\u{202f}192"]),
        (About::Lost(Loss::Crashed(technical()), 1240), &["stopped", "step 1\u{202f}240", "reload"]),
        (About::Lost(Loss::Silent(6), 0), &["6 seconds", "step 0"]),
        (About::Lost(Loss::Device(Problem::NoAdapter), 5), &["no graphics adapter", "step 5"]),
        (About::Interrupted(12), &["step 12"]),
        (About::Costly(cost(Some(40.4), 1_230_000_000), Vec::new()), &["about 40", "up to 1.2", "Pause"]),
        (About::Costly(cost(Some(2.44), 340_000_001), Vec::new()), &["about 2.4", "up to 350"]),
        (About::Costly(cost(Some(200.0), 1), Vec::new()), &["about 3", "min"]),
        (About::Costly(cost(None, 2_000_000_000), Vec::new()), &["One step takes up to 2.0"]),
        (About::TooLarge(cost(None, 10_200_000_000), Vec::new()), &["10.2", "smaller"]),
        (About::Replaced, &["newer version", "Reload"]),
        (About::GaveUp, &["three times"]),
        (About::Copied, &["copied"]),
        (refused(Refused::new("lr", "1,000", Allowed::Knob(Key::LearningRate))), &["lr", "Write 1000 or 1."]),
        (refused(Refused::new("learningRate", "1,000", Allowed::Knob(Key::LearningRate))), &["Write 1000 or 1."]),
        (
            About::mistyped(Field::Item(Key::Layers, 0), "5,3", 1024),
            &["Layer 1 (Hidden layers) cannot be 5,3", "1 to 1024"],
        ),
        (
            About::mistyped(Field::Item(Key::Filters, 2), "1.000", 256),
            &["Filters of stage 3", "1.000", "Write 1000 or 1."],
        ),
        (About::mistyped(Field::Map, "99", 8), &["Map cannot be 99", "1 to 8"]),
        (About::mistyped(Field::Row, "0", 28), &["Row"]),
        (About::mistyped(Field::Column, "0", 28), &["Column"]),
        (About::EditGone, &["no longer exists", "Nothing was changed"]),
        (About::StartedOver(18_300), &["step 0", "18\u{202f}300 steps"]),
        (About::Dropped, &["links", "“GAN: forger and detective”", "points"]),
        (About::NotCopied("https://example.org/#v=1".into()), &["did not let"]),
    ];
    let said = problems.iter().map(|(problem, parts)| (words.problem(problem), *parts));
    let said =
        said.chain(misfits.iter().map(|(misfit, parts)| (words.problem(&Problem::Unfit(misfit.clone())), *parts)));
    for (said, parts) in said.chain(abouts.iter().map(|(about, parts)| (words.notice(about), *parts))) {
        for part in parts {
            assert!(said.contains(part), "{said:?} does not say {part:?}");
        }
        assert!(!said.contains(['{', '}', '$', '\u{2068}', '\u{2069}']), "{said:?}");
    }
}

/// What a person can read while it is there. `docs/options.md` has the whole lists.
#[test]
fn a_refusal_of_a_link_is_short_enough_to_be_read() {
    let words = Words::new("en");
    let knobs = Key::ALL.iter().map(|key| (key.knob().name, Allowed::Knob(*key)));
    let shown = SHOWN.iter().map(|shown| (shown.name, (shown.allowed)()));
    for (name, allowed) in knobs.chain(shown) {
        let said = words.notice(&About::Link(Remark::Refused(Refused::new(name, &"x".repeat(100), allowed))));
        assert!(said.chars().count() < 500, "{said}");
    }
}

#[test]
fn a_text_that_is_no_number_is_answered_with_examples() {
    let words = Words::new("en");
    let said = |text: &str| words.unread(text, &numbers::read_single(text).expect_err(text));
    assert_eq!(said("abc"), "“abc” is not a number that can be used here. Write one such as −0.5, 0.03 or 2e-5.");
    assert_eq!(said(" "), "Write a number, such as −0.5, 0.03 or 2e-5.");
    assert_eq!(said("1,234"), "“1,234” can be read in two ways. Write 1234 or 1.234.");
    assert!(said("1.000,5").contains("1000.5"));
    assert!(said(&"9".repeat(5000)).chars().count() < 200);
    for example in ["−0.5", "0.03", "2e-5"] {
        assert!(numbers::read_single(example).is_ok(), "{example}");
    }
}

#[test]
fn every_reason_for_a_device_has_words() {
    let words = Words::new("en");
    for why in [Why::Chosen, Why::SmallWork, Why::LargeWork, Why::Refused, Why::Starting, Why::Lost] {
        let said = words.why(why, 20_400);
        assert!(!said.starts_with("device-why") && !said.contains('$'), "{said}");
    }
    assert!(words.why(Why::SmallWork, 20_400).contains("20.4 kFLOP"));
}

#[test]
fn a_missing_message_shows_its_id() {
    let words = Words::new("en");
    assert_eq!(words.text("no-such-thing"), "no-such-thing");
    assert_eq!(words.text("knob-lr.no-such-thing"), "knob-lr.no-such-thing");
    assert!(!words.has("no-such-thing"));
    assert_eq!(Words::new("tlh").lang(), "en");
}

#[test]
fn values_as_a_person_reads_them() {
    let words = Words::new("en");
    for (key, value, read) in [
        (Key::TestShare, Value::Number(50.0), "50\u{202f}%"),
        (Key::LearningRate, Value::Number(0.03), "0.03"),
        (Key::Digits, Value::Integer(60_000), "60\u{202f}000"),
        (Key::Seed, Value::Integer(60_000), "60000"),
        (Key::Activation, Value::Choice("leaky-relu".into()), "Leaky ReLU"),
        (Key::Features, Value::Subset(Vec::new()), "none"),
        (Key::Features, Value::Subset(vec!["x1".into(), "x2^2".into()]), "x₁, x₂²"),
        (Key::Layers, Value::Layers(vec![8, 4]), "8, 4"),
        (Key::Layers, Value::Layers(Vec::new()), "none"),
        (Key::Filters, Value::Stages(Vec::new()), "none"),
        (Key::Filters, Value::Stages(vec![Stage::Convolution(8), Stage::Pool]), "8 → pool"),
    ] {
        assert_eq!(words.value(key, &value), read);
    }
}

#[test]
fn numbers_have_three_significant_digits() {
    for (value, text) in [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1.00"),
        (-1.5, "−1.50"),
        (0.021_34, "0.0213"),
        (0.9996, "1.00"),
        (99.96, "100"),
        (123.4, "123"),
        (18_345.0, "18\u{202f}300"),
        (999_999.0, "1.00\u{202f}×\u{202f}10⁶"),
        (0.000_021_34, "2.13\u{202f}×\u{202f}10⁻⁵"),
        (-3.0e12, "−3.00\u{202f}×\u{202f}10¹²"),
        (f64::NAN, "–"),
        (f64::NEG_INFINITY, "−∞"),
    ] {
        assert_eq!(number(value), text);
    }
    assert_eq!(
        (whole(1240), whole(7), whole(10_000_000)),
        ("1\u{202f}240".into(), "7".into(), "10\u{202f}000\u{202f}000".into())
    );
    assert_eq!(percent(0.984), "98.4\u{202f}%");
}

#[test]
fn a_report_has_all_that_helps_whoever_looks_into_it() {
    let words = Words::new("en");
    let around = Surroundings { build: "b7".into(), browser: "Browser/1".into(), address: "https://x.org/".into() };
    let mut state = State::default();
    state.run.step = 1234;
    let about =
        About::Problem(Problem::Device { device: Device::WebGpu, failure: Failure::Lost, details: technical() });
    assert!(about.is_fault());
    let report = words.report(&state, &about, &around);
    let version = env!("CARGO_PKG_VERSION");
    for part in
        [version, "b7", "Browser/1", "boundary", "1234", "https://x.org/#v=1", "lost", "panicked at", "TypeError"]
    {
        assert!(report.contains(part), "{report:?} lacks {part:?}");
    }
    assert!(!report.contains(['{', '$']), "{report}");
    assert!(words.report(&state, &About::GaveUp, &around).ends_with('–'), "no technical text");
    for about in [About::Copied, About::EditGone, About::Problem(Problem::NoInput), About::Dropped] {
        assert!(!about.is_fault(), "{about:?}");
    }
}
