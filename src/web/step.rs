//! The "try this" step in progress: its words, and a button that leads to what it speaks of.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::icons::{self, Icon};
use super::page::{Page, page};
use super::places::{Place, Places, places};
use crate::app::Msg;
use crate::app::message::DisplayChange as Display;
use crate::app::state::{Target, Witness};
use crate::app::words::{number, percent, whole};

/// How long what was looked for is marked.
const FLASH: Duration = Duration::from_millis(1400);

/// The step in progress, beside or below the pictures where the idea is not in sight. None when all steps are done.
#[component]
pub(crate) fn CurrentStep() -> impl IntoView {
    let page = page();
    let current = page.slice(|state| state.current_step().map(|place| (state.options.lesson(), place)));
    let words =
        move || current.get().map(|(lesson, place)| page.text(&format!("lesson-{}-try-{}", lesson.name(), place + 1)));
    view! {
        <Show when=move || current.with(Option::is_some)>
            <div class="current-step">
                <i aria-hidden="true">{move || current.get().map(|(_, place)| place + 1)}</i>
                <p>{words}</p>
                {move || current.get().map(|(_, place)| view! { <ShowTarget place/> })}
            </div>
        </Show>
    }
}

/// A button that brings what a step speaks of into view.
#[component]
pub(crate) fn ShowTarget(
    /// The step's place, from 0.
    place: usize,
) -> impl IntoView {
    let page = page();
    let places = places();
    let target = page.slice(move |state| state.step_target(place));
    let words = move || target.get().map(|target| page.text_with("step-show", &[("what", name(page, target).into())]));
    let reveal = move |_| {
        if let Some(target) = target.get_untracked() {
            bring_into_view(page, places, target);
        }
    };
    view! {
        <Show when=move || target.with(Option::is_some)>
            <button type="button" class="button mini show-target" on:click=reveal>
                <Icon shape=icons::NEXT/>
                <span>{words}</span>
            </button>
        </Show>
    }
}

/// What was measured when a step was done, by the names that the transport and the curve have for it.
pub(crate) fn witnessed(page: Page, place: usize) -> impl Fn() -> Option<String> + Send + Sync {
    let witness = page.slice(move |state| {
        let lesson = state.options.lesson().lesson();
        Some((state.run.witnesses.get(place).copied().flatten()?, lesson.curves, lesson.tests))
    });
    move || {
        let (Witness { first_loss, metrics }, curves, tests) = witness.get()?;
        let named = |part: &str, value: String| format!("{} {value}", page.text(&format!("{curves}-{part}")));
        let mut measured = Vec::new();
        // Without test examples there is one loss only, and it is the next.
        if tests {
            measured.push(named("stat-loss", number(metrics.test_loss)));
        }
        measured.extend(metrics.test_accuracy.map(|accuracy| named("stat-accuracy", percent(accuracy))));
        let began = first_loss.map(|first| format!("{} → {}", number(first), number(metrics.train_loss)));
        measured.extend(began.map(|began| named("train", began)));
        let args = [("step", whole(metrics.step).into()), ("measured", measured.join(" · ").into())];
        Some(page.text_with("step-seen", &args))
    }
}

/// What a target is called on the page.
fn name(page: Page, target: Target) -> String {
    match target {
        Target::Play => page.text("transport-play"),
        Target::NewSeed => page.text("transport-seed"),
        Target::Example => page.text("app-preset"),
        Target::Knob(key) => page.text(&format!("knob-{}", key.knob().name)),
        Target::Panel(panel) => page.text(&format!("panel-{}", panel.name())),
    }
}

/// Shows the place of the target, scrolls to it, gives it the focus, and marks it for a moment.
fn bring_into_view(page: Page, places: Places, target: Target) {
    let selector = match target {
        Target::Play => ".transport .play".to_owned(),
        Target::NewSeed => ".transport .new-seed".to_owned(),
        Target::Example => ".preset".to_owned(),
        Target::Knob(key) => format!("[data-knob={}]", key.knob().name),
        Target::Panel(panel) => format!("#panel-{}", panel.name()),
    };
    places.large.set(None);
    match target {
        Target::Panel(panel) => {
            places.go(Place::of(panel));
            page.dispatch(Msg::Show(Display::Tab(panel)));
        }
        // Where the diagram is shown, the layers stand above it.
        Target::Knob(_) if is_in_slot(&selector) => places.go(Place::Network),
        Target::Knob(_) => {
            places.go(Place::Knobs);
            places.rail.unfold();
        }
        Target::Example => places.more.set(true),
        Target::Play | Target::NewSeed => {}
    }
    // What was hidden has its place only after the next layout.
    request_animation_frame(move || {
        let Ok(Some(element)) = document().query_selector(&selector) else { return };
        if let Ok(Some(group)) = element.closest("details") {
            // Only refused for names that are no names.
            let _ = group.set_attribute("open", "");
        }
        element.scroll_into_view();
        mark(&element);
        let inside = element.query_selector("select, input, button:not(.small), [tabindex='0']").ok().flatten();
        if let Some(control) = inside.unwrap_or(element).dyn_ref::<HtmlElement>() {
            // Focus can only fail for an element that is gone.
            let _ = control.focus();
        }
    });
}

fn is_in_slot(selector: &str) -> bool {
    document().query_selector(&format!(".slot {selector}")).is_ok_and(|found| found.is_some())
}

/// Marks an element for a moment.
fn mark(element: &Element) {
    let marked = element.clone();
    // Only refused for names that are no names.
    let _ = element.class_list().add_1("flash");
    set_timeout(
        move || {
            let _ = marked.class_list().remove_1("flash");
        },
        FLASH,
    );
}
