//! The text field for a new weight or bias, overlaid on the diagram.

use leptos::html;
use leptos::prelude::*;

use super::{focus_diagram, words};
use crate::app::Msg;
use crate::options::{Unread, numbers};
use crate::plot::{Hit, weight_of};
use crate::protocol::{Layers, PictureId};
use crate::web::page::{Seen, page};

/// Distance of the field below the edited item, in CSS pixels.
const BELOW: f64 = 38.0;

/// Enter or Set applies the number; Escape cancels. Text that is not a number stays, with a message below it.
#[component]
pub(crate) fn Editor(
    /// What is edited.
    editing: RwSignal<Option<Hit>>,
    /// The network.
    seen: Memo<Option<Seen<Layers>>>,
    /// The centre of the item, in CSS pixels from the diagram's corner.
    place: impl Fn(Hit) -> Option<(f64, f64)> + Send + Sync + Copy + 'static,
) -> impl IntoView {
    view! {
        {move || editing.get().map(|hit| view! { <Form hit editing seen at=place(hit).unwrap_or_default()/> })}
    }
}

#[component]
fn Form(hit: Hit, editing: RwSignal<Option<Hit>>, seen: Memo<Option<Seen<Layers>>>, at: (f64, f64)) -> impl IntoView {
    let page = page();
    let input = NodeRef::<html::Input>::new();
    // The texts stay unchanged while the field is open.
    let say = move |id: &'static str| untrack(move || page.text(id));
    // The parameter and its network are fixed now, whatever the diagram shows later.
    let network = page.now(|state| state.is_current(PictureId::Network).then_some(state.run.network));
    let now = network.and_then(|network| {
        let seen = seen.get_untracked();
        let number = seen.as_deref().map(|layers| {
            let (name, index, value) = weight_of(layers, hit)?;
            let title = untrack(|| words::name(page, layers, hit));
            Some((name.to_owned(), index, value, title.unwrap_or_default()))
        });
        Some((network, number.flatten()?))
    });
    let Some((network, (name, index, value, title))) = now else { return ().into_any() };
    let shown = short(value);
    let (refused, set_refused) = signal(None::<String>);
    // After a click, the person wants to type.
    Effect::new(move || {
        if let Some(input) = input.get() {
            // After layout: before, there is nothing to select.
            request_animation_frame(move || {
                // Fails only for an element that is gone.
                let _ = input.focus();
                input.select();
            });
        }
    });
    let close = move || {
        editing.set(None);
        focus_diagram();
    };
    let read = {
        let shown = shown.clone();
        move || {
            let text = input.get_untracked().map(|input| input.value()).unwrap_or_default();
            // An unchanged number keeps its undisplayed digits.
            let read = if text == shown && value.is_finite() { Ok(value) } else { numbers::read_single(&text) };
            read.map_err(|why: Unread| untrack(|| page.words(|words| words.unread(&text, &why))))
        }
    };
    let take = move |sign: f32| match read() {
        Ok(value) => {
            page.dispatch(Msg::Edit { network, name: name.clone(), index, value: sign * value });
            close();
        }
        Err(why) => {
            set_refused.set(Some(why));
            if let Some(input) = input.get_untracked() {
                // Fails only for an element that is gone.
                let _ = input.focus();
            }
        }
    };
    let turn = take.clone();
    view! {
        <form
            class="editor"
            style:left=format!("clamp(150px, {:.0}px, calc(100% - 150px))", at.0)
            style:top=format!("clamp(30px, {:.0}px, calc(100% - 30px))", at.1 + BELOW)
            on:submit=move |event| {
                event.prevent_default();
                take(1.0);
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
                type="text"
                inputmode="decimal"
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby="new-number-refused"
                node_ref=input
                value=shown
                on:input=move |_| set_refused.set(None)
            />
            <button type="submit" class="button">{say("network-apply")}</button>
            <button
                type="button"
                class="button"
                aria-label=say("network-turn-sign")
                title=say("network-turn-sign")
                on:click=move |_| turn(-1.0)
            >
                "±"
            </button>
            <button type="button" class="button quiet" aria-label=say("network-cancel") on:click=move |_| close()>
                "✕"
            </button>
            <p id="new-number-refused" role="alert" class="refused">{move || refused.get()}</p>
        </form>
    }
    .into_any()
}

/// Whether the focus is in the field or on one of its buttons.
pub(crate) fn has_focus() -> bool {
    document().active_element().is_some_and(|element| element.closest(".network .editor").is_ok_and(|it| it.is_some()))
}

/// Four significant digits.
fn short(value: f32) -> String {
    format!("{value:.3e}").parse::<f32>().unwrap_or(value).to_string()
}
