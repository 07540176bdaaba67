//! A matrix as a heat map whose rows and columns have names.
//!
//! The bitmap of [`matrix_map`] is put into [`matrix_rect`] first, unsmoothed; [`draw_matrix`] draws around and over it.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::heat;
use super::labels::{DOWN, GAP, LABEL, cell_under, every, pitch, widest};
use super::pen::{Drawn, Lettering, Pen, Place, Rect};
use super::theme::{Style, Theme};
use crate::protocol::Matrices;

/// Height of a line of names, in CSS pixels.
const LINE: f64 = 17.0;

/// What rows and columns are, such as "from" and "to".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// Over the rows' names.
    pub rows: String,
    /// Over the columns' names.
    pub columns: String,
}

/// Values as colours: those of a range with negative ones on both arms of the ramp, others from its middle to its positive end.
pub fn matrix_map(values: &[f32], [low, high]: [f32; 2], theme: &Theme) -> Vec<u8> {
    let scaled: Vec<f32> = if low < 0.0 {
        let most = high.max(-low);
        values.iter().map(|value| value / most).collect()
    } else {
        values.iter().map(|value| ((value - low) / (high - low)).max(0.0)).collect()
    };
    heat::heat_map(&scaled, theme, false)
}

/// Where the bitmap belongs, on a canvas of this size: cells are square and the matrix stands in the middle.
pub fn matrix_rect(matrix: &Matrices, titles: &Titles, (width, height): (f64, f64), scale: f64) -> Rect {
    let beside = widest(matrix.row_labels.iter().chain([&titles.rows]));
    let (left, top) = ((beside + 2.0 * GAP) * scale, (2.0 * LINE + GAP) * scale);
    let (rows, columns) = (f64::from(matrix.rows.max(1)), f64::from(matrix.columns.max(1)));
    let side = ((width - left - GAP * scale) / columns).min((height - top - GAP * scale) / rows).max(0.0);
    let (across, down) = ((side * columns).floor(), (side * rows).floor());
    let x = (left + (width - left - GAP * scale - across) / 2.0).floor();
    Rect { x, y: top.floor(), width: across, height: down }
}

/// Row and column of the cell under a place.
pub fn cell_at(matrix: &Matrices, rect: Rect, at: Place) -> Option<(u32, u32)> {
    if !rect.contains(at) || rect.width <= 0.0 || rect.height <= 0.0 {
        return None;
    }
    Some((cell_under(at.1, (rect.y, rect.height), matrix.rows), cell_under(at.0, (rect.x, rect.width), matrix.columns)))
}

/// Draws names, titles, and a frame around the marked row and cell.
///
/// # Errors
/// What the backend says.
pub fn draw_matrix<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    matrix: &Matrices,
    titles: &Titles,
    marked: (Option<u32>, Option<u32>),
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    let rect = matrix_rect(matrix, titles, pen.size(), style.scale);
    if rect.width < 1.0 || rect.height < 1.0 {
        return Ok(());
    }
    let (rows, columns) = (f64::from(matrix.rows.max(1)), f64::from(matrix.columns.max(1)));
    let (across, down) = (rect.width / columns, rect.height / rows);
    pen.frame(rect.grown(0.5), 0.0, &theme.line, 1.0)?;
    let gap = pen.px(GAP);
    let beside = Lettering::new(LABEL, HPos::Right, VPos::Center);
    let above = Lettering::new(LABEL, HPos::Center, VPos::Bottom);
    for (index, label) in visible_labels(&matrix.row_labels, every(DOWN, down, style.scale), marked.0) {
        let at = (rect.x - gap, rect.y + (index as f64 + 0.5) * down);
        let bold = marked.0 == Some(index as u32);
        pen.text(label, at, if bold { &theme.ink } else { &theme.muted }, Lettering { bold, ..beside })?;
    }
    let line = rect.y - gap;
    for (index, label) in visible_labels(&matrix.labels, every(pitch(&matrix.labels), across, style.scale), marked.1) {
        let at = (rect.x + (index as f64 + 0.5) * across, line);
        let bold = marked.1 == Some(index as u32);
        pen.text(label, at, if bold { &theme.ink } else { &theme.muted }, Lettering { bold, ..above })?;
    }
    let upper = line - pen.px(LINE);
    pen.text(&titles.columns, (rect.middle().0, upper), &theme.muted, above)?;
    pen.text(&titles.rows, (rect.x - gap, line), &theme.muted, Lettering { across: HPos::Right, ..above })?;
    let Some(row) = marked.0.filter(|row| *row < matrix.rows) else { return Ok(()) };
    let whole = Rect { y: rect.y + f64::from(row) * down, height: down, ..rect };
    pen.frame(whole, 0.0, &theme.focus, 2.0)?;
    match marked.1.filter(|column| *column < matrix.columns) {
        Some(column) => {
            let cell = Rect { x: rect.x + f64::from(column) * across, width: across, ..whole };
            pen.frame(cell, 0.0, &theme.ink, 2.0)
        }
        None => Ok(()),
    }
}

/// Every first, second, third, … label, and the marked one, which has the room of those near it.
fn visible_labels(labels: &[String], every: usize, marked: Option<u32>) -> impl Iterator<Item = (usize, &String)> {
    let near = move |index: usize| marked.is_some_and(|marked| index.abs_diff(marked as usize) < every);
    labels
        .iter()
        .enumerate()
        .filter(move |(index, _)| marked == Some(*index as u32) || (index.is_multiple_of(every) && !near(*index)))
}
