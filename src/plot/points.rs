//! Data points over the field.
//!
//! The field's bitmap is put into [`field_rect`] first; [`draw_points`] draws over it.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Lettering, Pen, Place, Rect, faint};
use super::theme::{Style, ramp};
use super::ticks;
use crate::protocol::Scatter;

/// Room for tick labels, in CSS pixels.
const LEFT: f64 = 28.0;
const BOTTOM: f64 = 22.0;
const TOP: f64 = 6.0;
const RIGHT: f64 = 6.0;
/// Size of a point, in CSS pixels.
const RADIUS: f64 = 3.2;
/// Up to this many points are drawn at this size.
const FEW: usize = 16;
pub(super) const LARGE: f64 = 6.0;
/// Half of a cross, in CSS pixels.
const ARM: f64 = 9.0;
const TICK_SIZE: f64 = 11.0;
const NAME_SIZE: f64 = 12.0;

/// The square in which the field's bitmap belongs, on a canvas of this size.
pub fn field_rect(width: f64, height: f64, scale: f64) -> Rect {
    let across = width - (LEFT + RIGHT) * scale;
    let down = height - (TOP + BOTTOM) * scale;
    let side = across.min(down).max(0.0).floor();
    let x = (LEFT * scale + (across - side) / 2.0).floor();
    Rect { x, y: (TOP * scale + (down - side) / 2.0).floor(), width: side, height: side }
}

/// Draws axes with ticks around [`field_rect`]; `region` is left, right, bottom, top.
///
/// # Errors
/// The backend's error.
pub fn draw_axes<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, region: [f32; 4], style: &Style) -> Drawn<DB> {
    draw_named_axes(area, region, ["x₁", "x₂"], style)
}

/// The same with custom names, across and up.
///
/// # Errors
/// The backend's error.
pub(super) fn draw_named_axes<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    region: [f32; 4],
    names: [&str; 2],
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    axes(&pen, Plane::new(pen.size(), region, style.scale), names)
}

/// Axes with ticks around a plane, with their names inside it.
pub(super) fn axes<DB: DrawingBackend>(pen: &Pen<DB>, plane: Plane, names: [&str; 2]) -> Drawn<DB> {
    if !plane.is_usable() {
        return Ok(());
    }
    let style = pen.style;
    let (rect, theme) = (plane.rect, &style.theme);
    pen.frame(rect, 0.0, &theme.line, 1.0)?;
    let below = Lettering::new(TICK_SIZE, HPos::Center, VPos::Top);
    let beside = Lettering::new(TICK_SIZE, HPos::Right, VPos::Center);
    let [left, right, bottom, top] = plane.region;
    let most = (rect.width / (40.0 * style.scale)).clamp(2.0, 7.0) as i32;
    let (gap, mark) = (pen.px(6.0), pen.px(3.0));
    for tick in ticks::linear(left, right, most, 0.0) {
        let (x, y) = (plane.place(tick.value, bottom).0, rect.bottom());
        pen.line(&[(x, y), (x, y + mark)], &theme.muted, 1.0)?;
        // The last label may be wider than the space beside the field.
        let half = pen.width(&tick.label, TICK_SIZE) / 2.0;
        pen.text(&tick.label, (x.min(pen.size().0 - half), y + gap), &theme.muted, below)?;
    }
    for tick in ticks::linear(bottom, top, most, 0.0) {
        let (x, y) = (rect.x, plane.place(left, tick.value).1);
        pen.line(&[(x - mark, y), (x, y)], &theme.muted, 1.0)?;
        pen.text(&tick.label, (x - gap, y), &theme.muted, beside)?;
    }
    // The names are inside the field, on a patch of the card's colour, where they never run into the ticks.
    let half = |name: &str| pen.width(name, NAME_SIZE) / 2.0 + pen.px(8.0);
    draw_patched(pen, names[0], (rect.right() - half(names[0]), rect.bottom() - pen.px(12.0)), NAME_SIZE)?;
    draw_patched(pen, names[1], (rect.x + half(names[1]), rect.y + pen.px(12.0)), NAME_SIZE)
}

/// A text on a patch of the card's colour, so that it is readable on any background.
pub(super) fn draw_patched<DB: DrawingBackend>(pen: &Pen<DB>, text: &str, at: Place, size: f64) -> Drawn<DB> {
    let lettering = Lettering::new(size, HPos::Center, VPos::Center);
    on_patch(pen, text, at, pen.style.theme.ink, lettering)
}

/// The same in a given colour and weight; `lettering` is centred.
pub(super) fn on_patch<DB: DrawingBackend>(
    pen: &Pen<DB>,
    text: &str,
    at: Place,
    colour: RGBColor,
    lettering: Lettering,
) -> Drawn<DB> {
    let size = lettering.size;
    let half = pen.width(text, size) / 2.0 + pen.px(3.0);
    let patch = Rect { x: at.0 - half, y: at.1, width: 2.0 * half, height: 0.0 };
    let patch = Rect { y: patch.y - pen.px(8.0), height: pen.px(16.0), ..patch };
    pen.fill(&patch.corners(), &faint(pen.style.theme.card, 0.75))?;
    pen.text(text, at, &colour, lettering)
}

/// Draws axes and points (call after drawing the field's bitmap). Class +1 is a triangle, class −1 a disc; test points are
/// hollow.
///
/// # Errors
/// The backend's error.
pub fn draw_points<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    points: &Scatter,
    show_test: bool,
    style: &Style,
) -> Drawn<DB> {
    draw_axes(area, points.region, style)?;
    let pen = Pen::new(area, style);
    let (width, height) = pen.size();
    let plane = Plane::new((width, height), points.region, style.scale);
    let radius = if points.targets.len() <= FEW { LARGE } else { RADIUS };
    for (index, at) in visible_points(points, show_test, plane) {
        let hollow = index >= points.train as usize;
        let target = points.targets.get(index).copied().unwrap_or(f32::NAN);
        mark(&pen, at, target, points.classes, hollow, radius)?;
    }
    Ok(())
}

/// Draws a cross at the keyboard's probe, if it is inside the field.
///
/// # Errors
/// The backend's error.
pub fn draw_probe<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    region: [f32; 4],
    at: (f64, f64),
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let plane = Plane::new(pen.size(), region, style.scale);
    let (x, y) = plane.place(at.0, at.1);
    if !plane.is_usable() || !plane.rect.contains((x, y)) {
        return Ok(());
    }
    let arm = pen.px(ARM);
    for (colour, width) in [(&style.theme.card, 5.0), (&style.theme.focus, 2.5)] {
        pen.line(&[(x - arm, y), (x + arm, y)], colour, width)?;
        pen.line(&[(x, y - arm), (x, y + arm)], colour, width)?;
    }
    Ok(())
}

/// The place in the plane (x₁, x₂) at a position on a canvas of this size, if it is inside the field.
pub fn position_at(region: [f32; 4], size: (f64, f64), scale: f64, at: Place) -> Option<(f64, f64)> {
    let plane = Plane::new(size, region, scale);
    (plane.is_usable() && plane.rect.contains(at)).then(|| plane.invert(at))
}

/// The region of the plane, mapped to its square.
#[derive(Clone, Copy)]
pub(super) struct Plane {
    pub(super) rect: Rect,
    pub(super) region: [f64; 4],
}

impl Plane {
    /// On a canvas of this size.
    pub(super) fn new((width, height): (f64, f64), region: [f32; 4], scale: f64) -> Self {
        Self { rect: field_rect(width, height, scale), region: region.map(f64::from) }
    }

    pub(super) fn is_usable(&self) -> bool {
        let [left, right, bottom, top] = self.region;
        self.rect.width >= 1.0 && right > left && top > bottom
    }

    pub(super) fn place(&self, x1: f64, x2: f64) -> Place {
        let [left, right, bottom, top] = self.region;
        (
            self.rect.x + (x1 - left) / (right - left) * self.rect.width,
            self.rect.y + (top - x2) / (top - bottom) * self.rect.height,
        )
    }

    pub(super) fn invert(&self, (x, y): Place) -> (f64, f64) {
        let [left, right, bottom, top] = self.region;
        (
            left + (x - self.rect.x) / self.rect.width * (right - left),
            top - (y - self.rect.y) / self.rect.height * (top - bottom),
        )
    }
}

/// The visible points, with their positions.
fn visible_points(points: &Scatter, show_test: bool, plane: Plane) -> impl Iterator<Item = (usize, Place)> {
    let count = if show_test { usize::MAX } else { points.train as usize };
    points
        .positions
        .chunks_exact(2)
        .take(if plane.is_usable() { count } else { 0 })
        .enumerate()
        .map(move |(index, pair)| (index, plane.place(f64::from(pair[0]), f64::from(pair[1]))))
        .filter(move |(_, place)| plane.rect.contains(*place))
}

/// An example, of `radius` CSS pixels: class +1 is a triangle, class −1 a disc, and a value a disc of its colour.
pub(super) fn mark<DB: DrawingBackend>(
    pen: &Pen<DB>,
    at: Place,
    target: f32,
    classes: bool,
    hollow: bool,
    radius: f64,
) -> Drawn<DB> {
    let theme = &pen.style.theme;
    let colour = if classes && !target.is_nan() {
        if target > 0.0 { theme.pos } else { theme.neg }
    } else {
        let [r, g, b] = ramp(theme, target);
        RGBColor(r, g, b)
    };
    if classes && target > 0.0 {
        let (outer, inner) = if hollow { (colour, theme.card) } else { (theme.card, colour) };
        let size = radius + 1.4;
        pen.fill(&triangle(at, pen.px(size + if hollow { 1.6 } else { 1.0 })), &outer)?;
        return pen.fill(&triangle(at, pen.px(size - if hollow { 1.0 } else { 0.0 })), &inner);
    }
    // On the ramp a point may have its background's colour: then only the outline is visible.
    let grown = if hollow { 0.8 } else { 0.0 };
    pen.disc(at, radius + grown + 0.9, if classes { &theme.card } else { &theme.ink })?;
    pen.disc(at, radius + grown, &colour)?;
    if hollow { pen.disc(at, radius - 0.8, &theme.card) } else { Ok(()) }
}

/// Points up, about as heavy as a disc of two thirds of its radius.
fn triangle((x, y): Place, radius: f64) -> [Place; 3] {
    [(x, y - radius), (x + 0.87 * radius, y + 0.6 * radius), (x - 0.87 * radius, y + 0.6 * radius)]
}
