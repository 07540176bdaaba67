//! Why files fail to load. The script that started this program knows more than the browser reveals (www/start.js).

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::js::property as get;
use crate::protocol::{Details, Event, Flaw, Stage};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = gardenFiles, js_name = isReplaced)]
    async fn ask_whether_replaced() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = gardenFiles)]
    async fn examine(file: &str) -> Result<JsValue, JsValue>;
}

/// Whether the server now has another build of the page.
pub(crate) async fn is_replaced() -> bool {
    ask_whether_replaced().await.is_ok_and(|answer| answer.is_truthy())
}

/// Why the browser could not start a file of this build.
pub(crate) async fn flaw_of(file: &str) -> Flaw {
    examine(file).await.ok().and_then(|missing| read_flaw(&missing)).unwrap_or(Flaw::NotStarted)
}

/// Reads the messages of a worker's first script, sent before its program runs (www/loader.js).
pub(crate) fn read_loader(message: &JsValue) -> Option<Event> {
    let fetching = get(message, "fetching");
    if fetching.is_object() {
        let bytes = |name| get(&fetching, name).as_f64().unwrap_or_default() as u32;
        return Some(Event::Starting(Stage::Fetching { done: bytes("done"), total: bytes("total") }));
    }
    if get(message, "compiling").is_truthy() {
        return Some(Event::Starting(Stage::Compiling));
    }
    let failed = get(message, "failed");
    if failed.is_object() {
        let flaw = read_flaw(&failed).unwrap_or(Flaw::Unsupported);
        return Some(Event::NotLoaded { file: get(&failed, "file").as_string().unwrap_or_default(), flaw });
    }
    get(message, "crashed").as_string().map(|said| Event::Crashed(Details(said)))
}

fn read_flaw(missing: &JsValue) -> Option<Flaw> {
    let status = get(missing, "status").as_f64().unwrap_or_default() as u16;
    get(missing, "kind").as_string().and_then(|kind| Flaw::named(&kind, status))
}
