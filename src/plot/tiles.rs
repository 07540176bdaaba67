//! Small pictures of the same size side by side, each a grid of values: their layout, hit testing, keyboard navigation, and
//! marks. The page draws their bitmaps.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Lettering, Pen, Place, Rect};
use super::theme::Style;

/// Space between two pictures, in CSS pixels.
const GAP: f64 = 6.0;
/// Space for a label below a picture, in CSS pixels.
const LABEL: f64 = 16.0;
/// Size of a label, in CSS pixels.
const LABEL_SIZE: f64 = 11.0;

/// A value: its picture, and its place in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Picture.
    pub tile: u32,
    /// Row from the top.
    pub row: u32,
    /// Column from the left.
    pub column: u32,
}

/// Where small pictures are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tiles {
    /// The pictures, row by row.
    pub places: Vec<Rect>,
    /// Values across and down in each.
    pub cells: (u32, u32),
    /// Required height, in canvas pixels.
    pub height: f64,
    across: u32,
}

impl Tiles {
    /// `count` pictures of this many values across and down, from the left, in as many rows as the width requires.
    /// `labelled` ones have space for a label below each.
    pub fn layout(count: usize, cells: (u32, u32), labelled: bool, width: f64, scale: f64) -> Self {
        let side = side(count, cells, labelled) * scale;
        let largest = f64::from(cells.0.max(cells.1).max(1));
        // Whole pixels for each value if possible, so that all look the same.
        let pixel = if side >= largest { (side / largest).floor() } else { side / largest };
        let (wide, high) = (pixel * f64::from(cells.0), pixel * f64::from(cells.1));
        let gap = (GAP * scale).min(wide);
        // A pixel around all of them is reserved for their frames.
        let most = ((width - 2.0 + gap) / (wide + gap)).floor().max(1.0) as usize;
        // Rows of equal length: 4 and 4 rather than 7 and 1.
        let across = count.div_ceil(count.div_ceil(most).max(1)).max(1);
        let down = high + gap + if labelled { LABEL * scale } else { 0.0 };
        let place = |index: usize| {
            let (row, column) = ((index / across) as f64, (index % across) as f64);
            Rect { x: column * (wide + gap) + 1.0, y: row * down + 1.0, width: wide, height: high }
        };
        let places: Vec<_> = (0..count).map(place).collect();
        let height = places.last().map_or(0.0, |last| last.y + down - gap + 2.0);
        Self { places, cells, height, across: across as u32 }
    }

    /// The value at a position; `None` between pictures.
    pub fn hit(&self, place: Place) -> Option<Cell> {
        let tile = self.places.iter().position(|rect| rect.contains(place))?;
        let rect = self.places[tile];
        let at = |share: f64, cells: u32| ((share * f64::from(cells)) as u32).min(cells.saturating_sub(1));
        let row = at((place.1 - rect.y) / rect.height, self.cells.1);
        Some(Cell { tile: tile as u32, row, column: at((place.0 - rect.x) / rect.width, self.cells.0) })
    }

    /// Where a value is.
    pub fn place(&self, cell: Cell) -> Option<Rect> {
        self.part(cell.tile, (i64::from(cell.row), i64::from(cell.column)), 1)
    }

    /// A window of `side` values starting at this row and column, clipped to the picture.
    pub fn part(&self, tile: u32, (row, column): (i64, i64), side: u32) -> Option<Rect> {
        let rect = self.places.get(tile as usize)?;
        let (wide, high) = (rect.width / f64::from(self.cells.0), rect.height / f64::from(self.cells.1));
        let span = |first: i64, cells: u32| {
            let end = first + i64::from(side);
            (first.clamp(0, cells.into()) as f64, end.clamp(0, cells.into()) as f64)
        };
        let ((left, right), (top, bottom)) = (span(column, self.cells.0), span(row, self.cells.1));
        let (width, height) = ((right - left) * wide, (bottom - top) * high);
        Some(Rect { x: rect.x + left * wide, y: rect.y + top * high, width, height })
    }

    /// The value this many columns to the right and rows down, continuing into the next picture; at the outer edge, the
    /// same value.
    pub fn step(&self, from: Cell, across: i64, down: i64) -> Cell {
        let (wide, high) = (i64::from(self.cells.0.max(1)), i64::from(self.cells.1.max(1)));
        let (column, row) = (i64::from(from.column) + across, i64::from(from.row) + down);
        let line = i64::from(self.across.max(1));
        let tile = i64::from(from.tile) + column.div_euclid(wide) + line * row.div_euclid(high);
        // To the left or right, without wrapping into another row of pictures.
        let strays = down == 0 && tile.div_euclid(line) != i64::from(from.tile).div_euclid(line);
        match usize::try_from(tile) {
            Ok(next) if next < self.places.len() && !strays => {
                let (row, column) = (row.rem_euclid(high) as u32, column.rem_euclid(wide) as u32);
                Cell { tile: next as u32, row, column }
            }
            _ => from,
        }
    }

    /// The same value in the previous or next picture; at the ends, the same picture.
    pub fn turn(&self, from: Cell, by: i32) -> Cell {
        let last = self.places.len().saturating_sub(1) as u32;
        Cell { tile: from.tile.saturating_add_signed(by).min(last), ..from }
    }
}

/// Longer side of a picture in CSS pixels: large enough to see, and to point at if its values can be selected.
fn side(count: usize, cells: (u32, u32), labelled: bool) -> f64 {
    match cells.0.max(cells.1) {
        _ if labelled => 26.0,
        0 | 1 => 12.0,
        2..=4 => 36.0,
        5..=9 => 42.0,
        10..=19 => 56.0,
        _ if count == 1 => 112.0,
        _ => 84.0,
    }
}

/// Draws frames around the pictures, their labels, and the marks: a selected value, and windows.
///
/// # Errors
/// The backend's error.
pub fn draw_tiles<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    tiles: &Tiles,
    labels: &[String],
    chosen: Option<Cell>,
    windows: &[Rect],
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    for (tile, rect) in (0..).zip(&tiles.places) {
        let (colour, width) = match chosen {
            Some(cell) if cell.tile == tile => (&theme.leaf, 2.0),
            _ => (&theme.line, 1.0),
        };
        pen.frame(rect.grown(0.5), 0.0, colour, width)?;
    }
    for (rect, label) in tiles.places.iter().zip(labels) {
        let at = (rect.middle().0, rect.bottom() + pen.px(3.0));
        pen.text(label, at, &theme.muted, Lettering::new(LABEL_SIZE, HPos::Center, VPos::Top))?;
    }
    // Two colours, one around the other: visible on any picture.
    for rect in windows.iter().copied().chain(chosen.and_then(|cell| tiles.place(cell))) {
        pen.frame(rect.grown(pen.px(2.0)), 0.0, &theme.card, 2.0)?;
        pen.frame(rect.grown(pen.px(1.0)), 0.0, &theme.focus, 2.0)?;
    }
    Ok(())
}

/// Draws a pen over a sheet: a cross, with a filled centre if the pen is down.
///
/// # Errors
/// The backend's error.
pub fn draw_pen<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, at: Place, down: bool, style: &Style) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let (inner, outer) = (pen.px(5.0), pen.px(11.0));
    for (across, along) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
        let arm = [inner, outer].map(|reach| (at.0 + across * reach, at.1 + along * reach));
        pen.line(&arm, &style.theme.focus, 2.0)?;
    }
    if down { pen.disc(at, 3.0, &style.theme.focus) } else { Ok(()) }
}
