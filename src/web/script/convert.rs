//! Converts this program's values to JavaScript's.

use js_sys::{Array as List, Float32Array, Reflect};
use wasm_bindgen::JsValue;

use crate::app::State;
use crate::options::Value;
use crate::protocol::{Answer, Array, Device, Examples, Metrics};
use crate::web::js::object;
use crate::web::page::Page;

fn list<T>(items: impl IntoIterator<Item = T>) -> JsValue
where
    T: Into<JsValue>,
{
    items.into_iter().map(Into::into).collect::<List>().into()
}

/// `{ version, device, adapter? }`.
pub(crate) fn device(device: Device, adapter: Option<&str>) -> JsValue {
    let version = ("version", env!("CARGO_PKG_VERSION").into());
    let device = ("device", device.name().into());
    object([version, device].into_iter().chain(adapter.map(|adapter| ("adapter", adapter.into()))))
}

/// Every option, by its name in the URL.
pub(crate) fn options(state: &State) -> JsValue {
    let knobs = state.options.iter().map(|(key, value)| {
        let value = match value {
            Value::Integer(value) => (*value as f64).into(),
            Value::Number(value) => (*value).into(),
            Value::Choice(value) => value.into(),
            Value::Subset(values) => list(values),
            Value::Layers(units) => list(units.iter().copied()),
            Value::Stages(_) => value.to_string().into(),
            Value::Points(points) => list(points.as_flattened().iter().map(|number| i32::from(*number))),
        };
        (key.knob().name, value)
    });
    let display = &state.display;
    let shown = [
        ("lesson", state.options.lesson().name().into()),
        ("theme", display.theme.name().into()),
        ("lang", display.lang.as_str().into()),
        ("hide", list(display.hide.names().iter().copied())),
        ("panels", list(display.panels.iter().map(|panel| panel.name()))),
    ];
    object(shown.into_iter().chain(knobs))
}

/// Measurements, with speed and device if these are wanted.
fn metrics_object(metrics: &Metrics, device: Option<&str>) -> JsValue {
    let live = device.map(|device| [("stepsPerSecond", metrics.steps_per_second.into()), ("device", device.into())]);
    let numbers = [
        ("step", Some(metrics.step as f64)),
        ("epoch", Some(metrics.epoch)),
        ("trainLoss", Some(metrics.train_loss)),
        ("testLoss", Some(metrics.test_loss)),
        ("trainAccuracy", metrics.train_accuracy),
        ("testAccuracy", metrics.test_accuracy),
        ("trainExamples", Some(f64::from(metrics.train_examples))),
        ("testExamples", Some(f64::from(metrics.test_examples))),
        ("learningRate", Some(metrics.learning_rate)),
    ];
    let numbers = numbers.into_iter().filter_map(|(name, value)| Some((name, value?.into())));
    object(numbers.chain(live.into_iter().flatten()))
}

fn device_name(state: &State) -> Option<&'static str> {
    state.trainer.device().map(Device::name)
}

/// The newest measurements, with the facts of the run; null before there are any.
pub(crate) fn metrics_now(state: &State) -> JsValue {
    let Some(metrics) = &state.run.metrics else { return JsValue::NULL };
    let all = metrics_object(metrics, device_name(state));
    if let Some(summary) = &state.run.summary {
        for (name, value) in [
            ("parameters", summary.parameters),
            ("flopsPerStep", summary.flops_per_step),
            ("stepsPerEpoch", summary.steps_per_epoch),
        ] {
            let _ = Reflect::set(&all, &name.into(), &(value as f64).into());
        }
    }
    if state.rests_unseen() {
        let _ = Reflect::set(&all, &"outOfSight".into(), &JsValue::TRUE);
    }
    all
}

/// All measurements of the run. Without speed and device, so that the same seed gives the same list.
pub(crate) fn history(state: &State) -> JsValue {
    list(state.run.history.measurements().iter().map(|metrics| metrics_object(metrics, None)))
}

/// Losses of the run's batches.
pub(crate) fn batch_losses(state: &State) -> JsValue {
    list(state.run.history.losses().iter().map(|loss| {
        let losses = [("loss", loss.loss), ("generatorLoss", loss.generator)];
        let losses = losses.into_iter().filter_map(|(name, value)| Some((name, value?.into())));
        object([("step", (loss.step as f64).into())].into_iter().chain(losses))
    }))
}

/// An answer for a script; arrays are named by `key`.
pub(crate) fn answer(page: Page, answer: Option<Answer>, key: &str) -> JsValue {
    match answer {
        None => JsValue::UNDEFINED,
        Some(Answer::Metrics(metrics)) => page.now(|state| metrics_object(&metrics, device_name(state))),
        Some(Answer::Dataset { train, test }) => object([("train", examples(&train)), ("test", examples(&test))]),
        Some(Answer::Arrays(arrays)) => arrays_of(&arrays, key),
        Some(Answer::Rows { width, values }) => rows(&values, width),
    }
}

/// `{ name, shape, values }` each.
pub(crate) fn arrays_of(arrays: &[Array], key: &str) -> JsValue {
    list(arrays.iter().map(|array| {
        object([
            (key, array.name.as_str().into()),
            ("shape", list(array.shape.iter().copied())),
            ("values", Float32Array::from(&*array.values.0).into()),
        ])
    }))
}

fn examples(examples: &Examples) -> JsValue {
    object([
        ("inputs", rows(&examples.inputs, examples.input_width)),
        ("targets", rows(&examples.targets, examples.target_width)),
    ])
}

fn rows(values: &[f32], width: u32) -> JsValue {
    list(values.chunks(width.max(1) as usize).map(|row| list(row.iter().copied())))
}
