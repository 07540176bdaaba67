//! What a script asks.

use super::{Effect, State, entries, hand_over, knobs, run};
use crate::app::message::Call;
use crate::app::state::{Asked, Asker};
use crate::app::url;
use crate::options::Key;
use crate::protocol::{Problem, Question};

pub(super) fn handle_call(state: &mut State, promise: u32, call: Call, fx: &mut Vec<Effect>) {
    let asker = Asker::Script(promise);
    match call {
        Call::Configure(pairs) => configure(state, promise, &pairs, fx),
        Call::Reset => {
            state.run.awaiting.push(promise);
            run::reset(state, fx);
        }
        Call::Train(steps) => run::train(state, asker, Asked::Steps(steps), fx),
        Call::Dataset => run::ask(state, asker, Question::Dataset, fx),
        Call::Parameters => run::ask(state, asker, Question::Parameters, fx),
        Call::SetParameters(arrays) => run::ask(state, asker, Question::SetParameters(arrays), fx),
        Call::Gradients => run::ask(state, asker, Question::Gradients, fx),
        Call::Predict { width, inputs } => run::ask(state, asker, Question::Predict { width, inputs }, fx),
        Call::Activations(input) => run::ask(state, asker, Question::Activations { input }, fx),
    }
}

/// Changes options by name, all or none; done when the trainer has them in force, on the device they choose.
fn configure(state: &mut State, promise: u32, pairs: &[(String, String)], fx: &mut Vec<Effect>) {
    let (mut options, mut display) = (state.options.clone(), state.display.clone());
    let mut applied = url::apply(pairs, &mut options, &mut display);
    if applied.is_ok() && options.lesson() != state.options.lesson() {
        // What was pointed at belongs to the lesson before, what the pairs say to the new one.
        display = state.display.for_another_lesson();
        applied = url::apply(pairs, &mut options, &mut display);
    }
    if let Err(refused) = applied {
        fx.push(Effect::Settle { promise, result: Err(Problem::Refused(refused)) });
        return;
    }
    let before_display = std::mem::replace(&mut state.display, display);
    let before = std::mem::replace(&mut state.options, options);
    knobs::send_view(state, &before_display, fx);
    entries::replace(state, (&before, &before_display), fx);
    if before == state.options {
        // Nothing new, but what was asked for before may still be under way.
        if state.trainer.workers.next().is_some() {
            state.trainer.awaiting.push(promise);
        } else if run::takes_commands(state) && state.run.metrics.is_some() || state.options.lacks_input() {
            fx.push(Effect::Settle { promise, result: Ok(None) });
        } else {
            state.run.awaiting.push(promise);
        }
        return;
    }
    hand_over::ensure_worker(state, fx);
    if before.get(Key::Device) == state.options.get(Key::Device) {
        state.run.awaiting.push(promise);
    } else {
        state.trainer.awaiting.push(promise);
    }
    knobs::apply_changes(state, &before, fx);
}
