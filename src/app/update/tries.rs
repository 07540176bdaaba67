//! "Try this" steps that tick themselves.

use super::State;
use crate::lesson::Try;
use crate::model::spec::{Key, Options, Value};

/// Steps after which there is something to see of a knob that was turned.
const A_WHILE: u64 = 100;

/// After a measurement.
pub(super) fn measured(state: &mut State) {
    let Some(now) = state.run.metrics else { return };
    let first = state.run.history.first().map_or(f64::NAN, |first| first.train_loss);
    let default_layers = match state.options.default_for(Key::Layers) {
        Some(Value::Layers(units)) => units.len(),
        _ => 0,
    };
    let fewer = state.options.layers(Key::Layers).len() < default_layers;
    let dropout = state.options.number(Key::Dropout) > 0.0;
    tick(state, |what| {
        now.step > 0
            && match what {
                Try::LossHalved => now.train_loss <= first / 2.0,
                Try::FewerLayers => fewer,
                Try::Accuracy(least) => now.test_accuracy.is_some_and(|accuracy| accuracy >= least),
                Try::NoDropout => !dropout,
                Try::TestLoss(most) => now.test_loss <= most,
                Try::Trained(..) => now.step >= A_WHILE,
                _ => false,
            }
    });
}

/// After a parameter was edited.
pub(super) fn edited(state: &mut State, name: &str) {
    if name.ends_with("weight") {
        tick(state, |what| what == Try::WeightEdited);
    }
}

/// After all runs in the background were done.
pub(super) fn surveyed(state: &mut State) {
    tick(state, |what| what == Try::Surveyed);
}

/// After a part of the network was trained alone.
pub(super) fn part_trained(state: &mut State) {
    tick(state, |what| what == Try::PartTrained);
}

/// After a test example was picked.
pub(super) fn picked(state: &mut State) {
    tick(state, |what| what == Try::Picked);
}

/// After a digit was drawn.
pub(super) fn drawn(state: &mut State) {
    tick(state, |what| what == Try::Drawn);
}

/// After a value of a feature map was chosen.
pub(super) fn spotted(state: &mut State) {
    tick(state, |what| what == Try::Spotted);
}

/// After a place in the code was chosen.
pub(super) fn pointed(state: &mut State) {
    tick(state, |what| what == Try::PointMoved);
}

fn tick(state: &mut State, done: impl Fn(Try) -> bool) {
    let State { options, run, .. } = state;
    for (ticked, what) in run.tried.iter_mut().zip(options.lesson().lesson().tries) {
        *ticked |= applies(options, *what).is_some_and(&done);
    }
}

/// What has to be done, while the knobs stand as the step asks.
fn applies(options: &Options, what: Try) -> Option<Try> {
    let stands = |key, text: &str| options.get(key).is_some_and(|value| value.to_string() == text);
    match what {
        Try::With(key, text, what) => applies(options, *what).filter(|_| stands(key, text)),
        Try::Trained(key, text) => Some(what).filter(|_| stands(key, text)),
        what => Some(what),
    }
}
