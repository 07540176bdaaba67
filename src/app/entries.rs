//! Which changes are an entry of the browser's history.

use super::message::Change;

/// Milliseconds within which a change of the same kind goes on with the last one: a slider moved by keys is one entry.
const GOES_ON: f64 = 1500.0;

/// The entries that the page makes.
#[derive(Debug, Default)]
pub struct Entries {
    /// The last change and when it was, if its entry is the present one.
    last: Option<(Change, f64)>,
}

impl Entries {
    /// Whether the change, made at `now` in milliseconds, begins a new entry. If not, it belongs to the present one.
    pub fn begins(&mut self, change: Change, now: f64) -> bool {
        let goes_on = self.last.is_some_and(|(last, then)| last == change && (0.0..=GOES_ON).contains(&(now - then)));
        self.last = Some((change, now));
        !goes_on
    }

    /// Another entry is the present one now: whatever is changed next begins one of its own.
    pub fn leave(&mut self) {
        self.last = None;
    }
}
