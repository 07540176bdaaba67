//! The adapter's name as the browser reports it; burn's WebGPU reports none on the web.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The description of WebGPU's default adapter, or its vendor and architecture; `None` if the browser withholds them.
pub(super) async fn name() -> Option<String> {
    let get = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).ok();
    let gpu = get(&get(&js_sys::global(), "navigator")?, "gpu")?;
    let request: Function = get(&gpu, "requestAdapter")?.dyn_into().ok()?;
    let adapter: Promise = request.call0(&gpu).ok()?.dyn_into().ok()?;
    let info = get(&JsFuture::from(adapter).await.ok()?, "info")?;
    let text = |name: &str| get(&info, name).and_then(|text| text.as_string()).filter(|text| !text.is_empty());
    text("description").or_else(|| {
        let parts: Vec<String> = ["vendor", "architecture"].into_iter().filter_map(text).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    })
}
