//! The table of knobs: every default is in its own range, and the documentation says what the table says.

use std::fmt::Write as _;
use std::path::Path;

use gradient_garden::app::hidden::{DATA_SET, Part};
use gradient_garden::app::url::{self, SHOWN};
use gradient_garden::app::words::Words;
use gradient_garden::choice::Choice as _;
use gradient_garden::data::plane::features::Feature;
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Allowed, Control, DataSet, Group, Key, Kind, Options, Refused, Stage, Value};

/// A knob's value as links write it.
fn written(options: &Options, key: Key) -> String {
    options.get(key).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn names_are_their_own_and_stand_in_a_link_as_they_are() {
    let mut names: Vec<&str> = Key::ALL.iter().map(|key| key.knob().name).collect();
    names.extend(SHOWN.iter().map(|shown| shown.name));
    names.extend(["v", "lesson", "preset"]);
    for name in &names {
        assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit()), "{name}");
        assert_eq!(names.iter().filter(|other| *other == name).count(), 1, "{name}");
    }
    for &key in Key::ALL {
        assert_eq!(Key::from_name(key.knob().name), Some(key));
    }
}

#[test]
fn every_default_is_in_its_range_for_every_lesson() {
    for &key in Key::ALL {
        assert!(key.parse(key.knob().default).is_ok(), "{}", key.knob().name);
    }
    for &lesson in LessonId::ALL {
        let options = Options::of(lesson);
        for &(key, own) in lesson.lesson().schema.knobs {
            let text = own.unwrap_or(key.knob().default);
            let value = key.parse(text).unwrap_or_else(|refused| panic!("{}: {refused:?}", lesson.name()));
            assert_eq!(options.get(key), Some(&value));
            assert!(!options.is_changed(key));
            assert_eq!(value.to_string(), text, "written as the table writes it");
        }
        assert_eq!(options.iter().count(), lesson.lesson().schema.knobs.len(), "each knob once");
    }
}

#[test]
fn every_worked_example_is_itself_and_no_other() {
    for &lesson in LessonId::ALL {
        let presets = lesson.lesson().presets;
        for preset in presets {
            let options = Options::of_preset(lesson, preset.name).expect("changes that the lesson takes");
            assert_eq!(options.preset(), Some(preset.name), "{}", lesson.name());
            assert_eq!(presets.iter().filter(|other| other.name == preset.name).count(), 1);
        }
        let named = Options::of(lesson).preset();
        assert_eq!(named.is_some(), !presets.is_empty(), "{}: the defaults are an example", lesson.name());
        assert_eq!(Options::of_preset(lesson, "nope"), None);
    }
}

#[test]
fn a_narrowed_choice_is_a_choice_of_the_table_and_holds() {
    for &lesson in LessonId::ALL {
        let mut options = Options::of(lesson);
        for &(key, own) in lesson.lesson().schema.only {
            let (Kind::Choice(all) | Kind::Subset(all)) = key.knob().kind else { panic!("{}", key.knob().name) };
            assert!(options.has(key) && !own.is_empty() && own.iter().all(|name| all.contains(name)));
            assert!(own.contains(&written(&options, key).as_str()), "the default is among them");
            for other in all.iter().filter(|name| !own.contains(name)) {
                let refused = options.set(key, Value::Choice((*other).into())).expect_err("narrowed");
                assert_eq!((refused.value.as_str(), refused.allowed), (*other, Allowed::names(own.iter().copied())));
            }
        }
    }
}

#[test]
fn every_position_of_a_control_is_allowed() {
    for &key in Key::ALL {
        if let Control::Slider(positions) | Control::Select(positions) = key.knob().control {
            assert!(positions.is_sorted_by(|a, b| a < b), "{}", key.knob().name);
            for position in positions {
                assert!(key.parse(&position.to_string()).is_ok(), "{}={position}", key.knob().name);
            }
        }
    }
}

#[test]
fn values_of_another_kind_or_out_of_range_are_refused_and_change_nothing() {
    let mut options = Options::of(LessonId::Boundary);
    let before = options.clone();
    for (key, value) in [
        (Key::LearningRate, Value::Number(f64::NAN)),
        (Key::LearningRate, Value::Number(f64::INFINITY)),
        (Key::LearningRate, Value::Integer(1)),
        (Key::Batch, Value::Integer(0)),
        (Key::Activation, Value::Choice("softmax".into())),
        (Key::Features, Value::Subset(vec!["x3".into()])),
        (Key::Layers, Value::Layers(vec![0])),
        (Key::Layers, Value::Layers(vec![1; 17])),
        (Key::Dropout, Value::Number(10.0)),
        (Key::Filters, Value::Stages(vec![Stage::Pool])),
    ] {
        let refused = options.set(key, value.clone()).expect_err("refused");
        assert_eq!((refused.name.as_str(), refused.allowed == Allowed::Unknown), (key.knob().name, false));
        assert_eq!(options, before, "{value:?}");
    }
}

#[test]
fn convolutions_and_pools_are_a_list() {
    let parse = |text: &str| Key::Filters.parse(text);
    let stages = |text: &str| match parse(text).expect("allowed") {
        Value::Stages(stages) => stages,
        other => panic!("{other:?}"),
    };
    assert_eq!(stages(""), []);
    assert_eq!(stages(" 8, p,256"), [Stage::Convolution(8), Stage::Pool, Stage::Convolution(256)]);
    assert_eq!(stages(&["p"; 12].join(",")).len(), 12);
    for text in [",", "0", "257", "8,,p", "8;p", "P", "-3", "1.5", "p p", &["p"; 13].join(",")] {
        let refused = parse(text).expect_err(text);
        assert_eq!(refused.allowed, Allowed::Knob(Key::Filters));
    }
}

#[test]
fn a_refusal_is_short_and_names_key_value_and_range() {
    let refused = Key::Batch.parse("0").expect_err("refused");
    assert_eq!(Words::new("en").refusal(&refused), "batch=0 is not allowed: a whole number from 1 to 1024");
    let long = Refused::new("layers", &"9,".repeat(1000), Allowed::Unknown);
    assert!(long.value.chars().count() <= Refused::SHOWN + 1);
}

/// `docs/options.md` as the tables have it. `UPDATE_DOCS=1 cargo test --test options` writes it.
#[test]
fn docs_are_current() {
    let path = Path::new("docs/options.md");
    let docs = docs();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &docs).expect("to write the documentation");
    }
    let found = std::fs::read_to_string(path).unwrap_or_default();
    assert!(found == docs, "docs/options.md is not what the table says: run `UPDATE_DOCS=1 cargo test --test options`");
}

fn docs() -> String {
    let words = Words::new("en");
    let mut text = String::from(
        "# Options\n\n\
         Every option stands in the page's address after `#`, as `name=value` joined by `&`, and goes into `configure()` of the\n\
         scripting interface under the same name. Only what differs from the lesson's defaults is written. A value of a link\n\
         that is beyond its range becomes the nearest that is allowed; what is not known or not allowed is named on the page, and the\n\
         default is used. `configure()` refuses both, and then changes nothing.\n\n\
         A number may have a decimal point or a decimal comma (`0.03`, `0,03`), a power of ten (`1e-2`, `2 × 10⁻⁵`) and blanks\n\
         between thousands (`18 300`). One that can be read in two ways (`1,000`, `1.000,5`) is refused. A comma in a list separates\n\
         its items.\n\n\
         This file is derived from the tables in `src/options/knob.rs`, `src/app/url/shown.rs` and `src/app/hidden.rs`; a test keeps\n\
         it equal.\n\n",
    );
    let lessons: Vec<_> = LessonId::ALL.iter().map(|id| format!("`{}`", id.name())).collect();
    writeln!(
        text,
        "`v=1` is the version of this list. `lesson` is one of {}; a data set's name stands for `boundary` with it.",
        lessons.join(", ")
    )
    .expect("text");
    for group in Group::ALL {
        let id = format!("group-{}", group.name());
        write!(text, "\n## {} (`{}`)\n\n", words.text(&id), group.name()).expect("text");
        text.push_str("| option | what | allowed | default | turned in the middle of a run |\n|---|---|---|---|---|\n");
        for &key in Key::ALL.iter().filter(|key| key.knob().group == *group) {
            text.push_str(&row(key, &words));
        }
    }
    text.push_str("\n## How the page shows the run\n\n| option | allowed | default |\n|---|---|---|\n");
    for shown in SHOWN {
        let default = shown.of(&gradient_garden::app::state::Display::default());
        let default = if default.is_empty() { String::from("empty") } else { format!("`{default}`") };
        writeln!(text, "| `{}` | {} | {default} |", shown.name, words.allowed_instead(&(shown.allowed)()))
            .expect("text");
    }
    text.push_str(
        "\n`hide` and `panels` take several, separated by commas; empty `panels` are all of the lesson's. `steps` trains that far when the page opens, then stops.\n",
    );
    text.push_str(&what_can_be_hidden());
    text.push_str(
        "\n## Links of TensorFlow Playground\n\n\
         They are understood: data sets, features, layers, activation, rates, noise, share for testing, seed, `hideText`, and\n\
         `<key>_hide=true` for each of its controls and features. A value beyond the range becomes the nearest that is allowed.\n\
         `regularizationRate_hide` hides both penalties, `regularization_hide` the one that is not set, `problem_hide` the data sets\n\
         of the other kind of problem, `stepButton_hide` both steps, `resetButton_hide` the new seed, too. What has no counterpart\n\
         here and would change the run is named on the page, the rest in one line. Losses here are whole squares, twice those of\n\
         TensorFlow Playground.\n",
    );
    text
}

/// The names that `hide` takes, by what they are.
fn what_can_be_hidden() -> String {
    let list = |names: Vec<&str>| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let parts = Part::ALL.iter().map(|part| part.name()).collect();
    let choices = DataSet::NAMES.iter().chain(Feature::NAMES).copied().collect();
    format!(
        "\n### What can be hidden\n\n\
         A name in `hide` hides everything on the page that has it; `configure()` still changes it.\n\n\
         - the groups of the headings above: {};\n\
         - any option of those tables by its own name, and `{DATA_SET}` for the choice of a data set, because `data` is the whole\n  \
         group; a group without a knob that is left is not shown;\n\
         - single data sets and features: {};\n\
         - regions, buttons and switches: {}. `settings` hides all knobs but those of a panel,
  \
         `hide=header,transport,settings,footer` leaves the panels alone. `batch` hides the batch size and the button of one batch, `onebatch` the button\n  \
         alone; so do `seed` and `newseed`.\n",
        list(Group::NAMES.to_vec()),
        list(choices),
        list(parts),
    )
}

fn row(key: Key, words: &Words) -> String {
    let knob = key.knob();
    // A bar would end the table's cell.
    let help = words.text(&format!("knob-{}.help", knob.name)).replace('|', "\\|");
    let unit = if knob.unit == "percent" { " (percent)" } else { "" };
    let allowed = match knob.kind {
        Kind::Layers { .. } | Kind::Stages { .. } | Kind::Subset(_) => {
            format!("{}; empty for none", words.allowed(key))
        }
        _ => words.allowed(key),
    };
    let mut defaults: Vec<(&str, String)> = Vec::new();
    for &lesson in LessonId::ALL {
        if let Some(value) = Options::of(lesson).get(key) {
            defaults.push((lesson.name(), value.to_string()));
        }
    }
    let same = defaults.iter().all(|(_, value)| *value == defaults[0].1);
    let default = if same && defaults.len() == LessonId::ALL.len() {
        format!("`{}`", defaults[0].1)
    } else {
        defaults.iter().map(|(name, value)| format!("`{value}` ({name})")).collect::<Vec<_>>().join(", ")
    };
    let turned = match key {
        Key::Device => "the run moves there",
        _ if key.goes_on() => "goes on",
        _ => "starts over",
    };
    let label = words.text(&format!("knob-{}", knob.name));
    format!("| `{}` | {label}. {help} | {allowed}{unit} | {default} | {turned} |\n", knob.name)
}

#[test]
fn every_option_of_every_lesson_is_written_under_its_name() {
    for &lesson in LessonId::ALL {
        for &(key, _) in lesson.lesson().schema.knobs {
            let mut options = Options::of(lesson);
            let other = match key.knob().kind {
                Kind::Integer { max, .. } => Value::Integer(max - 1),
                Kind::Number { max, .. } => Value::Number(max / 7.0),
                Kind::Choice(_) => {
                    let names = options.choices(key);
                    let other =
                        names.iter().find(|name| **name != written(&options, key).as_str()).expect("another choice");
                    Value::Choice((*other).into())
                }
                Kind::Subset(names) => Value::Subset(vec![names[3].into()]),
                Kind::Layers { .. } => Value::Layers(vec![5, 6, 7]),
                Kind::Stages { .. } => Value::Stages(vec![Stage::Convolution(5), Stage::Pool]),
                Kind::Points { .. } => Value::Points(vec![[5, -6], [-100, 100]]),
            };
            options.set(key, other.clone()).expect("a value in range");
            let fragment = url::write(&options, &gradient_garden::app::state::Display::default());
            assert!(fragment.ends_with(&format!("&{}={other}", key.knob().name)), "{fragment}");
        }
    }
}
