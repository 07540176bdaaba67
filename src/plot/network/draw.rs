//! The diagram's marks.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::layout::{LABEL_SIZE, letters};
use super::{Diagram, Hit, LinkShape, Unit, corner};
use crate::plot::heat::largest;
use crate::plot::pen::{Drawn, Lettering, Pen, Rect, faint};
use crate::plot::text::number;
use crate::plot::theme::{Style, ramp};
use crate::protocol::{Column, Layers};

/// Every dash is a separate stroke on the canvas: with many links, dashes get longer and dots sparser, so that a frame
/// stays short.
const MOST_DASHES: f64 = 700.0;
/// Size of a dead link's dots, and their spacing if there are few, in CSS pixels.
const DOT: (f64, f64) = (1.5, 6.0);
/// Opacity of a dead link: visible, but clearly inactive.
const DEAD: f64 = 0.55;
/// Most links drawn while nothing is pointed at, strongest first: more would only add a slow fog of weak ones.
pub const MOST_LINKS: usize = 480;

/// Draws links under the units: width by |w|, blue and solid if excitatory, orange and dashed if inhibitory, dotted in grey
/// if the weight is exactly 0.
///
/// # Errors
/// The backend's error.
pub fn draw_links<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    diagram: &Diagram,
    style: &Style,
    highlight: Option<Hit>,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    for bundle in &diagram.bundles {
        pen.fill(bundle, &faint(style.theme.muted, 0.12))?;
    }
    // The weak first, so that they do not cover the strong; the pointed-at link last.
    let mut order: Vec<_> = diagram.links.iter().map(|link| (touches(link, highlight), link)).collect();
    order.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.strength.total_cmp(&b.1.strength)));
    let touched = order.iter().filter(|(touched, _)| *touched).count();
    order.drain(..order.len().saturating_sub(MOST_LINKS.max(touched)));
    let look = Look::new(diagram, order.iter().map(|(_, link)| *link));
    for (touched, link) in order {
        if highlight == Some(link.hit()) {
            pen.line(&link.path, &faint(style.theme.focus, 0.45), look.width(link) + 5.0)?;
        }
        let opacity = match highlight {
            Some(hit) if hit == link.hit() => 1.0,
            Some(_) if !touched => 0.3 * look.opacity(link),
            _ => look.opacity(link),
        };
        look.draw(&pen, link, opacity)?;
    }
    Ok(())
}

/// Whether the link is pointed at, or belongs to the item that is.
fn touches(link: &LinkShape, highlight: Option<Hit>) -> bool {
    match highlight {
        None => false,
        Some(Hit::Unit { column, row } | Hit::Bias { column, row }) => {
            (link.column, link.from) == (column, row) || (link.column + 1, link.to) == (column, row)
        }
        Some(hit) => link.hit() == hit,
    }
}

/// The common style of a diagram's links.
struct Look {
    /// Width of the strongest link in CSS pixels.
    thickest: f64,
    /// Opacity of the weakest.
    faintest: f64,
    /// How much faster than |w| opacity falls: among dense links, only the strong can be told apart.
    contrast: f64,
    /// Dash plus gap of the strongest link, in CSS pixels.
    period: f64,
    /// Spacing of a dead link's dots, in CSS pixels.
    dots: f64,
}

impl Look {
    fn new<'a>(diagram: &Diagram, drawn: impl Iterator<Item = &'a LinkShape>) -> Self {
        let smallest = diagram.units.iter().map(|unit| unit.rect.width).fold(f64::INFINITY, f64::min) / diagram.scale;
        let columns = diagram.links.last().map_or(1, |link| link.column + 1);
        let density = diagram.links.len() as f64 / columns as f64 * diagram.scale / diagram.size.1.max(1.0);
        let thickest = ((smallest * 0.1) / (1.0 + 0.5 * density)).clamp(1.6, 5.5);
        let period = thickest * 1.4 + 5.0;
        let strokes = |link: &LinkShape| {
            let each = if link.is_dead() { DOT.1 } else { period * stretch(link) };
            length(link) / (diagram.scale * each)
        };
        let strokes: f64 = drawn.filter(|link| link.weight <= 0.0).map(strokes).sum();
        let wider = (strokes / MOST_DASHES).max(1.0);
        Self {
            thickest,
            faintest: 0.28 / (1.0 + 4.0 * density),
            contrast: 1.0 + density,
            period: period * wider,
            dots: DOT.1 * wider,
        }
    }

    fn width(&self, link: &LinkShape) -> f64 {
        0.6 + (self.thickest - 0.6) * link.strength
    }

    fn opacity(&self, link: &LinkShape) -> f64 {
        if link.is_dead() {
            return DEAD;
        }
        self.faintest + (1.0 - self.faintest) * link.strength.powf(self.contrast)
    }

    fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>, link: &LinkShape, opacity: f64) -> Drawn<DB> {
        let theme = &pen.style.theme;
        let width = self.width(link);
        if !link.weight.is_finite() {
            pen.line(&link.path, &theme.nan, 1.5)
        } else if link.is_dead() {
            pen.dashed(&link.path, &faint(theme.muted, opacity), DOT.0, (DOT.0, self.dots - DOT.0))
        } else if link.weight < 0.0 {
            let period = self.period * stretch(link);
            pen.dashed(&link.path, &faint(theme.neg, opacity), width, (period * 0.62, period * 0.38))
        } else {
            pen.line(&link.path, &faint(theme.pos, opacity), width)
        }
    }
}

/// How much longer than the strongest link's the dashes are: a barely visible link needs no fine dashes.
fn stretch(link: &LinkShape) -> f64 {
    2.0 - link.strength
}

fn length(link: &LinkShape) -> f64 {
    link.path.windows(2).map(|pair| (pair[1].0 - pair[0].0).hypot(pair[1].1 - pair[0].1)).sum()
}

/// Draws frames, biases, activations and labels over the units' bitmaps.
///
/// # Errors
/// The backend's error.
pub fn draw_frames<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    diagram: &Diagram,
    layers: &Layers,
    style: &Style,
    highlight: Option<Hit>,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    for unit in &diagram.units {
        let Some(column) = layers.columns.get(unit.column) else { continue };
        activation(&pen, unit, column)?;
        pen.frame(unit.rect, corner(unit.rect, style.scale), &faint(theme.ink, 0.35), 1.0)?;
        if highlight == Some(unit.hit()) {
            let around = unit.rect.grown(pen.px(2.0));
            pen.frame(around, corner(around, style.scale), &theme.focus, 2.5)?;
        }
        let last = unit.column + 1 == layers.columns.len();
        label(&pen, unit, column, last)?;
        value(&pen, unit, column)?;
    }
    for (at, text) in &diagram.counts {
        pen.text(text, *at, &theme.muted, Lettering::new(LABEL_SIZE, HPos::Center, VPos::Top))?;
    }
    for bias in &diagram.biases {
        let radius = bias.radius / style.scale;
        if highlight == Some(Hit::Bias { column: bias.column, row: bias.row }) {
            pen.disc(bias.at, radius + 3.5, &theme.focus)?;
        }
        let colour = if bias.value.is_finite() { signed(style, bias.value) } else { theme.nan };
        pen.disc(bias.at, radius * 1.25, &theme.card)?;
        pen.disc(bias.at, radius, &colour)?;
        // Inhibitory is hollow, so that it is recognisable without hue.
        if bias.value < 0.0 {
            pen.disc(bias.at, radius * 0.5, &theme.card)?;
        }
    }
    Ok(())
}

fn signed(style: &Style, value: f32) -> RGBColor {
    if value < 0.0 { style.theme.neg } else { style.theme.pos }
}

/// A unit without a bitmap is filled by its activation; one whose bitmap shows weights has the activation as a bar at its
/// foot; a classifier's output has a bar beside it.
fn activation<DB: DrawingBackend>(pen: &Pen<DB>, unit: &Unit, column: &Column) -> Drawn<DB> {
    let theme = &pen.style.theme;
    let value = column.activations.get(unit.row).copied();
    // Activations without an upper bound are shown relative to the layer's largest; probabilities do not exceed 1.
    let share = value.map(|value| value / largest(&column.activations).max(1.0));
    if column.map_side == 0 || column.maps.is_empty() {
        let [r, g, b] = ramp(theme, share.unwrap_or(0.0));
        pen.fill(&unit.rect.corners(), &RGBColor(r, g, b))?;
    }
    let Some(share) = share else { return Ok(()) };
    let length = f64::from(share.abs()).clamp(0.0, 1.0);
    if let Some(bar) = unit.bar {
        pen.fill(&bar.corners(), &theme.line)?;
        pen.fill(&Rect { width: bar.width * length, ..bar }.corners(), &signed(pen.style, share))?;
    } else if column.weight_maps {
        let height = pen.px(3.0).min(unit.rect.height / 4.0);
        let foot = Rect { y: unit.rect.bottom() - height, height, ..unit.rect };
        pen.fill(&foot.corners(), &theme.card)?;
        pen.fill(&Rect { width: foot.width * length, ..foot }.corners(), &theme.leaf)?;
    }
    Ok(())
}

/// The unit's activation at the selected point, at its foot, if its picture shows the whole plane.
fn value<DB: DrawingBackend>(pen: &Pen<DB>, unit: &Unit, column: &Column) -> Drawn<DB> {
    /// Height of the numbers' background, in CSS pixels.
    const GROUND: f64 = 16.0;
    if column.map_side == 0 || column.weight_maps || unit.bar.is_some() {
        return Ok(());
    }
    let Some(value) = column.activations.get(unit.row) else { return Ok(()) };
    let height = pen.px(GROUND).min(unit.rect.height);
    let foot = Rect { y: unit.rect.bottom() - height, height, ..unit.rect };
    let theme = &pen.style.theme;
    pen.fill(&foot.corners(), &faint(theme.card, 0.88))?;
    let text = number(f64::from(*value));
    pen.text(&text, foot.middle(), &theme.ink, Lettering::new(LABEL_SIZE, HPos::Center, VPos::Center))
}

fn label<DB: DrawingBackend>(pen: &Pen<DB>, unit: &Unit, column: &Column, last: bool) -> Drawn<DB> {
    let given = column.labels.get(unit.row).map(|label| letters(label)).filter(|label| !label.is_empty());
    let text = match given {
        Some(text) => text,
        None if last && column.units == 1 => "ŷ".to_owned(),
        None => return Ok(()),
    };
    let theme = &pen.style.theme;
    if let Some(bar) = unit.bar {
        let at = (f64::midpoint(unit.rect.right(), bar.x), unit.rect.middle().1);
        return pen.text(&text, at, &theme.ink, Lettering::new(LABEL_SIZE, HPos::Center, VPos::Center));
    }
    let at = (unit.rect.middle().0, unit.rect.bottom() + pen.px(3.0));
    pen.text(&text, at, &theme.muted, Lettering::new(LABEL_SIZE, HPos::Center, VPos::Top))
}
