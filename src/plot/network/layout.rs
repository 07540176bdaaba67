//! The positions of units, links and biases.
//!
//! Units are as large as the canvas allows, from 54 down to 18 CSS pixels; a canvas that is too small even for that grows.

use super::{Bias, Diagram, LinkShape, Unit};
use crate::plot::heat::largest;
use crate::plot::pen::{Place, Rect, ems};
use crate::plot::text::whole;
use crate::protocol::{Column, Layers};

/// All in CSS pixels.
const UNIT: std::ops::RangeInclusive<u32> = 18..=54;
const MARGIN: f64 = 8.0;
const LABEL: f64 = 15.0;
const MORE: f64 = 16.0;
const BAR: f64 = 64.0;
const CELL_GAP: f64 = 3.0;
const WIDEST_GAP: f64 = 220.0;
pub(super) const LABEL_SIZE: f64 = 12.0;

/// A column with more units than this becomes a grid.
const TALL: usize = 20;
/// If there are more links than this between two columns, a bundle stands for them.
const MOST_LINKS: usize = 4096;

/// A column's measures in CSS pixels, for a given size of units.
struct Measure {
    /// Side of a unit.
    side: f64,
    /// Units stand in this many columns side by side…
    across: usize,
    /// …of this many each.
    down: usize,
    /// Minimum and maximum spacing of vertically adjacent units.
    pitch: (f64, f64),
    /// Below each unit for its label.
    label: f64,
    /// Beside the units for their bars.
    bar: f64,
    /// Space at the bottom for the number of hidden units that are not shown.
    more: f64,
}

impl Measure {
    fn width(&self) -> f64 {
        self.across as f64 * (self.side + CELL_GAP) - CELL_GAP + self.bar
    }

    fn height(&self, pitch: f64) -> f64 {
        (self.down as f64 - 1.0) * pitch + self.side + self.label + self.more
    }
}

/// All columns' measures, and what they need.
struct Plan {
    columns: Vec<Measure>,
    /// Margins at left and right, so that labels fit.
    margin: f64,
    width: f64,
    height: f64,
}

impl Diagram {
    /// Lays the network out on a canvas of this size, in canvas pixels.
    pub fn layout(layers: &Layers, width: f64, height: f64, scale: f64) -> Self {
        let (width, height) = (width / scale, height / scale);
        let plan = plan(layers, width, height);
        let size = (width.max(plan.width), height.max(plan.height));
        let mut diagram = place(layers, &plan, size);
        diagram.biases = biases(layers, &diagram);
        connect(layers, &mut diagram);
        diagram.magnify(scale);
        diagram
    }

    /// Smallest size for which [`Diagram::layout`] does not have to enlarge a canvas of this width, in canvas pixels.
    pub fn needed(layers: &Layers, width: f64, scale: f64) -> (f64, f64) {
        let plan = plan(layers, width / scale, 0.0);
        (plan.width * scale, plan.height * scale)
    }

    /// From CSS pixels to canvas pixels.
    fn magnify(&mut self, scale: f64) {
        let place = |at: &mut Place| *at = (at.0 * scale, at.1 * scale);
        // Whole pixels, so that bitmaps and frames meet.
        let rect = |rect: &mut Rect| {
            let (x, y) = ((rect.x * scale).round(), (rect.y * scale).round());
            *rect = Rect { x, y, width: (rect.width * scale).round(), height: (rect.height * scale).round() };
        };
        for unit in &mut self.units {
            rect(&mut unit.rect);
            unit.bar.iter_mut().for_each(rect);
        }
        self.links.iter_mut().flat_map(|link| &mut link.path).for_each(place);
        self.bundles.iter_mut().flatten().for_each(place);
        self.counts.iter_mut().for_each(|(at, _)| place(at));
        for bias in &mut self.biases {
            place(&mut bias.at);
            bias.radius *= scale;
        }
        self.size = ((self.size.0 * scale).ceil(), (self.size.1 * scale).ceil());
        self.scale = scale;
    }
}

/// Whether one picture stands for the column.
fn is_picture(column: &Column) -> bool {
    column.shown.is_empty()
}

/// Whether activations are drawn as bars beside the units: for a classifier's outputs.
fn has_bars(layers: &Layers, column: usize) -> bool {
    column + 1 == layers.columns.len() && layers.columns[column].activations.len() > 1
}

/// The largest units that fit, or the smallest size.
fn plan(layers: &Layers, width: f64, height: f64) -> Plan {
    let fits = |plan: &Plan| plan.width <= width && plan.height <= height;
    let smallest = measure(layers, f64::from(*UNIT.start()), width, height);
    UNIT.rev().map(|side| measure(layers, f64::from(side), width, height)).find(fits).unwrap_or(smallest)
}

fn measure(layers: &Layers, side: f64, width: f64, height: f64) -> Plan {
    let grids = layers.columns.iter().filter(|column| column.shown.len() > TALL).count().max(1);
    let share = 0.42 * width / grids as f64;
    let columns: Vec<_> = layers
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let bar = if has_bars(layers, index) { (side * 2.2).min(BAR) } else { 0.0 };
            let labelled = bar == 0.0 && (index + 1 == layers.columns.len() || !column.labels.is_empty());
            let label = if labelled { LABEL } else { 0.0 };
            let more = if !is_picture(column) && column.units as usize > column.shown.len() { MORE } else { 0.0 };
            let units = column.shown.len().max(1);
            if is_picture(column) {
                let side = (side * 2.6).min(width * 0.24).max(side);
                Measure { side, across: 1, down: 1, pitch: (side, side), label, bar, more: MORE }
            } else if units > TALL {
                let cell = (side * 0.6).clamp(f64::from(*UNIT.start()), 30.0);
                let pitch = cell + CELL_GAP;
                let room = ((height - 2.0 * MARGIN - more) / pitch).max(1.0) as usize;
                let across = units.div_ceil(room).clamp(1, (share / pitch).max(1.0) as usize);
                let down = units.div_ceil(across);
                Measure { side: cell, across: units.div_ceil(down), down, pitch: (pitch, pitch), label: 0.0, bar, more }
            } else {
                let item = side + label;
                let pitch = (item + (0.22 * side).max(5.0), item + (0.75 * side).max(8.0));
                Measure { side, across: 1, down: units, pitch, label, bar, more }
            }
        })
        .collect();
    // Labels may be wider than the outer columns' units.
    let outer = |column: Option<&Column>| {
        let widest = column.into_iter().flat_map(|column| &column.labels).map(|label| ems(&letters(label)));
        widest.fold(0.0, f64::max) * LABEL_SIZE
    };
    let margin = ((outer(layers.columns.first()) - side) / 2.0).max(MARGIN);
    // Links need room to be seen.
    let gaps = columns.len().saturating_sub(1) as f64 * (0.75 * side).max(13.0);
    let across = columns.iter().map(Measure::width).sum::<f64>() + gaps + 2.0 * margin;
    let down = columns.iter().map(|column| column.height(column.pitch.0)).fold(0.0, f64::max) + 2.0 * MARGIN;
    Plan { columns, margin, width: across, height: down }
}

/// Positions the units, in CSS pixels.
fn place(layers: &Layers, plan: &Plan, size: (f64, f64)) -> Diagram {
    let mut diagram = Diagram { size, ..Diagram::default() };
    let taken: f64 = plan.columns.iter().map(Measure::width).sum();
    let gaps = plan.columns.len().saturating_sub(1) as f64;
    // A few columns on a wide canvas stay together in its middle.
    let gap = ((size.0 - taken - 2.0 * plan.margin) / gaps.max(1.0)).min(WIDEST_GAP);
    let mut x = (size.0 - taken - gaps * gap) / 2.0;
    for (index, (column, measure)) in layers.columns.iter().zip(&plan.columns).enumerate() {
        let room = size.1 - 2.0 * MARGIN;
        let spare = room - measure.height(measure.pitch.0);
        let wider = spare / (measure.down as f64 - 1.0).max(1.0);
        let pitch = (measure.pitch.0 + wider.max(0.0)).min(measure.pitch.1);
        let top = MARGIN + (room - measure.height(pitch)).max(0.0) / 2.0;
        let picture = is_picture(column);
        for row in 0..column.shown.len().max(1) {
            let (sub, down) = (row / measure.down, row % measure.down);
            let rect = Rect {
                x: x + sub as f64 * (measure.side + CELL_GAP),
                y: top + down as f64 * pitch,
                width: measure.side,
                height: measure.side,
            };
            let thick = (measure.side * 0.4).min(14.0);
            let bar = (measure.bar > 0.0).then(|| Rect {
                x: rect.right() + 22.0,
                y: rect.middle().1 - thick / 2.0,
                width: measure.bar - 22.0,
                height: thick,
            });
            let index_in_layer = column.shown.get(row).copied().unwrap_or(0);
            diagram.units.push(Unit { column: index, row, index: index_in_layer, rect, picture, bar });
        }
        if measure.more > 0.0 {
            let hidden = whole(u64::from(column.units).saturating_sub(column.shown.len() as u64));
            let middle = x + (measure.width() - measure.bar) / 2.0;
            let below = top + measure.height(pitch) - measure.more + 3.0;
            let text = if picture { hidden } else { format!("⋮ +{hidden}") };
            diagram.counts.push(((middle, below), text));
        }
        x += measure.width() + gap;
    }
    diagram
}

fn biases(layers: &Layers, diagram: &Diagram) -> Vec<Bias> {
    let crowded = |column: usize| layers.columns[column].shown.len() > TALL;
    let of = |unit: &Unit| {
        let value = *layers.columns.get(unit.column)?.biases.get(unit.row)?;
        let radius = if crowded(unit.column) { 1.8 } else { (unit.rect.width * 0.1).clamp(2.5, 5.0) };
        let at = (unit.rect.x - 1.0, unit.rect.bottom() + 1.0);
        Some(Bias { column: unit.column, row: unit.row, value, at, radius })
    };
    diagram.units.iter().filter_map(of).collect()
}

/// Links from column to column, or a bundle if there are too many.
fn connect(layers: &Layers, diagram: &mut Diagram) {
    for (column, links) in layers.links.iter().enumerate() {
        let of = |column: usize| diagram.units.iter().filter(move |unit| unit.column == column);
        let (Some(left), Some(right)) = (extent(of(column)), extent(of(column + 1))) else { continue };
        let (from, to): (Vec<_>, Vec<_>) = (of(column).collect(), of(column + 1).collect());
        let weights = &links.weights;
        if weights.len() != from.len() * to.len() || weights.len() > MOST_LINKS {
            diagram.bundles.push([
                (left.right(), left.y),
                (right.x, right.y),
                (right.x, right.bottom()),
                (left.right(), left.bottom()),
            ]);
            continue;
        }
        let largest = f64::from(largest(weights));
        let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (from, to)));
        let shapes: Vec<_> = pairs
            .zip(weights.iter())
            .map(|((from, to), &weight)| {
                let strength = if largest > 0.0 { f64::from(weight.abs()) / largest } else { 0.0 };
                // From the column's edge, so that links do not cross a grid.
                let path = bezier((left.right(), port(from, &left)), (right.x, port(to, &right)));
                let strength = if strength.is_finite() { strength } else { 0.0 };
                LinkShape { column, from: from.row, to: to.row, weight, strength, path }
            })
            .collect();
        diagram.links.extend(shapes);
    }
}

/// The height at which a unit's links leave its column: its middle; in a grid, spread over the height of the unit's row.
fn port(unit: &Unit, column: &Rect) -> f64 {
    let (_, middle) = unit.rect.middle();
    let spare = column.width - unit.rect.width;
    if spare < 1.0 {
        return middle;
    }
    middle + ((unit.rect.x - column.x) / spare - 0.5) * 0.8 * unit.rect.height
}

/// The rectangle around units.
fn extent<'a>(units: impl Iterator<Item = &'a Unit>) -> Option<Rect> {
    units.map(|unit| unit.rect).reduce(|a, b| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        Rect { x, y, width: a.right().max(b.right()) - x, height: a.bottom().max(b.bottom()) - y }
    })
}

/// A cubic Bézier that starts and ends horizontally, as a polyline with a point every few pixels.
fn bezier(from: Place, to: Place) -> Vec<Place> {
    let length = (to.0 - from.0).hypot(to.1 - from.1);
    let parts = if (to.1 - from.1).abs() < 0.5 { 1 } else { (length / 6.0).clamp(8.0, 32.0) as u32 };
    // The control points are halfway across, level with the ends.
    let middle = f64::midpoint(from.0, to.0);
    (0..=parts)
        .map(|part| {
            let t = f64::from(part) / f64::from(parts);
            let s = 1.0 - t;
            let (first, last) = (s * s * s, t * t * t);
            let (second, third) = (3.0 * s * s * t, 3.0 * s * t * t);
            (
                first * from.0 + (second + third) * middle + last * to.0,
                (first + second) * from.1 + (third + last) * to.1,
            )
        })
        .collect()
}

/// A feature's name in mathematical notation: `x1^2` as x₁², `sinx2` as sin x₂; any other label unchanged.
pub(super) fn letters(label: &str) -> String {
    if !label.contains('x') {
        return label.to_owned();
    }
    label.replace("x1", "x₁").replace("x2", "x₂").replace("^2", "²").replace("sinx", "sin x")
}
