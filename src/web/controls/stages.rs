//! The list of convolutions and pools.

use leptos::prelude::*;

use super::layers::Step;
use super::typed::Typed;
use crate::app::Msg;
use crate::options::{Key, Kind, Stage, Value};
use crate::web::page::page;

/// Filters of a new convolution if there is none before it.
const FIRST: u32 = 8;

/// A stepper that halves or doubles each convolution's filters; buttons to add a stage and to remove the last.
#[component]
pub(crate) fn Stages(key: Key) -> impl IntoView {
    let page = page();
    let stages = page.slice(move |state| state.options.stages(key).to_vec());
    let (most_stages, most_filters) = match key.knob().kind {
        Kind::Stages { max_stages, max_filters } => (max_stages, max_filters),
        _ => (0, 0),
    };
    let set = move |change: &dyn Fn(&mut Vec<Stage>)| {
        let mut now = stages.get_untracked();
        change(&mut now);
        page.dispatch(Msg::Set(key, Value::Stages(now)));
    };
    let add_convolution = move |_| {
        set(&|stages| {
            let last = stages.iter().rev().find_map(|stage| match stage {
                Stage::Convolution(filters) => Some(*filters),
                Stage::Pool => None,
            });
            stages.push(Stage::Convolution(last.map_or(FIRST, |filters| (2 * filters).min(most_filters))));
        });
    };
    let add_pool = move |_| set(&|stages| stages.push(Stage::Pool));
    let remove = move |_| {
        set(&|stages| {
            stages.pop();
        });
    };
    let full = move || stages.with(|stages| stages.len() >= most_stages);
    view! {
        <ol translate="no" class="columns stages">
            <For each=move || 0..stages.with(Vec::len) key=|place| *place let:place>
                <One key place stages/>
            </For>
        </ol>
        <div translate="no" class="columns">
            <button type="button" class="button mini" prop:disabled=full on:click=add_convolution>
                {page.say("stages-add-convolution")}
            </button>
            <button type="button" class="button mini" prop:disabled=full on:click=add_pool>
                {page.say("stages-add-pool")}
            </button>
            <Step
                sign="−"
                label=page.say("stages-remove")
                off=move || stages.with(Vec::is_empty)
                act=remove
            />
        </div>
    }
}

/// One stage: a convolution's filters, or a pool.
#[component]
fn One(key: Key, place: usize, stages: Memo<Vec<Stage>>) -> impl IntoView {
    let page = page();
    let most_filters = match key.knob().kind {
        Kind::Stages { max_filters, .. } => max_filters,
        _ => 0,
    };
    let filters = move || {
        stages.with(|stages| match stages.get(place) {
            Some(Stage::Convolution(filters)) => Some(*filters),
            _ => None,
        })
    };
    let now = move || filters().unwrap_or(0);
    let say = move |id: &'static str| move || page.text_with(id, &[("stage", (place + 1).to_string().into())]);
    // Accepts any number that the table allows; anything else is refused with a message.
    let write = move |filters: String| page.dispatch(Msg::TypedItem(key, place, filters));
    let fewer = move |_| write((now() / 2).max(1).to_string());
    let more = move |_| write((2 * now()).min(most_filters).to_string());
    let (least, most) = (move || now() <= 1, move || now() >= most_filters);
    view! {
        <li class="stepper">
            <Show
                when=move || filters().is_some()
                fallback=move || view! { <span>{page.say("stages-pool")}</span> }
            >
                <Step sign="−" label=say("stages-fewer") off=least act=fewer/>
                <Typed
                    label=Signal::derive(say("stages-filters"))
                    class="units"
                    keyboard="numeric"
                    value=Signal::derive(move || now().to_string())
                    taken=write
                />
                <Step sign="+" label=say("stages-more") off=most act=more/>
            </Show>
        </li>
    }
}
