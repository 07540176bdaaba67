//! Files and links that are dropped anywhere on the page, or pasted: taken, so that the browser does not leave the page for them.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::page::Page;
use super::system;
use crate::app::Msg;

/// How the browser calls files, and links, among what is carried.
const FILES: &str = "Files";
const LINKS: &str = "text/uri-list";

/// Takes what is dropped or pasted, for as long as the page is open.
pub fn listen(page: Page) {
    let over = window_event_listener_untyped("dragover", |event| {
        if is_taken(&event, &get(&event, "dataTransfer")) {
            // Without this there would be no drop.
            event.prevent_default();
        }
    });
    let dropped = window_event_listener_untyped("drop", move |event| {
        let carried = get(&event, "dataTransfer");
        if is_taken(&event, &carried) {
            event.prevent_default();
            take(page, &carried);
        }
    });
    let pasted = window_event_listener_untyped("paste", move |event| {
        let carried = get(&event, "clipboardData");
        if has(&carried, FILES) {
            event.prevent_default();
            take(page, &carried);
        }
    });
    on_cleanup(move || {
        over.remove();
        dropped.remove();
        pasted.remove();
    });
}

/// What is `carried` is a `DataTransfer`, or null. A link to this page is opened; of anything else the page says that it cannot be.
fn take(page: Page, carried: &JsValue) {
    if has(carried, FILES) || !first_link(carried).is_some_and(|link| system::open_link(&link)) {
        page.dispatch(Msg::Dropped);
    }
}

/// Files are taken everywhere; a link goes into a text field as text.
fn is_taken(event: &web_sys::Event, carried: &JsValue) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    has(carried, FILES) || (has(carried, LINKS) && field.is_none())
}

/// Whether something of this kind is carried.
fn has(carried: &JsValue, kind: &str) -> bool {
    let kinds = get(carried, "types");
    kinds.is_object() && Array::from(&kinds).includes(&kind.into(), 0)
}

fn first_link(carried: &JsValue) -> Option<String> {
    let read = get(carried, "getData").dyn_into::<Function>().ok()?;
    let links = read.call1(carried, &LINKS.into()).ok()?.as_string()?;
    links.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#')).map(String::from)
}

fn get(object: &JsValue, property: &str) -> JsValue {
    Reflect::get(object, &property.into()).unwrap_or(JsValue::UNDEFINED)
}
