//! The interface for the page that embeds this one, by `postMessage`; `www/embed.js` speaks the other end.
//!
//! A request is `{ gradientGarden: 1, id, call, arguments }`, the answer `{ gradientGarden: 1, id, value }` or
//! `{ gradientGarden: 1, id, error }`.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageEvent;

use super::convert::object;
use super::export::message;
use crate::web::page::Page;

/// The most that a call takes; a list may say that it has a billion.
const MOST_ARGUMENTS: u32 = 2;

/// Answers the page around this one, and nobody else.
pub fn listen(page: Page, garden: &Object) {
    let garden = garden.clone();
    let listener = window_event_listener_untyped("message", move |event| {
        let event: MessageEvent = event.unchecked_into();
        let around = window().parent().ok().flatten();
        let from_around = around.as_ref().is_some_and(|around| {
            let around: &JsValue = around.as_ref();
            *around != JsValue::from(window()) && event.source().is_some_and(|source| source == *around.unchecked_ref())
        });
        let data = event.data();
        let get = |name: &str| Reflect::get(&data, &name.into()).unwrap_or(JsValue::UNDEFINED);
        if !from_around || !data.is_object() || get("gradientGarden").as_f64() != Some(1.0) {
            return;
        }
        let Some(around) = around else { return };
        let (id, call) = (get("id"), get("call"));
        // It is sent back: nothing large, and nothing that is not there.
        if id.as_f64().is_none() && !id.is_string() {
            return;
        }
        let arguments = if Array::is_array(&get("arguments")) { get("arguments") } else { Array::new().into() };
        let garden = garden.clone();
        let origin = event.origin();
        spawn_local(async move {
            let mark = ("gradientGarden", JsValue::from(1));
            let answer = match answer(page, &garden, &call, &arguments.unchecked_into()).await {
                Ok(value) => object([mark, ("id", id), ("value", value)]),
                Err(why) => object([mark, ("id", id), ("error", message(page, &why).into())]),
            };
            // An opaque origin (a sandboxed page) can only be named by `*`; the window is the one that asked.
            let target = if origin == "null" || origin.is_empty() { "*" } else { &origin };
            // Fails only for values that cannot be copied, and the interface has none.
            let _ = around.post_message(&answer, target);
        });
    });
    // Listens for as long as the page is open.
    on_cleanup(move || listener.remove());
}

async fn answer(page: Page, garden: &Object, call: &JsValue, arguments: &Array) -> Result<JsValue, JsValue> {
    // Anything but a text would be made one, which can fail.
    if !call.is_string() || !Object::has_own(garden, call) {
        let why = untrack(|| page.text("call-unknown"));
        return Err(js_sys::Error::new(&why).into());
    }
    let arguments = arguments.slice(0, MOST_ARGUMENTS);
    let member = Reflect::get(garden, call)?;
    let value = match member.dyn_ref::<Function>() {
        Some(function) => function.apply(garden, &arguments)?,
        None => member,
    };
    JsFuture::from(Promise::resolve(&value)).await
}
