//! The page: Leptos components, canvases, the workers' host, the scripting interface. Never imports burn.
//!
//! One signal holds [`State`](crate::app::State); [`page::Page::dispatch`] is the only way to change it.
//!
//! - [`page`]: the handle available to every component: read a slice of the state, get a text, dispatch a message.
//! - [`effects`]: carries out the effects that [`update`](crate::app::update()) returns.
//! - [`host`]: the trainers' workers.
//! - [`js`]: helpers for JavaScript objects.
//! - [`files`]: why files fail to load.
//! - [`frames`]: schedules painting; back-pressure towards the trainer.
//! - [`dropped`]: files and links dropped on the page or pasted into it.
//! - [`framed`]: the page inside another page's frame.
//! - [`translation`]: coexisting with a browser's translator.
//! - [`lasting`]: values that live as long as the page, and how their readers unsubscribe.
//! - [`canvas`]: a canvas that follows its layout size and pixel density; [`look`]: its colours.
//! - [`clipboard`]: copying, which a browser may refuse.
//! - [`gallery`]: all lessons; [`step`]: the "try this" step in progress.
//! - [`slots`]: places for panels, with tabs; [`reading`]: the reading column.
//! - [`pointing`]: what one panel points at and another shows.
//! - [`places`]: where a person is on the page, and what is folded; [`place_bar`]: the bar for moving between places.
//! - [`screen`]: whether an element is on screen.
//! - [`parts`]: building blocks of panels.
//! - [`header`], [`transport`], [`speed`], [`notices`], [`panels`], [`controls`]: what is on the page.
//! - [`download`]: the dialog for saving a run as files; [`picture`]: a panel's picture as a file.
//! - [`sparsity`]: how many weights are exactly 0, in words.
//! - [`script`]: `globalThis.gradientGarden`, for scripts and for the page that embeds this one.

#![allow(unreachable_pub, reason = "the properties of a component are public, whatever the component is")]

mod canvas;
mod clipboard;
mod controls;
mod download;
mod dropped;
mod effects;
mod files;
mod framed;
mod frames;
mod gallery;
mod header;
mod host;
mod icons;
mod js;
mod lasting;
mod layout;
mod look;
mod notices;
mod page;
mod panels;
mod parts;
mod picture;
mod place_bar;
mod places;
mod pointing;
mod reading;
mod screen;
mod script;
mod slots;
mod sparsity;
mod speed;
mod step;
mod system;
mod translation;
mod transport;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::Msg;
use crate::app::entries::Entries;

/// Mounts the page in the document's `#app` (or its body) and opens its address's fragment.
pub fn mount() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        system::show_broken();
    }));
    let place = document().get_element_by_id("app").and_then(|place| place.dyn_into::<web_sys::HtmlElement>().ok());
    let place = place.or_else(|| document().body());
    let Some(place) = place else { return };
    place.set_inner_html("");
    mount_to(place, || {
        let page = page::Page::new(effects::run);
        provide_context(page);
        script::install(page);
        framed::begin(page);
        system::follow_address(move |message| {
            page.entries.update_value(Entries::leave);
            page.dispatch(message);
        });
        dropped::listen(page);
        translation::listen();
        page.dispatch(Msg::Opened(system::fragment()));
        system::tick(move |message| page.dispatch(message));
        system::follow_network(move |message| page.dispatch(message));
        view! { <layout::Layout/> }
    })
    .forget();
}
