//! The column to read: the idea and what the page is. It folds to a strip.

use leptos::prelude::*;

use super::icons::{self, Icon};
use super::page::page;
use super::panels::PanelCard;
use super::parts::InSlot;
use super::places::places;
use super::transport::Offered;
use crate::app::hidden::Part;
use crate::lesson::Panel;
use crate::options::Key;

/// The column to read.
#[component]
pub(crate) fn Reading() -> impl IntoView {
    let page = page();
    let idea = places().idea;
    let steps = page.slice(|state| {
        let all = state.options.lesson().lesson().tries.len();
        ((0..all).filter(|place| state.has_tried(*place)).count(), all)
    });
    let label = move || page.text(if idea.is_folded() { "idea-unfold" } else { "idea-fold" });
    view! {
        <div class="card reading">
            <button
                type="button"
                class="button quiet fold"
                aria-expanded=move || (!idea.is_folded()).to_string()
                aria-controls="panel-idea"
                aria-label=label
                title=label
                on:click=move |_| idea.toggle()
            >
                <Icon shape=icons::FOLD/>
                <span class="strip-words" aria-hidden="true">
                    {page.say("panel-idea")}
                    <small data-count=move || { let (done, all) = steps.get(); format!("{done}/{all}") }></small>
                </span>
            </button>
            <Read/>
            <Offered part=Part::Footer><Footer/></Offered>
        </div>
    }
}

/// The idea, with its card around it and not of its own.
#[component]
fn Read() -> impl IntoView {
    provide_context(InSlot);
    view! { <PanelCard panel=Panel::Idea/> }
}

/// What the page is, and whose data it shows.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let page = page();
    let digits = page.slice(|state| state.options.has(Key::Digits));
    view! {
        <footer class="foot">
            <p>{page.say("footer-about")}</p>
            <p>
                {page.say("footer-made")} " "
                {move || page.text_with("footer-version", &[("version", env!("CARGO_PKG_VERSION").into())])}
            </p>
            <Show when=move || digits.get()>
                <p>{page.say("footer-mnist")}</p>
            </Show>
        </footer>
    }
}
