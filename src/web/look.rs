//! The colours of canvases: those of the chosen theme, those that the system forces on pages, or the light theme for
//! printing.

use leptos::prelude::*;
use plotters::style::RGBColor;
use wasm_bindgen::JsCast;

use super::frames::Frames;
use super::system;
use crate::app::state::Theme as Choice;
use crate::plot::{Palette, Theme};

/// The page's colours, following every change.
pub(crate) struct Look {
    /// The dark theme is in use.
    pub dark: Memo<bool>,
    /// What determines the colours.
    pub theme: Memo<Theme>,
}

impl Look {
    /// Follows the choice, the system and the printer. `pulse` triggers a check now and then, because a change from one
    /// forced palette to another fires no event.
    pub(crate) fn new(choice: Memo<Choice>, pulse: ReadSignal<u32>, frames: Frames) -> Self {
        let system_dark = system::prefers("(prefers-color-scheme: dark)");
        let forced = system::prefers("(forced-colors: active)");
        let printing = printing(frames);
        let dark = Memo::new(move |_| {
            let dark = match choice.get() {
                Choice::Auto => system_dark.get(),
                Choice::Light => false,
                Choice::Dark => true,
            };
            dark && !printing.get()
        });
        let palette = Memo::new(move |_| {
            if !forced.get() {
                return None;
            }
            pulse.track();
            system_dark.track();
            palette()
        });
        let theme = Memo::new(move |_| match palette.get() {
            Some(palette) => Theme::forced(palette),
            None if dark.get() => Theme::dark(),
            None => Theme::light(),
        });
        Self { dark, theme }
    }
}

/// Whether the page is being printed. Browsers capture it right after the event, so canvases cannot wait for an animation
/// frame.
fn printing(frames: Frames) -> ReadSignal<bool> {
    let media = system::prefers("print");
    let (printing, set_printing) = signal(media.get_untracked());
    Effect::new(move || set_printing.set(media.get()));
    let before = window_event_listener_untyped("beforeprint", move |_| {
        set_printing.set(true);
        frames.paint_all();
    });
    let after = window_event_listener_untyped("afterprint", move |_| set_printing.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    printing
}

/// The system's colours, read from a temporary element. `None` if the browser does not reveal them.
fn palette() -> Option<Palette> {
    let probe: web_sys::HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
    document().body()?.append_child(&probe).ok()?;
    let colour = |name: &str| {
        probe.style().set_property("color", name).ok()?;
        let computed = window().get_computed_style(&probe).ok()??;
        rgb(&computed.get_property_value("color").ok()?)
    };
    let read = || {
        Some(Palette {
            canvas: colour("Canvas")?,
            text: colour("CanvasText")?,
            link: colour("LinkText")?,
            highlight: colour("Highlight")?,
            grey: colour("GrayText")?,
        })
    };
    let palette = read();
    probe.remove();
    palette
}

/// Parses `rgb(1, 2, 3)`, as browsers write a computed colour.
fn rgb(text: &str) -> Option<RGBColor> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut part = || parts.next()?.parse().ok();
    Some(RGBColor(part()?, part()?, part()?))
}
