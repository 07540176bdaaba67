//! What the browser knows: the address, the time, the person's preferences.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::page::Page;
use crate::app::Msg;

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Device pixels per CSS pixel, at most 3: more cannot be seen, and costs.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio().clamp(1.0, 3.0)
}

/// Whether a media query holds, followed for as long as the page is open.
pub fn prefers(query: &str) -> ReadSignal<bool> {
    let list = window().match_media(query).ok().flatten();
    let (holds, set_holds) = signal(list.as_ref().is_some_and(web_sys::MediaQueryList::matches));
    if let Some(list) = list {
        let watched = list.clone();
        let changed = Closure::<dyn Fn()>::new(move || set_holds.set(watched.matches()));
        // Lives as long as the page.
        let _ = list.add_event_listener_with_callback("change", changed.into_js_value().unchecked_ref());
    }
    holds
}

/// Whether the person asked for less motion, as of now.
pub fn less_motion() -> bool {
    let list = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    list.is_some_and(|list| list.matches())
}

/// Counts up about once a second.
pub fn pulse() -> ReadSignal<u32> {
    let (count, set_count) = signal(0_u32);
    set_interval(move || set_count.update(|count| *count = count.wrapping_add(1)), Duration::from_secs(1));
    count
}

/// The fragment of the page's address, without `#`.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// Tells the page when a person changes the fragment by hand or follows a link to another one.
pub fn follow_address(page: Page) {
    let changed = window_event_listener_untyped("hashchange", move |_| page.dispatch(Msg::Opened(fragment())));
    on_cleanup(move || changed.remove());
}

/// Writes the fragment into the address bar; no new entry in the history, and no `hashchange`.
pub fn write_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        // Refused only where the page has no address of its own; nothing is lost then.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// The same as a new entry in the history. Going back to another entry is a `hashchange`.
pub fn push_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&format!("#{fragment}")));
    }
}

/// The page's address with this fragment.
pub fn link(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    format!("{}#{fragment}", address.split('#').next().unwrap_or_default())
}

/// Which build this is, for the URLs of the workers (`<meta name="build">`).
pub fn build() -> String {
    let meta = document().query_selector("meta[name=build]").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned())
}
