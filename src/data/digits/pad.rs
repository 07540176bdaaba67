//! Turns a person's drawing into a digit like those of MNIST.
//!
//! MNIST's own definition (LeCun, Cortes, Burges): a black and white image was size-normalised to fit into a box of 20 × 20
//! pixels, keeping its aspect ratio, with grey levels from anti-aliasing, and then placed in a field of 28 × 28 so that the
//! centre of mass of its pixels is at the centre of the field.

use std::ops::Range;

use super::{PIXELS, SIDE};

/// Side of the drawing sheet, in points: five per pixel of the digit.
pub const SHEET: usize = 5 * SIDE;
/// Radius of the pen in points: a digit as large as the sheet gets strokes as wide as MNIST's.
const PEN: f64 = 6.5;
/// Side of the box that the ink is scaled into, in pixels.
const BOX: usize = 20;
/// Row and column, counted from 0, for the centre of mass: where it lies in MNIST's own files.
const MIDDLE: f64 = 14.0;
/// Ink from which on a point counts as inked when measuring the ink's extent.
const INKED: f32 = 0.5;

/// A place on the sheet in points, from the left and from the top.
pub type Point = (f64, f64);

/// A sheet to draw a digit on.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Ink 0…1 of every point, row by row from the top.
    ink: Vec<f32>,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { ink: vec![0.0; SHEET * SHEET] }
    }
}

impl Sheet {
    /// Draws a straight stroke with round ends.
    pub fn stroke(&mut self, from: Point, to: Point) {
        let reach = PEN + 1.0;
        let span = |a: f64, b: f64| {
            let low = (a.min(b) - reach).floor().clamp(0.0, SHEET as f64) as usize;
            let high = (a.max(b) + reach).ceil().clamp(0.0, SHEET as f64) as usize;
            low..high
        };
        for row in span(from.1, to.1) {
            for column in span(from.0, to.0) {
                let middle = (column as f64 + 0.5, row as f64 + 0.5);
                // A point is covered as far as the stroke's edge reaches into it.
                let covered = (PEN + 0.5 - distance(middle, from, to)).clamp(0.0, 1.0) as f32;
                let ink = &mut self.ink[row * SHEET + column];
                *ink = ink.max(covered);
            }
        }
    }

    /// Ink 0…1 of every point, row by row from the top.
    pub fn ink(&self) -> &[f32] {
        &self.ink
    }

    /// The longer side of the rectangle around the ink, in points; `None` for an empty sheet.
    pub fn extent(&self) -> Option<usize> {
        let (rows, columns) = bounds(&self.ink, SHEET)?;
        Some(rows.len().max(columns.len()))
    }

    /// The digit, prepared like MNIST's; `None` for an empty sheet.
    pub fn digit(&self) -> Option<Vec<u8>> {
        normalize(&self.ink, SHEET)
    }
}

/// Distance of a point from a line between two others.
fn distance(point: Point, from: Point, to: Point) -> f64 {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let squared = across * across + down * down;
    let along = if squared > 0.0 { ((point.0 - from.0) * across + (point.1 - from.1) * down) / squared } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    (point.0 - from.0 - along * across).hypot(point.1 - from.1 - along * down)
}

/// A picture of `side` × `side` points, ink 0…1, as a digit of 28 × 28 bytes, as defined at the top of this module. `None`
/// if there is no ink.
pub fn normalize(ink: &[f32], side: usize) -> Option<Vec<u8>> {
    let (rows, columns) = bounds(ink, side)?;
    let scale = BOX as f64 / rows.len().max(columns.len()) as f64;
    let (down, across) = (shares(rows, scale), shares(columns, scale));
    // Each pixel of the box is the mean of what it covers.
    let mut scaled = [[0.0f64; BOX]; BOX];
    for (row, weights) in scaled.iter_mut().zip(&down) {
        for (pixel, others) in row.iter_mut().zip(&across) {
            for (from_row, high) in weights {
                for (from_column, wide) in others {
                    *pixel += high * wide * f64::from(ink[from_row * side + from_column]);
                }
            }
        }
    }
    let (mut mass, mut from_top, mut from_left) = (0.0, 0.0, 0.0);
    for (row, values) in scaled.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            mass += value;
            from_top += value * row as f64;
            from_left += value * column as f64;
        }
    }
    let (top, left) = ((MIDDLE - from_top / mass).round() as i64, (MIDDLE - from_left / mass).round() as i64);
    let mut digit = vec![0; PIXELS];
    for (row, values) in (top..).zip(&scaled) {
        for (column, value) in (left..).zip(values) {
            // Ink far from the centre of mass may fall outside the field.
            let within = |at: i64| usize::try_from(at).ok().filter(|at| *at < SIDE);
            if let (Some(row), Some(column)) = (within(row), within(column)) {
                digit[row * SIDE + column] = (255.0 * value.clamp(0.0, 1.0)).round() as u8;
            }
        }
    }
    Some(digit)
}

/// The first and last inked rows and columns; `None` if there is no ink.
fn bounds(ink: &[f32], side: usize) -> Option<(Range<usize>, Range<usize>)> {
    let inked = |row: usize, column: usize| ink.get(row * side + column).is_some_and(|ink| *ink >= INKED);
    let rows = extent(side, |row| (0..side).any(|column| inked(row, column)))?;
    let columns = extent(side, |column| (0..side).any(|row| inked(row, column)))?;
    Some((rows, columns))
}

/// The first and last inked of `0..side`.
fn extent(side: usize, has_ink: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let first = (0..side).find(|at| has_ink(*at))?;
    let last = (first..side).rfind(|at| has_ink(*at))?;
    Some(first..last + 1)
}

/// For each pixel of the box, the points it covers along one direction, with their shares of the pixel.
fn shares(points: Range<usize>, scale: f64) -> Vec<Vec<(usize, f64)>> {
    let pixel = |index: usize| {
        let (from, to) = (index as f64 / scale, (index + 1) as f64 / scale);
        let covered = (0..points.len()).map(|point| {
            let overlap = to.min((point + 1) as f64) - from.max(point as f64);
            (points.start + point, overlap * scale)
        });
        covered.filter(|(_, share)| *share > 0.0).collect()
    };
    (0..BOX).map(pixel).collect()
}
