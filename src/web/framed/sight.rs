//! Whether the frame is in sight: some of it is on screen, it is painted, and its tab is in front.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry};

use crate::app::Msg;
use crate::web::page::Page;
use crate::web::system;

/// How often to check whether the browser paints the frame.
const LOOK: Duration = Duration::from_secs(1);
/// Milliseconds between two animation frames from which on the frame counts as not painted.
const THROTTLED: f64 = 800.0;
/// Consecutive slow checks after which the frame counts as out of sight. A single one may be a long task.
const MISSED: u32 = 2;

/// Reports when the page comes into sight or leaves it. Until the browser reports anything, it counts as out of sight: for
/// a frame that is not displayed, it never reports.
pub(crate) fn watch(page: Page) {
    let on_screen = RwSignal::new(false);
    let in_front = RwSignal::new(!document().hidden());
    let crossed = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        // Of several changes since the last call, the newest comes last.
        let last = entries.pop().dyn_into::<IntersectionObserverEntry>();
        on_screen.set(last.is_ok_and(|entry| entry.is_intersecting()));
    });
    match (IntersectionObserver::new(crossed.as_ref().unchecked_ref()), document().document_element()) {
        (Ok(observer), Some(root)) => observer.observe(&root),
        // If it cannot be known, train.
        _ => on_screen.set(true),
    }
    // Lives as long as the page.
    crossed.forget();
    let painted = watch_painting();
    let turned = window_event_listener_untyped("visibilitychange", move |_| in_front.set(!document().hidden()));
    on_cleanup(move || turned.remove());
    page.dispatch(Msg::Seen(false));
    Effect::new(move || page.dispatch(Msg::Seen(on_screen.get() && painted.get() && in_front.get())));
}

/// Checks whether the browser paints the frame. Firefox stops reporting intersections once the frame is not displayed, but
/// slows its animation frames to one per second, and later fewer.
fn watch_painting() -> RwSignal<bool> {
    let painted = RwSignal::new(true);
    let missed = Rc::new(Cell::new(0_u32));
    let look = move || {
        missed.set(missed.get().saturating_add(1));
        if missed.get() > MISSED && painted.get_untracked() {
            painted.set(false);
        }
        let missed = Rc::clone(&missed);
        // Between two frames: the first may come soon or late.
        request_animation_frame(move || {
            let before = system::now();
            request_animation_frame(move || {
                if system::now() - before < THROTTLED {
                    missed.set(0);
                    if !painted.get_untracked() {
                        painted.set(true);
                    }
                }
            });
        });
    };
    set_interval(look, LOOK);
    painted
}
