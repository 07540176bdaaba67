//! Losses, and the penalty that is part of them.

use burn::module::{Module, ModuleVisitor, Param};
use burn::tensor::{Tensor, activation};

/// The loss to minimise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// Mean squared error, (1/nm) Σ (ŷ − y)² over n examples with m targets each.
    SquaredError,
    /// The same for probabilities 0…1 with targets 0 and 1 (Brier 1950): the classes are separated at ½ rather than 0.
    Brier,
    /// Binary cross-entropy −(1/nm) Σ y ln σ(z) + (1 − y) ln(1 − σ(z)) on logits z and targets 0…1, computed as (1 − y) z −
    /// ln σ(z), which never overflows. Its derivative is σ(z) − y also at z = 0, where that of the usual max(z, 0) − yz +
    /// ln(1 + e^−|z|) falls apart into three terms with a kink each.
    BinaryCrossEntropy,
    /// Categorical cross-entropy −(1/n) Σ ln softmax(z)\[y\] on logits z and one-hot targets. A row may hold several choices,
    /// one after another (a sequence's tokens); n counts choices, and one whose target is all zeros is not counted.
    CrossEntropy {
        /// Classes of one choice.
        classes: usize,
    },
}

impl Loss {
    /// The loss of a batch, a tensor of one element.
    ///
    /// # Shapes
    /// - `outputs`, `targets`: `[batch, width]`; for the cross-entropies, outputs are logits.
    pub fn of(self, outputs: Tensor<2>, targets: Tensor<2>) -> Tensor<1> {
        match self {
            Self::SquaredError | Self::Brier => (outputs - targets).square().mean(),
            Self::BinaryCrossEntropy => {
                (targets.neg().add_scalar(1.0) * outputs.clone() - activation::log_sigmoid(outputs)).mean()
            }
            Self::CrossEntropy { classes } => {
                let [batch, width] = outputs.dims();
                let choices = batch * width / classes.max(1);
                let targets = targets.reshape([choices, classes]);
                let counted = targets.clone().sum();
                (activation::log_softmax(outputs.reshape([choices, classes]), 1) * targets).sum().neg() / counted
            }
        }
    }

    /// Loss and share of correct answers of one example, on the host in f64, for metrics.
    ///
    /// Correct means the same sign for a squared error of ±1 targets, the same side of ½ for binary cross-entropy, and the
    /// largest logit for every choice of a categorical one.
    pub fn of_example(self, outputs: &[f32], targets: &[f32]) -> (f64, f64) {
        let pairs = || outputs.iter().zip(targets).map(|(o, t)| (f64::from(*o), f64::from(*t)));
        let width = outputs.len().max(1) as f64;
        match self {
            Self::SquaredError | Self::Brier => {
                let middle = if self == Self::Brier { 0.5 } else { 0.0 };
                let sum: f64 = pairs().map(|(o, t)| (o - t).powi(2)).sum();
                let right = pairs().all(|(o, t)| (o >= middle) == (t >= middle));
                (sum / width, f64::from(u8::from(right)))
            }
            Self::BinaryCrossEntropy => {
                let sum: f64 = pairs().map(|(z, y)| z.max(0.0) - z * y + (-z.abs()).exp().ln_1p()).sum();
                let right = pairs().filter(|(z, y)| (*z >= 0.0) == (*y >= 0.5)).count();
                (sum / width, right as f64 / width)
            }
            Self::CrossEntropy { classes } => {
                let (mut sum, mut right, mut counted) = (0.0, 0u32, 0u32);
                for (logits, target) in outputs.chunks(classes.max(1)).zip(targets.chunks(classes.max(1))) {
                    if target.iter().all(|share| *share == 0.0) {
                        continue;
                    }
                    let truth = largest(target);
                    // The logarithm of the softmax, not of its rounded value: ln p = z − max − ln Σ e^(z − max).
                    let top = f64::from(logits.iter().copied().fold(f32::NEG_INFINITY, f32::max));
                    let powers: f64 = logits.iter().map(|z| (f64::from(*z) - top).exp()).sum();
                    sum += powers.ln() + top - f64::from(logits.get(truth).copied().unwrap_or(f32::NAN));
                    right += u32::from(largest(logits) == truth);
                    counted += 1;
                }
                let counted = f64::from(counted.max(1));
                (sum / counted, f64::from(right) / counted)
            }
        }
    }

    /// A row of outputs as shown to a person: probabilities if the outputs are logits, else the values.
    pub fn answer(self, outputs: &[f32]) -> Vec<f32> {
        match self {
            Self::SquaredError | Self::Brier => outputs.to_vec(),
            Self::BinaryCrossEntropy => outputs.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect(),
            Self::CrossEntropy { classes } => outputs.chunks(classes.max(1)).flat_map(softmax).collect(),
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

/// ½ λ Σw² of a network's weights (parameters of two or more dimensions; biases are left out), or `None` if λ is 0.
///
/// The other penalty, λ Σ|w|, has no gradient at 0 and is not part of the loss: the update rule applies it
/// (`train::optimizer`).
pub fn squared_penalty<M: Module>(module: &M, lambda: f64) -> Option<Tensor<1>> {
    if lambda == 0.0 {
        return None;
    }
    let mut squares = Squares(None);
    module.visit(&mut squares);
    squares.0.map(|sum| sum.mul_scalar(0.5 * lambda))
}

/// The sum of all squared weights so far.
struct Squares(Option<Tensor<1>>);

impl ModuleVisitor for Squares {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        if D < 2 {
            return;
        }
        let squares = param.val().square().sum();
        self.0 = Some(match self.0.take() {
            Some(sum) => sum + squares,
            None => squares,
        });
    }
}
