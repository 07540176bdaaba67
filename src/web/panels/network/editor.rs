//! The field for a new weight or bias, over the place in the diagram.

use leptos::html;
use leptos::prelude::*;

use super::{with_layers, words};
use crate::app::Msg;
use crate::plot::{Hit, weight_of};
use crate::web::page::{Seen, page};

/// The field stands a little below what it changes, in CSS pixels.
const BELOW: f64 = 38.0;

/// Enter or Set takes the number; Escape leaves everything as it was.
#[component]
pub fn Editor(
    /// What is edited.
    editing: RwSignal<Option<Hit>>,
    /// The network.
    seen: Memo<Option<Seen>>,
    /// The middle of a thing, in CSS pixels from the diagram's corner.
    place: impl Fn(Hit) -> Option<(f64, f64)> + Send + Sync + Copy + 'static,
) -> impl IntoView {
    view! {
        {move || editing.get().map(|hit| view! { <Form hit editing seen at=place(hit).unwrap_or_default()/> })}
    }
}

#[component]
fn Form(hit: Hit, editing: RwSignal<Option<Hit>>, seen: Memo<Option<Seen>>, at: (f64, f64)) -> impl IntoView {
    let page = page();
    let input = NodeRef::<html::Input>::new();
    // The words stay as they are for as long as the field is open.
    let say = move |id: &'static str| untrack(move || page.text(id));
    let now = with_layers(seen.get_untracked().as_ref(), |layers| {
        let (name, index, value) = weight_of(layers, hit)?;
        let title = untrack(|| words::name(page, layers, hit));
        Some((name.to_owned(), index, value, title.unwrap_or_default()))
    })
    .flatten();
    let Some((name, index, value, title)) = now else { return ().into_any() };
    // Whoever clicked wants to type.
    Effect::new(move || {
        if let Some(input) = input.get() {
            // When it is laid out: before, there is nothing to select.
            request_animation_frame(move || {
                // Only fails for an element that is gone.
                let _ = input.focus();
                input.select();
            });
        }
    });
    let close = move || {
        editing.set(None);
        let diagram = document().get_element_by_id("diagram");
        if let Some(diagram) = diagram.and_then(|it| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(it).ok()) {
            let _ = diagram.focus();
        }
    };
    let typed = move || input.get_untracked().and_then(|input| input.value().trim().parse::<f32>().ok());
    let take = move |value: Option<f32>| {
        // Not a number: the field keeps the focus, and the browser says why.
        let Some(value) = value.filter(|value| value.is_finite()) else { return };
        page.dispatch(Msg::Edit { name: name.clone(), index, value });
        close();
    };
    let turn = take.clone();
    view! {
        <form
            class="editor"
            style:left=format!("clamp(150px, {:.0}px, calc(100% - 150px))", at.0)
            style:top=format!("clamp(30px, {:.0}px, calc(100% - 30px))", at.1 + BELOW)
            on:submit=move |event| {
                event.prevent_default();
                take(typed());
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    close();
                }
            }
        >
            <label class="out-of-sight" for="new-number">{title}</label>
            <input
                id="new-number"
                class="field"
                type="number"
                step="any"
                required
                autocomplete="off"
                node_ref=input
                value=short(value)
            />
            <button type="submit" class="button">{say("network-apply")}</button>
            <button
                type="button"
                class="button"
                aria-label=say("network-turn-sign")
                title=say("network-turn-sign")
                on:click=move |_| turn(typed().map(|value| -value))
            >
                "±"
            </button>
            <button type="button" class="button quiet" aria-label=say("network-cancel") on:click=move |_| close()>
                "✕"
            </button>
        </form>
    }
    .into_any()
}

/// Four significant digits, in the form that a number field takes.
fn short(value: f32) -> String {
    format!("{value:.3e}").parse::<f32>().unwrap_or(value).to_string()
}
