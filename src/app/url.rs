//! The fragment of the page's address, both ways: `v=1&lesson=digits&layers=64&lr=0.01&hide=data&theme=dark`.
//!
//! Knobs are those of the table in [`crate::model::spec`]; how the page shows a run is the table [`SHOWN`] here. A fragment
//! of TensorFlow Playground is translated first ([`playground`]).

mod playground;

use super::state::{About, Display, Theme};
use super::words::FILES;
use crate::lesson::{LessonId, Panel};
use crate::model::spec::{Group, Key, Kind, Options, PLANE_SETS, Refused, Value, numbers};
use crate::protocol::View;

/// Longest fragment that is read, in bytes; the longest that [`write`] makes is far below.
pub const LONGEST: usize = 8192;

/// Most things in a link that are named one by one.
pub const NAMED: usize = 5;

/// What a fragment says.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Everything that defines the run.
    pub options: Options,
    /// How the page shows it.
    pub display: Display,
    /// What was not understood; defaults are in its place.
    pub about: Vec<About>,
}

/// A key for how the page shows a run.
pub struct Shown {
    /// The key.
    pub name: &'static str,
    /// What is allowed.
    pub allowed: fn() -> String,
    /// Takes the value over, or returns none where it is not allowed.
    read: fn(&mut Display, &str) -> Option<()>,
    write: fn(&Display) -> String,
}

impl Shown {
    /// The value as it stands in a link.
    pub fn of(&self, display: &Display) -> String {
        (self.write)(display)
    }
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A switch: `1` or `0`.
macro_rules! switch {
    ($name:literal, $field:ident) => {
        Shown {
            name: $name,
            allowed: || String::from("1 or 0"),
            read: |display, text| {
                display.$field = flag(text)?;
                Some(())
            },
            write: |display| u8::from(display.$field).to_string(),
        }
    };
}

/// The index of a test digit.
macro_rules! digit {
    ($name:literal, $field:ident) => {
        Shown {
            name: $name,
            allowed: || String::from("a whole number from 0 to 9999"),
            read: |display, text| {
                display.view.$field = numbers::read_whole(text).ok().filter(|index| *index < 10_000)?;
                Some(())
            },
            write: |display| display.view.$field.to_string(),
        }
    };
}

/// Most units that a code has; of other layers no more can be looked along.
const MOST_UNITS: u32 = match Key::Code.knob().kind {
    Kind::Integer { max, .. } => max as u32,
    _ => 0,
};

/// Most steps that a link trains at once.
const MOST_STEPS: u64 = 1_000_000;

/// The keys for how the page shows a run.
pub const SHOWN: &[Shown] = &[
    Shown {
        name: "hide",
        allowed: || Group::ALL.map(Group::name).join(", "),
        read: |display, text| {
            let group = |name: &str| Group::ALL.into_iter().find(|group| group.name() == name);
            display.hide = names(text).map(group).collect::<Option<_>>()?;
            Some(())
        },
        write: |display| display.hide.iter().map(|group| group.name()).collect::<Vec<_>>().join(","),
    },
    Shown {
        name: "panels",
        allowed: || Panel::ALL.iter().map(|panel| panel.name()).collect::<Vec<_>>().join(", "),
        read: |display, text| {
            display.panels = names(text).map(Panel::from_name).collect::<Option<_>>()?;
            Some(())
        },
        write: |display| display.panels.iter().map(|panel| panel.name()).collect::<Vec<_>>().join(","),
    },
    Shown {
        name: "theme",
        allowed: || Theme::ALL.map(Theme::name).join(", "),
        read: |display, text| {
            display.theme = Theme::ALL.into_iter().find(|theme| theme.name() == text)?;
            Some(())
        },
        write: |display| display.theme.name().to_owned(),
    },
    Shown {
        name: "lang",
        allowed: || FILES.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(", "),
        read: |display, text| {
            FILES.iter().find(|(code, _)| *code == text)?.0.clone_into(&mut display.lang);
            Some(())
        },
        write: |display| display.lang.clone(),
    },
    switch!("play", play),
    Shown {
        name: "steps",
        allowed: || format!("a whole number from 0 to {MOST_STEPS}"),
        read: |display, text| {
            display.steps = numbers::read_whole(text).ok().filter(|steps| *steps <= MOST_STEPS)?;
            Some(())
        },
        write: |display| display.steps.to_string(),
    },
    switch!("showtest", show_test),
    switch!("discretize", discretize),
    switch!("log", log_loss),
    switch!("accuracy", accuracy_tab),
    digit!("strip", strip),
    digit!("probe", probe),
    Shown {
        name: "axes",
        allowed: || format!("two different whole numbers from 1 to {MOST_UNITS}, separated by a comma"),
        read: |display, text| {
            display.view.axes = two_units(text)?;
            Some(())
        },
        write: |display| units_text(display.view.axes),
    },
    Shown {
        name: "decoded",
        allowed: || String::from("1 or 0"),
        read: |display, text| {
            display.view.grid = if flag(text)? { View::GRID } else { 0 };
            Some(())
        },
        write: |display| u8::from(display.view.grid > 0).to_string(),
    },
    Shown {
        name: "temperature",
        allowed: || format!("a number from 0 to {}", View::HOTTEST),
        read: |display, text| {
            let inside = |value: &f32| (0.0..=View::HOTTEST).contains(value);
            display.view.temperature = numbers::read_single(text).ok().filter(inside)?;
            Some(())
        },
        write: |display| display.view.temperature.to_string(),
    },
    Shown {
        name: "pair",
        allowed: || format!("two different whole numbers from 1 to {MOST_UNITS}, separated by a comma, or nothing"),
        read: |display, text| {
            display.view.pair = if text.is_empty() { None } else { Some(two_units(text)?) };
            Some(())
        },
        write: |display| display.view.pair.map(units_text).unwrap_or_default(),
    },
];

/// Reads a fragment (with or without `#`). Never fails: what is not understood is named in [`Link::about`].
pub fn read(fragment: &str) -> Link {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let (fragment, long) = shorten(fragment);
    let mut pairs = pairs(fragment);
    let mut refused = Vec::new();
    if playground::is(&pairs) {
        (pairs, refused) = playground::translate(&pairs);
    }
    let mut options = Options::of(LessonId::Boundary);
    let mut display = Display::default();
    refused.extend(apply(&pairs, &mut options, &mut display));

    let more = refused.len().saturating_sub(NAMED);
    let mut about: Vec<About> = long.then_some(About::LongLink).into_iter().collect();
    about.extend(refused.into_iter().take(NAMED).map(About::Link));
    if more > 0 {
        about.push(About::MoreLink(u32::try_from(more).unwrap_or(u32::MAX)));
    }
    Link { options, display, about }
}

/// Writes the fragment (without `#`): only what differs from the lesson's defaults, with a version.
pub fn write(options: &Options, display: &Display) -> String {
    // Names and numbers here consist of characters that a fragment takes as they are; nothing needs an escape.
    let mut text = String::from("v=1");
    let mut push = |name: &str, value: &str| {
        text.extend(["&", name, "=", value]);
    };
    if options.lesson() != LessonId::Boundary {
        push("lesson", options.lesson().lesson().name);
    }
    for (key, value) in options.iter().filter(|(key, _)| options.is_changed(*key)) {
        push(key.knob().name, &value.to_string());
    }
    let default = Display::default();
    for shown in SHOWN {
        let value = shown.of(display);
        if value != shown.of(&default) {
            push(shown.name, &value);
        }
    }
    text
}

/// Takes over how a link shows its run; what no link says stays.
pub fn take_over(display: &mut Display, link: &Display) {
    for shown in SHOWN {
        // What was written is read.
        let _ = (shown.read)(display, &shown.of(link));
    }
}

/// Takes over what the pairs say; a later pair of the same name wins. Returns what was refused; the rest is taken over.
pub fn apply(pairs: &[(String, String)], options: &mut Options, display: &mut Display) -> Vec<Refused> {
    let mut refused = Vec::new();
    let device = options.get(Key::Device).cloned();
    // The lesson first: it says which knobs there are.
    if let Some((_, name)) = pairs.iter().rfind(|(name, _)| name == "lesson") {
        match lesson(name) {
            Some(new) => *options = new,
            None => refused.push(Refused::new("lesson", name, lesson_names())),
        }
    }
    // Then a worked example of it: other keys change its settings further.
    if let Some((_, name)) = pairs.iter().rfind(|(name, _)| name == "preset") {
        let lesson = options.lesson();
        match Options::of_preset(lesson, name) {
            Some(new) => *options = new,
            None => refused.push(Refused::new("preset", name, preset_names(lesson))),
        }
    }
    // Another lesson is trained where the last one was, unless the pairs say where.
    if let Some(Err(no)) = device.map(|device| options.set(Key::Device, device)) {
        refused.push(no);
    }
    for (name, value) in pairs.iter().filter(|(name, _)| !matches!(name.as_str(), "lesson" | "preset")) {
        if let Err(no) = apply_one(name, value, options, display) {
            refused.push(no);
        }
    }
    refused
}

fn apply_one(name: &str, value: &str, options: &mut Options, display: &mut Display) -> Result<(), Refused> {
    if name == "v" {
        return if value == "1" { Ok(()) } else { Err(Refused::new(name, value, String::from("1"))) };
    }
    if let Some(key) = Key::from_name(name) {
        return options.set(key, key.parse(value)?);
    }
    match SHOWN.iter().find(|shown| shown.name == name) {
        Some(shown) => (shown.read)(display, value).ok_or_else(|| Refused::new(name, value, (shown.allowed)())),
        None => Err(Refused::new(name, value, String::new())),
    }
}

/// The defaults of the lesson of this name; a data set's name is the lesson `boundary` with it.
fn lesson(name: &str) -> Option<Options> {
    if let Some(id) = LessonId::from_name(name) {
        return Some(Options::of(id));
    }
    let mut options = Options::of(LessonId::Boundary);
    options.set(Key::Data, Value::Choice(name.to_owned())).ok()?;
    Some(options)
}

fn lesson_names() -> String {
    let lessons = LessonId::ALL.iter().map(|id| id.lesson().name);
    lessons.chain(PLANE_SETS.iter().copied()).collect::<Vec<_>>().join(", ")
}

/// What is allowed for `preset` in the lesson.
fn preset_names(lesson: LessonId) -> String {
    let names: Vec<_> = lesson.lesson().presets.iter().map(|preset| preset.name).collect();
    if names.is_empty() { String::from("nothing, this lesson has no examples") } else { names.join(", ") }
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Two different units, counted from 1, as on the page.
fn two_units(text: &str) -> Option<[u32; 2]> {
    let unit = |text: &str| numbers::read_whole(text).ok().filter(|unit| (1..=MOST_UNITS).contains(unit));
    let (across, up) = text.split_once(',')?;
    let (across, up): (u32, u32) = (unit(across)?, unit(up)?);
    (across != up).then_some([across - 1, up - 1])
}

fn units_text(units: [u32; 2]) -> String {
    units.map(|unit| (unit + 1).to_string()).join(",")
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// The whole pairs among the first [`LONGEST`] bytes, and whether there was more.
fn shorten(fragment: &str) -> (&str, bool) {
    if fragment.len() <= LONGEST {
        return (fragment, false);
    }
    let end = fragment.as_bytes()[..LONGEST].iter().rposition(|byte| *byte == b'&').unwrap_or(0);
    (&fragment[..end], true)
}

/// The pairs, decoded; of one name the last.
fn pairs(fragment: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for part in fragment.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let (name, value) = (decode(name), decode(value));
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    pairs
}

/// Undoes percent-encoding. What is not a valid escape stays as written.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |digit: &u8| char::from(*digit).to_digit(16);
        match (first, tail) {
            (b'%', [high, low, tail @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                bytes.push((hex(high).unwrap_or(0) * 16 + hex(low).unwrap_or(0)) as u8);
                rest = tail;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
