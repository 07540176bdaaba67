//! How fine the pictures of the plane are: as the page wants them, or coarser where a network takes so long for one point that
//! pictures would keep it from learning.

use crate::cost;
use crate::options::Options;
use crate::protocol::View;

/// Floating-point operations of the output's picture, at most: about a second on a CPU. A network of two hundred thousand
/// parameters is within it.
const OUTPUT: f64 = 4e9;
/// The same for the pictures of all units together.
const UNITS: f64 = 1e9;
/// Sides that are taken in any case, in samples: coarser ones show nothing.
const COARSEST: [u32; 2] = [10, 6];

/// The view with pictures that these options can afford.
pub fn afford(mut view: View, options: &Options) -> View {
    let forward = cost::of(options).forward() as f64;
    let side = |most: f64| libm::sqrt(most / forward) as u32;
    let [output, units] = COARSEST;
    view.field = view.field.min(side(OUTPUT).max(output));
    view.unit = view.unit.min(side(UNITS).max(units));
    view
}
