//! Which changes become entries of the browser's history.

use super::message::Change;

/// A change of the same kind within this many milliseconds extends the current entry: a slider moved by keys is one entry.
const GOES_ON: f64 = 1500.0;

/// The entries that the page makes.
#[derive(Debug, Default)]
pub struct Entries {
    /// The last change and its time, if its entry is the current one.
    last: Option<(Change, f64)>,
}

impl Entries {
    /// Whether the change, made at `now` in milliseconds, starts a new entry rather than extending the current one.
    pub fn begins(&mut self, change: Change, now: f64) -> bool {
        let goes_on = self.last.is_some_and(|(last, then)| last == change && (0.0..=GOES_ON).contains(&(now - then)));
        self.last = Some((change, now));
        !goes_on
    }

    /// Another entry became current: the next change starts a new one.
    pub fn leave(&mut self) {
        self.last = None;
    }
}
