//! What scripts want, in turns: however many calls come at once, the page never stands still for them.

use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;

use crate::app::Msg;
use crate::web::page::Page;
use crate::web::system::now;

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
    fn next(&mut self) -> Option<Msg> {
        if self.spent < TURN { self.waiting.pop_front() } else { None }
    }
}

/// A script wants this: now, or when what it wanted before is done.
pub(super) fn take(page: Page, message: Msg) {
    page.turns.update_value(|turns| turns.waiting.push_back(message));
    work(page);
}

fn work(page: Page) {
    while let Some(message) = page.turns.try_update_value(Turns::next).flatten() {
        let begun = now();
        page.dispatch(message);
        page.turns.update_value(|turns| turns.spent += now() - begun);
    }
    let ends = page.turns.try_update_value(|turns| turns.spent > 0.0 && !std::mem::replace(&mut turns.comes, true));
    if ends == Some(true) {
        set_timeout(move || begin(page), Duration::ZERO);
    }
}

/// The next turn.
fn begin(page: Page) {
    page.turns.update_value(|turns| (turns.spent, turns.comes) = (0.0, false));
    work(page);
}
