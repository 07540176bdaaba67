//! Names around a grid of cells: their size, how many have room, and the cell under a place.

use super::pen::ems;

/// Size of a name, and between it and the grid, in CSS pixels.
pub(super) const LABEL: f64 = 12.0;
pub(super) const GAP: f64 = 6.0;
/// From one name to the next below it, in CSS pixels.
pub(super) const DOWN: f64 = 14.0;

/// Width of the widest name in CSS pixels; 0 for none.
pub(super) fn widest<'a>(labels: impl IntoIterator<Item = &'a String>) -> f64 {
    labels.into_iter().map(|label| ems(label) * LABEL).fold(0.0, f64::max)
}

/// From one name to the next beside it, in CSS pixels: the widest and a gap.
pub(super) fn pitch(labels: &[String]) -> f64 {
    widest(labels) + GAP
}

/// Of cells of `cell` canvas pixels, every how many there is room for a name that takes `pitch`.
pub(super) fn every(pitch: f64, cell: f64, scale: f64) -> usize {
    (pitch * scale / cell.max(1e-6)).ceil().max(1.0) as usize
}

/// Which of the cells from `start` over `length` is at a place; the first or last beyond them.
pub(super) fn cell_under(at: f64, (start, length): (f64, f64), cells: u32) -> u32 {
    (((at - start) / length * f64::from(cells)).max(0.0) as u32).min(cells.saturating_sub(1))
}
