//! Whether a device computes what the CPU computes: the same step on both.
//!
//! A kernel that goes wrong after the self-test says nothing; the loss just rises. So now and then a step that the run takes anyway
//! is taken once more on the CPU, from the same checkpoint. Its gradients depend on the forward and on the backward pass; the
//! parameters after it, on the update rule.

use burn::tensor::Device;

use super::library::Library;
use super::session::{Activity, Clock, Goal, Plan, Session};
use crate::options::{Key, Options, Value};
use crate::protocol::{Answer, Array, Checkpoint, Problem, Question, StepValue, View};
use crate::{cost, shape};

/// Floating-point operations of a step that is compared, at most: some hundredths of a second on a CPU, so that steps can be compared
/// every second.
const MOST: u64 = 100_000_000;
/// The same of a step with a single example: about a second. More than that is not compared.
const MOST_OF_ONE: u64 = 4_000_000_000;
/// Difference that is allowed, as a share of the largest gradient, or of the largest change, of the parameter. Measured differences
/// between the CPU and WebGPU are some 1e-6 of it.
const SHARE: f32 = 0.02;
/// Parameters whose gradients are all smaller than this share of the network's largest are compared on that scale: what is left when large terms
/// cancel is rounding.
const SMALL: f32 = 0.01;
/// Difference that is always allowed: near a minimum, gradients are rounding and nothing else.
const ROUNDING: f32 = 1e-5;
/// A value whose gradient is smaller than this share of the parameter's largest may be changed by the update rule as its rounding
/// says: Adam divides a gradient by its own size.
const CLEAR: f32 = 0.1;
/// What the update rule may do to such a value, as a multiple of the largest change: to the one side here and to the other there.
const UNCLEAR: f32 = 2.5;
/// Difference of two parameters that is always allowed, as a share of them: the last bits of an `f32`.
const LAST_BITS: f32 = 1e-6;
/// Comparisons in a row until there is a verdict, at most.
const LOOKS: u32 = 5;
/// Gradients that are all smaller than this tell nothing: zeros that came back from a broken device agree with a network of zeros on
/// the CPU, as soon as the examples of a batch cancel.
const NOTHING: f32 = 1e-7;
/// Gradients beyond which a run is about to diverge, on every device: what is infinite on one may be just finite on the other.
const DIVERGES: f32 = 1e30;

/// A value on which device and CPU differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which of them.
    pub value: StepValue,
    /// The parameter.
    pub name: String,
    /// What the CPU found.
    pub expected: f32,
    /// What the device found.
    pub found: f32,
}

/// What came of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Both agree. The run can go on from this state, which is the one after the step where that was the run's own.
    Sound(Checkpoint),
    /// There was no step to take, or one that tells nothing. The state is the one that was given.
    Open(Checkpoint),
    /// They do not.
    Wrong(Difference),
}

/// A step that was taken on both.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The device's state after it.
    pub after: Checkpoint,
    /// It was a step of the run, not one beside it.
    pub is_own: bool,
    /// Its gradients are neither too small nor too large for agreeing on them to mean something.
    pub is_telling: bool,
    /// Where they differ.
    pub difference: Option<Difference>,
}

/// The options of the step that is compared: with fewer examples in a batch where the run's own steps are heavy. None where a step
/// with one example is.
pub fn light(options: &Options) -> Option<Options> {
    let (all, each) = (cost::flops_per_step(options), cost::of(options).per_example.max(1));
    if all <= MOST {
        return Some(options.clone());
    }
    let batch = shape::batch(options);
    // What a step takes whatever the batch is: the update rule.
    let fixed = all.saturating_sub(batch * each);
    if fixed + each > MOST_OF_ONE {
        return None;
    }
    let mut light = options.clone();
    light.set(Key::Batch, Value::Integer((MOST.saturating_sub(fixed) / each).clamp(1, batch))).ok()?;
    Some(light)
}

/// What a step is compared with, and how.
pub struct Auditor<'a> {
    /// The device whose steps are compared with the CPU's.
    pub device: &'a Device,
    /// The examples.
    pub library: &'a Library,
    /// The run's.
    pub clock: Clock,
}

impl Auditor<'_> {
    /// Compares ([`Self::compare`]), and once more from the state after that where they differ, because once may be a value on the
    /// very bend of a `ReLU`, or where that tells nothing, because the examples of the next batch may not cancel.
    ///
    /// # Errors
    /// Where the device is lost.
    pub async fn judge(&self, session: &mut Session, from: Checkpoint) -> Result<Verdict, Problem> {
        let mut before: Option<Difference> = None;
        let mut at = from.clone();
        for _ in 0..LOOKS {
            let compared = self.compare(session, &at).await;
            if matches!(compared, Err(Problem::Unfit(_))) {
                // The parameters after the last step are no numbers. Where the CPU's were, that is answer enough.
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

    /// Takes a step of a run that trains, and the same from this checkpoint of it on the CPU. Where the steps are heavy, both are
    /// taken beside the run, with fewer examples ([`light`]). `None` where there was no step to take.
    ///
    /// # Errors
    /// Where the device is lost; [`Problem::Unfit`] where the checkpoint holds what is no number.
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

    /// A run of its own that goes on from a checkpoint of this one.
    fn branch(&self, device: &Device, run: u32, options: &Options, from: &Checkpoint) -> Result<Session, Problem> {
        let view = View { panels: Vec::new(), ..View::default() };
        let plan = Plan { run, options: options.clone(), checkpoint: Some(from.clone()), view };
        let mut session = Session::new(plan, device, self.library, self.clock)?.unwatched();
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

/// The first gradient that is another than expected, beyond what rounding explains.
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

/// The first parameter that the update rule made another than expected, beyond what rounding explains: `before` it, `expected` and
/// `found` after it, by the `gradients` that the CPU found.
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

/// The largest of all parameters' gradients.
fn steepest(gradients: &[Array]) -> f32 {
    gradients.iter().map(|array| largest(&array.values)).fold(0.0_f32, f32::max)
}

fn largest(values: &[f32]) -> f32 {
    values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()))
}

fn is_finite(arrays: &[Array]) -> bool {
    arrays.iter().all(|array| array.values.iter().all(|value| value.is_finite()))
}

/// Whether two values are further apart than allowed, or one of them is no number.
fn is_beyond(one: f32, other: f32, allowed: f32) -> bool {
    (one - other).is_nan() || (one - other).abs() > allowed
}
