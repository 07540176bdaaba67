//! Adding and removing hidden layers and their units.

use leptos::prelude::*;

use super::typed::Typed;
use crate::app::Msg;
use crate::options::{Key, Kind, Value};
use crate::web::page::page;

/// Units of a new layer if there is none before it.
const FIRST: u32 = 4;

/// A stepper for the number of layers, and one for each layer's units. The URL accepts more than the page offers.
#[component]
pub(crate) fn Layers(key: Key) -> impl IntoView {
    let page = page();
    let layers = page.slice(move |state| state.options.layers(key).to_vec());
    let (most_layers, most_units) = match key.knob().kind {
        Kind::Layers { page_layers, page_units, .. } => (page_layers, page_units),
        _ => (0, 0),
    };
    let set = move |change: &dyn Fn(&mut Vec<u32>)| {
        let mut units = layers.get_untracked();
        change(&mut units);
        page.dispatch(Msg::Set(key, Value::Layers(units)));
    };
    let fewer = move |_| {
        set(&|units| {
            units.pop();
        });
    };
    let more = move |_| set(&|units| units.push(units.last().copied().unwrap_or(FIRST).min(most_units)));
    let full = move || layers.with(|layers| layers.len() >= most_layers);
    view! {
        <div translate="no" class="columns">
            <span class="stepper">
                <Step sign="−" label=page.say("layers-remove") off=move || layers.with(Vec::is_empty) act=fewer/>
                <b>{move || layers.with(Vec::len)}</b>
                <Step sign="+" label=page.say("layers-add") off=full act=more/>
            </span>
            <For each=move || 0..layers.with(Vec::len) key=|layer| *layer let:layer>
                {
                    let units = move || layers.with(|layers| layers.get(layer).copied().unwrap_or(0));
                    let name = ("layer", (layer + 1).to_string());
                    let say = move |id: &str| page.text_with(id, &[(name.0, name.1.clone().into())]);
                    let (title, less, more, units_of) = (say.clone(), say.clone(), say.clone(), say);
                    // Accepts any width that the table allows; anything else is refused with a message.
                    let typed = move |text| page.dispatch(Msg::TypedItem(key, layer, text));
                    let (least, most) = (move || units() <= 1, move || units() >= most_units);
                    let change = move |by: i32| {
                        set(&|units: &mut Vec<u32>| {
                            if let Some(units) = units.get_mut(layer) {
                                *units = units.saturating_add_signed(by).max(1);
                            }
                        });
                    };
                    view! {
                        <span class="stepper">
                            <span aria-hidden="true">{move || title("layers-layer")}</span>
                            <Step sign="−" label=move || less("layers-fewer") off=least act=move |_| change(-1)/>
                            <Typed
                                label=Signal::derive(move || units_of("layers-layer"))
                                class="units"
                                keyboard="numeric"
                                value=Signal::derive(move || units().to_string())
                                taken=typed
                            />
                            <Step sign="+" label=move || more("layers-more") off=most act=move |_| change(1)/>
                        </span>
                    }
                }
            </For>
        </div>
    }
}

/// A button that changes a number.
#[component]
pub(crate) fn Step(
    sign: &'static str,
    label: impl Fn() -> String + Send + Sync + 'static,
    off: impl Fn() -> bool + Send + Sync + 'static,
    act: impl Fn(web_sys::MouseEvent) + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="button mini" aria-label=label prop:disabled=off on:click=act>
            <span aria-hidden="true">{sign}</span>
        </button>
    }
}
