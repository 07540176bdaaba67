//! The card of a panel, and what it says while it has no picture.

use leptos::prelude::*;

use super::readout::why_empty;
use crate::lesson::{Panel, Slot};
use crate::web::page::page;

/// A panel's card: its heading, what stands beside that, and what is in it.
#[component]
pub fn Card(
    /// Which panel.
    panel: Panel,
    /// The heading, where it says more than the panel's name.
    #[prop(optional, into)]
    heading: Option<Signal<String>>,
    /// What stands beside the heading.
    #[prop(optional, into)]
    beside: ViewFn,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let page = page();
    let name = panel.name();
    let title = format!("title-{name}");
    let labelled = title.clone();
    let side = if panel.slot() == Some(Slot::Network) { "" } else { "side " };
    view! {
        <section class=format!("card panel {side}{name}") aria-labelledby=labelled>
            <header>
                <h2 id=title title=move || page.text(&format!("panel-{name}.help"))>
                    {move || heading.map_or_else(|| page.text(&format!("panel-{name}")), |heading| heading.get())}
                </h2>
                {beside.run()}
            </header>
            {children()}
        </section>
    }
}

/// What stands in a picture's place while there is none: why, or what is missing.
#[component]
pub fn Empty(
    /// Whether there is none.
    when: impl Fn() -> bool + Send + Sync + 'static,
    /// What is missing, as a message id, where nothing is wrong.
    id: &'static str,
) -> impl IntoView {
    let why = why_empty(page(), id);
    view! {
        <Show when>
            <p class="empty">{why}</p>
        </Show>
    }
}
