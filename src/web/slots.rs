//! Places for panels that answer one question each. A slot shows one of its panels; the others are its tabs.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icons::{self, Icon};
use super::page::page;
use super::panels::PanelCard;
use super::parts::InSlot;
use super::places::{Places, places};
use super::step::CurrentStep;
use super::transport::is_offered;
use crate::app::Msg;
use crate::app::hidden::Part;
use crate::app::message::DisplayChange as Display;
use crate::lesson::{Panel, Slot};

/// All slots that have panels.
#[component]
pub(crate) fn Slots() -> impl IntoView {
    // The first is what a phone shows first.
    Slot::ALL.iter().map(|slot| view! { <SlotCard which=*slot/> }).collect_view()
}

/// One slot: its question, its tabs, and the panel of the chosen one.
#[component]
fn SlotCard(which: Slot) -> impl IntoView {
    let page = page();
    provide_context(InSlot);
    let name = which.name();
    let Places { large, saving, .. } = places();
    let tabs = page.slice(move |state| state.tabs(which));
    let chosen = page.slice(move |state| state.tab(which));
    let (header, download) = (is_offered(page, Part::Header), is_offered(page, Part::Download));
    let savable = Signal::derive(move || header.get() && download.get());
    let is_large = move || large.get() == Some(which);
    let enlarge = move |_| large.update(|large| *large = if *large == Some(which) { None } else { Some(which) });
    let escape = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && large.get_untracked() == Some(which) {
            event.prevent_default();
            large.set(None);
        }
    };
    view! {
        <Show when=move || chosen.get().is_some()>
            <section
                class=format!("card slot slot-{name}")
                class:large=is_large
                aria-labelledby=format!("slot-{name}")
                on:keydown=escape
            >
                <header>
                    <h2 id=format!("slot-{name}")>{move || page.text(&format!("slot-{name}"))}</h2>
                    <Show when=move || savable.get()>
                        <button
                            type="button"
                            class="button quiet save"
                            aria-haspopup="dialog"
                            aria-label=page.say("slot-save")
                            title=page.say("slot-save")
                            on:click=move |_| saving.set(chosen.get_untracked())
                        >
                            <Icon shape=icons::DOWNLOAD/>
                        </button>
                    </Show>
                    <button
                        type="button"
                        class="button quiet enlarge"
                        aria-pressed=move || is_large().to_string()
                        aria-label=move || page.text(if is_large() { "slot-put-back" } else { "slot-enlarge" })
                        title=move || page.text(if is_large() { "slot-put-back" } else { "slot-enlarge" })
                        on:click=enlarge
                    >
                        <Icon shape=Signal::derive(move || if is_large() { icons::SHRINK } else { icons::ENLARGE })/>
                    </button>
                </header>
                <Tabs which tabs chosen/>
                {move || chosen.get().map(|panel| view! { <PanelCard panel/> })}
                <CurrentStep/>
            </section>
        </Show>
    }
}

/// The tabs of a slot: one stop of the tab key; arrow keys move, Home and End jump.
#[component]
fn Tabs(which: Slot, tabs: Memo<Vec<Panel>>, chosen: Memo<Option<Panel>>) -> impl IntoView {
    let page = page();
    let choose = move |panel: Panel| {
        page.dispatch(Msg::Show(Display::Tab(panel)));
        let tab = document().get_element_by_id(&format!("tab-{}", panel.name()));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Focus can only fail for an element that is gone.
            let _ = tab.focus();
        }
    };
    let travel = move |event: web_sys::KeyboardEvent| {
        let tabs = tabs.get_untracked();
        let Some(at) = tabs.iter().position(|panel| chosen.get_untracked() == Some(*panel)) else { return };
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % tabs.len(),
            "ArrowLeft" => (at + tabs.len() - 1) % tabs.len(),
            "Home" => 0,
            "End" => tabs.len() - 1,
            _ => return,
        };
        event.prevent_default();
        choose(tabs[next]);
    };
    let lesson = page.slice(|state| state.options.lesson());
    let tab = move |panel: Panel| {
        let name = panel.name();
        let selected = move || chosen.get() == Some(panel);
        view! {
            <button
                type="button"
                class="tab"
                role="tab"
                id=format!("tab-{name}")
                aria-controls=format!("panel-{name}")
                aria-selected=move || selected().to_string()
                tabindex=move || if selected() { "0" } else { "-1" }
                title=move || page.text(&format!("panel-{name}.help"))
                on:click=move |_| choose(panel)
            >
                {move || {
                    // What the lesson calls it, or its short name, or its name.
                    let own = format!("{}-panel-{name}", lesson.get().lesson().curves);
                    let ids = [own, format!("panel-{name}.tab"), format!("panel-{name}")];
                    ids.iter().find(|id| page.has(id)).map(|id| page.text(id))
                }}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-labelledby=format!("slot-{}", which.name()) on:keydown=travel>
            <For each=move || tabs.get() key=|panel| *panel children=tab/>
        </div>
    }
}
