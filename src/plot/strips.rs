//! Matrices of the same shape as wide strips, stacked over a shared axis: gates and states over time.
//!
//! The bitmap of each, made by [`super::matrix_map`], is put into its place of [`strips`] first, unsmoothed; [`draw_strips`]
//! draws around and over them.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::labels::{GAP, LABEL, cell_under, every, pitch};
use super::pen::{Drawn, Lettering, Pen, Place, Rect};
use super::theme::Style;
use super::ticks;
use crate::protocol::Matrices;

/// Height of a line of names, in CSS pixels.
const LINE: f64 = 18.0;

/// Words around the strips.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StripWords {
    /// Name of each strip, above it.
    pub names: Vec<String>,
    /// The unit of the axis below.
    pub axis: String,
}

/// Where to put each strip's bitmap on a canvas of this size.
pub fn strips(matrices: &Matrices, (width, height): (f64, f64), scale: f64) -> Vec<Rect> {
    let count = matrices.items.len().max(1) as f64;
    let each = ((height - LINE * scale) / count).max(0.0);
    let down = (each - (LINE + GAP) * scale).max(0.0).floor();
    let place = |index: usize| Rect {
        x: 1.0,
        y: (index as f64 * each + LINE * scale).floor(),
        width: (width - 2.0).max(0.0),
        height: down,
    };
    (0..matrices.items.len()).map(place).collect()
}

/// Row and column of the cell at a position, in any strip; between two strips, that of the upper one.
pub fn strip_cell(matrices: &Matrices, rects: &[Rect], at: Place) -> Option<(u32, u32)> {
    let rect = rects.iter().rev().find(|rect| at.1 >= rect.y).or(rects.first())?;
    if rect.width <= 0.0 || rect.height <= 0.0 || !(rect.x..=rect.right()).contains(&at.0) {
        return None;
    }
    Some((
        cell_under(at.1, (rect.y, rect.height), matrices.rows),
        cell_under(at.0, (rect.x, rect.width), matrices.columns),
    ))
}

/// Draws names, frames, the axis, and the selected cell with its column in every strip.
///
/// # Errors
/// The backend's error.
pub fn draw_strips<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    matrices: &Matrices,
    words: &StripWords,
    (row, column): (u32, u32),
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    let rects = strips(matrices, pen.size(), style.scale);
    let Some(last) = rects.last().filter(|rect| rect.width >= 1.0 && rect.height >= 1.0) else { return Ok(()) };
    let (rows, columns) = (f64::from(matrices.rows.max(1)), f64::from(matrices.columns.max(1)));
    let (across, down) = (last.width / columns, last.height / rows);
    let above = Lettering::new(LABEL, HPos::Left, VPos::Bottom);
    for (rect, name) in rects.iter().zip(&words.names) {
        pen.frame(rect.grown(0.5), 0.0, &theme.line, 1.0)?;
        pen.text(name, (rect.x, rect.y - pen.px(3.0)), &theme.ink, above)?;
    }
    for rect in &rects {
        let whole = Rect { x: rect.x + f64::from(column) * across, y: rect.y, width: across, height: rect.height };
        pen.frame(whole.grown(1.0), 0.0, &theme.focus, 1.5)?;
        let cell = Rect { y: rect.y + f64::from(row) * down, height: down, ..whole };
        pen.frame(cell.grown(pen.px(1.5)), 0.0, &theme.card, 1.5)?;
        pen.frame(cell.grown(pen.px(0.5)), 0.0, &theme.ink, 1.5)?;
    }
    // The axis' title is in the first strip's line of names, where no label can run into it.
    let title = (last.right(), rects[0].y - pen.px(3.0));
    pen.text(&words.axis, title, &theme.muted, Lettering { across: HPos::Right, ..above })?;
    axis(&pen, matrices, *last, column)
}

/// The columns' names if all of them fit, else their numbers, below the last strip; the selected column always gets both.
fn axis<DB: DrawingBackend>(pen: &Pen<DB>, matrices: &Matrices, rect: Rect, column: u32) -> Drawn<DB> {
    let (theme, columns) = (&pen.style.theme, matrices.columns.max(1));
    let across = rect.width / f64::from(columns);
    let centre = |index: f64| rect.x + (index + 0.5) * across;
    let y = rect.bottom() + pen.px(GAP / 2.0);
    let below = Lettering::new(LABEL, HPos::Center, VPos::Top);
    // With some letters left out, the rest would read as another sequence, so steps are numbered instead.
    let named = !matrices.labels.is_empty() && every(pitch(&matrices.labels), across, pen.style.scale) == 1;
    let marks: Vec<(u32, String)> = if named {
        (0..).zip(matrices.labels.iter().cloned()).collect()
    } else {
        let most = (rect.width / pen.px(60.0)).clamp(2.0, 12.0) as i32;
        let ticks = ticks::linear(1.0, f64::from(columns), most, 1.0);
        ticks.into_iter().map(|tick| (tick.value as u32 - 1, tick.label)).collect()
    };
    let chosen = match matrices.labels.get(column as usize) {
        Some(label) if named => label.clone(),
        Some(label) => format!("{} · {label}", column + 1),
        None => (column + 1).to_string(),
    };
    let half = |label: &str| pen.width(label, LABEL) / 2.0 + pen.px(GAP / 2.0);
    // Moved inwards if it would be cut off at the ends.
    let room = half(&chosen);
    let at = centre(f64::from(column)).min(rect.right() - room).max(rect.x + room);
    for (index, label) in marks {
        let x = centre(f64::from(index));
        if (x - at).abs() > room + half(&label) && x + half(&label) <= rect.right() {
            pen.text(&label, (x, y), &theme.muted, below)?;
        }
    }
    pen.text(&chosen, (at, y), &theme.focus, Lettering { bold: true, ..below })
}
