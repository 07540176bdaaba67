//! Collects the remarks about a link, as notices.

use crate::app::remark::Remark;
use crate::app::state::About;
use crate::options::Key;

/// Most parts of a link that are listed one by one.
pub const NAMED: usize = 5;

/// The remarks about one link.
#[derive(Clone, Debug, Default)]
pub(super) struct Remarks {
    /// Remarks about what defines the run.
    run: Vec<Remark>,
    /// Remarks about display settings and unknown keys.
    rest: Vec<Remark>,
}

impl Remarks {
    /// Adds a remark about something that changes the run.
    pub(super) fn about_run(&mut self, remark: Remark) {
        self.run.push(remark);
    }

    /// Adds a remark about something that does not.
    pub(super) fn about_rest(&mut self, remark: Remark) {
        self.rest.push(remark);
    }

    /// Adds a remark about one of this page's own keys.
    pub(super) fn add(&mut self, key: &str, remark: Remark) {
        if Key::from_name(key).is_some() || matches!(key, "lesson" | "preset" | "steps" | "play" | "v") {
            self.about_run(remark);
        } else {
            self.about_rest(remark);
        }
    }

    /// As notices: what changes the run comes first, one by one; the rest is summarised in one line.
    pub(super) fn notices(self) -> Vec<About> {
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
