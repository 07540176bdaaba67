//! An enlarged view of a first-layer unit's weights: in the diagram its picture is as small as a fingernail.

use leptos::prelude::*;

use super::{Pointed, words};
use crate::plot::{Hit, weight_map};
use crate::protocol::Layers;
use crate::web::canvas::{Canvas, CanvasSurface, Painted};
use crate::web::page::{Seen, page};

/// The picture, in a reserved place.
#[component]
pub(crate) fn CloseUp(seen: Memo<Option<Seen<Layers>>>, pointed: Pointed) -> impl IntoView {
    let page = page();
    // The unit last pointed at stays, so that the pointer can rest elsewhere.
    let row = Memo::new(move |last: Option<&Option<usize>>| {
        let now = match pointed.marked_hit() {
            Some(Hit::Unit { column: 1, row } | Hit::Bias { column: 1, row }) => Some(row),
            Some(Hit::Link { column: 1, from, .. }) => Some(from),
            _ => None,
        };
        now.or(last.copied().flatten())
    });
    // Before that, the unit that responds most to the digit.
    let row = Memo::new(move |_| row.get().or_else(|| seen.get().as_deref().map(most_active)));
    let title = move || {
        let row = row.get()?;
        seen.get().as_deref().and_then(|layers| words::unit(page, layers, 1, row))
    };
    view! {
        <figure class="close-up">
            <div class="picture">
                <Canvas
                    data=move || (seen.get(), row.get())
                    label=Signal::derive(page.say("network-close-up"))
                    paint=move |surface, (seen, row)| {
                        row.and_then(|row| seen.as_deref().map(|layers| paint(surface, layers, row)))
                            .unwrap_or(Ok(()))
                    }
                />
            </div>
            <figcaption>
                {move || title().map(|unit| page.text_with("network-close-up-of", &[("unit", unit.into())]))}
            </figcaption>
        </figure>
    }
}

fn most_active(layers: &Layers) -> usize {
    let active = layers.columns.get(1).map_or(&[][..], |column| &column.activations);
    (0..active.len()).max_by(|a, b| active[*a].total_cmp(&active[*b])).unwrap_or(0)
}

fn paint(surface: &CanvasSurface, layers: &Layers, row: usize) -> Painted {
    let Some(column) = layers.columns.get(1).filter(|column| column.weight_maps) else { return Ok(()) };
    let pixels = (column.map_side * column.map_side) as usize;
    match column.maps.get(row * pixels..(row + 1) * pixels) {
        Some(weights) => {
            surface.blit(&weight_map(weights, &surface.style.theme), column.map_side, surface.whole(), false)
        }
        None => Ok(()),
    }
}
