//! The interface for the embedding page, by `postMessage`; `www/embed.js` is the other end.
//!
//! A request is `{ gradientGarden: 1, id, call, arguments }`, the answer `{ gradientGarden: 1, id, value }` or
//! `{ gradientGarden: 1, id, error }`; `id` is a number or a text. The call `here` is always answered at once.
//! `{ gradientGarden: 1, host: { dir, lang, fits } }` says that the embedding page listens, and describes it. From then on
//! it receives `{ gradientGarden: 1, tells: "height" | "key" | "leave", … }`; before, only `tells: "here"`. Where this
//! program cannot run, `www/boot.js` sends `tells: "sandboxed"`.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::MessageEvent;

use super::error;
use super::export::message;
use crate::app::Msg;
use crate::app::around::{Direction, Host};
use crate::web::js::object;
use crate::web::js::property;
use crate::web::page::Page;

/// The most arguments that a call takes; a list may claim to have a billion.
const MOST_ARGUMENTS: u32 = 2;

/// Answers the embedding page, and nobody else.
pub(crate) fn listen(page: Page, garden: &Object) {
    let Some(parent) = page.parent.get_value() else { return };
    let garden = garden.clone();
    let listener = window_event_listener_untyped("message", move |event| {
        let event: MessageEvent = event.unchecked_into();
        let data = event.data();
        let get = |name: &str| property(&data, name);
        if !parent.is_sender(&event) || !data.is_object() || get("gradientGarden").as_f64() != Some(1.0) {
            return;
        }
        let said = get("host");
        if said.is_object() {
            page.dispatch(Msg::Host(host(&said)));
            return parent.listens(event.origin());
        }
        let request = (get("id"), get("call"), get("arguments"));
        let (garden, parent, origin) = (garden.clone(), parent.clone(), event.origin());
        spawn_local(async move {
            let (id, call, arguments) = request;
            let mark = ("gradientGarden", JsValue::from(1));
            let named = id.as_string().is_some() || id.as_f64().is_some_and(f64::is_finite);
            let (id, answer) = if named {
                (id, answer(page, &garden, &call, &arguments).await)
            } else {
                (JsValue::NULL, Err(error(&page.text("frame-id"))))
            };
            parent.answer(
                &origin,
                &match answer {
                    Ok(value) => object([mark, ("id", id), ("value", value)]),
                    Err(why) => object([mark, ("id", id), ("error", message(page, &why).into())]),
                },
            );
        });
    });
    // Listens for as long as the page is open.
    on_cleanup(move || listener.remove());
}

/// Reads the embedding page's description of itself; malformed parts are ignored.
fn host(said: &JsValue) -> Host {
    let get = |name: &str| property(said, name);
    let direction = get("dir").as_string();
    Host {
        direction: Direction::ALL.into_iter().find(|known| direction.as_deref() == Some(known.name())),
        lang: get("lang").as_string(),
        fits: get("fits").as_bool() == Some(true),
    }
}

async fn answer(page: Page, garden: &Object, call: &JsValue, arguments: &JsValue) -> Result<JsValue, JsValue> {
    let Some(name) = call.as_string() else { return Err(error(&untrack(|| page.text("frame-no-call")))) };
    if name == "here" {
        return Ok(JsValue::TRUE);
    }
    if !Object::has_own(garden, call) {
        let calls = Object::keys(garden).iter().filter_map(|call| call.as_string()).collect::<Vec<_>>().join(", ");
        let shown: String = name.chars().take(LONGEST).collect();
        let args = [("call", shown.into()), ("calls", calls.into())];
        return Err(error(&untrack(|| page.text_with("frame-unknown-call", &args))));
    }
    let arguments = match arguments.dyn_ref::<Array>() {
        Some(arguments) => arguments.slice(0, MOST_ARGUMENTS),
        None if arguments.is_undefined() => Array::new(),
        None => return Err(error(&untrack(|| page.text("frame-arguments")))),
    };
    let member = Reflect::get(garden, call)?;
    let value = match member.dyn_ref::<Function>() {
        Some(function) => function.apply(garden, &arguments)?,
        None => member,
    };
    JsFuture::from(Promise::resolve(&value)).await
}

/// How much of a call's name an error repeats.
const LONGEST: usize = 40;
