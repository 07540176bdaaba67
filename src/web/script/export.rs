//! Exports a run as files, for scripts and for the download dialog.

use js_sys::{Array as List, JSON, Uint8Array};
use leptos::prelude::untrack;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Blob, BlobPropertyBag};

use super::{answer, convert, error, read};
use crate::app::export::{self, File};
use crate::app::message::Call;
use crate::app::url;
use crate::lesson::{LessonId, Panel};
use crate::options::{Allowed, Refused};
use crate::protocol::{Answer, Array, Floats};
use crate::web::page::Page;
use crate::web::{js, picture, system};

/// `export(format, panel)`: a promise of a file, see [`File`]; `panel` names the panel for a picture.
pub(crate) fn export(page: Page, format: &JsValue, panel: &JsValue) -> JsValue {
    let asked = parse_request(format, panel);
    future_to_promise(async move {
        let (file, panel) = asked.map_err(|refused| error(&untrack(|| page.words(|words| words.refusal(&refused)))))?;
        match blob(page, file, panel).await {
            Ok(blob) => Ok(blob.into()),
            Err(why) => Err(error(&message(page, &why))),
        }
    })
    .into()
}

fn parse_request(format: &JsValue, panel: &JsValue) -> Result<(File, Option<Panel>), Refused> {
    let name = read::describe(format);
    let file = File::from_name(&name).ok_or_else(|| {
        Refused::new("format", &name, Allowed::names(File::ALL.map(File::name).into_iter().chain(["csv"])))
    })?;
    if panel.is_undefined() || panel.is_null() {
        return Ok((file, None));
    }
    let name = read::describe(panel);
    let panel = Panel::from_name(&name)
        .ok_or_else(|| Refused::new("panel", &name, Allowed::names(Panel::ALL.iter().map(|panel| panel.name()))))?;
    Ok((file, Some(panel)))
}

/// The current run as a file; `panel` is for pictures.
///
/// # Errors
/// An `Error` with a message, if there is nothing to export or the browser refuses.
pub(crate) async fn blob(page: Page, file: File, panel: Option<Panel>) -> Result<Blob, JsValue> {
    let parts = match file {
        File::Dataset => dataset(page).await?,
        File::History => List::of1(&page.now(|state| export::curves(&state.run.history)).into()),
        File::Parameters => {
            let link = page.now(|state| url::write(&state.options, &state.display));
            let bytes = export::safetensors(&parameters(page).await?, &system::link(&link));
            List::of1(&Uint8Array::from(&bytes[..]))
        }
        File::Everything => List::of1(&json(page, &parameters(page).await?)?.into()),
        File::Picture => return picture::png(page, panel).await.map_err(|why| error(&why)),
    };
    let properties = BlobPropertyBag::new();
    properties.set_type(file.media_type());
    Blob::new_with_u8_array_sequence_and_options(&parts, &properties)
}

/// The message of this program's own errors. Those of the browser are technical, and not repeated.
pub(crate) fn message(page: Page, why: &JsValue) -> String {
    let own = why.dyn_ref::<js_sys::Error>().filter(|error| error.name() == "Error");
    own.map_or_else(|| untrack(|| page.text("call-failed")), |error| error.message().into())
}

async fn parameters(page: Page) -> Result<Vec<Array>, JsValue> {
    match answer(page, Call::Parameters).await? {
        Some(Answer::Arrays(arrays)) => Ok(arrays),
        _ => Ok(Vec::new()),
    }
}

/// The examples as parts of a table; for a GAN, the generator's current samples as well.
async fn dataset(page: Page) -> Result<List, JsValue> {
    let options = page.now(|state| state.options.clone());
    let Some(Answer::Dataset { train, test }) = answer(page, Call::Dataset).await? else { return Ok(List::new()) };
    let generated = if options.lesson() == LessonId::Gan {
        // The input does not affect the generator's samples.
        let any = Floats(vec![0.0; train.input_width as usize]);
        match answer(page, Call::Activations(any)).await? {
            Some(Answer::Arrays(arrays)) => arrays.into_iter().find(|array| array.name == "generator.samples"),
            _ => None,
        }
    } else {
        None
    };
    Ok(export::examples(&options, &train, &test, generated.as_ref()).map(JsValue::from).collect())
}

/// Options, metrics, history, parameters.
fn json(page: Page, arrays: &[Array]) -> Result<String, JsValue> {
    let parameters = arrays.iter().map(|array| {
        js::object([
            ("name", array.name.as_str().into()),
            ("shape", array.shape.iter().map(|length| JsValue::from(*length)).collect::<List>().into()),
            ("values", array.values.iter().map(|value| JsValue::from(*value)).collect::<List>().into()),
        ])
    });
    let all = page.now(|state| {
        js::object([
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
