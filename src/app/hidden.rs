//! What a link hides from the page, by name: regions, groups of knobs, single knobs, choices, buttons and switches.
//!
//! Hidden means not offered: a hidden option keeps its value, can still be changed by `configure()`, and stays in the link.

use crate::choice::Choice as _;
use crate::data::plane::features::Feature;
use crate::options::{DataSet, Group, Key};

/// Hides only the choice of a data set; `data` hides the whole group.
pub const DATA_SET: &str = "dataset";

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident = $name:literal;)*) => {
        /// A region of the page, a button or a switch that a link can hide.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Part { $($(#[$doc])* $part,)* }

        impl Part {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$part,)*];

            /// The name in `hide=`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$part => $name,)* }
            }
        }
    };
}

parts! {
    /// The page's header and everything in it.
    Header = "header";
    /// The choice of a lesson.
    Lesson = "lesson";
    /// The choice of a worked example.
    Example = "preset";
    /// Copying the link.
    Share = "share";
    /// The run as files.
    Download = "download";
    /// The choice of a theme.
    Theme = "theme";
    /// The transport bar: all buttons of the run, and its numbers.
    Transport = "transport";
    /// The numbers beside these buttons.
    Numbers = "numbers";
    /// All knobs except those that belong to a panel.
    Settings = "settings";
    /// The lines below everything else.
    Footer = "footer";
    /// Play and pause.
    Play = "play";
    /// One batch.
    OneBatch = "onebatch";
    /// One epoch.
    OneEpoch = "epoch";
    /// Start over with the same seed.
    Reset = "reset";
    /// Start over with a new seed.
    NewSeed = "newseed";
    /// How fast play goes.
    Speed = "speed";
    /// Whether test points are shown.
    TestPoints = "testpoints";
    /// Whether the field is drawn in two colours only.
    Discretize = "discretize";
    /// Whether the loss axis is logarithmic.
    LogLoss = "log";
    /// The accuracy beside the loss.
    Accuracy = "accuracy";
}

impl Part {
    /// The knob that concerns the same thing: hiding `batch` or `seed` hides the button as well.
    const fn knob(self) -> Option<Key> {
        match self {
            Self::OneBatch => Some(Key::Batch),
            Self::NewSeed => Some(Key::Seed),
            Self::Header
            | Self::Lesson
            | Self::Example
            | Self::Share
            | Self::Download
            | Self::Theme
            | Self::Transport
            | Self::Numbers
            | Self::Settings
            | Self::Footer
            | Self::Play
            | Self::OneEpoch
            | Self::Reset
            | Self::Speed
            | Self::TestPoints
            | Self::Discretize
            | Self::LogLoss
            | Self::Accuracy => None,
        }
    }
}

/// The names that a link hides, each once, in the order of [`names`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden(Vec<&'static str>);

/// Every name that `hide=` takes, in the order of the page. A name hides everything that has it.
pub fn names() -> Vec<&'static str> {
    let groups = Group::NAMES.iter().copied();
    let knobs = Key::ALL.iter().map(|key| key.knob().name);
    let choices = DataSet::NAMES.iter().chain(Feature::NAMES).copied();
    let parts = Part::ALL.iter().map(|part| part.name());
    let mut names: Vec<&'static str> = Vec::new();
    for name in groups.chain([DATA_SET]).chain(knobs).chain(choices).chain(parts) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

impl Hidden {
    /// The known names among these, and whether all were known.
    pub fn of<'a>(asked: impl Iterator<Item = &'a str>) -> (Self, bool) {
        let asked: Vec<&str> = asked.collect();
        let known: Vec<_> = names().into_iter().filter(|name| asked.contains(name)).collect();
        let all = asked.iter().all(|name| known.contains(name));
        (Self(known), all)
    }

    /// The names.
    pub fn names(&self) -> &[&'static str] {
        &self.0
    }

    /// Whether the knob is hidden, by its own name or with its group.
    pub fn knob(&self, key: Key) -> bool {
        let knob = key.knob();
        self.has(knob.group.name()) || self.has(if key == Key::Data { DATA_SET } else { knob.name })
    }

    /// Whether this data set or feature is hidden.
    pub fn choice(&self, name: &str) -> bool {
        self.has(name)
    }

    /// Whether this region, button or switch is hidden.
    pub fn part(&self, part: Part) -> bool {
        self.has(part.name()) || part.knob().is_some_and(|key| self.has(key.knob().name))
    }

    /// Whether the panels stand alone: no header, no transport, no footer.
    pub fn frames_nothing(&self) -> bool {
        [Part::Header, Part::Transport, Part::Footer].into_iter().all(|part| self.part(part))
    }

    fn has(&self, name: &str) -> bool {
        self.0.contains(&name)
    }
}
