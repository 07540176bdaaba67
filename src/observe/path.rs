//! Where a few parameters have been since training began, kept on the device and read back now and then.

use std::cell::RefCell;

use burn::tensor::Tensor;

use super::readback::Readback;

/// Most places that are kept; beyond, those are dropped that change the way's shape least.
pub const MOST: usize = 256;
/// Every one of so many steps is kept until it is read; of later ones half as many from each doubling to the next, because
/// where they are is not known yet and a way mostly bends early.
const DENSE: u64 = 64;

/// The way of one parameter through its values.
#[derive(Default)]
pub struct Path(RefCell<Kept>);

#[derive(Default)]
struct Kept {
    /// Read back already, from the first.
    known: Vec<Vec<f32>>,
    /// Those after them.
    waiting: Vec<Tensor<2>>,
    /// After the last step, kept or not.
    latest: Option<Tensor<2>>,
    /// Steps since places were read.
    steps: u64,
}

/// What was registered to be read back.
pub struct Registered {
    /// How many places that had not been read.
    count: usize,
    /// Where they are in the result.
    place: usize,
    present: Tensor<2>,
}

impl Path {
    /// The way begins here.
    pub fn begin(&self, first: Tensor<2>) {
        self.0.replace(Kept { waiting: vec![first.clone()], latest: Some(first), ..Kept::default() });
    }

    /// A step led here. Only keeps the tensor; nothing is computed.
    pub fn push(&mut self, place: Tensor<2>) {
        let kept = self.0.get_mut();
        kept.steps += 1;
        let doublings = (kept.steps / (DENSE / 2)).checked_ilog2().unwrap_or(0);
        if kept.steps.is_multiple_of(1 << doublings) {
            kept.waiting.push(place.clone());
        }
        kept.latest = Some(place);
    }

    /// Registers what has not been read back yet, and the present place.
    pub fn register(&self, present: Tensor<2>, readback: &mut Readback) -> Registered {
        let mut kept = self.0.borrow_mut();
        let mut all = std::mem::take(&mut kept.waiting);
        kept.steps = 0;
        let count = all.len();
        all.extend(kept.latest.clone());
        all.push(present.clone());
        Registered { count, place: readback.register(Tensor::cat(all, 0)), present }
    }

    /// All kept places, the present one last. Where the present one is not where the last step led, it was put there: then
    /// the way begins anew.
    pub fn collect(&self, registered: Registered, values: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let Registered { count, place, present } = registered;
        let width: usize = present.dims().iter().product();
        let mut places: Vec<Vec<f32>> =
            values.get(place).into_iter().flat_map(|values| values.chunks(width.max(1))).map(<[f32]>::to_vec).collect();
        let now = places.pop().unwrap_or_default();
        let led = places.get(count).is_some_and(|led| *led == now);
        places.truncate(count);
        let mut kept = self.0.borrow_mut();
        if led {
            kept.known.extend(places);
        } else {
            *kept = Kept { latest: Some(present), ..Kept::default() };
        }
        if kept.known.last() != Some(&now) {
            kept.known.push(now);
        }
        thin(&mut kept.known);
        kept.known.clone()
    }
}

/// Drops one place after the other until [`MOST`] are left, each time the one that makes the smallest triangle with its
/// neighbours (Visvalingam and Whyatt, "Line generalisation by repeated elimination of points", 1993). The ends stay.
fn thin(places: &mut Vec<Vec<f32>>) {
    while places.len() > MOST {
        let sizes = places.windows(3).map(|three| triangle(&three[0], &three[1], &three[2])).enumerate();
        let Some((before, _)) = sizes.min_by(|a, b| a.1.total_cmp(&b.1)) else { return };
        places.remove(before + 1);
    }
}

/// The square of twice a triangle's area, in any number of dimensions; infinite where it is no number.
fn triangle(from: &[f32], at: &[f32], to: &[f32]) -> f64 {
    let (mut before, mut after, mut both) = (0.0, 0.0, 0.0);
    for ((from, at), to) in from.iter().zip(at).zip(to) {
        let (u, v) = (f64::from(at - from), f64::from(to - at));
        (before, after, both) = (before + u * u, after + v * v, both + u * v);
    }
    let size = before * after - both * both;
    if size.is_finite() { size.max(0.0) } else { f64::INFINITY }
}
