//! A run as a file.

use js_sys::{Array as List, Function, JSON, Promise, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlCanvasElement};

use super::{ask, convert};
use crate::app::history::History;
use crate::app::message::Call;
use crate::model::spec::Refused;
use crate::protocol::{Answer, Array};
use crate::web::page::Page;

/// `export(format)`: parameters as `safetensors`, everything as `json`, the history as `csv`, the first picture as `png`.
pub fn export(page: Page, format: &JsValue) -> JsValue {
    let promise = match format.as_string().unwrap_or_default().as_str() {
        "safetensors" => parameters(page, |arrays| blob_of_bytes(&safetensors(arrays), "application/octet-stream")),
        "json" => parameters(page, move |arrays| blob_of_text(&json(page, arrays)?, "application/json")),
        "csv" => match blob_of_text(&csv(&page.now(|state| state.run.history.clone())), "text/csv") {
            Ok(blob) => Promise::resolve(&blob),
            Err(why) => Promise::reject(&why),
        },
        "png" => png(),
        other => {
            let refused = Refused::new("format", other, "safetensors, json, csv, png".to_owned());
            Promise::reject(&js_sys::Error::new(&refused.to_string()))
        }
    };
    promise.into()
}

fn parameters(page: Page, make: impl FnOnce(&[Array]) -> Result<JsValue, JsValue> + 'static) -> Promise {
    ask(page, Call::Parameters, move |answer| match answer {
        Some(Answer::Arrays(arrays)) => make(&arrays),
        _ => Ok(JsValue::UNDEFINED),
    })
}

/// The safetensors format: the header's length (8 bytes, little-endian), the header (JSON), the numbers (little-endian).
fn safetensors(arrays: &[Array]) -> Vec<u8> {
    let mut place = 0;
    let entries = arrays.iter().map(|array| {
        let start = place;
        place += array.values.len() * 4;
        // Names are this program's own: letters, digits and dots.
        format!(r#""{}":{{"dtype":"F32","shape":{:?},"data_offsets":[{start},{place}]}}"#, array.name, array.shape)
    });
    let mut header = format!("{{{}}}", entries.collect::<Vec<_>>().join(","));
    // The numbers begin at a multiple of 8; blanks are part of the header.
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(8) - header.len()));
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend_from_slice(header.as_bytes());
    for array in arrays {
        bytes.extend(array.values.iter().flat_map(|value| value.to_le_bytes()));
    }
    bytes
}

/// Options, metrics, history, parameters.
fn json(page: Page, arrays: &[Array]) -> Result<String, JsValue> {
    let parameters = arrays.iter().map(|array| {
        convert::object([
            ("name", array.name.as_str().into()),
            ("shape", array.shape.iter().map(|length| JsValue::from(*length)).collect::<List>().into()),
            ("values", array.values.iter().map(|value| JsValue::from(*value)).collect::<List>().into()),
        ])
    });
    let all = page.now(|state| {
        convert::object([
            ("version", env!("CARGO_PKG_VERSION").into()),
            ("options", convert::options(state)),
            ("metrics", convert::metrics_now(state)),
            ("history", convert::history(state)),
            ("batchLosses", convert::batch_losses(state)),
            ("parameters", parameters.collect::<List>().into()),
        ])
    });
    Ok(String::from(JSON::stringify(&all)?))
}

/// A line for every step that was measured or has a batch loss.
fn csv(history: &History) -> String {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let batch = |loss: Option<f32>| loss.map(|loss| loss.to_string()).unwrap_or_default();
    let mut lines = String::from(
        "step,epoch,train_loss,test_loss,train_accuracy,test_accuracy,learning_rate,batch_loss,generator_batch_loss\n",
    );
    let measured = history.measured();
    let (mut measured, mut losses) = (measured.iter().peekable(), history.losses().iter().peekable());
    while let Some(step) = measured.peek().map(|m| m.step).into_iter().chain(losses.peek().map(|l| l.step)).min() {
        let metrics = measured.next_if(|metrics| metrics.step == step);
        let loss = losses.next_if(|loss| loss.step == step);
        let columns = [
            number(metrics.map(|metrics| metrics.epoch)),
            number(metrics.map(|metrics| metrics.train_loss)),
            number(metrics.map(|metrics| metrics.test_loss)),
            number(metrics.and_then(|metrics| metrics.train_accuracy)),
            number(metrics.and_then(|metrics| metrics.test_accuracy)),
            number(metrics.map(|metrics| metrics.learning_rate)),
            batch(loss.and_then(|loss| loss.loss)),
            batch(loss.and_then(|loss| loss.generator)),
        ];
        lines.extend([step.to_string().as_str(), ",", &columns.join(","), "\n"]);
    }
    lines
}

/// The first panel's picture as it is on screen.
fn png() -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let canvas = document().query_selector(".panel .picture canvas, .panel canvas").ok().flatten();
        let canvas = canvas.and_then(|canvas| canvas.dyn_into::<HtmlCanvasElement>().ok());
        let done = Closure::once_into_js(move |blob: JsValue| {
            let _ = resolve.call1(&JsValue::UNDEFINED, &blob);
        });
        let asked = canvas.map(|canvas| canvas.to_blob(done.unchecked_ref()));
        if !matches!(asked, Some(Ok(()))) {
            let _ = reject.call1(&JsValue::UNDEFINED, &js_sys::Error::new("there is no picture to export"));
        }
    })
}

fn blob_of_text(text: &str, kind: &str) -> Result<JsValue, JsValue> {
    blob(&JsValue::from(text), kind)
}

fn blob_of_bytes(bytes: &[u8], kind: &str) -> Result<JsValue, JsValue> {
    blob(&Uint8Array::from(bytes), kind)
}

fn blob(part: &JsValue, kind: &str) -> Result<JsValue, JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(kind);
    let parts = List::of1(part);
    Ok(Blob::new_with_u8_array_sequence_and_options(&parts, &properties)?.into())
}
