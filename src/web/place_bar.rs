//! The bar of places, for screens that show one place at a time.

use leptos::prelude::*;

use super::icons::{self, Icon};
use super::page::page;
use super::places::{Place, places};
use crate::app::State;
use crate::options::Group;

/// The bar of places.
#[component]
pub(crate) fn PlaceBar() -> impl IntoView {
    let page = page();
    let places = places();
    // Changed settings are indicated in every place.
    let changed = page.slice(changed_knobs);
    let button = move |place: Place| {
        let name = place.name();
        let here = move || places.place.get() == place;
        view! {
            <button
                type="button"
                class="place"
                aria-current=move || if here() { "true" } else { "false" }
                on:click=move |_| places.go(place)
            >
                <Icon shape=icon(place)/>
                <span>{move || page.text(&format!("place-{name}"))}</span>
                {(place == Place::Knobs).then(|| view! { <Badge count=changed/> })}
            </button>
        }
    };
    // Some runs have nothing for a slot: a generator of digits has no plane to show.
    let offered = page.slice(|state| {
        let offers = |place: &Place| match place.slot() {
            Some(slot) => !state.tabs(slot).is_empty(),
            None => *place != Place::Knobs || !state.groups().is_empty(),
        };
        Place::ALL.iter().copied().filter(offers).collect::<Vec<_>>()
    });
    view! {
        <nav class="places" aria-label=page.say("app-places")>
            <For each=move || offered.get() key=|place| *place children=button/>
        </nav>
    }
}

/// The number of changed settings, as a badge on a button.
#[component]
fn Badge(count: Memo<usize>) -> impl IntoView {
    let page = page();
    let words = move || format!(" ({} {})", count.get(), page.text("app-changed"));
    view! {
        <Show when=move || { count.get() > 0 }>
            <span class="badge" aria-hidden="true">{move || count.get()}</span>
            <span class="out-of-sight">{words}</span>
        </Show>
    }
}

/// The number of settings that differ from the lesson's.
pub(crate) fn changed_knobs(state: &State) -> usize {
    let shown = Group::ALL.iter().flat_map(|group| state.knobs(*group));
    shown.filter(|key| state.options.is_changed(*key)).count()
}

const fn icon(place: Place) -> &'static str {
    match place {
        Place::Output => icons::OUTPUT,
        Place::Network => icons::NETWORK,
        Place::Curves => icons::CURVES,
        Place::Idea => icons::IDEA,
        Place::Knobs => icons::KNOBS,
    }
}
