//! The trainers' workers: started, spoken to, ended.

use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::page::Page;
use super::{files, system};
use crate::app::Msg;
use crate::app::device::Program;
use crate::protocol::{Command, Details, Device, Event, Kept, decode, encode};

/// The least time between two frames where the person asked for less motion: pictures change twice a second.
const CALM: Duration = Duration::from_millis(500);

/// The workers that run.
#[derive(Default)]
pub struct Host {
    workers: HashMap<&'static str, Running>,
    /// How often a program could not be fetched, by its first script.
    tries: HashMap<&'static str, u32>,
    /// Checkpoints that the state names, as their trainers wrote them. They stay outside of the page's own memory.
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
    /// Starts a worker; one that runs already on its device is ended first.
    pub fn start(&mut self, page: Page, program: Program) {
        let device = program.device();
        self.stop(device);
        let tries = self.tries.get(program.script()).copied().unwrap_or_default();
        match Running::new(page, program, tries) {
            Ok(running) => {
                self.workers.insert(device.name(), running);
            }
            Err(why) => crashed(page, device, format!("{why:?}")),
        }
    }

    /// Ends the device's worker at once.
    pub fn stop(&mut self, device: Device) {
        self.workers.remove(device.name());
    }

    /// Sends a command; the buffer is handed over, not copied. A checkpoint that it names goes with it and stays here, too: the
    /// worker may be lost before it has told one of its own.
    pub fn send(&self, page: Page, device: Device, command: &Command) {
        let Some(running) = self.workers.get(device.name()) else { return };
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
        if let Err(why) = sent {
            crashed(page, device, why);
        }
    }

    /// The program of the device's worker could not be fetched.
    fn count_failure(&mut self, device: Device) {
        if let Some(running) = self.workers.get(device.name()) {
            *self.tries.entry(running.program.script()).or_default() += 1;
        }
    }

    /// Keeps a checkpoint's bytes.
    fn keep(&mut self, kept: Kept, bytes: ArrayBuffer) {
        self.kept.insert(kept, bytes);
    }

    /// Lets go of all checkpoints but these.
    pub fn keep_only(&mut self, kept: &[Option<Kept>]) {
        self.kept.retain(|one, _| kept.contains(&Some(*one)));
    }
}

impl Running {
    fn new(page: Page, program: Program, tries: u32) -> Result<Self, JsValue> {
        let device = program.device();
        let file = program.script();
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // Another address each time: the browser may keep what was wrong.
        let tries = if tries == 0 { String::new() } else { format!("&try={tries}") };
        let worker = Worker::new_with_options(&format!("./{file}?v={}{tries}", system::build()), &options)?;
        let spoke = Rc::new(Cell::new(false));
        let silent = Rc::clone(&spoke);
        let message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
            // A message is one buffer, or a list of two where a checkpoint goes with it.
            let data = event.data();
            spoke.set(true);
            if let Some(event) = files::read_loader(&data) {
                return on_event(page, device, event);
            }
            let list = data.dyn_ref::<Array>();
            let message = list.map_or_else(|| data.clone(), |list| list.get(0));
            match decode::<Event>(&Uint8Array::new(&message).to_vec()) {
                Ok(event) => {
                    let bytes = list.and_then(|list| list.get(1).dyn_into::<ArrayBuffer>().ok());
                    if let (Event::Kept { checkpoint, .. }, Some(bytes)) = (&event, bytes) {
                        page.host.update_value(|host| host.keep(*checkpoint, bytes));
                    }
                    on_event(page, device, event);
                }
                Err(why) => crashed(page, device, why.to_string()),
            }
        });
        let error = Closure::<dyn FnMut(_)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            if !silent.get() {
                // The browser does not say why a worker's first script does not run.
                return spawn_local(async move {
                    let flaw = files::flaw_of(file).await;
                    on_event(page, device, Event::NotLoaded { file: file.to_owned(), flaw });
                });
            }
            let what = system::property(&event, "message").as_string();
            crashed(page, device, what.unwrap_or_else(|| file.to_owned()));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self { program, worker, _message: message, _error: error })
    }
}

fn on_event(page: Page, device: Device, event: Event) {
    if let Event::NotLoaded { .. } = event {
        page.host.update_value(|host| host.count_failure(device));
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

/// Told later, so that whoever is using the host now is done with it.
fn crashed(page: Page, device: Device, what: String) {
    set_timeout(move || page.dispatch(Msg::Event(device, Event::Crashed(Details(what)))), Duration::ZERO);
}
