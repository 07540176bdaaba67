//! Losses and penalties.

use burn::module::{Module, ModuleVisitor, Param};
use burn::tensor::{Tensor, activation};

/// What is made small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Mean squared error, (1/nm) Σ (ŷ − y)² over n examples with m targets each.
    SquaredError,
    /// Categorical cross-entropy −(1/n) Σ ln softmax(z)[y] on logits z and one-hot targets.
    CrossEntropy,
}

impl Loss {
    /// The loss of a batch, a tensor of one element.
    ///
    /// # Shapes
    /// - `outputs`, `targets`: `[batch, width]`; for cross-entropy, outputs are logits and targets one-hot.
    pub fn of(self, outputs: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
        match self {
            Self::SquaredError => (outputs - targets).square().mean(),
            Self::CrossEntropy => {
                let batch = outputs.dims()[0] as f64;
                (activation::log_softmax(outputs, 1) * targets).sum().div_scalar(-batch)
            }
        }
    }

    /// Loss and correct answer of one example, on the host in f64: what metrics are made of.
    ///
    /// For squared error of a single ±1 target, right means the same sign; for cross-entropy, the largest logit.
    pub fn of_example(self, outputs: &[f32], targets: &[f32]) -> (f64, bool) {
        match self {
            Self::SquaredError => {
                let sum: f64 = outputs.iter().zip(targets).map(|(o, t)| (f64::from(*o) - f64::from(*t)).powi(2)).sum();
                let right = outputs.iter().zip(targets).all(|(o, t)| (*o >= 0.0) == (*t >= 0.0));
                (sum / outputs.len().max(1) as f64, right)
            }
            Self::CrossEntropy => {
                let probabilities = softmax(outputs);
                let truth = largest(targets);
                // The logarithm of the softmax, not of its rounded value: ln p = z − max − ln Σ e^(z − max).
                let top = f64::from(outputs.iter().copied().fold(f32::NEG_INFINITY, f32::max));
                let sum: f64 = outputs.iter().map(|z| (f64::from(*z) - top).exp()).sum();
                let loss = sum.ln() + top - f64::from(outputs.get(truth).copied().unwrap_or(f32::NAN));
                (loss, largest(&probabilities) == truth)
            }
        }
    }
}

/// softmax(z)ₖ = e^(zₖ) / Σⱼ e^(zⱼ), shifted by the largest z.
pub fn softmax(logits: &[f32]) -> Vec<f32> {
    let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let powers: Vec<f32> = logits.iter().map(|z| (z - top).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// Index of the largest value; the first of equals, 0 for none.
pub fn largest(values: &[f32]) -> usize {
    let mut best = 0;
    for (index, value) in values.iter().enumerate() {
        if *value > values[best] {
            best = index;
        }
    }
    best
}

/// λ₁ Σ|w| + ½ λ₂ Σw² over the weights, biases left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Penalty {
    /// λ₁
    pub l1: f64,
    /// λ₂
    pub l2: f64,
}

impl Penalty {
    /// The penalty of a network's weights (parameters of two and more dimensions), or `None` where both factors are 0.
    pub fn of<M: Module>(self, module: &M) -> Option<Tensor<1>> {
        if self.l1 == 0.0 && self.l2 == 0.0 {
            return None;
        }
        let mut sum = PenaltySum { penalty: self, sum: None };
        module.visit(&mut sum);
        sum.sum
    }
}

struct PenaltySum {
    penalty: Penalty,
    sum: Option<Tensor<1>>,
}

impl PenaltySum {
    fn add(&mut self, term: Tensor<1>) {
        self.sum = Some(match self.sum.take() {
            Some(sum) => sum + term,
            None => term,
        });
    }
}

impl ModuleVisitor for PenaltySum {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if D < 2 {
            return;
        }
        if self.penalty.l1 != 0.0 {
            self.add(param.val().abs().sum().mul_scalar(self.penalty.l1));
        }
        if self.penalty.l2 != 0.0 {
            self.add(param.val().square().sum().mul_scalar(0.5 * self.penalty.l2));
        }
    }
}
