//! The page inside a frame of another page: `www/embed.js` is the other end.
//!
//! - [`parent`]: the page around this one, and how it is spoken to.
//! - [`sight`]: whether anybody can see the frame.
//! - [`height`]: the height of what is on the page, so that the frame can be as high.
//! - [`keys`]: keys that the page has no use for, and Escape, which gives the keyboard back.

mod height;
mod keys;
pub mod parent;
mod sight;

use leptos::prelude::*;

use super::page::Page;
use crate::app::around::Direction;

/// Watches what a page inside a frame has to know and to tell, and says that it is there. A page of its own does nothing.
pub fn begin(page: Page) {
    let Some(parent) = page.parent.get_value() else { return };
    sight::watch(page);
    height::watch(&parent);
    keys::forward_keys(&parent);
    let host = page.slice(|state| (state.around.host.direction, state.around.host.fits));
    Effect::new(move || {
        let (direction, fits) = host.get();
        let Some(root) = document().document_element() else { return };
        // Only refused for names that are no names.
        let _ = root.set_attribute("data-frame", if fits { "fits" } else { "fixed" });
        let _ = match direction.map(Direction::name) {
            Some(direction) => root.set_attribute("dir", direction),
            None => root.remove_attribute("dir"),
        };
    });
    parent.tell("here", []);
}
