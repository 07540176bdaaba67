//! How fast play goes, as a slider.

use leptos::prelude::*;

use super::page::page;
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::protocol::Tempo;

/// The slider, from one step per second to full speed.
#[component]
pub(crate) fn Speed() -> impl IntoView {
    let page = page();
    let tempo = page.slice(|state| state.display.view.tempo);
    let words = move || page.text(&format!("speed-{}", tempo.get().name()));
    let place = move || Tempo::ALL.iter().position(|known| *known == tempo.get()).unwrap_or(0);
    let choose = move |event| {
        if let Some(tempo) = event_target_value(&event).parse::<usize>().ok().and_then(|place| Tempo::ALL.get(place)) {
            page.dispatch(Msg::Show(DisplayChange::Tempo(*tempo)));
        }
    };
    view! {
        <label class="speed-knob" title=page.say("speed.help")>
            <input
                type="range"
                min="0"
                max=Tempo::ALL.len() - 1
                step="1"
                prop:value=place
                aria-label=page.say("speed")
                aria-valuetext=words
                on:input=choose
            />
            <span aria-hidden="true">{page.say("speed-label")} " " <b>{words}</b></span>
        </label>
    }
}
