//! What scripts wait for: answers to their calls, and their turn.

use std::collections::{HashMap, VecDeque};

use crate::app::Msg;
use crate::protocol::{Answer, Problem};

/// What is done with an answer.
pub type Settle = Box<dyn FnOnce(Result<Option<Answer>, Problem>)>;

/// Scripts' questions that are not answered yet.
#[derive(Default)]
pub struct Promises {
    open: HashMap<u32, Settle>,
    last: u32,
}

impl Promises {
    /// A question; the number that its answer comes with.
    pub fn add(&mut self, settle: Settle) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.open.insert(self.last, settle);
        self.last
    }

    /// What is to be done with the answer to this question, once.
    pub fn take(&mut self, promise: u32) -> Option<Settle> {
        self.open.remove(&promise)
    }
}

/// Milliseconds of scripts' calls in one turn of the page.
const TURN: f64 = 20.0;

/// Calls that wait for their turn, in order.
#[derive(Default)]
pub struct Turns {
    waiting: VecDeque<Msg>,
    /// Milliseconds that this turn's calls have taken.
    spent: f64,
    /// The next turn is on its way.
    comes: bool,
}

impl Turns {
    /// A call that waits from now on.
    pub fn add(&mut self, call: Msg) {
        self.waiting.push_back(call);
    }

    /// The next call of this turn.
    pub fn take_next(&mut self) -> Option<Msg> {
        if self.spent < TURN { self.waiting.pop_front() } else { None }
    }

    /// A call took so many milliseconds.
    pub fn spend(&mut self, milliseconds: f64) {
        self.spent += milliseconds;
    }

    /// This turn ends. Whether the next one has to be asked for.
    pub fn end(&mut self) -> bool {
        self.spent > 0.0 && !std::mem::replace(&mut self.comes, true)
    }

    /// The next turn begins.
    pub fn begin(&mut self) {
        (self.spent, self.comes) = (0.0, false);
    }
}
