//! From this program's values to JavaScript's, and back.

use js_sys::{Array as List, Float32Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::app::State;
use crate::app::message::Call;
use crate::model::spec::{Refused, Value};
use crate::protocol::{Answer, Array, Device, Examples, Floats, Metrics};
use crate::web::page::Page;

/// An object with these properties.
pub fn object<'a>(properties: impl IntoIterator<Item = (&'a str, JsValue)>) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A fresh object takes any property.
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    object.into()
}

fn list<T>(items: impl IntoIterator<Item = T>) -> JsValue
where
    T: Into<JsValue>,
{
    items.into_iter().map(Into::into).collect::<List>().into()
}

/// `{ version, device, adapter? }`.
pub fn device(device: Device, adapter: Option<&str>) -> JsValue {
    let version = ("version", env!("CARGO_PKG_VERSION").into());
    let device = ("device", device.name().into());
    object([version, device].into_iter().chain(adapter.map(|adapter| ("adapter", adapter.into()))))
}

/// Every option, by its name in the URL.
pub fn options(state: &State) -> JsValue {
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
        ("lesson", state.options.lesson().lesson().name.into()),
        ("theme", display.theme.name().into()),
        ("lang", display.lang.as_str().into()),
        ("hide", list(display.hide.names().iter().copied())),
        ("panels", list(display.panels.iter().map(|panel| panel.name()))),
    ];
    object(shown.into_iter().chain(knobs))
}

/// Measurements, with the speed and the device that made them where they are to be known.
fn measured(metrics: &Metrics, device: Option<&str>) -> JsValue {
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
pub fn metrics_now(state: &State) -> JsValue {
    let Some(metrics) = &state.run.metrics else { return JsValue::NULL };
    let all = measured(metrics, device_name(state));
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

/// Measurements over the run. Without speed and device: the same seed gives the same list.
pub fn history(state: &State) -> JsValue {
    list(state.run.history.measured().iter().map(|metrics| measured(metrics, None)))
}

/// Losses of the run's batches.
pub fn batch_losses(state: &State) -> JsValue {
    list(state.run.history.losses().iter().map(|loss| {
        let losses = [("loss", loss.loss), ("generatorLoss", loss.generator)];
        let losses = losses.into_iter().filter_map(|(name, value)| Some((name, value?.into())));
        object([("step", (loss.step as f64).into())].into_iter().chain(losses))
    }))
}

/// An answer for a script; arrays are named by `key`.
pub fn answer(page: Page, answer: Option<Answer>, key: &str) -> JsValue {
    match answer {
        None => JsValue::UNDEFINED,
        Some(Answer::Metrics(metrics)) => page.now(|state| measured(&metrics, device_name(state))),
        Some(Answer::Dataset { train, test }) => object([("train", examples(&train)), ("test", examples(&test))]),
        Some(Answer::Arrays(arrays)) => arrays_of(&arrays, key),
        Some(Answer::Rows { width, values }) => rows(&values, width),
    }
}

/// `{ name, shape, values }` each.
pub fn arrays_of(arrays: &[Array], key: &str) -> JsValue {
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

/// `configure({ key: value, … })`: numbers, names, or lists of them.
pub fn configure(argument: &JsValue) -> Result<Call, String> {
    let Some(object) = argument.dyn_ref::<Object>() else { return Err(wrong("options", argument, "an object")) };
    let entries = Object::entries(object);
    let entries = entries.iter().map(|entry| {
        let entry: List = entry.unchecked_into();
        (scalar(&entry.get(0)), scalar(&entry.get(1)))
    });
    Ok(Call::Configure(entries.collect()))
}

/// `train(steps)`.
pub fn train(argument: &JsValue) -> Result<Call, String> {
    const MOST: f64 = 1e9;
    let steps = argument.as_f64().filter(|steps| steps.fract() == 0.0 && (1.0..=MOST).contains(steps));
    match steps {
        Some(steps) => Ok(Call::Train(steps as u64)),
        None => Err(wrong("steps", argument, "a whole number from 1 to 1000000000")),
    }
}

/// `setParameters([{ name, shape, values }, …])`.
pub fn set_parameters(argument: &JsValue) -> Result<Call, String> {
    let allowed = "a list of { name, shape, values }";
    let Some(arrays) = argument.dyn_ref::<List>() else { return Err(wrong("parameters", argument, allowed)) };
    let read = |array: JsValue| {
        let get = |name: &str| Reflect::get(&array, &name.into()).ok();
        let shape = numbers(&get("shape")?)?.iter().map(|length| *length as u32).collect();
        Some(Array { name: get("name")?.as_string()?, shape, values: Floats(numbers(&get("values")?)?) })
    };
    let arrays: Option<Vec<Array>> = arrays.iter().map(read).collect();
    arrays.map(Call::SetParameters).ok_or_else(|| wrong("parameters", argument, allowed))
}

/// `predict([[x₁, x₂], …])`.
pub fn predict(argument: &JsValue) -> Result<Call, String> {
    let allowed = "a list of rows of numbers, all of one length";
    let refused = || wrong("inputs", argument, allowed);
    let Some(list) = argument.dyn_ref::<List>() else { return Err(refused()) };
    let rows = list.iter().map(|row| numbers(&row)).collect::<Option<Vec<_>>>().ok_or_else(refused)?;
    let width = rows.first().map_or(0, Vec::len);
    if width == 0 || rows.iter().any(|row| row.len() != width) {
        return Err(refused());
    }
    Ok(Call::Predict { width: width as u32, inputs: Floats(rows.concat()) })
}

/// `activations([x₁, x₂])`.
pub fn activations(argument: &JsValue) -> Result<Call, String> {
    let row = numbers(argument).filter(|row| !row.is_empty());
    row.map(|row| Call::Activations(Floats(row))).ok_or_else(|| wrong("input", argument, "a row of numbers"))
}

/// Numbers of a list or a typed array.
fn numbers(value: &JsValue) -> Option<Vec<f32>> {
    if let Some(values) = value.dyn_ref::<Float32Array>() {
        return Some(values.to_vec());
    }
    if !value.is_object() {
        return None;
    }
    List::from(value).iter().map(|item| item.as_f64().map(|number| number as f32)).collect()
}

fn wrong(name: &str, value: &JsValue, allowed: &str) -> String {
    Refused::new(name, &scalar(value), allowed.to_owned()).to_string()
}

/// As `String(value)` writes it.
pub fn scalar(value: &JsValue) -> String {
    if let Some(text) = value.as_string() {
        return text;
    }
    if let Some(number) = value.as_f64() {
        return number.to_string();
    }
    if let Some(truth) = value.as_bool() {
        return truth.to_string();
    }
    match value.dyn_ref::<List>() {
        Some(list) => list.iter().map(|item| scalar(&item)).collect::<Vec<_>>().join(","),
        None if value.is_undefined() => "undefined".to_owned(),
        // Objects and null; what JSON cannot write has no place among options either.
        None => js_sys::JSON::stringify(value).map(String::from).unwrap_or_default(),
    }
}
