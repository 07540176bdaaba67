//! Whether a device computes what the CPU computes: the same few steps on both.
//!
//! A kernel that goes wrong after the self-test says nothing; the loss just rises. So now and then the steps that the run takes
//! anyway are taken once more on the CPU, from the same checkpoint, and the gradients of the last of them are compared: they depend on
//! the forward pass, on the backward pass and, by the steps before, on the update rule.

use burn::tensor::Device;

use super::library::Library;
use super::session::{Activity, Clock, Goal, Plan, Session};
use crate::lesson::work;
use crate::model::spec::{Key, Options, Value};
use crate::protocol::{Answer, Array, Checkpoint, Problem, Question, View};

/// Steps that are compared, at most. Two, so that what the update rule did to the first is seen in the gradients of the second.
const STEPS: u32 = 2;
/// Floating-point operations of a step that is compared, at most: some hundredths of a second on a CPU, so that steps can be compared
/// every second.
const MOST: u64 = 100_000_000;
/// The same of a step with a single example: about a second. More than that is not compared.
const MOST_OF_ONE: u64 = 4_000_000_000;
/// Difference that is allowed, as a share of the largest gradient of the parameter. Measured differences between the CPU and
/// WebGPU are some 1e-6 of it.
const SHARE: f32 = 0.02;
/// Parameters whose gradients are all smaller than this share of the network's largest are compared on that scale: what is left when large terms
/// cancel is rounding.
const SMALL: f32 = 0.01;
/// Difference that is always allowed: near a minimum, gradients are rounding and nothing else.
const ROUNDING: f32 = 1e-5;
/// Gradients beyond which a run is about to diverge, on every device: what is infinite on one may be just finite on the other.
const DIVERGES: f32 = 1e30;

/// A gradient on which device and CPU differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The parameter.
    pub name: String,
    /// What the CPU found.
    pub expected: f32,
    /// What the device found.
    pub found: f32,
}

/// The options of the steps that are compared: with fewer examples in a batch where the run's own steps are heavy. None where a step
/// with one example is.
pub fn light(options: &Options) -> Option<Options> {
    let (all, each) = (work::flops_per_step(options), work::of(options).per_example.max(1));
    if all <= MOST {
        return Some(options.clone());
    }
    let batch = work::batch(options);
    // What a step takes whatever the batch is: the update rule.
    let fixed = all.saturating_sub(batch * each);
    if fixed + each > MOST_OF_ONE {
        return None;
    }
    let mut light = options.clone();
    light.set(Key::Batch, Value::Integer((MOST.saturating_sub(fixed) / each).clamp(1, batch))).ok()?;
    Some(light)
}

/// Compares ([`compare`]), and once more from the state after that where they differ: once may be a value on the very bend of a `ReLU`.
///
/// # Errors
/// Where the device is lost.
pub async fn confirm(
    session: &mut Session,
    device: &Device,
    checkpoint: &Checkpoint,
    library: &Library,
    clock: Clock,
) -> Result<Option<Difference>, Problem> {
    let Some(first) = compare(session, device, checkpoint, library, clock).await? else { return Ok(None) };
    let next = session.checkpoint().await?;
    match compare(session, device, &next, library, clock).await {
        // Its parameters are no numbers, where the CPU's are: no run goes on from them, and that is answer enough.
        Err(Problem::Unfit(_)) => Ok(Some(first)),
        second => second,
    }
}

/// Takes a few steps of a run that trains, and the same from this checkpoint of it on the CPU. Where the steps are heavy, both are
/// taken beside the run, with fewer examples ([`light`]). `None` where both agree, or where there was no step to take.
///
/// # Errors
/// Where the device is lost.
pub async fn compare(
    session: &mut Session,
    device: &Device,
    checkpoint: &Checkpoint,
    library: &Library,
    clock: Clock,
) -> Result<Option<Difference>, Problem> {
    let Some(options) = light(session.options()) else { return Ok(None) };
    let run = session.run();
    let build = |device: &Device| {
        let view = View { panels: Vec::new(), ..View::default() };
        let plan = Plan { run, options: options.clone(), checkpoint: Some(checkpoint.clone()), view };
        let mut session = Session::new(plan, device, library, clock)?.unwatched();
        session.set_goal(Goal::Playing);
        Ok(session)
    };
    let mut twin = build(&Device::flex())?;
    let mut beside = if *session.options() == options { None } else { Some(build(device)?) };
    let session = beside.as_mut().unwrap_or(session);
    let mut steps = 0;
    while steps < STEPS && session.activity() == Activity::Training && twin.activity() == Activity::Training {
        session.train();
        twin.train();
        steps += 1;
    }
    if steps == 0 {
        return Ok(None);
    }
    Ok(differ(&gradients(&mut twin).await?, &gradients(session).await?))
}

async fn gradients(session: &mut Session) -> Result<Vec<Array>, Problem> {
    match session.ask(Question::Gradients).await? {
        Some(Answer::Arrays(arrays)) => Ok(arrays),
        _ => Ok(Vec::new()),
    }
}

/// The first gradient that is another than expected, beyond what rounding explains.
pub fn differ(expected: &[Array], found: &[Array]) -> Option<Difference> {
    let largest = |values: &[f32]| values.iter().fold(0.0_f32, |largest, value| largest.max(value.abs()));
    let overall = expected.iter().map(|array| largest(&array.values)).fold(0.0_f32, f32::max);
    let is_finite = expected.iter().all(|array| array.values.iter().all(|value| value.is_finite()));
    if !is_finite || overall > DIVERGES {
        return None;
    }
    expected.iter().zip(found).find_map(|(expected, found)| {
        let allowed = SHARE * largest(&expected.values).max(SMALL * overall) + ROUNDING;
        let mut pairs = expected.values.iter().zip(found.values.iter());
        let wrong = |one: f32, other: f32| (one - other).is_nan() || (one - other).abs() > allowed;
        let (ours, theirs) = pairs.find(|(ours, theirs)| wrong(**ours, **theirs))?;
        Some(Difference { name: expected.name.clone(), expected: *ours, found: *theirs })
    })
}
