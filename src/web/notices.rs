//! What the page has to say. Never over a control: the page makes room.

use std::time::Duration;

use leptos::prelude::*;

use super::icons::{self, Icon};
use super::page::page;
use crate::app::Msg;
use crate::app::state::{About, Notice};
use crate::app::url::Remark;
use crate::protocol::Problem;

/// Good news goes away by itself after this.
const READ: Duration = Duration::from_secs(6);

/// The messages, oldest first.
#[component]
pub fn Notices() -> impl IntoView {
    let page = page();
    let notices = page.slice(|state| state.notices.clone());
    view! {
        <section aria-label=move || page.text("app-notices")>
            <ul class="notices">
                <For each=move || notices.get() key=|notice| notice.id let:notice>
                    <Said notice/>
                </For>
            </ul>
        </section>
    }
}

/// How a message looks and is read aloud.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    /// Good news; it goes away by itself.
    Good,
    /// Something to know, which is nobody's mistake.
    Plain,
    /// Something went wrong, or is not as was asked for.
    Warning,
}

impl Tone {
    fn of(about: &About) -> Self {
        match about {
            About::Copied => Self::Good,
            About::Link(Remark::Nearest(_)) | About::UnusedLink { .. } | About::Problem(Problem::NoInput) => {
                Self::Plain
            }
            About::Link(Remark::Refused(_))
            | About::MoreLink(_)
            | About::LongLink
            | About::Problem(_)
            | About::Crashed(_)
            | About::GaveUp => Self::Warning,
        }
    }
}

#[component]
fn Said(notice: Notice) -> impl IntoView {
    let page = page();
    let Notice { id, about } = notice;
    let tone = Tone::of(&about);
    if tone == Tone::Good {
        set_timeout(move || page.dispatch(Msg::Dismiss(id)), READ);
    }
    let warning = tone == Tone::Warning;
    view! {
        <li class="notice" class:bad=warning>
            <p role=if warning { "alert" } else { "status" }>{move || page.words(|words| words.notice(&about))}</p>
            <button
                class="button quiet"
                aria-label=move || page.text("app-dismiss")
                on:click=move |_| page.dispatch(Msg::Dismiss(id))
            >
                <Icon shape=icons::CLOSE/>
            </button>
        </li>
    }
}
