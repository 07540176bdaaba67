//! A text field for a number.

use leptos::prelude::*;

/// A text field that takes effect on Enter or when it loses the focus; Escape restores the old text. Afterwards it shows
/// the value in force, whether the text was accepted or refused.
#[component]
pub(crate) fn Typed(
    /// The id for a label, if there is one.
    #[prop(optional, into)]
    id: Option<String>,
    /// The accessible name, if there is no label.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// Style.
    class: &'static str,
    /// The on-screen keyboard: `numeric` for whole numbers, or `decimal`.
    keyboard: &'static str,
    /// The value that stands.
    #[prop(into)]
    value: Signal<String>,
    /// Receives the typed text.
    taken: impl Fn(String) + Copy + 'static,
    /// Arrow keys change the number by one; with its bounds.
    #[prop(optional)]
    steps: Option<Steps>,
) -> impl IntoView {
    // Counts every attempt, so that the field is rewritten even if the value stays the same.
    let (tries, set_tries) = signal(0_u32);
    let put_right = move || set_tries.update(|tries| *tries = tries.wrapping_add(1));
    let shown = move || {
        tries.track();
        value.get()
    };
    let typed = move |event| {
        taken(event_target_value(&event));
        put_right();
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let by = match (event.key().as_str(), steps) {
            ("Escape", _) => return put_right(),
            ("ArrowUp", Some(_)) => 1,
            ("ArrowDown", Some(_)) => -1,
            _ => return,
        };
        event.prevent_default();
        if let Some(steps) = steps {
            steps.act.run(by);
        }
        put_right();
    };
    view! {
        <input
            id=id
            class=class
            type="text"
            inputmode=keyboard
            autocomplete="off"
            spellcheck="false"
            aria-label=move || label.map(|label| label.get())
            role=steps.map(|_| "spinbutton")
            aria-valuenow=move || steps.map(|_| value.get())
            aria-valuemin=steps.map(|_| "1")
            aria-valuemax=move || steps.map(|steps| steps.most.get().to_string())
            prop:value=shown
            on:change=typed
            on:keydown=key
        />
    }
}

/// What arrow keys do in a field.
#[derive(Clone, Copy)]
pub(crate) struct Steps {
    /// The largest number; the smallest is 1.
    pub most: Signal<u32>,
    /// Changes the number by this.
    pub act: Callback<i32>,
}
