//! Choices with a small picture each: exactly one (radio buttons), or any number (check boxes).

use leptos::prelude::*;

use crate::app::Msg;
use crate::choice::Choice as _;
use crate::data::clouds::Cloud;
use crate::data::plane::{self, features::Feature};
use crate::options::{DataSet, Key, Options, Value};
use crate::plot::heat_map;
use crate::web::canvas::Canvas;
use crate::web::page::page;

/// Samples across a picture.
const SIDE: usize = 40;

/// The native inputs cover their pictures, so that pointer, keyboard and screen reader meet what they know.
#[component]
pub(crate) fn Pictures(key: Key, id: String, names: Vec<String>, many: bool) -> impl IntoView {
    let page = page();
    let current = page.slice(move |state| state.options.get(key).cloned());
    let pick = move |name: &str, event: &web_sys::Event| {
        let value = match current.get_untracked() {
            Some(Value::Subset(mut chosen)) => {
                chosen.retain(|known| known != name);
                if event_target_checked(event) {
                    chosen.push(name.to_owned());
                }
                // Through the URL form, which restores the table's order.
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
        let hidden = {
            let name = name.clone();
            page.slice(move |state| state.display.hide.choice(&name))
        };
        let (drawn, titled, picked) = (name.clone(), name.clone(), name);
        let label = move || page.words(|words| words.choice(&titled));
        let values = page.now(|state| picture(&drawn, &state.options));
        view! {
            <label class="thumb" hidden=move || hidden.get()>
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
                    on:change=move |event| pick(&picked, &event)
                />
                <span class="tick" aria-hidden="true">"✓"</span>
                <span class="word">{label}</span>
            </label>
        }
    };
    view! { <div class="thumbs">{names.into_iter().map(thumb).collect_view()}</div> }
}

/// A data set's pattern, or a feature over the plane; the name belongs to one or the other.
fn picture(name: &str, options: &Options) -> Vec<f32> {
    /// Noise of a cloud's thumbnail, in percent.
    const NOISE: f64 = 8.0;
    match (DataSet::from_name(name), Feature::from_name(name)) {
        (Some(DataSet::Plane(id)), _) => plane::thumbnail(id, SIDE),
        (Some(DataSet::Cloud(id)), _) => Cloud::new(id, NOISE, options.points(Key::Drawn)).thumbnail(SIDE),
        (Some(DataSet::Mnist), _) => seven(),
        (None, Some(feature)) => feature_map(feature),
        (None, None) => Vec::new(),
    }
}

/// A feature over the plane, scaled to its largest value.
fn feature_map(feature: Feature) -> Vec<f32> {
    let side = SIDE as f32;
    let place = |cell: usize| ((cell as f32 + 0.5) / side * 2.0 - 1.0) * plane::REGION[1];
    let mut values: Vec<f32> =
        (0..SIDE * SIDE).map(|cell| feature.of([place(cell % SIDE), -place(cell / SIDE)])).collect();
    let largest = values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    for value in &mut values {
        *value /= largest.max(f32::MIN_POSITIVE);
    }
    values
}

/// A seven, for digits.
fn seven() -> Vec<f32> {
    /// Ends of the strokes of a seven, as shares of the side.
    const SEVEN: [[[f32; 2]; 2]; 2] = [[[0.3, 0.27], [0.68, 0.27]], [[0.68, 0.27], [0.45, 0.75]]];
    let distance = |[x, y]: [f32; 2], [[ax, ay], [bx, by]]: [[f32; 2]; 2]| {
        let along =
            (((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax).powi(2) + (by - ay).powi(2))).clamp(0.0, 1.0);
        (x - ax - along * (bx - ax)).hypot(y - ay - along * (by - ay))
    };
    let ink = |cell: usize| {
        let place = [(cell % SIDE) as f32 + 0.5, (cell / SIDE) as f32 + 0.5].map(|at| at / SIDE as f32);
        let nearest = SEVEN.map(|stroke| distance(place, stroke)).into_iter().fold(f32::INFINITY, f32::min);
        (1.0 - (nearest / 0.06).powi(4)).clamp(0.0, 1.0)
    };
    (0..SIDE * SIDE).map(ink).collect()
}
