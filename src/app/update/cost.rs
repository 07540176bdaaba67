//! Says what one step takes before it is taken, and refuses what does not fit into the memory.

use super::{State, notify};
use crate::app::cost::{Cost, smaller};
use crate::app::state::About;
use crate::protocol::{Device, Problem};

/// A step that takes another time by this factor, or its inverse, than was said is said again.
const OTHER: f64 = 1.25;

/// The run is to be built on this device: what a step takes is said where it is much and was not said before. Returns why it
/// is not to be built.
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

/// The trainer found that one step does not fit into the memory.
pub(super) fn on_refusal(state: &mut State, device: Device) {
    let cost = Cost::of(&state.options, device, &state.trainer.speed);
    refuse(state, device, cost);
}

/// Says that one step does not fit into the memory.
fn refuse(state: &mut State, device: Device, cost: Cost) {
    let smaller = smaller(&state.options, device, &state.trainer.speed);
    state.run.cost = None;
    notify(state, About::TooLarge(cost, smaller));
}

/// A step of the active trainer took long, at this speed: what was said of the next ones is put right, and where nothing could be
/// said of their time before, because the device's speed was not known, it is said now.
pub(super) fn on_slow_step(state: &mut State, device: Device, flops_per_second: f64) {
    state.trainer.speed.record_step(device, state.options.lesson(), flops_per_second);
    let cost = Cost::of(&state.options, device, &state.trainer.speed);
    let Some(now) = cost.seconds else { return };
    let stands = state.notices.iter().any(|notice| matches!(notice.about, About::Costly(..)));
    let is_news = match state.run.cost.and_then(|said| said.seconds) {
        // Whoever has closed it knows.
        Some(said) => stands && !(1.0 / OTHER..OTHER).contains(&(said / now)),
        None => cost.is_long(),
    };
    if is_news {
        announce(state, device, Some(cost).filter(Cost::is_much));
    }
}
