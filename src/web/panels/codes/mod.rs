//! The latent space: a map of the test digits, and a point to drag, which is decoded live.
//!
//! - [`map`]: the map, for pointer, touch and keyboard.
//! - [`chosen`]: the selected point's numbers, and the picture decoded from them.

mod chosen;
mod map;

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::number;
use crate::lesson::Panel;
use crate::options::Key;
use crate::plot::code_name;
use crate::protocol::{Latent, PictureId};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Switch, live};

/// The panel of the code.
#[component]
pub(crate) fn Codes() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Latent>(PictureId::Codes);
    let units = page.slice(|state| state.options.integer(Key::Code) as u32);
    let heading = move || page.text_with("codes-heading", &[("units", units.get().into())]);
    view! {
        <Card panel=Panel::Codes heading=Signal::derive(heading) beside=move || view! { <div class="switches">
                    <Show when=move || { units.get() > 2 }>
                        <Axis seen units which=0/>
                        <Axis seen units which=1/>
                    </Show>
                    <Switch id="codes-grid" on=|state| state.display.view.grid != 0 change=DisplayChange::DecodedGrid/>
                </div> }>
            <div class="code-space">
                <map::Map seen/>
                <chosen::Chosen seen/>
            </div>
            <p translate="no" class="readout" id="codes-said" aria-live=live(page)>{describe_ring(page, seen)}</p>
            <div class="legend">
                <span>{page.say("codes-legend-figures")}</span>
                <span>{page.say("codes-legend-ring")}</span>
                <Show when=move || { units.get() > 2 }>
                    <span>{page.say("codes-legend-others")}</span>
                </Show>
            </div>
        </Card>
    }
}

/// Selects the latent unit for one of the map's axes. Selecting the other axis's unit swaps them.
#[component]
fn Axis(seen: Memo<Option<Seen<Latent>>>, units: Memo<u32>, which: usize) -> impl IntoView {
    let page = page();
    // As the trainer uses them: the view may name units that this code lacks.
    let axes = Memo::new(move |_| seen.get().as_deref().map_or([0, 1], |latent| latent.axes));
    let choose = move |event| {
        // The latest request, which the trainer may not have answered yet.
        let asked = page.now(|state| state.display.view.axes);
        let mut axes =
            if asked.iter().all(|unit| *unit < units.get_untracked()) { asked } else { axes.get_untracked() };
        if let Ok(unit) = event_target_value(&event).parse() {
            if axes[1 - which] == unit {
                axes.swap(0, 1);
            } else {
                axes[which] = unit;
            }
            page.dispatch(Msg::Show(DisplayChange::Axes(axes)));
        }
    };
    view! {
        <label class="check">
            <span>{move || page.text(if which == 0 { "codes-across" } else { "codes-up" })}</span>
            <select class="select" on:change=choose>
                <For each=move || 0..units.get() key=|unit| *unit let:unit>
                    <option value=unit prop:selected=move || axes.get()[which] == unit>{code_name(unit)}</option>
                </For>
            </select>
        </label>
    }
}

/// The position of the ring, shown and read aloud. While it follows a digit during training, only the digit is named, to
/// spare a screen reader an update per step.
fn describe_ring(page: Page, seen: Memo<Option<Seen<Latent>>>) -> impl Fn() -> String + Send + Sync {
    let point = page.slice(|state| state.display.view.point);
    let probe = page.slice(|state| state.display.view.probe);
    let axes = Memo::new(move |_| seen.get().as_deref().map(|latent| latent.axes));
    move || match (point.get(), axes.get()) {
        (Some([x, y]), Some([across, up])) => page.text_with(
            "codes-at",
            &[
                ("across", code_name(across).into()),
                ("x", number(f64::from(x)).into()),
                ("up", code_name(up).into()),
                ("y", number(f64::from(y)).into()),
            ],
        ),
        _ => page.text_with("codes-of-digit", &[("digit", probe.get().into())]),
    }
}

/// The ring's position: where a person put it, else the probed digit's code.
fn ring(latent: &Latent, point: Option<[f32; 2]>) -> [f32; 2] {
    point.unwrap_or_else(|| latent.axes.map(|axis| latent.point.get(axis as usize).copied().unwrap_or(0.0)))
}
