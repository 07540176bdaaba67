//! The basic marks that all charts are made of.
//!
//! Lengths are in CSS pixels and converted here; positions are in canvas pixels.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

use super::theme::Style;

/// The result of drawing on a backend.
pub type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// A place in canvas pixels, from the left and from the top.
pub type Place = (f64, f64);

/// The page's own type.
const FAMILY: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans SC', sans-serif";

/// A rectangle in canvas pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left.
    pub x: f64,
    /// Top.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// Its right side.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Its bottom.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Its middle.
    pub fn middle(&self) -> Place {
        (self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// Whether the place is in it, or on its border.
    pub fn contains(&self, (x, y): Place) -> bool {
        (self.x..=self.right()).contains(&x) && (self.y..=self.bottom()).contains(&y)
    }

    /// Larger by `by` on every side.
    #[must_use]
    pub fn grown(&self, by: f64) -> Self {
        Self { x: self.x - by, y: self.y - by, width: self.width + 2.0 * by, height: self.height + 2.0 * by }
    }

    /// Its distance from the place; 0 inside.
    pub fn distance(&self, (x, y): Place) -> f64 {
        let beyond = |at: f64, low: f64, high: f64| (low - at).max(at - high).max(0.0);
        beyond(x, self.x, self.right()).hypot(beyond(y, self.y, self.bottom()))
    }

    /// Its corners.
    pub fn corners(&self) -> [Place; 4] {
        [(self.x, self.y), (self.right(), self.y), (self.right(), self.bottom()), (self.x, self.bottom())]
    }
}

/// How a text hangs on its place.
#[derive(Clone, Copy)]
pub(super) struct Lettering {
    /// Size in CSS pixels.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// The horizontal anchor of the text.
    pub across: HPos,
    /// Where the place is down the text.
    pub down: VPos,
}

impl Lettering {
    /// Ordinary weight.
    pub(super) const fn new(size: f64, across: HPos, down: VPos) -> Self {
        Self { size, bold: false, across, down }
    }
}

/// Approximate width of a text in ems: a canvas would know better, but a layout must not depend on the backend.
pub(super) fn ems(text: &str) -> f64 {
    // From U+2E80 on, letters are as wide as high (Chinese, Japanese, Korean).
    text.chars().map(|c| if c >= '\u{2e80}' { 1.0 } else { 0.56 }).sum()
}

/// Draws marks on an area in a style.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    area: &'a DrawingArea<DB, Shift>,
    /// The style.
    pub style: &'a Style,
}

impl<'a, DB: DrawingBackend> Pen<'a, DB> {
    /// A pen for the area.
    pub(super) fn new(area: &'a DrawingArea<DB, Shift>, style: &'a Style) -> Self {
        Self { area, style }
    }

    /// The area's size in canvas pixels.
    pub(super) fn size(&self) -> (f64, f64) {
        let (width, height) = self.area.dim_in_pixel();
        (f64::from(width), f64::from(height))
    }

    /// CSS pixels to canvas pixels.
    pub(super) fn px(&self, css: f64) -> f64 {
        css * self.style.scale
    }

    fn stroke(&self, colour: &impl Color, width: f64) -> ShapeStyle {
        ShapeStyle { color: colour.to_rgba(), filled: false, stroke_width: self.px(width).round().max(1.0) as u32 }
    }

    /// A line through all places.
    pub(super) fn line(&self, path: &[Place], colour: &impl Color, width: f64) -> Drawn<DB> {
        let path: Vec<_> = path.iter().map(whole).collect();
        self.area.draw(&PathElement::new(path, self.stroke(colour, width)))
    }

    /// A dashed line through all places, alternating `on` drawn and `off` skipped.
    pub(super) fn dashed(&self, path: &[Place], colour: &impl Color, width: f64, (on, off): (f64, f64)) -> Drawn<DB> {
        for dash in dashes(path, self.px(on), self.px(off)) {
            self.line(&dash, colour, width)?;
        }
        Ok(())
    }

    /// The outline of a rectangle with rounded corners of `radius` canvas pixels.
    pub(super) fn frame(&self, rect: Rect, radius: f64, colour: &impl Color, width: f64) -> Drawn<DB> {
        // Starting in the middle of a side closes the outline without a notch.
        let start = (rect.middle().0, rect.y);
        let mut path = vec![start];
        let inner = rect.grown(-radius);
        let [left_top, right_top, right_bottom, left_bottom] = inner.corners();
        for (quarter, centre) in [right_top, right_bottom, left_bottom, left_top].into_iter().enumerate() {
            let steps = if radius < 1.0 { 0 } else { 6 };
            path.extend((0..=steps).map(|step| {
                let turn = quarter as f64 - 1.0 + f64::from(step) / f64::from(steps.max(1));
                let (sin, cos) = (turn * std::f64::consts::FRAC_PI_2).sin_cos();
                (centre.0 + radius * cos, centre.1 + radius * sin)
            }));
        }
        path.push(start);
        self.line(&path, colour, width)
    }

    /// A filled polygon.
    pub(super) fn fill(&self, corners: &[Place], colour: &impl Color) -> Drawn<DB> {
        let corners: Vec<_> = corners.iter().map(whole).collect();
        self.area.draw(&Polygon::new(corners, colour.to_rgba()))
    }

    /// A filled disc of `radius` CSS pixels.
    pub(super) fn disc(&self, at: Place, radius: f64, colour: &impl Color) -> Drawn<DB> {
        let style = ShapeStyle { color: colour.to_rgba(), filled: true, stroke_width: 0 };
        self.area.draw(&Circle::new(whole(&at), self.px(radius).round().max(1.0) as u32, style))
    }

    /// A text.
    pub(super) fn text(&self, text: &str, at: Place, colour: &impl Color, lettering: Lettering) -> Drawn<DB> {
        let style = if lettering.bold { FontStyle::Bold } else { FontStyle::Normal };
        let style = TextStyle {
            font: FontDesc::new(FontFamily::Name(FAMILY), self.px(lettering.size), style),
            color: colour.to_rgba().to_backend_color(),
            pos: Pos::new(lettering.across, lettering.down),
        };
        self.area.draw_text(text, &style, whole(&at))
    }

    /// Approximate width of a text of `size` CSS pixels, in canvas pixels.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        self.px(ems(text) * size)
    }
}

/// The colour with this opacity, 0…1.
pub(super) fn faint(colour: impl Color, opacity: f64) -> RGBAColor {
    colour.mix(opacity.clamp(0.0, 1.0))
}

/// The path with fewer places: those dropped lie within `tolerance` of the line. Places are rounded to whole pixels, so
/// that many of them would make a straight line uneven.
pub(super) fn straighten(path: &[Place], tolerance: f64) -> Vec<Place> {
    let Some((&first, rest)) = path.split_first() else { return Vec::new() };
    let mut kept = vec![first];
    let mut from = 0;
    for (to, pair) in rest.windows(2).enumerate() {
        // Whether all places after the last kept one lie on the way to the next.
        let (start, end) = (path[from], pair[1]);
        let long = (end.0 - start.0).hypot(end.1 - start.1).max(f64::MIN_POSITIVE);
        let off = |place: &Place| {
            let (x, y) = (place.0 - start.0, place.1 - start.1);
            let (along, across) = ((end.0 - start.0) / long, (end.1 - start.1) / long);
            (x * across - y * along).abs() > tolerance || x * along + y * across < -tolerance
        };
        if path[from + 1..to + 2].iter().any(off) {
            from = to + 1;
            kept.push(path[from]);
        }
    }
    kept.extend(rest.last());
    kept
}

fn whole(&(x, y): &Place) -> (i32, i32) {
    (x.round() as i32, y.round() as i32)
}

/// Cuts a polyline into dashes of length `on` with gaps of `off`, along its own length.
fn dashes(path: &[Place], on: f64, off: f64) -> Vec<Vec<Place>> {
    let mut done = Vec::new();
    let Some(&first) = path.first() else { return done };
    // `left`: the remainder of the dash or gap in progress.
    let (mut drawing, mut left, mut dash) = (true, on, vec![first]);
    for pair in path.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        let mut rest = (to.0 - from.0).hypot(to.1 - from.1);
        while rest > left {
            let share = left / rest;
            from = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
            rest -= left;
            if drawing {
                dash.push(from);
                done.push(std::mem::take(&mut dash));
            } else {
                dash = vec![from];
            }
            drawing = !drawing;
            left = if drawing { on } else { off }.max(1.0);
        }
        left -= rest;
        if drawing {
            dash.push(to);
        }
    }
    if dash.len() > 1 {
        done.push(dash);
    }
    done
}
