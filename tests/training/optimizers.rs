//! Update rules against trajectories computed here in f64, from the definitions of the papers.

use gradient_garden::options::OptimizerId;
use gradient_garden::train::experiment::{Experiment, Step};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::{device, plane::PlaneTask};

use super::options;

/// One parameter of an independent optimizer.
#[derive(Default)]
struct Reference {
    first: f64,
    second: f64,
    mean: f64,
    time: i32,
}

impl Reference {
    /// A step of size a along a mean gradient ḡ, then the proximal operator of a λ|w|. With λ = 0 it is the papers' rule.
    fn step(&mut self, rule: &str, rate: f64, lambda: f64, value: f64, gradient: f64) -> f64 {
        self.time += 1;
        let (step, mean) = match rule {
            "sgd" => (rate, gradient),
            "momentum" => {
                self.first = 0.9 * self.first + gradient;
                let weights = (1.0 - 0.9f64.powi(self.time)) / (1.0 - 0.9);
                (rate * weights, self.first / weights)
            }
            "adam" => {
                self.first = 0.9 * self.first + 0.1 * gradient;
                self.second = 0.999 * self.second + 0.001 * gradient * gradient;
                let first = self.first / (1.0 - 0.9f64.powi(self.time));
                let second = self.second / (1.0 - 0.999f64.powi(self.time));
                (rate / (second.sqrt() + 1e-8).max(lambda), first)
            }
            other => panic!("no reference for {other}"),
        };
        // A weight rests at 0 while its mean gradient of about a thousand steps is no larger than the penalty.
        self.mean = 0.999 * self.mean + 0.001 * gradient;
        if lambda > 0.0 && value == 0.0 && self.mean.abs() <= lambda * (1.0 - 0.999f64.powi(self.time)) {
            return 0.0;
        }
        let moved = value - step * mean;
        moved.signum() * (moved.abs() - step * lambda).max(0.0)
    }
}

/// The reference is given the program's own gradients at every step, so that only the rule is compared.
#[test]
fn every_rule_follows_its_definition() {
    for (rule, l1) in OptimizerId::NAMES.iter().flat_map(|rule| ["0", "0.5"].map(|l1| (rule, l1))) {
        let options = options(&[("optimizer", rule), ("layers", "3"), ("l1", l1)]);
        let lambda: f64 = l1.parse().unwrap();
        let mut experiment = Supervised::new(&options, PlaneTask::new(&options), &device::cpu().0);
        let rate = 0.02;
        let start = pollster::block_on(experiment.parameters()).unwrap();
        let mut values: Vec<f64> = start.iter().flat_map(|array| array.values.iter()).map(|v| f64::from(*v)).collect();
        let mut references: Vec<Reference> = values.iter().map(|_| Reference::default()).collect();
        // Biases have no penalty.
        let lambdas: Vec<f64> = start
            .iter()
            .flat_map(|array| array.values.iter().map(|_| if array.shape.len() > 1 { lambda } else { 0.0 }))
            .collect();
        let mut moved = 0.0f64;
        for number in 0..60u32 {
            let examples: Vec<u32> = (0..10).map(|index| (number * 10 + index) % 250).collect();
            experiment.step(Step { number: u64::from(number), examples: &examples, rate });
            let gradients = pollster::block_on(experiment.gradients()).unwrap();
            let gradients = gradients.iter().flat_map(|array| array.values.iter());
            for (((value, reference), lambda), gradient) in
                values.iter_mut().zip(&mut references).zip(&lambdas).zip(gradients)
            {
                let next = reference.step(rule, rate, *lambda, *value, f64::from(*gradient));
                moved = moved.max((next - *value).abs());
                *value = next;
            }
        }
        let end = pollster::block_on(experiment.parameters()).unwrap();
        let end = end.iter().flat_map(|array| array.values.iter());
        let mut zeros = 0;
        for (index, (expected, found)) in values.iter().zip(end).enumerate() {
            let what = format!("{rule}, l1 = {l1} [{index}]");
            assert!((expected - f64::from(*found)).abs() < 2e-4, "{what}: {found}, should be {expected}");
            zeros += usize::from(*found == 0.0 && lambdas[index] > 0.0);
        }
        assert!(moved > 1e-3, "{rule}: something moved");
        assert_eq!(zeros > 0, lambda > 0.0, "{rule}, l1 = {l1}: {zeros} weights are 0");
    }
}

#[test]
fn names_tell_rules_apart() {
    let ends: Vec<_> = OptimizerId::NAMES
        .iter()
        .map(|rule| {
            let mut session = super::session(&options(&[("optimizer", rule), ("lr", "0.01")]), None);
            (0..20).for_each(|_| session.train());
            super::bits(&mut session)
        })
        .collect();
    assert!(ends[0] != ends[1] && ends[1] != ends[2] && ends[0] != ends[2]);
}
