//! A test sequence and the network's output: a wave with its free run, tokens with an answer, or a text that it writes.

mod answer;
mod wave;
mod writing;

use leptos::prelude::*;

use super::leaf::Leaf;
use crate::lesson::Panel;
use crate::protocol::PictureId;
use crate::web::page::page;
use crate::web::parts::{Card, why_empty};

/// The picture, by kind.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Wave,
    Answer,
    Writing,
}

/// The sequence's panel.
#[component]
pub(crate) fn Sequence() -> impl IntoView {
    let page = page();
    // Exactly one of the three exists, depending on the task.
    let wave = page.observed(PictureId::Sequence);
    let answer = page.observed(PictureId::Sequence);
    let text = page.observed(PictureId::Sequence);
    let shown = Memo::new(move |_| {
        if wave.with(Option::is_some) {
            Shown::Wave
        } else if answer.with(Option::is_some) {
            Shown::Answer
        } else if text.with(Option::is_some) {
            Shown::Writing
        } else {
            Shown::Nothing
        }
    });
    let place = page.slice(|state| {
        let of = state.run.summary.as_ref().map_or(1, |summary| summary.test_examples);
        (state.display.view.probe.min(of.saturating_sub(1)), of)
    });
    let empty = why_empty(page, "state-building");
    let what = move || match shown.get() {
        Shown::Nothing => view! { <p class="empty">{empty}</p> }.into_any(),
        Shown::Wave => view! { <wave::Wave seen=wave/> }.into_any(),
        Shown::Answer => view! { <answer::Answer seen=answer/> }.into_any(),
        Shown::Writing => view! { <writing::Writing seen=text/> }.into_any(),
    };
    view! {
        <Card panel=Panel::Sequence beside=move || view! { <Leaf place/> }>
            <div class="stage">{what}</div>
        </Card>
    }
}
