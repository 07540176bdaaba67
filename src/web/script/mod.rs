//! `globalThis.gradientGarden`: everything the page can do, for scripts. Its types are in `www/gradient-garden.d.ts`.
//!
//! - [`read`]: converts JavaScript's values, of any kind, to this program's.
//! - [`convert`]: converts this program's values to JavaScript's.
//! - [`export`]: a run as a file.
//! - [`turns`]: runs many calls a few at a time.
//! - [`frame`]: the same interface for the embedding page, by `postMessage`.

mod convert;
pub(crate) mod export;
mod frame;
mod queue;
mod read;
mod turns;

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

pub(crate) use queue::{Promises, Settle, Turns};

use super::page::Page;
use crate::app::message::Call;
use crate::app::miscall::{MOST_NUMBERS, Miscall};
use crate::app::{Msg, State};
use crate::protocol::{Answer, Problem};

/// Installs the interface on the page, and listens to the embedding page.
pub(crate) fn install(page: Page) {
    let garden = Object::new();
    let put = |name: &str, value: &JsValue| {
        // A fresh object accepts any property.
        let _ = Reflect::set(&garden, &name.into(), value);
    };
    put("ready", &ready(page));
    put("options", &getter(move || page.now(convert::options)));
    put("metrics", &getter(move || page.now(convert::metrics_now)));
    put("history", &getter(move || page.now(convert::history)));
    put("batchLosses", &getter(move || page.now(convert::batch_losses)));
    put("play", &getter(move || dispatch(page, Msg::Play)));
    put("pause", &getter(move || dispatch(page, Msg::Pause)));
    put("reset", &asker(page, |_| Ok(Call::Reset)));
    put("configure", &asker(page, read::configure));
    put("train", &asker(page, read::train));
    put("dataset", &asker(page, |_| Ok(Call::Dataset)));
    put("parameters", &asker(page, |_| Ok(Call::Parameters)));
    put("setParameters", &asker(page, move |argument| read::set_parameters(argument, parameters(page))));
    put("gradients", &asker(page, |_| Ok(Call::Gradients)));
    put("predict", &asker(page, read::predict));
    put("activations", &asker(page, read::activations));
    let export =
        Closure::<dyn Fn(JsValue, JsValue) -> JsValue>::new(move |format, panel| export::export(page, &format, &panel));
    put("export", &export.into_js_value());
    let _ = Reflect::set(&js_sys::global(), &"gradientGarden".into(), &garden);
    frame::listen(page, &garden);
}

fn function(call: impl Fn(JsValue) -> JsValue + 'static) -> JsValue {
    Closure::<dyn Fn(JsValue) -> JsValue>::new(call).into_js_value()
}

fn getter(call: impl Fn() -> JsValue + 'static) -> JsValue {
    function(move |_| call())
}

fn dispatch(page: Page, message: Msg) -> JsValue {
    turns::take(page, message);
    JsValue::UNDEFINED
}

/// The network's number of parameters; before there is one, the most that may be passed at all.
fn parameters(page: Page) -> u64 {
    page.now(|state| state.run.summary.as_ref().map_or(MOST_NUMBERS, |summary| summary.parameters))
}

/// A function that queries the trainer; it first reads its argument, and an invalid one rejects the promise.
fn asker(page: Page, read: impl Fn(&JsValue) -> Result<Call, Miscall> + 'static) -> JsValue {
    function(move |argument| match read(&argument) {
        Err(miscall) => {
            let why = untrack(|| page.words(|words| words.miscall(&miscall)));
            Promise::reject(&error(&why)).into()
        }
        Ok(call) => {
            // Activations are arrays named after layers.
            let key = if matches!(call, Call::Activations(_)) { "layer" } else { "name" };
            ask(page, call, move |answer| Ok(convert::answer(page, answer, key))).into()
        }
    })
}

/// Queries the trainer; the promise resolves to the answer, converted by `convert`.
fn ask(page: Page, call: Call, convert: impl FnOnce(Option<Answer>) -> Result<JsValue, JsValue> + 'static) -> Promise {
    let mut convert = Some(convert);
    let mut call = Some(call);
    Promise::new(&mut move |resolve: Function, reject: Function| {
        let (Some(convert), Some(call)) = (convert.take(), call.take()) else { return };
        let settle: Settle = Box::new(move |result| {
            let settled = match result {
                Ok(answer) => convert(answer),
                Err(problem) => Err(error(&message(page, &problem))),
            };
            // Calling a promise's own functions does not fail.
            let _ = match settled {
                Ok(value) => resolve.call1(&JsValue::UNDEFINED, &value),
                Err(why) => reject.call1(&JsValue::UNDEFINED, &why),
            };
        });
        let promise = page.promises.try_update_value(|promises| promises.add(settle));
        if let Some(promise) = promise {
            turns::take(page, Msg::Script { promise, call });
        }
    })
}

/// Asks, and waits for the answer.
///
/// # Errors
/// An `Error` with the problem in words.
async fn answer(page: Page, call: Call) -> Result<Option<Answer>, JsValue> {
    let found = Rc::new(RefCell::new(None));
    let kept = Rc::clone(&found);
    let done = ask(page, call, move |answer| {
        kept.replace(answer);
        Ok(JsValue::UNDEFINED)
    });
    JsFuture::from(done).await?;
    Ok(found.take())
}

/// The value that a promise is rejected with.
fn error(why: &str) -> JsValue {
    js_sys::Error::new(why).into()
}

/// A problem in words for scripts: a refusal always names key, value and range in the same form.
fn message(page: Page, problem: &Problem) -> String {
    match problem {
        Problem::Refused(refused) => untrack(|| page.words(|words| words.refusal(refused))),
        _ => untrack(|| page.words(|words| words.problem(problem))),
    }
}

/// Resolves once the first trainer has built the run (or would, given an input); rejects if there will be none.
fn ready(page: Page) -> JsValue {
    let readiness = page.slice(State::readiness);
    let adapter = page.slice(|state| state.trainer.active().and_then(|active| active.adapter.clone()));
    let promise = Promise::new(&mut move |resolve: Function, reject: Function| {
        Effect::new(move || match readiness.get() {
            Some(Ok(device)) => {
                let adapter = adapter.get_untracked();
                let _ = resolve.call1(&JsValue::UNDEFINED, &convert::device(device, adapter.as_deref()));
            }
            Some(Err(problem)) => {
                let _ = reject.call1(&JsValue::UNDEFINED, &error(&message(page, &problem)));
            }
            None => {}
        });
    });
    // Nobody has to handle it: its rejection is not an error of the page.
    let ignore = Closure::once(|_: JsValue| {});
    let _ = promise.catch(&ignore);
    ignore.forget();
    promise.unchecked_into()
}
