//! What surrounds every knob's control.

use leptos::prelude::*;

use super::control;
use crate::app::Msg;
use crate::options::{Control, Key, Value};
use crate::web::icons::{self, Icon};
use crate::web::page::{Page, page};
use crate::web::sparsity::zeros;

/// A knob: its name, its value next to the name, help on demand, and a reset button once it was changed.
#[component]
pub(crate) fn Knob(
    /// The knob.
    key: Key,
) -> impl IntoView {
    let page = page();
    let name = key.knob().name;
    let id = format!("knob-{name}");
    let help_id = format!("help-{name}");
    let title = move || page.text(&format!("knob-{name}"));
    let value = page.slice(move |state| state.options.get(key).cloned());
    let changed = page.slice(move |state| state.options.is_changed(key));
    let (helped, set_helped) = signal(false);
    // The value that a slider would set if released now.
    let preview = RwSignal::new(None);
    let worth = move || preview.get().or_else(|| value.get());
    // Selects, text fields and check boxes show their value themselves.
    let shows_itself = matches!(
        key.knob().control,
        Control::Select(_) | Control::Menu | Control::Field | Control::Toggles | Control::Stages
    );
    // Several controls form a group with a name; a single control has a label.
    let group = matches!(
        key.knob().control,
        Control::Thumbnails | Control::Toggles | Control::Layers | Control::Stages | Control::Sketch
    );
    let label = if group {
        view! { <span class="name" id=format!("{id}-name")>{title}</span> }.into_any()
    } else {
        view! { <label for=id.clone()>{title}</label> }.into_any()
    };
    let help_for_button = help_id.clone();
    let name_id = group.then(|| format!("{id}-name"));
    view! {
        <div
            class="knob"
            class:changed=move || changed.get()
            data-knob=name
            on:keydown=move |event| {
                if event.key() == "Escape" && helped.get_untracked() {
                    event.prevent_default();
                    set_helped.set(false);
                }
            }
            role=group.then_some("group")
            aria-labelledby=name_id
        >
            <div class="head">
                {label}
                <button
                    type="button"
                    class="small"
                    aria-label=move || page.text_with("app-help", &[("name", title().into())])
                    aria-expanded=move || helped.get().to_string()
                    aria-controls=help_for_button
                    on:click=move |_| set_helped.update(|helped| *helped = !*helped)
                >
                    <i aria-hidden="true">"?"</i>
                </button>
                <Show when=move || changed.get()>
                    <PutBack key/>
                </Show>
                {(!shows_itself)
                    .then(|| view! { <span translate="no" class="value">{move || value_text(page, key, worth().as_ref())}</span> })}
            </div>
            <p class="help" id=help_id hidden=move || !helped.get()>{move || page.text(&format!("knob-{name}.help"))}</p>
            {control(key, id, preview)}
            {(key == Key::L1).then(|| view! { <Zeros/> })}
        </div>
    }
}

/// The effect of the L1 penalty.
#[component]
fn Zeros() -> impl IntoView {
    let zeros = zeros(page());
    view! { <p translate="no" class="made">{zeros}</p> }
}

/// Resets the knob to the lesson's default, and names that value.
#[component]
fn PutBack(key: Key) -> impl IntoView {
    let page = page();
    let label = move || {
        let default = page.now(|state| state.options.default_for(key));
        let name = page.text(&format!("knob-{}", key.knob().name));
        page.text_with(
            "app-put-back",
            &[("name", name.into()), ("value", value_text(page, key, default.as_ref()).into())],
        )
    };
    view! {
        <button
            type="button"
            class="small"
            aria-label=label
            title=label
            on:click=move |_| page.dispatch(Msg::PutBack(key))
        >
            <Icon shape=icons::RESET/>
        </button>
    }
}

/// A value in words.
pub(crate) fn value_text(page: Page, key: Key, value: Option<&Value>) -> String {
    value.map(|value| page.words(|words| words.value(key, value))).unwrap_or_default()
}
