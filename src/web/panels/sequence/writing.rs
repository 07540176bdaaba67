//! The text that the network writes, and its sampling temperature.

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::protocol::{self, View};
use crate::web::page::{Seen, page};

/// The text.
#[component]
pub(crate) fn Writing(seen: Memo<Option<Seen<protocol::Writing>>>) -> impl IntoView {
    let page = page();
    let part = move |read: fn(&str, &str) -> String| {
        move || seen.with(|seen| seen.as_deref().map_or_else(String::new, |text| read(&text.given, &text.written)))
    };
    let temperature = page.slice(|state| state.display.view.temperature);
    let set = move |event| {
        if let Ok(hundredths) = event_target_value(&event).parse::<f32>() {
            page.dispatch(Msg::Show(DisplayChange::Temperature(hundredths / 100.0)));
        }
    };
    let shown = move || format!("{:.2}", temperature.get());
    view! {
        <p translate="no" class="written" aria-label=page.say("sequence-written")>
            <mark>{part(|given, _| given.to_owned())}</mark>
            <span>{part(|_, written| written.to_owned())}</span>
        </p>
        <div translate="no" class="heat">
            <label for="temperature">{page.say("sequence-temperature")}</label>
            <input
                type="range"
                id="temperature"
                min="0"
                max=(View::HOTTEST * 100.0).to_string()
                step="5"
                aria-valuetext=shown
                aria-describedby="temperature-said"
                prop:value=move || (temperature.get() * 100.0).round().to_string()
                on:input=set
            />
            <b>{shown}</b>
        </div>
        <p class="aside" id="temperature-said">
            {move || {
                page.text(if temperature.get() == 0.0 { "sequence-temperature-zero" } else { "sequence-temperature-help" })
            }}
        </p>
        <div class="legend">
            <span><mark aria-hidden="true">"abc"</mark>{move || page.text(if temperature.get() == 0.0 { "sequence-legend-likeliest" } else { "sequence-legend-given" })}</span>
        </div>
    }
}
