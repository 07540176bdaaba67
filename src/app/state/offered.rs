//! Which of the lesson's knobs the page offers.

use super::State;
use crate::app::hidden::Part;
use crate::lesson::Panel;
use crate::options::{Group, Key};

impl State {
    /// Whether the page offers the knob: the lesson has it, it has an effect in this run, and the link hides neither it nor
    /// all its choices.
    pub fn offers(&self, key: Key) -> bool {
        let hide = &self.display.hide;
        let pictured = matches!(key, Key::Data | Key::Features);
        let left = !pictured || self.options.choices(key).iter().any(|name| !hide.choice(name));
        self.options.has(key) && self.options.suits(key) && !hide.knob(key) && left
    }

    /// The knobs offered in the group's card. The layers are edited at the diagram if that is shown.
    pub fn knobs(&self, group: Group) -> Vec<Key> {
        if self.display.hide.part(Part::Settings) {
            return Vec::new();
        }
        let diagram = self.panels().contains(&Panel::Network);
        let here = |key: &Key| key.knob().group == group && self.offers(*key) && !(diagram && *key == Key::Layers);
        let mut keys: Vec<_> = self.options.iter().map(|(key, _)| key).filter(here).collect();
        // The knobs that are changed most often come first.
        keys.sort_by_key(|key| *key != Key::Activation);
        keys
    }

    /// The groups with knobs to offer, in page order.
    pub fn groups(&self) -> Vec<Group> {
        Group::ALL.iter().copied().filter(|group| !self.knobs(*group).is_empty()).collect()
    }
}
