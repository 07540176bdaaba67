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

pub use frame::{Knob, shown};
pub use typed::{Steps, Typed};

use super::page::{Page, page};
use super::parts::skip;
use crate::app::State;
use crate::options::{Control, Group, Key, Value};

/// The groups of knobs that the lesson has and the link does not hide.
#[component]
pub fn Knobs() -> impl IntoView {
    let page = page();
    let groups = page.slice(State::groups);
    view! {
        <section class="knobs" aria-label=page.say("app-controls")>
            // Some lessons have dozens of stops of the tab key here.
            <a class="skip" href="#end" on:click=move |event| skip(&event, "end")>{page.say("app-skip-settings")}</a>
            <For each=move || groups.get() key=|group| *group let:group>
                <GroupCard group/>
            </For>
        </section>
    }
}

/// One group: open if it is used often or the page's link sets one of its knobs, else one click away.
#[component]
fn GroupCard(group: Group) -> impl IntoView {
    let page = page();
    let keys = page.slice(move |state| {
        let lesson = state.options.lesson();
        state.knobs(group).into_iter().map(|key| (lesson, key)).collect::<Vec<_>>()
    });
    let changed =
        page.slice(move |state| state.knobs(group).into_iter().filter(|key| state.options.is_changed(*key)).count());
    let often = !matches!(group, Group::Regularization);
    let open = page.slice(move |state| often || state.opened.groups.contains(&group));
    view! {
        <details class="card group" prop:open=move || open.get()>
            <summary>
                <h2>{move || page.text(&format!("group-{}", group.name()))}</h2>
                <span class="count">
                    {move || (changed.get() > 0).then(|| format!("{} {}", changed.get(), page.text("app-changed")))}
                </span>
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
