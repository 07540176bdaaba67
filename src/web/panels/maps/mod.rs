//! The kernels, feature maps and dense layers of a convolutional network for one digit.
//!
//! - [`stack`]: the pictures of one layer.
//! - [`words`]: names of layers and values.

mod stack;
pub(crate) mod words;

use leptos::prelude::*;

use crate::app::words::whole;
use crate::lesson::Panel;
use crate::options::Key;
use crate::protocol::{Maps, PictureId, Spot, Stack};
use crate::shape::conv::{StageShape, names, stages};
use crate::web::page::{Page, page};
use crate::web::parts::{Card, Empty, Ramp, live};
use crate::{cost, shape};

/// The outline of a stack, without its numbers: the page is rebuilt only when this changes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Outline {
    name: String,
    of: u32,
    shown: usize,
    width: u32,
    height: u32,
}

impl Outline {
    fn of(stack: &Stack) -> Self {
        let (name, shown) = (stack.name.clone(), stack.shown());
        Self { name, of: stack.of, shown, width: stack.width, height: stack.height }
    }
}

/// The network's stages with their names.
pub(crate) fn plan(page: Page) -> Memo<Vec<(String, StageShape)>> {
    page.slice(|state| {
        let stages = stages(&state.options);
        names(&stages).into_iter().zip(stages).collect()
    })
}

/// The value whose arithmetic is shown, clamped to its stage; `None` without stages.
pub(crate) fn clamp_spot(spot: Spot, plan: &[(String, StageShape)]) -> Option<Spot> {
    let stage = (spot.stage as usize).min(plan.len().checked_sub(1)?);
    let [map, row, column] = plan[stage].1.nearest([spot.map, spot.row, spot.column]);
    Some(Spot { stage: stage as u32, map, row, column })
}

/// The feature maps' panel.
#[component]
pub(crate) fn FeatureMaps() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Maps>(PictureId::Maps);
    let outlines = Memo::new(move |_| {
        seen.get().as_deref().map(|maps| maps.stacks.iter().map(Outline::of).collect::<Vec<_>>()).unwrap_or_default()
    });
    let digit = Memo::new(move |_| seen.get().as_deref().map(|maps| (maps.index, maps.label)));
    let said = RwSignal::new(None::<String>);
    // Each picture's height follows from its width: they appear together once all are known, so that none visibly moves.
    let unmeasured = RwSignal::new(0);
    let plan = plan(page);
    let numbered = move || outlines.get().into_iter().enumerate().collect::<Vec<_>>();
    view! {
        <Card panel=Panel::Maps heading=Signal::derive(heading(page)) beside=move || view! { <span class="aside">{move || digit.get().map(|digit| words::digit(page, digit))}</span> }>
            <div class="stage" class:settling=move || { unmeasured.get() > 0 }>
                <For
                    each=numbered
                    key=|outline| outline.clone()
                    let((index, outline))
                >
                    <stack::Pictures index outline seen plan said unmeasured/>
                </For>
                <Empty when=move || outlines.with(Vec::is_empty) id="state-empty-digits"/>
            </div>
            <p translate="no" class="readout" id="maps-said" aria-live=live(page)>
                {move || said.get().unwrap_or_else(|| page.hint("maps-hint"))}
            </p>
            <div class="legend">
                <Ramp low="maps-low" high="maps-high"/>
                <span>{page.say("maps-scale")}</span>
                <span>{page.say("maps-marks")}</span>
            </div>
        </Card>
    }
}

/// "Layer by layer · 8 → pool → 16 → pool → 64 → 10 · 52 138 parameters".
fn heading(page: Page) -> impl Fn() -> String + Send + Sync {
    let facts = page.slice(|state| {
        let stages = state.options.get(Key::Filters).cloned();
        let dense: Vec<_> = shape::layer_sizes(&state.options).into_iter().skip(1).collect();
        (stages, dense, cost::parameters(&state.options))
    });
    move || {
        let (stages, dense, parameters) = facts.get();
        let none = |text: &String| !text.is_empty();
        let stages = stages.filter(|stages| !stages.to_string().is_empty());
        let stages = stages.map(|stages| page.words(|words| words.value(Key::Filters, &stages))).filter(none);
        let shape: Vec<String> = stages.into_iter().chain(dense.iter().map(u32::to_string)).collect();
        let args = [("shape", shape.join(" → ").into()), ("parameters", whole(parameters).into())];
        page.text_with("maps-heading", &args)
    }
}
