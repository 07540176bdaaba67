//! Test digits, each above its reconstruction, with the reconstruction error.

use std::sync::Arc;

use leptos::prelude::*;

use super::strip::{Ink, Pager, first_of, nth, range};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::whole;
use crate::lesson::Panel;
use crate::options::Key;
use crate::protocol::{PictureId, Rebuilt as Strip};
use crate::web::page::{Seen, page};
use crate::web::parts::{Card, Empty};

/// How many digits the panel has room for; the trainer sends as many.
const ROOM: u32 = 12;

/// The panel of rebuilt digits.
#[component]
pub(crate) fn Rebuilt() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Strip>(PictureId::Rebuilt);
    let total = Memo::new(move |_| seen.get().as_deref().map_or(10_000, |strip| strip.of));
    let noisy = page.slice(|state| state.options.is_on(Key::Denoise));
    let shown = range(page, ROOM, total);
    view! {
        <Card panel=Panel::Rebuilt beside=move || view! { <Pager room=ROOM total/> }>
            <div class="stage">
                <ul translate="no" class="strip" aria-label=shown>
                    {(0..ROOM).map(|place| view! { <li><Pair place seen noisy/></li> }).collect_view()}
                </ul>
                <Empty when=move || seen.with(Option::is_none) id="state-empty-digits"/>
            </div>
            <p translate="no" class="readout" role="status">{shown}</p>
            <div class="legend">
                <span>{page.say("rebuilt-legend-original")}</span>
                <Show when=move || noisy.get()>
                    <span>{page.say("rebuilt-legend-corrupted")}</span>
                </Show>
                <span>{page.say("rebuilt-legend-rebuilt")}</span>
                <span>{page.say("rebuilt-legend-error")}</span>
            </div>
        </Card>
    }
}

/// The text for a digit.
#[derive(Clone, PartialEq)]
struct Said {
    index: u32,
    label: u8,
    /// Formatted at a fixed width, so that the text changes only when the change is visible.
    error: String,
}

/// A digit above its reconstruction, as a button that moves the ring to its code.
#[component]
fn Pair(place: u32, seen: Memo<Option<Seen<Strip>>>, noisy: Memo<bool>) -> impl IntoView {
    let page = page();
    let strip = page.slice(|state| state.display.view.strip);
    // The digit's position in the received strip, which may still be the previous one.
    let at = move |sent: &Strip| {
        let index = first_of(strip.get(), sent.of, ROOM) + place;
        index.checked_sub(sent.first).map(|at| at as usize)
    };
    let said = Memo::new(move |_| {
        seen.get().as_deref().and_then(|sent| {
            let at = at(sent)?;
            let (label, error) = (*sent.labels.get(at)?, *sent.errors.get(at)?);
            Some(Said { index: sent.first + at as u32, label, error: format!("{error:.4}") })
        })
    });
    let picture = move |of: fn(&Strip) -> &[f32]| {
        Memo::new(move |_| {
            seen.get().as_deref().and_then(|sent| nth(of(sent), sent.side, at(sent)?)).unwrap_or_default()
        })
    };
    let (original, corrupted, rebuilt): (Memo<Arc<[f32]>>, _, _) =
        (picture(|sent| &sent.originals), picture(|sent| &sent.corrupted), picture(|sent| &sent.rebuilt));
    let probed = page.slice(|state| state.display.view.probe);
    let title = move || {
        said.get().map(|Said { index, label, error }| {
            let args = [
                ("index", whole(u64::from(index)).into()),
                ("label", u32::from(label).into()),
                ("error", error.into()),
            ];
            page.text_with("rebuilt-digit", &args)
        })
    };
    view! {
        <button
            class="digit"
            aria-pressed=move || said.get().is_some_and(|said| said.index == probed.get()).to_string()
            prop:disabled=move || said.get().is_none()
            on:click=move |_| {
                if let Some(said) = said.get_untracked() {
                    page.dispatch(Msg::Show(DisplayChange::Probe(said.index)));
                }
            }
        >
            <Ink pixels=original/>
            <Show when=move || noisy.get()>
                <Ink pixels=corrupted/>
            </Show>
            <Ink pixels=rebuilt/>
            <span class="out-of-sight">{title}</span>
            <span class="said" aria-hidden="true">{move || said.get().map(|said| said.error)}</span>
        </button>
    }
}
