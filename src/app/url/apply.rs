//! Applies pairs of name and value to options and display.

use super::shown::{SHOWN, Shown};
use crate::app::remark::{Adjusted, Remark};
use crate::app::state::Display;
use crate::data::plane::PlaneId;
use crate::lesson::LessonId;
use crate::options::{Allowed, Key, Limit, Options, Refused, Value};

/// How to treat a value that is not allowed.
#[derive(Clone, Copy)]
enum Manner {
    /// Refuse it, so that a script notices.
    Exactly,
    /// Use the nearest allowed value: falling back to the default might be the opposite of what a link meant.
    Nearest,
}

/// Applies the pairs; a later pair of the same name wins.
///
/// # Errors
/// The first refused pair; the others are applied.
pub fn apply(pairs: &[(String, String)], options: &mut Options, display: &mut Display) -> Result<(), Refused> {
    let refused = each(pairs, options, display, Manner::Exactly).into_iter().next();
    refused.map_or(Ok(()), |remark| Err(remark.asked().clone()))
}

/// The same, replacing disallowed values by the nearest allowed ones. Returns what could not be applied as written.
pub(super) fn as_near_as_allowed(
    pairs: &[(String, String)],
    options: &mut Options,
    display: &mut Display,
) -> Vec<Remark> {
    each(pairs, options, display, Manner::Nearest)
}

fn each(pairs: &[(String, String)], options: &mut Options, display: &mut Display, manner: Manner) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let device = options.get(Key::Device).cloned();
    // The lesson comes first: it determines the knobs.
    if let Some((_, name)) = pairs.iter().rfind(|(name, _)| name == "lesson") {
        match lesson(name) {
            Some(new) => *options = new,
            None => remarks.push(Remark::Refused(Refused::new("lesson", name, lesson_names()))),
        }
    }
    // Then its worked example, which other keys may change further.
    if let Some((_, name)) = pairs.iter().rfind(|(name, _)| name == "preset") {
        let lesson = options.lesson();
        match Options::of_preset(lesson, name) {
            Some(new) => *options = new,
            None => remarks.push(Remark::Refused(Refused::new("preset", name, preset_names(lesson)))),
        }
    }
    // Another lesson stays on the same device, unless the pairs name one.
    if let Some(Err(refused)) = device.map(|device| options.set(Key::Device, device)) {
        remarks.push(Remark::Refused(refused));
    }
    for (name, value) in pairs.iter().filter(|(name, _)| !matches!(name.as_str(), "lesson" | "preset")) {
        let taken = if let Some(key) = Key::from_name(name) {
            set(key, value, options, manner)
        } else if let Some(shown) = SHOWN.iter().find(|shown| shown.name == name) {
            show(shown, value, display, manner)
        } else if name == "v" && value == "1" {
            Ok(())
        } else {
            let allowed = if name == "v" { Allowed::names(["1"]) } else { Allowed::Unknown };
            Err(Remark::Refused(Refused::new(name, value, allowed)))
        };
        remarks.extend(taken.err());
    }
    remarks
}

/// Sets a knob.
fn set(key: Key, text: &str, options: &mut Options, manner: Manner) -> Result<(), Remark> {
    let refused = match key.parse(text) {
        Ok(value) => return options.set(key, value).map_err(Remark::Refused),
        Err(refused) => refused,
    };
    match (manner, key.nearest(text)) {
        (Manner::Nearest, Some((value, limit))) => {
            let used = value.to_string();
            options.set(key, value).map_err(Remark::Refused)?;
            accept_adjusted(refused, used, limit)
        }
        (Manner::Exactly, _) | (Manner::Nearest, None) => Err(Remark::Refused(refused)),
    }
}

/// Sets how the page shows the run.
fn show(shown: &Shown, text: &str, display: &mut Display, manner: Manner) -> Result<(), Remark> {
    if shown.read(display, text).is_some() {
        return Ok(());
    }
    let refused = Refused::new(shown.name, text, (shown.allowed)());
    let nearest = match manner {
        Manner::Exactly => None,
        Manner::Nearest => shown.read_nearest(display, text),
    };
    match nearest {
        Some((used, limit)) => accept_adjusted(refused, used, limit),
        None => Err(Remark::Refused(refused)),
    }
}

/// The link's value was replaced by another, or is the same in another notation.
fn accept_adjusted(asked: Refused, used: String, limit: Option<Limit>) -> Result<(), Remark> {
    limit.map_or(Ok(()), |limit| Err(Remark::Nearest(Adjusted { asked, used, limit })))
}

/// The defaults of this lesson; the name of a data set stands for the lesson `boundary` with it.
fn lesson(name: &str) -> Option<Options> {
    if let Some(id) = LessonId::from_name(name) {
        return Some(Options::of(id));
    }
    let mut options = Options::of(LessonId::Boundary);
    options.set(Key::Data, Value::Choice(name.to_owned())).ok()?;
    Some(options)
}

fn lesson_names() -> Allowed {
    let lessons = LessonId::ALL.iter().map(|id| id.name());
    Allowed::names(lessons.chain(PlaneId::NAMES.iter().copied()))
}

/// The values allowed for `preset` in the lesson.
fn preset_names(lesson: LessonId) -> Allowed {
    let presets = lesson.lesson().presets;
    if presets.is_empty() { Allowed::NoExamples } else { Allowed::names(presets.iter().map(|preset| preset.name)) }
}
