//! A text field for a knob's number.

use leptos::prelude::*;

use super::typed::Typed;
use crate::app::Msg;
use crate::options::Key;
use crate::web::page::page;

/// A text field for the knob's number; a mistake leads to a message, and the old value stays.
#[component]
pub(crate) fn Field(key: Key, id: String) -> impl IntoView {
    let page = page();
    let value = page.slice(move |state| state.options.get(key).map(ToString::to_string).unwrap_or_default());
    view! { <Typed id class="field" keyboard="decimal" value taken=move |text| page.dispatch(Msg::Typed(key, text))/> }
}
