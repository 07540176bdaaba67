//! Update rules over all parameters of a module, with a state that can be read back asynchronously.
//!
//! burn's `ModuleOptimizer` keeps its state to itself and reads it only synchronously, which the browser's GPU does not
//! allow; a switch of device needs it. So the state lives here, one flat tensor per moment, and the arithmetic is burn's
//! where burn lets its state be taken apart ([`adam`]).

use burn::module::{Module, ModuleMapper, Param};
use burn::optim::GradientsParams;
use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::Pending;
use crate::model::parameters::{Parameter, Path, restored};
use crate::model::spec::{Key, Options};
use crate::observe::readback::Readback;
use crate::protocol::{Array, Floats};

mod adam;
mod momentum;

/// An update rule: how a gradient changes a parameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Rule {
    /// w ← w − η g
    Sgd,
    /// v ← β v + g, w ← w − η v with β = 0.9 (Polyak 1964, as in Sutskever et al. 2013 without Nesterov)
    Momentum,
    /// Adam with β₂ = 0.999, ε = 10⁻⁸ (Kingma & Ba 2014, algorithm 1)
    Adam {
        /// β₁: how much of the mean gradient is kept; 0.9 where nothing else is asked for.
        beta1: f32,
    },
}

impl Rule {
    /// The options' rule; where they have no β₁, it is 0.9.
    pub fn of(options: &Options) -> Self {
        match Self::from_name(options.choice(Key::Optimizer)) {
            Self::Adam { .. } if options.has(Key::Beta1) => Self::Adam { beta1: options.number(Key::Beta1) as f32 },
            rule => rule,
        }
    }

    /// The rule of this name in `spec::OPTIMIZERS`; an unknown name is plain descent.
    pub fn from_name(name: &str) -> Self {
        match name {
            "momentum" => Self::Momentum,
            "adam" => Self::Adam { beta1: 0.9 },
            _ => Self::Sgd,
        }
    }

    fn apply(self, rate: f64, value: Tensor<1>, gradient: Tensor<1>, slot: &mut Slot) -> Tensor<1> {
        slot.time += 1;
        match self {
            Self::Sgd => value - gradient.mul_scalar(rate),
            Self::Momentum => momentum::step(rate, value, gradient, slot),
            Self::Adam { beta1 } => adam::step(rate, beta1, value, gradient, slot),
        }
    }
}

/// What a rule remembers of one parameter.
#[derive(Clone, Debug, Default)]
struct Slot {
    name: String,
    time: usize,
    moments: Vec<Tensor<1>>,
}

/// A rule with its memory.
#[derive(Clone, Debug)]
pub struct Optimizer {
    rule: Rule,
    slots: Vec<Slot>,
}

impl Optimizer {
    /// A rule that remembers nothing yet.
    pub fn new(rule: Rule) -> Self {
        Self { rule, slots: Vec::new() }
    }

    /// The module after one step at this learning rate; parameters without a gradient stay.
    pub fn step<M: Module>(&mut self, rate: f64, module: M, gradients: GradientsParams) -> M {
        module.map(&mut Stepper { optimizer: self, rate, gradients, path: Path::default(), next: 0 })
    }

    /// The state as names and flat tensors, to be read back with other things in one go, and the step counters.
    fn state(&self) -> (Vec<Parameter>, Vec<Array>) {
        let mut moments = Vec::new();
        let mut counters = Vec::new();
        for slot in &self.slots {
            for (index, moment) in slot.moments.iter().enumerate() {
                let (name, shape) = (format!("{}.{index}", slot.name), vec![moment.dims()[0] as u32]);
                moments.push(Parameter { name, shape, values: moment.clone() });
            }
            // Exact up to 2²⁴ steps per half.
            let time = vec![(slot.time >> 20) as f32, (slot.time & 0xf_ffff) as f32];
            counters.push(Array { name: format!("{}.time", slot.name), shape: vec![2], values: Floats(time) });
        }
        (moments, counters)
    }

    /// The states of these optimizers, read back in one go.
    pub fn arrays<'a>(optimizers: impl IntoIterator<Item = &'a Self>) -> Pending<'static, Vec<Array>> {
        let (mut moments, mut counters) = (Vec::new(), Vec::new());
        for (own, times) in optimizers.into_iter().map(Self::state) {
            moments.extend(own);
            counters.extend(times);
        }
        Box::pin(async move {
            let mut arrays = Readback::arrays(moments).await?;
            arrays.extend(counters);
            Ok(arrays)
        })
    }

    /// Takes up a state that [`Optimizer::arrays`] gave; what does not belong to this rule is left out, so that another
    /// rule starts afresh.
    pub fn restore(&mut self, arrays: &[Array], device: &Device) {
        self.slots.clear();
        for array in arrays {
            let Some(name) = array.name.strip_suffix(".time") else { continue };
            let time = match array.values[..] {
                [high, low] => ((high as usize) << 20) | low as usize,
                _ => continue,
            };
            let moments = (0..).map_while(|index| {
                let name = format!("{name}.{index}");
                let found = arrays.iter().find(|array| array.name == name)?;
                let data = TensorData::new(found.values.to_vec(), [found.values.len()]);
                Some(Tensor::from_data(data, device))
            });
            self.slots.push(Slot { name: name.to_owned(), time, moments: moments.collect() });
        }
        let expected = match self.rule {
            Rule::Sgd => 0,
            Rule::Momentum => 1,
            Rule::Adam { .. } => 2,
        };
        if self.slots.iter().any(|slot| slot.moments.len() != expected) {
            self.slots.clear();
        }
    }
}

struct Stepper<'a> {
    optimizer: &'a mut Optimizer,
    rate: f64,
    gradients: GradientsParams,
    path: Path,
    next: usize,
}

impl ModuleMapper for Stepper<'_> {
    fn enter_module(&mut self, name: &str, _container: &str) {
        self.path.enter(name);
    }

    fn exit_module(&mut self, _name: &str, _container: &str) {
        self.path.exit();
    }

    fn map_float<const D: usize>(&mut self, param: Param<Tensor<D>>) -> Param<Tensor<D>> {
        let Some(gradient) = self.gradients.remove::<D>(param.id) else { return param };
        // The traversal visits parameters in one fixed order, so the slot is found by counting.
        if self.next == self.optimizer.slots.len() {
            self.optimizer.slots.push(Slot { name: self.path.name(), ..Slot::default() });
        }
        let slot = &mut self.optimizer.slots[self.next];
        self.next += 1;
        let (rule, rate) = (self.optimizer.rule, self.rate);
        param.map(|old| {
            let shape = old.dims();
            let length = [shape.iter().product::<usize>()];
            let new = rule.apply(rate, old.clone().inner().reshape(length), gradient.reshape(length), slot);
            restored(&old, new.reshape(shape))
        })
    }
}
