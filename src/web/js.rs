//! JavaScript's objects, from here.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// A property of a foreign value; undefined if missing.
pub(crate) fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// An object with these properties.
pub(crate) fn object<'a>(properties: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A fresh object accepts any property.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}
