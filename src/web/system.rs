//! What the browser knows: the address, the time, the person's preferences.

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
pub fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Device pixels per CSS pixel, at most 3: more cannot be seen, and costs.
pub fn pixel_ratio() -> f64 {
    /// How much larger everything is for a projector, as the style sheet has it (`--zoom`).
    const ZOOM: f64 = 1.35;
    let size = document().document_element().and_then(|root| root.get_attribute("data-size"));
    let zoom = if size.as_deref() == Some(Size::Large.name()) { ZOOM } else { 1.0 };
    (window().device_pixel_ratio() * zoom).clamp(1.0, 3.0)
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

/// What this page is remembered by on the device.
const MEMORY: &str = "gradient-garden";

/// What was remembered on this device under this name, where the browser lets the page remember anything.
pub fn recall(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("{MEMORY}.{name}")).ok()?
}

/// Remembers a text under this name on this device, where the browser lets the page do that.
pub fn remember(name: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Refused where there is no room: then it is not remembered.
        let _ = storage.set_item(&format!("{MEMORY}.{name}"), text);
    }
}

/// Whether the screen shows one place at a time (`www/styles.css` has the same bounds).
pub fn is_small() -> bool {
    let query = "(max-width: 719px), (max-height: 500px) and (max-width: 1000px)";
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Counts up about once a second.
pub fn pulse() -> ReadSignal<u32> {
    let (count, set_count) = signal(0_u32);
    set_interval(move || set_count.update(|count| *count = count.wrapping_add(1)), Duration::from_secs(1));
    count
}

/// Tells once a second how long it was since the last time: a page that sleeps has none of these seconds.
pub fn tick(tell: impl Fn(Msg) + 'static) {
    let last = StoredValue::new_local(now());
    let second = move || {
        let now = now();
        let elapsed = last.try_update_value(|last| now - std::mem::replace(last, now)).unwrap_or_default();
        tell(Msg::Tick(elapsed));
    };
    set_interval(second, Duration::from_secs(1));
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let over = Promise::new(&mut |resolve, _| {
        if window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).is_err() {
            // Without a clock there is no pause.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // It is only ever kept.
    let _ = JsFuture::from(over).await;
}

/// Tells when the browser is online again.
pub fn follow_network(tell: impl Fn(Msg) + 'static) {
    let online = window_event_listener_untyped("online", move |_| tell(Msg::Online));
    on_cleanup(move || online.remove());
}

/// Loads the page again, with its address as it is.
pub fn reload() {
    // Refused only where there is no page to load again.
    let _ = window().location().reload();
}

/// The fragment of the page's address, without `#`.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').unwrap_or(&hash).to_owned()
}

/// The state of the history's entries that this page wrote. One that a person made by changing the address has none.
const OWN: &str = "gradient-garden";

/// Tells when the person goes back or forward to one of the page's entries in the history, changes the fragment by hand, or
/// follows a link to another one.
pub fn follow_address(tell: impl Fn(Msg) + 'static) {
    own_entry();
    let changed = window_event_listener_untyped("hashchange", move |_| {
        let state = window().history().and_then(|history| history.state()).unwrap_or(JsValue::NULL);
        let own = state.as_string().as_deref() == Some(OWN);
        tell(if own { Msg::Returned(fragment()) } else { Msg::Opened(fragment()) });
        own_entry();
    });
    on_cleanup(move || changed.remove());
}

/// Makes the present entry one of the page's own; its address stays.
fn own_entry() {
    replace_entry(None);
}

/// Writes the fragment into the address bar; no new entry in the history, and no `hashchange`.
pub fn write_fragment(fragment: &str) {
    replace_entry(Some(&format!("#{fragment}")));
}

fn replace_entry(address: Option<&str>) {
    if let Ok(history) = window().history() {
        // Refused only where the page has no address of its own; nothing is lost then.
        let _ = history.replace_state_with_url(&OWN.into(), "", address);
    }
}

/// The same as a new entry in the history. Going back to another entry is a `hashchange`. Inside another page the history is
/// that page's, and stays as it is.
pub fn push_fragment(fragment: &str) {
    if is_embedded() {
        write_fragment(fragment);
    } else if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&OWN.into(), "", Some(&format!("#{fragment}")));
    }
}

/// Whether this page is shown in a frame of another one.
fn is_embedded() -> bool {
    Parent::of_this_page().is_some()
}

/// Opens a link to this page as if it stood in the address bar; false if it leads somewhere else.
pub fn open_link(link: &str) -> bool {
    let address = window().location().href().unwrap_or_default();
    match (link.split_once('#'), address.split('#').next()) {
        (Some((page, fragment)), Some(own)) if page == own => window().location().set_hash(fragment).is_ok(),
        _ => false,
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

/// Says that this program is broken, with words that do not come from it (`index.html`, `www/boot.js`).
pub fn show_broken() {
    if let Some(say) = property(&window(), "gardenBoot").dyn_ref::<js_sys::Function>() {
        // It only fails where the document has lost the words.
        let _ = say.call1(&JsValue::UNDEFINED, &"broken".into());
    }
}

/// What a report of a fault says of the browser and the page.
pub fn surroundings() -> Surroundings {
    let address = link("");
    Surroundings {
        build: build(),
        browser: window().navigator().user_agent().unwrap_or_default(),
        address: address.trim_end_matches('#').to_owned(),
    }
}
