//! The page's few icons, as the inside of an SVG of 24 × 24.

use leptos::prelude::*;

/// The seedling.
pub(crate) const SEEDLING: &str = r#"<path d="M12 22V11"/><path d="M12 13c0-5 3-8 9-9 0 6-3 9-9 9Z" fill="currentColor" fill-opacity=".15"/><path d="M12 16c0-4-3-6-8-6 0 4 3 6 8 6Z" fill="currentColor" fill-opacity=".15"/>"#;
/// Play.
pub(crate) const PLAY: &str = r#"<path d="M8 5.2v13.6L19 12Z" fill="currentColor"/>"#;
/// Pause.
pub(crate) const PAUSE: &str = r#"<path d="M8 5.5v13M16 5.5v13" stroke-width="4"/>"#;
/// Back to the start.
pub(crate) const RESET: &str = r#"<path d="M4 12a8 8 0 1 0 2.6-5.9"/><path d="M4 4v5h5"/>"#;
/// A die: other random numbers.
pub(crate) const SEED: &str = r#"<rect x="4" y="4" width="16" height="16" rx="3.5"/><g fill="currentColor" stroke="none"><circle cx="8.7" cy="8.7" r="1.6"/><circle cx="15.3" cy="8.7" r="1.6"/><circle cx="12" cy="12" r="1.6"/><circle cx="8.7" cy="15.3" r="1.6"/><circle cx="15.3" cy="15.3" r="1.6"/></g>"#;
/// A link to hand on.
pub(crate) const SHARE: &str = r#"<path d="M10 14a4 4 0 0 0 5.7 0l3.6-3.6a4 4 0 0 0-5.7-5.7L12.4 6"/><path d="M14 10a4 4 0 0 0-5.7 0l-3.6 3.6a4 4 0 0 0 5.7 5.7l1.2-1.3"/>"#;
/// Into a tray: a file to keep.
pub(crate) const DOWNLOAD: &str = r#"<path d="M12 4v11"/><path d="m7 10.5 5 5 5-5"/><path d="M4.5 17.5v2h15v-2"/>"#;
/// The system's theme.
pub(crate) const AUTO: &str =
    r#"<circle cx="12" cy="12" r="8"/><path d="M12 4a8 8 0 0 1 0 16Z" fill="currentColor" stroke="none"/>"#;
/// A small letter and a large one.
pub(crate) const SIZE: &str = r#"<path d="m2.5 18 3.2-8 3.2 8M3.6 15.3h4.2M11 18l5-13 5 13M12.7 13.6h6.6"/>"#;
/// Light.
pub(crate) const SUN: &str = r#"<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>"#;
/// Dark.
pub(crate) const MOON: &str = r#"<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z"/>"#;
/// Away with it.
pub(crate) const CLOSE: &str = r#"<path d="m6 6 12 12M18 6 6 18"/>"#;
/// Before.
pub(crate) const PREVIOUS: &str = r#"<path d="m15 5-7 7 7 7"/>"#;
/// After.
pub(crate) const NEXT: &str = r#"<path d="m9 5 7 7-7 7"/>"#;
/// To the whole page.
pub(crate) const ENLARGE: &str = r#"<path d="M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7"/>"#;
/// Back to its place.
pub(crate) const SHRINK: &str = r#"<path d="M20 10h-6V4M14 10l7-7M4 14h6v6M10 14l-7 7"/>"#;
/// To one side: a column that folds.
pub(crate) const FOLD: &str = r#"<path d="m6 6 6 6-6 6M13 6l6 6-6 6"/>"#;
/// More is there.
pub(crate) const MORE: &str = r#"<g fill="currentColor" stroke="none"><circle cx="5" cy="12" r="1.9"/><circle cx="12" cy="12" r="1.9"/><circle cx="19" cy="12" r="1.9"/></g>"#;
/// Opens downwards.
pub(crate) const DOWN: &str = r#"<path d="m6 9 6 6 6-6"/>"#;
/// What the network does: a boundary through the plane.
pub(crate) const OUTPUT: &str =
    r#"<rect x="3.5" y="3.5" width="17" height="17" rx="2.5"/><path d="M3.5 15c4-7 8 3 17-5"/>"#;
/// Units and links.
pub(crate) const NETWORK: &str = r#"<circle cx="5" cy="6.5" r="2.5"/><circle cx="5" cy="17.5" r="2.5"/><circle cx="19" cy="12" r="2.5"/><path d="m7.3 7.5 9.3 3.6M7.3 16.5l9.3-3.6"/>"#;
/// A falling curve over two axes.
pub(crate) const CURVES: &str = r#"<path d="M4 3v17h17"/><path d="M6.5 6c1.5 8 5 10.5 13 11"/>"#;
/// An open book.
pub(crate) const IDEA: &str = r#"<path d="M12 6.5C9.5 4.700 6.5 4.5 3.5 5v13.5c3-.5 6-.3 8.5 1.5 2.5-1.800 5.5-2 8.5-1.5V5c-3-.5-6-.3-8.5 1.5ZM12 6.5V20"/>"#;
/// Sliders.
pub(crate) const KNOBS: &str =
    r#"<path d="M3 7h8M17 7h4M3 17h4M13 17h8"/><circle cx="14" cy="7" r="2.7"/><circle cx="10" cy="17" r="2.7"/>"#;
/// Points over two axes.
pub(crate) const DATA: &str = r#"<path d="M4 3v17h17"/><g fill="currentColor" stroke="none"><circle cx="9" cy="14" r="1.6"/><circle cx="12.5" cy="9" r="1.6"/><circle cx="17.5" cy="12" r="1.6"/><circle cx="18.5" cy="5.5" r="1.6"/></g>"#;
/// A function.
pub(crate) const FUNCTION: &str = r#"<path d="M16.5 4.5c-3.5-1-4.5 1-5 4.5l-1.5 8c-.5 3-2 3.5-4 2.5M7.5 9.5h8"/>"#;
/// A shield: protection from overfitting.
pub(crate) const SHIELD: &str = r#"<path d="M12 3.5 5 6v5.5c0 4.5 3 7.5 7 9 4-1.5 7-4.5 7-9V6Z"/>"#;
/// A processor.
pub(crate) const CHIP: &str = r#"<rect x="6.5" y="6.5" width="11" height="11" rx="1.5"/><path d="M9.5 6.5v-3M14.5 6.5v-3M9.5 20.5v-3M14.5 20.5v-3M6.5 9.5h-3M6.5 14.5h-3M20.5 9.5h-3M20.5 14.5h-3"/>"#;
/// A solid line, for positive weights.
pub(crate) const SOLID: &str = r#"<path d="M0 12h24" stroke-width="5"/>"#;
/// A dashed line, for negative weights and the test curve.
pub(crate) const DASHED: &str = r#"<path d="M1 12h8M15 12h8" stroke-width="5"/>"#;
/// A dotted line, for weights that are exactly 0.
pub(crate) const DOTTED: &str = r#"<path d="M2 12h.1M8.6 12h.1M15.3 12h.1M22 12h.1" stroke-width="3.5"/>"#;
/// A disc, for class −1.
pub(crate) const DISC: &str = r#"<circle cx="12" cy="12" r="8" fill="currentColor" stroke="none"/>"#;
/// A triangle, for class +1.
pub(crate) const TRIANGLE: &str = r#"<path d="M12 3 21.5 20h-19Z" fill="currentColor" stroke="none"/>"#;
/// A diamond, for what a generator made.
pub(crate) const DIAMOND: &str = r#"<path d="M12 2 20 12 12 22 4 12Z" fill="currentColor" stroke="none"/>"#;

/// An icon. Its meaning is given by the text beside it or by its button's name.
#[component]
pub(crate) fn Icon(
    /// The inside of the SVG.
    #[prop(into)]
    shape: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <svg
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            inner_html=move || shape.get()
        ></svg>
    }
}
