//! How fast a run trains.

/// Steps per second, smoothed over about a second of training.
#[derive(Debug, Default)]
pub(super) struct Speed {
    since: f64,
    step: u64,
    value: f64,
}

impl Speed {
    /// Training starts or stops now. The old speed says nothing about what starts; when it stops, it may still be asked
    /// for.
    pub(super) fn restart(&mut self, now: f64, step: u64, training: bool) {
        (self.since, self.step) = (now, step);
        if training {
            self.value = 0.0;
        }
    }

    /// The run has come to this step.
    pub(super) fn note(&mut self, now: f64, step: u64) {
        // The first number comes early, so that a short run has one; after that it is smoothed.
        const WINDOW: f64 = 250.0;
        const FIRST: f64 = 5.0;
        let elapsed = now - self.since;
        if elapsed >= if self.value == 0.0 { FIRST } else { WINDOW } {
            let lately = step.saturating_sub(self.step) as f64 * 1000.0 / elapsed;
            self.value = if self.value == 0.0 { lately } else { 0.5 * (self.value + lately) };
            (self.since, self.step) = (now, step);
        }
    }

    /// Steps per second of current or just finished training; 0 before there was any.
    pub(super) fn value(&self) -> f64 {
        self.value
    }
}
