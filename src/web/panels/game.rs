//! Generator against discriminator in the plane.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::words::{number, percent, whole};
use crate::data::clouds::CloudId;
use crate::lesson::Panel;
use crate::options::DataSet;
use crate::plot::{self, draw_game, field_rect, heat_map};
use crate::protocol::{Arrows, Field, Mesh, PictureId, Scatter};
use crate::web::canvas::Canvas;
use crate::web::icons::{self, Icon};
use crate::web::page::{Page, page};
use crate::web::parts::{Card, Empty, Ramp, Turns, in_words};

/// Layers of the picture that can be shown and hidden, each with its message id; the first four are on at first.
const LAYERS: [&str; 5] = ["game-field", "game-real", "game-fakes", "game-pushes", "game-mesh"];

/// The two players' panel.
#[component]
pub(crate) fn Game() -> impl IntoView {
    let page = page();
    let layers = RwSignal::new([true, true, true, true, false]);
    let (field, real) = (page.observed::<Field>(PictureId::Game), page.observed::<Scatter>(PictureId::Real));
    let (fakes, mesh) = (page.observed::<Arrows>(PictureId::Fakes), page.observed::<Mesh>(PictureId::Mesh));
    // Positions of the sectors' numbers in the run's data set.
    let signs = page.slice(|state| state.options.cloud().map(|cloud| cloud.signs()).unwrap_or_default());
    let data = move || (field.get(), real.get(), fakes.get(), mesh.get(), signs.get(), layers.get());
    let strongest = move || {
        let length = fakes.get().as_deref().map(plot::longest)?;
        Some(page.text_with("game-longest", &[("length", number(length).into())]))
    };
    // On a phone the pad is far below.
    let drawn = page.slice(|state| state.options.data() == Some(DataSet::Cloud(CloudId::Drawn)));
    let to_pad = |_| {
        let pad = document().query_selector(".sketch").ok().flatten();
        if let Some(pad) = pad.and_then(|pad| pad.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Focus can only fail for an element that is gone; it brings the pad into view.
            let _ = pad.focus();
        }
    };
    view! {
        <Card panel=Panel::Game beside=move || view! { <Show when=move || drawn.get()>
                    <button type="button" class="button mini on-phones" on:click=to_pad>{page.say("game-draw")}</button>
                </Show>
                <div class="switches" role="group" aria-label=page.say("game-layers")>
                    {(0..LAYERS.len()).map(|place| view! { <Layer place layers/> }).collect_view()}
                </div> }>
            <div class="picture">
                <Canvas
                    data
                    label=Signal::derive(alternative(page))
                    paint=|surface, (field, real, fakes, mesh, signs, [show_field, show_real, show_fakes, show_pushes, show_mesh])| {
                        let Some(field) = field.as_deref() else { return Ok(()) };
                        if *show_field {
                            let bitmap = heat_map(&field.shades(), &surface.style.theme, false);
                            let place = field_rect(surface.width, surface.height, surface.style.scale);
                            surface.blit(&bitmap, field.width, place, true)?;
                        }
                        let fakes = fakes.as_deref();
                        let game = plot::Game {
                            real: real.as_deref().filter(|_| *show_real),
                            fakes: fakes.filter(|_| *show_fakes),
                            pushes: fakes.filter(|_| *show_pushes),
                            mesh: mesh.as_deref().filter(|_| *show_mesh),
                            signs,
                        };
                        Ok(draw_game(&surface.area()?, field.region, &game, &surface.style)?)
                    }
                />
                <Empty when=move || field.with(Option::is_none) id="state-empty-output"/>
            </div>
            <Turns note=Signal::derive(move || strongest().unwrap_or_default())/>
            <div class="legend">
                <span class="real"><Icon shape=icons::DISC/><b>{page.say("game-legend-real")}</b></span>
                <span class="fake"><Icon shape=icons::DIAMOND/><b>{page.say("game-legend-fake")}</b></span>
                <span>{page.say("game-legend-sectors")}</span>
                <Ramp low="game-legend-low" high="game-legend-high"/>
            </div>
        </Card>
    }
}

/// A check box for one of [`LAYERS`].
#[component]
fn Layer(place: usize, layers: RwSignal<[bool; LAYERS.len()]>) -> impl IntoView {
    let page = page();
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || layers.get()[place]
                on:change=move |event| layers.update(|layers| layers[place] = event_target_checked(&event))
            />
            <span>{move || page.text(LAYERS[place])}</span>
        </label>
    }
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Game, move || {
        let fakes = page.observed_now::<Arrows>(PictureId::Fakes);
        let metrics = page.now(|state| state.run.metrics);
        let count = fakes.as_deref().map(|fakes| fakes.positions.len() / 2);

        count.zip(metrics).map(|(count, metrics)| {
            let share = |share: Option<f64>| share.map_or_else(|| page.text("stat-none"), percent);
            page.text_with(
                "alt-game",
                &[
                    ("fakes", whole(count as u64).into()),
                    ("good", share(metrics.test_accuracy).into()),
                    ("right", share(metrics.train_accuracy).into()),
                ],
            )
        })
    })
}
