//! [`update`]: one function per kind of message.
//!
//! - [`knobs`]: what the person sets, and how the page shows the run.
//! - [`entries`]: back and forward in the browser's history, and its entries.
//! - [`run`]: building a run, commands to the trainer, history and metrics.
//! - [`worker`]: what the trainer says.
//! - [`hand_over`]: which worker trains: starting one, taking over, losing one.
//! - [`missing`]: files that do not come, a trainer's program or data.
//! - [`cost`]: says what one step takes, and refuses what does not fit.
//! - [`script`]: what a script asks.
//! - [`survey`]: runs in the background.
//! - [`around`]: what the page around this one says.
//! - [`visibility`]: a frame that nobody sees does not train.
//! - [`tries`]: "try this" steps that tick themselves.
//! - [`watch`]: workers that are not heard from.

mod around;
mod cost;
mod entries;
mod hand_over;
mod knobs;
mod missing;
mod run;
mod script;
mod survey;
mod tries;
mod visibility;
mod watch;
mod worker;

use super::state::{About, Asked, Asker, Notice};
use super::{Effect, Msg, State, url};
use crate::options::{Key, Value};
use crate::protocol::{Problem, Question};
use tries::Moment;

/// Changes the state as the message says, and returns what is to be done outside, in order.
pub fn update(state: &mut State, message: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    let fx = &mut effects;
    match message {
        Msg::Opened(fragment) => knobs::open_link(state, &fragment, fx),
        Msg::Returned(fragment) => entries::go_to(state, &fragment, fx),
        Msg::Lesson(lesson) => knobs::lesson(state, lesson, fx),
        Msg::Preset(name) => knobs::preset(state, &name, fx),
        Msg::Set(key, value) => knobs::set(state, key, value, fx),
        Msg::Typed(key, text) => match key.parse(&text) {
            Ok(value) => knobs::set(state, key, value, fx),
            Err(refused) => notify(state, About::Problem(Problem::Refused(refused))),
        },
        Msg::TypedItem(key, place, text) => knobs::typed_item(state, key, place, &text, fx),
        Msg::Mistyped { field, text, most } => notify(state, About::mistyped(field, &text, most)),
        Msg::PutBack(key) => {
            if let Some(value) = state.options.default_for(key) {
                knobs::set(state, key, value, fx);
            }
        }
        Msg::NewSeed(seed) => knobs::set(state, Key::Seed, Value::Integer(seed.into()), fx),
        Msg::Show(show) => knobs::show(state, show, fx),
        Msg::Play => run::play(state, fx),
        Msg::Pause => run::pause(state, fx),
        Msg::OneBatch => {
            run::train(state, Asker::Page, Asked::Steps(1), fx);
        }
        Msg::OneEpoch => {
            run::train(state, Asker::Page, Asked::Epoch, fx);
        }
        Msg::Reset => run::reset(state, fx),
        Msg::Survey { entries, steps, every } => survey::begin(state, entries, steps, every, fx),
        Msg::EndSurvey => survey::end(state, fx),
        Msg::PartStep(part) => {
            tries::tick(state, Moment::PartStepped(part));
            run::ask(state, Asker::Page, Question::Step(part), fx);
        }
        // The same name and index are another link in another network.
        Msg::Edit { network, .. } if network != state.run.network => notify(state, About::EditGone),
        Msg::Edit { network: _, name, index, value } => {
            tries::tick(state, Moment::Edited { name: &name, index, value });
            state.run.changed_at = state.run.step;
            run::ask(state, Asker::Page, Question::Edit { name, index, value }, fx);
        }
        Msg::Dismiss(id) => state.notices.retain(|notice| notice.id != id),
        Msg::Dropped => notify(state, About::Dropped),
        Msg::Share => fx.push(Effect::CopyLink(url::write(&state.options, &state.display))),
        Msg::LinkCopied(Ok(())) => notify(state, About::Copied),
        Msg::LinkCopied(Err(link)) => notify(state, About::NotCopied(link)),
        Msg::Event(device, event) => worker::handle_event(state, device, event, fx),
        Msg::Online => missing::ask_again(state, fx),
        Msg::BuildChecked { replaced } => missing::on_build_checked(state, replaced),
        Msg::Tick(elapsed) => watch::tick(state, elapsed, fx),
        Msg::Drawn => visibility::on_drawn(state, fx),
        Msg::Seen(seen) => visibility::set_seen(state, seen, fx),
        Msg::OnScreen(panel, on) => visibility::on_screen(state, panel, on, fx),
        Msg::Host(host) => around::adopt_host(state, host),
        Msg::Script { promise, call } => script::handle_call(state, promise, call, fx),
    }
    effects
}

/// Says something, once: what it says about the same thing is replaced.
fn notify(state: &mut State, about: About) {
    state.notices.retain(|notice| !about_the_same(&notice.about, &about));
    let id = next_id(state);
    state.notices.push(Notice { id, about });
}

fn about_the_same(old: &About, new: &About) -> bool {
    match (old, new) {
        (About::Problem(Problem::Refused(old)), About::Problem(Problem::Refused(new))) => old.name == new.name,
        (About::Problem(Problem::NotFinite { .. }), About::Problem(Problem::NotFinite { .. }))
        | (About::Problem(Problem::Program { .. }), About::Problem(Problem::Program { .. }))
        | (About::Problem(Problem::Data { .. }), About::Problem(Problem::Data { .. }))
        | (About::Lost(..), About::Lost(..))
        | (About::Interrupted(_), About::Interrupted(_))
        | (About::Costly(..) | About::TooLarge(..), About::Costly(..) | About::TooLarge(..))
        | (About::StartedOver(_), About::StartedOver(_)) => true,
        (About::Mistyped { field: old, .. }, About::Mistyped { field: new, .. }) => old == new,
        (old, new) => old == new,
    }
}

fn next_id(state: &mut State) -> u32 {
    let id = state.next_id;
    state.next_id = id.wrapping_add(1);
    id
}
