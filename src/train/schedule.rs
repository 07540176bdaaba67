//! The steps at which a run is measured, and the batch losses that are kept: decided by the step alone and never by the
//! clock, so that the same seed gives the same curves on fast and slow machines, whether played or trained in one go.

use crate::cost;
use crate::options::{Key, Options};

/// Keep the batch losses of all steps up to this count, then half as many with every doubling.
const ALL: u64 = 1000;
/// Measurements per doubling of the steps, once they are no longer equally spaced.
const PER_DOUBLING: u64 = 24;
/// A measurement of at most this many floating-point operations costs less than the overhead of a step.
const NEGLIGIBLE: u64 = 4_000_000;
/// Minimum spacing of costly measurements, as a multiple of the steps that cost as much as one.
const PATIENCE: u64 = 4;

/// The steps at which a run is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    spacing: u64,
}

impl Schedule {
    /// For a run whose measurements include this many examples.
    pub fn new(options: &Options, examples: u32) -> Self {
        let each = cost::of(options).per_example;
        // A third of an example's work is the forward pass.
        let measurement = u64::from(examples) * each / 3;
        let step = each * options.integer(Key::Batch).max(1);
        let spacing = if measurement <= NEGLIGIBLE { 1 } else { PATIENCE * measurement.div_ceil(step.max(1)) };
        Self { spacing: spacing.max(1) }
    }

    /// Whether the run is measured after this many steps: at 0, 1, 2, 4, 8 and so on up to the spacing, then at its
    /// multiples, then [`PER_DOUBLING`] times in every doubling.
    pub fn measures(self, step: u64) -> bool {
        if step < self.spacing {
            return step == 0 || step.is_power_of_two();
        }
        step.is_multiple_of(self.spacing << doublings(step, self.spacing * PER_DOUBLING))
    }
}

/// Whether to keep the batch loss of the step with this index from 0.
pub fn keeps_batch_loss(step: u64) -> bool {
    step < ALL || step.is_multiple_of(2 << doublings(step, ALL))
}

/// How often `first` can be doubled without exceeding `step`.
fn doublings(step: u64, first: u64) -> u32 {
    (step / first.max(1)).checked_ilog2().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::LessonId;

    #[test]
    fn a_tiny_network_is_measured_at_every_step_at_first_and_then_at_a_steady_ratio() {
        let schedule = Schedule::new(&Options::of(LessonId::Boundary), 500);
        assert!((0..2 * PER_DOUBLING).all(|step| schedule.measures(step)));
        let steps: Vec<u64> = (48..1_000_000).filter(|step| schedule.measures(*step)).collect();
        assert!(steps.len() < 24 * 15, "{}", steps.len());
        for pair in steps.windows(2) {
            let ratio = pair[1] as f64 / pair[0] as f64;
            assert!((1.01..1.05).contains(&ratio), "{pair:?}");
        }
    }

    #[test]
    fn a_costly_set_is_measured_at_doublings_until_its_spacing() {
        let schedule = Schedule { spacing: 45 };
        let steps: Vec<u64> = (0..200).filter(|step| schedule.measures(*step)).collect();
        assert_eq!(steps, [0, 1, 2, 4, 8, 16, 32, 45, 90, 135, 180]);
        // Over an epoch of digits, measuring costs a fraction of training.
        let count = (0..1875).filter(|step| schedule.measures(*step)).count() as u64;
        assert!(count * 45 / PATIENCE < 1875 / 2, "{count}");
    }

    #[test]
    fn batch_losses_are_bounded() {
        assert!((0..ALL).all(keeps_batch_loss));
        let count = |until: u64| (0..until).filter(|step| keeps_batch_loss(*step)).count();
        assert_eq!([count(2000), count(4000), count(8000)], [1500, 2000, 2500]);
    }
}
