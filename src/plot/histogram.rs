//! A histogram with two parts per bin: a filled one below, an outlined one above it.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

use super::axes::{Axes, Range, extent};
use super::pen::{Drawn, Pen, faint};
use super::theme::Style;
use super::ticks;

/// Counts over bins of equal width.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bins {
    /// Where the first begins.
    pub first: f64,
    /// How wide each is.
    pub width: f64,
    /// Filled and outlined count of each.
    pub counts: Vec<[u32; 2]>,
}

impl Bins {
    /// At most about `most` bins from 0 or below to the largest value; `values` say whether they count as filled. Values
    /// that are not finite are left out.
    pub fn of(values: &[(f64, bool)], most: u32) -> Self {
        let finite = || values.iter().filter(|(value, _)| value.is_finite());
        let (low, high) =
            finite().fold((0.0_f64, 0.0_f64), |(low, high), (value, _)| (low.min(*value), high.max(*value)));
        let width = ticks::nice_step(((high - low) / f64::from(most.max(1))).max(1e-9));
        let first = (low / width).floor() * width;
        let bin = |value: f64| ((value - first) / width + 1e-9) as usize;
        let mut counts = vec![[0; 2]; bin(high) + 1];
        for (value, filled) in finite() {
            counts[bin(*value)][usize::from(!filled)] += 1;
        }
        Self { first, width, counts }
    }
}

/// Draws bars with axes on the whole area.
///
/// # Errors
/// The backend's error.
pub fn draw_histogram<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    bins: &Bins,
    x_label: &str,
    y_label: &str,
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    let highest = bins.counts.iter().map(|[filled, outlined]| f64::from(filled + outlined)).fold(4.0, f64::max);
    let last = bins.first + bins.width * bins.counts.len() as f64;
    let across = Range { values: (bins.first, last), finest: 0.0 };
    let up = Range { values: (0.0, extent([0.0, highest]).1), finest: 1.0 };
    let axes = Axes::new(pen.size(), style.scale, [across, up], [x_label, y_label]);
    if !axes.is_usable() {
        return Ok(());
    }
    axes.draw(&pen)?;
    for (index, [filled, outlined]) in bins.counts.iter().enumerate() {
        let left = bins.first + bins.width * index as f64;
        let bar = |from: u32, to: u32| {
            let (x1, y1) = axes.place(left, f64::from(from));
            let (x2, y2) = axes.place(left + bins.width, f64::from(to));
            let (x1, x2) = (x1 + pen.px(1.0), x2 - pen.px(1.0));
            [(x1, y1), (x2, y1), (x2, y2), (x1, y2), (x1, y1)]
        };
        if *filled > 0 {
            pen.fill(&bar(0, *filled), &theme.leaf)?;
        }
        if *outlined > 0 {
            let bar = bar(*filled, filled + outlined);
            pen.fill(&bar, &faint(theme.neg, 0.15))?;
            pen.line(&bar, &theme.neg, 1.5)?;
        }
    }
    Ok(())
}
