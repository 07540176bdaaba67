//! The gallery: all lessons, each with a picture of a network that was trained in it.

use leptos::html;
use leptos::prelude::*;

use super::icons::{self, Icon};
use super::page::page;
use super::reading::Footer;
use super::transport::Offered;
use crate::app::Msg;
use crate::app::hidden::Part;
use crate::app::message::DisplayChange as Display;
use crate::app::words::whole;
use crate::lesson::{Chapter, LessonId};

/// The gallery, as a dialog that has the whole page while it is open.
#[component]
pub(crate) fn Gallery() -> impl IntoView {
    let page = page();
    let open = page.slice(|state| state.display.gallery);
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let (Some(dialog), open) = (dialog.get(), open.get()) else { return };
        if open && !dialog.open() {
            // Refused only where it is open already.
            let _ = dialog.show_modal();
        } else if !open && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        if page.now(|state| state.display.gallery) {
            page.dispatch(Msg::Show(Display::Gallery(false)));
        }
    };
    view! {
        <dialog class="gallery" aria-labelledby="title-gallery" node_ref=dialog on:close=closed>
            // Nothing of it is there, and no picture fetched, before it is opened.
            <Show when=move || open.get()>
                <div class="inside">
                    <header>
                        <div>
                            <h2 id="title-gallery">{page.say("gallery-title")}</h2>
                            <p>{page.say("gallery-about")}</p>
                        </div>
                        <Stopped/>
                    </header>
                    {Chapter::ALL.iter().map(|chapter| view! { <ChapterRow chapter=*chapter/> }).collect_view()}
                    <Offered part=Part::Footer><Footer/></Offered>
                </div>
            </Show>
        </dialog>
    }
}

/// Where the person is now, and the way back to it.
#[component]
fn Stopped() -> impl IntoView {
    let page = page();
    let here = page.slice(|state| (state.options.lesson(), state.run.step));
    let step = move || page.text_with("gallery-step", &[("step", whole(here.get().1).into())]);
    view! {
        <div class="card stopped">
            <p>
                <small translate="no">{step}</small>
                <b>{move || page.text(&format!("lesson-{}-title", here.get().0.name()))}</b>
            </p>
            <button
                type="button"
                class="button go"
                on:click=move |_| page.dispatch(Msg::Show(Display::Gallery(false)))
            >
                {page.say("gallery-go-on")}
                <Icon shape=icons::NEXT/>
            </button>
        </div>
    }
}

#[component]
fn ChapterRow(chapter: Chapter) -> impl IntoView {
    let page = page();
    let name = chapter.name();
    let id = format!("chapter-{name}");
    view! {
        <section class="chapter" aria-labelledby=format!("chapter-{name}")>
            <div class="about">
                <h3 id=id>{move || page.text(&format!("chapter-{name}"))}</h3>
                <p>{move || page.text(&format!("chapter-{name}.help"))}</p>
            </div>
            <ul>{chapter.lessons().map(|lesson| view! { <LessonCard lesson/> }).collect_view()}</ul>
        </section>
    }
}

/// A lesson: its picture, its title, and what is learned.
#[component]
fn LessonCard(lesson: LessonId) -> impl IntoView {
    let page = page();
    let name = lesson.name();
    let place = LessonId::ALL.iter().position(|id| *id == lesson).map_or(0, |place| place + 1);
    let here = page.slice(move |state| state.options.lesson() == lesson);
    let source = move || {
        let theme = if page.dark.get() { "dark" } else { "light" };
        format!("./gallery/{name}-{theme}.webp")
    };
    // Of a lesson that is open already, the run goes on.
    let choose = move |_| {
        page.dispatch(if here.get_untracked() { Msg::Show(Display::Gallery(false)) } else { Msg::Lesson(lesson) });
    };
    view! {
        <li>
            <button
                type="button"
                class="card to-lesson"
                aria-current=move || here.get().then_some("true")
                on:click=choose
            >
                <img src=source alt="" width="532" height="244" loading="lazy" decoding="async"/>
                <span class="words">
                    <span class="title"><i aria-hidden="true">{place}</i> <b>{move || page.text(&format!("lesson-{name}-title"))}</b></span>
                    <span class="summary">{move || page.text(&format!("lesson-{name}-summary"))}</span>
                </span>
            </button>
        </li>
    }
}
