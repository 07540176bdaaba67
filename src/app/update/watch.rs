//! Workers that are not heard from.

use super::{Effect, State, hand_over, missing, notify};
use crate::app::lifecycle::{Activity, Goal, Phase, Watch};
use crate::app::state::{About, Asked, Loss};
use crate::protocol::{Command, Device};

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
        let (watch, pauses) = (*watch, pauses(state));
        if active && (pauses || is_waited_for(state, watch)) && hand_over::interrupt(state, fx) {
            if pauses {
                notify(state, About::Interrupted(state.run.kept_step()));
            }
        } else if state.trainer.workers.is_overdue(device) {
            if missing::first_script(state, device, fx) {
                continue;
            }
            let seconds = (watch.silent() / 1000.0) as u32;
            hand_over::on_loss(state, device, Loss::Silent(seconds), fx);
        } else if ask && state.trainer.workers.is_ready(device) {
            fx.push(Effect::Send(device, Command::Ping));
        }
    }
}

/// Whether a person waits for the active trainer to come to rest.
fn pauses(state: &State) -> bool {
    state.run.goal == Goal::Rest && state.run.phase.activity() == Some(Activity::Training)
}

/// Whether a person waits for the active trainer to come to an end with what it does: another trainer is to take over, options have
/// changed, or another run is to be built and it has not begun with that.
fn is_waited_for(state: &State, watch: Watch) -> bool {
    let builds = state.run.phase == Phase::Building && watch.is_recalled();
    builds || state.run.pending.values().any(|request| request.asked == Asked::Checkpoint)
}
