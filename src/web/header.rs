//! The page's head: name, lesson, device, link, files, theme, language.

use leptos::prelude::*;

use super::download::Download;
use super::icons::{self, Icon};
use super::page::page;
use super::places::places;
use super::speed::Speed;
use super::transport::Offered;
use crate::app::Msg;
use crate::app::hidden::Part;
use crate::app::message::DisplayChange as Display;
use crate::app::state::{Size, Theme};
use crate::app::words::FILES;

/// There is something to choose.
const MANY_LANGUAGES: bool = FILES.len() > 1;

/// The page's head.
#[component]
pub(crate) fn Header() -> impl IntoView {
    let page = page();
    let lesson = page.slice(|state| state.options.lesson());
    // A small screen has room for the lesson; all else opens below.
    let more = places().more;
    let escape = move |event: web_sys::KeyboardEvent| {
        // A dialog has its own use for the key.
        let in_dialog = document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
        if event.key() == "Escape" && more.get_untracked() && !in_dialog {
            event.prevent_default();
            more.set(false);
        }
    };
    view! {
        <header class="top" on:keydown=escape>
            <h1 class="brand"><Icon shape=icons::SEEDLING/><span>{page.say("app-title")}</span></h1>
            <Offered part=Part::Lesson>
                <LessonMenu/>
            </Offered>
            <button
                type="button"
                class="button quiet more"
                aria-label=page.say("app-more")
                title=page.say("app-more")
                aria-expanded=move || more.get().to_string()
                aria-controls="more"
                on:click=move |_| more.update(|more| *more = !*more)
            >
                <Icon shape=icons::MORE/>
            </button>
            <div class="rest" id="more" class:open=move || more.get()>
                <Offered part=Part::Example>
                    <Show when=move || !lesson.get().lesson().presets.is_empty()>
                        <PresetMenu/>
                    </Show>
                </Offered>
                <Offered part=Part::Speed><Speed/></Offered>
                <span class="grow"></span>
                <DeviceChip/>
                <div class="tools">
                    <Offered part=Part::Share>
                        <button
                            class="button"
                            aria-label=page.say("app-share")
                            title=page.say("app-share.help")
                            on:click=move |_| page.dispatch(Msg::Share)
                        >
                            <Icon shape=icons::SHARE/>
                            <span class="word">{page.say("app-share")}</span>
                        </button>
                    </Offered>
                    <Offered part=Part::Download><Download/></Offered>
                    <Offered part=Part::Theme>
                        <SizeButton/>
                        <ThemeButton/>
                    </Offered>
                    <Show when=|| MANY_LANGUAGES>
                        <LanguageMenu/>
                    </Show>
                </div>
            </div>
        </header>
    }
}

/// The lesson, as the button that leads to all of them.
#[component]
fn LessonMenu() -> impl IntoView {
    let page = page();
    let lesson = page.slice(|state| state.options.lesson());
    view! {
        <button
            type="button"
            id="lesson"
            class="menu lesson"
            aria-haspopup="dialog"
            title=page.say("app-lesson.help")
            on:click=move |_| page.dispatch(Msg::Show(Display::Gallery(true)))
        >
            <span class="label">{page.say("app-lesson")}</span>
            " "
            <b>{move || page.text(&format!("lesson-{}-title", lesson.get().name()))}</b>
            <Icon shape=icons::DOWN/>
        </button>
    }
}

/// The lesson's worked examples.
#[component]
fn PresetMenu() -> impl IntoView {
    let page = page();
    let lesson = page.slice(|state| state.options.lesson());
    let current = page.slice(|state| state.options.preset());
    let choose = move |event| page.dispatch(Msg::Preset(event_target_value(&event)));
    let title = move || match current.get() {
        Some(name) => page.text(&format!("preset-{}-{name}.help", lesson.get().name())),
        None => page.text("app-preset.help"),
    };
    let options = move || {
        let lesson = lesson.get().lesson();
        // Of its own, so that it goes with the options that read it.
        let current = page.slice(|state| state.options.preset());
        let names = lesson.presets.iter().map(|preset| {
            let name = preset.name;
            view! {
                <option value=name prop:selected=move || current.get() == Some(name)>
                    {move || page.text(&format!("preset-{}-{name}", lesson.name()))}
                </option>
            }
        });
        names.collect_view()
    };
    view! {
        <div class="menu preset" title=title>
            <label class="label" for="preset">{page.say("app-preset")}</label>
            <select id="preset" on:change=choose>
                <option value="" disabled=true hidden=true prop:selected=move || current.get().is_none()>
                    {page.say("app-preset-own")}
                </option>
                {options}
            </select>
            <Icon shape=icons::DOWN/>
        </div>
    }
}

/// The device in use, its adapter, and why this one.
#[component]
fn DeviceChip() -> impl IntoView {
    let page = page();
    let active = page.slice(|state| state.trainer.active().map(|active| (active.device(), active.adapter.clone())));
    let missing = page.slice(|state| state.trainer.missing.is_some());
    let starting = page.slice(|state| state.trainer.workers.next().is_some());
    let why = page.slice(|state| (state.why_device(), state.run.summary.as_ref().map_or(0, |s| s.flops_per_step)));
    let name = move || match active.get() {
        None if missing.get() => page.text("device-missing"),
        None => page.text(if starting.get() { "device-none" } else { "device-stopped" }),
        Some((device, adapter)) => {
            let device = page.text(&format!("device-{}", device.name()));
            match adapter {
                Some(adapter) => {
                    page.text_with("device-adapter", &[("device", device.into()), ("adapter", adapter.into())])
                }
                None => device,
            }
        }
    };
    let reason = move || {
        let (why, flops) = why.get();
        active.with(Option::is_some).then(|| page.words(|words| words.why(why, flops)))
    };
    view! {
        <p class="chip device" title=reason>
            <span class="dot" class:off=move || active.with(Option::is_none)></span>
            <span class="out-of-sight">{page.say("device-label")} ": "</span>
            <b>{name}</b>
            <span class="why">{reason}</span>
        </p>
    }
}

/// Large type and strokes, for a projector.
#[component]
fn SizeButton() -> impl IntoView {
    let page = page();
    let large = page.slice(|state| state.display.size == Size::Large);
    let toggle = move |_| {
        let size = if large.get_untracked() { Size::Normal } else { Size::Large };
        page.dispatch(Msg::Show(Display::Size(size)));
    };
    view! {
        <button
            class="button size"
            aria-pressed=move || large.get().to_string()
            aria-label=page.say("app-size")
            title=page.say("app-size.help")
            on:click=toggle
        >
            <Icon shape=icons::SIZE/>
        </button>
    }
}

/// Light, dark, or as the system says: one press each.
#[component]
fn ThemeButton() -> impl IntoView {
    let page = page();
    let theme = page.slice(|state| state.display.theme);
    let label = move || {
        let now = page.text(&format!("theme-{}", theme.get().name()));
        format!("{}: {now}", page.text("app-theme"))
    };
    let shape = Signal::derive(move || match theme.get() {
        Theme::Auto => icons::AUTO,
        Theme::Light => icons::SUN,
        Theme::Dark => icons::MOON,
    });
    let next = move |_| {
        let now = page.now(|state| state.display.theme);
        let place = Theme::ALL.iter().position(|theme| *theme == now).unwrap_or(0);
        page.dispatch(Msg::Show(Display::Theme(Theme::ALL[(place + 1) % Theme::ALL.len()])));
    };
    view! {
        <button class="button" aria-label=label title=label on:click=next>
            <Icon shape/>
        </button>
    }
}

/// The languages, each by its own name.
#[component]
fn LanguageMenu() -> impl IntoView {
    let page = page();
    let lang = page.slice(|state| state.display.lang.clone());
    let choose = move |event| page.dispatch(Msg::Show(Display::Language(event_target_value(&event))));
    let options = FILES.iter().map(|&(code, _)| {
        view! {
            <option value=code prop:selected=move || lang.get() == code>
                {move || page.text(&format!("language-{code}"))}
            </option>
        }
    });
    view! {
        <select class="select" aria-label=page.say("app-language") on:change=choose>
            {options.collect_view()}
        </select>
    }
}
