//! Update rules for all parameters of a module, with a state that can be read back asynchronously.
//!
//! burn's `ModuleOptimizer` keeps its state private and reads it only synchronously, which the browser's GPU does not
//! allow; changing the device needs it. So the state lives here, one flat tensor per moment, and the arithmetic is burn's
//! wherever burn lets its state be taken apart ([`adam`]).
//!
//! A penalty λ Σ|w| is not part of the loss whose gradients are taken: it has a kink at 0, around which descent would only
//! jump. Every rule applies it as proximal gradient descent does (Parikh & Boyd 2014, *Proximal Algorithms*, sections 4.2
//! and 6.5.2): a step `a` along the gradient ḡ of the smooth loss, then the proximal operator of a λ|w|, which is
//! [`soft_threshold`]:
//!
//! w ← S(w − a ḡ, a λ)
//!
//! For any step size `a` > 0, even one that differs between weights, a weight rests only where ḡ + λ sign(w) = 0, or at
//! exactly 0 where |ḡ| ≤ λ. So λ means the same under every rule. The rules differ in their `a` and ḡ:
//!
//! | rule | ḡ | a |
//! |---|---|---|
//! | SGD | the gradient | η |
//! | momentum | v (1 − β) / (1 − βᵗ), the weighted mean that the velocity is a sum of | η (1 − βᵗ) / (1 − β) |
//! | Adam | m̂ | η / max(√v̂ + ε, λ) |
//!
//! For momentum, a ḡ is its own step η v. For Adam it is the proximal operator in the metric that scales the weights (Yun,
//! Lozano & Yang 2021, *Adaptive Proximal Gradient Methods for Structured Neural Networks*), not the plain S(w − η m̂ /
//! (√v̂ + ε), η λ): there the meaning of λ would depend on how large the gradients happen to be. The maximum with λ keeps
//! the step of a weight whose gradient is far below the penalty from growing without bound: it shrinks by η per step, as
//! fast as Adam ever moves a weight, and not to 0 at once because one batch had no use for it.
//!
//! The gradient of a batch is noisy: with it alone, a weight would leave 0 with every batch that pulls harder than λ, and
//! the zeros would differ at every step. Averaged gradients tell which weights are 0 at the optimum (Xiao 2010, *Dual
//! Averaging Methods for Regularized Stochastic Learning and Online Optimization*; Lee & Wright 2012). So a weight that is
//! 0 rests there while its mean gradient over about the last thousand steps is at most λ in size ([`resting`]). This does
//! not move the optimum: there, both conditions are the same.

use burn::module::{Module, ModuleMapper, Param};
use burn::optim::GradientsParams;
use burn::tensor::{Bool, Device, Tensor, TensorData};

use super::experiment::Pending;
use crate::model::parameters::{Parameter, Path, restored};
use crate::observe::readback::Readback;
use crate::options::{Key, OptimizerId, Options};
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
        /// β₁: how much of the mean gradient is kept; 0.9 unless set otherwise.
        beta1: f32,
    },
}

impl Rule {
    /// The options' rule.
    pub fn of(options: &Options) -> Self {
        match options.optimizer() {
            OptimizerId::Sgd => Self::Sgd,
            OptimizerId::Momentum => Self::Momentum,
            OptimizerId::Adam if options.has(Key::Beta1) => Self::Adam { beta1: options.number(Key::Beta1) as f32 },
            OptimizerId::Adam => Self::ADAM,
        }
    }

    /// Adam with the usual β₁.
    pub const ADAM: Self = Self::Adam { beta1: 0.9 };

    /// The value after a step at `rate` with the factor `l1` of the penalty on |w|.
    fn apply(self, rate: f64, l1: f64, value: Tensor<1>, gradient: Tensor<1>, slot: &mut Slot) -> Tensor<1> {
        slot.time += 1;
        let rests = resting(l1, &value, &gradient, slot);
        let moved = match self {
            Self::Sgd => soft_threshold(value - gradient.mul_scalar(rate), rate * l1),
            Self::Momentum => momentum::step(rate, l1, value, gradient, slot),
            Self::Adam { beta1 } if l1 > 0.0 => adam::proximal_step(rate, beta1, l1, value, gradient, slot),
            Self::Adam { beta1 } => adam::step(rate, beta1, value, gradient, slot),
        };
        match rests {
            Some(rests) => moved.mask_fill(rests, 0.0),
            None => moved,
        }
    }
}

/// Which weights are 0 and rest there: those whose mean gradient does not exceed the penalty's. `None` without a penalty.
fn resting(l1: f64, value: &Tensor<1>, gradient: &Tensor<1>, slot: &mut Slot) -> Option<Tensor<1, Bool>> {
    /// How much of the mean is kept at each step.
    const KEPT: f64 = 0.999;
    let begun = slot.mean.as_ref().map_or(slot.time - 1, |mean| mean.begun);
    let newest = gradient.clone().mul_scalar(1.0 - KEPT);
    slot.mean = (l1 > 0.0).then(|| {
        let sum = slot.mean.take().map(|mean| mean.sum.mul_scalar(KEPT));
        Mean { begun, sum: sum.map_or(newest.clone(), |sum| sum + newest) }
    });
    slot.mean.as_ref().map(|mean| {
        // The sum starts at 0: its weights do not add up to 1 yet.
        let weights = 1.0 - KEPT.powf((slot.time - mean.begun) as f64);
        value.clone().equal_elem(0.0).bool_and(mean.sum.clone().abs().lower_equal_elem(l1 * weights))
    })
}

/// S(x, t): every number moved towards 0 by `t`, and exactly 0 if it was no further away. The proximal operator of t|x|.
fn soft_threshold(value: Tensor<1>, threshold: f64) -> Tensor<1> {
    if threshold > 0.0 { value.clone() - value.clamp(-threshold, threshold) } else { value }
}

/// A rule's state for one parameter.
#[derive(Clone, Debug, Default)]
struct Slot {
    name: String,
    time: usize,
    moments: Vec<Tensor<1>>,
    /// Only with a penalty on |w|.
    mean: Option<Mean>,
}

/// A mean of gradients that fades.
#[derive(Clone, Debug)]
struct Mean {
    /// The time at which it began.
    begun: usize,
    /// The weighted sum since then.
    sum: Tensor<1>,
}

/// A rule with its memory.
#[derive(Clone, Debug)]
pub struct Optimizer {
    rule: Rule,
    /// Factor of the penalty on |w|.
    l1: f64,
    slots: Vec<Slot>,
}

impl Optimizer {
    /// A rule with empty state.
    pub fn new(rule: Rule) -> Self {
        Self { rule, l1: 0.0, slots: Vec::new() }
    }

    /// The same with a penalty l1 · Σ|w| on the weights: parameters of two or more dimensions; biases are left out.
    #[must_use]
    pub fn with_l1(self, l1: f64) -> Self {
        Self { l1, ..self }
    }

    /// Continues with this rule and this factor of the penalty on |w|. The state of another rule is discarded.
    pub fn retune(&mut self, rule: Rule, l1: f64) {
        if std::mem::discriminant(&rule) != std::mem::discriminant(&self.rule) {
            self.slots.clear();
        }
        (self.rule, self.l1) = (rule, l1);
    }

    /// The module after one step at this learning rate; parameters without a gradient are kept.
    pub fn step<M: Module>(&mut self, rate: f64, module: M, gradients: GradientsParams) -> M {
        module.map(&mut Stepper { optimizer: self, rate, gradients, path: Path::default(), next: 0 })
    }

    /// The state as names and flat tensors, to be read back together with other values, and the step counters.
    fn state(&self) -> (Vec<Parameter>, Vec<Array>) {
        let mut moments = Vec::new();
        let mut counters = Vec::new();
        for slot in &self.slots {
            for (index, moment) in slot.moments.iter().enumerate() {
                let (name, shape) = (format!("{}.{index}", slot.name), vec![moment.dims()[0] as u32]);
                moments.push(Parameter { name, shape, values: moment.clone() });
            }
            let mut count = |what: &str, time: usize| {
                // Exact up to 2²⁴ steps per half.
                let halves = vec![(time >> 20) as f32, (time & 0xf_ffff) as f32];
                counters.push(Array { name: format!("{}.{what}", slot.name), shape: vec![2], values: Floats(halves) });
            };
            count("time", slot.time);
            if let Some(Mean { begun, sum }) = &slot.mean {
                count("begun", *begun);
                let (name, shape) = (format!("{}.mean", slot.name), vec![sum.dims()[0] as u32]);
                moments.push(Parameter { name, shape, values: sum.clone() });
            }
        }
        (moments, counters)
    }

    /// The states of these optimizers, read back together.
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
        let find = |name: String| arrays.iter().find(|array| array.name == name);
        let tensor = |name: String| {
            let found = find(name)?;
            let data = TensorData::new(found.values.to_vec(), [found.values.len()]);
            Some(Tensor::from_data(data, device))
        };
        let counted = |array: &Array| match array.values[..] {
            [high, low] => Some(((high as usize) << 20) | low as usize),
            _ => None,
        };
        for array in arrays {
            let Some(name) = array.name.strip_suffix(".time") else { continue };
            let Some(time) = counted(array) else { continue };
            let moments = (0..).map_while(|index| tensor(format!("{name}.{index}"))).collect();
            let begun = find(format!("{name}.begun")).and_then(counted);
            let mean = begun.zip(tensor(format!("{name}.mean"))).map(|(begun, sum)| Mean { begun, sum });
            self.slots.push(Slot { name: name.to_owned(), time, moments, mean });
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
        let l1 = if D >= 2 { self.optimizer.l1 } else { 0.0 };
        param.map(|old| {
            let shape = old.dims();
            let length = [shape.iter().product::<usize>()];
            let new = rule.apply(rate, l1, old.clone().inner().reshape(length), gradient.reshape(length), slot);
            restored(&old, new.reshape(shape))
        })
    }
}
