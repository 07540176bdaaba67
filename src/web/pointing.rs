//! What is pointed at in one panel and shown in another.

use leptos::prelude::*;

/// What is pointed at, for as long as the pointer or the focus stays. Cheap to copy; every component finds it in its context.
#[derive(Clone, Copy, Debug)]
pub struct Pointing {
    /// A unit of the network's diagram: its column, and its row among those shown.
    pub unit: RwSignal<Option<(usize, usize)>>,
}

impl Pointing {
    /// Nothing is pointed at.
    pub fn new() -> Self {
        Self { unit: RwSignal::new(None) }
    }
}

/// What is pointed at, from anywhere inside the page.
pub fn pointing() -> Pointing {
    expect_context::<Pointing>()
}
