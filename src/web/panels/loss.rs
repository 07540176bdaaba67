//! Loss and accuracy over the steps.

use leptos::html;
use leptos::prelude::*;

use super::Switch;
use super::chart::Chart;
use crate::app::Msg;
use crate::app::hidden::Part;
use crate::app::message::Show as Display;
use crate::app::words::{number, percent, whole};
use crate::plot::{Curves, Line, Role, describe, readout};
use crate::protocol::Metrics;
use crate::web::page::{Page, page};

/// The learning curve's panel.
#[component]
pub fn Loss() -> impl IntoView {
    let page = page();
    let history = page.slice(|state| History(state.run.history.clone()));
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
            page.text_with(&part_id(page, "here", accuracy.get()), &args)
        })
    };
    let no_input = page.slice(|state| state.options.lacks_input());
    let missing = move || history.with(|h| h.0.len() < 2);
    view! {
        <section class="card panel side loss" aria-labelledby="title-loss">
            <header>
                <h2 id="title-loss" class="out-of-sight">{move || page.text("panel-loss")}</h2>
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
                    <p class="empty">{move || page.text(if no_input.get() { "state-no-input" } else { "state-empty-loss" })}</p>
                </Show>
            </Chart>
            <p class="readout" role="status">{here}</p>
            <Show when=move || playground.get()>
                <p class="note">{move || page.text("curve-loss-playground")}</p>
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

/// Compared by what it says newest: a history only ever grows, or begins anew.
#[derive(Clone, Debug)]
struct History(std::sync::Arc<Vec<Metrics>>);

impl PartialEq for History {
    fn eq(&self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&self.0, &other.0) && self.0.len() == other.0.len()
    }
}

fn curves(page: Page, history: &[Metrics], accuracy: bool, log: bool) -> Curves {
    let line = |part: &str, role: Role, read: &dyn Fn(&Metrics) -> Option<f64>| Line {
        name: page.text(&part_id(page, part, accuracy)),
        role,
        points: history.iter().filter_map(|metrics| Some((metrics.step as f64, read(metrics)?))).collect(),
    };
    let lines = if accuracy {
        vec![
            line("train", Role::Train, &|metrics| metrics.train_accuracy),
            line("test", Role::Test, &|metrics| metrics.test_accuracy),
        ]
    } else {
        vec![
            line("train", Role::Train, &|metrics| Some(metrics.train_loss)),
            line("test", Role::Test, &|metrics| Some(metrics.test_loss)),
        ]
    };
    Curves {
        lines,
        x_label: page.text("curve-x"),
        y_label: if accuracy {
            page.text(&curve_id(page, "share"))
        } else {
            page.text(&format!("loss-{}", page.now(|state| state.options.loss())))
        },
        log: log && !accuracy,
        y_range: accuracy.then_some((0.0, 1.0)),
        ..Curves::default()
    }
}

/// What the chart says, in words; renewed once a second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let known = page.slice(|state| (state.run.id, state.display.accuracy_tab, state.is_training()));
    move || {
        page.pulse.track();
        let (_, accuracy, _) = known.get();
        let history = page.now(|state| state.run.history.clone());
        let facts = describe(&curves(page, &history, accuracy, false));
        let [train, test] = facts.as_slice() else { return page.text("alt-empty") };
        let say = |value: f64| if accuracy { percent(value) } else { number(value) };
        let args = [
            ("step", whole(train.last.0 as u64).into()),
            ("train", say(train.last.1).into()),
            ("test", say(test.last.1).into()),
            ("first", say(train.first.1).into()),
        ];
        page.text_with(if accuracy { "alt-accuracy" } else { "alt-loss" }, &args)
    }
}
