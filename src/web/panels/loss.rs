//! Loss and accuracy over the steps.

use leptos::html;
use leptos::prelude::*;

use super::chart::Chart;
use crate::app::Msg;
use crate::app::hidden::Part;
use crate::app::history::{Change, History, Mark};
use crate::app::message::Show as Display;
use crate::app::words::{number, percent, whole};
use crate::plot::{ChartMark, Curves, Line, Role, describe, marks_at, readout};
use crate::protocol::{BatchLoss, Metrics};
use crate::web::controls::shown;
use crate::web::page::{Page, page};
use crate::web::parts::{Switch, why_empty};

/// The learning curve's panel.
#[component]
pub fn Loss() -> impl IntoView {
    let page = page();
    let history = page.slice(|state| Newest(state.run.history.clone()));
    // Values have no accuracy: there is nothing to choose then.
    let classes = page.slice(|state| state.run.summary.as_ref().is_none_or(|summary| summary.classes));
    let tab = page.slice(|state| state.display.accuracy_tab);
    let accuracy = Memo::new(move |_| tab.get() && classes.get());
    let hidden = page.slice(|state| state.display.hide.part(Part::Accuracy));
    let playground = page.slice(|state| state.opened.playground);
    let log = page.slice(|state| state.display.log_loss);
    let at = RwSignal::new(None::<f64>);
    let curves = Signal::derive(move || history.with(|history| curves(page, &history.0, accuracy.get(), log.get())));
    let here = move || {
        at.get().and_then(|x| curves.with(|curves| readout(curves, x))).map(|found| {
            let say = |place: usize| match found.values.get(place).copied().flatten() {
                Some(value) if accuracy.get() => percent(value),
                Some(value) => number(value),
                None => page.text("stat-none"),
            };
            let args = [("step", whole(found.x as u64).into()), ("train", say(0).into()), ("test", say(1).into())];
            let values = page.text_with(&part_id(page, "here", accuracy.get()), &args);
            curves.with(|curves| {
                marks_at(curves, found.x).fold(values, |words, mark| format!("{words} · {}", mark.words))
            })
        })
    };
    let missing = move || history.with(|history| history.0.losses().is_empty());
    view! {
        <section class="card panel side loss" aria-labelledby="title-loss">
            <header>
                <h2 id="title-loss" class="out-of-sight">{page.say("panel-loss")}</h2>
                <div class="tabs" role="tablist" aria-labelledby="title-loss">
                    <Tab accuracy=false chosen=Signal::derive(move || !accuracy.get())/>
                    <Show when=move || classes.get() && !hidden.get()>
                        <Tab accuracy=true chosen=Signal::derive(move || accuracy.get())/>
                    </Show>
                </div>
                <div class="switches" style:visibility=move || accuracy.get().then_some("hidden")>
                    <Switch id="curve-log" on=|state| state.display.log_loss change=Display::LogLoss part=Part::LogLoss/>
                </div>
            </header>
            <Chart
                curves
                at
                go=move |x| at.set(x)
                name=Signal::derive(move || {
                    if accuracy.get() { page.text(&curve_id(page, "accuracy")) } else { page.text("curve-loss") }
                })
                label=Signal::derive(alternative(page))
                id="curve"
                role="tabpanel"
            >
                <Show when=missing>
                    <p class="empty">{why_empty(page, "state-empty-loss")}</p>
                </Show>
            </Chart>
            <p translate="no" class="readout" role="status">{here}</p>
            <Show when=move || playground.get()>
                <p class="note">{page.say("curve-loss-playground")}</p>
            </Show>
        </section>
    }
}

/// The message id of a part of the lesson's curves.
fn curve_id(page: Page, part: &str) -> String {
    format!("{}-{part}", page.now(|state| state.options.lesson().lesson().curves))
}

/// The same for a part that may be called otherwise where it is a share.
fn part_id(page: Page, part: &str, share: bool) -> String {
    let own = curve_id(page, &format!("{part}-share"));
    if share && page.has(&own) { own } else { curve_id(page, part) }
}

/// One of the two tabs; arrow keys lead to the other.
#[component]
fn Tab(
    accuracy: bool,
    /// Whether it is the one that is shown.
    chosen: Signal<bool>,
) -> impl IntoView {
    let page = page();
    let lesson = page.slice(|state| state.options.lesson());
    let words = move || {
        lesson.track();
        if accuracy { page.text(&curve_id(page, "accuracy")) } else { page.text("curve-loss") }
    };
    // Which loss it is, where other pages show another one under the same name.
    let squares = page.slice(move |state| !accuracy && state.options.loss() == "squared-error");
    let help = move || squares.get().then(|| page.text("curve-loss-squares"));
    let choose = move |accuracy| page.dispatch(Msg::Show(Display::AccuracyTab(accuracy)));
    let node = NodeRef::<html::Button>::new();
    // Focus follows the arrow keys to the tab that they chose.
    let follow = RwSignal::new(false);
    let travel = move |event: web_sys::KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight") {
            event.prevent_default();
            let other =
                node.get_untracked().and_then(|tab| tab.next_element_sibling().or(tab.previous_element_sibling()));
            if let Some(other) =
                other.and_then(|other| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(other).ok())
            {
                choose(!accuracy);
                follow.set(true);
                // Only fails for an element that is gone.
                let _ = other.focus();
            }
        }
    };
    view! {
        <button
            type="button"
            class="tab"
            role="tab"
            node_ref=node
            title=help
            aria-selected=move || chosen.get().to_string()
            aria-controls="curve"
            tabindex=move || if chosen.get() { "0" } else { "-1" }
            on:click=move |_| choose(accuracy)
            on:keydown=travel
        >
            {words}
        </button>
    }
}

/// The run's curves as they are now. A change makes another list of them, because this one is still held here.
#[derive(Clone, Debug)]
struct Newest(std::sync::Arc<History>);

impl PartialEq for Newest {
    fn eq(&self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A loss that has grown beyond this many times its first value leaves the picture at the top: on an axis that held all of a run
/// that diverges, everything else would be flat.
const GROWN: f64 = 1e3;
/// The same on a logarithmic axis.
const GROWN_LOG: f64 = 1e9;

fn curves(page: Page, history: &History, accuracy: bool, log: bool) -> Curves {
    let tests = page.now(|state| state.options.lesson().lesson().tests);
    let segments = history.segments();
    let measured = |part: &str, role: Role, read: fn(&Metrics) -> Option<f64>| Line {
        name: page.text(&part_id(page, part, accuracy)),
        role,
        points: joined(&segments, read),
    };
    let batches = |name: String, role: Role, read: fn(&BatchLoss) -> Option<f32>| Line {
        name,
        role,
        points: history.losses().iter().filter_map(|loss| Some((loss.step as f64, f64::from(read(loss)?)))).collect(),
    };
    let mut lines = if accuracy {
        vec![
            measured("train", Role::Train, |metrics| metrics.train_accuracy),
            measured("test", Role::Test, |metrics| metrics.test_accuracy),
        ]
    } else {
        vec![
            measured("train", Role::Train, |metrics| Some(metrics.train_loss)),
            measured("test", Role::Test, |metrics| Some(metrics.test_loss)),
        ]
    };
    if !tests {
        lines.pop();
    }
    let first = history.first().filter(|_| !accuracy).map(|first| first.train_loss.max(first.test_loss));
    let log = log && !accuracy;
    let y_range = if accuracy { Some((0.0, 1.0)) } else { first.and_then(|first| diverged(&lines, first, log)) };
    if !accuracy {
        // One name for both.
        lines.push(batches(page.text("curve-batches"), Role::TrainBatches, |loss| loss.loss));
        if history.losses().iter().any(|loss| loss.generator.is_some()) {
            lines.push(batches(String::new(), Role::TestBatches, |loss| loss.generator));
        }
    }
    Curves {
        lines,
        x_label: page.text("curve-x"),
        y_label: if accuracy {
            page.text(&curve_id(page, "share"))
        } else {
            page.text(&format!("loss-{}", page.now(|state| state.options.loss())))
        },
        log,
        y_range,
        marks: history.marks().iter().map(|mark| chart_mark(page, mark)).collect(),
        ..Curves::default()
    }
}

/// A line through all segments with a gap between one and the next: what changed in between is no slope.
fn joined(segments: &[Vec<Metrics>], read: fn(&Metrics) -> Option<f64>) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for segment in segments {
        if let Some((x, _)) = points.last().copied() {
            points.push((x, f64::NAN));
        }
        points.extend(segment.iter().filter_map(|metrics| Some((metrics.step as f64, read(metrics)?))));
    }
    points
}

/// The range of y for lines that have left everything behind that they began with; none where they have not.
fn diverged(lines: &[Line], first: f64, log: bool) -> Option<(f64, f64)> {
    let most = first * if log { GROWN_LOG } else { GROWN };
    let values = || lines.iter().flat_map(|line| &line.points).map(|point| point.1).filter(|value| !value.is_nan());
    let least = values().filter(|value| *value > 0.0).fold(first, f64::min);
    (most > 0.0 && most.is_finite() && values().any(|value| value > most))
        .then_some((if log { least } else { 0.0 }, most))
}

/// A mark in words: what was changed, and how.
fn chart_mark(page: Page, mark: &Mark) -> ChartMark {
    let words: Vec<String> = mark
        .changes
        .iter()
        .map(|change| match change {
            Change::Parameters => page.text("curve-mark-parameters"),
            Change::Option { key, from, to } => {
                let args = [
                    ("name", page.text(&format!("knob-{}", key.knob().name)).into()),
                    ("from", shown(page, *key, Some(from)).into()),
                    ("to", shown(page, *key, Some(to)).into()),
                ];
                page.text_with("curve-mark-option", &args)
            }
        })
        .collect();
    ChartMark { x: mark.step as f64, words: words.join(", ") }
}

/// What the chart says, in words; renewed once a second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let known = page.slice(|state| (state.run.id, state.display.accuracy_tab, state.is_training()));
    move || {
        page.pulse.track();
        let (_, accuracy, _) = known.get();
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
