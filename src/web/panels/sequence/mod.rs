//! A test sequence and what the network says of it: a wave with its free run, tokens with an answer, or a text that it writes.

mod answer;
mod wave;
mod writing;

use leptos::prelude::*;

use super::leaf::Leaf;
use crate::protocol::Observation;
use crate::web::page::page;
use crate::web::parts::why_empty;

/// What is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Nothing,
    Wave,
    Answer,
    Writing,
}

/// The sequence's panel.
#[component]
pub fn Sequence() -> impl IntoView {
    let page = page();
    let seen = page.picture("sequence");
    let shown = Memo::new(move |_| {
        seen.with(|seen| match seen.as_ref().map(|seen| &*seen.0) {
            Some(Observation::Curve { .. }) => Shown::Wave,
            Some(Observation::Tokens(_)) => Shown::Answer,
            Some(Observation::Text { .. }) => Shown::Writing,
            _ => Shown::Nothing,
        })
    });
    let place = page.slice(|state| {
        let of = state.run.summary.as_ref().map_or(1, |summary| summary.test_examples);
        (state.display.view.probe.min(of.saturating_sub(1)), of)
    });
    let empty = why_empty(page, "state-building");
    let what = move || match shown.get() {
        Shown::Nothing => view! { <p class="empty">{empty}</p> }.into_any(),
        Shown::Wave => view! { <wave::Wave seen/> }.into_any(),
        Shown::Answer => view! { <answer::Answer seen/> }.into_any(),
        Shown::Writing => view! { <writing::Writing seen/> }.into_any(),
    };
    view! {
        <section class="card panel sequence" aria-labelledby="title-sequence">
            <header>
                <h2 id="title-sequence" title=page.say("panel-sequence.help")>
                    {page.say("panel-sequence")}
                </h2>
                <Leaf place/>
            </header>
            <div class="stage">{what}</div>
        </section>
    }
}
