//! Names with a small picture each: one of them (radio buttons), or some (check boxes).

use leptos::prelude::*;

use crate::app::Msg;
use crate::data::plane;
use crate::model::spec::{Key, Value};
use crate::plot::heat_map;
use crate::web::canvas::Canvas;
use crate::web::page::page;

/// Samples across a picture.
const SIDE: usize = 40;

/// The native inputs lie over their pictures, so pointer, keyboard and screen reader find what they know.
#[component]
pub fn Pictures(key: Key, id: String, names: Vec<String>, many: bool) -> impl IntoView {
    let page = page();
    let current = page.slice(move |state| state.options.get(key).cloned());
    let pick = move |name: &str, event: &web_sys::Event| {
        let value = match current.get_untracked() {
            Some(Value::Subset(mut chosen)) => {
                chosen.retain(|known| known != name);
                if event_target_checked(event) {
                    chosen.push(name.to_owned());
                }
                // Through the URL's form: there the table's order is restored, and an empty choice refused in words.
                return page.dispatch(Msg::Typed(key, chosen.join(",")));
            }
            _ => name.to_owned(),
        };
        page.dispatch(Msg::Typed(key, value));
    };
    let thumb = move |name: String| {
        let chosen = {
            let name = name.clone();
            move || match current.get() {
                Some(Value::Choice(chosen)) => chosen == name,
                Some(Value::Subset(chosen)) => chosen.contains(&name),
                _ => false,
            }
        };
        let only = {
            let chosen = chosen.clone();
            // The last feature cannot be switched off: a network needs something to see.
            move || many && chosen() && matches!(current.get(), Some(Value::Subset(chosen)) if chosen.len() == 1)
        };
        let (drawn, titled, picked) = (name.clone(), name.clone(), name);
        let label = move || page.words(|words| words.choice(&titled));
        let values = picture(&drawn);
        view! {
            <label class="thumb">
                <Canvas
                    data=|| ()
                    paint=move |surface, ()| {
                        let bitmap = heat_map(&values, &surface.style.theme, false);
                        surface.blit(&bitmap, SIDE as u32, surface.whole(), true)
                    }
                />
                <input
                    type=if many { "checkbox" } else { "radio" }
                    name=id.clone()
                    prop:checked=chosen
                    disabled=only
                    on:change=move |event| pick(&picked, &event)
                />
                <span class="tick" aria-hidden="true">"✓"</span>
                <span>{label}</span>
            </label>
        }
    };
    view! { <div class="thumbs">{names.into_iter().map(thumb).collect_view()}</div> }
}

/// A data set's pattern, or a feature over the plane (scaled to its own largest).
fn picture(name: &str) -> Vec<f32> {
    if crate::model::spec::PLANE_SETS.contains(&name) {
        return plane::thumbnail(name, SIDE);
    }
    let side = SIDE as f32;
    let place = |cell: usize| ((cell as f32 + 0.5) / side * 2.0 - 1.0) * plane::REGION[1];
    let mut values: Vec<f32> = (0..SIDE * SIDE)
        .map(|cell| plane::features::feature(name, [place(cell % SIDE), -place(cell / SIDE)]))
        .collect();
    let largest = values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    for value in &mut values {
        *value /= largest.max(f32::MIN_POSITIVE);
    }
    values
}
