//! What one panel points at and another shows.

use leptos::prelude::*;

/// The pointed-at thing, for as long as the pointer or the focus stays on it. Cheap to copy; provided as a context.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pointing {
    /// A unit of the network diagram: its column, and its row among those shown.
    pub unit: RwSignal<Option<(usize, usize)>>,
}

impl Default for Pointing {
    /// Nothing is pointed at.
    fn default() -> Self {
        Self { unit: RwSignal::new(None) }
    }
}

/// The pointed-at thing, available anywhere inside the page.
pub(crate) fn pointing() -> Pointing {
    expect_context::<Pointing>()
}
