//! Building a run, commands to the trainer, history and metrics.

use std::sync::Arc;

use super::{Effect, State, hand_over, next_id, notify, visibility};
use crate::app::history::Change;
use crate::app::state::{About, Asker, Run};
use crate::protocol::{Answer, Command, Configure, Metrics, Observation, Problem, Question, RequestId, Scatter};

/// Whether the trainer takes commands for the run now.
pub(super) fn takes_commands(state: &State) -> bool {
    let changing = state.run.pending.values().any(|asker| matches!(asker, Asker::HandOver | Asker::Reconfigure));
    state.trainer.active.is_some() && state.run.built && !changing
}

/// Starts over: without what was learned, with the options as they are.
pub(super) fn restart(state: &mut State, fx: &mut Vec<Effect>) {
    abandon(state, &Problem::Abandoned, fx);
    state
        .notices
        .retain(|notice| !matches!(notice.about, About::Problem(Problem::NotFinite { .. } | Problem::NoInput)));
    let run = &mut state.run;
    (run.checkpoint, run.metrics, run.history) = (None, None, Arc::default());
    (run.step, run.changed_at, run.epoch, run.steps_per_second) = (0, 0, 0.0, 0.0);
    run.network = run.network.wrapping_add(1);
    // An answer belongs to the network that gave it.
    run.pictures.remove("pad");
    run.outdated = run.pictures.keys().cloned().collect();
    // Another network has other codes.
    state.display.view.point = None;
    hand_over::suit(state, fx);
    hand_over::wake(state, fx);
    configure(state, fx);
}

/// Goes on from the checkpoint with the options as they are, on the active trainer.
pub(super) fn go_on(state: &mut State, fx: &mut Vec<Effect>) {
    if let Some(id) = state.run.training.take() {
        let step = state.run.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.step);
        let asker = state.run.pending.get(&id).copied();
        settle(state, id, Err(Problem::Abandoned), fx);
        // The rest is a request of its own: the old one may still be answered where it was cut short.
        let rest = next_id(state);
        let command = match asker {
            Some(Asker::Epoch) => Some(Command::TrainEpoch { id: rest }),
            Some(Asker::Until(goal)) => Some(Command::Train { id: rest, steps: goal.saturating_sub(step) }),
            _ => None,
        };
        if let (Some(asker), Some(command)) = (asker, command) {
            state.run.pending.insert(rest, asker);
            state.run.queue.push_front(command);
        }
    }
    state.run.pending.retain(|_, asker| *asker != Asker::Checkpoint);
    configure(state, fx);
}

/// Has the active trainer build the run, from the checkpoint if there is one; if none is active, it is built when one is.
pub(super) fn configure(state: &mut State, fx: &mut Vec<Effect>) {
    mark_changes(state);
    let run = &mut state.run;
    run.id = run.id.wrapping_add(1);
    (run.built, run.playing, run.waiting, run.loading, run.frames) = (false, false, false, None, 0);
    (run.failed, run.lacks_data) = (false, false);
    // What another trainer or the run before did says nothing about this one.
    (run.measuring, run.steps_per_second) = (None, 0.0);
    run.built_with = state.options.clone();
    if state.options.lacks_input() {
        wait_for_input(state, fx);
    } else if let Some(active) = &state.trainer.active {
        let configure = Configure {
            run: run.id,
            options: state.options.clone(),
            checkpoint: run.checkpoint.as_deref().cloned(),
            view: state.display.view.clone(),
        };
        fx.push(Effect::Send(active.device, Command::Configure(Box::new(configure))));
    }
}

/// There is no network without an input: the trainer rests until one is chosen, and the page shows the examples alone.
fn wait_for_input(state: &mut State, fx: &mut Vec<Effect>) {
    state.run.summary = None;
    state.run.pictures.clear();
    state.run.outdated.clear();
    let examples = Arc::new(Observation::Scatter(Scatter::from(&state.options.plane_set())));
    state.run.pictures.insert("points".to_owned(), examples);
    to_active(state, Command::Pause, fx);
    // The options are in force, which is all that a script waits for.
    settle_all(std::mem::take(&mut state.run.awaiting), None, fx);
}

/// Whether there is no network to train or to ask, for want of an input; whoever wants it is told.
fn lacks_input(state: &mut State, asker: Asker, fx: &mut Vec<Effect>) -> bool {
    if !state.options.lacks_input() {
        return false;
    }
    match asker {
        Asker::Script(promise) => fx.push(Effect::Settle { promise, result: Err(Problem::NoInput) }),
        Asker::Page | Asker::Epoch | Asker::Until(_) => notify(state, About::Problem(Problem::NoInput)),
        // The page's own bookkeeping: there is nothing to keep.
        Asker::HandOver | Asker::Checkpoint | Asker::Reconfigure => {}
    }
    true
}

pub(super) fn play(state: &mut State, fx: &mut Vec<Effect>) {
    hand_over::wake(state, fx);
    state.run.wants_play = true;
    lacks_input(state, Asker::Page, fx);
    if takes_commands(state) && state.run.training.is_none() && state.around.seen {
        send(state, Command::Play, fx);
    }
}

pub(super) fn pause(state: &mut State, fx: &mut Vec<Effect>) {
    state.run.wants_play = false;
    state.run.training = None;
    // What the page asked for and has not begun is called off; scripts get what they asked for.
    let run = &mut state.run;
    run.queue.retain(|command| match command {
        Command::Train { id, .. } | Command::TrainEpoch { id } => {
            let page = matches!(run.pending.get(id), Some(Asker::Page | Asker::Epoch | Asker::Until(_)));
            if page {
                run.pending.remove(id);
            }
            !page
        }
        _ => true,
    });
    if state.run.built {
        to_active(state, Command::Pause, fx);
    }
}

/// Starts over with the same seed, and pauses.
pub(super) fn reset(state: &mut State, fx: &mut Vec<Effect>) {
    state.run.wants_play = false;
    restart(state, fx);
}

/// Trains a stated amount, then pauses.
pub(super) fn train(state: &mut State, asker: Asker, command: impl Fn(RequestId) -> Command, fx: &mut Vec<Effect>) {
    hand_over::wake(state, fx);
    if lacks_input(state, asker, fx) {
        return;
    }
    state.run.wants_play = false;
    let id = next_id(state);
    state.run.pending.insert(id, asker);
    send(state, command(id), fx);
}

/// Asks the trainer, as soon as it takes commands.
pub(super) fn ask(state: &mut State, asker: Asker, question: Question, fx: &mut Vec<Effect>) {
    hand_over::wake(state, fx);
    if lacks_input(state, asker, fx) {
        return;
    }
    let id = next_id(state);
    state.run.pending.insert(id, asker);
    send(state, Command::Ask { id, question }, fx);
}

/// Asks the trainer for a checkpoint, before anything that waits.
pub(super) fn ask_checkpoint(state: &mut State, asker: Asker, fx: &mut Vec<Effect>) {
    let id = next_id(state);
    state.run.pending.insert(id, asker);
    to_active(state, Command::Ask { id, question: Question::Checkpoint }, fx);
}

/// Sends a command, or has it wait: until the run is built, and until what was asked for before it is done.
fn send(state: &mut State, command: Command, fx: &mut Vec<Effect>) {
    state.run.queue.push_back(command);
    flush(state, fx);
}

/// Sends what waits, as far as the trainer takes it now.
pub(super) fn flush(state: &mut State, fx: &mut Vec<Effect>) {
    while takes_commands(state) {
        let Some(command) = state.run.queue.pop_front() else { break };
        if visibility::holds(state, &command) {
            state.run.queue.push_front(command);
            break;
        }
        if let Command::Train { id, .. } | Command::TrainEpoch { id } = command {
            if state.run.training.is_some() {
                state.run.queue.push_front(command);
                break;
            }
            state.run.training = Some(id);
        }
        to_active(state, command, fx);
    }
}

/// Sends what waits, then has the trainer play if the person wants it and nothing else trains.
pub(super) fn resume(state: &mut State, fx: &mut Vec<Effect>) {
    flush(state, fx);
    let may = takes_commands(state) && state.run.training.is_none() && state.around.seen;
    if state.run.wants_play && may {
        to_active(state, Command::Play, fx);
    }
}

/// Sends a command to the active trainer at once.
pub(super) fn to_active(state: &State, command: Command, fx: &mut Vec<Effect>) {
    if let Some(active) = &state.trainer.active {
        fx.push(Effect::Send(active.device, command));
    }
}

/// Forgets what was asked of the run; scripts are told why.
pub(super) fn abandon(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    state.run.queue.clear();
    state.run.training = None;
    for id in state.run.pending.keys().copied().collect::<Vec<_>>() {
        settle(state, id, Err(problem.clone()), fx);
    }
}

/// Forgets all requests to train, under way or waiting; scripts are told why.
pub(super) fn abandon_training(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    let mut ids: Vec<RequestId> = state.run.training.take().into_iter().collect();
    state.run.queue.retain(|command| match command {
        Command::Train { id, .. } | Command::TrainEpoch { id } => {
            ids.push(*id);
            false
        }
        _ => true,
    });
    for id in ids {
        settle(state, id, Err(problem.clone()), fx);
    }
}

/// Ends a request; if a script made it, its promise is settled.
pub(super) fn settle(state: &mut State, id: RequestId, result: Result<Answer, Problem>, fx: &mut Vec<Effect>) {
    if let Some(Asker::Script(promise)) = state.run.pending.remove(&id) {
        fx.push(Effect::Settle { promise, result: result.map(Some) });
    }
}

/// Settles promises that wait for no value.
pub(super) fn settle_all(promises: Vec<u32>, problem: Option<&Problem>, fx: &mut Vec<Effect>) {
    fx.extend(
        promises.into_iter().map(|promise| Effect::Settle {
            promise,
            result: problem.map_or(Ok(None), |problem| Err(problem.clone())),
        }),
    );
}

/// Takes a measurement into metrics and history.
pub(super) fn measured(run: &mut Run, metrics: Metrics, scheduled: bool) {
    run.metrics = Some(metrics);
    Arc::make_mut(&mut run.history).take(metrics, scheduled);
}

/// Marks in the history which options differ from those that the run was built with, before it goes on with them.
fn mark_changes(state: &mut State) {
    let Some(step) = state.run.checkpoint.as_ref().map(|checkpoint| checkpoint.step) else { return };
    let (before, now) = (&state.run.built_with, &state.options);
    let change = |key| Some(Change::Option { key, from: before.get(key)?.clone(), to: now.get(key)?.clone() });
    let changes: Vec<Change> = before.differing(now).filter_map(change).collect();
    if !changes.is_empty() {
        let history = Arc::make_mut(&mut state.run.history);
        for change in changes {
            history.mark(step, change);
        }
    }
}
