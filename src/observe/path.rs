//! Where a few parameters have been since training began, kept on the device and read back now and then.

use std::cell::RefCell;

use burn::tensor::Tensor;

use super::readback::Readback;

/// Most places that are kept; beyond, every second one is dropped, and from then on every second step kept.
pub const MOST: usize = 256;

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
    /// Steps since the first place.
    steps: u64,
    /// Steps from one place to the next.
    every: u64,
}

/// What was registered to be read back.
pub struct Asked {
    /// How many places that had not been read.
    count: usize,
    /// Where they are in the result.
    place: usize,
    present: Tensor<2>,
}

impl Path {
    /// The way begins here.
    pub fn begin(&self, first: Tensor<2>) {
        self.0.replace(Kept { waiting: vec![first.clone()], latest: Some(first), every: 1, ..Kept::default() });
    }

    /// A step led here. Only keeps the tensor; nothing is computed.
    pub fn stepped(&mut self, place: Tensor<2>) {
        let kept = self.0.get_mut();
        kept.steps += 1;
        if kept.steps.is_multiple_of(kept.every.max(1)) {
            kept.waiting.push(place.clone());
            kept.thin();
        }
        kept.latest = Some(place);
    }

    /// Registers what has not been read back yet, and the present place.
    pub fn ask(&self, present: Tensor<2>, readback: &mut Readback) -> Asked {
        let mut kept = self.0.borrow_mut();
        let mut all = std::mem::take(&mut kept.waiting);
        let count = all.len();
        all.extend(kept.latest.clone());
        all.push(present.clone());
        Asked { count, place: readback.register(Tensor::cat(all, 0)), present }
    }

    /// All kept places, the present one last. Where the present one is not where the last step led, it was put there: then
    /// the way begins anew.
    pub fn told(&self, asked: Asked, values: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let Asked { count, place, present } = asked;
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
            *kept = Kept { known: vec![now.clone()], latest: Some(present), every: 1, ..Kept::default() };
        }
        let mut way = kept.known.clone();
        if way.last() != Some(&now) {
            way.push(now);
        }
        way
    }
}

impl Kept {
    fn thin(&mut self) {
        if self.known.len() + self.waiting.len() <= MOST {
            return;
        }
        let known = self.known.len();
        let mut place = 0;
        self.known.retain(|_| {
            place += 1;
            place % 2 == 1
        });
        let mut place = known;
        self.waiting.retain(|_| {
            place += 1;
            place % 2 == 1
        });
        self.every *= 2;
    }
}
