//! A frame that nobody sees does not train: a page with six of them has one processor.
//!
//! What a script asked for goes on, whoever sees it, and with it whatever stands before it in the queue. All else rests and goes
//! on when the frame is seen again: playing, a link's steps, an epoch, runs in the background. No pictures are made meanwhile.

use super::{Effect, State, next_id, run, survey};
use crate::app::state::Asker;
use crate::protocol::{Answer, Command, Problem};

/// The page has come into sight, or is out of it.
pub(super) fn seen(state: &mut State, seen: bool, fx: &mut Vec<Effect>) {
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
        survey::rest(state, fx);
        // What is cut short is answered with the step that it came to: the rest waits.
        let cut = match state.run.training.map(|id| state.run.pending.get(&id)) {
            Some(Some(Asker::Epoch | Asker::Until(_))) => true,
            None => state.run.wants_play,
            Some(_) => false,
        };
        if cut && state.run.built {
            run::to_active(state, Command::Pause, fx);
        }
    }
}

/// A picture was drawn. Out of sight it was the last one: the trainer makes the next when this one is told to be drawn.
pub(super) fn drawn(state: &mut State, fx: &mut Vec<Effect>) {
    if state.around.seen {
        run::to_active(state, Command::Drawn, fx);
    } else {
        state.around.owes_drawn = true;
    }
}

/// Whether this waits until the page is seen: the page's own wish to train, and no script waits behind it.
pub(super) fn holds(state: &State, command: &Command) -> bool {
    let asked_by_script = |command: &Command| match command {
        Command::Train { id, .. } | Command::TrainEpoch { id } | Command::Ask { id, .. } => {
            matches!(state.run.pending.get(id), Some(Asker::Script(_)))
        }
        _ => false,
    };
    let trains = matches!(command, Command::Play | Command::Train { .. } | Command::TrainEpoch { .. });
    !state.around.seen && trains && !asked_by_script(command) && !state.run.queue.iter().any(asked_by_script)
}

/// Of a stated number of steps, or an epoch, that was cut short, the rest is asked for when the page is seen again.
pub(super) fn keep_rest(state: &mut State, asker: Asker, answer: &Result<Answer, Problem>) {
    let Ok(Answer::Metrics(metrics)) = answer else { return };
    let of_epoch = state.run.summary.as_ref().map_or(0, |summary| metrics.step % summary.steps_per_epoch.max(1));
    let id = next_id(state);
    let rest = match asker {
        Asker::Until(goal) if metrics.step < goal => Command::Train { id, steps: goal - metrics.step },
        Asker::Epoch if of_epoch > 0 => Command::TrainEpoch { id },
        _ => return,
    };
    state.run.pending.insert(id, asker);
    state.run.queue.push_front(rest);
}
