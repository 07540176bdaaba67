//! What the page has to say. Never over a control: the page makes room.

use std::time::Duration;

use leptos::prelude::*;

use super::icons::{self, Icon};
use super::page::page;
use super::system;
use crate::app::Msg;
use crate::app::state::{About, Notice};

/// What only confirms goes away by itself after this.
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

#[component]
fn Said(notice: Notice) -> impl IntoView {
    let page = page();
    let Notice { id, about } = notice;
    let replaced = matches!(about, About::Replaced);
    let warning = !about.is_news();
    if matches!(about, About::Copied) {
        set_timeout(move || page.dispatch(Msg::Dismiss(id)), READ);
    }
    view! {
        <li class="notice" class:bad=warning>
            <p role=if warning { "alert" } else { "status" }>{move || page.words(|words| words.notice(&about))}</p>
            {replaced.then(|| view! {
                <button class="button" on:click=|_| system::reload()>{move || page.text("app-reload")}</button>
            })}
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
