//! The same network trained from many seeds in the background: how many succeed, their final losses, and a button to load
//! each.

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::seeds::{self, COUNT, Outcome, Seeds as Tried};
use crate::app::words::{number, percent, whole};
use crate::lesson::Panel;
use crate::options::{Key, Value};
use crate::plot::{Bins, draw_histogram};
use crate::web::canvas::Canvas;
use crate::web::page::{Page, page};
use crate::web::parts::Card;

/// Bins of the histogram, about.
const BINS: u32 = 12;

/// The panel of seeds.
#[component]
pub(crate) fn Seeds() -> impl IntoView {
    let page = page();
    let tried = page.slice(Tried::of);
    let running = Memo::new(move |_| tried.with(|tried| tried.as_ref().is_some_and(|tried| tried.running)));
    let begin = move || {
        let (entries, steps) = page.now(|state| (seeds::entries(&state.options, COUNT), state.options.budget()));
        page.dispatch(Msg::Survey { entries, steps, every: steps });
    };
    let press = move |_| if running.get_untracked() { page.dispatch(Msg::EndSurvey) } else { begin() };
    let label = move || {
        if running.get() {
            page.text("seeds-cancel")
        } else {
            page.text_with("seeds-begin", &[("count", COUNT.into())])
        }
    };
    let done = Memo::new(move |_| tried.with(|tried| tried.as_ref().map_or(0, Tried::done)));
    let steps = page.slice(|state| state.options.budget());
    let axis = page.slice(|state| format!("loss-{}", state.options.loss()));
    let bins = Memo::new(move |_| {
        tried.with(|tried| {
            let results = tried.iter().flat_map(|tried| &tried.outcomes).filter_map(|outcome| outcome.result);
            let values: Vec<_> = results.map(|(loss, solved)| (loss, solved.unwrap_or(true))).collect();
            (!values.is_empty()).then(|| Bins::of(&values, BINS))
        })
    });
    view! {
        <Card panel=Panel::Seeds beside=move || view! { <button class="button" on:click=press>{label}</button> }>
            <div translate="no" class="progress">
                <progress
                    aria-labelledby="seeds-said"
                    max=COUNT.to_string()
                    prop:value=move || done.get() as f64
                ></progress>
                <p id="seeds-said">{move || tried.with(|tried| report(page, tried.as_ref(), steps.get()))}</p>
            </div>
            <p class="out-of-sight" role="status">
                {move || (!running.get() && done.get() > 0).then(|| tried.with(|tried| report(page, tried.as_ref(), 0)))}
            </p>
            <div class="picture">
                <Canvas
                    data=move || (bins.get(), page.text(&axis.get()), page.text("seeds-count"))
                    label=Signal::derive(move || alternative(page, bins.get().as_ref()))
                    paint=|surface, (bins, x, y)| {
                        let Some(bins) = bins else { return Ok(()) };
                        Ok(draw_histogram(&surface.area()?, bins, x, y, &surface.style)?)
                    }
                />
                <Show when=move || bins.with(Option::is_none)>
                    <p class="empty">{page.say("seeds-empty")}</p>
                </Show>
            </div>
            <div class="legend">
                <span><i class="box solved" aria-hidden="true">"✓"</i>{page.say("seeds-solved")}</span>
                <span><i class="box unsolved" aria-hidden="true">"✕"</i>{page.say("seeds-unsolved")}</span>
            </div>
            // All places exist from the start, so that nothing moves as they fill.
            <ol
                translate="no" class="outcomes"
                aria-label=page.say("seeds-list")
                aria-hidden=move || tried.with(Option::is_none).then_some("true")
            >
                <For
                    each=move || 0..tried.with(|tried| tried.as_ref().map_or(COUNT as usize, |tried| tried.outcomes.len()))
                    key=|index| *index
                    let:index
                >
                    <li><Seed tried index/></li>
                </For>
            </ol>
            <p translate="no" class="readout said">
                {move || {
                    tried.with(|tried| {
                        tried.is_some().then(|| page.text("seeds-load"))
                    })
                }}
            </p>
        </Card>
    }
}

/// One seed's outcome: a button that starts the page's own run from it.
#[component]
fn Seed(tried: Memo<Option<Tried>>, index: usize) -> impl IntoView {
    let page = page();
    let outcome =
        Memo::new(move |_| tried.with(|tried| tried.as_ref().and_then(|tried| tried.outcomes.get(index).copied())));
    let own = page.slice(|state| state.options.integer(Key::Seed));
    let is = move |wanted: bool| outcome.get().and_then(|outcome| outcome.result).is_some_and(|r| r.1 == Some(wanted));
    let mark = move || {
        if is(true) {
            "✓"
        } else if is(false) {
            "✕"
        } else {
            ""
        }
    };
    let load = move |_| {
        if let Some(outcome) = outcome.get_untracked() {
            page.dispatch(Msg::Set(Key::Seed, Value::Integer(outcome.seed)));
        }
    };
    view! {
        <button
            class="outcome"
            class:solved=move || is(true)
            class:unsolved=move || is(false)
            aria-pressed=move || outcome.get().is_some_and(|outcome| outcome.seed == own.get()).to_string()
            prop:disabled=move || outcome.with(Option::is_none)
            title=move || outcome.get().map(|outcome| describe(page, outcome))
            on:click=load
        >
            <span aria-hidden="true">{move || outcome.get().map(|outcome| outcome.seed)} <i>{mark}</i></span>
            <span class="out-of-sight">{move || outcome.get().map(|outcome| describe(page, outcome))}</span>
        </button>
    }
}

/// "Seed 7: solved, loss 0.0213".
fn describe(page: Page, outcome: Outcome) -> String {
    let seed = ("seed", outcome.seed.to_string().into());
    match outcome.result {
        None => page.text_with("seeds-waiting", &[seed]),
        Some((loss, solved)) => {
            let id = match solved {
                Some(true) => "seeds-one-solved",
                Some(false) => "seeds-one-unsolved",
                None => "seeds-one",
            };
            page.text_with(id, &[seed, ("loss", number(loss).into())])
        }
    }
}

/// Progress and results; before the start, what it will do.
fn report(page: Page, tried: Option<&Tried>, steps: u64) -> String {
    let Some(tried) = tried else {
        return page.text_with("seeds-idle", &[("steps", whole(steps).into())]);
    };
    let done = tried.done();
    let (count, of) = (("done", whole(done as u64).into()), ("of", whole(tried.outcomes.len() as u64).into()));
    match tried.solved() {
        Some(solved) => {
            let share = percent(solved as f64 / done.max(1) as f64);
            let args = [count, of, ("solved", whole(solved as u64).into()), ("share", share.into())];
            page.text_with("seeds-done-solved", &args)
        }
        None => page.text_with("seeds-done", &[count, of, ("steps", whole(tried.steps).into())]),
    }
}

fn alternative(page: Page, bins: Option<&Bins>) -> String {
    let Some(bins) = bins else { return page.text("alt-empty") };
    let bars =
        bins.counts.iter().enumerate().filter(|(_, counts)| **counts != [0, 0]).map(|(index, [filled, outlined])| {
            let from = bins.first + bins.width * index as f64;
            let args = [
                ("from", number(from).into()),
                ("to", number(from + bins.width).into()),
                ("solved", (*filled).into()),
                ("unsolved", (*outlined).into()),
            ];
            page.text_with("alt-seeds-bar", &args)
        });
    let bars: Vec<_> = bars.collect();
    page.text_with("alt-seeds", &[("bars", bars.join("; ").into())])
}
