//! Carries out what [`update`](crate::app::update) asks for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::Page;
use super::{clipboard, files, system};
use crate::app::Msg;
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
