//! A strip of test digits with the network's predictions.

use std::sync::Arc;

use leptos::prelude::*;

use super::chances::{Bars, Chances};
use super::strip::{Ink, Pager, first_of, nth, range};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::whole;
use crate::lesson::Panel;
use crate::protocol::{Images, PictureId};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty};

/// How many digits the panel has room for; the trainer sends at least as many.
const STRIP: u32 = 18;

/// One digit of the strip with its prediction.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Guess {
    index: u32,
    label: u8,
    predicted: usize,
    /// Whole numbers, so that the text changes only when the change is visible.
    percent: u8,
}

impl Guess {
    /// The prediction for the test digit of this index, if it is in the strip.
    fn of(images: &Images, index: u32) -> Option<Self> {
        let place = index.checked_sub(images.first)? as usize;
        let label = *images.labels.get(place)?;
        let classes = images.probabilities.len().checked_div(images.labels.len())?;
        let chances = images.probabilities.get(place * classes..(place + 1) * classes)?;
        let (predicted, probability) = chances.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
        Some(Self { index, label, predicted, percent: (probability * 100.0).round() as u8 })
    }

    fn wrong(&self) -> bool {
        self.predicted != usize::from(self.label)
    }
}

/// The test digits' panel.
#[component]
pub(crate) fn Digits() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Images>(PictureId::Digits);
    let total = Memo::new(move |_| seen.get().as_deref().map_or(10_000, |images| images.of));
    let range = range(page, STRIP, total);
    view! {
        <Card panel=Panel::Digits beside=move || view! { <Pager room=STRIP total/> }>
            <div class="stage">
                <ul translate="no" class="strip" aria-label=range>
                    {(0..STRIP).map(|place| view! { <li><Digit place seen/></li> }).collect_view()}
                </ul>
                <Empty when=move || seen.with(Option::is_none) id="state-empty-digits"/>
            </div>
            <Probed seen/>
            <p translate="no" class="readout" role="status">{range}</p>
            <div class="legend">
                <span><i class="cross" aria-hidden="true">"✕"</i>{page.say("digits-wrong-legend")}</span>
            </div>
        </Card>
    }
}

/// A digit, as a button that shows it in the network.
#[component]
fn Digit(place: u32, seen: Memo<Option<Seen<Images>>>) -> impl IntoView {
    let page = page();
    let strip = page.slice(|state| state.display.view.strip);
    let index = move |images: &Images| first_of(strip.get(), images.of, STRIP) + place;
    let guess = Memo::new(move |_| seen.get().as_deref().and_then(|images| Guess::of(images, index(images))));
    // A drawn digit takes precedence over the selected one.
    let probed = page.slice(|state| state.display.view.drawn.is_empty().then_some(state.display.view.probe));
    let wrong = move || guess.get().is_some_and(|guess| guess.wrong());
    let title = move || guess.get().map(|guess| describe(page, &guess));
    // Pixels do not change during training; repainted when the strip moves.
    let pixels = Memo::new_with_compare(
        move |_| seen.get().as_deref().and_then(|images| pixels(images, index(images))).unwrap_or_default(),
        |old, new| old != new,
    );
    view! {
        <button
            class="digit"
            class:wrong=wrong
            aria-pressed=move || guess.get().is_some_and(|guess| Some(guess.index) == probed.get()).to_string()
            prop:disabled=move || guess.get().is_none()
            on:click=move |_| {
                if let Some(guess) = guess.get_untracked() {
                    page.dispatch(Msg::Show(DisplayChange::Probe(guess.index)));
                }
            }
        >
            <Ink pixels/>
            <span class="out-of-sight">{title}</span>
            <span class="said" aria-hidden="true">
                <b>{move || guess.get().map(|guess| guess.predicted)}</b>
                {move || guess.get().map(|guess| format!(" {} %", guess.percent))}
            </span>
            <span class="truth" aria-hidden="true">
                {move || guess.get().map(|guess| page.text(if guess.wrong() { "digits-wrong" } else { "digits-right" }))}
            </span>
            <span class="cross" aria-hidden="true">"✕"</span>
        </button>
    }
}

/// The probabilities of all classes for the digit that the network shows.
#[component]
fn Probed(seen: Memo<Option<Seen<Images>>>) -> impl IntoView {
    let page = page();
    let probed = page.slice(|state| state.display.view.probe);
    let chances = Memo::new(move |_| {
        seen.get().as_deref().and_then(|images| {
            let place = probed.get().checked_sub(images.first)? as usize;
            let classes = images.probabilities.len().checked_div(images.labels.len())?;
            let label = Some(*images.labels.get(place)?);
            Some(Chances { label, shares: images.probabilities.get(place * classes..(place + 1) * classes)?.to_vec() })
        })
    });
    let title = move || {
        let digit = page.text_with("network-digit", &[("digit", probed.get().into())]);
        format!("{} · {digit}", page.text("digits-probabilities"))
    };
    view! { <Bars chances title/> }
}

fn pixels(images: &Images, index: u32) -> Option<Arc<[f32]>> {
    nth(&images.pixels, images.side, index.checked_sub(images.first)? as usize)
}

fn describe(page: Page, guess: &Guess) -> String {
    page.text_with(
        "digits-digit",
        &[
            ("index", whole(u64::from(guess.index)).into()),
            ("label", u32::from(guess.label).into()),
            ("predicted", guess.predicted.to_string().into()),
            ("probability", format!("{} %", guess.percent).into()),
        ],
    )
}
