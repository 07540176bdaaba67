//! Generator against discriminator in the plane: real points, generated samples with their gradients, the generator's mesh.
//!
//! The discriminator's field is put into [`super::field_rect`] first; [`draw_game`] draws over it.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Lettering, Pen, Place, faint};
use super::points::{Plane, draw_axes, on_patch};
use super::theme::Style;
use crate::protocol::{Arrows, Mesh, Scatter};

/// Sizes in CSS pixels: of a real point, of a fake, of the longest arrow, of an arrow's head.
const REAL: f64 = 2.6;
const FAKE: f64 = 4.2;
const LONGEST: f64 = 30.0;
const HEAD: f64 = 4.0;
/// Of a sector's number.
const SIGN: f64 = 11.0;
/// Hue of everything that the generator makes, see [`super::Theme::extra`].
const GENERATOR: u8 = 2;

/// The layers to draw; `None` is not drawn.
#[derive(Clone, Copy, Debug, Default)]
pub struct Game<'a> {
    /// Real points, as discs.
    pub real: Option<&'a Scatter>,
    /// Fakes, as diamonds.
    pub fakes: Option<&'a Arrows>,
    /// Gradients of the samples, scaled so that the longest arrow always has the same length.
    pub pushes: Option<&'a Arrows>,
    /// The generator's mesh.
    pub mesh: Option<&'a Mesh>,
    /// Positions of the sectors' numbers, counted from 1.
    pub signs: &'a [[f32; 2]],
}

/// Draws axes over `region` and the game inside them.
///
/// # Errors
/// The backend's error.
pub fn draw_game<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    region: [f32; 4],
    game: &Game<'_>,
    style: &Style,
) -> Drawn<DB> {
    draw_axes(area, region, style)?;
    let pen = Pen::new(area, style);
    let plane = Plane::new(pen.size(), region, style.scale);
    if !plane.is_usable() {
        return Ok(());
    }
    let theme = &style.theme;
    let hue = theme.extra(GENERATOR);
    if let Some(mesh) = game.mesh {
        let columns = mesh.columns.max(1) as usize;
        let places: Vec<Place> = pairs(&mesh.positions).map(|point| plane.place(point.0, point.1)).collect();
        let across = places.chunks(columns).map(<[Place]>::to_vec);
        let down = (0..columns).map(|column| places.iter().skip(column).step_by(columns).copied().collect());
        for line in across.chain(down).filter(|line: &Vec<Place>| line.len() > 1) {
            pen.line(&line, &faint(hue, 0.45), 1.0)?;
        }
    }
    for (x, y) in game.real.into_iter().flat_map(|real| pairs(&real.positions)) {
        let at = plane.place(x, y);
        if plane.rect.contains(at) {
            pen.disc(at, REAL + 0.9, &theme.card)?;
            pen.disc(at, REAL, &theme.ink)?;
        }
    }
    if let Some(pushes) = game.pushes {
        let longest = longest(pushes);
        for ((x, y), (dx, dy)) in pairs(&pushes.positions).zip(pairs(&pushes.directions)) {
            let at = plane.place(x, y);
            if longest > 0.0 && plane.rect.contains(at) {
                let scale = pen.px(LONGEST) / longest;
                arrow(&pen, at, (dx * scale, -dy * scale))?;
            }
        }
    }
    let sign = Lettering::new(SIGN, HPos::Center, VPos::Center);
    for (number, [x, y]) in (1..).zip(game.signs) {
        let at = plane.place(f64::from(*x), f64::from(*y));
        on_patch(&pen, &format!("{number}"), at, theme.muted, sign)?;
    }
    for (x, y) in game.fakes.into_iter().flat_map(|fakes| pairs(&fakes.positions)) {
        let at = plane.place(x, y);
        if plane.rect.contains(at) {
            pen.fill(&diamond(at, pen.px(FAKE + 1.3)), &theme.card)?;
            pen.fill(&diamond(at, pen.px(FAKE)), &hue)?;
        }
    }
    Ok(())
}

/// Length of the longest finite arrow, in the plane's units; 0 for none.
pub fn longest(arrows: &Arrows) -> f64 {
    pairs(&arrows.directions).map(|(dx, dy)| dx.hypot(dy)).filter(|length| length.is_finite()).fold(0.0, f64::max)
}

fn arrow<DB: DrawingBackend>(pen: &Pen<DB>, from: Place, (dx, dy): Place) -> Drawn<DB> {
    let length = dx.hypot(dy);
    // If shorter than the sample's own mark, it would be invisible.
    if !length.is_finite() || length < pen.px(FAKE) {
        return Ok(());
    }
    let (to, along) = ((from.0 + dx, from.1 + dy), (dx / length, dy / length));
    let head = pen.px(HEAD);
    let side = |turn: f64| (to.0 - head * (along.0 + turn * along.1), to.1 - head * (along.1 - turn * along.0));
    pen.line(&[from, to], &pen.style.theme.ink, 1.0)?;
    pen.fill(&[to, side(0.6), side(-0.6)], &pen.style.theme.ink)
}

fn diamond((x, y): Place, radius: f64) -> [Place; 4] {
    [(x, y - radius), (x + 0.8 * radius, y), (x, y + radius), (x - 0.8 * radius, y)]
}

fn pairs(values: &[f32]) -> impl Iterator<Item = (f64, f64)> + '_ {
    values.chunks_exact(2).map(|pair| (f64::from(pair[0]), f64::from(pair[1])))
}
