//! A frame that nobody sees does not train: a page with six of them has one processor.
//!
//! What a script asked for goes on, whoever sees it, and with it whatever stands before it in the queue. All else rests and goes
//! on when the frame is seen again: playing, a link's steps, an epoch, runs in the background. No pictures are made meanwhile.

use super::{Effect, State, knobs, run, survey};
use crate::app::state::{Asked, Asker};
use crate::lesson::Panel;
use crate::protocol::{Answer, Command, Problem, RequestId};

/// The page has come into sight, or is out of it.
pub(super) fn set_seen(state: &mut State, seen: bool, fx: &mut Vec<Effect>) {
    if std::mem::replace(&mut state.around.seen, seen) == seen {
        return;
    }
    if seen {
        if std::mem::take(&mut state.around.owes_drawn) {
            run::to_active(state, Command::Drawn, fx);
        }
        survey::send(state, fx);
        run::resume(state, fx);
    } else {
        survey::suspend(state, fx);
        // What is cut short is answered with the step that it came to: the rest waits.
        let cut = match state.run.goal.request().map(|id| is_page(state, id)) {
            Some(by_page) => by_page,
            None => state.run.goal.plays(),
        };
        if cut && state.run.is_built() {
            run::to_active(state, Command::Pause, fx);
        }
    }
}

/// A panel has come onto the screen, or is out of it: only what can be seen is observed.
pub(super) fn on_screen(state: &mut State, panel: Panel, on: bool, fx: &mut Vec<Effect>) {
    let before = state.display.clone();
    if on {
        state.around.off_screen.remove(&panel);
    } else {
        state.around.off_screen.insert(panel);
    }
    state.display.view.panels = state.visible_panels();
    knobs::send_view(state, &before, fx);
}

/// A picture was drawn. Out of sight it was the last one: the trainer makes the next when it is told that this one is drawn.
pub(super) fn on_drawn(state: &mut State, fx: &mut Vec<Effect>) {
    if state.around.seen {
        run::to_active(state, Command::Drawn, fx);
    } else {
        state.around.owes_drawn = true;
    }
}

/// Whether this request waits until the page is seen: the page itself wants to train, and no script waits behind it.
pub(super) fn holds(state: &State, id: RequestId) -> bool {
    let run = &state.run;
    let asker = |id: &RequestId| run.pending.get(id).map(|request| request.asker);
    let script_waits = run.queue.iter().any(|id| matches!(asker(id), Some(Asker::Script(_))));
    let trains = run.pending.get(&id).is_some_and(|request| request.asked.trains());
    !state.around.seen && trains && is_page(state, id) && !script_waits
}

fn is_page(state: &State, id: RequestId) -> bool {
    state.run.pending.get(&id).is_some_and(|request| request.asker == Asker::Page)
}

/// Of a stated number of steps, or an epoch, that was cut short, the rest is asked for when the page is seen again.
pub(super) fn keep_rest(state: &mut State, id: RequestId, answer: &Result<Answer, Problem>) {
    let Ok(Answer::Metrics(metrics)) = answer else { return };
    let Some(request) = state.run.pending.get(&id).filter(|_| is_page(state, id)).cloned() else { return };
    let cut_short = match (&request.asked, request.until) {
        (_, Some(until)) => metrics.step < until,
        (Asked::Epoch, None) => metrics.epoch.fract() > 0.0,
        (Asked::Steps(_) | Asked::Question(_) | Asked::Checkpoint, None) => false,
    };
    if cut_short {
        run::ask_for_the_rest(state, request, metrics.step);
    }
}
