//! Converts JavaScript's values to this program's. Whatever is passed, reading it never throws and ends soon.
//!
//! A getter or a proxy may throw; an exception that passes through WebAssembly leaks its stack, and some thousands of them
//! break the page. So everything here that runs a caller's code turns exceptions into values. Sizes are checked before
//! anything is copied, against the limits of [`miscall`].

use js_sys::{Array as List, ArrayBuffer, Float32Array, Function, JsString, Number, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::app::message::Call;
use crate::app::miscall::{self, Argument, Fault, LONGEST, MOST_ITEMS, MOST_NUMBERS, MOST_ROWS, Miscall};
use crate::options::Refused;
use crate::protocol::{Array, Floats};

#[wasm_bindgen]
extern "C" {
    /// `Object.entries`, with exceptions caught.
    #[wasm_bindgen(js_namespace = Object, catch)]
    fn entries(object: &JsValue) -> Result<List, JsValue>;
    /// `Array.isArray`, which throws for a revoked proxy.
    #[wasm_bindgen(js_namespace = Array, js_name = isArray, catch)]
    fn is_list(value: &JsValue) -> Result<bool, JsValue>;
}

/// `configure({ key: value, … })`: numbers, texts, booleans, or lists of them.
pub(crate) fn configure(argument: &JsValue) -> Result<Call, Miscall> {
    let pairs = pairs(argument).map_err(|fault| Miscall { argument: Argument::Options, fault })?;
    let option = |pair: JsValue| {
        // Fresh lists of two.
        let pair: List = pair.unchecked_into();
        let name = text(&pair.get(0)).unwrap_or_else(|| Ok(String::new()));
        let name = name.map_err(|fault| Miscall { argument: Argument::Options, fault })?;
        match option(&pair.get(1)) {
            Ok(value) => Ok((name, value)),
            Err(fault) => Err(Miscall { argument: Argument::Option(name), fault }),
        }
    };
    Ok(Call::Configure(pairs.iter().map(option).collect::<Result<_, _>>()?))
}

fn pairs(options: &JsValue) -> Result<List, Fault> {
    if !options.is_object() || is_list(options).map_err(as_thrown)? {
        return Err(Fault::Kind(describe(options)));
    }
    // A list-like object has as many entries as it claims. An option may be named `length`, but none is named `0`.
    if !item(options, 0)?.is_undefined() {
        length(options, MOST_ITEMS)?;
    }
    let pairs = entries(options).map_err(as_thrown)?;
    match miscall::length(Some(pairs.length().into()), MOST_ITEMS) {
        Some(Err(fault)) => Err(fault),
        _ => Ok(pairs),
    }
}

/// As a link writes it.
fn option(value: &JsValue) -> Result<String, Fault> {
    if let Some(text) = text(value) {
        return text;
    }
    if !value.is_object() || !is_list(value).map_err(as_thrown)? {
        return Ok(describe(value));
    }
    let mut joined = String::new();
    for index in 0..length(value, MOST_ITEMS)? {
        let item = item(value, index)?;
        if index > 0 {
            joined.push(',');
        }
        joined += &text(&item).unwrap_or_else(|| Ok(describe(&item)))?;
        if joined.len() > LONGEST as usize {
            return Err(Fault::TooLong);
        }
    }
    Ok(joined)
}

/// `train(steps)`.
pub(crate) fn train(argument: &JsValue) -> Result<Call, Miscall> {
    let steps = argument.as_f64().and_then(miscall::steps);
    steps.map(Call::Train).ok_or_else(|| wrong(Argument::Steps, argument))
}

/// `setParameters([{ name, shape, values }, …])`; all values together are limited to `most`.
pub(crate) fn set_parameters(argument: &JsValue, most: u64) -> Result<Call, Miscall> {
    let arrays = arrays(argument, most).map_err(|fault| Miscall { argument: Argument::Parameters, fault })?;
    Ok(Call::SetParameters(arrays))
}

fn arrays(list: &JsValue, most: u64) -> Result<Vec<Array>, Fault> {
    /// Dimensions of any parameter, with some to spare.
    const DIMENSIONS: u64 = 8;
    if !list.is_object() || !is_list(list).map_err(as_thrown)? {
        return Err(Fault::Kind(describe(list)));
    }
    let count = length(list, MOST_ITEMS)?;
    let (mut arrays, mut total) = (Vec::new(), 0);
    for index in 0..count {
        let array = item(list, index)?;
        if !array.is_object() {
            return Err(Fault::Kind(describe(&array)));
        }
        let name = property(&array, "name")?;
        let name = text(&name).filter(|_| name.is_string()).ok_or_else(|| Fault::Kind(describe(&name)))??;
        let (lengths, values) = (property(&array, "shape")?, property(&array, "values")?);
        let mut shape = Vec::new();
        for place in 0..length(&lengths, DIMENSIONS)? {
            let length = item(&lengths, place)?;
            let whole = length.as_f64().and_then(miscall::dimension);
            shape.push(whole.ok_or_else(|| Fault::Kind(describe(&length)))?);
        }
        // Counted before anything is copied, so that one array too many is refused as well.
        total += length(&values, MOST_NUMBERS.max(most))? as u64;
        if total > most {
            return Err(Fault::TooMany { given: total, most });
        }
        arrays.push(Array { name, shape, values: Floats(numbers(&values, most)?) });
    }
    Ok(arrays)
}

/// `predict([[x₁, x₂], …])`.
pub(crate) fn predict(argument: &JsValue) -> Result<Call, Miscall> {
    let (width, inputs) = rows(argument).map_err(|fault| Miscall { argument: Argument::Inputs, fault })?;
    Ok(Call::Predict { width: width as u32, inputs: Floats(inputs) })
}

fn rows(list: &JsValue) -> Result<(usize, Vec<f32>), Fault> {
    let count = length(list, MOST_ROWS)?;
    if count == 0 {
        return Err(Fault::Kind("[]".to_owned()));
    }
    let width = length(&item(list, 0)?, MOST_NUMBERS)?;
    if width == 0 {
        return Err(Fault::Kind("[[]]".to_owned()));
    }
    let mut all = Copied::new(miscall::fits(count, width)?)?;
    for index in 0..count {
        let row = item(list, index)?;
        if length(&row, MOST_NUMBERS)? != width {
            return Err(Fault::Kind(describe(list)));
        }
        all.put(&row, index * width)?;
    }
    Ok((width, all.0.to_vec()))
}

/// `activations([x₁, x₂])`.
pub(crate) fn activations(argument: &JsValue) -> Result<Call, Miscall> {
    match numbers(argument, MOST_NUMBERS) {
        Ok(row) if row.is_empty() => Err(Miscall { argument: Argument::Input, fault: Fault::Kind("[]".to_owned()) }),
        Ok(row) => Ok(Call::Activations(Floats(row))),
        Err(fault) => Err(Miscall { argument: Argument::Input, fault }),
    }
}

/// The numbers of a list or a typed array.
fn numbers(list: &JsValue, most: u64) -> Result<Vec<f32>, Fault> {
    let mut copied = Copied::new(length(list, most)?)?;
    copied.put(list, 0)?;
    Ok(copied.0.to_vec())
}

/// Numbers that the browser itself copies out of lists: one call per list rather than per number.
struct Copied(Float32Array, Function, Function, JsValue);

impl Copied {
    fn new(length: usize) -> Result<Self, Fault> {
        let numbers = Float32Array::new_with_length(length as u32);
        // Holes in a list stay NaN.
        numbers.fill(f32::NAN, 0, length as u32);
        let function = |of: &JsValue, name: &str| property(of, name)?.dyn_into::<Function>().map_err(as_thrown);
        let (set, every) = (function(&numbers, "set")?, function(&List::new(), "every")?);
        let is_finite = property(&property(&js_sys::global(), "Number")?, "isFinite")?;
        Ok(Self(numbers, set, every, is_finite))
    }

    /// Copies a list's numbers to this place. Of a plain list, only finite numbers are accepted: anything else would be
    /// coerced.
    fn put(&mut self, list: &JsValue, at: usize) -> Result<(), Fault> {
        let Self(numbers, set, every, is_finite) = self;
        if !ArrayBuffer::is_view(list) && every.call1(list, is_finite).map_err(as_thrown)? != JsValue::TRUE {
            return Err(Fault::Kind(describe(list)));
        }
        set.call2(numbers, list, &Number::from(at as f64)).map_err(as_thrown)?;
        Ok(())
    }
}

/// The number of entries that a list claims to have.
fn length(list: &JsValue, most: u64) -> Result<usize, Fault> {
    let kind = || Fault::Kind(describe(list));
    if !list.is_object() {
        return Err(kind());
    }
    miscall::length(property(list, "length")?.as_f64(), most).unwrap_or_else(|| Err(kind()))
}

fn item(list: &JsValue, index: usize) -> Result<JsValue, Fault> {
    Reflect::get_u32(list, index as u32).map_err(as_thrown)
}

fn property(object: &JsValue, name: &str) -> Result<JsValue, Fault> {
    Reflect::get(object, &name.into()).map_err(as_thrown)
}

fn as_thrown(_: JsValue) -> Fault {
    Fault::Threw
}

fn wrong(argument: Argument, value: &JsValue) -> Miscall {
    Miscall { argument, fault: Fault::Kind(describe(value)) }
}

/// A text, number or boolean as a text; `None` for anything else.
fn text(value: &JsValue) -> Option<Result<String, Fault>> {
    if let Some(text) = value.dyn_ref::<JsString>() {
        return Some(if text.length() > LONGEST { Err(Fault::TooLong) } else { Ok(String::from(text)) });
    }
    let number = value.as_f64().map(|number| number.to_string());
    number.or_else(|| value.as_bool().map(|truth| truth.to_string())).map(Ok)
}

/// A short description of a value, made without running any of the caller's code.
pub(crate) fn describe(value: &JsValue) -> String {
    if let Some(text) = value.dyn_ref::<JsString>() {
        // Cut before it is copied; one more character shows that something was cut.
        return String::from(text.slice(0, Refused::SHOWN as u32 + 1));
    }
    match text(value) {
        Some(Ok(text)) => text,
        _ if value.is_null() => "null".to_owned(),
        _ => value.js_typeof().as_string().unwrap_or_default(),
    }
}
