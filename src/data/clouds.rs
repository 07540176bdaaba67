//! Clouds of points, distributions for a generator to imitate, in the square −1…1 × −1…1 that a tanh can reach.
//!
//! With σ the noise (the knob's percent of the square's half side) and N(0, σ²) for each coordinate unless said otherwise:
//!
//! - `ring`: (r cos φ, r sin φ), φ = U(0, 2π), r = 0.7 + N(0, σ²);
//! - `modes`: one of eight centres 0.7 (cos iπ/4, sin iπ/4), each as likely, plus noise;
//! - `line`: t (0.8, 0.4), t = U(−1, 1), plus noise;
//! - `drawn`: one of the drawn points, each as likely, plus noise.
//!
//! A point is *good* if its distance from the noise-free set is at most three widths; a width is σ, but at least 0.01. Each
//! set has [`SECTORS`] sectors, which show what an imitation leaves out ([`Cloud::sector`]).

use std::f64::consts::TAU;

use super::random::{Purpose, below, normal, stream, uniform};
use crate::choice;

/// Sectors that a cloud is divided into.
pub const SECTORS: usize = 8;
/// The visible square: left, right, bottom and top.
pub const REGION: [f32; 4] = [-1.2, 1.2, -1.2, 1.2];
/// Share of an imitation that must be good and in a sector for the sector to count as covered.
pub const COVERED: f64 = 0.02;

const RADIUS: f64 = 0.7;
const END: [f64; 2] = [0.8, 0.4];
/// Distance between the set and a sector's number.
const BESIDE: f64 = 0.2;
const NARROWEST: f64 = 0.01;
/// Widths within which a point is good.
const WIDTHS: f64 = 3.0;

choice! {
    /// A cloud that can be chosen.
    pub enum CloudId {
        /// A ring.
        #[default]
        Ring = "ring",
        /// Eight heaps in a ring.
        Modes = "modes",
        /// A line.
        Line = "line",
        /// The points that a person drew.
        Drawn = "drawn",
    }
}

/// A cloud's definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Cloud {
    id: CloudId,
    noise: f64,
    drawn: Vec<[f64; 2]>,
    /// For `drawn`: the centres of its sectors.
    landmarks: Vec<[f64; 2]>,
}

impl Cloud {
    /// This cloud, with the noise in percent of the square's half side and, for [`CloudId::Drawn`], the points in
    /// hundredths; without any, the origin.
    pub fn new(id: CloudId, noise_percent: f64, drawn: &[[i8; 2]]) -> Self {
        let drawn = if drawn.is_empty() { &[[0, 0]] } else { drawn };
        let drawn: Vec<_> = drawn.iter().map(|point| point.map(|number| f64::from(number) / 100.0)).collect();
        Self { id, noise: noise_percent / 100.0, landmarks: landmarks(&drawn), drawn }
    }

    /// Draws examples; more of them leave the first ones unchanged.
    pub fn examples(&self, count: usize, seed: u64) -> Vec<[f32; 2]> {
        let (mut places, mut noise) = (stream(seed, Purpose::Points, 0), stream(seed, Purpose::Noise, 0));
        let example = |_| {
            let [x, y] = match self.id {
                CloudId::Ring => {
                    let angle = uniform(&mut places, 0.0, TAU);
                    let radius = RADIUS + self.noise * normal(&mut noise);
                    return [(radius * libm::cos(angle)) as f32, (radius * libm::sin(angle)) as f32];
                }
                CloudId::Modes => centre(below(&mut places, SECTORS as u32) as usize),
                CloudId::Line => {
                    let along = uniform(&mut places, -1.0, 1.0);
                    END.map(|end| along * end)
                }
                CloudId::Drawn => self.drawn[below(&mut places, self.drawn.len() as u32) as usize],
            };
            let (dx, dy) = (self.noise * normal(&mut noise), self.noise * normal(&mut noise));
            [(x + dx) as f32, (y + dy) as f32]
        };
        (0..count).map(example).collect()
    }

    /// The length of three widths.
    pub fn reach(&self) -> f64 {
        WIDTHS * self.noise.max(NARROWEST)
    }

    /// Distance from the noise-free set.
    pub fn distance(&self, place: [f32; 2]) -> f64 {
        let place = place.map(f64::from);
        match self.id {
            CloudId::Ring => (length(place) - RADIUS).abs(),
            CloudId::Modes => nearest(&(0..SECTORS).map(centre).collect::<Vec<_>>(), place).1,
            CloudId::Line => {
                let along = along(place);
                between(place, END.map(|end| along.clamp(-1.0, 1.0) * end))
            }
            CloudId::Drawn => nearest(&self.drawn, place).1,
        }
    }

    /// The sector of a point: for the ring, 45° each, starting with the one centred at angle 0; for the modes, the nearest
    /// centre; for the line, one eighth, from the left; for drawn points, the nearest of eight points far apart.
    pub fn sector(&self, place: [f32; 2]) -> usize {
        let place = place.map(f64::from);
        match self.id {
            CloudId::Ring | CloudId::Modes => {
                let turns = libm::atan2(place[1], place[0]) / TAU;
                libm::round(turns * SECTORS as f64).rem_euclid(SECTORS as f64) as usize
            }
            CloudId::Line => ((f64::midpoint(along(place), 1.0) * SECTORS as f64).max(0.0) as usize).min(SECTORS - 1),
            CloudId::Drawn => nearest(&self.landmarks, place).0,
        }
    }

    /// The number of sectors: fewer than [`SECTORS`] if fewer points are drawn.
    pub fn sectors(&self) -> usize {
        if self.id == CloudId::Drawn { self.landmarks.len() } else { SECTORS }
    }

    /// Where to write each sector's number: beside its part of the set, within [`REGION`].
    pub fn signs(&self) -> Vec<[f32; 2]> {
        let middle = |axis: usize| self.landmarks.iter().map(|place| place[axis]).sum::<f64>();
        let middle = [0, 1].map(|axis| middle(axis) / self.landmarks.len().max(1) as f64);
        let sign = |sector: usize| match self.id {
            CloudId::Ring | CloudId::Modes => away(centre(sector), [0.0; 2], BESIDE + self.reach()),
            CloudId::Line => {
                let along = (2.0 * sector as f64 + 1.0) / SECTORS as f64 - 1.0;
                let [x, y] = END.map(|end| along * end);
                away([x, y], [x + END[1], y - END[0]], BESIDE)
            }
            CloudId::Drawn => away(self.landmarks[sector], middle, BESIDE),
        };
        let within = |place: f64| (place as f32).clamp(0.9 * REGION[0], 0.9 * REGION[1]);
        (0..self.sectors()).map(|sector| sign(sector).map(within)).collect()
    }

    /// Counts an imitation.
    pub fn coverage(&self, places: &[[f32; 2]]) -> Coverage {
        let mut counts = vec![0; self.sectors()];
        for place in places.iter().filter(|place| self.distance(**place) <= self.reach()) {
            counts[self.sector(*place)] += 1;
        }
        Coverage { counts, of: places.len() as u32 }
    }

    /// The density of the cloud at the centre of each cell of a `side` × `side` grid over [`REGION`], 0…1, row by row from
    /// the top.
    pub fn thumbnail(&self, side: usize) -> Vec<f32> {
        let half = f64::from(REGION[1]);
        let middle = |cell: usize| 2.0 * half * (cell as f64 + 0.5) / side as f64 - half;
        let width = self.noise.max(half / side as f64 * 2.0);
        let cell = |row, column| {
            let distance = self.distance([middle(column) as f32, -middle(row) as f32]);
            libm::exp(-0.5 * (distance / width).powi(2)) as f32
        };
        (0..side).flat_map(|row| (0..side).map(move |column| cell(row, column))).collect()
    }
}

/// How an imitation spreads over a cloud's sectors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Good ones in each sector.
    pub counts: Vec<u32>,
    /// How many there are in all.
    pub of: u32,
}

impl Coverage {
    /// Share that is good.
    pub fn good(&self) -> f64 {
        f64::from(self.counts.iter().sum::<u32>()) / f64::from(self.of.max(1))
    }

    /// How many sectors hold at least [`COVERED`] of the imitation.
    pub fn covered(&self) -> usize {
        let least = COVERED * f64::from(self.of);
        self.counts.iter().filter(|count| f64::from(**count) >= least.max(1.0)).count()
    }
}

fn centre(index: usize) -> [f64; 2] {
    let angle = TAU * index as f64 / SECTORS as f64;
    [RADIUS * libm::cos(angle), RADIUS * libm::sin(angle)]
}

/// The point moved away from another one, `by` this distance.
fn away(place: [f64; 2], from: [f64; 2], by: f64) -> [f64; 2] {
    let (dx, dy) = (place[0] - from[0], place[1] - from[1]);
    let share = by / length([dx, dy]).max(1e-9);
    [place[0] + share * dx, place[1] + share * dy]
}

/// The position along the line, −1…1 between its ends.
fn along([x, y]: [f64; 2]) -> f64 {
    (x * END[0] + y * END[1]) / (END[0] * END[0] + END[1] * END[1])
}

fn length([x, y]: [f64; 2]) -> f64 {
    libm::hypot(x, y)
}

fn between(a: [f64; 2], b: [f64; 2]) -> f64 {
    length([a[0] - b[0], a[1] - b[1]])
}

/// Index of and distance to the nearest; (0, ∞) for none.
fn nearest(of: &[[f64; 2]], place: [f64; 2]) -> (usize, f64) {
    let distances = of.iter().map(|other| between(*other, place)).enumerate();
    distances.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or((0, f64::INFINITY))
}

/// At most [`SECTORS`] of the points: the first, then always the one farthest from those already chosen.
fn landmarks(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut chosen: Vec<_> = points.first().copied().into_iter().collect();
    while chosen.len() < SECTORS {
        let far = points.iter().map(|point| (*point, nearest(&chosen, *point).1));
        match far.max_by(|a, b| a.1.total_cmp(&b.1)) {
            Some((point, distance)) if distance > 0.0 => chosen.push(point),
            _ => break,
        }
    }
    chosen
}
