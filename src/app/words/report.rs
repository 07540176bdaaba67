//! The bug report that a person can copy, and why a script's call was refused.

use super::{Words, whole};
use crate::app::State;
use crate::app::miscall::{Argument, Fault, LONGEST, MOST_NUMBERS, MOST_ROWS, MOST_STEPS, Miscall};
use crate::app::state::About;
use crate::app::url;
use crate::options::Refused;

/// What only the browser knows.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// Which build of the page this is.
    pub build: String,
    /// The browser's user agent.
    pub browser: String,
    /// The page's address, without a fragment.
    pub address: String,
}

impl Words {
    /// A notice with everything that helps to investigate it.
    pub fn report(&self, state: &State, about: &About, around: &Surroundings) -> String {
        let device = state.trainer.active().map_or_else(
            || String::from("–"),
            |active| {
                let name = active.device().name();
                active.adapter.as_ref().map_or_else(|| name.to_owned(), |adapter| format!("{name}, {adapter}"))
            },
        );
        let link = format!("{}#{}", around.address, url::write(&state.options, &state.display));
        let details = about.details().map_or("–", |details| details.0.as_str());
        let args = [
            ("version", env!("CARGO_PKG_VERSION").into()),
            ("build", around.build.as_str().into()),
            ("browser", around.browser.as_str().into()),
            ("device", device.into()),
            ("lesson", state.options.lesson().name().into()),
            ("step", state.run.step.to_string().into()),
            ("link", link.into()),
            ("message", self.notice(about).into()),
            ("details", details.into()),
        ];
        self.with("notice-report", &args)
    }

    /// Why a script's argument is refused, and what is allowed.
    pub fn miscall(&self, miscall: &Miscall) -> String {
        let Miscall { argument, fault } = miscall;
        let name = ("name", Refused::shorten(argument.name()).into());
        let allowed = ("allowed", self.passable(argument).into());
        match fault {
            Fault::Kind(value) => {
                self.with("call-refused", &[name, ("value", Refused::shorten(value).into()), allowed])
            }
            Fault::Threw => self.with("call-threw", &[name, allowed]),
            Fault::TooMany { given, most } => {
                self.with("call-too-many", &[name, ("given", whole(*given).into()), ("most", whole(*most).into())])
            }
            Fault::TooLong => self.with("call-too-long", &[name, ("most", whole(LONGEST.into()).into())]),
        }
    }

    fn passable(&self, argument: &Argument) -> String {
        match argument {
            Argument::Options => self.text("call-options"),
            Argument::Option(_) => self.text("call-option"),
            Argument::Steps => self.with("call-steps", &[("most", whole(MOST_STEPS).into())]),
            Argument::Parameters => self.text("call-parameters"),
            Argument::Inputs => {
                let (rows, numbers) = (whole(MOST_ROWS).into(), whole(MOST_NUMBERS).into());
                self.with("call-inputs", &[("rows", rows), ("numbers", numbers)])
            }
            Argument::Input => self.text("call-input"),
        }
    }
}
