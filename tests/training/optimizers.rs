//! Update rules against trajectories computed here in f64, from the definitions of the papers.

use gradient_garden::model::spec::OPTIMIZERS;
use gradient_garden::train::experiment::{Experiment, Step};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::{device, plane::PlaneTask};

use super::options;

/// One parameter of an independent optimizer.
#[derive(Default)]
struct Reference {
    first: f64,
    second: f64,
    time: i32,
}

impl Reference {
    fn step(&mut self, rule: &str, rate: f64, value: f64, gradient: f64) -> f64 {
        self.time += 1;
        match rule {
            "sgd" => value - rate * gradient,
            "momentum" => {
                self.first = 0.9 * self.first + gradient;
                value - rate * self.first
            }
            "adam" => {
                self.first = 0.9 * self.first + 0.1 * gradient;
                self.second = 0.999 * self.second + 0.001 * gradient * gradient;
                let first = self.first / (1.0 - 0.9f64.powi(self.time));
                let second = self.second / (1.0 - 0.999f64.powi(self.time));
                value - rate * first / (second.sqrt() + 1e-8)
            }
            other => panic!("no reference for {other}"),
        }
    }
}

/// The reference is given the program's own gradients at every step, so that only the rule is compared.
#[test]
fn every_rule_follows_its_definition() {
    for rule in OPTIMIZERS {
        let options = options(&[("optimizer", rule), ("layers", "3")]);
        let mut experiment = Supervised::new(&options, PlaneTask::new(&options), &device::cpu().0);
        let rate = 0.02;
        let start = pollster::block_on(experiment.parameters()).unwrap();
        let mut values: Vec<f64> = start.iter().flat_map(|array| array.values.iter()).map(|v| f64::from(*v)).collect();
        let mut references: Vec<Reference> = values.iter().map(|_| Reference::default()).collect();
        let mut moved = 0.0f64;
        for number in 0..60u32 {
            let examples: Vec<u32> = (0..10).map(|index| (number * 10 + index) % 250).collect();
            experiment.step(Step { number: u64::from(number), examples: &examples, rate });
            let gradients = pollster::block_on(experiment.gradients()).unwrap();
            let gradients = gradients.iter().flat_map(|array| array.values.iter());
            for ((value, reference), gradient) in values.iter_mut().zip(&mut references).zip(gradients) {
                let next = reference.step(rule, rate, *value, f64::from(*gradient));
                moved = moved.max((next - *value).abs());
                *value = next;
            }
        }
        let end = pollster::block_on(experiment.parameters()).unwrap();
        let end = end.iter().flat_map(|array| array.values.iter());
        for (index, (expected, found)) in values.iter().zip(end).enumerate() {
            assert!((expected - f64::from(*found)).abs() < 2e-4, "{rule} [{index}]: {found}, should be {expected}");
        }
        assert!(moved > 1e-3, "{rule}: something moved");
    }
}

#[test]
fn names_tell_rules_apart() {
    let ends: Vec<_> = OPTIMIZERS
        .iter()
        .map(|rule| {
            let mut session = super::session(&options(&[("optimizer", rule), ("lr", "0.01")]), None);
            (0..20).for_each(|_| session.train());
            super::bits(&mut session)
        })
        .collect();
    assert!(ends[0] != ends[1] && ends[1] != ends[2] && ends[0] != ends[2]);
}
