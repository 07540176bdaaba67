//! Where everything stands: header, transport, messages, panels, knobs, footer.

use leptos::prelude::*;

use super::controls::Knobs;
use super::gallery::Gallery;
use super::header::Header;
use super::notices::Notices;
use super::page::page;
use super::panels::PanelCard;
use super::parts::skip;
use super::place_bar::PlaceBar;
use super::places::Places;
use super::pointing::Pointing;
use super::reading::{Footer, Reading};
use super::slots::Slots;
use super::transport::{Offered, Transport, is_offered};
use crate::app::State;
use crate::app::hidden::Part;
use crate::app::state::Size;
use crate::app::words::Words;

/// The page.
#[component]
pub(crate) fn Layout() -> impl IntoView {
    let page = page();
    let size = page.slice(|state| state.display.size);
    let places = Places::new(Signal::derive(move || size.get() == Size::Large));
    provide_context(places);
    provide_context(Pointing::default());
    // The document itself follows the state, too.
    let lesson = page.slice(|state| state.options.lesson());
    Effect::new(move || {
        let lang = page.words(Words::lang);
        let title = page.text(&format!("lesson-{}-title", lesson.get().name()));
        document().set_title(&format!("{title} · {}", page.text("app-title")));
        if let Some(root) = document().document_element() {
            let theme = if page.dark.get() { "dark" } else { "light" };
            // Only refused for names that are no names.
            let _ = root.set_attribute("data-theme", theme);
            let _ = root.set_attribute("data-size", size.get().name());
            let _ = root.set_attribute("lang", lang);
        }
    });

    let bare = page.slice(|state| state.groups().is_empty());
    let alone = page.slice(|state| state.display.hide.frames_nothing() && state.groups().is_empty());
    let headed = is_offered(page, Part::Header);
    let few = page.slice(State::is_bare);
    let main_class = move || {
        let mut class = String::new();
        // Without all of the lesson's panels there are no columns to speak of.
        if few.get() {
            class += "few ";
        }
        if bare.get() {
            class += "bare ";
        }
        // The panels are all that is left of the page.
        if alone.get() {
            class += "alone ";
        }
        if places.large.with(Option::is_some) {
            class += "one ";
        }
        class
    };
    view! {
        <a class="skip" href="#main" on:click=move |event| skip(&event, "main")>{page.say("app-skip")}</a>
        // A page without its head still has a title for those who cannot see it.
        <Show
            when=move || !headed.get()
            fallback=|| view! { <Header/> }
        >
            <h1 class="out-of-sight">{page.say("app-title")}</h1>
        </Show>
        // Whoever types far down the page sees what is said of it.
        <div class="stays">
            <Offered part=Part::Transport><Transport/></Offered>
            <Notices/>
        </div>
        <main
            id="main"
            tabindex="-1"
            class=main_class
            data-place=move || places.place.get().name()
            data-picture=move || places.picture().name()
            data-side=move || places.side().name()
            data-rail=move || folding(places.rail.is_folded())
            data-idea=move || folding(places.idea.is_folded())
        >
            // Another lesson is built anew: a list that lives on keeps a little of every item that it ever had.
            {move || {
                lesson.track();
                view! { <Panels/> }
            }}
            <Show when=move || !bare.get()>
                {move || {
                    lesson.track();
                    view! { <Knobs/> }
                }}
            </Show>
        </main>
        // Where the link past the settings leads.
        <div id="end" tabindex="-1"></div>
        <Show
            when=move || few.get()
            fallback=|| view! { <PlaceBar/> }
        >
            <Offered part=Part::Footer><Footer/></Offered>
        </Show>
        <Gallery/>
    }
}

/// How a column stands, for the style sheet.
const fn folding(folded: bool) -> &'static str {
    if folded { "folded" } else { "open" }
}

/// The lesson's panels in their slots, with the idea beside them; or those that the link names, one beside the other.
#[component]
fn Panels() -> impl IntoView {
    let page = page();
    let bare = page.slice(State::is_bare);
    let named = page.slice(State::panels);
    view! {
        <Show
            when=move || bare.get()
            fallback=|| {
                view! {
                    <Slots/>
                    <Reading/>
                }
            }
        >
            <div class="panels">
                <For each=move || named.get() key=|panel| *panel let:panel>
                    <PanelCard panel/>
                </For>
            </div>
        </Show>
    }
}
