//! The height of the page's content, so that the frame can match it.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

use super::parent::Parent;

/// Reports the height to the embedding page whenever it changes. Nothing on the page may depend on the height of the frame,
/// or they would chase each other for ever.
pub(crate) fn watch(parent: &Parent) {
    let Some(root) = document().document_element() else { return };
    let (parent, measured) = (parent.clone(), root.clone());
    let resized = Closure::<dyn FnMut()>::new(move || {
        parent.send_height(measured.get_bounding_client_rect().height().ceil());
    });
    if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        observer.observe(&root);
    }
    // Lives as long as the page.
    resized.forget();
}
