//! The page inside another page's frame; `www/embed.js` is the other end.
//!
//! - [`parent`]: messages to and from the embedding page.
//! - [`sight`]: whether the frame is in sight.
//! - [`height`]: the height of the content, so that the frame can match it.
//! - [`keys`]: forwards keys that the page does not use, and Escape.

mod height;
mod keys;
pub(crate) mod parent;
mod sight;

use leptos::prelude::*;

use super::page::Page;
use crate::app::around::Direction;

/// Sets up everything that a framed page observes and reports, and announces that it is there. Does nothing on a page that
/// is not framed.
pub(crate) fn begin(page: Page) {
    let Some(parent) = page.parent.get_value() else { return };
    sight::watch(page);
    height::watch(&parent);
    keys::forward_keys(&parent);
    let host = page.slice(|state| (state.around.host.direction, state.around.host.fits));
    Effect::new(move || {
        let (direction, fits) = host.get();
        let Some(root) = document().document_element() else { return };
        // Fails only for invalid names.
        let _ = root.set_attribute("data-frame", if fits { "fits" } else { "fixed" });
        let _ = match direction.map(Direction::name) {
            Some(direction) => root.set_attribute("dir", direction),
            None => root.remove_attribute("dir"),
        };
    });
    parent.tell("here", []);
}
