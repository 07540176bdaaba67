//! Script calls that wait for their turn, and promises that wait for answers.

use std::collections::{HashMap, VecDeque};

use crate::app::Msg;
use crate::protocol::{Answer, Problem};

/// Handles an answer.
pub(crate) type Settle = Box<dyn FnOnce(Result<Option<Answer>, Problem>)>;

/// Unanswered script requests.
#[derive(Default)]
pub(crate) struct Promises {
    open: HashMap<u32, Settle>,
    last: u32,
}

impl Promises {
    /// Adds a request; returns the id that its answer will carry.
    pub(crate) fn add(&mut self, settle: Settle) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.open.insert(self.last, settle);
        self.last
    }

    /// Removes and returns this request's handler.
    pub(crate) fn take(&mut self, promise: u32) -> Option<Settle> {
        self.open.remove(&promise)
    }
}

/// Milliseconds of script calls per turn of the page.
const TURN: f64 = 20.0;

/// Calls that wait for their turn, in order.
#[derive(Default)]
pub(crate) struct Turns {
    waiting: VecDeque<Msg>,
    /// Milliseconds that this turn's calls have taken.
    spent: f64,
    /// The next turn is on its way.
    comes: bool,
}

impl Turns {
    /// A call that waits from now on.
    pub(crate) fn add(&mut self, call: Msg) {
        self.waiting.push_back(call);
    }

    /// The next call of this turn.
    pub(crate) fn take_next(&mut self) -> Option<Msg> {
        if self.spent < TURN { self.waiting.pop_front() } else { None }
    }

    /// Records that a call took this many milliseconds.
    pub(crate) fn spend(&mut self, milliseconds: f64) {
        self.spent += milliseconds;
    }

    /// Ends this turn. Returns whether another one has to be scheduled.
    pub(crate) fn end(&mut self) -> bool {
        self.spent > 0.0 && !std::mem::replace(&mut self.comes, true)
    }

    /// The next turn begins.
    pub(crate) fn begin(&mut self) {
        (self.spent, self.comes) = (0.0, false);
    }
}
