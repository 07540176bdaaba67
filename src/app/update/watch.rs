//! Workers that are not heard from.

use super::{Effect, State, hand_over, missing, notify};
use crate::app::lifecycle::{Activity, Goal};
use crate::app::state::{About, Asked, Loss};
use crate::protocol::{Command, Device};

/// Milliseconds of silence that a person has to wait for, at most.
const PATIENCE: f64 = 2000.0;

/// About a second went by.
pub(super) fn tick(state: &mut State, elapsed: f64, fx: &mut Vec<Effect>) {
    for device in [Device::Cpu, Device::WebGpu] {
        if state.trainer.workers.pauses(device) {
            missing::wait(state, device, elapsed, fx);
            continue;
        }
        let active = state.trainer.device() == Some(device);
        let Some(watch) = state.trainer.workers.watch(device) else { continue };
        let ask = watch.tick(elapsed);
        let watch = *watch;
        if state.trainer.workers.is_overdue(device) {
            if missing::first_script(state, device, fx) {
                continue;
            }
            let seconds = (watch.silent() / 1000.0) as u32;
            hand_over::lost(state, device, Loss::Silent(seconds), fx);
        } else if active && is_waited_for(state) && watch.silent() >= PATIENCE {
            let paused = state.run.goal == Goal::Rest;
            if hand_over::interrupt(state, fx) && paused {
                notify(state, About::Interrupted(state.run.kept_step()));
            }
        } else if ask && active {
            fx.push(Effect::Send(device, Command::Ping));
        }
    }
}

/// Whether a person waits for the active trainer to come to an end with what it does: the run is to rest, another trainer is to
/// take over, or options have changed.
fn is_waited_for(state: &State) -> bool {
    let pauses = state.run.goal == Goal::Rest && state.run.phase.activity() == Some(Activity::Training);
    pauses || state.run.pending.values().any(|request| request.asked == Asked::Checkpoint)
}
