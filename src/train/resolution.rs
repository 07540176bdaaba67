//! The resolution of the pictures of the plane: as requested, or coarser if the network is so slow that pictures would keep
//! it from learning.

use crate::cost;
use crate::options::Options;
use crate::protocol::View;

/// Most floating-point operations for the output's picture: about a second on a CPU. Enough for a network of two hundred
/// thousand parameters.
const OUTPUT: f64 = 4e9;
/// The same for the pictures of all units together.
const UNITS: f64 = 1e9;
/// The minimum side in samples: coarser pictures show nothing.
const COARSEST: [u32; 2] = [10, 6];

/// The view, with pictures that these options can afford.
pub(super) fn afford(mut view: View, options: &Options) -> View {
    let forward = cost::of(options).forward() as f64;
    let side = |most: f64| libm::sqrt(most / forward) as u32;
    let [output, units] = COARSEST;
    view.field = view.field.min(side(OUTPUT).max(output));
    view.unit = view.unit.min(side(UNITS).max(units));
    view
}
