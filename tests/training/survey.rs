//! Runs in the background are the very runs that the page would train.

use gradient_garden::protocol;
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::survey::Survey;

use super::{Measure as _, options, session};

#[test]
fn every_run_is_measured_in_turn_and_is_the_run_of_its_options() {
    let entries: Vec<_> =
        (0..3).map(|entry| (entry, options(&[("seed", &(entry + 1).to_string()), ("data", "xor")]))).collect();
    let of = protocol::Survey { id: 7, entries: entries.clone(), steps: 50, every: 20 };
    let mut survey = Survey::new(of);
    let (device, library) = (device::cpu().0, Library::default());
    let mut found = Vec::new();
    let mut calls = 0;
    while !survey.is_done() {
        // Slices of seven steps, which end anywhere between two measurements.
        let mut left = 7;
        let more = || {
            left -= 1;
            left >= 0
        };
        found.extend(pollster::block_on(survey.advance(&device, &library, || 0.0, more)).unwrap());
        calls += 1;
        assert!(calls < 1000, "it comes to an end");
    }
    let order: Vec<_> = found.iter().map(|one| (one.entry, one.metrics.step, one.done)).collect();
    let round = |step, done| (0..3).map(move |entry| (entry, step, done));
    assert_eq!(order, round(20, false).chain(round(40, false)).chain(round(50, true)).collect::<Vec<_>>());
    for (entry, options) in &entries {
        let mut own = session(options, None);
        (0..50).for_each(|_| own.train());
        let expected = pollster::block_on(own.metrics()).unwrap();
        let last = found.iter().find(|one| one.entry == *entry && one.done).unwrap();
        assert_eq!((last.metrics.train_loss, last.metrics.test_loss), (expected.train_loss, expected.test_loss));
    }
}
