//! Warns of the cost of one step before it is taken, and refuses what does not fit into memory.

use super::{State, notify};
use crate::app::cost::{Cost, smaller};
use crate::app::state::About;
use crate::protocol::{Device, Problem};

/// A step whose duration differs from the announced one by this factor, or its inverse, is announced again.
const OTHER: f64 = 1.25;

/// Called before the run is built on this device: announces the cost of a step if it is high and news. Returns why the run
/// must not be built, if so.
pub(super) fn check(state: &mut State, device: Device) -> Option<Problem> {
    let cost = Cost::of(&state.options, device, &state.trainer.speed);
    if cost.is_too_much(device) {
        let problem = Problem::TooLarge { bytes: cost.bytes };
        refuse(state, device, cost);
        return Some(problem);
    }
    state.notices.retain(|notice| !matches!(notice.about, About::TooLarge(..)));
    let cost = Some(cost).filter(Cost::is_much);
    if state.run.cost != cost {
        announce(state, device, cost);
    }
    None
}

fn announce(state: &mut State, device: Device, cost: Option<Cost>) {
    state.run.cost = cost;
    state.notices.retain(|notice| !matches!(notice.about, About::Costly(..)));
    if let Some(cost) = cost {
        let smaller = smaller(&state.options, device, &state.trainer.speed);
        notify(state, About::Costly(cost, smaller));
    }
}

/// The trainer found that one step does not fit into memory.
pub(super) fn on_refusal(state: &mut State, device: Device) {
    let cost = Cost::of(&state.options, device, &state.trainer.speed);
    refuse(state, device, cost);
}

/// Reports that one step does not fit into memory.
fn refuse(state: &mut State, device: Device, cost: Cost) {
    let smaller = smaller(&state.options, device, &state.trainer.speed);
    state.run.cost = None;
    notify(state, About::TooLarge(cost, smaller));
}

/// A step of the active trainer was slow, at this speed: corrects the announced duration, or announces it if the device's
/// speed was unknown before.
pub(super) fn on_slow_step(state: &mut State, device: Device, flops_per_second: f64) {
    state.trainer.speed.record_step(device, state.options.lesson(), flops_per_second);
    let cost = Cost::of(&state.options, device, &state.trainer.speed);
    let Some(now) = cost.seconds else { return };
    let stands = state.notices.iter().any(|notice| matches!(notice.about, About::Costly(..)));
    let is_news = match state.run.cost.and_then(|said| said.seconds) {
        // Someone who closed the notice knows already.
        Some(said) => stands && !(1.0 / OTHER..OTHER).contains(&(said / now)),
        None => cost.is_long(),
    };
    if is_news {
        announce(state, device, Some(cost).filter(Cost::is_much));
    }
}
