//! A network's outputs along a line of inputs, the examples on it, and their residuals.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

use super::axes::{Axes, Range, extent};
use super::pen::{Drawn, Pen, Place, faint, straighten};
use super::points::draw_patched;
use super::theme::Style;
use crate::protocol::Fit;

/// Titles of the axes, and the label at the bound of the network's output.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FitWords {
    /// Title of x.
    pub x: String,
    /// Title of y.
    pub y: String,
    /// At the largest and the smallest output.
    pub bound: String,
}

/// Draws the fit on the whole area: the curve, each example with its residual, and the unreachable outputs.
///
/// # Errors
/// The backend's error.
pub fn draw_fit<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    fit: &Fit,
    words: &FitWords,
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    let wide = |values: &[f32]| values.iter().copied().map(f64::from).collect::<Vec<_>>();
    let (x, curve, places) = (wide(&fit.x), wide(&fit.curve), wide(&fit.places));
    let (targets, outputs) = (wide(&fit.targets), wide(&fit.outputs));
    let (Some(&first), Some(&last)) = (x.first(), x.last()) else { return Ok(()) };
    let values = curve.iter().chain(&targets).chain(&outputs).copied().chain([0.0]);
    let ranges = [Range { values: (first, last), finest: 1.0 }, Range { values: extent(values), finest: 0.0 }];
    let axes = Axes::new(pen.size(), style.scale, ranges, [&words.x, &words.y]);
    if !axes.is_usable() {
        return Ok(());
    }
    axes.draw(&pen)?;
    let bounds = bounds(&axes, fit.bounds, pen.px(1.0));
    for (_, y, edge) in &bounds {
        beyond(&pen, &axes, *y, *edge)?;
    }
    // NaN has no position.
    let said = |(_, output): &(_, &f64)| output.is_finite();
    for ((place, target), output) in places.iter().zip(&targets).zip(&outputs).filter(said) {
        let miss = [axes.place(*place, *target), axes.place(*place, *output)];
        pen.dashed(&miss, &theme.neg, 2.0, (4.0, 3.0))?;
    }
    let line: Vec<Place> =
        x.iter().zip(&curve).filter(|(_, y)| y.is_finite()).map(|(x, y)| axes.place(*x, *y)).collect();
    pen.line(&straighten(&line, 0.5), &theme.ink, 2.5)?;
    for ((place, _), output) in places.iter().zip(&targets).zip(&outputs).filter(said) {
        let at = axes.place(*place, *output);
        pen.disc(at, 4.0, &theme.ink)?;
        pen.disc(at, 2.2, &theme.card)?;
    }
    for (place, target) in places.iter().zip(&targets) {
        let at = axes.place(*place, *target);
        pen.disc(at, 6.5, &theme.card)?;
        pen.disc(at, 5.5, &theme.pos)?;
    }
    // After the residuals, which cross it.
    for (bound, y, edge) in bounds {
        let inward = if edge < y { -pen.px(12.0) } else { pen.px(12.0) };
        let text = format!("{} {}", words.bound, super::text::number(bound));
        let left = axes.rect.x + pen.width(&text, 12.0) / 2.0 + pen.px(8.0);
        draw_patched(&pen, &text, (left, y + inward), 12.0)?;
    }
    Ok(())
}

/// Visible bounds of the output: the value, its position, and the edge of the picture beyond it.
fn bounds(axes: &Axes, bounds: [f32; 2], least: f64) -> Vec<(f64, f64, f64)> {
    let edges = bounds.map(f64::from).into_iter().zip([axes.rect.bottom(), axes.rect.y]);
    let placed = edges.filter(|(bound, _)| bound.is_finite());
    placed
        .map(|(bound, edge)| (bound, axes.place(0.0, bound).1, edge))
        .filter(|(_, y, edge)| (y - edge).abs() >= least)
        .collect()
}

/// A tinted background, between a bound and the picture's edge, marks outputs that the network cannot produce.
fn beyond<DB: DrawingBackend>(pen: &Pen<DB>, axes: &Axes, bound: f64, edge: f64) -> Drawn<DB> {
    let (theme, rect) = (&pen.style.theme, axes.rect);
    let line = [(rect.x, bound), (rect.right(), bound)];
    pen.fill(&[line[0], line[1], (rect.right(), edge), (rect.x, edge)], &faint(theme.neg, 0.1))?;
    pen.dashed(&line, &theme.neg, 1.5, (8.0, 4.0))
}
