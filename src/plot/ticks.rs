//! Where an axis has its marks.

use super::text::{number, power_of_ten, tick};

/// A mark of an axis.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tick {
    /// The position.
    pub value: f64,
    /// The label; empty for a mark without one.
    pub label: String,
}

/// At most about `most` marks at whole multiples of 1, 2 or 5 times a power of ten, which is `finest` or more.
pub(super) fn linear(low: f64, high: f64, most: i32, finest: f64) -> Vec<Tick> {
    let step = nice_step(((high - low) / f64::from(most.max(1))).max(finest));
    // A range too wide or too narrow for steps gets only its ends.
    if !step.is_normal() || step < 1e-12 * low.abs().max(high.abs()) {
        return vec![Tick { value: low, label: number(low) }, Tick { value: high, label: number(high) }];
    }
    let decimals = (-step.log10().floor()).max(0.0) as usize;
    let largest = low.abs().max(high.abs());
    let short = decimals <= 5 && largest < 1e7;
    // Three digits cannot distinguish marks closer than that.
    let exact = short || (step < 0.01 * largest && decimals <= 15 && largest < 1e15);
    let first = (low / step - 1e-9).ceil();
    (0..=most + 1)
        .map(|count| (first + f64::from(count)) * step)
        .take_while(|value| *value <= high + step * 1e-9)
        .map(|value| Tick { value, label: if exact { tick(value, decimals) } else { number(value) } })
        .collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `least`.
pub(super) fn nice_step(least: f64) -> f64 {
    let power = 10f64.powi(least.log10().floor() as i32);
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * power)
}

/// Marks of a logarithmic axis from `low` to `high`, both above 0, with room for about `most` labels: powers of ten, and 2
/// and 5 times them if they fit; linear marks if the range is too narrow for these.
pub(super) fn logarithmic(low: f64, high: f64, most: i32) -> Vec<Tick> {
    let most = most.max(2);
    let (from, to) = (low.log10().floor() as i32, high.log10().ceil() as i32);
    // From 1 to 2 is the closest, 0.3 of a decade.
    let factors: &[f64] = if (high / low).log10() <= 0.5 * f64::from(most) { &[1.0, 2.0, 5.0] } else { &[1.0] };
    let powers = (high.log10() + 1e-9).floor() as i32 - (low.log10() - 1e-9).ceil() as i32 + 1;
    let every = ((powers + most - 1) / most).max(1);
    let inside = (low * (1.0 - 1e-9))..=(high * (1.0 + 1e-9));
    let marks: Vec<_> = (from..=to)
        .filter(|exponent| exponent.rem_euclid(every) == 0)
        .flat_map(|exponent| factors.iter().map(move |factor| (*factor, exponent)))
        .map(|(factor, exponent)| (factor * 10f64.powi(exponent), factor, exponent))
        .filter(|(value, ..)| inside.contains(value))
        .map(|(value, factor, exponent)| Tick { value, label: decimal(value, factor, exponent) })
        .collect();
    if marks.len() < 2 { linear(low, high, most, 0.0) } else { marks }
}

/// `factor` × 10^`exponent`, plain where that is short.
fn decimal(value: f64, factor: f64, exponent: i32) -> String {
    if (-4..6).contains(&exponent) {
        tick(value, (-exponent).max(0) as usize)
    } else if factor > 1.0 {
        format!("{factor}×{}", power_of_ten(exponent))
    } else {
        power_of_ten(exponent)
    }
}

/// `value` rounded down (or up) to 1, 2 or 5 times a power of ten, so that a logarithmic axis stays still while values
/// change.
pub(super) fn snap(value: f64, up: bool) -> f64 {
    let power = 10f64.powi(value.log10().floor() as i32);
    let stops = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    let found = if up {
        stops.into_iter().find(|stop| *stop >= value * (1.0 - 1e-9))
    } else {
        stops.into_iter().rev().find(|stop| *stop <= value * (1.0 + 1e-9))
    };
    // Powers below the smallest normal number become 0.
    found.filter(|stop| *stop > 0.0 && stop.is_finite()).unwrap_or(value)
}
