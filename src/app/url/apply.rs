//! What pairs of name and value change: options, and how the page shows the run.

use super::shown::{SHOWN, Shown};
use crate::app::remark::{Adjusted, Remark};
use crate::app::state::Display;
use crate::data::plane::PlaneId;
use crate::lesson::LessonId;
use crate::options::{Allowed, Key, Limit, Options, Refused, Value};

/// What becomes of a value that is not allowed.
#[derive(Clone, Copy)]
enum Manner {
    /// It is refused: a script is to know.
    Exactly,
    /// The nearest that is allowed is taken: a link's default may be the opposite of what was meant.
    Nearest,
}

/// Takes over what the pairs say; a later pair of the same name wins.
///
/// # Errors
/// The first pair that was refused; the others are taken over.
pub fn apply(pairs: &[(String, String)], options: &mut Options, display: &mut Display) -> Result<(), Refused> {
    let refused = each(pairs, options, display, Manner::Exactly).into_iter().next();
    refused.map_or(Ok(()), |remark| Err(remark.asked().clone()))
}

/// The same, with the nearest that is allowed in place of what is not. Returns what was not taken as it stands.
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
    // The lesson first: it says which knobs there are.
    if let Some((_, name)) = pairs.iter().rfind(|(name, _)| name == "lesson") {
        match lesson(name) {
            Some(new) => *options = new,
            None => remarks.push(Remark::Refused(Refused::new("lesson", name, lesson_names()))),
        }
    }
    // Then a worked example of it: other keys change its settings further.
    if let Some((_, name)) = pairs.iter().rfind(|(name, _)| name == "preset") {
        let lesson = options.lesson();
        match Options::of_preset(lesson, name) {
            Some(new) => *options = new,
            None => remarks.push(Remark::Refused(Refused::new("preset", name, preset_names(lesson)))),
        }
    }
    // Another lesson is trained where the last one was, unless the pairs say where.
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

/// Another value was taken than stands in the link, or the same, written in another way.
fn accept_adjusted(asked: Refused, used: String, limit: Option<Limit>) -> Result<(), Remark> {
    limit.map_or(Ok(()), |limit| Err(Remark::Nearest(Adjusted { asked, used, limit })))
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

fn lesson_names() -> Allowed {
    let lessons = LessonId::ALL.iter().map(|id| id.name());
    Allowed::names(lessons.chain(PlaneId::NAMES.iter().copied()))
}

/// What is allowed for `preset` in the lesson.
fn preset_names(lesson: LessonId) -> Allowed {
    let presets = lesson.lesson().presets;
    if presets.is_empty() { Allowed::NoExamples } else { Allowed::names(presets.iter().map(|preset| preset.name)) }
}
