//! A native range input over the positions listed in the table.

use leptos::prelude::*;

use super::frame::value_text;
use crate::app::Msg;
use crate::options::{Key, Kind, Value};
use crate::web::page::page;

/// The value is previewed while the slider moves, and set when it is released, because every value starts a new run.
#[component]
pub(crate) fn Slider(
    key: Key,
    id: String,
    positions: &'static [f64],
    /// The value that would be set if the slider were released now.
    preview: RwSignal<Option<Value>>,
) -> impl IntoView {
    let page = page();
    let value = page.slice(move |state| state.options.get(key).cloned());
    let worth = move || preview.get().or_else(|| value.get());
    let place = move || match worth() {
        Some(Value::Integer(value)) => nearest(positions, value as f64),
        Some(Value::Number(value)) => nearest(positions, value),
        _ => 0,
    };
    let moved_to = move |event: &web_sys::Event| {
        let position = *positions.get(event_target_value(event).parse::<usize>().ok()?)?;
        Some(match key.knob().kind {
            Kind::Integer { .. } => Value::Integer(position.round() as u64),
            _ => Value::Number(position),
        })
    };
    let taken = move |event: web_sys::Event| {
        preview.set(None);
        if let Some(value) = moved_to(&event) {
            page.dispatch(Msg::Set(key, value));
        }
    };
    view! {
        <input
            type="range"
            id=id
            min="0"
            max=positions.len().saturating_sub(1)
            step="1"
            aria-valuetext=move || value_text(page, key, worth().as_ref())
            prop:value=move || place().to_string()
            on:input=move |event| preview.set(moved_to(&event))
            on:change=taken
        />
    }
}

fn nearest(positions: &[f64], value: f64) -> usize {
    let distance = |index: usize| (positions[index] - value).abs();
    (0..positions.len()).min_by(|&a, &b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
}
