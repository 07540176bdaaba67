//! Single steps of two networks that learn against each other.

use leptos::prelude::*;

use crate::protocol::Part;
use crate::web::page::page;

/// Buttons for a single step of one player, and a note next to them.
#[component]
pub(crate) fn Turns(note: Signal<String>) -> impl IntoView {
    let page = page();
    let step = move |part: Part| page.dispatch(crate::app::Msg::PartStep(part));
    view! {
        <div class="turns" role="group" aria-label=page.say("game-turns")>
            <button type="button" class="button" on:click=move |_| step(Part::Discriminator)>
                {page.say("game-step-d")}
            </button>
            <button type="button" class="button" on:click=move |_| step(Part::Generator)>
                {page.say("game-step-g")}
            </button>
            <span translate="no" class="readout">{move || note.get()}</span>
        </div>
    }
}
