//! Where on the page a person is: the place that a phone shows, the columns that are folded, the slot that has the whole page.
//!
//! None of it is part of the link. What is folded is remembered on the device.

use leptos::prelude::*;

use super::system;
use crate::choice;
use crate::lesson::{Panel, Slot};

choice! {
    /// A place of the page. A small screen shows one of them at a time.
    pub(crate) enum Place {
        /// What the network does.
        #[default]
        Output = "output",
        /// The network itself.
        Network = "network",
        /// How it learns.
        Curves = "curves",
        /// The idea in words.
        Idea = "idea",
        /// The settings.
        Knobs = "knobs",
    }
}

impl Place {
    /// The place of a panel.
    pub(crate) fn of(panel: Panel) -> Self {
        let slot = panel.slot();
        Self::ALL.iter().copied().find(|place| slot.is_some() && place.slot() == slot).unwrap_or(Self::Idea)
    }

    /// The slot that stands there; `None` for the idea and the settings.
    pub(crate) const fn slot(self) -> Option<Slot> {
        match self {
            Self::Output => Some(Slot::Output),
            Self::Network => Some(Slot::Network),
            Self::Curves => Some(Slot::Curves),
            Self::Idea | Self::Knobs => None,
        }
    }
}

/// A column that can be folded to a strip: as the person chose, or by the width of the page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folding {
    /// What it is remembered by.
    key: &'static str,
    chosen: RwSignal<Option<bool>>,
    narrow: Signal<bool>,
}

impl Folding {
    fn new(key: &'static str, below: u32, large: Signal<bool>) -> Self {
        let chosen = system::recall(key).and_then(|text| text.parse().ok());
        let narrow = system::prefers(&format!("(max-width: {}px)", below - 1));
        // Large type needs a wider page.
        let narrow = Signal::derive(move || narrow.get() || large.get());
        Self { key, chosen: RwSignal::new(chosen), narrow }
    }

    /// Whether it is folded; the reader is told of changes.
    pub(crate) fn is_folded(self) -> bool {
        self.chosen.get().unwrap_or_else(|| self.narrow.get())
    }

    /// Folds it, or unfolds it.
    pub(crate) fn toggle(self) {
        self.set(!untrack(|| self.is_folded()));
    }

    /// Unfolds it where it is folded.
    pub(crate) fn unfold(self) {
        if untrack(|| self.is_folded()) {
            self.set(false);
        }
    }

    fn set(self, folded: bool) {
        self.chosen.set(Some(folded));
        system::remember(self.key, &folded.to_string());
    }
}

/// Where a person is. Cheap to copy; every component of the page finds it in its context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    /// The place that a phone shows.
    pub place: RwSignal<Place>,
    /// The slot that was shown last: it stays in sight beside the settings and the idea.
    picture: RwSignal<Place>,
    /// What stands beside the picture where a screen is wide and low: settings or idea.
    side: RwSignal<Place>,
    /// The column of settings.
    pub rail: Folding,
    /// The column of the idea.
    pub idea: Folding,
    /// The slot that has the whole page.
    pub large: RwSignal<Option<Slot>>,
    /// The panel whose picture a person wants to save, until the dialog for it is open.
    pub saving: RwSignal<Option<Panel>>,
    /// What has no room in a small screen's head is opened below it.
    pub more: RwSignal<bool>,
}

/// Widths, in CSS pixels, below which a column is folded at first.
const IDEA_FOLDS: u32 = 1360;
const RAIL_FOLDS: u32 = 1100;

impl Places {
    /// The page as it is opened; `large` tells whether its type is large.
    pub(crate) fn new(large: Signal<bool>) -> Self {
        Self {
            place: RwSignal::new(Place::Output),
            picture: RwSignal::new(Place::Output),
            side: RwSignal::new(Place::Knobs),
            rail: Folding::new("rail-folded", RAIL_FOLDS, Signal::derive(|| false)),
            idea: Folding::new("idea-folded", IDEA_FOLDS, large),
            large: RwSignal::new(None),
            saving: RwSignal::new(None),
            more: RwSignal::new(false),
        }
    }

    /// Shows a place, on screens that show one at a time.
    pub(crate) fn go(self, place: Place) {
        self.place.set(place);
        if place.slot().is_some() { self.picture.set(place) } else { self.side.set(place) }
    }

    /// Back from the settings, or the idea, to the picture.
    pub(crate) fn back(self) {
        self.place.set(self.picture.get_untracked());
    }

    /// The slot that is in sight.
    pub(crate) fn picture(self) -> Place {
        self.picture.get()
    }

    /// Settings or idea, whichever was asked for last.
    pub(crate) fn side(self) -> Place {
        self.side.get()
    }
}

/// The places, from anywhere inside the page.
pub(crate) fn places() -> Places {
    expect_context::<Places>()
}
