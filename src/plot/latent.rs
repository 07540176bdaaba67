//! The latent space: examples along two of its units, a selected point, and a code's units as bars.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Lettering, Pen, Place, Rect, faint};
use super::points::{Plane, draw_named_axes, field_rect};
use super::theme::Style;
use crate::protocol::Latent;

/// Size of an example's figure, in CSS pixels.
const FIGURE: f64 = 10.0;
/// Size of the chosen point's ring.
const RING: f64 = 8.0;

/// The name of a latent unit, counted from 1: c₁, c₁₂.
pub fn code_name(unit: u32) -> String {
    let digits = (unit + 1).to_string();
    let lowered = digits.bytes().filter_map(|digit| char::from_u32(u32::from('₀') + u32::from(digit - b'0')));
    std::iter::once('c').chain(lowered).collect()
}

/// Draws the map over the contents of [`field_rect`]: axes with the units' names, every example as the figure of its class
/// in the class's hue, and a ring at the selected point with lines to both axes.
///
/// # Errors
/// The backend's error.
pub fn draw_map<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    latent: &Latent,
    point: [f32; 2],
    style: &Style,
) -> Drawn<DB> {
    let names = latent.axes.map(code_name);
    draw_named_axes(area, latent.region, [&names[0], &names[1]], style)?;
    let (pen, theme) = (Pen::new(area, style), &style.theme);
    let plane = Plane::new(pen.size(), latent.region, style.scale);
    if !plane.is_usable() {
        return Ok(());
    }
    let figure = Lettering { bold: true, ..Lettering::new(FIGURE, HPos::Center, VPos::Center) };
    for (position, label) in latent.positions.chunks_exact(2).zip(&latent.labels) {
        let at = plane.place(f64::from(position[0]), f64::from(position[1]));
        if plane.rect.contains(at) {
            pen.text(&label.to_string(), at, &theme.class(*label), figure)?;
        }
    }
    let [x, y] = point.map(f64::from);
    let at = plane.place(x, y);
    if !plane.rect.contains(at) {
        return Ok(());
    }
    for path in [[(at.0, at.1), (at.0, plane.rect.bottom())], [(at.0, at.1), (plane.rect.x, at.1)]] {
        pen.dashed(&path, &theme.leaf, 1.0, (4.0, 3.0))?;
    }
    pen.disc(at, RING + 2.0, &theme.card)?;
    pen.disc(at, RING, &theme.leaf)?;
    pen.disc(at, RING - 3.0, &theme.card)?;
    pen.disc(at, 1.5, &theme.leaf)
}

/// Rectangles for the decoded points on a canvas of this size, in order: cells of [`field_rect`].
pub fn grid_places(cells: u32, size: (f64, f64), scale: f64) -> impl Iterator<Item = (usize, Rect)> {
    let rect = field_rect(size.0, size.1, scale);
    let across = rect.width / f64::from(cells.max(1));
    (0..cells * cells).map(move |cell| {
        let (column, row) = (f64::from(cell % cells), f64::from(cell / cells));
        (cell as usize, Rect { x: rect.x + column * across, y: rect.y + row * across, width: across, height: across })
    })
}

/// The point of the region at a canvas position, clamped to the region. `None` while the canvas has no size.
pub fn place_near(region: [f32; 4], size: (f64, f64), scale: f64, (x, y): Place) -> Option<[f32; 2]> {
    let plane = Plane::new(size, region, scale);
    let rect = plane.rect;
    plane.is_usable().then(|| {
        let (across, up) = plane.invert((x.clamp(rect.x, rect.right()), y.clamp(rect.y, rect.bottom())));
        [across as f32, up as f32]
    })
}

/// Draws a code as bars around zero: blue upwards, orange downwards, scaled to the largest. The units on the map's axes are
/// named, that of the axis across above, that of the axis up below.
///
/// # Errors
/// The backend's error.
pub fn draw_code<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    code: &[f32],
    axes: [u32; 2],
    style: &Style,
) -> Drawn<DB> {
    let (pen, theme) = (Pen::new(area, style), &style.theme);
    let (width, height) = pen.size();
    let (middle, reach) = (height / 2.0, height / 2.0 - pen.px(14.0));
    if code.is_empty() || reach < 1.0 {
        return Ok(());
    }
    let across = width / code.len() as f64;
    let largest = code.iter().filter(|value| value.is_finite()).fold(1e-6f32, |top, value| top.max(value.abs()));
    for (unit, value) in code.iter().enumerate().filter(|(_, value)| value.is_finite()) {
        let (left, tall) = (unit as f64 * across, f64::from(value / largest) * reach);
        let bar = Rect { x: left, y: middle - tall.max(0.0), width: across, height: tall.abs() };
        let inset = (across * 0.12).min(pen.px(8.0));
        let bar = Rect { x: bar.x + inset, width: bar.width - 2.0 * inset, ..bar };
        pen.fill(&bar.corners(), if *value >= 0.0 { &theme.pos } else { &theme.neg })?;
    }
    // One name above its bar and one below, so that neighbours' names fit as well.
    for (axis, (y, down)) in axes.into_iter().zip([(0.0, VPos::Top), (height, VPos::Bottom)]) {
        let x = ((f64::from(axis) + 0.5) * across).clamp(pen.px(10.0), (width - pen.px(10.0)).max(pen.px(10.0)));
        if (axis as usize) < code.len() {
            pen.text(&code_name(axis), (x, y), &theme.ink, Lettering::new(11.0, HPos::Center, down))?;
        }
    }
    pen.line(&[(0.0, middle), (width, middle)], &faint(theme.muted, 0.8), 1.0)
}
