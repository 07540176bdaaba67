//! A panel's texts.

use leptos::prelude::*;

use crate::app::State;
use crate::protocol::PictureId;
use crate::web::page::Page;

/// Whether a readout is read aloud when it changes: not during training, when its numbers never rest.
pub(crate) fn live(page: Page) -> impl Fn() -> &'static str + Copy + Send + Sync {
    let training = page.slice(State::is_training);
    move || if training.get() { "off" } else { "polite" }
}

/// Why there is no picture yet, if there is none.
pub(crate) fn why_empty(page: Page, id: &'static str) -> impl Fn() -> String + Copy + Send + Sync {
    let cause = page.slice(State::why_empty);
    move || page.text(cause.get().unwrap_or(id))
}

/// A picture in words, for those who cannot see it: updated about once per second, and when another run is shown.
pub(crate) fn in_words(
    page: Page,
    id: PictureId,
    say: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl Fn() -> String + Send + Sync + 'static {
    let known = page.slice(move |state| (state.run.id, state.run.pictures.contains_key(&id), state.is_training()));
    move || {
        page.pulse.track();
        known.track();
        say().unwrap_or_else(|| page.text("alt-empty"))
    }
}
