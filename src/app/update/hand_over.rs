//! Decides which worker trains: starting one, handing over to another, losing one. The states and transitions are in
//! [`lifecycle`](crate::app::lifecycle); this module applies their consequences to the run.
//!
//! The CPU worker always starts first: it is small and ready at once. If WebGPU is wanted, its worker starts alongside;
//! when it is ready, the active worker is asked for a checkpoint, the new one continues from it, and the old one ends.

use std::sync::Arc;

use super::{Effect, State, knobs, missing, notify, run, survey};
use crate::app::device::Refusal;
use crate::app::device::{Program, choose};
use crate::app::lifecycle::{Incident, Task, Wish, Worker, Workers};
use crate::app::state::{About, Asker, Loss};
use crate::options::DeviceChoice;
use crate::protocol::{Device, Failure, Problem, Stage};

/// Workers lost in a row after which the page gives up until the person tries again.
pub(super) const LOSSES: u32 = 3;

/// Starts the CPU worker if there is no worker at all.
pub(super) fn ensure_worker(state: &mut State, fx: &mut Vec<Effect>) {
    // A person who needs a worker should not have to wait for the pause between attempts.
    missing::end_pauses(state, fx);
    if matches!(state.trainer.workers, Workers::Asleep | Workers::GaveUp) {
        state.trainer.losses = 0;
        state.notices.retain(|notice| notice.about != About::GaveUp);
        let program = Program::of(Device::Cpu, state.options.lesson());
        transition(state, Incident::Needed(program), fx);
    }
}

/// Replaces the CPU worker if it lacks the new lesson's network family; keeps it if it supports more than needed.
pub(super) fn ensure_program_for_lesson(state: &mut State, fx: &mut Vec<Effect>) {
    transition(state, Incident::Lesson(state.options.lesson()), fx);
}

/// Starts the worker that the options call for, if another is active, or stops one that is no longer wanted.
pub(super) fn settle_device(state: &mut State, fx: &mut Vec<Effect>) {
    let (wanted, _) = choose(&state.options, state.trainer.refused);
    let Some(active) = state.trainer.device() else { return };
    transition(state, Incident::Wanted(Program::of(wanted, state.options.lesson())), fx);
    if active != wanted {
        return;
    }
    let promises = std::mem::take(&mut state.trainer.awaiting);
    if run::takes_commands(state) || state.options.lacks_input() {
        run::settle_all(promises, None, fx);
    } else {
        state.run.awaiting.extend(promises);
    }
}

/// Moves the workers to their next state and carries out the resulting tasks.
fn transition(state: &mut State, incident: Incident, fx: &mut Vec<Effect>) {
    let before = state.trainer.workers.starting().map(|start| start.program);
    for task in state.trainer.workers.on(incident) {
        match task {
            Task::Start(program) => fx.push(Effect::Start(program)),
            Task::Stop(device) => fx.push(Effect::Stop(device)),
            Task::AskCheckpoint => try_hand_over(state, fx),
            Task::CancelSuccessor => cancel_successor(state, fx),
            Task::Build => {
                run::go_on(state, fx);
                survey::send(state, fx);
                settle_device(state, fx);
            }
        }
    }
    if before.is_some() && state.trainer.workers.starting().map(|start| start.program) != before {
        // Its program's problem is moot now.
        missing::forget_program(state);
    }
}

/// Cancels the hand-over: the active trainer receives what it missed meanwhile.
fn cancel_successor(state: &mut State, fx: &mut Vec<Effect>) {
    let under_way = state.run.pending.len();
    state.run.pending.retain(|_, request| request.asker != Asker::HandOver);
    if state.run.pending.len() < under_way {
        catch_up(state, fx);
    }
}

/// The active trainer continues, with the current options.
fn catch_up(state: &mut State, fx: &mut Vec<Effect>) {
    if state.run.built_with.differing(&state.options).next().is_none() {
        run::resume(state, fx);
    } else {
        knobs::go_on(state, fx);
    }
}

/// The active trainer failed to deliver a checkpoint: it continues itself until the device is chosen again.
pub(super) fn no_hand_over(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    notify(state, About::Problem(problem.clone()));
    // The request was answered, so cancelling would find nothing to catch up on.
    transition(state, Incident::CheckpointFailed, fx);
    let promises = std::mem::take(&mut state.trainer.awaiting);
    run::settle_all(promises, Some(problem), fx);
    catch_up(state, fx);
}

/// A worker reports that its device works.
pub(super) fn on_ready(state: &mut State, device: Device, adapter: Option<String>, fx: &mut Vec<Effect>) {
    transition(state, Incident::Ready(device, adapter), fx);
}

/// Asks the active trainer for its checkpoint if a successor is ready, once all script requests are done.
pub(super) fn try_hand_over(state: &mut State, fx: &mut Vec<Effect>) {
    if !state.trainer.workers.is_handing_over() {
        return;
    }
    let bound = |asker| matches!(asker, Asker::Script(_) | Asker::HandOver);
    if !state.run.is_built() {
        // The active trainer has no state yet that the page lacks.
        take_over(state, fx);
    } else if !state.run.pending.values().any(|request| bound(request.asker) || !request.asked.trains()) {
        run::ask_checkpoint(state, Asker::HandOver, fx);
    }
}

/// The successor continues from the checkpoint; the other worker ends.
pub(super) fn take_over(state: &mut State, fx: &mut Vec<Effect>) {
    transition(state, Incident::CheckpointReceived, fx);
}

/// This device's worker is lost, or its device is unusable.
pub(super) fn on_loss(state: &mut State, device: Device, loss: Loss, fx: &mut Vec<Effect>) {
    if state.trainer.device() == Some(device) {
        replace_active(state, device, loss, fx);
    } else if state.trainer.workers.next() == Some(device) {
        replace_next(state, device, loss, fx);
    }
}

/// The active worker was lost: another continues from the last checkpoint.
fn replace_active(state: &mut State, device: Device, loss: Loss, fx: &mut Vec<Effect>) {
    if matches!(loss, Loss::Device(Problem::WrongStep { .. })) {
        // Checkpoints kept since may be wrong as well.
        state.run.checkpoint = state.run.verified;
    }
    go_back(state, fx);
    if device == Device::WebGpu {
        state.trainer.refused = Some(Refusal::Lost);
    }
    // For WebGPU, the notice also says that the CPU trains now.
    let loss = if device == Device::WebGpu { Loss::Device(problem_of(&loss)) } else { loss };
    notify(state, About::Lost(loss, state.run.kept_step()));
    state.trainer.losses += 1;
    let successor = successor(state);
    transition(state, Incident::Lost(device, successor), fx);
    if state.trainer.workers == Workers::GaveUp {
        give_up(state, fx);
    }
}

/// A worker that was starting, or about to take over, was lost.
fn replace_next(state: &mut State, device: Device, loss: Loss, fx: &mut Vec<Effect>) {
    let problem = match &loss {
        // Whatever went wrong in the browser, it did not provide a device.
        Loss::Crashed(details)
            if state.trainer.workers.starting().is_some_and(|start| start.stage == Some(Stage::Adapter)) =>
        {
            Problem::Device { device, failure: Failure::Refused, details: details.clone() }
        }
        loss => problem_of(loss),
    };
    // With the device on auto, the reason shows next to the device's name instead.
    if device == Device::Cpu || state.options.device() == DeviceChoice::WebGpu {
        let about = match (device, loss) {
            (Device::Cpu, loss @ (Loss::Crashed(_) | Loss::Silent(_))) => About::Lost(loss, state.run.kept_step()),
            (Device::WebGpu, _) | (Device::Cpu, Loss::Device(_)) => About::Problem(problem.clone()),
        };
        notify(state, about);
    }
    let none_trains = state.trainer.device().is_none();
    match device {
        Device::WebGpu => state.trainer.refused = Some(Refusal::Unusable),
        Device::Cpu => state.trainer.losses += 1,
    }
    let successor = successor(state);
    transition(state, Incident::Lost(device, successor), fx);
    if device == Device::Cpu && state.trainer.losses >= LOSSES {
        give_up(state, fx);
        return;
    }
    if device == Device::WebGpu {
        let promises = std::mem::take(&mut state.trainer.awaiting);
        run::settle_all(promises, Some(&problem), fx);
    }
    if !none_trains {
        settle_device(state, fx);
    }
}

/// The program to start after a loss, unless too many were lost in a row.
fn successor(state: &State) -> Option<Program> {
    (state.trainer.losses < LOSSES).then(|| Program::of(Device::Cpu, state.options.lesson()))
}

/// The problem to report when WebGPU is lost.
fn problem_of(loss: &Loss) -> Problem {
    match loss {
        Loss::Device(problem) => problem.clone(),
        Loss::Crashed(details) => {
            let failure = Failure::from_message(&details.0, Failure::Crashed);
            Problem::Device { device: Device::WebGpu, failure, details: details.clone() }
        }
        Loss::Silent(seconds) => Problem::NoAnswer { seconds: *seconds },
    }
}

/// Everything after the last checkpoint is lost with the worker and will be recomputed.
fn go_back(state: &mut State, fx: &mut Vec<Effect>) {
    let step = state.run.kept_step();
    let run = &mut state.run;
    Arc::make_mut(&mut run.history).rewind(step);
    run.metrics = run.history.newest();
    (run.step, run.epoch) = (step, run.kept_epoch());
    // They show steps that are gone.
    run.outdate_pictures();
    run::ask_again(state, fx);
}

fn give_up(state: &mut State, fx: &mut Vec<Effect>) {
    state.notices.retain(|notice| !matches!(notice.about, About::Lost(..)));
    notify(state, About::GaveUp);
    if state.trainer.device().is_none() {
        state.run.goal = state.run.goal.after(Wish::Rest);
        run::abandon(state, &Problem::NoTrainer, fx);
    }
    let mut promises = std::mem::take(&mut state.trainer.awaiting);
    promises.append(&mut state.run.awaiting);
    run::settle_all(promises, Some(&Problem::NoTrainer), fx);
}

/// Ends a worker that is busy for long, so that a new command need not wait; the run can continue from the last checkpoint.
/// Returns whether there was one.
pub(super) fn interrupt(state: &mut State, fx: &mut Vec<Effect>) -> bool {
    let busy = state.trainer.active().filter(|active| active.keeps_waiting()).map(Worker::device);
    if let Some(device) = busy {
        go_back(state, fx);
        transition(state, Incident::Lost(device, Some(Program::of(Device::Cpu, state.options.lesson()))), fx);
    }
    busy.is_some()
}
