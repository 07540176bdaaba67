//! Reading and writing the fragment of the page's address: `v=1&lesson=digits&layers=64&lr=0.01&hide=data&theme=dark`.
//!
//! Knobs are those of the table in [`crate::options`]; display settings are those of the table [`SHOWN`].
//! - [`pairs`]: splits a fragment into names and values, however mangled the link is.
//! - [`shown`]: the table of keys for display settings.
//! - [`apply`](mod@apply): applies pairs of name and value, exactly or to the nearest allowed value.
//! - [`playground`]: fragments of TensorFlow Playground, translated into this page's keys.
//! - [`remarks`]: parts of a link that could not be applied as written.

mod apply;
mod pairs;
pub mod playground;
mod remarks;
mod shown;

use super::state::{About, Display, Opened};
use crate::lesson::LessonId;
use crate::options::{Group, Options};

pub use apply::apply;
pub use pairs::LONGEST;
pub use remarks::NAMED;
pub use shown::{SHOWN, Shown};

use pairs::Pairs;
use remarks::Remarks;

/// The content of a fragment.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Everything that defines the run.
    pub options: Options,
    /// The display settings.
    pub display: Display,
    /// Further settings of the link, until another lesson is chosen.
    pub opened: Opened,
    /// What could not be applied as written.
    pub about: Vec<About>,
}

/// Reads a fragment (with or without `#`). Never fails: what could not be applied as written is listed in [`Link::about`].
pub fn read(fragment: &str) -> Link {
    let Pairs { pairs, long } = Pairs::of(fragment);
    let mut options = Options::of(LessonId::Boundary);
    let mut display = Display::default();
    let mut remarks = Remarks::default();
    let theirs = playground::is(&pairs);
    let ours = if theirs { playground::translate(&pairs, &mut remarks) } else { pairs.clone() };
    for remark in apply::as_near_as_allowed(&ours, &mut options, &mut display) {
        let key = remark.asked().name.clone();
        remarks.add(&key, if theirs { playground::in_link_terms(remark, &pairs) } else { remark });
    }
    let mut about: Vec<About> = long.then_some(About::LongLink).into_iter().collect();
    about.extend(remarks.notices());
    let hides = ours.iter().any(|(name, _)| name == "hide");
    let opened = Opened { groups: groups(&ours, &options), playground: theirs, hides };
    Link { options, display, opened, about }
}

/// The groups with a knob that the link sets, directly or by a worked example.
fn groups(pairs: &[(String, String)], options: &Options) -> Vec<Group> {
    let named = |name: &str| pairs.iter().any(|(known, _)| known == name);
    let set = |group: &Group| {
        let mut keys = options.iter().map(|(key, _)| key).filter(|key| key.knob().group == *group);
        keys.any(|key| named(key.knob().name) || options.is_changed(key))
    };
    Group::ALL.iter().copied().filter(set).collect()
}

/// Writes the fragment (without `#`): a version, and whatever differs from the lesson's defaults.
pub fn write(options: &Options, display: &Display) -> String {
    // Names and numbers here need no escaping in a fragment.
    let mut text = String::from("v=1");
    let mut push = |name: &str, value: &str| {
        text.extend(["&", name, "=", value]);
    };
    if options.lesson() != LessonId::Boundary {
        push("lesson", options.lesson().name());
    }
    for (key, value) in options.iter().filter(|(key, _)| options.is_changed(*key)) {
        push(key.knob().name, &value.to_string());
    }
    let default = Display::default();
    for shown in SHOWN {
        let value = shown.of(display);
        if value != shown.of(&default) {
            push(shown.name, &value);
        }
    }
    text
}

/// Takes over a link's display settings; those that no link contains stay.
pub fn take_over(display: &mut Display, link: &Display) {
    for shown in SHOWN {
        // A written fragment can be read back.
        let _ = shown.read(display, &shown.of(link));
    }
}
