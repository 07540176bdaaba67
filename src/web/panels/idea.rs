//! The idea in words, its formula, steps to try, and a question to guess first.

use leptos::prelude::*;

use crate::app::words::whole;
use crate::web::page::page;
use crate::web::parts::InSlot;
use crate::web::step::{ShowTarget, witnessed};

/// The idea's panel.
#[component]
pub(crate) fn Idea() -> impl IntoView {
    let page = page();
    let in_column = use_context::<InSlot>().is_some();
    let lesson = page.slice(|state| state.options.lesson());
    let preset = page.slice(|state| state.options.preset());
    let example = move || preset.get().map(|name| page.text(&format!("preset-{}-{name}.help", lesson.get().name())));
    let nearest =
        page.slice(|state| (state.options.nearest_preset().map(|preset| preset.name), state.options.budget()));
    let look = move || {
        let lesson = lesson.get().name();
        let (preset, steps) = nearest.get();
        let own = preset.map(|preset| format!("preset-{lesson}-{preset}.look")).filter(|id| page.has(id));
        let id = own.unwrap_or_else(|| format!("lesson-{lesson}-look"));
        page.text_with(&id, &[("steps", whole(steps).into())])
    };
    let say = move |part: &str| page.text(&format!("lesson-{}-{part}", lesson.get().name()));
    view! {
        <section class="panel idea" class:card=!in_column id="panel-idea" aria-labelledby="title-idea">
            <header><h2 id="title-idea">{page.say("panel-idea")}</h2></header>
            <div class="words">
                <p>{move || say("idea")}</p>
                <div class="math" tabindex="0" role="group" aria-label=page.say("idea-formula") inner_html=move || lesson.get().lesson().formula></div>
                <p class="look"><b>{page.say("idea-look")}</b> " " {look}</p>
                <p class="example">{example}</p>
                <h3>{page.say("idea-try")}</h3>
                <ol class="tries">
                    <For each=move || 0..lesson.get().lesson().tries.len() key=|index| *index let:index>
                        {
                            let tried = page.slice(move |state| state.has_tried(index));
                            let done = move || tried.get();
                            let current = page.slice(move |state| state.current_step() == Some(index));
                            let seen = witnessed(page, index);
                            view! {
                                <li class:done=done aria-current=move || current.get().then_some("step")>
                                    <span class="mark" aria-hidden="true"></span>
                                    <span>
                                        {move || say(&format!("try-{}", index + 1))}
                                        <span class="out-of-sight">
                                            " (" {move || page.text(if done() { "idea-done" } else { "idea-open" })} ")"
                                        </span>
                                        <small translate="no">{seen}</small>
                                        <Show when=move || current.get()>
                                            <ShowTarget place=index/>
                                        </Show>
                                    </span>
                                </li>
                            }
                        }
                    </For>
                </ol>
                <details class="question">
                    <summary>{move || say("question")}</summary>
                    <p>{move || say("saw")}</p>
                </details>
            </div>
        </section>
    }
}
