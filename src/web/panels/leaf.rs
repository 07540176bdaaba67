//! Paging through the test sequences.

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::whole;
use crate::web::icons::{self, Icon};
use crate::web::page::page;

/// Buttons for the previous and the next sequence.
#[component]
pub(crate) fn Leaf(
    /// Index of the current sequence, and the number of sequences.
    #[prop(into)]
    place: Signal<(u32, u32)>,
) -> impl IntoView {
    let page = page();
    let probe = page.slice(|state| state.display.view.probe);
    let last = move || place.get().1.saturating_sub(1);
    let go = move |to: u32| page.dispatch(Msg::Show(DisplayChange::Probe(to)));
    let title = move || {
        let (index, of) = place.get();
        let args = [("index", whole(u64::from(index) + 1).into()), ("total", whole(u64::from(of)).into())];
        page.text_with("tokens-of", &args)
    };
    let at_end = move || probe.get() >= last();
    view! {
        <div class="pager">
            <span class="aside">{title}</span>
            <button
                class="button quiet"
                aria-label=page.say("tokens-previous")
                prop:disabled=move || probe.get().min(last()) == 0
                on:click=move |_| go(probe.get_untracked().min(place.get_untracked().1).saturating_sub(1))
            >
                <Icon shape=icons::PREVIOUS/>
            </button>
            <button
                class="button quiet"
                aria-label=page.say("tokens-next")
                prop:disabled=at_end
                on:click=move |_| go(probe.get_untracked() + 1)
            >
                <Icon shape=icons::NEXT/>
            </button>
        </div>
    }
}
