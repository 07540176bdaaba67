//! Data files and the clock.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, Response};

use crate::data::digits;

pub(super) fn scope() -> Result<DedicatedWorkerGlobalScope, JsValue> {
    js_sys::global().dyn_into().map_err(|_| JsValue::from_str("not inside a Web Worker"))
}

/// Milliseconds since the worker began.
pub(super) fn now() -> f64 {
    scope().ok().and_then(|scope| scope.performance()).map_or(0.0, |performance| performance.now())
}

/// A data file of the site, relative to the page that the worker belongs to.
pub(super) async fn file(name: &str) -> Result<Vec<u8>, JsValue> {
    let url = format!("{}/{name}", digits::FOLDER);
    let response: Response = settled(scope()?.fetch_with_str(&url)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("the server answered {} for {url}", response.status())));
    }
    let buffer = settled(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn settled(promise: Promise) -> Result<JsValue, JsValue> {
    JsFuture::from(promise).await
}
