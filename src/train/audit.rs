//! Checks that a device computes what the CPU computes, by taking the same step on both.
//!
//! A kernel that fails after the self-test raises no error; the loss just rises. So from time to time, one of the run's
//! steps is repeated on the CPU from the same checkpoint. Its gradients depend on the forward and backward pass; the
//! parameters after it, on the update rule.

use burn::tensor::Device;

use super::library::Library;
use super::session::{Activity, Clock, Goal, Plan, Session};
use crate::options::{Key, Options, Value};
use crate::protocol::{Answer, Array, Checkpoint, Problem, Question, StepValue, View};
use crate::{cost, shape};

/// Most floating-point operations of a compared step: some hundredths of a second on a CPU, so that steps can be compared
/// every second.
const MOST: u64 = 100_000_000;
/// The same for a step with a single example: about a second. Anything heavier is not compared.
const MOST_OF_ONE: u64 = 4_000_000_000;
/// Allowed difference, as a share of the parameter's largest gradient or largest change. Measured differences between the
/// CPU and WebGPU are some 1e-6 of it.
const SHARE: f32 = 0.02;
/// Parameters whose gradients are all below this share of the network's largest are compared on that scale: what is left
/// when large terms cancel is rounding.
const SMALL: f32 = 0.01;
/// A difference that is always allowed: near a minimum, gradients are nothing but rounding.
const ROUNDING: f32 = 1e-5;
/// Values with gradients below this share of the parameter's largest may be changed by the update rule according to their
/// rounding: Adam divides a gradient by its own size.
const CLEAR: f32 = 0.1;
/// How much the update rule may change such a value, as a multiple of the largest change: in opposite directions on the two
/// devices.
const UNCLEAR: f32 = 2.5;
/// Difference of two parameters that is always allowed, relative to them: the last bits of an `f32`.
const LAST_BITS: f32 = 1e-6;
/// Most consecutive comparisons before there is a verdict.
const LOOKS: u32 = 5;
/// Gradients that are all below this prove nothing: zeros from a broken device agree with a network of zeros on the CPU as
/// soon as a batch's examples cancel.
const NOTHING: f32 = 1e-7;
/// Gradients beyond this mean that a run is about to diverge on every device: what is infinite on one may be just finite on
/// the other.
const DIVERGES: f32 = 1e30;

/// A value on which device and CPU differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The kind of value.
    pub value: StepValue,
    /// The parameter.
    pub name: String,
    /// The CPU's value.
    pub expected: f32,
    /// The device's value.
    pub found: f32,
}

/// The result of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Both agree. The run can continue from this state, which is the one after the step if the step was the run's own.
    Sound(Checkpoint),
    /// There was no step to take, or an inconclusive one. The state is the given one.
    Open(Checkpoint),
    /// They differ.
    Wrong(Difference),
}

/// A step that was taken on both.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The device's state after it.
    pub after: Checkpoint,
    /// Whether it was a step of the run rather than an extra one.
    pub is_own: bool,
    /// Whether its gradients are neither too small nor too large for agreement to mean something.
    pub is_telling: bool,
    /// Where they differ.
    pub difference: Option<Difference>,
}

/// The options for the compared step, with a smaller batch if the run's own steps are heavy. `None` if even a step with one
/// example is.
pub fn light(options: &Options) -> Option<Options> {
    let (all, each) = (cost::flops_per_step(options), cost::of(options).per_example.max(1));
    if all <= MOST {
        return Some(options.clone());
    }
    let batch = shape::batch(options);
    // The cost of a step regardless of the batch: the update rule.
    let fixed = all.saturating_sub(batch * each);
    if fixed + each > MOST_OF_ONE {
        return None;
    }
    let mut light = options.clone();
    light.set(Key::Batch, Value::Integer((MOST.saturating_sub(fixed) / each).clamp(1, batch))).ok()?;
    Some(light)
}

/// Compares steps with the CPU.
pub struct Auditor<'a> {
    /// The device whose steps are compared with the CPU's.
    pub device: &'a Device,
    /// The examples.
    pub library: &'a Library,
    /// The run's.
    pub clock: Clock,
}

impl Auditor<'_> {
    /// Compares ([`Self::compare`]). If they differ, compares once more from the following state, because a single
    /// difference may be a value right at the bend of a `ReLU`; likewise if it was inconclusive, because the next batch's
    /// examples may not cancel.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn judge(&self, session: &mut Session, from: Checkpoint) -> Result<Verdict, Problem> {
        let mut before: Option<Difference> = None;
        let mut at = from.clone();
        for _ in 0..LOOKS {
            let compared = self.compare(session, &at).await;
            if matches!(compared, Err(Problem::Unfit(_))) {
                // The parameters after the last step are not finite. If the CPU's were, that is answer enough.
                return Ok(before.map_or(Verdict::Open(from), Verdict::Wrong));
            }
            let Some(Compared { after, is_own, is_telling, difference }) = compared? else { break };
            match (difference, &before) {
                (Some(second), Some(_)) => return Ok(Verdict::Wrong(second)),
                (Some(first), None) => before = Some(first),
                (None, Some(_)) if is_telling => break,
                (None, None) if is_telling => {
                    let reached = is_own && is_finite(&after.parameters);
                    return Ok(Verdict::Sound(if reached { after } else { from }));
                }
                (None, _) => {}
            }
            at = after;
        }
        Ok(Verdict::Open(from))
    }

    /// Takes a step of a training run, and the same step on the CPU from this checkpoint. If the steps are heavy, both are
    /// extra steps with fewer examples ([`light`]). `None` if there was no step to take.
    ///
    /// # Errors
    /// If the device is lost; [`Problem::Unfit`] if the checkpoint contains values that are not finite.
    pub async fn compare(&self, session: &mut Session, from: &Checkpoint) -> Result<Option<Compared>, Problem> {
        let Some(options) = light(session.options()) else { return Ok(None) };
        let mut twin = self.branch(&Device::flex(), session.run(), &options, from)?;
        let is_own = *session.options() == options && session.steps() == from.step;
        let mut beside = if is_own { None } else { Some(self.branch(self.device, session.run(), &options, from)?) };
        let session = beside.as_mut().unwrap_or(session);
        if session.activity() != Activity::Training || twin.activity() != Activity::Training {
            return Ok(None);
        }
        session.train();
        twin.train();
        let (expected, found) = (gradients(&mut twin).await?, gradients(session).await?);
        let (right, after) = (twin.checkpoint().await?, session.checkpoint().await?);
        let difference = differ(&expected, &found)
            .or_else(|| differ_after(&from.parameters, &right.parameters, &after.parameters, &expected));
        let is_telling = (NOTHING..=DIVERGES).contains(&steepest(&expected)) && is_finite(&expected);
        Ok(Some(Compared { after, is_own, is_telling, difference }))
    }

    /// A separate run that continues from a checkpoint of this one.
    fn branch(&self, device: &Device, run: u32, options: &Options, from: &Checkpoint) -> Result<Session, Problem> {
        let view = View { panels: Vec::new(), ..View::default() };
        let plan = Plan { run, options: options.clone(), checkpoint: Some(from.clone()), view };
        let mut session = Session::new(plan, device, self.library, self.clock)?.in_background();
        session.set_goal(Goal::Playing);
        Ok(session)
    }
}

async fn gradients(session: &mut Session) -> Result<Vec<Array>, Problem> {
    match session.ask(Question::Gradients).await? {
        Some(Answer::Arrays(arrays)) => Ok(arrays),
        _ => Ok(Vec::new()),
    }
}

/// The first gradient that differs from the expected one by more than rounding explains.
pub fn differ(expected: &[Array], found: &[Array]) -> Option<Difference> {
    let overall = steepest(expected);
    if !is_finite(expected) || overall > DIVERGES {
        return None;
    }
    expected.iter().zip(found).find_map(|(expected, found)| {
        let allowed = SHARE * largest(&expected.values).max(SMALL * overall) + ROUNDING;
        let mut pairs = expected.values.iter().zip(found.values.iter());
        let (ours, theirs) = pairs.find(|(ours, theirs)| is_beyond(**ours, **theirs, allowed))?;
        Some(Difference { value: StepValue::Gradient, name: expected.name.clone(), expected: *ours, found: *theirs })
    })
}

/// The first parameter that the update rule changed differently than expected, by more than rounding explains: `before` it,
/// `expected` and `found` after it, given the CPU's `gradients`.
pub fn differ_after(before: &[Array], expected: &[Array], found: &[Array], gradients: &[Array]) -> Option<Difference> {
    if !is_finite(expected) {
        return None;
    }
    let overall = steepest(gradients);
    before.iter().zip(expected).zip(found).find_map(|((before, expected), found)| {
        let gradient = gradients.iter().find(|gradient| gradient.name == expected.name)?;
        let steep = largest(&gradient.values);
        let change = before.values.iter().zip(expected.values.iter()).map(|(before, after)| (after - before).abs());
        let change = change.fold(0.0_f32, f32::max);
        let values = expected.values.iter().zip(found.values.iter());
        let (_, (ours, theirs)) = gradient.values.iter().zip(values).find(|(gradient, (ours, theirs))| {
            let is_clear = steep > SMALL * overall && steep > ROUNDING && gradient.abs() >= CLEAR * steep;
            let share = if is_clear { SHARE } else { UNCLEAR };
            is_beyond(**ours, **theirs, share * change + LAST_BITS * ours.abs() + f32::MIN_POSITIVE)
        })?;
        Some(Difference { value: StepValue::Parameter, name: expected.name.clone(), expected: *ours, found: *theirs })
    })
}

/// The largest gradient of all parameters.
fn steepest(gradients: &[Array]) -> f32 {
    gradients.iter().map(|array| largest(&array.values)).fold(0.0_f32, f32::max)
}

fn largest(values: &[f32]) -> f32 {
    values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()))
}

fn is_finite(arrays: &[Array]) -> bool {
    arrays.iter().all(|array| array.values.iter().all(|value| value.is_finite()))
}

/// Whether two values differ by more than allowed, or one of them is NaN.
fn is_beyond(one: f32, other: f32, allowed: f32) -> bool {
    (one - other).is_nan() || (one - other).abs() > allowed
}
