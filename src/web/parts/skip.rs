//! Links past the long parts of the page.

use leptos::prelude::document;

/// Jumps to the element with this id without changing the address, whose fragment is the run.
pub(crate) fn skip(event: &web_sys::MouseEvent, place: &str) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let place = document().get_element_by_id(place);
    if let Some(place) = place.and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus can only fail for an element that is gone.
        let _ = place.focus();
    }
}
