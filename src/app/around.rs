//! What a framed page knows about the page that embeds it.

use std::collections::BTreeSet;

use crate::lesson::Panel;

/// The page's surroundings. A page that is not framed counts as always seen, so a background tab keeps training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Whether some of the page is on screen.
    pub seen: bool,
    /// Panels that are scrolled off screen.
    pub off_screen: BTreeSet<Panel>,
    /// The last picture was drawn out of sight; the trainer is notified once the page is seen again.
    pub owes_drawn: bool,
    /// What the embedding page reported.
    pub host: Host,
}

impl Default for Around {
    fn default() -> Self {
        Self { seen: true, off_screen: BTreeSet::new(), owes_drawn: false, host: Host::default() }
    }
}

/// What the embedding page reports about itself and the frame. Not part of the URL: the same link serves pages of any
/// direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// Its text direction, if it sets one.
    pub direction: Option<Direction>,
    /// Its language, as a tag such as `pt-BR`.
    pub lang: Option<String>,
    /// The frame is always as high as the page: the page never scrolls.
    pub fits: bool,
}

/// The direction of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
}

impl Direction {
    /// Both directions.
    pub const ALL: [Self; 2] = [Self::LeftToRight, Self::RightToLeft];

    /// The name in HTML.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}
