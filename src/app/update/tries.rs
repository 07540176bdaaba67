//! "Try this" steps that tick themselves.

use super::State;
use crate::app::state::Witness;
use crate::data::digits::doubt::Doubt;
use crate::lesson::Try;
use crate::options::{Key, Value};
use crate::protocol::{Curve, Images, Latent, Layers, Metrics, Observed, Part, PictureId, Rebuilt};

/// Steps after which there is something to see of a changed option or weight.
const A_WHILE: u64 = 100;
/// Test examples that a share or a loss must be measured on to count, where there are as many.
const ENOUGH: u32 = 500;
/// How far a weight may be from the exact opposite, as a share of it: the field shows a rounded number.
const ROUNDING: f32 = 0.01;

/// What has just happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Moment<'a> {
    /// The run was measured.
    Measured(Metrics),
    /// Newer pictures of the run came.
    Pictured,
    /// A number of a parameter was edited; the pictures still have the old one.
    Edited {
        /// The parameter.
        name: &'a str,
        /// Its row-major index.
        index: u32,
        /// The new value.
        value: f32,
    },
    /// All runs in the background were done.
    Surveyed,
    /// One part of the network took a step alone.
    PartStepped(Part),
    /// Another test example was chosen, of this index.
    Probed(u32),
    /// A token was pointed at.
    Token,
    /// Something was drawn, and may be a digit or hardly is one.
    Drawn(Option<Doubt>),
    /// A value of a feature map was chosen.
    Spotted,
    /// The ring was put at this place on the map of a code.
    Ring([f32; 2]),
}

/// After a measurement.
pub(super) fn on_measurement(state: &mut State) {
    let Some(metrics) = state.run.metrics else { return };
    if is_trained(state, metrics) {
        let seed = state.options.integer(Key::Seed);
        state.run.seeds.insert(seed);
    }
    tick(state, Moment::Measured(metrics));
}

/// Ticks the steps whose next part this was.
pub(super) fn tick(state: &mut State, moment: Moment) {
    let steps = state.options.lesson().lesson().tries;
    for (place, parts) in steps.iter().enumerate() {
        let done = state.run.tried.get(place).copied().unwrap_or(0);
        if parts.get(done).is_some_and(|next| is_met(state, next, moment))
            && let Some(done) = state.run.tried.get_mut(place)
        {
            *done += 1;
            if *done == parts.len()
                && let (Some(metrics), Some(witness)) = (state.run.metrics, state.run.witnesses.get_mut(place))
            {
                let first_loss = state.run.history.first().map(|first| first.train_loss);
                *witness = Some(Witness { first_loss, metrics });
            }
        }
    }
}

/// Whether that is what this part of a step asks for.
fn is_met(state: &State, what: &Try, moment: Moment) -> bool {
    match *what {
        Try::With(key, text, what) => {
            state.options.get(key).is_some_and(|value| value.to_string() == text) && is_met(state, what, moment)
        }
        Try::Example(name, what) => state.options.preset() == Some(name) && is_met(state, what, moment),
        Try::Changed(key, what) => state.options.is_changed(key) && is_met(state, what, moment),
        Try::LossHalved => matches!(moment, Moment::Measured(now) if has_halved(state, now)),
        Try::Accuracy(least) => {
            let reached = |now: Metrics| now.test_accuracy.is_some_and(|accuracy| accuracy >= least);
            matches!(moment, Moment::Measured(now) if counts(state, now) && reached(now))
        }
        Try::TestLoss(limit) => matches!(moment, Moment::Measured(now) if counts(state, now) && now.test_loss < limit),
        Try::FreeRun(limit) => {
            let kept = || free_run_error(state).is_some_and(|error| error < limit);
            moment == Moment::Pictured && state.run.step > 0 && kept()
        }
        Try::Trained => matches!(moment, Moment::Measured(now) if is_trained(state, now)),
        Try::TrainedFromStart => {
            matches!(moment, Moment::Measured(now) if is_trained(state, now) && state.run.changed_at == 0)
        }
        Try::TrainedFromSeeds(count) => matches!(moment, Moment::Measured(_)) && state.run.seeds.len() >= count,
        Try::FewerLayers => {
            matches!(moment, Moment::Measured(now) if is_trained(state, now) && has_fewer_layers(state))
        }
        Try::WeightEdited => matches!(moment, Moment::Edited { name, .. } if name.ends_with("weight")),
        Try::LargestWeightTurned => {
            matches!(moment, Moment::Edited { name, index, value } if turns_largest(state, name, index, value))
        }
        Try::Surveyed => moment == Moment::Surveyed,
        Try::OtherExample => matches!(moment, Moment::Probed(_)),
        Try::WrongDigit => matches!(moment, Moment::Probed(index) if is_taken_for_another(state, index)),
        Try::PoorDigit => matches!(moment, Moment::Probed(index) if is_poor(state, index)),
        Try::Token => moment == Moment::Token,
        Try::Drawn => moment == Moment::Drawn(None),
        Try::Spotted => moment == Moment::Spotted,
        Try::RingAt(digit) => matches!(moment, Moment::Ring(place) if nearest_digit(state, place) == Some(digit)),
        Try::DiscriminatorStep => moment == Moment::PartStepped(Part::Discriminator) && !state.is_training(),
        Try::GeneratorStep => moment == Moment::PartStepped(Part::Generator) && !state.is_training(),
    }
}

/// Whether the training loss fell to half of where it began.
fn has_halved(state: &State, now: Metrics) -> bool {
    now.step > 0 && state.run.history.first().is_some_and(|first| now.train_loss <= first.train_loss / 2.0)
}

/// Whether a trained run was measured on enough test examples: a share of a few is luck.
fn counts(state: &State, now: Metrics) -> bool {
    let all = state.run.summary.as_ref().map_or(ENOUGH, |summary| summary.test_examples);
    now.step > 0 && now.test_examples >= ENOUGH.min(all)
}

/// Whether the network was trained for a while since a person last changed something.
fn is_trained(state: &State, now: Metrics) -> bool {
    now.step >= state.run.changed_at + A_WHILE
}

fn has_fewer_layers(state: &State) -> bool {
    let default = match state.options.default_for(Key::Layers) {
        Some(Value::Layers(units)) => units.len(),
        _ => 0,
    };
    state.options.layers(Key::Layers).len() < default
}

/// Whether a new value is the opposite of the largest weight of all.
fn turns_largest(state: &State, name: &str, index: u32, value: f32) -> bool {
    let Some(Layers { links, .. }) = picture(state, PictureId::Network) else { return false };
    let old = links.iter().find(|links| links.name == name).and_then(|links| links.weights.get(index as usize));
    let largest =
        links.iter().flat_map(|links| links.weights.iter()).fold(0.0, |most: f32, weight| most.max(weight.abs()));
    old.is_some_and(|old| old.abs() > 0.0 && old.abs() >= largest && (value + old).abs() <= ROUNDING * old.abs())
}

/// Whether the network takes this test digit for another.
fn is_taken_for_another(state: &State, index: u32) -> bool {
    let Some(images) = picture(state, PictureId::Digits) else { return false };
    guess(images, index).is_some_and(|(label, taken_for)| usize::from(label) != taken_for)
}

/// A digit's true class and the one that the network takes it for.
fn guess(images: &Images, index: u32) -> Option<(u8, usize)> {
    let place = index.checked_sub(images.first)? as usize;
    let label = *images.labels.get(place)?;
    let classes = images.probabilities.len().checked_div(images.labels.len())?;
    let shares = images.probabilities.get(place * classes..(place + 1) * classes)?;
    let (taken_for, _) = shares.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
    Some((label, taken_for))
}

/// Whether the reconstruction of this test digit is worse than the mean of those beside it.
fn is_poor(state: &State, index: u32) -> bool {
    let Some(Rebuilt { first, errors, .. }) = picture(state, PictureId::Rebuilt) else { return false };
    let mean = errors.iter().sum::<f32>() / errors.len().max(1) as f32;
    index.checked_sub(*first).and_then(|place| errors.get(place as usize)).is_some_and(|error| *error > mean)
}

/// The class of the test digit whose code lies nearest to this place on the map.
fn nearest_digit(state: &State, [x, y]: [f32; 2]) -> Option<u8> {
    let Latent { positions, labels, .. } = picture(state, PictureId::Codes)?;
    let distance = |place: &[f32]| (place[0] - x).hypot(place[1] - y);
    let places = positions.chunks_exact(2).zip(labels);
    places.min_by(|a, b| distance(a.0).total_cmp(&distance(b.0))).map(|(_, label)| *label)
}

/// The root mean squared error of the free run of the shown wave.
fn free_run_error(state: &State) -> Option<f64> {
    let Curve { lines, .. } = picture(state, PictureId::Sequence)?;
    let line = |name: &str| lines.iter().find(|line| line.0 == name).map(|line| &line.1);
    let (truth, free) = (line("truth")?, line("free")?);
    // Where nothing is said there is no number.
    let errors = truth.iter().zip(free.iter()).map(|(truth, free)| f64::from(truth - free).powi(2));
    let errors: Vec<f64> = errors.filter(|error| error.is_finite()).collect();
    (!errors.is_empty()).then(|| (errors.iter().sum::<f64>() / errors.len() as f64).sqrt())
}

fn picture<T: Observed>(state: &State, id: PictureId) -> Option<&T> {
    state.run.picture(id).map(|picture| &**picture)
}
