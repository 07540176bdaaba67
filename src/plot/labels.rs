//! Names around a grid of cells: their size, how many fit, and the cell at a position.

use super::pen::ems;

/// Size of a name, and its distance from the grid, in CSS pixels.
pub(super) const LABEL: f64 = 12.0;
pub(super) const GAP: f64 = 6.0;
/// Distance between vertically adjacent names, in CSS pixels.
pub(super) const DOWN: f64 = 14.0;

/// Width of the widest name in CSS pixels; 0 for none.
pub(super) fn widest<'a>(labels: impl IntoIterator<Item = &'a String>) -> f64 {
    labels.into_iter().map(|label| ems(label) * LABEL).fold(0.0, f64::max)
}

/// Distance between horizontally adjacent names, in CSS pixels: the widest plus a gap.
pub(super) fn pitch(labels: &[String]) -> f64 {
    widest(labels) + GAP
}

/// For cells of `cell` canvas pixels, the interval of cells that leaves room for names spaced by `pitch`.
pub(super) fn every(pitch: f64, cell: f64, scale: f64) -> usize {
    (pitch * scale / cell.max(1e-6)).ceil().max(1.0) as usize
}

/// The cell at a position, for cells from `start` over `length`; clamped to the first and last.
pub(super) fn cell_under(at: f64, (start, length): (f64, f64), cells: u32) -> u32 {
    (((at - start) / length * f64::from(cells)).max(0.0) as u32).min(cells.saturating_sub(1))
}
