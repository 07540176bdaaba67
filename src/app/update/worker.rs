//! What the trainer says.

use std::sync::Arc;

use super::{Effect, State, hand_over, notify, run, survey, tries, visibility};
use crate::app::history::Change;
use crate::app::state::{About, Active, Asker, Run};
use crate::model::spec::Key;
use crate::protocol::{
    Answer, Checkpoint, Command, Device, Event, Frame, Metrics, Problem, Progress, RequestId, Summary,
};

/// Frames of training between two checkpoints: a few seconds at the usual 10 to 60 frames a second.
pub(super) const CHECKPOINT_EVERY: u32 = 150;

pub(super) fn said(state: &mut State, device: Device, event: Event, fx: &mut Vec<Effect>) {
    let active = state.trainer.active.as_ref().is_some_and(|active| active.device == device);
    match event {
        Event::Ready { device, adapter, .. } => hand_over::ready(state, Active { device, adapter }, fx),
        Event::Unavailable(problem) => hand_over::unavailable(state, device, problem, fx),
        Event::Crashed(what) => hand_over::crashed(state, device, what, fx),
        Event::Progress(progress) if active && progress.run == state.run.id => progressed(&mut state.run, progress),
        Event::Measured { run, metrics, scheduled } if active && run == state.run.id => {
            measured(state, metrics, scheduled, fx);
        }
        Event::Frame(frame) if active && frame.progress.run == state.run.id => pictured(state, *frame, fx),
        Event::Surveyed { id, entry, metrics, done } if active => survey::measured(state, id, entry, metrics, done),
        Event::Loading { run, done, total } if active && run == state.run.id => {
            state.run.loading = (done < total).then_some((done, total));
        }
        Event::Failed {
            problem: problem @ (Problem::NoWebGpu(_) | Problem::NoAdapter | Problem::WrongWebGpu { .. }),
            ..
        } if active => {
            hand_over::unavailable(state, device, problem, fx);
        }
        Event::Configured { run, summary } if active && run == state.run.id => configured(state, summary, fx),
        Event::Failed { run, problem } if active && run == state.run.id => failed(state, problem, fx),
        Event::Answered { id, answer } if active => answered(state, id, answer, fx),
        // Late news of a run or a worker that is no longer wanted.
        _ => {}
    }
}

fn configured(state: &mut State, summary: Summary, fx: &mut Vec<Effect>) {
    state.run.built = true;
    state.run.summary = Some(summary);
    // A run that begins is done building when it is measured, so that a script finds metrics at once.
    if state.run.metrics.is_some() {
        let promises = std::mem::take(&mut state.run.awaiting);
        run::settle_all(promises, None, fx);
    }
    run::resume(state, fx);
    hand_over::try_hand_over(state, fx);
}

fn failed(state: &mut State, problem: Problem, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    // A step that would not be finite ends training by itself.
    let goes_on = (run.training.is_some() || run.wants_play) && !matches!(problem, Problem::NotFinite { .. });
    (run.playing, run.wants_play) = (false, false);
    match problem {
        Problem::Data { .. } => (run.lacks_data, run.loading) = (true, None),
        // What cannot be built for the page cannot be built in the background, where it may have failed.
        Problem::Unfit(_) => survey::end(state, fx),
        _ => {}
    }
    let run = &mut state.run;
    if run.built {
        if goes_on {
            run::to_active(state, Command::Pause, fx);
        }
        run::abandon_training(state, &problem, fx);
        run::flush(state, fx);
    } else {
        run.failed = true;
        // Nothing that is shown belongs to it.
        run.pictures.clear();
        run.summary = None;
        run::abandon(state, &problem, fx);
    }
    let promises = std::mem::take(&mut state.run.awaiting);
    run::settle_all(promises, Some(&problem), fx);
    notify(state, About::Problem(problem));
}

fn progressed(run: &mut Run, progress: Progress) {
    let Progress { playing, waiting, step, epoch, steps_per_second, losses, edits, measuring, .. } = progress;
    (run.playing, run.waiting, run.measuring) = (playing, waiting, measuring);
    (run.step, run.epoch, run.steps_per_second) = (step, epoch, steps_per_second);
    if !losses.is_empty() || !edits.is_empty() {
        let history = Arc::make_mut(&mut run.history);
        history.take_losses(losses);
        for step in edits {
            history.mark(step, Change::Parameters);
        }
    }
}

fn measured(state: &mut State, metrics: Metrics, scheduled: bool, fx: &mut Vec<Effect>) {
    run::measured(&mut state.run, metrics, scheduled);
    tries::measured(state);
    let promises = std::mem::take(&mut state.run.awaiting);
    run::settle_all(promises, None, fx);
}

fn pictured(state: &mut State, frame: Frame, fx: &mut Vec<Effect>) {
    let playing = frame.progress.playing;
    progressed(&mut state.run, frame.progress);
    for picture in &frame.pictures {
        state.run.outdated.remove(&picture.name);
    }
    let pictures = frame.pictures.into_iter().map(|picture| (picture.name, Arc::new(picture.data)));
    state.run.pictures.extend(pictures);
    tries::tick(state, tries::Moment::Pictured);
    if playing {
        state.run.frames += 1;
    }
    let asked = state.run.pending.values().any(|asker| *asker == Asker::Checkpoint);
    if state.run.frames >= CHECKPOINT_EVERY && !asked && run::takes_commands(state) {
        state.run.frames = 0;
        run::ask_checkpoint(state, Asker::Checkpoint, fx);
    }
}

fn answered(state: &mut State, id: RequestId, answer: Result<Answer, Problem>, fx: &mut Vec<Effect>) {
    let Some(asker) = state.run.pending.get(&id).copied() else { return };
    let trained = state.run.training == Some(id);
    if trained {
        state.run.training = None;
        visibility::keep_rest(state, asker, &answer);
    }
    if let Ok(Answer::Metrics(metrics)) = &answer {
        run::measured(&mut state.run, *metrics, false);
        (state.run.step, state.run.epoch) = (metrics.step, metrics.epoch);
        tries::measured(state);
    }
    match (asker, answer) {
        (Asker::Script(_), answer) => run::settle(state, id, answer, fx),
        (asker, answer) => {
            state.run.pending.remove(&id);
            for_page(state, asker, answer, fx);
        }
    }
    if trained {
        run::resume(state, fx);
    } else {
        run::flush(state, fx);
    }
    hand_over::try_hand_over(state, fx);
}

fn for_page(state: &mut State, asker: Asker, answer: Result<Answer, Problem>, fx: &mut Vec<Effect>) {
    match (asker, answer) {
        (Asker::HandOver, Ok(Answer::Checkpoint(checkpoint))) => {
            keep(state, *checkpoint);
            hand_over::take_over(state, fx);
        }
        (Asker::Reconfigure, Ok(Answer::Checkpoint(checkpoint))) => {
            keep(state, *checkpoint);
            run::go_on(state, fx);
        }
        (Asker::Checkpoint, Ok(Answer::Checkpoint(checkpoint))) => {
            keep(state, *checkpoint);
            // Whatever was lost before, this trainer works.
            state.trainer.crashes = 0;
        }
        (Asker::Reconfigure, _) => run::restart(state, fx),
        (Asker::HandOver, Err(problem)) => hand_over::no_hand_over(state, problem, fx),
        (Asker::Page | Asker::Epoch | Asker::Until(_), Err(problem)) => notify(state, About::Problem(problem)),
        // A checkpoint that did not come is asked for again; other answers were taken as metrics.
        _ => {}
    }
}

/// Keeps a checkpoint to go on from. The state of one optimizer says nothing to another.
fn keep(state: &mut State, mut checkpoint: Checkpoint) {
    if state.run.built_with.choice(Key::Optimizer) != state.options.choice(Key::Optimizer) {
        checkpoint.optimizer.clear();
    }
    state.run.checkpoint = Some(Arc::new(checkpoint));
}
