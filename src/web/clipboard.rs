//! The clipboard, which may be missing, refuse, or never answer.

use std::time::Duration;

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// If the browser prompts the person, or never answers, nothing has been copied by then.
const PATIENCE: Duration = Duration::from_secs(3);

/// Copies a text. Returns whether the browser reports success.
pub(crate) async fn copy(text: &str) -> bool {
    match ask(text) {
        Some(asked) => JsFuture::from(asked).await.is_ok(),
        None => false,
    }
}

/// `None` on an insecure page, or if replaced clipboard functions throw.
fn ask(text: &str) -> Option<Promise> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    let written = write.call1(&clipboard, &text.into()).ok()?;
    let late = Promise::new(&mut |_, reject: Function| {
        set_timeout(
            move || {
                // A promise's own function does not fail.
                let _ = reject.call0(&JsValue::UNDEFINED);
            },
            PATIENCE,
        );
    });
    Some(Promise::race(&Array::of2(&written, &late)))
}
