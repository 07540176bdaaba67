//! When something that failed is tried again.

/// The pauses between tries: each twice as long as the one before, up to a longest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    failures: i32,
}

impl Pauses {
    /// Milliseconds after the first failure.
    const FIRST: f64 = 1000.0;
    /// Milliseconds at most.
    const LONGEST: f64 = 30_000.0;

    /// It failed once more. Returns the milliseconds until it is tried again.
    pub fn after_failure(&mut self) -> f64 {
        let pause = Self::FIRST * 2_f64.powi(self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        pause.min(Self::LONGEST)
    }
}
