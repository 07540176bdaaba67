//! Loss and accuracy over the steps, one panel each.
//!
//! - [`lines`]: turns a run's history into the lines of its chart.

mod lines;

use leptos::prelude::*;

use super::chart::Chart;
use crate::app::hidden::Part;
use crate::app::message::DisplayChange;
use crate::app::words::{number, percent, whole};
use crate::lesson::Panel;
use crate::plot::{Role, describe, marks_at, readout};
use crate::web::page::{Page, page};
use crate::web::parts::{Card, Empty, Switch};
use lines::{Newest, curves};

/// The learning-curve panel, of the loss or of the accuracy.
#[component]
pub(crate) fn Curve(accuracy: bool) -> impl IntoView {
    let page = page();
    let panel = if accuracy { Panel::Accuracy } else { Panel::Loss };
    let history = page.slice(|state| Newest(state.run.history.clone()));
    let playground = page.slice(move |state| !accuracy && state.opened.playground);
    // Explains the loss where other pages use the same name for another one.
    let squares = page.slice(move |state| !accuracy && state.options.loss() == "squared-error");
    let log = page.slice(|state| state.display.log_loss);
    let at = RwSignal::new(None::<f64>);
    let curves = Signal::derive(move || history.with(|history| curves(page, &history.0, accuracy, log.get())));
    let here = move || {
        at.get().and_then(|x| curves.with(|curves| readout(curves, x))).map(|found| {
            let say = |place: usize| match found.values.get(place).copied().flatten() {
                Some(value) if accuracy => percent(value),
                Some(value) => number(value),
                None => page.text("stat-none"),
            };
            let args = [("step", whole(found.x as u64).into()), ("train", say(0).into()), ("test", say(1).into())];
            let values = page.text_with(&part_id(page, "here", accuracy), &args);
            curves.with(|curves| {
                marks_at(curves, found.x).fold(values, |words, mark| format!("{words} · {}", mark.words))
            })
        })
    };
    let beside = move || {
        view! {
            <div class="switches">
                <Show when=move || !accuracy>
                    <Switch id="curve-log" on=|state| state.display.log_loss change=DisplayChange::LogLoss part=Part::LogLoss/>
                </Show>
            </div>
        }
    };
    view! {
        <Card panel beside>
            <Chart
                curves
                at
                go=move |x| at.set(x)
                name=Signal::derive(move || page.text(if accuracy { "panel-accuracy" } else { "panel-loss" }))
                label=Signal::derive(alternative(page, accuracy))
            >
                <Empty when=move || history.with(|history| history.0.losses().is_empty()) id="state-empty-loss"/>
            </Chart>
            <p translate="no" class="readout" role="status">{here}</p>
            <Show when=move || squares.get() && !playground.get()>
                <p class="note">{page.say("curve-loss-squares")}</p>
            </Show>
            <Show when=move || playground.get()>
                <p class="note">{page.say("curve-loss-playground")}</p>
            </Show>
        </Card>
    }
}

/// The message id for a part of the lesson's curves.
fn curve_id(page: Page, part: &str) -> String {
    format!("{}-{part}", page.now(|state| state.options.lesson().lesson().curves))
}

/// The same for a part that may have another name when it is a share.
fn part_id(page: Page, part: &str, share: bool) -> String {
    let own = curve_id(page, &format!("{part}-share"));
    if share && page.has(&own) { own } else { curve_id(page, part) }
}

/// The chart in words; updated once per second.
fn alternative(page: Page, accuracy: bool) -> impl Fn() -> String + Send + Sync + 'static {
    let known = page.slice(|state| (state.run.id, state.is_training()));
    move || {
        page.pulse.track();
        known.track();
        let history = page.now(|state| state.run.history.clone());
        let curves = curves(page, &history, accuracy, false);
        let facts = describe(&curves);
        let of = |role: Role| facts.iter().find(|facts| facts.role == role);
        let Some(train) = of(Role::Train) else { return page.text("alt-empty") };
        let say = |value: f64| if accuracy { percent(value) } else { number(value) };
        let args = [
            ("step", whole(train.last.0 as u64).into()),
            ("train", say(train.last.1).into()),
            ("test", of(Role::Test).map_or_else(|| page.text("stat-none"), |test| say(test.last.1)).into()),
            ("first", say(train.first.1).into()),
        ];
        let words = page.text_with(&curve_id(page, if accuracy { "alt-accuracy" } else { "alt-loss" }), &args);
        curves.marks.iter().fold(words, |words, mark| {
            let args = [("step", whole(mark.x as u64).into()), ("what", mark.words.as_str().into())];
            format!("{words} {}", page.text_with("curve-mark-alt", &args))
        })
    }
}
