//! The page: Leptos components, canvases, the workers' host, the scripting interface. Never imports burn.
//!
//! One signal holds [`State`](crate::app::State); [`page::Page::dispatch`] is the only way to change it.
//!
//! - [`page`]: the handle every component has: read a slice of the state, say a word, dispatch a message.
//! - [`effects`]: carries out what [`update`](crate::app::update) asks for.
//! - [`host`]: the trainers' workers.
//! - [`js`]: JavaScript's objects, from here.
//! - [`files`]: what is known of files that do not come.
//! - [`frames`]: when canvases are painted; back-pressure towards the trainer.
//! - [`dropped`]: files that are dropped on the page or pasted into it.
//! - [`framed`]: the page inside a frame of another page.
//! - [`translation`]: a browser's translator at work on the page.
//! - [`lasting`]: values that live as long as the page, and how their readers leave.
//! - [`canvas`]: a canvas that follows its size and the screen's pixels; [`look`]: the colours it is drawn in.
//! - [`clipboard`]: copying, which a browser may refuse.
//! - [`gallery`]: all lessons; [`step`]: the "try this" step in progress.
//! - [`slots`]: places for panels, with tabs; [`reading`]: the column to read.
//! - [`pointing`]: what is pointed at in one panel and shown in another.
//! - [`places`]: where a person is on the page, and what is folded; [`place_bar`]: the bar that leads from one to another.
//! - [`screen`]: whether an element is on the screen.
//! - [`parts`]: what panels are made of.
//! - [`header`], [`transport`], [`speed`], [`notices`], [`panels`], [`controls`]: what is on the page.
//! - [`download`]: the run as files, by a dialog; [`picture`]: a panel's picture as one.
//! - [`sparsity`]: how many weights are exactly 0, in words.
//! - [`script`]: `globalThis.gradientGarden`, for scripts and for the page that embeds this one.

pub mod canvas;
pub mod clipboard;
pub mod controls;
pub mod download;
pub mod dropped;
pub mod effects;
pub mod files;
pub mod framed;
pub mod frames;
pub mod gallery;
pub mod header;
pub mod host;
pub mod icons;
pub mod js;
pub mod lasting;
pub mod layout;
pub mod look;
pub mod notices;
pub mod page;
pub mod panels;
pub mod parts;
pub mod picture;
pub mod place_bar;
pub mod places;
pub mod pointing;
pub mod reading;
pub mod screen;
pub mod script;
pub mod slots;
pub mod sparsity;
pub mod speed;
pub mod step;
pub mod system;
pub mod translation;
pub mod transport;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::Msg;
use crate::app::entries::Entries;

/// Builds the page in the document's `#app` (or its body) and opens the fragment of its address.
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
