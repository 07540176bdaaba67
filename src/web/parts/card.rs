//! A panel's card, and what it shows while it has no picture.

use leptos::html;
use leptos::prelude::*;

use super::readout::why_empty;
use crate::app::Msg;
use crate::lesson::Panel;
use crate::web::page::page;
use crate::web::screen;

/// Marks a panel that is a tab of a slot rather than a card of its own.
#[derive(Clone, Copy)]
pub(crate) struct InSlot;

/// A panel: its heading, controls next to it, and its content. In a slot, the tab serves as the heading.
#[component]
pub(crate) fn Card(
    /// The panel.
    panel: Panel,
    /// The heading, if it says more than the panel's name.
    #[prop(optional, into)]
    heading: Option<Signal<String>>,
    /// Controls next to the heading.
    #[prop(optional, into)]
    beside: ViewFn,
    /// The content.
    children: Children,
) -> impl IntoView {
    let page = page();
    let in_slot = use_context::<InSlot>().is_some();
    let name = panel.name();
    let title = format!("title-{name}");
    let labelled = if in_slot { format!("tab-{name}") } else { title.clone() };
    let node = NodeRef::<html::Section>::new();
    // Panels off screen are not observed.
    Effect::new(move || {
        if let Some(section) = node.get() {
            screen::watch(&section, move |on| page.dispatch(Msg::OnScreen(panel, on)));
        }
    });
    on_cleanup(move || page.dispatch(Msg::OnScreen(panel, true)));
    view! {
        <section
            node_ref=node
            class=format!("panel {name}")
            class:card=!in_slot
            id=format!("panel-{name}")
            role=in_slot.then_some("tabpanel")
            aria-labelledby=labelled
        >
            <header>
                <h2
                    id=title
                    class:out-of-sight=in_slot && heading.is_none()
                    title=move || page.text(&format!("panel-{name}.help"))
                >
                    {move || heading.map_or_else(|| page.text(&format!("panel-{name}")), |heading| heading.get())}
                </h2>
                {move || beside.run()}
            </header>
            {children()}
        </section>
    }
}

/// The placeholder for a missing picture: why it is missing, or what is needed.
#[component]
pub(crate) fn Empty(
    /// Whether there is none.
    when: impl Fn() -> bool + Send + Sync + 'static,
    /// What is needed, as a message id, if nothing is wrong.
    id: &'static str,
) -> impl IntoView {
    let why = why_empty(page(), id);
    view! {
        <Show when>
            <p class="empty">{why}</p>
        </Show>
    }
}
