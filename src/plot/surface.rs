//! A loss over two parameters: colours, contour lines, and the path that training has taken.
//!
//! The bitmap of [`surface_map`] is put into [`field_rect`](super::field_rect) first; [`draw_surface`] draws over it.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Pen, Place, faint, straighten};
use super::points::{Plane, axes, draw_patched};
use super::theme::{Style, Theme, ramp};
use super::ticks;
use crate::protocol::{Field, Surface};

/// Contour lines, about.
const LEVELS: i32 = 7;
/// Contour lines with fewer pieces get no label: it would cover them.
const LABELLED: usize = 24;

/// The losses as RGBA: the lowest is the ramp's blue end, the highest its middle.
pub fn surface_map(field: &Field, theme: &Theme) -> Vec<u8> {
    field
        .values
        .iter()
        .flat_map(|value| {
            let [r, g, b] = ramp(theme, depth(field, *value));
            [r, g, b, u8::MAX]
        })
        .collect()
}

/// 1 for the lowest loss of the scale, 0 for the highest.
fn depth(field: &Field, value: f32) -> f32 {
    let [low, high] = field.range;
    // Not `clamp` on a quotient that may be NaN: NaN is kept, and has its own colour.
    ((high - value) / (high - low)).clamp(0.0, 1.0)
}

/// The scale as a bitmap of one row: the lowest loss on the left.
pub fn depth_bar(width: usize, theme: &Theme) -> Vec<u8> {
    (0..width)
        .flat_map(|column| {
            let [r, g, b] = ramp(theme, 1.0 - (column as f32 + 0.5) / width as f32);
            [r, g, b, u8::MAX]
        })
        .collect()
}

/// Draws axes, contour lines, the valley, the path and the current point; `pointer` is a point to mark.
///
/// # Errors
/// The backend's error.
pub fn draw_surface<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    surface: &Surface,
    names: [&str; 2],
    pointer: Option<(f64, f64)>,
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    let plane = Plane::new(pen.size(), surface.field.region, style.scale);
    if !plane.is_usable() {
        return Ok(());
    }
    let places = |values: &[f32]| -> Vec<Place> {
        let pairs = values.chunks_exact(2).filter(|pair| pair.iter().all(|value| value.is_finite()));
        pairs.map(|pair| plane.place(f64::from(pair[0]), f64::from(pair[1]))).collect()
    };
    let path = straighten(&places(&surface.path), 0.5);
    let valley = places(&surface.valley);
    levels(&pen, &surface.field, plane, [&path, &valley])?;
    pen.dashed(&valley, &theme.leaf, 2.0, (7.0, 4.0))?;
    pen.line(&path, &theme.card, 4.5)?;
    pen.line(&path, &theme.ink, 2.0)?;
    if let (Some(first), Some(last)) = (path.first(), path.last()) {
        pen.disc(*first, 5.5, &theme.ink)?;
        pen.disc(*first, 3.2, &theme.card)?;
        pen.disc(*last, 7.0, &theme.card)?;
        pen.disc(*last, 5.5, &theme.ink)?;
    }
    axes(&pen, plane, names)?;
    if let Some((x, y)) = pointer {
        let (x, y) = plane.place(x, y);
        let arm = pen.px(9.0);
        for (colour, width) in [(&theme.card, 4.0), (&theme.focus, 2.0)] {
            pen.line(&[(x - arm, y), (x + arm, y)], colour, width)?;
            pen.line(&[(x, y - arm), (x, y + arm)], colour, width)?;
        }
    }
    Ok(())
}

fn levels<DB: DrawingBackend>(pen: &Pen<DB>, field: &Field, plane: Plane, lines: [&[Place]; 2]) -> Drawn<DB> {
    let [low, high] = field.range.map(|power| 10f64.powf(power.into()));
    let colour = faint(pen.style.theme.ink, 0.35);
    let mut labels: Vec<Place> = Vec::new();
    for level in ticks::logarithmic(low, high, LEVELS) {
        let pieces = contour(field, level.value.log10() as f32);
        let at = |(x, y): (f32, f32)| plane.place(f64::from(x), f64::from(y));
        for [from, to] in &pieces {
            pen.line(&[at(*from), at(*to)], &colour, 1.0)?;
        }
        if pieces.len() < LABELLED {
            continue;
        }
        // A label that collides with neither the border, nor another label, nor the lines still to be drawn.
        let inner = plane.rect.grown(-pen.px(30.0));
        let free = |at: &Place| {
            let apart = |other: &Place| (other.0 - at.0).abs() > pen.px(44.0) || (other.1 - at.1).abs() > pen.px(20.0);
            inner.contains(*at)
                && labels.iter().all(apart)
                && lines
                    .iter()
                    .flat_map(|line| line.windows(2))
                    .all(|pair| distance(*at, pair[0], pair[1]) > pen.px(24.0))
        };
        let from_middle = (0..pieces.len()).map(|step| (pieces.len() / 2 + step) % pieces.len());
        if let Some(free) = from_middle.map(|index| at(pieces[index][0])).find(free) {
            labels.push(free);
            draw_patched(pen, &level.label, free, 10.0)?;
        }
    }
    Ok(())
}

/// Distance from a place to the straight line between two others.
fn distance(at: Place, from: Place, to: Place) -> f64 {
    let (along, across) = (to.0 - from.0, to.1 - from.1);
    let long = (along * along + across * across).max(f64::MIN_POSITIVE);
    let share = (((at.0 - from.0) * along + (at.1 - from.1) * across) / long).clamp(0.0, 1.0);
    (at.0 - from.0 - share * along).hypot(at.1 - from.1 - share * across)
}

/// The contour line of a field at this value, in pieces: marching squares over the centres of its cells.
pub fn contour(field: &Field, level: f32) -> Vec<[(f32, f32); 2]> {
    let (width, height) = (field.width as usize, field.height as usize);
    let [left, right, bottom, top] = field.region;
    let at = |column: usize, row: usize| {
        let share = |index: usize, count: usize| (index as f32 + 0.5) / count as f32;
        (left + (right - left) * share(column, width), top - (top - bottom) * share(row, height))
    };
    let value = |column: usize, row: usize| field.values.get(row * width + column).copied().unwrap_or(f32::NAN);
    let mut pieces = Vec::new();
    for row in 0..height.saturating_sub(1) {
        for column in 0..width.saturating_sub(1) {
            // Around the square.
            let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
            let values = corners.map(|(column, row)| value(column, row));
            if values.iter().any(|value| !value.is_finite()) {
                continue;
            }
            let mut crossed = Vec::with_capacity(4);
            for side in 0..4 {
                let (a, b) = (side, (side + 1) % 4);
                if (values[a] < level) != (values[b] < level) {
                    let share = (level - values[a]) / (values[b] - values[a]);
                    let ((x1, y1), (x2, y2)) = (at(corners[a].0, corners[a].1), at(corners[b].0, corners[b].1));
                    crossed.push((x1 + (x2 - x1) * share, y1 + (y2 - y1) * share));
                }
            }
            // Two sides are crossed, or all four at a saddle, where the pairing is ambiguous.
            pieces.extend(crossed.chunks_exact(2).map(|pair| [pair[0], pair[1]]));
        }
    }
    pieces
}
