//! Where everything stands: header, transport, messages, panels, knobs, footer.

use leptos::prelude::*;

use super::controls::Knobs;
use super::header::Header;
use super::lasting::Lasting;
use super::notices::Notices;
use super::page::page;
use super::panels::{PanelCard, is_side};
use super::system;
use super::transport::Transport;
use crate::app::words::Words;
use crate::lesson::Panel;
use crate::model::spec::Key;

/// The page.
#[component]
pub fn Layout() -> impl IntoView {
    let page = page();
    // The document itself follows the state, too.
    let lesson = page.slice(|state| state.options.lesson());
    Effect::new(move || {
        let lang = page.words(Words::lang);
        let title = page.text(&format!("lesson-{}-title", lesson.get().lesson().name));
        document().set_title(&format!("{title} · {}", page.text("app-title")));
        if let Some(root) = document().document_element() {
            let theme = if page.dark.get() { "dark" } else { "light" };
            // Only refused for names that are no names.
            let _ = root.set_attribute("data-theme", theme);
            let _ = root.set_attribute("lang", lang);
        }
    });

    let digits = page.slice(|state| state.options.has(Key::Digits));
    let bare = page.slice(|state| state.groups().is_empty());
    let few = page.slice(|state| state.panels().len() < state.all_panels().len());
    let prefers_two = system::prefers("(min-width: 1100px)");
    let roomy = Lasting::new(Memo::new(move |_| prefers_two.get()));
    let main_class = move || {
        let mut class = String::new();
        // Without all of the lesson's panels there are no columns to speak of.
        if few.get() {
            class += "few ";
        }
        if bare.get() {
            class += "bare";
        }
        class
    };
    view! {
        <a class="skip" href="#main" on:click=move |event| skip(&event)>{move || page.text("app-skip")}</a>
        <Header/>
        // Whoever types far down the page sees what is said of it.
        <div class="stays">
            <Transport/>
            <Notices/>
        </div>
        <main id="main" tabindex="-1" class=main_class>
            // Another lesson is built anew: a list that lives on keeps a little of every item that it ever had.
            <div class="panels">
                {move || {
                    lesson.track();
                    view! { <Stacks roomy/> }
                }}
            </div>
            <Show when=move || !bare.get()>
                {move || {
                    lesson.track();
                    view! { <Knobs/> }
                }}
            </Show>
        </main>
        <footer class="foot">
            <p>{move || page.text("footer-about")}</p>
            <p>
                {move || page.text("footer-made")} " "
                {move || page.text_with("footer-version", &[("version", env!("CARGO_PKG_VERSION").into())])}
            </p>
            <Show when=move || digits.get()>
                <p>{move || page.text("footer-mnist")}</p>
            </Show>
        </footer>
    }
}

/// The lesson's panels.
#[component]
fn Stacks(
    /// Whether the screen has room for two columns of them.
    roomy: Lasting<bool>,
) -> impl IntoView {
    let page = page();
    let panels = page.slice(|state| (state.panels(), state.all_panels().len()));
    let stacks = Memo::new(move |_| {
        let (panels, all) = panels.get();
        let two = roomy.get() && panels.len() == all;
        stacks(panels, two)
    });
    view! {
        <For each=move || stacks.get() key=|stack| stack.class let:stack>
            {
                let class = stack.class;
                let panels = Memo::new(move |_| {
                    let stacks = stacks.get();
                    stacks.into_iter().find(|stack| stack.class == class).map(|s| s.panels).unwrap_or_default()
                });
                view! {
                    <div class=class>
                        <For each=move || panels.get() key=|panel| *panel let:panel>
                            <PanelCard panel/>
                        </For>
                    </div>
                }
            }
        </For>
    }
}

/// Panels that stand one below the other.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stack {
    class: &'static str,
    panels: Vec<Panel>,
}

/// A wide screen has two columns of panels; any other one, in the order of attention.
fn stacks(panels: Vec<Panel>, two: bool) -> Vec<Stack> {
    if !two {
        return vec![Stack { class: "stack all", panels }];
    }
    let (side, broad): (Vec<_>, Vec<_>) = panels.into_iter().partition(|panel| is_side(*panel));
    vec![Stack { class: "stack broad", panels: broad }, Stack { class: "stack side", panels: side }]
}

/// Moves on to the panels; the address keeps its fragment, which is the run and not a place on the page.
fn skip(event: &web_sys::MouseEvent) {
    use wasm_bindgen::JsCast;
    event.prevent_default();
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|main| main.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Focus can only fail for an element that is gone.
        let _ = main.focus();
    }
}
