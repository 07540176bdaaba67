//! Carries out what [`update`](crate::app::update) asks for.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::page::Page;
use super::system;
use crate::app::message::Effect;

/// Carries out one effect.
pub fn run(page: Page, effect: Effect) {
    match effect {
        Effect::Start(program) => page.host.update_value(|host| host.start(page, program)),
        Effect::Stop(device) => page.host.update_value(|host| host.stop(device)),
        Effect::Send(device, command) => page.host.with_value(|host| host.send(page, device, &command)),
        Effect::WriteUrl(fragment) => system::write_fragment(&fragment),
        Effect::PushUrl(fragment, change) => {
            let begins = page.entries.try_update_value(|entries| entries.begins(change, system::now()));
            if begins == Some(false) {
                system::write_fragment(&fragment);
            } else {
                system::push_fragment(&fragment);
            }
        }
        Effect::CopyLink(fragment) => copy(system::link(&fragment)),
        Effect::Settle { promise, result } => {
            let settle = page.promises.try_update_value(|promises| promises.take(promise)).flatten();
            if let Some(settle) = settle {
                settle(result);
            }
        }
    }
}

fn copy(link: String) {
    spawn_local(async move {
        // Without the permission there is still the address bar, which shows the same link.
        let _ = JsFuture::from(window().navigator().clipboard().write_text(&link)).await;
    });
}
