//! Access to the browser: the address, the time, the person's preferences.

use std::time::Duration;

use js_sys::Promise;
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::framed::parent::Parent;
use super::js::property;
use crate::app::Msg;
use crate::app::state::Size;
use crate::app::words::report::Surroundings;

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Device pixels per CSS pixel, at most 3: more is invisible and costs time.
pub(crate) fn pixel_ratio() -> f64 {
    /// The magnification for a projector, the same as in the style sheet (`--zoom`).
    const ZOOM: f64 = 1.35;
    let size = document().document_element().and_then(|root| root.get_attribute("data-size"));
    let zoom = if size.as_deref() == Some(Size::Large.name()) { ZOOM } else { 1.0 };
    (window().device_pixel_ratio() * zoom).clamp(1.0, 3.0)
}

/// Whether a media query matches, followed for as long as the page is open.
pub(crate) fn prefers(query: &str) -> ReadSignal<bool> {
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

/// Whether the person prefers reduced motion, at this moment.
pub(crate) fn less_motion() -> bool {
    let list = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    list.is_some_and(|list| list.matches())
}

/// The prefix of this page's keys in local storage.
const MEMORY: &str = "gradient-garden";

/// Reads a text stored on this device under this name, if the browser permits storage.
pub(crate) fn recall(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("{MEMORY}.{name}")).ok()?
}

/// Stores a text under this name on this device, if the browser permits storage.
pub(crate) fn remember(name: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Fails if there is no room: then it is not stored.
        let _ = storage.set_item(&format!("{MEMORY}.{name}"), text);
    }
}

/// Whether the screen shows one place at a time (`www/styles.css` has the same bounds).
pub(crate) fn is_small() -> bool {
    let query = "(max-width: 719px), (max-height: 500px) and (max-width: 1000px)";
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Counts up about once a second.
pub(crate) fn pulse() -> ReadSignal<u32> {
    let (count, set_count) = signal(0_u32);
    set_interval(move || set_count.update(|count| *count = count.wrapping_add(1)), Duration::from_secs(1));
    count
}

/// Reports once per second how much time has passed; a sleeping page gets no ticks.
pub(crate) fn tick(tell: impl Fn(Msg) + 'static) {
    let last = StoredValue::new_local(now());
    let second = move || {
        let now = now();
        let elapsed = last.try_update_value(|last| now - std::mem::replace(last, now)).unwrap_or_default();
        tell(Msg::Tick(elapsed));
    };
    set_interval(second, Duration::from_secs(1));
}

/// Waits for this many milliseconds.
pub(crate) async fn pause(milliseconds: i32) {
    let over = Promise::new(&mut |resolve, _| {
        if window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).is_err() {
            // Without a clock there is no pause.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // It never rejects.
    let _ = JsFuture::from(over).await;
}

/// Reports when the browser is online again.
pub(crate) fn follow_network(tell: impl Fn(Msg) + 'static) {
    let online = window_event_listener_untyped("online", move |_| tell(Msg::Online));
    on_cleanup(move || online.remove());
}

/// Reloads the page at its current address.
pub(crate) fn reload() {
    // Fails only if there is no page to reload.
    let _ = window().location().reload();
}

/// The fragment of the page's address, without `#`.
pub(crate) fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The state object of history entries written by this page. Entries that a person made by editing the address have none.
const OWN: &str = "gradient-garden";

/// Reports when the person goes back or forward to one of the page's history entries, edits the fragment, or follows a link
/// to another one.
pub(crate) fn follow_address(tell: impl Fn(Msg) + 'static) {
    own_entry();
    let changed = window_event_listener_untyped("hashchange", move |_| {
        let state = window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
        let own = state.as_string().as_deref() == Some(OWN);
        tell(if own { Msg::Returned(fragment()) } else { Msg::Opened(fragment()) });
        own_entry();
    });
    on_cleanup(move || changed.remove());
}

/// Marks the current history entry as this page's; its address stays.
fn own_entry() {
    replace_entry(None);
}

/// Writes the fragment into the address bar, without a history entry and without `hashchange`.
pub(crate) fn write_fragment(fragment: &str) {
    replace_entry(Some(&format!("#{fragment}")));
}

fn replace_entry(address: Option<&str>) {
    if let Ok(history) = window().history() {
        // Fails only if the page has no address of its own; nothing is lost then.
        let _ = history.replace_state_with_url(&OWN.into(), "", address);
    }
}

/// The same, as a new history entry. Going back to another entry is a `hashchange`. Inside another page, the history
/// belongs to that page and is left alone.
pub(crate) fn push_fragment(fragment: &str) {
    if is_embedded() {
        write_fragment(fragment);
    } else if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&OWN.into(), "", Some(&format!("#{fragment}")));
    }
}

/// Whether this page is framed by another one.
fn is_embedded() -> bool {
    Parent::of_this_page().is_some()
}

/// Opens a link to this page as if it were in the address bar; returns false if it leads elsewhere.
pub(crate) fn open_link(link: &str) -> bool {
    let address = window().location().href().unwrap_or_default();
    match (link.split_once('#'), address.split('#').next()) {
        (Some((page, fragment)), Some(own)) if page == own => window().location().set_hash(fragment).is_ok(),
        _ => false,
    }
}

/// The page's address with this fragment.
pub(crate) fn link(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    format!("{}#{fragment}", address.split('#').next().unwrap_or_default())
}

/// The id of this build, for the URLs of the workers (`<meta name="build">`).
pub(crate) fn build() -> String {
    let meta = document().query_selector("meta[name=build]").ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_else(|| env!("CARGO_PKG_VERSION").to_owned())
}

/// Shows that this program is broken, with texts that do not depend on it (`index.html`, `www/boot.js`).
pub(crate) fn show_broken() {
    if let Some(say) = property(&window(), "gardenBoot").dyn_ref::<js_sys::Function>() {
        // Fails only if those texts are gone from the document.
        let _ = say.call1(&JsValue::UNDEFINED, &"broken".into());
    }
}

/// The browser and page details for a bug report.
pub(crate) fn surroundings() -> Surroundings {
    let address = link("");
    Surroundings {
        build: build(),
        browser: window().navigator().user_agent().unwrap_or_default(),
        address: address.trim_end_matches('#').to_owned(),
    }
}
