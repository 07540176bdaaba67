//! Back and forward in the browser's history, and the entries that changes create.

use super::{Effect, State, knobs, notify, run};
use crate::app::lifecycle::Wish;
use crate::app::message::{Change, DisplayChange};
use crate::app::state::{About, Asked, Asker, Display};
use crate::app::url;
use crate::options::Options;

/// Restores what a history entry describes. The trained parameters survive if these options allow it; otherwise a notice
/// says that they are gone.
pub(super) fn go_to(state: &mut State, fragment: &str, fx: &mut Vec<Effect>) {
    let link = url::read(fragment);
    knobs::remark(state, link.about);
    state.notices.retain(|notice| !matches!(notice.about, About::StartedOver(_)));

    let before_display = state.display.clone();
    let (network, step) = (state.run.network, state.run.step);
    let before = std::mem::replace(&mut state.options, link.options);
    url::take_over(&mut state.display, &link.display);
    if state.display.view.probe != before_display.view.probe {
        state.display.clear_sheet();
        state.display.view.point = None;
    }
    if before.lesson() == state.options.lesson() {
        state.display.view.panels = state.visible_panels();
        knobs::send_view(state, &before_display, fx);
    } else {
        // A different lesson does not start playing by itself.
        state.run.goal = state.run.goal.after(Wish::Rest);
    }
    knobs::apply_changes(state, &before, fx);
    // Open groups stay open.
    state.opened.playground = link.opened.playground;
    let groups = link.opened.groups.into_iter();
    let more: Vec<_> = groups.filter(|group| !state.opened.groups.contains(group)).collect();
    state.opened.groups.extend(more);
    if state.run.network == network {
        return;
    }
    if step > 0 {
        notify(state, About::StartedOver(step));
    }
    // A new run does what the link asks for.
    let steps = state.display.steps;
    if steps > 0 {
        run::train(state, Asker::Page, Asked::Steps(steps), fx);
    } else if state.display.play {
        run::play(state, fx);
    }
}

/// Writes the link after a person's change, if it differs.
pub(super) fn push(state: &State, before: (&Options, &Display), change: Change, fx: &mut Vec<Effect>) {
    fx.extend(changed_link(state, before).map(|fragment| Effect::PushUrl(fragment, change)));
}

/// Writes the link after a script's change, if it differs; scripts create no entries.
pub(super) fn replace(state: &State, before: (&Options, &Display), fx: &mut Vec<Effect>) {
    fx.extend(changed_link(state, before).map(Effect::WriteUrl));
}

/// The current link, if it differs from the previous one.
fn changed_link(state: &State, (options, display): (&Options, &Display)) -> Option<String> {
    let fragment = url::write(&state.options, &state.display);
    (fragment != url::write(options, display)).then_some(fragment)
}

/// The kind of a display change.
pub(super) fn change_of(show: &DisplayChange) -> Change {
    Change::Shown(std::mem::discriminant(show))
}
