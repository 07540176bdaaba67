//! Lines over the steps: loss, accuracy, and whatever else is measured.
//!
//! The pointer uses the same frame as the drawing, so that hovering is never off by a margin.

mod draw;
mod frame;

pub use draw::draw_curves;

use super::theme::Style;
use frame::Frame;

/// The meaning of a line, which determines its style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Training: ink, solid.
    Train,
    /// Test: leaf, dashed.
    Test,
    /// Training batches one by one: faint ink, thin.
    TrainBatches,
    /// The same for a second loss, which belongs to the test line: faint leaf, thin.
    TestBatches,
    /// Any other line, by number, with its own hue, dash and marker.
    Extra(u8),
}

impl Role {
    /// Whether the line is background noise: the pointer reads the others, and they determine the axis range.
    pub const fn is_faint(self) -> bool {
        matches!(self, Self::TrainBatches | Self::TestBatches)
    }
}

/// Something that happened at an x.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartMark {
    /// The position.
    pub x: f64,
    /// The label.
    pub words: String,
}

/// A line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its name in the legend.
    pub name: String,
    /// Its meaning.
    pub role: Role,
    /// x and y, by ascending x. Points that are not finite (or not above 0 on a logarithmic axis) leave a gap.
    pub points: Vec<(f64, f64)>,
}

/// A chart of lines over a shared x.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curves {
    /// The lines.
    pub lines: Vec<Line>,
    /// Title of the x axis, with unit.
    pub x_label: String,
    /// Title of the y axis, with unit.
    pub y_label: String,
    /// Logarithmic y.
    pub log: bool,
    /// Fixed range of x; otherwise as the values need.
    pub x_range: Option<(f64, f64)>,
    /// Fixed range of y; otherwise as the values need.
    pub y_range: Option<(f64, f64)>,
    /// Marks: vertical lines over the full height.
    pub marks: Vec<ChartMark>,
    /// Position of the pointer on x, drawn as a line with dots.
    pub pointer: Option<f64>,
}

/// The values under the pointer.
#[derive(Clone, Debug, PartialEq)]
pub struct Readout {
    /// The nearest x at which a line has a point.
    pub x: f64,
    /// Each line's value at its point nearest to there; `None` if the line does not reach it.
    pub values: Vec<Option<f64>>,
}

/// Where a line is going, lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Up.
    Rising,
    /// Down.
    Falling,
    /// Neither.
    Level,
}

/// Plain facts of a line, for words.
#[derive(Clone, Debug, PartialEq)]
pub struct LineFacts {
    /// Its meaning.
    pub role: Role,
    /// Its name.
    pub name: String,
    /// First x and y.
    pub first: (f64, f64),
    /// Last x and y.
    pub last: (f64, f64),
    /// Lowest point; the first of several.
    pub min: (f64, f64),
    /// Highest point; the first of several.
    pub max: (f64, f64),
    /// Over the last fifth of x.
    pub trend: Trend,
}

/// Facts of every line that has a finite point.
pub fn describe(curves: &Curves) -> Vec<LineFacts> {
    curves.lines.iter().filter_map(facts).collect()
}

/// The values at the measured x nearest to `x`; `None` if nothing was measured. Faint lines do not count as measured.
pub fn readout(curves: &Curves, x: f64) -> Option<Readout> {
    // Of two points at the same x (before and after a change), the later one.
    let near =
        |points: &[(f64, f64)], x: f64| finite(points).max_by(|a, b| (b.0 - x).abs().total_cmp(&(a.0 - x).abs()));
    let x = readable(curves, is_finite)
        .filter_map(|line| near(&line.points, x))
        .map(|point| point.0)
        .min_by(|a, b| (a - x).abs().total_cmp(&(b - x).abs()))?;
    let value = |line: &Line| {
        let (first, last) = (finite(&line.points).next()?.0, finite(&line.points).next_back()?.0);
        (first..=last).contains(&x).then(|| near(&line.points, x)).flatten().map(|point| point.1)
    };
    Some(Readout { x, values: curves.lines.iter().map(value).collect() })
}

/// The x this many points after (or before) the one at `at`, else the line's last, on the line with the most points. `None`
/// if nothing was measured.
pub fn neighbour(curves: &Curves, at: Option<f64>, by: isize) -> Option<f64> {
    let places = |line: &Line| {
        let mut places: Vec<f64> = finite(&line.points).map(|point| point.0).collect();
        // Where a run was changed, there are two points at the same x.
        places.dedup();
        places
    };
    let places = readable(curves, is_finite).map(places).max_by_key(Vec::len)?;
    let last = places.len().checked_sub(1)?;
    let now = at.map_or(last, |at| places.partition_point(|place| *place < at).min(last));
    places.get(now.saturating_add_signed(by).min(last)).copied()
}

/// The x under a pointer at `px` canvas pixels from the left; `None` outside the plot or if it is empty.
pub fn pointer_to_x(curves: &Curves, style: &Style, width: f64, height: f64, px: f64) -> Option<f64> {
    let frame = Frame::new(curves, style.scale, width, height);
    let inside = (frame.rect.x - 1.0..=frame.rect.right() + 1.0).contains(&px);
    let something = curves.lines.iter().any(|line| finite(&line.points).next().is_some());
    (inside && something && frame.rect.width > 0.0).then(|| frame.x.invert(px))
}

/// The lines to read: those that are not faint, or all of them if none of those has a valid point.
fn readable(curves: &Curves, counts: impl Fn((f64, f64)) -> bool) -> impl Iterator<Item = &Line> {
    let strong = |line: &&Line| !line.role.is_faint();
    let some = curves.lines.iter().filter(strong).any(|line| line.points.iter().any(|point| counts(*point)));
    curves.lines.iter().filter(move |line| !some || strong(line))
}

/// The marks after the previous measured x, up to `x`: the changes in between.
pub fn marks_at(curves: &Curves, x: f64) -> impl Iterator<Item = &ChartMark> {
    let before =
        readable(curves, is_finite).flat_map(|line| finite(&line.points)).map(|point| point.0).filter(|at| *at < x);
    let before = before.fold(f64::NEG_INFINITY, f64::max);
    curves.marks.iter().filter(move |mark| before < mark.x && mark.x <= x)
}

fn finite(points: &[(f64, f64)]) -> impl DoubleEndedIterator<Item = (f64, f64)> {
    points.iter().copied().filter(|point| is_finite(*point))
}

fn is_finite((x, y): (f64, f64)) -> bool {
    x.is_finite() && y.is_finite()
}

fn facts(line: &Line) -> Option<LineFacts> {
    let points: Vec<_> = finite(&line.points).collect();
    let (&first, &last) = (points.first()?, points.last()?);
    let min = points.iter().copied().min_by(|a, b| a.1.total_cmp(&b.1))?;
    // `max_by` would return the last of several.
    let max = points.iter().copied().min_by(|a, b| b.1.total_cmp(&a.1))?;
    let since = last.0 - (last.0 - first.0) / 5.0;
    let start = points.iter().position(|point| point.0 >= since).unwrap_or(0);
    // Two or fewer points do not show a trend: then the whole line does.
    let recent = if points.len() - start > 2 { &points[start..] } else { &points[..] };
    let (before, after) = recent.split_at(recent.len() / 2);
    let mean = |points: &[(f64, f64)]| points.iter().map(|point| point.1 / points.len() as f64).sum::<f64>();
    let change = if before.is_empty() { 0.0 } else { mean(after) - mean(before) };
    let trend = if change.abs() <= 0.01 * (max.1 - min.1) {
        Trend::Level
    } else if change > 0.0 {
        Trend::Rising
    } else {
        Trend::Falling
    };
    Some(LineFacts { role: line.role, name: line.name.clone(), first, last, min, max, trend })
}
