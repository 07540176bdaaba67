//! The recurrent cells compared on the same seed, in the background.

use leptos::prelude::*;

use super::chart::Chart;
use crate::app::Msg;
use crate::app::race::{self, Race as Raced};
use crate::app::words::{number, percent, whole};
use crate::lesson::Panel;
use crate::options::CellId;
use crate::plot::{Curves, Line, Role, readout};
use crate::protocol::Metrics;
use crate::web::page::{Page, page};
use crate::web::parts::{Card, live};

/// The race's panel.
#[component]
pub(crate) fn Race() -> impl IntoView {
    let page = page();
    let raced = page.slice(Raced::of);
    let running = Memo::new(move |_| raced.with(|raced| raced.as_ref().is_some_and(|raced| raced.running)));
    let press = move |_| {
        if running.get_untracked() {
            return page.dispatch(Msg::EndSurvey);
        }
        let (entries, steps) = page.now(|state| (race::entries(&state.options), race::steps(&state.options)));
        page.dispatch(Msg::Survey { entries, steps, every: race::every(steps) });
    };
    let loss = page.slice(|state| format!("loss-{}", state.options.loss()));
    let at = RwSignal::new(None::<f64>);
    let steps = page.slice(|state| race::steps(&state.options));
    let classes = page.slice(|state| state.run.summary.as_ref().is_some_and(|summary| summary.classes));
    let curves = Signal::derive(move || {
        raced.with(|raced| match raced {
            Some(raced) if !raced.lanes.iter().all(|lane| lane.1.is_empty()) => {
                curves(page, raced, has_classes(raced), &loss.get())
            }
            // The page's own run already tells what will be measured.
            _ => Curves { x_range: Some((0.0, steps.get() as f64)), ..axes(page, classes.get(), &loss.get()) },
        })
    });
    let percent_done = Memo::new(move |_| {
        raced.with(|raced| raced.as_ref().map_or(0, |raced| (raced.progress() * 100.0).round() as u32))
    });
    let said = move || {
        raced.with(|raced| match raced {
            None => page.text_with("race-idle", &[("steps", whole(steps.get()).into())]),
            Some(raced) => page.text_with("race-steps", &[("steps", whole(raced.steps).into())]),
        })
    };
    let here = move || {
        let found = at.get().and_then(|x| curves.with(|curves| readout(curves, x)))?;
        let names = curves.with(|curves| curves.lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>());
        let share = curves.with(|curves| !curves.log);
        let said = names.into_iter().zip(found.values).filter_map(|(name, value)| {
            Some(format!("{name} {}", if share { percent(value?) } else { number(value?) }))
        });
        let args = [("step", whole(found.x as u64).into()), ("values", said.collect::<Vec<_>>().join(", ").into())];
        Some(page.text_with("reach-here", &args))
    };
    view! {
        <Card panel=Panel::Race beside=move || view! { <button class="button" on:click=press>
                    {move || page.text(if running.get() { "seeds-cancel" } else { "race-begin" })}
                </button> }>
            <div translate="no" class="progress">
                <progress
                    aria-labelledby="race-said"
                    max="100"
                    prop:value=move || f64::from(percent_done.get())
                ></progress>
                <p id="race-said">{said}</p>
            </div>
            <p class="out-of-sight" role="status">
                {move || (!running.get() && percent_done.get() > 0).then(|| raced.with(|raced| report(page, raced.as_ref())))}
            </p>
            <Chart
                curves
                at
                go=move |x| at.set(x)
                name=Signal::derive(page.say("panel-race"))
                label=Signal::derive(move || raced.with(|raced| report(page, raced.as_ref())))
            >
                <Show when=move || curves.with(|curves| curves.lines.iter().all(|line| line.points.is_empty()))>
                    <p class="empty">{page.say("race-empty")}</p>
                </Show>
            </Chart>
            <p translate="no" class="readout" aria-live=live(page)>{here}</p>
        </Card>
    }
}

/// The score of a measurement in the race: accuracy, or loss if there are no classes.
fn score(metrics: &Metrics) -> f64 {
    metrics.test_accuracy.unwrap_or(metrics.test_loss)
}

fn has_classes(raced: &Raced) -> bool {
    raced.lanes.iter().flat_map(|lane| &lane.1).any(|metrics| metrics.test_accuracy.is_some())
}

/// A chart without lines: of accuracies, or of the loss named `loss`.
fn axes(page: Page, share: bool, loss: &str) -> Curves {
    Curves {
        x_label: page.text("curve-x"),
        y_label: page.text(if share { "curve-stat-accuracy" } else { loss }),
        log: !share,
        y_range: share.then_some((0.0, 1.0)),
        ..Curves::default()
    }
}

fn curves(page: Page, raced: &Raced, share: bool, loss: &str) -> Curves {
    let line = |(number, (cell, metrics)): (u8, &(CellId, Vec<Metrics>))| Line {
        name: page.words(|words| words.choice(cell.name())),
        role: Role::Extra(number),
        points: metrics.iter().map(|metrics| (metrics.step as f64, score(metrics))).collect(),
    };
    Curves {
        lines: (0..).zip(&raced.lanes).map(line).collect(),
        // From step 0, not from the first measurement.
        x_range: Some((0.0, raced.steps as f64)),
        ..axes(page, share, loss)
    }
}

/// Each cell's progress, in words.
fn report(page: Page, raced: Option<&Raced>) -> String {
    let Some(raced) = raced else { return page.text("alt-empty") };
    let share = has_classes(raced);
    let lanes = raced.lanes.iter().filter_map(|(cell, metrics)| {
        let last = metrics.last()?;
        let value = if share { percent(score(last)) } else { number(score(last)) };
        let args = [
            ("cell", page.words(|words| words.choice(cell.name())).into()),
            ("step", whole(last.step).into()),
            ("value", value.into()),
        ];
        Some(page.text_with("alt-race-lane", &args))
    });
    let lanes: Vec<_> = lanes.collect();
    if lanes.is_empty() {
        return page.text("alt-empty");
    }
    page.text_with(if share { "alt-race" } else { "alt-race-loss" }, &[("lanes", lanes.join("; ").into())])
}
