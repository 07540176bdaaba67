//! Digits made by a generator, always from the same latent numbers.

use leptos::prelude::*;

use crate::app::words::{percent, whole};
use crate::lesson::Panel;
use crate::plot::{Rect, grey_image};
use crate::protocol::{Images, PictureId};
use crate::web::canvas::Canvas;
use crate::web::page::{Page, page};
use crate::web::parts::{Card, Empty, Turns, in_words};

/// Space between two digits, in CSS pixels.
const GAP: f64 = 4.0;

/// The samples' panel.
#[component]
pub(crate) fn Samples() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Images>(PictureId::Samples);
    let said = move || seen.with(|seen| seen.as_deref().map(|images| describe(page, images)));
    view! {
        <Card panel=Panel::Samples>
            <div class="picture">
                <Canvas
                    data=move || seen.get()
                    label=Signal::derive(alternative(page))
                    paint=|surface, seen| {
                        let Some(images) = seen.as_deref() else { return Ok(()) };
                        let bitmap = grey_image(&images.pixels, &surface.style.theme);
                        let places = grid(images.of, surface.width, surface.height, GAP * surface.style.scale);
                        surface.blit_all(&bitmap, (images.side, images.side), places, true, 3.0 * surface.style.scale)
                    }
                />
                <Empty when=move || seen.with(Option::is_none) id="state-empty-digits"/>
            </div>
            <Turns note=Signal::derive(move || said().unwrap_or_default())/>
        </Card>
    }
}

/// Squares in as many columns as rows.
fn grid(count: u32, width: f64, height: f64, gap: f64) -> impl Iterator<Item = (usize, Rect)> {
    let across = f64::from(count).sqrt().ceil().max(1.0);
    let cell = (width.min(height) + gap) / across;
    let (left, top) = ((width - width.min(height)) / 2.0, (height - width.min(height)) / 2.0);
    (0..count as usize).map(move |index| {
        let (row, column) = ((index as f64 / across).floor(), index as f64 % across);
        let side = (cell - gap).max(1.0);
        (index, Rect { x: left + column * cell, y: top + row * cell, width: side, height: side })
    })
}

/// Their number, and the discriminator's opinion of them.
fn describe(page: Page, images: &Images) -> String {
    let mean = images.probabilities.iter().sum::<f32>() / images.probabilities.len().max(1) as f32;
    page.text_with(
        "samples-said",
        &[("count", whole(u64::from(images.of)).into()), ("mean", percent(f64::from(mean)).into())],
    )
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Samples, move || {
        let seen = page.observed_now::<Images>(PictureId::Samples);
        seen.as_deref().map(|images| describe(page, images))
    })
}
