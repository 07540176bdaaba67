//! Runs in the background.

use super::tries::{self, Moment};
use super::{Effect, State, hand_over, next_id, run};
use crate::app::state::Survey;
use crate::options::Options;
use crate::protocol::{self, Command, Metrics};

/// Trains these in the background, instead of what was surveyed before.
pub(super) fn begin(state: &mut State, entries: Vec<Options>, steps: u64, every: u64, fx: &mut Vec<Effect>) {
    if entries.is_empty() || steps == 0 {
        return;
    }
    hand_over::ensure_worker(state, fx);
    let count = entries.len();
    state.survey = Some(Survey {
        id: next_id(state),
        entries,
        steps,
        every,
        measured: vec![Vec::new(); count],
        done: vec![false; count],
        running: true,
    });
    send(state, fx);
}

/// Has the active trainer do what is not done yet; one that is lost or hands over has left its part undone.
pub(super) fn send(state: &mut State, fx: &mut Vec<Effect>) {
    // Out of sight it rests; it is sent when the page is seen.
    let seen = state.around.seen;
    let Some(survey) = state.survey.as_mut().filter(|survey| survey.running && seen) else { return };
    let mut entries = Vec::new();
    for (number, options) in (0..).zip(&survey.entries) {
        if !survey.done[number as usize] {
            survey.measured[number as usize].clear();
            entries.push((number, options.clone()));
        }
    }
    let command = protocol::Survey { id: survey.id, entries, steps: survey.steps, every: survey.every };
    run::to_active(state, Command::Survey(Box::new(command)), fx);
}

/// Has the active trainer leave it for now.
pub(super) fn suspend(state: &State, fx: &mut Vec<Effect>) {
    if state.survey.as_ref().is_some_and(|survey| survey.running) {
        run::to_active(state, Command::EndSurvey, fx);
    }
}

/// Gives it up; what was measured stays.
pub(super) fn end(state: &mut State, fx: &mut Vec<Effect>) {
    if let Some(survey) = state.survey.as_mut().filter(|survey| survey.running) {
        survey.running = false;
        run::to_active(state, Command::EndSurvey, fx);
    }
}

/// Gives it up and forgets it if the page's options are no longer those that it is about.
pub(super) fn forget_other(state: &mut State, fx: &mut Vec<Effect>) {
    if state.survey.as_ref().is_some_and(|survey| !survey.is_about(&state.options)) {
        forget(state, fx);
    }
}

/// Gives it up and forgets it.
pub(super) fn forget(state: &mut State, fx: &mut Vec<Effect>) {
    end(state, fx);
    state.survey = None;
}

/// A run was measured.
pub(super) fn record_metrics(state: &mut State, id: u32, entry: u32, metrics: Metrics, done: bool) {
    let Some(survey) = state.survey.as_mut().filter(|survey| survey.id == id && survey.running) else { return };
    let place = entry as usize;
    if let (Some(measured), Some(finished)) = (survey.measured.get_mut(place), survey.done.get_mut(place)) {
        measured.push(metrics);
        *finished = done;
        survey.running = survey.count_done() < survey.entries.len();
        if !survey.running {
            tries::tick(state, Moment::Surveyed);
        }
    }
}
