//! Coexists with a browser's translator.
//!
//! The translator replaces text nodes by its own elements. Leptos keeps writing to the replaced nodes: nothing fails, but
//! the visible text never changes again. So a node that is written to after being replaced is put back, and the translator
//! translates it again. Text that changes many times per second is marked `translate="no"` from the start.

use js_sys::{Array, Function, Object, Reflect, WeakMap};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::js::property as get;

/// What a text node's `nodeType` is.
const TEXT: f64 = 3.0;

/// Watches the page for as long as it is open.
///
/// Through `Reflect`: the web-sys features for three types used nowhere else would recompile it and every crate above it.
pub(crate) fn listen() {
    // What replaced each node. Weak, because nodes come and go.
    let replaced = WeakMap::new();
    let changed = Closure::<dyn Fn(Array, JsValue)>::new(move |records: Array, observer: JsValue| {
        for record in records.iter() {
            if get(&record, "type") == "characterData" {
                put_back(&get(&record, "target"), &replaced);
            } else {
                remember(&record, &replaced, &observer);
            }
        }
    });
    let Ok(constructor) = get(&window(), "MutationObserver").dyn_into::<Function>() else { return };
    let Ok(observer) = Reflect::construct(&constructor, &Array::of1(&changed.into_js_value())) else { return };
    if let Some(body) = document().body() {
        observe(&observer, &body, &["childList", "subtree"]);
    }
}

/// A text node was removed: its replacement is next to it.
fn remember(record: &JsValue, replaced: &WeakMap, observer: &JsValue) {
    let texts = Array::from(&get(record, "removedNodes"));
    let gone = |node: &JsValue| get(node, "nodeType") == TEXT && get(node, "isConnected") == false;
    for text in texts.iter().filter(gone) {
        let added = Array::from(&get(record, "addedNodes")).get(0);
        let beside = [added, get(record, "previousSibling"), get(record, "nextSibling")];
        if let Some(stand_in) = beside.iter().find(|node| get(node, "nodeName") == "FONT") {
            replaced.set(text.unchecked_ref(), stand_in);
            observe(observer, &text, &["characterData"]);
        }
    }
}

/// A replaced node has a new text.
fn put_back(text: &JsValue, replaced: &WeakMap) {
    let text: &Object = text.unchecked_ref();
    let stand_in = replaced.get(text);
    if replaced.delete(text) && get(&stand_in, "isConnected") == true {
        // Fails only if the place is gone as well.
        let _ = call(&stand_in, "replaceWith", &Array::of1(text));
    }
}

fn observe(observer: &JsValue, node: &JsValue, what: &[&str]) {
    let options = Object::new();
    for name in what {
        // Neither setting a property of a plain object nor observing a node with one of these fails.
        let _ = Reflect::set(&options, &(*name).into(), &true.into());
    }
    let _ = call(observer, "observe", &Array::of2(node, &options));
}

fn call(of: &JsValue, name: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    get(of, name).dyn_into::<Function>()?.apply(of, arguments)
}
