//! One panel per file: a card with a heading, its picture, a legend, and a text alternative.
//!
//! A panel draws an observation by its kind, whatever family of network it comes from.

mod attention;
mod chances;
mod chart;
mod codes;
mod confusion;
mod coverage;
mod digits;
mod fit;
mod fold;
mod game;
mod gates;
mod idea;
mod leaf;
mod looks;
mod loss;
mod maps;
mod network;
mod output;
mod pad;
mod pixel;
mod race;
mod reach;
mod rebuilt;
mod samples;
mod seeds;
mod sequence;
mod strip;
mod surface;
mod tokens;

use leptos::prelude::*;

use super::canvas::Canvas;
use super::page::{Page, page};
use crate::app::State;
use crate::app::hidden::Part as Hideable;
use crate::app::message::Show as Display;
use crate::lesson::Panel;
use crate::plot::scale_bar;
use crate::protocol::Part;

/// The panel's card.
#[component]
pub fn PanelCard(
    /// Which one.
    panel: Panel,
) -> impl IntoView {
    match panel {
        Panel::Output => view! { <output::Output/> }.into_any(),
        Panel::Network => view! { <network::Network/> }.into_any(),
        Panel::Loss => view! { <loss::Loss/> }.into_any(),
        Panel::Digits => view! { <digits::Digits/> }.into_any(),
        Panel::Maps => view! { <maps::FeatureMaps/> }.into_any(),
        Panel::Pixel => view! { <pixel::Pixel/> }.into_any(),
        Panel::Confusion => view! { <confusion::ConfusionMatrix/> }.into_any(),
        Panel::Pad => view! { <pad::Pad/> }.into_any(),
        Panel::Rebuilt => view! { <rebuilt::Rebuilt/> }.into_any(),
        Panel::Codes => view! { <codes::Codes/> }.into_any(),
        Panel::Attention => view! { <attention::Attention/> }.into_any(),
        Panel::Tokens => view! { <tokens::Tokens/> }.into_any(),
        Panel::Game => view! { <game::Game/> }.into_any(),
        Panel::Coverage => view! { <coverage::Coverage/> }.into_any(),
        Panel::Samples => view! { <samples::Samples/> }.into_any(),
        Panel::Idea => view! { <idea::Idea/> }.into_any(),
        Panel::Fit => view! { <fit::Fit/> }.into_any(),
        Panel::Surface => view! { <surface::Surface/> }.into_any(),
        Panel::Fold => view! { <fold::Fold/> }.into_any(),
        Panel::Sequence => view! { <sequence::Sequence/> }.into_any(),
        Panel::Gates => view! { <gates::Gates/> }.into_any(),
        Panel::Reach => view! { <reach::Reach/> }.into_any(),
        Panel::Race => view! { <race::Race/> }.into_any(),
        Panel::Seeds => view! { <seeds::Seeds/> }.into_any(),
    }
}

/// Whether the panel stands in the narrow column of a wide screen.
pub const fn is_side(panel: Panel) -> bool {
    matches!(
        panel,
        Panel::Output
            | Panel::Loss
            | Panel::Digits
            | Panel::Rebuilt
            | Panel::Pad
            | Panel::Confusion
            | Panel::Surface
            | Panel::Seeds
            | Panel::Reach
            | Panel::Race
            | Panel::Tokens
            | Panel::Coverage
    )
}

/// A check box that changes how the page shows the run.
#[component]
fn Switch(
    /// Its words' id.
    id: &'static str,
    /// Whether it is on.
    on: fn(&State) -> bool,
    /// What it changes.
    change: fn(bool) -> Display,
    /// What a link hides it by, if links can.
    #[prop(optional)]
    part: Option<Hideable>,
) -> impl IntoView {
    let page = page();
    let checked = page.slice(on);
    let offered = page.slice(move |state| part.is_none_or(|part| !state.display.hide.part(part)));
    let toggle = move |event| page.dispatch(crate::app::Msg::Show(change(event_target_checked(&event))));
    view! {
        <Show when=move || offered.get()>
            <label class="check">
                <input type="checkbox" prop:checked=move || checked.get() on:change=toggle/>
                <span>{move || page.text(id)}</span>
            </label>
        </Show>
    }
}

/// Buttons that have one of two players take a step alone, and a note beside them.
#[component]
fn Turns(note: Signal<String>) -> impl IntoView {
    let page = page();
    let step = move |part: Part| page.dispatch(crate::app::Msg::PartStep(part));
    view! {
        <div class="turns" role="group" aria-label=page.say("game-turns")>
            <button type="button" class="button" on:click=move |_| step(Part::Discriminator)>
                {page.say("game-step-d")}
            </button>
            <button type="button" class="button" on:click=move |_| step(Part::Generator)>
                {page.say("game-step-g")}
            </button>
            <span translate="no" class="readout">{move || note.get()}</span>
        </div>
    }
}

/// Whether a readout is read aloud when it changes: not while the network is trained, when its numbers never rest.
fn live(page: Page) -> impl Fn() -> &'static str + Copy + Send + Sync {
    let training = page.slice(State::is_training);
    move || if training.get() { "off" } else { "polite" }
}

/// Right and up, for an arrow key on a plane.
fn direction(key: &str) -> Option<[f32; 2]> {
    match key {
        "ArrowLeft" => Some([-1.0, 0.0]),
        "ArrowRight" => Some([1.0, 0.0]),
        "ArrowUp" => Some([0.0, 1.0]),
        "ArrowDown" => Some([0.0, -1.0]),
        _ => None,
    }
}

/// The cell of a grid that a key leads to; `last` is its last row and column.
fn travelled(key: &str, (row, column): (usize, usize), last: (usize, usize)) -> Option<(usize, usize)> {
    match key {
        "ArrowUp" => Some((row.saturating_sub(1), column)),
        "ArrowDown" => Some(((row + 1).min(last.0), column)),
        "ArrowLeft" => Some((row, column.saturating_sub(1))),
        "ArrowRight" => Some((row, (column + 1).min(last.1))),
        "Home" => Some((row, 0)),
        "End" => Some((row, last.1)),
        _ => None,
    }
}

/// A scale of values from low to high, as colours.
#[component]
fn Ramp(
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

/// Why there is no picture yet, while there is none.
fn why_empty(page: Page, id: &'static str) -> impl Fn() -> String + Copy + Send + Sync {
    let cause = page.slice(State::why_empty);
    move || page.text(cause.get().unwrap_or(id))
}
