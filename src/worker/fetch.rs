//! Data files and the clock.

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DedicatedWorkerGlobalScope;

use crate::data::digits;
use crate::protocol::Flaw;

pub(super) fn scope() -> Result<DedicatedWorkerGlobalScope, JsValue> {
    js_sys::global().dyn_into().map_err(|_| JsValue::from_str("not inside a Web Worker"))
}

/// Milliseconds since the worker started.
pub(super) fn now() -> f64 {
    scope().ok().and_then(|scope| scope.performance()).map_or(0.0, |performance| performance.now())
}

#[wasm_bindgen]
extern "C" {
    /// The script that started this program fetches files (www/loader.js), so it notices if one does not arrive. The error
    /// it throws says what is wrong.
    #[wasm_bindgen(catch, js_namespace = globalThis, js_name = readFile)]
    async fn read_file(path: &str, again: bool) -> Result<JsValue, JsValue>;
}

/// Fetches a data file of the site; `again` bypasses the browser's cache.
pub(super) async fn file(name: &str, again: bool) -> Result<Vec<u8>, Flaw> {
    let path = format!("{}/{name}", digits::FOLDER);
    match read_file(&path, again).await {
        Ok(bytes) => Ok(Uint8Array::new(&bytes).to_vec()),
        Err(missing) => {
            let get = |name: &str| Reflect::get(&missing, &name.into()).unwrap_or_default();
            let status = get("status").as_f64().unwrap_or_default() as u16;
            Err(get("kind").as_string().and_then(|kind| Flaw::named(&kind, status)).unwrap_or(Flaw::Unreachable))
        }
    }
}

/// Waits for this many milliseconds.
pub(super) async fn pause(milliseconds: f64) {
    let over = Promise::new(&mut |resolve, _| {
        let set = scope().and_then(|scope| {
            scope.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds as i32)
        });
        if set.is_err() {
            // Without a clock there is no pause.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    });
    // It is only ever kept.
    let _ = JsFuture::from(over).await;
}
