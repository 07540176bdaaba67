//! Accepts files and links that are dropped anywhere on the page, or pasted, so that the browser does not navigate away to
//! them.

use js_sys::{Array, Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::page::Page;
use super::system;
use crate::app::Msg;

/// The browser's type names for files and links.
const FILES: &str = "Files";
const LINKS: &str = "text/uri-list";

/// Accepts drops and pastes for as long as the page is open.
pub(crate) fn listen(page: Page) {
    let over = window_event_listener_untyped("dragover", |event| {
        if is_taken(&event, &get(&event, "dataTransfer")) {
            // Without this, no drop event would follow.
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

/// Handles `carried`, a `DataTransfer` or null. A link to this page is opened; for anything else the page says that it
/// cannot be.
fn take(page: Page, carried: &JsValue) {
    if has(carried, FILES) || !first_link(carried).is_some_and(|link| system::open_link(&link)) {
        page.dispatch(Msg::Dropped);
    }
}

/// Files are accepted everywhere; a link goes into a text field as text.
fn is_taken(event: &web_sys::Event, carried: &JsValue) -> bool {
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    has(carried, FILES) || (has(carried, LINKS) && field.is_none())
}

/// Whether it carries something of this kind.
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
