//! A row's answer is its own, whatever rows come with it; and the smallest step is a step.

use gradient_garden::options::{Activation, Options};
use gradient_garden::protocol::{Answer, Array, Floats, Question};
use gradient_garden::train::session::Session;

use super::{Measure as _, options, session};

/// Rows of two numbers over the plane, never the same twice.
fn rows(count: usize) -> Vec<f32> {
    (0..2 * count).map(|place| ((place * 7919 % 10_007) as f32 / 10_007.0 - 0.5) * 12.0).collect()
}

fn predict(session: &mut Session, inputs: &[f32]) -> Vec<f32> {
    let question = Question::Predict { width: 2, inputs: Floats(inputs.to_vec()) };
    match pollster::block_on(session.answer(question)).unwrap() {
        Answer::Rows { values, .. } => values.0,
        other => panic!("{other:?}"),
    }
}

fn arrays(session: &mut Session, question: Question) -> Vec<Array> {
    match pollster::block_on(session.answer(question)).unwrap() {
        Answer::Arrays(arrays) => arrays,
        other => panic!("{other:?}"),
    }
}

/// Two hidden layers of eight, after some steps.
fn trained(options: &Options) -> Session {
    let mut session = session(options, None);
    (0..30).for_each(|_| session.train());
    session
}

#[test]
fn rows_together_and_one_by_one_have_the_same_answers() {
    for activation in Activation::NAMES {
        let mut session = trained(&options(&[("layers", "8,8"), ("activation", activation)]));
        for count in [1, 255, 256, 257, 1024] {
            let inputs = rows(count);
            let together = predict(&mut session, &inputs);
            assert_eq!(together.len(), count);
            // The first, the last and some between, also those at the edges of a vector or a tile.
            for place in (0..count).filter(|place| place % 37 == 0 || [3, 4, 7, 8, 15, 16, count - 1].contains(place)) {
                let row = &inputs[2 * place..2 * place + 2];
                let alone = predict(&mut session, row)[0];
                let what = format!("{activation}, row {place} of {count}");
                assert!((alone - together[place]).abs() <= 1e-6, "{what}: {alone} alone, {} together", together[place]);
                if place % 74 == 0 {
                    let layers = arrays(&mut session, Question::Activations { input: Floats(row.to_vec()) });
                    let last = layers.last().unwrap().values[0];
                    assert!((last - alone).abs() <= 1e-6, "{what}: {last} layer by layer, {alone} at once");
                }
            }
        }
    }
}

/// At a rate of 10⁻⁷ a step moves every number by rate · gradient as far as its last digit allows.
#[test]
fn the_smallest_step_is_a_step() {
    const RATE: f64 = 1e-7;
    for activation in Activation::NAMES {
        let options =
            options(&[("layers", "8,8"), ("activation", activation), ("optimizer", "sgd"), ("lr", "0.0000001")]);
        let mut session = session(&options, None);
        let before = arrays(&mut session, Question::Parameters);
        session.train();
        let after = arrays(&mut session, Question::Parameters);
        let gradients = arrays(&mut session, Question::Gradients);
        let mut moved = 0;
        for ((before, after), gradient) in before.iter().zip(&after).zip(&gradients) {
            for ((old, new), slope) in before.values.iter().zip(after.values.iter()).zip(gradient.values.iter()) {
                let exact = f64::from(*old) - RATE * f64::from(*slope);
                // Half the distance to the next number on either side.
                let digit = f64::from(old.next_up() - *old).max(f64::from(*old - old.next_down()));
                let off = (f64::from(*new) - exact).abs();
                // The way is a rounded number itself.
                assert!(
                    off <= 0.501 * digit + 3e-7 * RATE * f64::from(slope.abs()),
                    "{activation}: {old} by {slope} became {new}, should be {exact}"
                );
                if (RATE * f64::from(*slope)).abs() > 0.51 * digit {
                    assert!(new != old, "{activation}: {old} did not move by {slope}");
                    moved += 1;
                }
            }
        }
        assert!(moved > 0, "{activation}");
    }
}
