//! Which worker trains: starting one, taking over from another, losing one.
//!
//! The CPU's worker always comes first: it is small and there at once. If WebGPU is wanted, its worker starts beside; when it
//! is ready, the one that trains is asked for a checkpoint, the new one goes on from it, and the old one ends.

use std::sync::Arc;

use super::{Effect, State, knobs, notify, run, survey};
use crate::app::device::{Program, choose};
use crate::app::state::{About, Active, Asker, Why};
use crate::model::spec::Key;
use crate::protocol::{Details, Device, Failure, Problem};

/// Workers lost in a row after which the page gives up until the person asks again.
pub(super) const CRASHES: u32 = 3;

/// Starts the CPU's worker if there is none at all.
pub(super) fn wake(state: &mut State, fx: &mut Vec<Effect>) {
    if state.trainer.active.is_none() && state.trainer.starting.is_none() {
        state.trainer.crashes = 0;
        state.notices.retain(|notice| notice.about != About::GaveUp);
        start(state, Device::Cpu, fx);
    }
}

fn start(state: &mut State, device: Device, fx: &mut Vec<Effect>) {
    let program = Program::of(device, state.options.lesson());
    if device == Device::Cpu {
        state.trainer.on_cpu = program;
    }
    state.trainer.starting = Some(device);
    fx.push(Effect::Start(program));
}

/// Another lesson: a worker on the CPU whose program does not know its networks makes room for one that does. One that knows
/// more than the lesson needs stays.
pub(super) fn suit(state: &mut State, fx: &mut Vec<Effect>) {
    if state.trainer.on_cpu.knows(state.options.lesson()) {
        return;
    }
    if state.trainer.active.as_ref().is_some_and(|active| active.device == Device::Cpu) {
        call_off(state, fx);
        state.trainer.active = None;
        start(state, Device::Cpu, fx);
    } else if state.trainer.starting == Some(Device::Cpu) {
        state.trainer.standby = None;
        start(state, Device::Cpu, fx);
    }
}

/// Starts the worker that the options want, if another trains, or stops one that is no longer wanted.
pub(super) fn settle_device(state: &mut State, fx: &mut Vec<Effect>) {
    let (wanted, why) = choose(&state.options, state.trainer.refused.is_some());
    let Some(active) = state.trainer.active.as_ref().map(|active| active.device) else {
        state.trainer.why = why;
        return;
    };
    if active == wanted {
        call_off(state, fx);
        let lost = why == Why::Refused && state.trainer.why == Why::Lost;
        state.trainer.why = if lost { Why::Lost } else { why };
        let promises = std::mem::take(&mut state.trainer.awaiting);
        if run::takes_commands(state) || state.options.lacks_input() {
            run::settle_all(promises, None, fx);
        } else {
            state.run.awaiting.extend(promises);
        }
        return;
    }
    if state.trainer.starting != Some(wanted) {
        start(state, wanted, fx);
    }
    state.trainer.why = if wanted == Device::WebGpu { Why::Starting } else { why };
}

/// Stops the worker that was to take over.
fn call_off(state: &mut State, fx: &mut Vec<Effect>) {
    if let Some(device) = state.trainer.starting.take() {
        fx.push(Effect::Stop(device));
        state.trainer.standby = None;
        forget_hand_over(state, fx);
    }
}

/// Nobody takes over: the active trainer is told what it missed while the hand-over was under way.
fn forget_hand_over(state: &mut State, fx: &mut Vec<Effect>) {
    let under_way = state.run.pending.len();
    state.run.pending.retain(|_, asker| *asker != Asker::HandOver);
    if state.run.pending.len() < under_way {
        catch_up(state, fx);
    }
}

/// The active trainer gave no checkpoint: it goes on itself, until the device is chosen anew.
pub(super) fn no_hand_over(state: &mut State, problem: Problem, fx: &mut Vec<Effect>) {
    notify(state, About::Problem(problem));
    call_off(state, fx);
    catch_up(state, fx);
}

fn catch_up(state: &mut State, fx: &mut Vec<Effect>) {
    if state.run.built_with.differing(&state.options).next().is_none() {
        run::resume(state, fx);
    } else {
        knobs::reconfigure(state, fx);
    }
}

/// A worker says that its device works.
pub(super) fn ready(state: &mut State, next: Active, fx: &mut Vec<Effect>) {
    let device = next.device;
    if state.trainer.active.is_none() {
        if state.trainer.starting == Some(device) {
            state.trainer.starting = None;
        }
        state.trainer.active = Some(next);
        run::configure(state, fx);
        survey::send(state, fx);
        settle_device(state, fx);
    } else if state.trainer.starting == Some(device) {
        state.trainer.standby = Some(next);
        try_hand_over(state, fx);
    } else {
        fx.push(Effect::Stop(device));
    }
}

/// Whether the request is not lost with the trainer that has it.
fn movable(asker: Asker) -> bool {
    matches!(asker, Asker::Checkpoint | Asker::Epoch | Asker::Until(_))
}

/// Asks the active trainer for its checkpoint if another is ready, as soon as scripts have what they asked for.
pub(super) fn try_hand_over(state: &mut State, fx: &mut Vec<Effect>) {
    if state.trainer.standby.is_none() {
        return;
    }
    if !state.run.built {
        // There is nothing yet that the active trainer knows and the page does not.
        take_over(state, fx);
    } else if state.run.pending.values().all(|asker| movable(*asker)) {
        run::ask_checkpoint(state, Asker::HandOver, fx);
    }
}

/// The trainer that is ready goes on from the checkpoint; the other ends.
pub(super) fn take_over(state: &mut State, fx: &mut Vec<Effect>) {
    let Some(next) = state.trainer.standby.take() else { return };
    state.trainer.starting = None;
    let old = state.trainer.active.replace(next);
    // Until the new one sends its first picture, the numbers are those of the checkpoint it goes on from.
    if let Some(checkpoint) = &state.run.checkpoint {
        state.run.step = checkpoint.step;
        let per_epoch = state.run.summary.as_ref().map_or(1, |summary| summary.steps_per_epoch.max(1));
        state.run.epoch = checkpoint.step as f64 / per_epoch as f64;
    }
    run::go_on(state, fx);
    survey::send(state, fx);
    if let Some(old) = old {
        fx.push(Effect::Stop(old.device));
    }
    settle_device(state, fx);
}

/// A worker says that its device cannot be used.
pub(super) fn unavailable(state: &mut State, device: Device, problem: Problem, fx: &mut Vec<Effect>) {
    if state.trainer.active.as_ref().is_some_and(|active| active.device == device) {
        lost(state, device, About::Problem(problem), fx);
    } else if state.trainer.starting == Some(device) {
        not_started(state, device, problem, fx);
    }
}

/// A worker is dead.
pub(super) fn crashed(state: &mut State, device: Device, what: Details, fx: &mut Vec<Effect>) {
    if state.trainer.active.as_ref().is_some_and(|active| active.device == device) {
        lost(state, device, About::Crashed(what), fx);
    } else if state.trainer.starting == Some(device) {
        match device {
            Device::WebGpu => {
                not_started(state, device, Problem::Device { device, failure: Failure::Refused, details: what }, fx);
            }
            Device::Cpu => {
                fx.push(Effect::Stop(device));
                (state.trainer.starting, state.trainer.standby) = (None, None);
                forget_hand_over(state, fx);
                try_again(state, About::Crashed(what), fx);
            }
        }
    }
}

/// A worker that was to take over, or to begin, never became ready.
fn not_started(state: &mut State, device: Device, problem: Problem, fx: &mut Vec<Effect>) {
    fx.push(Effect::Stop(device));
    (state.trainer.starting, state.trainer.standby) = (None, None);
    // Who left the choice to the page is told beside the device's name.
    if device == Device::Cpu || state.options.choice(Key::Device) == "webgpu" {
        notify(state, About::Problem(problem.clone()));
    }
    let promises = std::mem::take(&mut state.trainer.awaiting);
    run::settle_all(promises, Some(&problem), fx);
    forget_hand_over(state, fx);
    match device {
        Device::WebGpu => {
            state.trainer.refused = Some(problem);
            settle_device(state, fx);
        }
        Device::Cpu if state.trainer.active.is_none() => give_up(state, fx),
        Device::Cpu => {}
    }
}

/// The worker that trained is gone: another goes on from the last checkpoint.
fn lost(state: &mut State, device: Device, about: About, fx: &mut Vec<Effect>) {
    fx.push(Effect::Stop(device));
    state.trainer.active = None;
    let run = &mut state.run;
    (run.built, run.playing, run.waiting, run.loading) = (false, false, false, None);
    // What came after the checkpoint is computed again.
    let step = run.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.step);
    Arc::make_mut(&mut run.history).rewind(step);
    run.metrics = run.history.newest();
    (run.measuring, run.steps_per_second) = (None, 0.0);
    run::abandon(state, &Problem::Abandoned, fx);
    if device == Device::WebGpu {
        let what = match &about {
            About::Problem(problem) => problem.clone(),
            About::Crashed(what) => Problem::Device { device, failure: Failure::Lost, details: what.clone() },
            _ => Problem::NoTrainer,
        };
        state.trainer.refused = Some(what);
        state.trainer.why = Why::Lost;
    }
    try_again(state, about, fx);
}

/// Starts again after a loss, or gives up after too many.
fn try_again(state: &mut State, about: About, fx: &mut Vec<Effect>) {
    notify(state, about);
    state.trainer.crashes += 1;
    if state.trainer.crashes >= CRASHES {
        give_up(state, fx);
    } else if let Some(next) = state.trainer.standby.take() {
        state.trainer.starting = None;
        ready(state, next, fx);
    } else if state.trainer.active.is_none() {
        if state.trainer.starting != Some(Device::Cpu) {
            // Whatever else was starting: the CPU is the one that is there soon.
            call_off(state, fx);
            start(state, Device::Cpu, fx);
        }
    } else {
        settle_device(state, fx);
    }
}

fn give_up(state: &mut State, fx: &mut Vec<Effect>) {
    call_off(state, fx);
    state.notices.retain(|notice| !matches!(notice.about, About::Crashed(_)));
    notify(state, About::GaveUp);
    if state.trainer.active.is_none() {
        state.run.wants_play = false;
        run::abandon(state, &Problem::NoTrainer, fx);
    }
    let mut promises = std::mem::take(&mut state.trainer.awaiting);
    promises.append(&mut state.run.awaiting);
    run::settle_all(promises, Some(&Problem::NoTrainer), fx);
}
