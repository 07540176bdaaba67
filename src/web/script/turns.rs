//! Runs script calls in turns: however many come at once, the page never freezes.

use std::time::Duration;

use leptos::prelude::*;

use super::Turns;
use crate::app::Msg;
use crate::web::page::Page;
use crate::web::system::now;

/// Runs a script's message now, or after its earlier ones.
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
