//! Judges whether a drawing can be a digit at all. A network with ten classes always answers with one of them; a person
//! should know when the answer means little.
//!
//! The limits are MNIST's own: fewer than one in 200 of its digits lie beyond them (`tests/data/doubt.rs`).

use super::pad::{SHEET, Sheet};
use super::{PIXELS, SIDE};

/// Ink smaller than this on the sheet, in points, is a dot or a short stroke: a share of the sheet's side.
const SMALL: usize = SHEET / 3;
/// Least and most ink of a digit, in pixels of full ink.
const INK: std::ops::RangeInclusive<f64> = 24.0..=215.0;
/// Side of an entirely inked square, in pixels, that no stroke fills.
const BLOT: usize = 9;
/// Minimum extent of a digit's longest piece, in pixels across or down.
const SPAN: usize = 12;
/// Ink from which on a pixel belongs to a stroke.
const INKED: u8 = 128;

/// Why a drawing is hardly a digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Too little ink: a dot, dots, or a short stroke.
    Little,
    /// More ink than a digit's strokes have: a blot or a scribble.
    Much,
}

impl Doubt {
    /// What is doubtful about the sheet; `None` if it may be a digit, or is empty.
    pub fn of_sheet(sheet: &Sheet) -> Option<Self> {
        let digit = sheet.digit()?;
        if sheet.extent()? < SMALL { Some(Self::Little) } else { Self::of_digit(&digit) }
    }

    /// What is doubtful about a digit of 28 × 28 bytes, prepared like MNIST's.
    pub fn of_digit(digit: &[u8]) -> Option<Self> {
        if digit.len() != PIXELS {
            return None;
        }
        let ink = digit.iter().map(|byte| f64::from(*byte)).sum::<f64>() / 255.0;
        if ink > *INK.end() || largest_square(digit) >= BLOT {
            Some(Self::Much)
        } else if ink < *INK.start() || longest_piece(digit) < SPAN {
            Some(Self::Little)
        } else {
            None
        }
    }
}

/// Side of the largest square of inked pixels.
fn largest_square(digit: &[u8]) -> usize {
    // The largest square ending at a pixel is one larger than the smallest of those ending beside and above it.
    let mut ends = vec![0; PIXELS];
    for at in (0..PIXELS).filter(|at| digit[*at] >= INKED) {
        let before =
            if at < SIDE || at % SIDE == 0 { 0 } else { ends[at - 1].min(ends[at - SIDE]).min(ends[at - SIDE - 1]) };
        ends[at] = before + 1;
    }
    ends.into_iter().max().unwrap_or(0)
}

/// Extent in pixels of the longest connected piece of ink, across or down.
fn longest_piece(digit: &[u8]) -> usize {
    let mut seen = vec![false; PIXELS];
    let mut longest = 0;
    for start in 0..PIXELS {
        let mut waiting = vec![start];
        let (mut rows, mut columns) = ((SIDE, 0), (SIDE, 0));
        while let Some(at) = waiting.pop() {
            if seen[at] || digit[at] < INKED {
                continue;
            }
            seen[at] = true;
            let (row, column) = (at / SIDE, at % SIDE);
            rows = (rows.0.min(row), rows.1.max(row + 1));
            columns = (columns.0.min(column), columns.1.max(column + 1));
            for near_row in row.saturating_sub(1)..(row + 2).min(SIDE) {
                waiting.extend((column.saturating_sub(1)..(column + 2).min(SIDE)).map(|near| near_row * SIDE + near));
            }
        }
        longest = longest.max(rows.1.saturating_sub(rows.0)).max(columns.1.saturating_sub(columns.0));
    }
    longest
}
