//! Saving a run as files: a button in the page's header, and a dialog of what is available.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, HtmlAnchorElement, Url};

use super::icons::{self, Icon};
use super::page::{Page, page};
use super::picture::drawn_panels;
use super::places::places;
use super::script::export;
use crate::app::export::{File, Table};
use crate::app::words::whole;
use crate::lesson::Panel;

/// The progress of the last file requested.
#[derive(Clone, Debug, PartialEq)]
enum Progress {
    /// None requested since the dialog opened.
    None,
    /// It is being made.
    Making,
    /// Handed to the browser under this name.
    Saved(String),
    /// It could not be made, and why.
    Failed(String),
}

/// The button and the dialog.
#[component]
pub(crate) fn Download() -> impl IntoView {
    let page = page();
    let dialog = NodeRef::<html::Dialog>::new();
    let progress = RwSignal::new(Progress::None);
    let panels = RwSignal::new(Vec::<Panel>::new());
    let picture = NodeRef::<html::Button>::new();
    let chosen = RwSignal::new(None::<Panel>);
    let open = move || {
        progress.set(Progress::None);
        panels.set(drawn_panels(page));
        if let Some(dialog) = dialog.get_untracked() {
            // Fails only if it is already open.
            let _ = dialog.show_modal();
        }
    };
    // Asked for at a panel.
    let saving = places().saving;
    Effect::new(move |_| {
        if let Some(panel) = saving.get() {
            saving.set(None);
            chosen.set(Some(panel));
            open();
            // The button can be chosen once the page knows that there are pictures.
            request_animation_frame(move || {
                if let Some(button) = picture.get_untracked() {
                    // Focus can only fail for an element that is gone.
                    let _ = button.focus();
                }
            });
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    // The dialog element itself, outside its content, is only its backdrop.
    let pressed = move |event: web_sys::MouseEvent| {
        let outside = dialog.get_untracked().is_some_and(|dialog| {
            event
                .target()
                .is_some_and(|target| *AsRef::<JsValue>::as_ref(&target) == *AsRef::<JsValue>::as_ref(&dialog))
        });
        if outside {
            close();
        }
    };
    let tables = [File::Dataset, File::History, File::Parameters, File::Everything];
    view! {
        <button
            class="button"
            aria-haspopup="dialog"
            aria-label=page.say("download")
            title=page.say("download.help")
            on:click=move |_| open()
        >
            <Icon shape=icons::DOWNLOAD/>
            <span class="word">{page.say("download")}</span>
        </button>
        <dialog class="downloads" aria-labelledby="title-downloads" node_ref=dialog on:click=pressed>
            <div class="inside">
                <div class="head">
                    <h2 id="title-downloads">{page.say("download-title")}</h2>
                    <button
                        type="button"
                        class="button quiet"
                        aria-label=page.say("download-close")
                        on:click=move |_| close()
                    >
                        <Icon shape=icons::CLOSE/>
                    </button>
                </div>
                <ul>
                    {tables.map(|file| view! { <li><Choice file progress/></li> }).collect_view()}
                    <li><Picture panels chosen node=picture progress/></li>
                </ul>
                <p translate="no" class="progress" role="status">
                    {move || match progress.get() {
                        Progress::None => String::new(),
                        Progress::Making => page.text("download-making"),
                        Progress::Saved(name) => page.text_with("download-saved", &[("name", name.into())]),
                        Progress::Failed(why) => page.text_with("download-failed", &[("why", why.into())]),
                    }}
                </p>
            </div>
        </dialog>
    }
}

/// A button for one file: its name, content and format.
#[component]
fn Choice(file: File, progress: RwSignal<Progress>) -> impl IntoView {
    let page = page();
    let id = format!("download-{}", file.name());
    let about_id = format!("about-{id}");
    let described_by = about_id.clone();
    let title = id.clone();
    view! {
        <button
            type="button"
            class="file"
            aria-describedby=described_by
            on:click=move |_| save(page, file, None, progress)
        >
            <b>{move || page.text(&title)}</b>
            " "
            <span class="format">{file.extension()}</span>
        </button>
        <p class="about" id=about_id>{about(page, file)}</p>
    }
}

/// A file's content, in words.
fn about(page: Page, file: File) -> impl Fn() -> String + Send + Sync {
    let facts = page.slice(|state| {
        let examples = state.run.summary.as_ref().map_or(0, |summary| summary.train_examples + summary.test_examples);
        (Table::of(&state.options), examples)
    });
    move || {
        if file != File::Dataset {
            return page.text(&format!("download-{}.help", file.name()));
        }
        let (table, examples) = facts.get();
        let id = match table {
            Table::Classes => "download-dataset-classes",
            Table::Values => "download-dataset-values",
            Table::Cloud => "download-dataset-cloud",
            Table::Digits => "download-dataset-digits",
            Table::Pixels => "download-dataset-pixels",
            Table::Waves => "download-dataset-waves",
            Table::Tokens => "download-dataset-tokens",
            Table::Text => "download-dataset-text",
        };
        // Four pixels in five are 0: a digit takes about 1.9 kilobytes.
        let megabytes = (u64::from(examples) * 19).div_ceil(10_000);
        page.text_with(id, &[("size", whole(megabytes).into())])
    }
}

/// A picture of one of the panels.
#[component]
fn Picture(
    panels: RwSignal<Vec<Panel>>,
    chosen: RwSignal<Option<Panel>>,
    node: NodeRef<html::Button>,
    progress: RwSignal<Progress>,
) -> impl IntoView {
    let page = page();
    // Another lesson has other panels.
    let panel = Signal::derive(move || {
        let there = panels.get();
        chosen.get().filter(|panel| there.contains(panel)).or(there.first().copied())
    });
    let options = move || {
        let option = |own: Panel| {
            view! {
                <option value=own.name() prop:selected=move || panel.get() == Some(own)>
                    {move || page.text(&format!("panel-{}", own.name()))}
                </option>
            }
        };
        panels.get().into_iter().map(option).collect_view()
    };
    view! {
        <button
            type="button"
            class="file"
            node_ref=node
            aria-describedby="about-download-png"
            disabled=move || panels.with(Vec::is_empty)
            on:click=move |_| save(page, File::Picture, panel.get_untracked(), progress)
        >
            <b>{page.say("download-png")}</b>
            " "
            <span class="format">{File::Picture.extension()}</span>
        </button>
        <div class="about" id="about-download-png">
            <select
                class="select"
                aria-label=page.say("download-panel")
                on:change=move |event| chosen.set(Panel::from_name(&event_target_value(&event)))
            >
                {options}
            </select>
        </div>
    }
}

/// Makes the file and hands it to the browser.
fn save(page: Page, file: File, panel: Option<Panel>, progress: RwSignal<Progress>) {
    progress.set(Progress::Making);
    let name = page.now(|state| file.file_name(&state.options, panel));
    spawn_local(async move {
        let made = export::blob(page, file, panel).await.and_then(|blob| hand_over(&blob, &name));
        // The dialog exists as long as the page.
        progress.set(match made {
            Ok(()) => Progress::Saved(name),
            Err(why) => Progress::Failed(export::message(page, &why)),
        });
    });
}

/// Has the browser save a file, as if a link to it had been clicked.
fn hand_over(file: &Blob, name: &str) -> Result<(), JsValue> {
    /// By then the browser has started to read it.
    const READ: Duration = Duration::from_mins(1);
    let address = Url::create_object_url_with_blob(file)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    set_timeout(
        move || {
            // Fails only for invalid addresses.
            let _ = Url::revoke_object_url(&address);
        },
        READ,
    );
    Ok(())
}
