//! Pauses between attempts at something that failed.

/// The pauses between attempts: each twice as long as the one before, up to a maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pauses {
    failures: i32,
}

impl Pauses {
    /// Milliseconds after the first failure.
    const FIRST: f64 = 1000.0;
    /// Milliseconds at most.
    const LONGEST: f64 = 30_000.0;

    /// Counts another failure. Returns the milliseconds until the next attempt.
    pub fn after_failure(&mut self) -> f64 {
        let pause = Self::FIRST * 2_f64.powi(self.failures.min(16));
        self.failures = self.failures.saturating_add(1);
        pause.min(Self::LONGEST)
    }
}
