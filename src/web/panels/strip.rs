//! A strip of test digits: paging through the set, and a digit as a picture. Shared by all panels with a strip.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::whole;
use crate::plot::grey_image;
use crate::web::canvas::Canvas;
use crate::web::icons::{self, Icon};
use crate::web::page::{Page, page};

/// Buttons for the previous and the next digits.
#[component]
pub(crate) fn Pager(
    /// How many digits the panel has room for.
    room: u32,
    /// Digits of the whole set.
    total: Memo<u32>,
) -> impl IntoView {
    let page = page();
    let first = page.slice(|state| state.display.view.strip);
    let go = move |to: u32| page.dispatch(Msg::Show(DisplayChange::Strip(to)));
    let at_end = move || first.get() + room >= total.get();
    view! {
        <div class="pager">
            <button
                class="button quiet"
                aria-label=page.say("digits-previous")
                prop:disabled=move || first.get() == 0
                on:click=move |_| go(first_of(first.get_untracked(), total.get_untracked(), room).saturating_sub(room))
            >
                <Icon shape=icons::PREVIOUS/>
            </button>
            <button
                class="button quiet"
                aria-label=page.say("digits-next")
                prop:disabled=at_end
                on:click=move |_| go(first.get_untracked() + room)
            >
                <Icon shape=icons::NEXT/>
            </button>
        </div>
    }
}

/// Which digits the strip shows, in words.
pub(crate) fn range(page: Page, room: u32, total: Memo<u32>) -> impl Fn() -> String + Copy + Send + Sync {
    let strip = page.slice(|state| state.display.view.strip);
    move || {
        let total = total.get();
        let first = first_of(strip.get(), total, room);
        page.text_with(
            "digits-range",
            &[
                ("first", whole(u64::from(first)).into()),
                ("last", whole(u64::from((first + room).min(total).saturating_sub(1))).into()),
                ("total", whole(u64::from(total)).into()),
            ],
        )
    }
}

/// The first digit shown: at the end of the set there are fewer digits than places.
pub(crate) fn first_of(strip: u32, total: u32, room: u32) -> u32 {
    strip.min(total.saturating_sub(room))
}

/// One of several pictures of equal size in one array.
pub(crate) fn nth(pixels: &[f32], side: u32, place: usize) -> Option<Arc<[f32]>> {
    let count = (side * side) as usize;
    pixels.get(place * count..(place + 1) * count).map(Arc::from)
}

/// A square greyscale picture, repainted when its pixels change.
#[component]
pub(crate) fn Ink(
    /// Row by row, 0…1.
    pixels: Memo<Arc<[f32]>>,
) -> impl IntoView {
    view! {
        <span class="ink">
            <Canvas
                data=move || pixels.get()
                paint=|surface, pixels| {
                    let side = pixels.len().isqrt() as u32;
                    if side == 0 {
                        return Ok(());
                    }
                    surface.blit(&grey_image(pixels, &surface.style.theme), side, surface.whole(), true)
                }
            />
        </span>
    }
}
