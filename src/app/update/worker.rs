//! What the trainer says.

use std::sync::Arc;

use super::{Effect, State, cost, hand_over, missing, notify, run, survey, tries, visibility};
use crate::app::history::Change;
use crate::app::lifecycle::{Activity, Goal, Step, Wish};
use crate::app::state::{About, Asker, Loss, Run};
use crate::protocol::{
    Answer, Command, Device, Event, Frame, Kept, Metrics, Occupation, Problem, Progress, RequestId, Summary,
};

pub(super) fn handle_event(state: &mut State, device: Device, event: Event, fx: &mut Vec<Effect>) {
    if let Some(watch) = state.trainer.workers.watch(device) {
        match event {
            Event::Busy(milliseconds, occupation) => watch.note_sign_of_life(f64::from(milliseconds), occupation),
            _ => watch.note_sign_of_life(0.0, Occupation::Computing),
        }
    }
    let active = state.trainer.device() == Some(device);
    match event {
        Event::Ready { device, adapter, flops_per_second, .. } => {
            state.trainer.speed.multiplied(device, flops_per_second);
            hand_over::on_ready(state, device, adapter, fx);
        }
        Event::Starting(reached) => {
            if let Some(start) = state.trainer.workers.starting_on(device) {
                start.stage = Some(reached);
            }
        }
        Event::NotLoaded { file, flaw } => missing::program(state, device, &Problem::Program { file, flaw }, fx),
        Event::Missing { run, problem } if active && run == state.run.id => missing::data(state, problem, fx),
        Event::Unavailable(problem) => hand_over::on_loss(state, device, Loss::Device(problem), fx),
        Event::Crashed(what) => hand_over::on_loss(state, device, Loss::Crashed(what), fx),
        Event::Progress(progress) if active && progress.run == state.run.id => {
            record_progress(&mut state.run, progress);
            missing::starve(state, fx);
        }
        Event::Stepped { run, flops_per_second } if active && run == state.run.id => {
            cost::on_slow_step(state, device, flops_per_second);
        }
        Event::Measured { run, metrics, scheduled } if active && run == state.run.id => {
            on_measurement(state, metrics, scheduled, fx);
        }
        Event::Frame(frame) if active && frame.progress.run == state.run.id => record_frame(state, *frame),
        Event::Surveyed { id, entry, metrics, done } if active => {
            survey::record_metrics(state, id, entry, metrics, done)
        }
        Event::Loading { run, done, total } if active && run == state.run.id => {
            state.run.loading = (done < total).then_some((done, total));
        }
        Event::Failed { problem, .. } if active && problem.is_of_device() => {
            hand_over::on_loss(state, device, Loss::Device(problem), fx);
        }
        Event::Configured { run, summary } if active && run == state.run.id => on_configured(state, summary, fx),
        Event::Retuned { run, step, options, summary } if active && run == state.run.id => {
            run::on_retuned(state, step, *options, summary, fx);
        }
        Event::Failed { run, problem } if active && run == state.run.id => on_failure(state, device, problem, fx),
        Event::Kept { checkpoint, id, verified } if active && checkpoint.run == state.run.id => {
            on_checkpoint(state, checkpoint, verified, id, fx);
        }
        Event::Answered { id, answer } if active => on_answer(state, id, answer, fx),
        // Signs of life, and late news of a run or a worker that is no longer wanted.
        _ => {}
    }
}

fn on_configured(state: &mut State, summary: Summary, fx: &mut Vec<Effect>) {
    state.run.phase = state.run.phase.after(Step::Configured);
    state.run.summary = Some(summary);
    // A run that begins is done building when it is measured, so that a script finds metrics at once.
    if state.run.metrics.is_some() {
        let promises = std::mem::take(&mut state.run.awaiting);
        run::settle_all(promises, None, fx);
    }
    run::resume(state, fx);
    hand_over::try_hand_over(state, fx);
}

fn on_failure(state: &mut State, device: Device, problem: Problem, fx: &mut Vec<Effect>) {
    let run = &mut state.run;
    // A step that would not be finite ends training by itself.
    let goes_on = run.goal != Goal::Rest && !matches!(problem, Problem::NotFinite { .. });
    let built = run.is_built();
    run.phase = run.phase.after(Step::Failed(problem.clone()));
    if matches!(problem, Problem::Unfit(_)) {
        // What cannot be built for the page cannot be built in the background, where it may have failed.
        survey::end(state, fx);
    }
    if built {
        if goes_on {
            run::to_active(state, Command::Pause, fx);
        }
        run::abandon_training(state, &problem, fx);
        run::flush(state, fx);
        run::settle_all(std::mem::take(&mut state.run.awaiting), Some(&problem), fx);
    } else {
        run::not_built(state, &problem, fx);
    }
    match problem {
        Problem::TooLarge { .. } => cost::on_refusal(state, device),
        problem => notify(state, About::Problem(problem)),
    }
}

fn record_progress(run: &mut Run, progress: Progress) {
    let Progress { playing, waiting, goal, step, epoch, steps_per_second, losses, edits, measuring, .. } = progress;
    let activity = match (playing, waiting) {
        (false, _) => Activity::Resting,
        (true, true) => Activity::Waiting,
        (true, false) => Activity::Training,
    };
    run.phase = run.phase.after(Step::Reported(activity));
    if let (Some(goal), Some(id)) = (goal, run.goal.request())
        && let Some(request) = run.pending.get_mut(&id)
    {
        request.until = Some(goal);
    }
    (run.step, run.epoch, run.steps_per_second, run.measuring) = (step, epoch, steps_per_second, measuring);
    if !losses.is_empty() || !edits.is_empty() {
        let history = Arc::make_mut(&mut run.history);
        history.take_losses(losses);
        for step in edits {
            history.mark(step, Change::Parameters);
        }
    }
}

fn on_measurement(state: &mut State, metrics: Metrics, scheduled: bool, fx: &mut Vec<Effect>) {
    run::record_metrics(&mut state.run, metrics, scheduled);
    tries::on_measurement(state);
    let promises = std::mem::take(&mut state.run.awaiting);
    run::settle_all(promises, None, fx);
}

fn record_frame(state: &mut State, frame: Frame) {
    record_progress(&mut state.run, frame.progress);
    for picture in &frame.pictures {
        state.run.outdated.remove(&picture.id);
    }
    let pictures = frame.pictures.into_iter().map(|picture| (picture.id, picture.data));
    state.run.pictures.extend(pictures);
    tries::tick(state, tries::Moment::Pictured);
}

/// The trainer has told its state, because it was due or because someone asked.
fn on_checkpoint(state: &mut State, checkpoint: Kept, verified: bool, id: Option<RequestId>, fx: &mut Vec<Effect>) {
    state.run.checkpoint = Some(checkpoint);
    if verified {
        state.run.verified = Some(checkpoint);
    }
    // Whatever was lost before, this trainer works.
    state.trainer.losses = 0;
    let asker = id.and_then(|id| state.run.pending.remove(&id)).map(|request| request.asker);
    match asker {
        Some(Asker::HandOver) => hand_over::take_over(state, fx),
        Some(Asker::Page | Asker::Script(_)) | None => {}
    }
    if id.is_some() {
        run::flush(state, fx);
        hand_over::try_hand_over(state, fx);
    }
}

fn on_answer(state: &mut State, id: RequestId, answer: Result<Answer, Problem>, fx: &mut Vec<Effect>) {
    let Some(asker) = state.run.pending.get(&id).map(|request| request.asker) else { return };
    let trained = state.run.goal.request() == Some(id);
    state.run.goal = state.run.goal.after(Wish::Done(id));
    if trained {
        visibility::keep_rest(state, id, &answer);
    }
    if let Ok(Answer::Metrics(metrics)) = &answer {
        run::record_metrics(&mut state.run, *metrics, false);
        (state.run.step, state.run.epoch) = (metrics.step, metrics.epoch);
        tries::on_measurement(state);
    }
    match (asker, answer) {
        (Asker::Script(_), answer) => run::settle(state, id, answer, fx),
        (asker, answer) => {
            state.run.pending.remove(&id);
            settle_for_page(state, asker, answer, fx);
        }
    }
    if trained {
        run::resume(state, fx);
    } else {
        run::flush(state, fx);
    }
    hand_over::try_hand_over(state, fx);
}

fn settle_for_page(state: &mut State, asker: Asker, answer: Result<Answer, Problem>, fx: &mut Vec<Effect>) {
    match (asker, answer) {
        (Asker::HandOver, Err(problem)) => hand_over::no_hand_over(state, &problem, fx),
        (Asker::Page, Err(problem)) => notify(state, About::Problem(problem)),
        // Metrics were taken above; a checkpoint comes by itself.
        (Asker::Page | Asker::HandOver | Asker::Script(_), _) => {}
    }
}
