//! The trainers' workers: started, spoken to, ended.

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::page::Page;
use super::system;
use crate::app::Msg;
use crate::app::device::Program;
use crate::protocol::{Command, Details, Device, Event, decode, encode};

/// The least time between two frames where the person asked for less motion: pictures change twice a second.
const CALM: Duration = Duration::from_millis(500);

/// The workers that run.
#[derive(Default)]
pub struct Host {
    workers: HashMap<&'static str, Running>,
}

struct Running {
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
        match Running::new(page, program) {
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

    /// Sends a command; the buffer is handed over, not copied.
    pub fn send(&self, page: Page, device: Device, command: &Command) {
        let Some(running) = self.workers.get(device.name()) else { return };
        let sent = encode(command).map_err(|why| why.to_string()).and_then(|bytes| {
            let buffer = js_sys::Uint8Array::from(bytes.as_slice()).buffer();
            let handed_over = js_sys::Array::of1(&buffer);
            running.worker.post_message_with_transfer(&buffer, &handed_over).map_err(|why| format!("{why:?}"))
        });
        if let Err(why) = sent {
            crashed(page, device, why);
        }
    }
}

impl Running {
    fn new(page: Page, program: Program) -> Result<Self, JsValue> {
        let device = program.device();
        let file = match program {
            Program::Dense => "trainer_dense_loader.js",
            Program::Cpu => "trainer_cpu_loader.js",
            Program::WebGpu => "trainer_gpu_loader.js",
        };
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&format!("./{file}?v={}", system::build()), &options)?;
        let message = Closure::<dyn FnMut(_)>::new(move |event: MessageEvent| {
            let bytes = js_sys::Uint8Array::new(&event.data()).to_vec();
            match decode::<Event>(&bytes) {
                Ok(event) => told(page, device, event),
                Err(why) => crashed(page, device, why.to_string()),
            }
        });
        let error = Closure::<dyn FnMut(_)>::new(move |event: web_sys::Event| {
            event.prevent_default();
            // A file that cannot be fetched is an event without a message.
            let what = js_sys::Reflect::get(&event, &"message".into()).ok().and_then(|what| what.as_string());
            crashed(page, device, what.unwrap_or_else(|| file.to_owned()));
        });
        worker.set_onmessage(Some(message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self { worker, _message: message, _error: error })
    }
}

fn told(page: Page, device: Device, event: Event) {
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
