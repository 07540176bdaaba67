//! A scale of values as colours.

use leptos::prelude::*;

use crate::plot::scale_bar;
use crate::web::canvas::Canvas;
use crate::web::page::page;

/// A colour scale of values from low to high.
#[component]
pub(crate) fn Ramp(
    /// Message id of the low end.
    low: &'static str,
    /// Message id of the high end.
    high: &'static str,
) -> impl IntoView {
    let page = page();
    view! {
        <span translate="no" class="scale">
            <span>{move || page.text(low)}</span>
            <span class="ramp">
                <Canvas
                    data=|| ()
                    paint=|surface, ()| {
                        let bitmap = scale_bar(128, 1, &surface.style.theme, false);
                        surface.blit(&bitmap, 128, surface.whole(), true)
                    }
                />
            </span>
            <span>{move || page.text(high)}</span>
        </span>
    }
}
