//! What scripts want, in turns: however many calls come at once, the page never stands still for them.

use std::time::Duration;

use leptos::prelude::*;

use super::Turns;
use crate::app::Msg;
use crate::web::page::Page;
use crate::web::system::now;

/// A script wants this: now, or when what it wanted before is done.
pub(super) fn take(page: Page, message: Msg) {
    page.turns.update_value(|turns| turns.add(message));
    work(page);
}

fn work(page: Page) {
    while let Some(message) = page.turns.try_update_value(Turns::take_next).flatten() {
        let begun = now();
        page.dispatch(message);
        page.turns.update_value(|turns| turns.spend(now() - begun));
    }
    let ends = page.turns.try_update_value(Turns::end);
    if ends == Some(true) {
        set_timeout(move || begin(page), Duration::ZERO);
    }
}

/// The next turn.
fn begin(page: Page) {
    page.turns.update_value(Turns::begin);
    work(page);
}
