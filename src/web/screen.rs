//! Whether an element is on the screen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Tells whether some of the element is on the screen, soon and whenever that changes, for as long as its owner is there. Where the
/// browser cannot know, it is taken to be there.
pub fn watch(element: &Element, tell: impl Fn(bool) + 'static) {
    let crossed = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // Of several changes since the last call, the newest is the last.
        if let Ok(entry) = entries.pop().dyn_into::<IntersectionObserverEntry>() {
            tell(entry.is_intersecting());
        }
    });
    if let Ok(observer) = IntersectionObserver::new(crossed.as_ref().unchecked_ref()) {
        observer.observe(element);
        let watched = StoredValue::new_local((observer, crossed));
        on_cleanup(move || watched.with_value(|(observer, _)| observer.disconnect()));
    }
}
