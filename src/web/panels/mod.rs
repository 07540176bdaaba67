//! One panel per file: a card with a heading, a picture, a legend, and a text alternative.
//!
//! A panel draws one kind of observation, whichever network family it comes from.

mod attention;
mod chances;
mod chart;
mod codes;
mod confusion;
mod coverage;
mod curve;
mod digits;
mod fit;
mod fold;
mod game;
mod gates;
mod idea;
mod leaf;
mod looks;
mod maps;
mod network;
mod output;
mod pad;
mod pixel;
mod race;
mod reach;
mod rebuilt;
mod samples;
mod seeds;
mod sequence;
mod strip;
mod surface;
mod tokens;

use leptos::prelude::*;

use crate::lesson::Panel;

/// The panel's card.
#[component]
pub(crate) fn PanelCard(
    /// The panel.
    panel: Panel,
) -> impl IntoView {
    match panel {
        Panel::Output => view! { <output::Output/> }.into_any(),
        Panel::Network => view! { <network::Network/> }.into_any(),
        Panel::Loss => view! { <curve::Curve accuracy=false/> }.into_any(),
        Panel::Accuracy => view! { <curve::Curve accuracy=true/> }.into_any(),
        Panel::Digits => view! { <digits::Digits/> }.into_any(),
        Panel::Maps => view! { <maps::FeatureMaps/> }.into_any(),
        Panel::Pixel => view! { <pixel::Pixel/> }.into_any(),
        Panel::Confusion => view! { <confusion::ConfusionMatrix/> }.into_any(),
        Panel::Pad => view! { <pad::Pad/> }.into_any(),
        Panel::Rebuilt => view! { <rebuilt::Rebuilt/> }.into_any(),
        Panel::Codes => view! { <codes::Codes/> }.into_any(),
        Panel::Attention => view! { <attention::Attention/> }.into_any(),
        Panel::Tokens => view! { <tokens::Tokens/> }.into_any(),
        Panel::Game => view! { <game::Game/> }.into_any(),
        Panel::Coverage => view! { <coverage::Coverage/> }.into_any(),
        Panel::Samples => view! { <samples::Samples/> }.into_any(),
        Panel::Idea => view! { <idea::Idea/> }.into_any(),
        Panel::Fit => view! { <fit::Fit/> }.into_any(),
        Panel::Surface => view! { <surface::Surface/> }.into_any(),
        Panel::Fold => view! { <fold::Fold/> }.into_any(),
        Panel::Sequence => view! { <sequence::Sequence/> }.into_any(),
        Panel::Gates => view! { <gates::Gates/> }.into_any(),
        Panel::Reach => view! { <reach::Reach/> }.into_any(),
        Panel::Race => view! { <race::Race/> }.into_any(),
        Panel::Seeds => view! { <seeds::Seeds/> }.into_any(),
    }
}
