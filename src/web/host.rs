//! Starts, commands and ends the trainers' workers.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{files, js, system};
use crate::app::device::Program;
use crate::protocol::{Command, Details, Device, Event, Kept, decode, encode};

/// Handles a worker's event, and the checkpoint that may come with it.
pub(crate) type OnEvent = Rc<dyn Fn(Event, Option<ArrayBuffer>)>;

/// The workers that run.
#[derive(Default)]
pub(crate) struct Host {
    workers: HashMap<&'static str, Running>,
    /// How often fetching a program failed, by its first script.
    tries: HashMap<&'static str, u32>,
    /// Checkpoints that the state refers to, as their trainers wrote them. They stay outside the page's own WebAssembly
    /// memory.
    kept: HashMap<Kept, ArrayBuffer>,
}

struct Running {
    program: Program,
    worker: Worker,
    _message: Closure<dyn FnMut(MessageEvent)>,
    _error: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Host {
    /// Starts a worker, whose events go to `on_event`; a worker already running on its device is ended first.
    ///
    /// # Errors
    /// The browser's error, if it cannot start one.
    pub(crate) fn start(&mut self, program: Program, on_event: OnEvent) -> Result<(), Details> {
        let device = program.device();
        self.stop(device);
        let tries = self.tries.get(program.script()).copied().unwrap_or_default();
        let running = Running::new(program, tries, on_event).map_err(|why| Details(format!("{why:?}")))?;
        self.workers.insert(device.name(), running);
        Ok(())
    }

    /// Ends the device's worker at once.
    pub(crate) fn stop(&mut self, device: Device) {
        self.workers.remove(device.name());
    }

    /// Sends a command; its buffer is transferred, not copied. A checkpoint that the command names is copied along and also
    /// stays here, because the worker may be lost before it produces its own. Does nothing if the device has no worker.
    ///
    /// # Errors
    /// The browser's error, if it cannot send.
    pub(crate) fn send(&self, device: Device, command: &Command) -> Result<(), Details> {
        let Some(running) = self.workers.get(device.name()) else { return Ok(()) };
        let named = match command {
            Command::Configure(configure) => configure.checkpoint.and_then(|kept| self.kept.get(&kept)),
            _ => None,
        };
        let sent = encode(command).map_err(|why| why.to_string()).and_then(|bytes| {
            let buffer = Uint8Array::from(bytes.as_slice()).buffer();
            let handed_over = Array::of1(&buffer);
            let message = named.map_or_else(|| buffer.clone().into(), |kept| JsValue::from(Array::of2(&buffer, kept)));
            running.worker.post_message_with_transfer(&message, &handed_over).map_err(|why| format!("{why:?}"))
        });
        sent.map_err(Details)
    }

    /// Counts a failure to fetch the program of the device's worker.
    pub(crate) fn count_failure(&mut self, device: Device) {
        if let Some(running) = self.workers.get(device.name()) {
            *self.tries.entry(running.program.script()).or_default() += 1;
        }
    }

    /// Keeps a checkpoint's bytes.
    pub(crate) fn keep(&mut self, kept: Kept, bytes: ArrayBuffer) {
        self.kept.insert(kept, bytes);
    }

    /// Drops all other checkpoints.
    pub(crate) fn keep_only(&mut self, kept: &[Option<Kept>]) {
        self.kept.retain(|one, _| kept.contains(&Some(*one)));
    }
}

impl Running {
    fn new(program: Program, tries: u32, on_event: OnEvent) -> Result<Self, JsValue> {
        let file = program.script();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // A different address each time, because the browser may have cached a bad response.
        let tries = if tries == 0 { String::new() } else { format!("&try={tries}") };
        let worker = Worker::new_with_options(&format!("./{file}?v={}{tries}", system::build()), &options)?;
        let spoke = Rc::new(Cell::new(false));
        let silent = Rc::clone(&spoke);
        let on_error = Rc::clone(&on_event);
        let message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
            // A message is one buffer, or a list of two if it comes with a checkpoint.
            let data = event.data();
            spoke.set(true);
            if let Some(event) = files::read_loader(&data) {
                return on_event(event, None);
            }
            let list = data.dyn_ref::<Array>();
            let message = list.map_or_else(|| data.clone(), |list| list.get(0));
            match decode::<Event>(&Uint8Array::new(&message).to_vec()) {
                Ok(event) => {
                    on_event(event, list.and_then(|list| list.get(1).dyn_into::<ArrayBuffer>().ok()));
                }
                Err(why) => on_event(Event::Crashed(Details(why.to_string())), None),
            }
        });
        let error = Closure::<dyn FnMut(_)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            if !silent.get() {
                // The browser does not reveal why a worker's first script fails.
                let on_event = Rc::clone(&on_error);
                return spawn_local(async move {
                    let flaw = files::flaw_of(file).await;
                    on_event(Event::NotLoaded { file: file.to_owned(), flaw }, None);
                });
            }
            let what = js::property(&event, "message").as_string();
            on_error(Event::Crashed(Details(what.unwrap_or_else(|| file.to_owned()))), None);
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self { program, worker, _message: message, _error: error })
    }
}
