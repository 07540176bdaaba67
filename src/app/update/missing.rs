//! Files that do not come, or are not what they should be: a trainer's program, or data. They are asked for again, with growing
//! pauses; what waits for them and belongs to a script is told why.

use super::{Effect, State, notify, run};
use crate::app::lifecycle::{Activity, Wish};
use crate::app::state::{About, Asked, Asker};
use crate::options::DeviceChoice;
use crate::protocol::{Command, Device, Flaw, Problem, RequestId};

/// The program of the worker that starts on this device could not be fetched.
pub(super) fn program(state: &mut State, device: Device, problem: &Problem, fx: &mut Vec<Effect>) {
    if !state.trainer.workers.pause(device) {
        return;
    }
    fx.push(Effect::Stop(device));
    let first = state.trainer.missing.as_ref() != Some(problem);
    state.trainer.missing = Some(problem.clone());
    let none_trains = state.trainer.device().is_none();
    // Who left the choice to the page is told beside the device's name.
    if first && (none_trains || device == Device::Cpu || state.options.device() == DeviceChoice::WebGpu) {
        state.trainer.unreported.push(problem.clone());
    }
    fx.push(Effect::CheckBuild);
    let mut promises = std::mem::take(&mut state.trainer.awaiting);
    if none_trains {
        promises.append(&mut state.run.awaiting);
        reject(state, problem, |_| true, fx);
    }
    run::settle_all(promises, Some(problem), fx);
}

/// The first script of a worker that starts says nothing at all: it does not come, or hangs. Returns whether that is what is wrong.
pub(super) fn first_script(state: &mut State, device: Device, fx: &mut Vec<Effect>) -> bool {
    let starting = state.trainer.workers.starting_on(device).filter(|start| start.stage.is_none());
    let Some(file) = starting.map(|start| start.program.script().to_owned()) else { return false };
    program(state, device, &Problem::Program { file, flaw: Flaw::Mute }, fx);
    true
}

/// A worker's program is there, or not wanted any more.
pub(super) fn forget_program(state: &mut State) {
    state.trainer.missing = None;
    forget_problems(state, |problem| matches!(problem, Problem::Program { .. }));
}

/// So many milliseconds of the pause of the worker on this device went by.
pub(super) fn wait(state: &mut State, device: Device, elapsed: f64, fx: &mut Vec<Effect>) {
    fx.extend(state.trainer.workers.wait(device, elapsed).map(Effect::Start));
}

/// A data file could not be fetched, or all that failed are there now.
pub(super) fn data(state: &mut State, problem: Option<Problem>, fx: &mut Vec<Effect>) {
    let before = std::mem::replace(&mut state.run.missing, problem.clone());
    let Some(problem) = problem else {
        forget_problems(state, |problem| matches!(problem, Problem::Data { .. }));
        return;
    };
    // A person who dismissed it need not be told again at every try.
    if before.as_ref() != Some(&problem) {
        state.trainer.unreported.push(problem.clone());
    }
    fx.push(Effect::CheckBuild);
    if state.run.metrics.is_none() {
        let promises = std::mem::take(&mut state.run.awaiting);
        run::settle_all(promises, Some(&problem), fx);
    }
    starve(state, fx);
}

/// What scripts wait for cannot go on without the data that is missing: they are told. What a person started waits.
pub(super) fn starve(state: &mut State, fx: &mut Vec<Effect>) {
    let Some(problem) = state.run.missing.clone() else { return };
    let reached = state.run.goal.request().is_some_and(|id| {
        let until = state.run.pending.get(&id).and_then(|request| request.until);
        until.is_some_and(|until| state.run.step >= until)
    });
    if state.run.phase.activity() == Some(Activity::Waiting) || reached {
        reject(state, &problem, Asked::trains, fx);
    }
}

/// Scripts' requests of this kind are answered with the problem.
fn reject(state: &mut State, problem: &Problem, kind: impl Fn(&Asked) -> bool, fx: &mut Vec<Effect>) {
    let pending = state.run.pending.iter();
    let chosen = pending.filter(|(_, request)| matches!(request.asker, Asker::Script(_)) && kind(&request.asked));
    let ids: Vec<RequestId> = chosen.map(|(id, _)| *id).collect();
    for id in ids {
        state.run.queue.retain(|waiting| *waiting != id);
        if state.run.goal.request() == Some(id) {
            state.run.goal = state.run.goal.after(Wish::Done(id));
            run::to_active(state, if state.run.goal.plays() { Command::Play } else { Command::Pause }, fx);
        }
        run::settle(state, id, Err(problem.clone()), fx);
    }
}

/// The pauses of workers that start are over at once.
pub(super) fn end_pauses(state: &mut State, fx: &mut Vec<Effect>) {
    for device in [Device::Cpu, Device::WebGpu] {
        wait(state, device, f64::INFINITY, fx);
    }
}

/// What is missing is asked for at once: someone does not want to wait, or the browser is online again.
pub(super) fn ask_again(state: &mut State, fx: &mut Vec<Effect>) {
    end_pauses(state, fx);
    if state.run.missing.is_some() {
        run::to_active(state, Command::FetchAgain, fx);
    }
}

/// The server said which build it has. Another one is why a file is missing, and then the only thing to tell; only if it is still
/// this one, the file's own flaw is told.
pub(super) fn on_build_checked(state: &mut State, replaced: bool) {
    if replaced {
        forget_problems(state, |problem| matches!(problem, Problem::Data { .. } | Problem::Program { .. }));
        if !std::mem::replace(&mut state.trainer.replaced, true) {
            notify(state, About::Replaced);
        }
    }
    let unreported = std::mem::take(&mut state.trainer.unreported);
    if !state.trainer.replaced {
        for problem in unreported {
            notify(state, About::Problem(problem));
        }
    }
}

/// Problems of this kind are not so any more: whether told or not, they are forgotten.
fn forget_problems(state: &mut State, is_over: fn(&Problem) -> bool) {
    state.trainer.unreported.retain(|problem| !is_over(problem));
    state.notices.retain(|notice| !matches!(&notice.about, About::Problem(problem) if is_over(problem)));
}
