//! Which worker trains: starting one, taking over from another, losing one. The states and their transitions are in
//! [`lifecycle`](crate::app::lifecycle); here is what follows from them for the run.
//!
//! The CPU's worker always comes first: it is small and there at once. If WebGPU is wanted, its worker starts beside; when it
//! is ready, the one that trains is asked for a checkpoint, the new one goes on from it, and the old one ends.

use std::sync::Arc;

use super::{Effect, State, knobs, missing, notify, run, survey};
use crate::app::device::Refusal;
use crate::app::device::{Program, choose};
use crate::app::lifecycle::{Incident, Task, Wish, Worker, Workers};
use crate::app::state::{About, Asker, Loss};
use crate::options::DeviceChoice;
use crate::protocol::{Device, Failure, Problem, Stage};

/// Workers lost in a row after which the page gives up until the person asks again.
pub(super) const LOSSES: u32 = 3;

/// Starts the CPU's worker if there is none at all.
pub(super) fn ensure_worker(state: &mut State, fx: &mut Vec<Effect>) {
    // Whoever needs one does not wait for a pause to be over.
    missing::end_pauses(state, fx);
    if matches!(state.trainer.workers, Workers::Asleep | Workers::GaveUp) {
        state.trainer.losses = 0;
        state.notices.retain(|notice| notice.about != About::GaveUp);
        let program = Program::of(Device::Cpu, state.options.lesson());
        transition(state, Incident::Needed(program), fx);
    }
}

/// Another lesson: a worker whose program does not know its networks makes room for one that does. One that knows more than
/// the lesson needs stays.
pub(super) fn ensure_program_for_lesson(state: &mut State, fx: &mut Vec<Effect>) {
    transition(state, Incident::Lesson(state.options.lesson()), fx);
}

/// Starts the worker that the options want, if another trains, or stops one that is no longer wanted.
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

/// Goes over to the next state of the workers and does what follows from it.
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
        // What was wrong with its program concerns no one any more.
        missing::forget_program(state);
    }
}

/// Nobody takes over: the active trainer is told what it missed while the hand-over was under way.
fn cancel_successor(state: &mut State, fx: &mut Vec<Effect>) {
    let under_way = state.run.pending.len();
    state.run.pending.retain(|_, request| request.asker != Asker::HandOver);
    if state.run.pending.len() < under_way {
        catch_up(state, fx);
    }
}

/// The active trainer goes on, with the options as they are now.
fn catch_up(state: &mut State, fx: &mut Vec<Effect>) {
    if state.run.built_with.differing(&state.options).next().is_none() {
        run::resume(state, fx);
    } else {
        knobs::go_on(state, fx);
    }
}

/// The active trainer gave no checkpoint: it goes on itself, until the device is chosen anew.
pub(super) fn no_hand_over(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    notify(state, About::Problem(problem.clone()));
    // The request was answered: nothing is forgotten that would have the trainer go on.
    transition(state, Incident::CheckpointFailed, fx);
    let promises = std::mem::take(&mut state.trainer.awaiting);
    run::settle_all(promises, Some(problem), fx);
    catch_up(state, fx);
}

/// A worker says that its device works.
pub(super) fn on_ready(state: &mut State, device: Device, adapter: Option<String>, fx: &mut Vec<Effect>) {
    transition(state, Incident::Ready(device, adapter), fx);
}

/// Asks the active trainer for its checkpoint if another is ready, as soon as scripts have what they asked for.
pub(super) fn try_hand_over(state: &mut State, fx: &mut Vec<Effect>) {
    if !state.trainer.workers.is_handing_over() {
        return;
    }
    let bound = |asker| matches!(asker, Asker::Script(_) | Asker::HandOver);
    if !state.run.is_built() {
        // There is nothing yet that the active trainer knows and the page does not.
        take_over(state, fx);
    } else if !state.run.pending.values().any(|request| bound(request.asker) || !request.asked.trains()) {
        run::ask_checkpoint(state, Asker::HandOver, fx);
    }
}

/// The trainer that is ready goes on from the checkpoint; the other ends.
pub(super) fn take_over(state: &mut State, fx: &mut Vec<Effect>) {
    transition(state, Incident::CheckpointReceived, fx);
}

/// The worker of this device is gone, or its device cannot be used.
pub(super) fn on_loss(state: &mut State, device: Device, loss: Loss, fx: &mut Vec<Effect>) {
    if state.trainer.device() == Some(device) {
        replace_active(state, device, loss, fx);
    } else if state.trainer.workers.next() == Some(device) {
        replace_next(state, device, loss, fx);
    }
}

/// The worker that trained is gone: another goes on from the last checkpoint.
fn replace_active(state: &mut State, device: Device, loss: Loss, fx: &mut Vec<Effect>) {
    if matches!(loss, Loss::Device(Problem::WrongStep { .. })) {
        // What was kept since may be wrong, too.
        state.run.checkpoint = state.run.verified;
    }
    go_back(state, fx);
    if device == Device::WebGpu {
        state.trainer.refused = Some(Refusal::Lost);
    }
    // Of WebGPU it is said as well that the CPU trains now.
    let loss = if device == Device::WebGpu { Loss::Device(problem_of(&loss)) } else { loss };
    notify(state, About::Lost(loss, state.run.kept_step()));
    state.trainer.losses += 1;
    let successor = successor(state);
    transition(state, Incident::Lost(device, successor), fx);
    if state.trainer.workers == Workers::GaveUp {
        give_up(state, fx);
    }
}

/// The worker that was to begin, or to take over, is gone.
fn replace_next(state: &mut State, device: Device, loss: Loss, fx: &mut Vec<Effect>) {
    let problem = match &loss {
        // Whatever the browser did wrong then, it did not hand out a device.
        Loss::Crashed(details)
            if state.trainer.workers.starting().is_some_and(|start| start.stage == Some(Stage::Adapter)) =>
        {
            Problem::Device { device, failure: Failure::Refused, details: details.clone() }
        }
        loss => problem_of(loss),
    };
    // Who left the choice to the page is told beside the device's name.
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

/// What starts after a loss, unless too many were lost in a row.
fn successor(state: &State) -> Option<Program> {
    (state.trainer.losses < LOSSES).then(|| Program::of(Device::Cpu, state.options.lesson()))
}

/// What is said of the loss of WebGPU.
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

/// What came after the last checkpoint is gone with the worker, and computed again.
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

/// Ends a worker that is in the middle of something long, so that what is wanted now need not wait for it; the run can go on
/// from the last checkpoint. Returns whether there was one.
pub(super) fn interrupt(state: &mut State, fx: &mut Vec<Effect>) -> bool {
    let busy = state.trainer.active().filter(|active| active.keeps_waiting()).map(Worker::device);
    if let Some(device) = busy {
        go_back(state, fx);
        transition(state, Incident::Lost(device, Some(Program::of(Device::Cpu, state.options.lesson()))), fx);
    }
    busy.is_some()
}
