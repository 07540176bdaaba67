//! How fast play goes.

use crate::choice;

choice! {
    /// How fast play runs. Fixed numbers of steps, epochs and scripts always run at full speed.
    pub enum Tempo {
        /// One step a second.
        One = "1",
        /// Five steps a second.
        Five = "5",
        /// Twenty steps a second.
        Twenty = "20",
        /// A hundred steps a second.
        Hundred = "100",
        /// Slow at first, and faster with every step.
        #[default]
        Gentle = "gentle",
        /// As fast as it can.
        Full = "full",
    }
}

impl Tempo {
    /// Initial speed of a gentle start; grows by one step per second per step taken. At full speed a tiny network would have
    /// learned everything before its first picture.
    const GENTLE: f64 = 60.0;
    /// Steps after which a gentle start runs at full speed.
    const BEGINNING: u64 = 10_000;

    /// Steps per second after this many steps; `None` at full speed.
    pub fn steps_per_second(self, taken: u64) -> Option<f64> {
        match self {
            Self::One => Some(1.0),
            Self::Five => Some(5.0),
            Self::Twenty => Some(20.0),
            Self::Hundred => Some(100.0),
            Self::Gentle => (taken < Self::BEGINNING).then_some(Self::GENTLE + taken as f64),
            Self::Full => None,
        }
    }
}
