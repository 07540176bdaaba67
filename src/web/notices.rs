//! The page's notices. They never cover a control: the page makes room.

use std::time::Duration;

use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icons::{self, Icon};
use super::page::{Page, page};
use super::{clipboard, system};
use crate::app::Msg;
use crate::app::cost::Smaller;
use crate::app::state::{About, Notice};

/// Notices that only confirm something disappear after this time.
const READ: Duration = Duration::from_secs(6);

/// The messages, oldest first.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let page = page();
    let notices = page.slice(|state| state.notices.clone());
    view! {
        <section aria-label=page.say("app-notices")>
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
    let link = if let About::NotCopied(link) = &about { Some(link.clone()) } else { None };
    let fault = about.is_fault().then(|| about.clone());
    let smaller =
        if let About::Costly(_, smaller) | About::TooLarge(_, smaller) = &about { smaller.clone() } else { Vec::new() };
    view! {
        <li class="notice" class:bad=warning>
            <div class="words">
                <p role=if warning { "alert" } else { "status" }>{move || page.words(|words| words.notice(&about))}</p>
                {link.map(|link| view! { <ByHand text=link label="notice-link-by-hand"/> })}
                {(!smaller.is_empty()).then(|| view! { <Less smaller/> })}
                {fault.map(|about| view! { <Report about/> })}
            </div>
            {replaced.then(|| view! {
                <button class="button" on:click=|_| system::reload()>{page.say("app-reload")}</button>
            })}
            <button
                class="button quiet"
                aria-label=page.say("app-dismiss")
                on:click=move |_| page.dispatch(Msg::Dismiss(id))
            >
                <Icon shape=icons::CLOSE/>
            </button>
        </li>
    }
}

/// Buttons for settings that need less.
#[component]
fn Less(smaller: Vec<Smaller>) -> impl IntoView {
    let page = page();
    let choose = |smaller: Smaller| {
        let said = smaller.clone();
        view! {
            <button
                type="button"
                class="button mini"
                on:click=move |_| page.dispatch(Msg::Set(smaller.key, smaller.value.clone()))
            >
                {move || page.words(|words| words.smaller(&said))}
            </button>
        }
    };
    view! {
        <p class="report">
            {page.say("notice-smaller-label")}
            {smaller.into_iter().map(choose).collect_view()}
        </p>
    }
}

/// A text that the browser did not let be copied, selected for copying by hand.
#[component]
fn ByHand(text: String, label: &'static str) -> impl IntoView {
    let page = page();
    let node = NodeRef::<Textarea>::new();
    let rows = text.lines().count().clamp(1, 6);
    Effect::new(move || {
        if let Some(area) = node.get() {
            // Set before selecting: a new value clears the selection.
            area.set_value(&text);
            // Fails only if the element is gone already.
            let _ = area.focus();
            select(node);
        }
    });
    view! {
        <textarea
            class="by-hand"
            readonly
            rows=rows.to_string()
            aria-label=move || page.text(label)
            node_ref=node
            on:focus=move |_| select(node)
        ></textarea>
    }
}

fn select(node: NodeRef<Textarea>) {
    if let Some(area) = node.get_untracked() {
        area.select();
    }
}

/// The result of copying the details.
#[derive(Clone, PartialEq)]
enum Copied {
    NotYet,
    Yes,
    Refused(String),
}

/// A button that copies the details for a bug report.
#[component]
fn Report(about: About) -> impl IntoView {
    let page = page();
    let copied = RwSignal::new(Copied::NotYet);
    let copy = move |_| {
        let report = report(page, &about);
        spawn_local(async move {
            let done = clipboard::copy(&report).await;
            // The notice may have been dismissed in the meantime.
            let _ = copied.try_set(if done { Copied::Yes } else { Copied::Refused(report) });
        });
    };
    view! {
        <p class="report">
            <button type="button" class="button mini" title=page.say("notice-copy-details.help") on:click=copy>
                {page.say("notice-copy-details")}
            </button>
            <span role="status">
                {move || match copied.get() {
                    Copied::NotYet => String::new(),
                    Copied::Yes => page.text("notice-details-copied"),
                    Copied::Refused(_) => page.text("notice-details-by-hand"),
                }}
            </span>
        </p>
        {move || match copied.get() {
            Copied::Refused(text) => Some(view! { <ByHand text label="notice-copy-details"/> }),
            Copied::NotYet | Copied::Yes => None,
        }}
    }
}

fn report(page: Page, about: &About) -> String {
    let around = system::surroundings();
    untrack(|| page.words(|words| page.now(|state| words.report(state, about, &around))))
}
