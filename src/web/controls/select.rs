//! A native select of numbers or names.

use leptos::prelude::*;

use super::frame::value_text;
use crate::app::Msg;
use crate::options::Key;
use crate::web::page::page;

/// `values` are in URL form. A value that is not among them (from the URL) is offered as well.
#[component]
pub(crate) fn Select(key: Key, id: String, values: Vec<String>) -> impl IntoView {
    let page = page();
    let current = page.slice(move |state| state.options.get(key).map(ToString::to_string).unwrap_or_default());
    let offered = move || {
        let mut offered = values.clone();
        let current = current.get();
        if !offered.contains(&current) {
            offered.push(current);
        }
        offered
    };
    view! {
        <select
            class="select"
            id=id
            on:change=move |event| page.dispatch(Msg::Typed(key, event_target_value(&event)))
        >
            <For each=offered key=Clone::clone let:value>
                {
                    let own = value.clone();
                    let parsed = key.parse(&value).ok();
                    view! {
                        <option value=value prop:selected=move || current.get() == own>
                            {move || value_text(page, key, parsed.as_ref())}
                        </option>
                    }
                }
            </For>
        </select>
    }
}
