//! Checks whether all of a network's numbers are finite, without reading them all back.

use super::readback::Readback;
use crate::model::parameters::Parameter;
use crate::protocol::Problem;

/// Whether every value is finite. Infinities and NaN survive a sum, so one number per parameter suffices to show that all
/// is well; only if a sum is not finite are its values checked one by one, because finite values may overflow when added.
///
/// # Errors
/// Where the device is lost.
pub async fn all_finite(parameters: Vec<Parameter>) -> Result<bool, Problem> {
    let mut sums = Readback::default();
    for parameter in &parameters {
        sums.register(parameter.values.clone().sum());
    }
    let sums = sums.all().await?;
    let mut suspects = Readback::default();
    let mut any = false;
    for (parameter, sum) in parameters.into_iter().zip(sums) {
        if !sum.iter().all(|sum| sum.is_finite()) {
            suspects.register(parameter.values);
            any = true;
        }
    }
    Ok(!any || suspects.all().await?.iter().flatten().all(|value| value.is_finite()))
}
