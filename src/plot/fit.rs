//! What a network says along a line of inputs, the examples on it, and how far it misses each.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

use super::axes::{Axes, Range, extent};
use super::pen::{Drawn, Pen, Place, faint, straightened};
use super::points::patched;
use super::theme::Style;
use crate::protocol::Fit;

/// Titles of the axes, and what is written at the edge of what the network can say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FitWords {
    /// Title of x.
    pub x: String,
    /// Title of y.
    pub y: String,
    /// At the largest and at the smallest output.
    pub bound: String,
}

/// Draws the fit on the whole area: the curve, each example with its residual, and the outputs that are out of reach.
///
/// # Errors
/// What the backend says.
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
    beyond(&pen, &axes, fit.bounds, words)?;
    for ((place, target), output) in places.iter().zip(&targets).zip(&outputs) {
        let miss = [axes.place(*place, *target), axes.place(*place, *output)];
        pen.dashed(&miss, &theme.neg, 2.0, (4.0, 3.0))?;
    }
    let line: Vec<Place> =
        x.iter().zip(&curve).filter(|(_, y)| y.is_finite()).map(|(x, y)| axes.place(*x, *y)).collect();
    pen.line(&straightened(&line, 0.5), &theme.ink, 2.5)?;
    for ((place, target), output) in places.iter().zip(&targets).zip(&outputs) {
        let said = axes.place(*place, *output);
        pen.disc(said, 4.0, &theme.ink)?;
        pen.disc(said, 2.2, &theme.card)?;
        let wanted = axes.place(*place, *target);
        pen.disc(wanted, 6.5, &theme.card)?;
        pen.disc(wanted, 5.5, &theme.pos)?;
    }
    Ok(())
}

/// Outputs that the network cannot give lie on a tinted ground.
fn beyond<DB: DrawingBackend>(pen: &Pen<DB>, axes: &Axes, bounds: [f32; 2], words: &FitWords) -> Drawn<DB> {
    let (theme, rect) = (&pen.style.theme, axes.rect);
    for (bound, edge) in bounds.into_iter().zip([rect.bottom(), rect.y]).filter(|(bound, _)| bound.is_finite()) {
        let y = axes.place(0.0, f64::from(bound)).1;
        if (y - edge).abs() < pen.px(1.0) {
            continue;
        }
        let ground = [(rect.x, y), (rect.right(), y), (rect.right(), edge), (rect.x, edge)];
        pen.fill(&ground, &faint(theme.neg, 0.1))?;
        pen.dashed(&[(rect.x, y), (rect.right(), y)], &theme.neg, 1.5, (8.0, 4.0))?;
        let inward = if edge < y { -pen.px(12.0) } else { pen.px(12.0) };
        let text = format!("{} {}", words.bound, super::text::number(f64::from(bound)));
        patched(pen, &text, (rect.x + pen.width(&text, 12.0) / 2.0 + pen.px(8.0), y + inward), 12.0)?;
    }
    Ok(())
}
