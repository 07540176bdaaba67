//! Digits that a generator makes, always from the same latent numbers.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::words::{percent, whole};
use crate::plot::{Rect, grey_image};
use crate::protocol::{Images, Observation};
use crate::web::canvas::Canvas;
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Turns, why_empty};

/// Room between two digits, in CSS pixels.
const GAP: f64 = 4.0;

/// The samples' panel.
#[component]
pub fn Samples() -> impl IntoView {
    let page = page();
    let seen = page.picture("samples");
    let empty = why_empty(page, "state-empty-digits");
    let said = move || seen.with(|seen| images(seen.as_ref()).map(|images| describe(page, images)));
    view! {
        <section class="card panel samples" aria-labelledby="title-samples">
            <header>
                <h2 id="title-samples" title=page.say("panel-samples.help")>{page.say("panel-samples")}</h2>
            </header>
            <div class="picture">
                <Canvas
                    data=move || seen.get()
                    label=Signal::derive(alternative(page))
                    paint=|surface, seen| {
                        let Some(images) = images(seen.as_ref()) else { return Ok(()) };
                        let bitmap = grey_image(&images.pixels, &surface.style.theme);
                        let places = grid(images.of, surface.width, surface.height, GAP * surface.style.scale);
                        surface.blit_all(&bitmap, (images.side, images.side), places, true, 3.0 * surface.style.scale)
                    }
                />
                <Show when=move || seen.with(Option::is_none)>
                    <p class="empty">{empty}</p>
                </Show>
            </div>
            <Turns note=Signal::derive(move || said().unwrap_or_default())/>
        </section>
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

fn images(seen: Option<&Seen>) -> Option<&Images> {
    match seen.map(|seen| &*seen.0) {
        Some(Observation::Images(images)) => Some(images),
        _ => None,
    }
}

/// How many there are, and what the discriminator says of them.
fn describe(page: Page, images: &Images) -> String {
    let mean = images.probabilities.iter().sum::<f32>() / images.probabilities.len().max(1) as f32;
    page.text_with(
        "samples-said",
        &[("count", whole(u64::from(images.of)).into()), ("mean", percent(f64::from(mean)).into())],
    )
}

/// What the picture says, in words; renewed once a second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let known = page.slice(|state| (state.run.id, state.run.pictures.contains_key("samples"), state.is_training()));
    move || {
        page.pulse.track();
        known.track();
        let seen = page.now(|state| state.run.pictures.get("samples").map(|seen| Seen(Arc::clone(seen))));
        images(seen.as_ref()).map_or_else(|| page.text("alt-empty"), |images| describe(page, images))
    }
}
