//! Finds the allowed value nearest to a disallowed one, for links that ask for more than there is.

use super::{Key, Kind, Stage, Unread, Value, numbers};

/// How an allowed value differs from the requested one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// It is the largest that is allowed.
    Most,
    /// It is the smallest that is allowed.
    Least,
    /// It is near: a whole number for a fraction, or a list with some parts changed or left out.
    Near,
}

impl Limit {
    /// The limit of 100 − x, given the limit of x.
    #[must_use]
    pub fn of_complement(self) -> Self {
        match self {
            Self::Most => Self::Least,
            Self::Least => Self::Most,
            Self::Near => Self::Near,
        }
    }
}

/// A value, and how it differs from the requested one; `None` if it is the same in another notation (`1e3`, `Tanh`).
pub type Near<T> = (T, Option<Limit>);

impl Key {
    /// The allowed value nearest to a text that [`Key::parse`] refuses; `None` if there is no meaningful one, as for `NaN`
    /// or an unknown name.
    pub fn nearest(self, text: &str) -> Option<Near<Value>> {
        match self.knob().kind {
            Kind::Integer { min, max } => {
                let (value, limit) = nearest_whole(text, min, max)?;
                Some((Value::Integer(value), limit))
            }
            Kind::Number { min, max } => {
                let (value, limit) = nearest_number(self.without_unit(text), min, max)?;
                Some((Value::Number(value), limit))
            }
            Kind::Choice(names) => Some((Value::Choice(named(names, text)?.to_owned()), None)),
            Kind::Subset(names) => {
                let asked: Vec<_> = text.split(',').map(|name| named(names, name)).collect();
                let chosen: Vec<_> = names.iter().filter(|name| asked.contains(&Some(**name))).collect();
                let limit = asked.contains(&None).then_some(Limit::Near);
                let value = Value::Subset(chosen.iter().map(ToString::to_string).collect());
                (!chosen.is_empty()).then_some((value, limit))
            }
            Kind::Layers { max_layers, max_units, .. } => {
                let (units, limit) = each(text, max_layers, |units| nearest_u32(units, max_units))?;
                Some((Value::Layers(units), limit))
            }
            Kind::Stages { max_stages, max_filters } => {
                let (stages, limit) = each(text, max_stages, |stage| {
                    if stage.eq_ignore_ascii_case("p") {
                        return Some((Stage::Pool, None));
                    }
                    let (filters, limit) = nearest_u32(stage, max_filters)?;
                    Some((Stage::Convolution(filters), limit))
                })?;
                Some((Value::Stages(stages), limit))
            }
            Kind::Points { max } => {
                let (numbers, limit) = each(text, 2 * max, |number| {
                    let (number, limit) = nearest_number(number, -100.0, 100.0)?;
                    Some((number.round() as i8, limit.or((number.fract() != 0.0).then_some(Limit::Near))))
                })?;
                match numbers.as_chunks() {
                    (points, []) => Some((Value::Points(points.to_vec()), limit)),
                    _ => None,
                }
            }
        }
    }
}

/// The number in `min..=max` nearest to the text; `None` if the text is not a number.
pub fn nearest_number(text: &str, min: f64, max: f64) -> Option<Near<f64>> {
    let asked = number(text)?;
    Some(if asked > max {
        (max, Some(Limit::Most))
    } else if asked < min {
        (min, Some(Limit::Least))
    } else {
        (asked, None)
    })
}

/// The whole number in `min..=max` nearest to the text; `None` if the text is not a number, or may be thousands (`1.000`).
pub fn nearest_whole(text: &str, min: u64, max: u64) -> Option<Near<u64>> {
    if matches!(numbers::read_whole::<i64>(text), Err(Unread::Ambiguous(_))) {
        return None;
    }
    let (inside, limit) = nearest_number(text, min as f64, max as f64)?;
    Some((inside.round() as u64, limit.or((inside.fract() != 0.0).then_some(Limit::Near))))
}

fn nearest_u32(text: &str, max: u32) -> Option<Near<u32>> {
    let (value, limit) = nearest_whole(text, 1, max.into())?;
    Some((value as u32, limit))
}

/// The number in the text; infinite, or 0, if it is too large or too small for the type. `NaN` and `inf` are not numbers
/// that a person means.
fn number(text: &str) -> Option<f64> {
    match numbers::read(text) {
        Ok(number) => Some(number),
        Err(Unread::Ambiguous(_)) => None,
        Err(Unread::NoNumber) => {
            let plain = text.bytes().all(|letter| letter.is_ascii_digit() || b"+-.eE".contains(&letter));
            text.parse().ok().filter(|number: &f64| plain && (number.is_infinite() || *number == 0.0))
        }
    }
}

/// The name in the text, ignoring case.
fn named(names: &[&'static str], text: &str) -> Option<&'static str> {
    names.iter().copied().find(|name| name.eq_ignore_ascii_case(text.trim()))
}

/// The nearest value for each part of a list, as far as the list may be long; `None` if a part has none.
fn each<T>(text: &str, most: usize, nearest: impl Fn(&str) -> Option<Near<T>>) -> Option<Near<Vec<T>>> {
    let parts: Vec<Near<T>> = text.split(',').map(|part| nearest(part.trim())).collect::<Option<_>>()?;
    let changed = parts.len() > most || parts.iter().any(|(_, limit)| limit.is_some());
    Some((parts.into_iter().take(most).map(|(value, _)| value).collect(), changed.then_some(Limit::Near)))
}
