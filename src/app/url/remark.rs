//! What a link asks for and does not get, with the key and the value as they stand in the link.

use super::NAMED;
use crate::app::state::About;
use crate::options::{Key, Limit, Refused};

/// Something in a link that was not taken as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// It is not allowed, or nothing here has that name; the default stands in its place.
    Refused(Refused),
    /// The nearest value that is allowed was taken.
    Nearest(Adjusted),
}

/// A value that was taken in place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjusted {
    /// The key and the value asked for, and what is allowed.
    pub asked: Refused,
    /// The value that was taken.
    pub used: String,
    /// How it differs.
    pub limit: Limit,
}

impl Remark {
    /// The key, the value and what is allowed.
    pub fn asked(&self) -> &Refused {
        match self {
            Self::Refused(asked) | Self::Nearest(Adjusted { asked, .. }) => asked,
        }
    }

    /// The same, to be changed.
    pub(super) fn asked_mut(&mut self) -> &mut Refused {
        match self {
            Self::Refused(asked) | Self::Nearest(Adjusted { asked, .. }) => asked,
        }
    }

    /// The pair as it stands in the link.
    fn written(&self) -> String {
        let Refused { name, value, .. } = self.asked();
        if value.is_empty() { name.clone() } else { format!("{name}={value}") }
    }
}

/// The remarks about one link.
#[derive(Clone, Debug, Default)]
pub struct Remarks {
    /// About what defines the run.
    run: Vec<Remark>,
    /// About how the page looks, and about keys that are not known.
    rest: Vec<Remark>,
}

impl Remarks {
    /// A remark about something that changes the run.
    pub fn about_run(&mut self, remark: Remark) {
        self.run.push(remark);
    }

    /// A remark about something that does not.
    pub fn about_rest(&mut self, remark: Remark) {
        self.rest.push(remark);
    }

    /// A remark about one of this page's own keys.
    pub fn add(&mut self, key: &str, remark: Remark) {
        if Key::from_name(key).is_some() || matches!(key, "lesson" | "preset" | "steps" | "play" | "v") {
            self.about_run(remark);
        } else {
            self.about_rest(remark);
        }
    }

    /// As notices: what changes the run one by one and first, the rest in one line.
    pub fn notices(self) -> Vec<About> {
        let more = |count: usize| u32::try_from(count.saturating_sub(NAMED)).unwrap_or(u32::MAX);
        let (run, rest) = (more(self.run.len()), more(self.rest.len()));
        let mut notices: Vec<About> = self.run.into_iter().take(NAMED).map(About::Link).collect();
        if run > 0 {
            notices.push(About::MoreLink(run));
        }
        let unused: Vec<String> = self.rest.iter().take(NAMED).map(Remark::written).collect();
        if !unused.is_empty() {
            notices.push(About::UnusedLink { unused, more: rest });
        }
        notices
    }
}
