//! A text field for a number.

use leptos::prelude::*;

use crate::app::Msg;
use crate::model::spec::Key;
use crate::web::page::page;

/// What is typed is taken on Enter or when the field is left; a mistake is told, and the old value shown again.
#[component]
pub fn Field(key: Key, id: String) -> impl IntoView {
    let page = page();
    // Each try counts, so that the field is written again even if the value stays the same.
    let (tries, set_tries) = signal(0_u32);
    let current = page.slice(move |state| state.options.get(key).map(ToString::to_string).unwrap_or_default());
    let taken = move |event| {
        page.dispatch(Msg::Typed(key, event_target_value(&event)));
        set_tries.update(|tries| *tries = tries.wrapping_add(1));
    };
    let shown = move || {
        tries.track();
        current.get()
    };
    view! {
        <input class="field" id=id type="text" inputmode="decimal" autocomplete="off" prop:value=shown on:change=taken/>
    }
}
