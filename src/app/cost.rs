//! Estimates what one optimizer step costs in time and memory before it runs, and which settings would cost less.

use super::state::Speeds;
use crate::cost;
use crate::options::{Key, Options, Stage, Value};
use crate::protocol::Device;

/// Step duration, in seconds, above which to warn: nothing moves for that long, and Pause breaks the step off.
const LONG: f64 = 2.0;
/// Memory per step, in bytes, above which to warn: many devices give a page no more.
const MUCH: u64 = 1_000_000_000;
/// Target duration of a cheaper step, in seconds; its memory target is half of [`MUCH`].
const SHORT: f64 = 0.5;
/// Bytes that WebAssembly can address, less the program, the data and fragmentation.
const ADDRESSABLE: u64 = 3_000_000_000;
/// Memory of a graphics device at best, in bytes. A page cannot query the real amount; it only finds out when memory runs
/// out.
const GRAPHICS: u64 = 16_000_000_000;

/// The cost of one step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Seconds; `None` while the device's speed is unknown.
    pub seconds: Option<f64>,
    /// Bytes of memory at most.
    pub bytes: u64,
}

/// Settings that take less.
#[derive(Clone, Debug, PartialEq)]
pub struct Smaller {
    /// The knob.
    pub key: Key,
    /// Its value.
    pub value: Value,
    /// The cost of one step with that value.
    pub cost: Cost,
}

impl Cost {
    /// Of these options on this device.
    pub fn of(options: &Options, device: Device, speeds: &Speeds) -> Self {
        let flops = cost::flops_per_step(options) as f64;
        let seconds = speeds.of(device, options).map(|speed| flops / speed);
        Self { seconds, bytes: cost::bytes_per_step(options) }
    }

    /// Whether to warn about it beforehand.
    pub fn is_much(&self) -> bool {
        self.is_long() || self.bytes >= MUCH
    }

    /// Whether it takes long, as far as known.
    pub fn is_long(&self) -> bool {
        self.seconds.is_some_and(|seconds| seconds >= LONG)
    }

    /// Whether the device certainly lacks the memory.
    pub fn is_too_much(&self, device: Device) -> bool {
        let most = match device {
            Device::Cpu => ADDRESSABLE,
            Device::WebGpu => GRAPHICS,
        };
        self.bytes > most
    }

    /// The cost relative to the warning thresholds.
    fn load(&self) -> f64 {
        (self.seconds.unwrap_or(0.0) / LONG).max(self.bytes as f64 / MUCH as f64)
    }

    fn is_little(&self) -> bool {
        self.seconds.is_none_or(|seconds| seconds <= SHORT) && self.bytes <= MUCH / 2
    }
}

/// Single knob changes, to the nearest sufficient value, that make a step cheap; if none suffices, those that save the
/// most. At most two.
pub fn smaller(options: &Options, device: Device, speeds: &Speeds) -> Vec<Smaller> {
    let mut found: Vec<Smaller> =
        options.iter().filter_map(|(key, value)| shrink(options, key, value, device, speeds)).collect();
    // Sufficient changes first, in page order, then the cheapest.
    let rank = |smaller: &Smaller| if smaller.cost.is_little() { 0.0 } else { smaller.cost.load() };
    found.sort_by(|one, other| rank(one).total_cmp(&rank(other)));
    found.truncate(2);
    found
}

/// Halves the knob's value until a step is cheap, or as long as that helps.
fn shrink(options: &Options, key: Key, value: &Value, device: Device, speeds: &Speeds) -> Option<Smaller> {
    let mut best: Option<Smaller> = None;
    let (mut options, mut value) = (options.clone(), value.clone());
    let all = Cost::of(&options, device, speeds);
    let mut cost = all;
    while !cost.is_little() {
        let Some(half) = halve(key, &value) else { break };
        value = half;
        if options.set(key, value.clone()).is_err() {
            break;
        }
        let less = Cost::of(&options, device, speeds);
        if less.load() > 0.9 * cost.load() {
            break;
        }
        cost = less;
        best = Some(Smaller { key, value: value.clone(), cost });
    }
    best.filter(|smaller| smaller.cost.load() < 0.6 * all.load())
}

/// The value with every size in it halved; `None` if the knob is not a size, or is at its minimum.
fn halve(key: Key, value: &Value) -> Option<Value> {
    let size = matches!(
        key,
        Key::Distance
            | Key::Length
            | Key::Width
            | Key::Blocks
            | Key::Forward
            | Key::Hidden
            | Key::Embedding
            | Key::Repeats
            | Key::Batch
    );
    let half = |number: u32| number.div_ceil(2);
    let halved = match value {
        Value::Integer(number) if size => Value::Integer(number.div_ceil(2)),
        Value::Layers(units) => Value::Layers(units.iter().copied().map(half).collect()),
        Value::Stages(stages) => Value::Stages(
            stages
                .iter()
                .map(|stage| match stage {
                    Stage::Convolution(filters) => Stage::Convolution(half(*filters)),
                    Stage::Pool => Stage::Pool,
                })
                .collect(),
        ),
        _ => return None,
    };
    (halved != *value).then_some(halved)
}
