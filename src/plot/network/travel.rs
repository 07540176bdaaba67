//! Hit testing, and keyboard navigation.

use super::{Diagram, Direction, Hit, LinkShape, Unit};
use crate::plot::pen::{Place, Rect};

/// A finger's tolerance in CSS pixels.
const REACH: f64 = 8.0;

impl Diagram {
    /// The item at a position, with a finger's tolerance.
    pub fn hit(&self, x: f64, y: f64) -> Option<Hit> {
        let at = (x, y);
        let reach = REACH * self.scale;
        let bias = nearest(self.biases.iter().map(|bias| {
            let distance = (bias.at.0 - x).hypot(bias.at.1 - y) - bias.radius;
            (distance, Hit::Bias { column: bias.column, row: bias.row })
        }));
        let unit = nearest(self.units.iter().map(|unit| {
            let bar = unit.bar.map_or(f64::INFINITY, |bar| bar.distance(at));
            (unit.rect.distance(at).min(bar), unit.hit())
        }));
        // On the dot itself, then inside a unit; only then nearby items, nearest first.
        if let Some((distance, hit)) = bias
            && distance <= 1.0
        {
            return Some(hit);
        }
        if let Some((distance, hit)) = unit
            && distance <= 0.0
        {
            return Some(hit);
        }
        let links = self.links.iter().filter(|link| link.spans(x, reach));
        let link = nearest(links.map(|link| (link.distance(at), link.hit())));
        let near = [link, bias, unit].into_iter().flatten().filter(|(distance, _)| *distance <= reach);
        nearest(near).map(|(_, hit)| hit)
    }

    /// Where keyboard travel starts.
    pub fn first(&self) -> Option<Hit> {
        self.units.first().map(Unit::hit)
    }

    /// The item that an arrow key leads to; the same one if there is nothing further. Up and down move through a column's
    /// units and biases, or through the links between two columns; left and right go from column to links to column. Every
    /// item can be reached.
    pub fn next(&self, from: Hit, direction: Direction) -> Hit {
        if self.place(from).is_none() {
            // The network changed under the cursor.
            return self.first().unwrap_or(from);
        }
        let found = match (from, direction) {
            (Hit::Unit { column, .. } | Hit::Bias { column, .. }, Direction::Up | Direction::Down) => {
                let stops: Vec<_> = self.stops(column).collect();
                neighbour(&stops, from, direction)
            }
            (Hit::Link { column, .. }, Direction::Up | Direction::Down) => {
                let stops: Vec<_> =
                    self.links.iter().filter(|link| link.column == column).map(LinkShape::hit).collect();
                neighbour(&stops, from, direction)
            }
            (Hit::Unit { column, row } | Hit::Bias { column, row }, Direction::Right) => {
                self.beyond(column, row, column + 1)
            }
            (Hit::Unit { column, row } | Hit::Bias { column, row }, Direction::Left) => {
                column.checked_sub(1).and_then(|left| self.beyond(column, row, left))
            }
            (Hit::Link { column, from, .. }, Direction::Left) => Some(Hit::Unit { column, row: from }),
            (Hit::Link { column, to, .. }, Direction::Right) => Some(Hit::Unit { column: column + 1, row: to }),
        };
        found.unwrap_or(from)
    }

    /// The rectangle around an item, for a focus ring or a tooltip.
    pub fn place(&self, hit: Hit) -> Option<Rect> {
        match hit {
            Hit::Unit { .. } => self.units.iter().find(|unit| unit.hit() == hit).map(|unit| unit.rect),
            Hit::Link { .. } => {
                let link = self.links.iter().find(|link| link.hit() == hit)?;
                let (x, y) = *link.path.get(link.path.len() / 2)?;
                Some(Rect { x, y, width: 0.0, height: 0.0 })
            }
            Hit::Bias { column, row } => {
                let bias = self.biases.iter().find(|bias| (bias.column, bias.row) == (column, row))?;
                Some(Rect { x: bias.at.0, y: bias.at.1, width: 0.0, height: 0.0 }.grown(bias.radius))
            }
        }
    }

    /// A column's units, each followed by its bias.
    fn stops(&self, column: usize) -> impl Iterator<Item = Hit> {
        let units = self.units.iter().filter(move |unit| unit.column == column);
        units.flat_map(|unit| {
            let bias = Hit::Bias { column: unit.column, row: unit.row };
            let has = self.biases.iter().any(|bias| (bias.column, bias.row) == (unit.column, unit.row));
            [Some(unit.hit()), has.then_some(bias)].into_iter().flatten()
        })
    }

    /// Sideways from a unit: the link to the unit of `towards` that is nearest in height, or that unit itself if no links
    /// are drawn.
    fn beyond(&self, column: usize, row: usize, towards: usize) -> Option<Hit> {
        let here = self.place(Hit::Unit { column, row })?.middle().1;
        let others = self.units.iter().filter(|unit| unit.column == towards);
        let (_, other) = nearest(others.map(|unit| ((unit.rect.middle().1 - here).abs(), unit.hit())))?;
        let Hit::Unit { row: there, .. } = other else { return None };
        let link = if towards > column {
            Hit::Link { column, from: row, to: there }
        } else {
            Hit::Link { column: towards, from: there, to: row }
        };
        Some(if self.place(link).is_some() { link } else { other })
    }
}

impl Unit {
    /// The item as a hit.
    pub fn hit(&self) -> Hit {
        Hit::Unit { column: self.column, row: self.row }
    }
}

impl LinkShape {
    /// The item as a hit.
    pub fn hit(&self) -> Hit {
        Hit::Link { column: self.column, from: self.from, to: self.to }
    }

    fn spans(&self, x: f64, reach: f64) -> bool {
        let ends = self.path.first().zip(self.path.last());
        ends.is_some_and(|(from, to)| (from.0 - reach..=to.0 + reach).contains(&x))
    }

    fn distance(&self, at: Place) -> f64 {
        self.path.windows(2).map(|pair| to_segment(at, pair[0], pair[1])).fold(f64::INFINITY, f64::min)
    }
}

fn to_segment(at: Place, from: Place, to: Place) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((at.0 - from.0) * dx + (at.1 - from.1) * dy) / length } else { 0.0 }.clamp(0.0, 1.0);
    (at.0 - from.0 - share * dx).hypot(at.1 - from.1 - share * dy)
}

fn nearest<T>(things: impl Iterator<Item = (f64, T)>) -> Option<(f64, T)> {
    things.min_by(|a, b| a.0.total_cmp(&b.0))
}

fn neighbour(stops: &[Hit], from: Hit, direction: Direction) -> Option<Hit> {
    let at = stops.iter().position(|stop| *stop == from)?;
    let next = if direction == Direction::Up { at.checked_sub(1)? } else { at + 1 };
    stops.get(next).copied()
}
