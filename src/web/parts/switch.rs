//! A check box for a display setting.

use leptos::prelude::*;

use crate::app::State;
use crate::app::hidden::Part as Hideable;
use crate::app::message::DisplayChange;
use crate::web::page::page;

/// A check box that changes a display setting.
#[component]
pub(crate) fn Switch(
    /// Its words' id.
    id: &'static str,
    /// Whether it is on.
    on: fn(&State) -> bool,
    /// What it changes.
    change: fn(bool) -> DisplayChange,
    /// The name by which a link can hide it, if any.
    #[prop(optional)]
    part: Option<Hideable>,
) -> impl IntoView {
    let page = page();
    let checked = page.slice(on);
    let offered = page.slice(move |state| part.is_none_or(|part| !state.display.hide.part(part)));
    let toggle = move |event| page.dispatch(crate::app::Msg::Show(change(event_target_checked(&event))));
    view! {
        <Show when=move || offered.get()>
            <label class="check">
                <input type="checkbox" prop:checked=move || checked.get() on:change=toggle/>
                <span>{move || page.text(id)}</span>
            </label>
        </Show>
    }
}
