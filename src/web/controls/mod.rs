//! Knobs, derived from the table: one component per way to show a value, none per knob.
//!
//! - [`frame`]: what every knob has: name, value, help, a mark when changed, and the way back.
//! - [`slider`], [`select`], [`pictures`], [`layers`], [`stages`], [`sketch`], [`field`]: the ways of [`Control`].
//! - [`typed`]: a text field for a number.

mod field;
mod frame;
mod layers;
mod pictures;
mod select;
mod sketch;
mod slider;
mod stages;
mod typed;

use leptos::prelude::*;

pub(crate) use frame::{Knob, value_text};
pub(crate) use typed::{Steps, Typed};

use super::icons::{self, Icon};
use super::page::{Page, page};
use super::parts::skip;
use super::place_bar::changed_knobs;
use super::places::places;
use super::system;
use crate::app::State;
use crate::options::{Control, Group, Key, Value};

/// The groups of knobs that the lesson has and the link does not hide, in a rail that folds to their icons.
#[component]
pub(crate) fn Knobs() -> impl IntoView {
    let page = page();
    let places = places();
    let rail = places.rail;
    let groups = page.slice(State::groups);
    let changed = page.slice(changed_knobs);
    let label = move || page.text(if rail.is_folded() { "rail-unfold" } else { "rail-fold" });
    view! {
        <section class="card knobs" aria-label=page.say("app-controls")>
            // Some lessons have dozens of stops of the tab key here.
            <a class="skip" href="#end" on:click=move |event| skip(&event, "end")>{page.say("app-skip-settings")}</a>
            <header>
                <span class="title" aria-hidden="true">{page.say("app-controls")}</span>
                <span class="count">{count_words(page, changed)}</span>
                <button
                    type="button"
                    class="button quiet fold"
                    aria-expanded=move || (!rail.is_folded()).to_string()
                    aria-label=label
                    title=label
                    on:click=move |_| rail.toggle()
                >
                    <Icon shape=icons::FOLD/>
                </button>
                <button type="button" class="button quiet done" on:click=move |_| places.back()>
                    {page.say("rail-done")}
                </button>
            </header>
            <div class="groups">
                <For each=move || groups.get() key=|group| *group let:group>
                    <GroupCard group/>
                </For>
            </div>
        </section>
    }
}

/// "2 changed", or nothing.
fn count_words(page: Page, changed: Memo<usize>) -> impl Fn() -> Option<String> + Send + Sync {
    move || (changed.get() > 0).then(|| format!("{} {}", changed.get(), page.text("app-changed")))
}

/// One group: open if it is used often or the page's link sets one of its knobs, else one click away.
#[component]
fn GroupCard(group: Group) -> impl IntoView {
    let page = page();
    let rail = places().rail;
    let keys = page.slice(move |state| {
        let lesson = state.options.lesson();
        state.knobs(group).into_iter().map(|key| (lesson, key)).collect::<Vec<_>>()
    });
    let changed =
        page.slice(move |state| state.knobs(group).into_iter().filter(|key| state.options.is_changed(*key)).count());
    let open = page.slice(move |state| is_used_often(group) || state.opened.groups.contains(&group));
    let title = move || page.text(&format!("group-{}", group.name()));
    // In the folded rail there is an icon of every group: it unfolds the rail at that group.
    let press = move |event: web_sys::MouseEvent| {
        let details = event_target::<web_sys::Element>(&event).closest("details").ok().flatten();
        if untrack(|| rail.is_folded()) && !system::is_small() {
            event.prevent_default();
            rail.unfold();
            if let Some(details) = details {
                // Only refused for names that are no names.
                let _ = details.set_attribute("open", "");
            }
        }
    };
    view! {
        <details class="group" prop:open=move || open.get()>
            <summary title=title on:click=press>
                <Icon shape=icon(group)/>
                <h2>{title}</h2>
                <span class="count" class:some=move || { changed.get() > 0 }>{count_words(page, changed)}</span>
            </summary>
            <div class="body">
                // Another lesson's knob of the same name may have other choices.
                <For each=move || keys.get() key=|key| *key let((_, key))>
                    <Knob key/>
                </For>
            </div>
        </details>
    }
}

/// Whether the group is open at first.
const fn is_used_often(group: Group) -> bool {
    match group {
        Group::Data | Group::Network | Group::Training => true,
        Group::Features | Group::Regularization | Group::Device => false,
    }
}

const fn icon(group: Group) -> &'static str {
    match group {
        Group::Data => icons::DATA,
        Group::Features => icons::FUNCTION,
        Group::Network => icons::NETWORK,
        Group::Training => icons::KNOBS,
        Group::Regularization => icons::SHIELD,
        Group::Device => icons::CHIP,
    }
}

/// The control that the table names for the knob.
fn control(key: Key, id: String, preview: RwSignal<Option<Value>>) -> AnyView {
    match key.knob().control {
        Control::Slider(positions) => view! { <slider::Slider key id positions preview/> }.into_any(),
        Control::Select(values) => {
            view! { <select::Select key id values=values.iter().map(ToString::to_string).collect()/> }.into_any()
        }
        Control::Menu => view! { <select::Select key id values=names_of(page(), key)/> }.into_any(),
        Control::Thumbnails => view! { <pictures::Pictures key id names=names_of(page(), key) many=false/> }.into_any(),
        Control::Toggles => view! { <pictures::Pictures key id names=names_of(page(), key) many=true/> }.into_any(),
        Control::Sketch => view! { <sketch::Sketch key/> }.into_any(),
        Control::Layers => view! { <layers::Layers key/> }.into_any(),
        Control::Stages => view! { <stages::Stages key/> }.into_any(),
        Control::Field => view! { <field::Field key id/> }.into_any(),
    }
}

/// The names that a choice takes in the lesson.
fn names_of(page: Page, key: Key) -> Vec<String> {
    page.now(|state| state.options.choices(key).iter().map(|&name| name.to_owned()).collect())
}
