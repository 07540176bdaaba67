//! Building a run, commands to the trainer, history and metrics.

use std::sync::Arc;

use super::{Effect, State, cost, hand_over, missing, next_id, notify, visibility};
use crate::app::history::Change;
use crate::app::lifecycle::{Goal, Phase, Step, Wish};
use crate::app::state::{About, Asked, Asker, Request, Run};
use crate::options::Options;
use crate::protocol::{
    Answer, Command, Configure, Device, Metrics, PictureId, Problem, Question, RequestId, Scatter, Summary,
};

/// Whether the trainer takes commands for the run now.
pub(super) fn takes_commands(state: &State) -> bool {
    let changing = state.run.pending.values().any(|request| request.asker == Asker::HandOver);
    state.trainer.active().is_some() && state.run.is_built() && !changing
}

/// Starts over: without what was learned, with the options as they are.
pub(super) fn restart(state: &mut State, fx: &mut Vec<Effect>) {
    abandon(state, &Problem::Abandoned, fx);
    state
        .notices
        .retain(|notice| !matches!(notice.about, About::Problem(Problem::NotFinite { .. } | Problem::NoInput)));
    let run = &mut state.run;
    (run.checkpoint, run.verified) = (None, None);
    (run.metrics, run.history) = (None, Arc::default());
    (run.step, run.changed_at, run.epoch, run.steps_per_second) = (0, 0, 0.0, 0.0);
    run.network = run.network.wrapping_add(1);
    // An answer belongs to the network that gave it.
    run.pictures.remove(&PictureId::Pad);
    run.outdate_pictures();
    // Another network has other codes.
    state.display.view.point = None;
    hand_over::interrupt(state, fx);
    hand_over::ensure_program_for_lesson(state, fx);
    hand_over::ensure_worker(state, fx);
    configure(state, fx);
}

/// Goes on from the checkpoint with the options as they are, on the active trainer.
pub(super) fn go_on(state: &mut State, fx: &mut Vec<Effect>) {
    (state.run.step, state.run.epoch) = (state.run.kept_step(), state.run.kept_epoch());
    ask_training_again(state);
    configure(state, fx);
}

/// The rest of what trains is asked for anew, before everything that waits.
fn ask_training_again(state: &mut State) {
    let Some(id) = state.run.goal.request() else { return };
    state.run.goal = state.run.goal.after(Wish::Done(id));
    if let Some(request) = state.run.pending.remove(&id) {
        ask_for_the_rest(state, request, state.run.kept_step());
    }
}

/// Queues what is missing of a stated amount of training after this step, before everything that waits. It is a request of its
/// own: the old one may still be answered where it was cut short.
pub(super) fn ask_for_the_rest(state: &mut State, mut request: Request, from: u64) {
    if let Some(until) = request.until {
        request.asked = Asked::Steps(until.saturating_sub(from));
    }
    let id = next_id(state);
    state.run.pending.insert(id, request);
    state.run.queue.push_front(id);
}

/// The trainer is gone with what it was asked: it is asked of the next one. A question that two trainers were lost over is not
/// asked a third time.
pub(super) fn ask_again(state: &mut State, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    forget_trainer(run);
    run.pending.retain(|_, request| request.asker != Asker::HandOver);
    let (queue, training) = (&run.queue, run.goal.request());
    let sent = run.pending.keys().copied().filter(|id| !queue.contains(id) && training != Some(*id));
    let sent: Vec<RequestId> = sent.collect();
    let mut hopeless = Vec::new();
    for id in sent.into_iter().rev() {
        let Some(request) = run.pending.get_mut(&id) else { continue };
        request.losses += 1;
        if request.losses < 2 || request.asked.trains() {
            run.queue.push_front(id);
        } else {
            hopeless.push(id);
        }
    }
    // What trains goes first, as it did.
    ask_training_again(state);
    for id in hopeless {
        settle(state, id, Err(Problem::NoTrainer), fx);
    }
}

/// No trainer has the run now: what the one before said of it is void.
fn forget_trainer(run: &mut Run) {
    run.phase = run.phase.after(Step::Anew);
    (run.loading, run.missing) = (None, None);
    (run.measuring, run.steps_per_second) = (None, 0.0);
}

/// Has the active trainer build the run, from the checkpoint if there is one; if none is active, it is built when one is.
pub(super) fn configure(state: &mut State, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    if let Some(checkpoint) = run.checkpoint {
        mark_changes(run, checkpoint.step, &state.options);
    }
    run.id = run.id.wrapping_add(1);
    forget_trainer(run);
    run.built_with = state.options.clone();
    if state.options.lacks_input() {
        wait_for_input(state, fx);
    } else if let Some(device) = state.trainer.device() {
        if is_refused(state, device, fx) {
            return;
        }
        let run = &mut state.run;
        let configure = Configure {
            run: run.id,
            options: state.options.clone(),
            checkpoint: run.checkpoint,
            view: state.display.view.clone(),
        };
        run.phase = run.phase.after(Step::Sent);
        if let Some(watch) = state.trainer.workers.watch(device) {
            watch.recall(device);
        }
        fx.push(Effect::Send(device, Command::Configure(Box::new(configure))));
    }
}

/// Whether the run would take more memory than there is; then who waits for it is told. Tells, too, of a step that takes long.
fn is_refused(state: &mut State, device: Device, fx: &mut Vec<Effect>) -> bool {
    let Some(problem) = cost::check(state, device) else { return false };
    state.run.phase = state.run.phase.after(Step::Refused(problem.clone()));
    to_active(state, Command::Pause, fx);
    not_built(state, &problem, fx);
    true
}

/// Has the active trainer go on with the options as they are, from its next step.
pub(super) fn retune(state: &mut State, device: Device, fx: &mut Vec<Effect>) {
    if !is_refused(state, device, fx) {
        let options = Box::new(state.options.clone());
        fx.push(Effect::Send(device, Command::Retune { run: state.run.id, options }));
    }
}

/// It goes on with these options from this step.
pub(super) fn on_retuned(state: &mut State, step: u64, options: Options, summary: Summary, fx: &mut Vec<Effect>) {
    mark_changes(&mut state.run, step, &options);
    state.run.built_with = options;
    state.run.summary = Some(summary);
    // Before the first measurement, scripts wait for that.
    if state.run.metrics.is_some() {
        settle_all(std::mem::take(&mut state.run.awaiting), None, fx);
    }
}

/// The run could not be built, or is not to be: who waits for it is told.
pub(super) fn not_built(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    run.goal = run.goal.after(Wish::Rest);
    // Nothing that is shown belongs to it.
    run.pictures.clear();
    run.summary = None;
    abandon(state, problem, fx);
    settle_all(std::mem::take(&mut state.run.awaiting), Some(problem), fx);
}

/// There is no network without an input: the trainer rests until one is chosen, and the page shows the examples alone.
fn wait_for_input(state: &mut State, fx: &mut Vec<Effect>) {
    state.run.phase = state.run.phase.after(Step::InputMissing);
    state.run.summary = None;
    state.run.pictures.clear();
    state.run.outdated.clear();
    let examples = Scatter::from(&state.options.plane_set());
    state.run.pictures.insert(PictureId::Points, examples.into());
    to_active(state, Command::Pause, fx);
    // The options are in force, which is all that a script waits for.
    settle_all(std::mem::take(&mut state.run.awaiting), None, fx);
}

/// Whether there is no network to train or to ask, for want of an input or of memory; whoever wants it is told.
fn has_no_network(state: &mut State, asker: Asker, fx: &mut Vec<Effect>) -> bool {
    let problem = if state.options.lacks_input() {
        Problem::NoInput
    } else if let Some(problem) = still_fails(state, fx) {
        problem
    } else {
        return false;
    };
    match (asker, problem) {
        (Asker::Script(promise), problem) => fx.push(Effect::Settle { promise, result: Err(problem) }),
        (Asker::Page, Problem::NoInput) => notify(state, About::Problem(Problem::NoInput)),
        // The page's own bookkeeping, for which there is nothing to keep; or it was said when it was tried.
        (Asker::Page | Asker::HandOver, _) => {}
    }
    true
}

/// Tries once more to have a run built that could not be. Returns why it still cannot, as far as that is known at once.
fn still_fails(state: &mut State, fx: &mut Vec<Effect>) -> Option<Problem> {
    if !matches!(state.run.phase, Phase::Failed(_)) {
        return None;
    }
    configure(state, fx);
    match &state.run.phase {
        Phase::Failed(problem) => Some(problem.clone()),
        Phase::Unsent | Phase::NoInput | Phase::Building | Phase::Built(_) => None,
    }
}

pub(super) fn play(state: &mut State, fx: &mut Vec<Effect>) {
    hand_over::ensure_worker(state, fx);
    missing::ask_again(state, fx);
    state.run.goal = state.run.goal.after(Wish::Play);
    has_no_network(state, Asker::Page, fx);
    if takes_commands(state) && state.run.goal == Goal::Play && state.around.seen {
        to_active(state, Command::Play, fx);
    }
}

pub(super) fn pause(state: &mut State, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    run.goal = run.goal.after(Wish::Rest);
    // What the page asked for and has not begun is called off; scripts get what they asked for.
    let pending = &mut run.pending;
    run.queue.retain(|id| {
        let called_off = pending.get(id).is_some_and(|request| request.asker == Asker::Page && request.asked.trains());
        if called_off {
            pending.remove(id);
        }
        !called_off
    });
    if run.is_built() {
        to_active(state, Command::Pause, fx);
    }
}

/// Starts over with the same seed, and pauses.
pub(super) fn reset(state: &mut State, fx: &mut Vec<Effect>) {
    state.run.goal = state.run.goal.after(Wish::Rest);
    restart(state, fx);
}

/// Trains a stated amount, then pauses.
pub(super) fn train(state: &mut State, asker: Asker, amount: Asked, fx: &mut Vec<Effect>) {
    hand_over::ensure_worker(state, fx);
    if has_no_network(state, asker, fx) {
        return;
    }
    state.run.goal = state.run.goal.after(Wish::Queue);
    request(state, asker, amount, fx);
}

/// Asks the trainer, as soon as it takes commands.
pub(super) fn ask(state: &mut State, asker: Asker, question: Question, fx: &mut Vec<Effect>) {
    hand_over::ensure_worker(state, fx);
    if has_no_network(state, asker, fx) {
        return;
    }
    request(state, asker, Asked::Question(question), fx);
}

/// Asks the trainer for a checkpoint, before anything that waits.
pub(super) fn ask_checkpoint(state: &mut State, asker: Asker, fx: &mut Vec<Effect>) {
    let id = register(state, asker, Asked::Checkpoint);
    to_active(state, Command::Checkpoint { id }, fx);
}

fn register(state: &mut State, asker: Asker, what: Asked) -> RequestId {
    let id = next_id(state);
    state.run.pending.insert(id, Request { asker, asked: what, until: None, losses: 0 });
    id
}

/// Asks it now, or has it wait: until the run is built, and until what was asked for before it is done.
fn request(state: &mut State, asker: Asker, what: Asked, fx: &mut Vec<Effect>) {
    let id = register(state, asker, what);
    state.run.queue.push_back(id);
    flush(state, fx);
}

/// Sends what waits, as far as the trainer takes it now.
pub(super) fn flush(state: &mut State, fx: &mut Vec<Effect>) {
    while takes_commands(state) {
        let Some(id) = state.run.queue.pop_front() else { break };
        if visibility::holds(state, id) {
            state.run.queue.push_front(id);
            break;
        }
        let run = &mut state.run;
        let Some(request) = run.pending.get_mut(&id) else { continue };
        if request.asked.trains() {
            if run.goal.request().is_some() {
                run.queue.push_front(id);
                break;
            }
            run.goal = run.goal.after(Wish::Begin(id));
            // As far as the page knows; the trainer says it exactly.
            if request.until.is_none()
                && let Asked::Steps(steps) = request.asked
            {
                request.until = Some(run.step.saturating_add(steps));
            }
        }
        let command = request.asked.command(id);
        to_active(state, command, fx);
    }
}

/// Sends what waits, then has the trainer play if the person wants it and nothing else trains.
pub(super) fn resume(state: &mut State, fx: &mut Vec<Effect>) {
    flush(state, fx);
    if state.run.goal == Goal::Play && takes_commands(state) && state.around.seen {
        to_active(state, Command::Play, fx);
    }
}

/// Sends a command to the active trainer at once.
pub(super) fn to_active(state: &State, command: Command, fx: &mut Vec<Effect>) {
    if let Some(device) = state.trainer.device() {
        fx.push(Effect::Send(device, command));
    }
}

/// Forgets what was asked of the run; scripts are told why.
pub(super) fn abandon(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    state.run.queue.clear();
    if let Some(id) = state.run.goal.request() {
        state.run.goal = state.run.goal.after(Wish::Done(id));
    }
    for id in state.run.pending.keys().copied().collect::<Vec<_>>() {
        settle(state, id, Err(problem.clone()), fx);
    }
}

/// Forgets all requests to train, under way or waiting; scripts are told why.
pub(super) fn abandon_training(state: &mut State, problem: &Problem, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    let trains = |id: &RequestId| run.pending.get(id).is_some_and(|request| request.asked.trains());
    let mut ids: Vec<RequestId> = run.goal.request().into_iter().collect();
    ids.extend(run.queue.iter().copied().filter(trains));
    run.goal = run.goal.after(Wish::Rest);
    run.queue.retain(|id| !ids.contains(id));
    for id in ids {
        settle(state, id, Err(problem.clone()), fx);
    }
}

/// Ends a request; if a script made it, its promise is settled.
pub(super) fn settle(state: &mut State, id: RequestId, result: Result<Answer, Problem>, fx: &mut Vec<Effect>) {
    if let Some(Asker::Script(promise)) = state.run.pending.remove(&id).map(|request| request.asker) {
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
pub(super) fn record_metrics(run: &mut Run, metrics: Metrics, scheduled: bool) {
    run.metrics = Some(metrics);
    Arc::make_mut(&mut run.history).take(metrics, scheduled);
}

/// Marks in the history which of these options, with which the run goes on from this step, differ from those before.
fn mark_changes(run: &mut Run, step: u64, options: &Options) {
    let before = &run.built_with;
    let change = |key| Some(Change::Option { key, from: before.get(key)?.clone(), to: options.get(key)?.clone() });
    let changes: Vec<Change> = before.differing(options).filter_map(change).collect();
    if !changes.is_empty() {
        let history = Arc::make_mut(&mut run.history);
        for change in changes {
            history.mark(step, change);
        }
    }
}
