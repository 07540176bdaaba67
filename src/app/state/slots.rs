//! Which panels the page has, their slots, and which are visible.

use super::State;
use crate::app::hidden::Part;
use crate::lesson::{Panel, Slot};

impl State {
    /// The lesson's panels that suit the run and are not hidden.
    pub fn all_panels(&self) -> Vec<Panel> {
        let all = self.options.lesson().lesson().panels.iter().copied();
        let hidden = |panel: &Panel| *panel == Panel::Accuracy && self.display.hide.part(Part::Accuracy);
        all.filter(|panel| panel.suits(&self.options) && !hidden(panel)).collect()
    }

    /// The page's panels: the lesson's, or those of them that the link names.
    pub fn panels(&self) -> Vec<Panel> {
        let all = self.all_panels();
        let chosen: Vec<Panel> = all.iter().copied().filter(|panel| self.display.panels.contains(panel)).collect();
        if chosen.is_empty() { all } else { chosen }
    }

    /// Whether the link names the panels: then they stand side by side, without slots.
    pub fn is_bare(&self) -> bool {
        self.panels().len() < self.all_panels().len()
    }

    /// Whether the link names a single panel and has no `hide=`: in a frame, such a page shows only that panel.
    pub fn is_single(&self) -> bool {
        self.panels().len() == 1 && self.is_bare() && !self.opened.hides
    }

    /// A slot's tabs, in order.
    pub fn tabs(&self, slot: Slot) -> Vec<Panel> {
        self.all_panels().into_iter().filter(|panel| panel.slot() == Some(slot)).collect()
    }

    /// A slot's visible tab: the selected one, or the first.
    pub fn tab(&self, slot: Slot) -> Option<Panel> {
        let tabs = self.tabs(slot);
        let chosen = self.display.tabs.get(&slot).copied().filter(|panel| tabs.contains(panel));
        chosen.or_else(|| tabs.first().copied())
    }

    /// The visible panels: selected tabs and the idea, or those that the link names; without those off screen, and none
    /// behind the gallery. Only visible panels are observed.
    pub fn visible_panels(&self) -> Vec<Panel> {
        if self.display.gallery {
            return Vec::new();
        }
        let shown = |panel: &Panel| match panel.slot() {
            Some(slot) => self.is_bare() || self.tab(slot) == Some(*panel),
            None => true,
        };
        let mut visible = self.panels();
        visible.retain(|panel| shown(panel) && !self.around.off_screen.contains(panel));
        visible
    }
}
