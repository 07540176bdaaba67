//! The page's end: messages in and out, and turns of the event loop.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::Serialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent};

use super::fetch::{pause, scope};
use crate::protocol::{Checkpoint, Command, Details, Event, Flaw, decode, encode};

/// What arrives in the inbox.
pub(super) enum Mail {
    /// From the page, with the bytes of the checkpoint that it names.
    Command(Command, Option<Vec<u8>>),
    /// From the network: which file, and its bytes.
    File(&'static str, Result<Vec<u8>, Flaw>),
    /// The pause of a file that failed is over.
    Due(&'static str),
}

/// Mail that has not been read.
#[derive(Default)]
pub(super) struct Inbox {
    mail: RefCell<VecDeque<Mail>>,
    waiting: RefCell<Option<Waker>>,
}

impl Inbox {
    pub(super) fn put(&self, mail: Mail) {
        self.mail.borrow_mut().push_back(mail);
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
    }

    pub(super) fn take(&self) -> Option<Mail> {
        self.mail.borrow_mut().pop_front()
    }

    /// Waits until there is mail.
    pub(super) async fn wait(&self) {
        std::future::poll_fn(|context| {
            if self.mail.borrow().is_empty() {
                *self.waiting.borrow_mut() = Some(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
    }
}

impl Inbox {
    /// Waits until there is mail, or so many milliseconds are over.
    pub(super) async fn wait_at_most(self: &Rc<Self>, milliseconds: f64) {
        let over = Rc::new(Cell::new(false));
        let (inbox, rings) = (Rc::clone(self), Rc::clone(&over));
        spawn_local(async move {
            pause(milliseconds).await;
            rings.set(true);
            if let Some(waker) = inbox.waiting.borrow_mut().take() {
                waker.wake();
            }
        });
        std::future::poll_fn(|context| {
            if over.get() || !self.mail.borrow().is_empty() {
                return Poll::Ready(());
            }
            *self.waiting.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// The worker's side of the channel to the page.
pub(super) struct Port {
    scope: DedicatedWorkerGlobalScope,
    inbox: Rc<Inbox>,
    channel: MessageChannel,
    turned: Rc<Turn>,
    _onmessage: Closure<dyn FnMut(MessageEvent)>,
    _onturn: Closure<dyn FnMut(MessageEvent)>,
}

/// A turn of the event loop that is waited for.
#[derive(Default)]
struct Turn {
    done: RefCell<bool>,
    waiting: RefCell<Option<Waker>>,
}

impl Port {
    /// Listens to the page from now on, and tells it about a panic before the instance dies.
    pub(super) fn open() -> Result<Self, JsValue> {
        let scope = scope()?;
        report_panics();
        let inbox = Rc::new(Inbox::default());
        let mailbox = Rc::clone(&inbox);
        let onmessage = Closure::new(move |event: MessageEvent| {
            let (message, checkpoint) = parts(&event.data());
            match decode(&message) {
                Ok(command) => mailbox.put(Mail::Command(command, checkpoint)),
                // Page and worker are one build: this is a mistake in the program.
                Err(error) => web_sys::console::error_1(&format!("unreadable command: {error}").into()),
            }
        });
        scope.set_onmessage(Some(onmessage.as_ref().unchecked_ref()));
        let channel = MessageChannel::new()?;
        let turned = Rc::new(Turn::default());
        let turn = Rc::clone(&turned);
        let onturn = Closure::new(move |_: MessageEvent| {
            *turn.done.borrow_mut() = true;
            if let Some(waker) = turn.waiting.borrow_mut().take() {
                waker.wake();
            }
        });
        channel.port1().set_onmessage(Some(onturn.as_ref().unchecked_ref()));
        Ok(Self { scope, inbox, channel, turned, _onmessage: onmessage, _onturn: onturn })
    }

    pub(super) fn inbox(&self) -> Rc<Inbox> {
        Rc::clone(&self.inbox)
    }

    /// Sends an event; its bytes move to the page.
    pub(super) fn send(&self, event: &Event) {
        send(&self.scope, event, None);
    }

    /// Sends a checkpoint's event with its bytes, which move to the page.
    pub(super) fn send_checkpoint(&self, event: &Event, checkpoint: &Checkpoint) {
        send(&self.scope, event, Some(checkpoint));
    }

    /// Lets the event loop turn once: a message to oneself is a macrotask, and unlike `setTimeout` it is not delayed.
    pub(super) async fn turn(&self) {
        *self.turned.done.borrow_mut() = false;
        if self.channel.port2().post_message(&JsValue::NULL).is_err() {
            return;
        }
        std::future::poll_fn(|context| {
            if *self.turned.done.borrow() {
                return Poll::Ready(());
            }
            *self.turned.waiting.borrow_mut() = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// A message is one buffer, or a list of two where a checkpoint goes with it.
fn parts(data: &JsValue) -> (Vec<u8>, Option<Vec<u8>>) {
    match data.dyn_ref::<Array>() {
        Some(list) => (Uint8Array::new(&list.get(0)).to_vec(), Some(Uint8Array::new(&list.get(1)).to_vec())),
        None => (Uint8Array::new(data).to_vec(), None),
    }
}

fn send(scope: &DedicatedWorkerGlobalScope, event: &Event, checkpoint: Option<&Checkpoint>) {
    let sent = buffer(event).and_then(|event| match checkpoint {
        None => scope.post_message_with_transfer(&event, &Array::of1(&event)),
        Some(checkpoint) => {
            let checkpoint = buffer(checkpoint)?;
            let both = Array::of2(&event, &checkpoint);
            scope.post_message_with_transfer(&both, &both)
        }
    });
    if let Err(error) = sent {
        web_sys::console::error_1(&error);
    }
}

/// A message as a buffer that can be handed over.
fn buffer(message: &impl Serialize) -> Result<ArrayBuffer, JsValue> {
    let bytes = encode(message).map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(Uint8Array::from(bytes.as_slice()).buffer())
}

/// After a panic the instance is dead (panic = abort): the page must know, and what was said helps whoever looks at it.
fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        if let Ok(scope) = scope() {
            let place = info.location().map(|at| (at.file().rsplit(['/', '\\']).next().unwrap_or_default(), at.line()));
            let (file, line) = place.unwrap_or_default();
            // The file alone: where the program was built concerns nobody.
            let what = format!("{file}:{line}: {}", info.payload_as_str().unwrap_or_default());
            send(&scope, &Event::Crashed(Details(what)), None);
        }
    }));
}
