//! Whether an element is on screen.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry};

/// Reports whether some of the element is on screen, soon and after every change, until its owner is disposed. If the
/// browser cannot tell, it counts as on screen.
pub(crate) fn watch(element: &Element, tell: impl Fn(bool) + 'static) {
    let crossed = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // Of several changes since the last call, the newest comes last.
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
