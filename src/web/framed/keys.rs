//! Forwards keys that the page does not use, and Escape, which returns the keyboard to the embedding page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::parent::Parent;
use crate::app::keys::{Place, scrolls, stays, uses};

/// Forwards keys that nothing on the page has handled.
pub(crate) fn forward_keys(parent: &Parent) {
    let parent = parent.clone();
    let pressed = window_event_listener_untyped("keydown", move |event| {
        let event: KeyboardEvent = event.unchecked_into();
        let key = event.key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if event.default_prevented() || event.is_composing() || stays(&key) || is_open() {
            return;
        }
        if target.as_ref().is_some_and(|target| uses(place(target), &key) || is_scrolled(target, &event)) {
            return;
        }
        if key == "Escape" {
            if let Some(focused) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                // Fails only for an element that is gone.
                let _ = focused.blur();
            }
            return parent.tell("leave", []);
        }
        parent.tell(
            "key",
            [
                ("key", key.into()),
                ("code", event.code().into()),
                ("keyCode", event.key_code().into()),
                ("location", event.location().into()),
                ("ctrlKey", event.ctrl_key().into()),
                ("shiftKey", event.shift_key().into()),
                ("altKey", event.alt_key().into()),
                ("metaKey", event.meta_key().into()),
                ("repeat", event.repeat().into()),
            ],
        );
    });
    on_cleanup(move || pressed.remove());
}

/// Whether a dialog is open: it keeps all keys.
fn is_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some())
}

fn place(target: &Element) -> Place {
    let is = |selectors: &str| target.matches(selectors).unwrap_or(false);
    if is("input[type=range]") {
        Place::Slider
    } else if is("input[type=radio]") {
        Place::Radio
    } else if is("input[type=checkbox]") {
        Place::Check
    } else if is("input, textarea, select, [contenteditable]") {
        Place::Typing
    } else if is("button, summary") {
        Place::Button
    } else if is("a[href]") {
        Place::Link
    } else if is("[role=application], [role=slider]") {
        Place::Picture
    } else {
        Place::Elsewhere
    }
}

/// Whether the key scrolls the page, or a list on the way to it.
fn is_scrolled(target: &Element, event: &KeyboardEvent) -> bool {
    let Some((right, down)) = scrolls(&event.key(), event.shift_key()) else { return false };
    let root = document().document_element();
    let mut next = Some(target.clone());
    while let Some(element) = next {
        next = element.parent_element();
        let style = window().get_computed_style(&element).ok().flatten();
        let flows = |property: &str| style.as_ref().and_then(|style| style.get_property_value(property).ok());
        let own = |property: &str| match flows(property).as_deref() {
            Some("auto" | "scroll") => true,
            // The page itself scrolls unless styled otherwise.
            Some("visible") => next.is_none() && root.is_some(),
            _ => false,
        };
        let has_room = |at: i32, size: i32, all: i32, by: i8| match by {
            1 => at + size + 1 < all,
            -1 => at > 0,
            _ => false,
        };
        let across = has_room(element.scroll_left(), element.client_width(), element.scroll_width(), right);
        let along = has_room(element.scroll_top(), element.client_height(), element.scroll_height(), down);
        if across && own("overflow-x") || along && own("overflow-y") {
            return true;
        }
    }
    false
}
