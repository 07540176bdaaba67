//! Points as they are drawn by hand.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Pen, Place, Rect};
use super::theme::Style;

/// Size of a point and of the cross's arms, in CSS pixels.
const RADIUS: f64 = 2.6;
const ARM: f64 = 8.0;

/// Draws points (in hundredths), the square −1…1 that contains them, and a cross where a key would add the next one.
/// `region` is left, right, bottom, top of the whole area.
///
/// # Errors
/// The backend's error.
pub fn draw_sketch<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    region: [f32; 4],
    points: &[[i8; 2]],
    cross: Option<[i8; 2]>,
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let (width, height) = pen.size();
    let [left, right, bottom, top] = region.map(f64::from);
    let place = |[x, y]: [i8; 2]| -> Place {
        let (x, y) = (f64::from(x) / 100.0, f64::from(y) / 100.0);
        ((x - left) / (right - left) * width, (top - y) / (top - bottom) * height)
    };
    let (corner, opposite) = (place([-100, 100]), place([100, -100]));
    let square = Rect { x: corner.0, y: corner.1, width: opposite.0 - corner.0, height: opposite.1 - corner.1 };
    pen.frame(square, 0.0, &style.theme.line, 1.0)?;
    for point in points {
        pen.disc(place(*point), RADIUS, &style.theme.ink)?;
    }
    if let Some((x, y)) = cross.map(place) {
        let arm = pen.px(ARM);
        pen.line(&[(x - arm, y), (x + arm, y)], &style.theme.focus, 2.0)?;
        pen.line(&[(x, y - arm), (x, y + arm)], &style.theme.focus, 2.0)?;
    }
    Ok(())
}
