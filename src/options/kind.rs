//! The values that a knob accepts, and its control on the page.

/// The values that a knob accepts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A whole number, `min..=max`.
    Integer {
        /// Smallest allowed.
        min: u64,
        /// Largest allowed.
        max: u64,
    },
    /// A finite number, `min..=max`.
    Number {
        /// Smallest allowed.
        min: f64,
        /// Largest allowed.
        max: f64,
    },
    /// One of these names.
    Choice(&'static [&'static str]),
    /// Any of these names, comma-separated; empty for none.
    Subset(&'static [&'static str]),
    /// Convolutions and pools in their order, such as `8,p,16,p`; empty for none.
    Stages {
        /// Most of them.
        max_stages: usize,
        /// Most filters of a convolution.
        max_filters: u32,
    },
    /// Units per hidden layer, comma-separated; empty for none.
    Layers {
        /// Most layers offered by the page's control; the URL accepts more.
        page_layers: usize,
        /// Most units per layer offered by the page's control.
        page_units: u32,
        /// Most layers allowed.
        max_layers: usize,
        /// Most units per layer allowed.
        max_units: u32,
    },
    /// Points of the square −1…1 × −1…1 in hundredths: x₁, x₂, x₁, x₂, …, comma-separated; at least one point.
    Points {
        /// Most points allowed.
        max: usize,
    },
}

/// How the page shows a knob.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Control {
    /// A native range input over the listed positions (for an integer or a number).
    Slider(&'static [f64]),
    /// A native select over the listed values.
    Select(&'static [f64]),
    /// A native select over the choices.
    Menu,
    /// Buttons with a small picture each.
    Thumbnails,
    /// Check boxes with a small picture each.
    Toggles,
    /// Add and remove layers and units.
    Layers,
    /// Add and remove convolutions and pools.
    Stages,
    /// A square to draw points in.
    Sketch,
    /// A number field.
    Field,
}
