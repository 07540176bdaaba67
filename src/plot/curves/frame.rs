//! The chart's plotting rectangle, and how values map into it.

use super::{Curves, readable};
use crate::plot::pen::{Rect, ems};
use crate::plot::ticks::{self, Tick};

/// Sizes of text in CSS pixels.
pub(super) const TICK_SIZE: f64 = 11.0;
pub(super) const TITLE_SIZE: f64 = 12.0;
/// Length of a line's sample in the legend, in CSS pixels.
pub(super) const SAMPLE: f64 = 22.0;

/// An axis spans at least this share of its values: smaller changes look flat.
const LEVEL: f64 = 1e-3;

/// An axis: converts between values and pixels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    log: bool,
    start: f64,
    end: f64,
}

impl Axis {
    fn scaled(self, value: f64) -> f64 {
        if self.log { value.ln() } else { value }
    }

    /// The position of a value, clamped to the axis.
    pub(super) fn place(self, value: f64) -> f64 {
        let (low, high) = (self.scaled(self.low), self.scaled(self.high));
        let share = ((self.scaled(value) - low) / (high - low)).clamp(0.0, 1.0);
        self.start + (self.end - self.start) * share
    }

    /// The value at a position, clamped to the axis.
    pub(super) fn invert(self, at: f64) -> f64 {
        let (low, high) = (self.scaled(self.low), self.scaled(self.high));
        let share = ((at - self.start) / (self.end - self.start)).clamp(0.0, 1.0);
        let value = low + (high - low) * share;
        if self.log { value.exp() } else { value }
    }
}

/// A chart's geometry.
#[derive(Debug)]
pub(super) struct Frame {
    /// Where lines are.
    pub(super) rect: Rect,
    /// Across.
    pub(super) x: Axis,
    /// Up.
    pub(super) y: Axis,
    /// Marks below.
    pub(super) x_ticks: Vec<Tick>,
    /// Marks on the left.
    pub(super) y_ticks: Vec<Tick>,
    /// The legend fits into the row above the lines, beside the title of y.
    pub(super) legend_above: bool,
}

impl Frame {
    pub(super) fn new(curves: &Curves, scale: f64, width: f64, height: f64) -> Self {
        let title = if curves.y_label.is_empty() { 0.0 } else { ems(&curves.y_label) * TITLE_SIZE + 16.0 };
        let entries: f64 = curves.lines.iter().map(|line| entry_width(&line.name)).sum();
        let legend_above = entries > 0.0 && (title + entries) * scale <= width;
        let top = if title > 0.0 || legend_above { 24.0 } else { 8.0 } * scale;
        let down = (height - top - 24.0 * scale).max(0.0);
        let (low, high) = y_range(curves);
        let most = (down / (26.0 * scale)).clamp(2.0, 8.0) as i32;
        let y_ticks =
            if curves.log { ticks::logarithmic(low, high, most) } else { ticks::linear(low, high, most, 0.0) };
        let widest = y_ticks.iter().map(|tick| ems(&tick.label) * TICK_SIZE).fold(24.0, f64::max);
        let left = ((widest + 8.0) * scale).round();
        let across = (width - left - 10.0 * scale).max(0.0);
        let rect = Rect { x: left, y: top, width: across, height: down };

        let (first, last) = x_range(curves);
        let most = (across / (64.0 * scale)).clamp(2.0, 10.0) as i32;
        // There is nothing to mark between whole steps.
        let finest = if drawable_points(curves).all(|(x, _)| x.fract() == 0.0) { 1.0 } else { 0.0 };
        Self {
            rect,
            x: Axis { low: first, high: last, log: false, start: rect.x, end: rect.right() },
            y: Axis { low, high, log: curves.log, start: rect.bottom(), end: rect.y },
            x_ticks: ticks::linear(first, last, most, finest),
            y_ticks,
            legend_above,
        }
    }
}

/// Width of a line's entry in the legend, in CSS pixels; 0 for a line without a name.
pub(super) fn entry_width(name: &str) -> f64 {
    if name.is_empty() { 0.0 } else { SAMPLE + 6.0 + ems(name) * TITLE_SIZE + 12.0 }
}

/// Whether a point can be drawn.
pub(super) fn drawable(log: bool, (x, y): (f64, f64)) -> bool {
    x.is_finite() && y.is_finite() && (!log || y > 0.0)
}

fn drawable_points(curves: &Curves) -> impl Iterator<Item = (f64, f64)> {
    curves.lines.iter().flat_map(|line| line.points.iter().copied()).filter(|&point| drawable(curves.log, point))
}

/// Points of the lines that determine the y range: not the faint ones, whose outliers would flatten the others.
fn readable_points(curves: &Curves) -> impl Iterator<Item = (f64, f64)> {
    let lines = readable(curves, |point| drawable(curves.log, point));
    lines.flat_map(|line| line.points.iter().copied()).filter(|&point| drawable(curves.log, point))
}

fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |extent: Option<(f64, f64)>, value| {
        Some(extent.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
    })
}

fn x_range(curves: &Curves) -> (f64, f64) {
    if let Some((low, high)) = curves.x_range.filter(|(low, high)| low < high) {
        return (low, high);
    }
    let (low, high) = extent(drawable_points(curves).map(|point| point.0)).unwrap_or((0.0, 1.0));
    // A single measurement still gets an axis.
    if high > low { (low, high) } else { (low, low + low.abs().max(1.0)) }
}

fn y_range(curves: &Curves) -> (f64, f64) {
    if let Some((low, high)) = curves.y_range.filter(|(low, high)| low < high && (!curves.log || *low > 0.0)) {
        return (low, high);
    }
    let values = extent(readable_points(curves).map(|point| point.1.clamp(-1e300, 1e300)));
    if curves.log {
        let (low, high) = values.unwrap_or((0.1, 1.0));
        let (low, high) = (ticks::snap(low, false), ticks::snap(high, true));
        return if high > low { (low, high) } else { (low / 2.0, high * 2.0) };
    }
    let (low, high) = values.unwrap_or((0.0, 1.0));
    let largest = high.abs().max(low.abs());
    let (low, high) = if high - low > LEVEL * largest {
        (low, high)
    } else if high - low > 1e-12 * largest {
        let (middle, half) = (f64::midpoint(low, high), LEVEL * largest / 2.0);
        (middle - half, middle + half)
    } else {
        let around = if low == 0.0 { 1.0 } else { low.abs() / 2.0 };
        (low - around, high + around)
    };
    // From zero if zero is near: a loss of 0.4 then looks like half of 0.8.
    let low = if low > 0.0 && low < 0.7 * high { 0.0 } else { low };
    let high = if high < 0.0 && high > 0.7 * low { 0.0 } else { high };
    // To whole steps, so that the axis stays still while values change.
    let step = ticks::nice_step((high - low) / 5.0);
    let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
    if low.is_finite() && high > low { (low, high) } else { (-1e300, 1e300) }
}
