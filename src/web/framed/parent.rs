//! Messages to and from the embedding page.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

use crate::web::js::object;

/// The embedding page. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Parent(Rc<Inner>);

struct Inner {
    window: Window,
    /// Its origin, once it has said that it is listening.
    origin: RefCell<Option<String>>,
    height: Cell<f64>,
}

impl Parent {
    /// The embedding page, if there is one.
    pub(crate) fn of_this_page() -> Option<Self> {
        let parent = window().parent().ok().flatten()?;
        let framed = JsValue::from(&parent) != JsValue::from(window());
        let inner = || Inner { window: parent, origin: RefCell::default(), height: Cell::new(0.0) };
        framed.then(|| Self(Rc::new(inner())))
    }

    /// Whether the message comes from the embedding page, rather than from another frame or from a window that opened this
    /// one.
    pub(crate) fn is_sender(&self, event: &MessageEvent) -> bool {
        event.source().is_some_and(|source| source == *self.0.window.unchecked_ref())
    }

    /// It has said that it is listening.
    pub(crate) fn listens(&self, origin: String) {
        self.0.origin.replace(Some(origin));
        self.send_height(self.0.height.get());
    }

    /// Answers a message from this origin.
    pub(crate) fn answer(&self, origin: &str, message: &JsValue) {
        // An opaque origin (a sandboxed page) can only be addressed as `*`; the window is the one that asked.
        let target = if origin == "null" || origin.is_empty() { "*" } else { origin };
        // Fails only for values that cannot be cloned, and the interface has none.
        let _ = self.0.window.post_message(message, target);
    }

    /// Sends it an unsolicited message. Until it listens, the only one is that this page is there.
    pub(crate) fn tell<'a>(&self, what: &str, more: impl IntoIterator<Item = (&'a str, JsValue)>) {
        let origin = self.0.origin.borrow().clone();
        let target = if what == "here" { Some(String::from("*")) } else { origin };
        if let Some(target) = target {
            let message = [("gradientGarden", JsValue::from(1)), ("tells", what.into())];
            self.answer(&target, &object(message.into_iter().chain(more)));
        }
    }

    /// Sends the page's height, now or as soon as it listens.
    pub(crate) fn send_height(&self, height: f64) {
        self.0.height.set(height);
        if height > 0.0 {
            self.tell("height", [("height", height.into())]);
        }
    }
}
