//! What one step takes of a person's time and of the memory, before it is taken, and which settings take less.

use super::state::Speeds;
use crate::cost;
use crate::options::{Key, Options, Stage, Value};
use crate::protocol::Device;

/// Seconds of a step that are worth a word: so long nothing moves, and Pause breaks the step off.
const LONG: f64 = 2.0;
/// Bytes of a step that are worth a word: many devices have no more for a page.
const MUCH: u64 = 1_000_000_000;
/// Seconds that a smaller step is to take at most; of the memory, it is to need half of [`MUCH`].
const SHORT: f64 = 0.5;
/// Bytes that WebAssembly can address, less what the program, the data and the gaps in between take.
const ADDRESSABLE: u64 = 3_000_000_000;
/// Bytes that a graphics device has at best. What it really has, no page is told: it says so when it is out of memory.
const GRAPHICS: u64 = 16_000_000_000;

/// What one step takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cost {
    /// Seconds; none where the device's speed is not known yet.
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
    /// What one step takes then.
    pub cost: Cost,
}

impl Cost {
    /// Of these options on this device.
    pub fn of(options: &Options, device: Device, speeds: &Speeds) -> Self {
        let flops = cost::flops_per_step(options) as f64;
        let seconds = speeds.of(device, options).map(|speed| flops / speed);
        Self { seconds, bytes: cost::bytes_per_step(options) }
    }

    /// Whether a person is to know it beforehand.
    pub fn is_much(&self) -> bool {
        self.is_long() || self.bytes >= MUCH
    }

    /// Whether it takes long, as far as that is known.
    pub fn is_long(&self) -> bool {
        self.seconds.is_some_and(|seconds| seconds >= LONG)
    }

    /// Whether there is no hope that the device has the memory.
    pub fn is_too_much(&self, device: Device) -> bool {
        let most = match device {
            Device::Cpu => ADDRESSABLE,
            Device::WebGpu => GRAPHICS,
        };
        self.bytes > most
    }

    /// How much it is, in parts of what is worth a word.
    fn load(&self) -> f64 {
        (self.seconds.unwrap_or(0.0) / LONG).max(self.bytes as f64 / MUCH as f64)
    }

    fn is_little(&self) -> bool {
        self.seconds.is_none_or(|seconds| seconds <= SHORT) && self.bytes <= MUCH / 2
    }
}

/// Knobs that make a step small, each for itself, the nearest values that do; where none does alone, what takes the least. At most
/// two.
pub fn smaller(options: &Options, device: Device, speeds: &Speeds) -> Vec<Smaller> {
    let mut found: Vec<Smaller> =
        options.iter().filter_map(|(key, value)| shrink(options, key, value, device, speeds)).collect();
    // What is enough comes first, in the order of the page, then what takes the least.
    let rank = |smaller: &Smaller| if smaller.cost.is_little() { 0.0 } else { smaller.cost.load() };
    found.sort_by(|one, other| rank(one).total_cmp(&rank(other)));
    found.truncate(2);
    found
}

/// Halves the knob's value until a step is small, or as long as that makes it smaller.
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

/// The value with every size in it halved; none for a knob that is no size, or at its least.
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
