//! What a page inside a frame knows of the page around it.

use std::collections::BTreeSet;

use crate::lesson::Panel;

/// What is around the page. A page of its own has nothing around it and is always taken to be seen: a tab in the background
/// trains on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Around {
    /// Somebody can see the page: some of it is on the screen.
    pub seen: bool,
    /// Panels of the page that are not on the screen.
    pub off_screen: BTreeSet<Panel>,
    /// The last picture was drawn out of sight: the trainer is to be told when the page is seen again.
    pub owes_drawn: bool,
    /// What the page around says.
    pub host: Host,
}

impl Default for Around {
    fn default() -> Self {
        Self { seen: true, off_screen: BTreeSet::new(), owes_drawn: false, host: Host::default() }
    }
}

/// What the page around says of itself and of the frame. Not part of the URL: the same link serves pages of any direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Host {
    /// The direction of its text, where it says one.
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
    /// Both.
    pub const ALL: [Self; 2] = [Self::LeftToRight, Self::RightToLeft];

    /// The name in HTML.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}
