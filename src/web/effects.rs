//! Carries out the effects that [`update`](crate::app::update()) returns.

use std::rc::Rc;
use std::time::Duration;

use js_sys::ArrayBuffer;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::host::OnEvent;
use super::page::Page;
use super::{clipboard, files, system};
use crate::app::Msg;
use crate::app::message::Effect;
use crate::protocol::{Details, Device, Event};

/// The minimum time between two frames with reduced motion: pictures change twice per second.
const CALM: Duration = Duration::from_millis(500);

/// Carries out one effect.
pub(crate) fn run(page: Page, effect: Effect) {
    match effect {
        Effect::Start(program) => {
            let device = program.device();
            let handler: OnEvent = Rc::new(move |event, checkpoint| on_event(page, device, event, checkpoint));
            if let Some(Err(why)) = page.host.try_update_value(|host| host.start(program, handler)) {
                report_crash(page, device, why);
            }
        }
        Effect::Stop(device) => page.host.update_value(|host| host.stop(device)),
        Effect::Send(device, command) => {
            if let Err(why) = page.host.with_value(|host| host.send(device, &command)) {
                report_crash(page, device, why);
            }
        }
        Effect::WriteUrl(fragment) => system::write_fragment(&fragment),
        Effect::PushUrl(fragment, change) => {
            let begins = page.entries.try_update_value(|entries| entries.begins(change, system::now()));
            if begins == Some(false) {
                system::write_fragment(&fragment);
            } else {
                system::push_fragment(&fragment);
            }
        }
        Effect::CheckBuild => check_build(page),
        Effect::CopyLink(fragment) => copy(page, system::link(&fragment)),
        Effect::Settle { promise, result } => {
            let settle = page.promises.try_update_value(|promises| promises.take(promise)).flatten();
            if let Some(settle) = settle {
                settle(result);
            }
        }
    }
}

/// Handles a worker's event.
fn on_event(page: Page, device: Device, event: Event, checkpoint: Option<ArrayBuffer>) {
    match (&event, checkpoint) {
        (Event::Kept { checkpoint, .. }, Some(bytes)) => page.host.update_value(|host| host.keep(*checkpoint, bytes)),
        (Event::NotLoaded { .. }, _) => page.host.update_value(|host| host.count_failure(device)),
        _ => {}
    }
    let is_frame = matches!(event, Event::Frame(_));
    page.dispatch(Msg::Event(device, event));
    if is_frame {
        let drawn = move || page.dispatch(Msg::Drawn);
        page.frames.with_value(|frames| {
            frames.after(move || if system::less_motion() { set_timeout(drawn, CALM) } else { drawn() });
        });
    }
}

/// Reported later, because the caller has not finished yet.
fn report_crash(page: Page, device: Device, why: Details) {
    set_timeout(move || page.dispatch(Msg::Event(device, Event::Crashed(why))), Duration::ZERO);
}

fn check_build(page: Page) {
    spawn_local(async move {
        page.dispatch(Msg::BuildChecked { replaced: files::is_replaced().await });
    });
}

fn copy(page: Page, link: String) {
    spawn_local(async move {
        let copied = clipboard::copy(&link).await;
        page.dispatch(Msg::LinkCopied(if copied { Ok(()) } else { Err(link) }));
    });
}
