//! Back and forward in the browser's history, and the entries that changes make there.

use super::{Effect, State, knobs, notify, run};
use crate::app::lifecycle::Wish;
use crate::app::message::{Change, DisplayChange};
use crate::app::state::{About, Asked, Asker, Display};
use crate::app::url;
use crate::options::Options;

/// Everything is as an entry of the history says. What was learned stays where these options keep it; where they do not, the
/// person is told.
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
        // Another lesson does not begin by itself.
        state.run.goal = state.run.goal.after(Wish::Rest);
    }
    knobs::apply_changes(state, &before, fx);
    // What is open stays open.
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
    // A new run does what the link asks of one.
    let steps = state.display.steps;
    if steps > 0 {
        run::train(state, Asker::Page, Asked::Steps(steps), fx);
    } else if state.display.play {
        run::play(state, fx);
    }
}

/// Writes the link after a person's change, if it says something else than before.
pub(super) fn push(state: &State, before: (&Options, &Display), change: Change, fx: &mut Vec<Effect>) {
    fx.extend(changed_link(state, before).map(|fragment| Effect::PushUrl(fragment, change)));
}

/// Writes the link after a script's change, if it says something else than before: a script makes no entries.
pub(super) fn replace(state: &State, before: (&Options, &Display), fx: &mut Vec<Effect>) {
    fx.extend(changed_link(state, before).map(Effect::WriteUrl));
}

/// The link as it is now, if it says something else than before.
fn changed_link(state: &State, (options, display): (&Options, &Display)) -> Option<String> {
    let fragment = url::write(&state.options, &state.display);
    (fragment != url::write(options, display)).then_some(fragment)
}

/// The kind of a change of how the page shows the run.
pub(super) fn change_of(show: &DisplayChange) -> Change {
    Change::Shown(std::mem::discriminant(show))
}
