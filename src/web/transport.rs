//! The transport bar: play, one batch, one epoch, reset, new seed, and the numbers.

use leptos::prelude::*;

use super::icons::{self, Icon};
use super::page::{Page, page};
use super::speed::Speed;
use crate::app::hidden::Part;
use crate::app::words::{number, percent, whole};
use crate::app::{Msg, State};
use crate::protocol::Metrics;

/// The same bar for every lesson.
#[component]
pub(crate) fn Transport() -> impl IntoView {
    let page = page();
    let training = page.slice(State::is_training);
    let play = move || page.text(if training.get() { "transport-pause" } else { "transport-play" });
    let play_help = move || page.text(if training.get() { "transport-pause.help" } else { "transport-play.help" });
    let shape = Signal::derive(move || if training.get() { icons::PAUSE } else { icons::PLAY });
    let toggle = move |_| page.dispatch(if page.now(State::is_training) { Msg::Pause } else { Msg::Play });
    view! {
        <section class="transport" aria-label=page.say("transport-label")>
            <div class="moves">
                <Offered part=Part::Play>
                    <button class="button play" aria-label=play title=play_help on:click=toggle>
                        <Icon shape/>
                    </button>
                </Offered>
                <Move part=Part::OneBatch id="transport-batch" say=Msg::OneBatch/>
                <Move part=Part::OneEpoch id="transport-epoch" say=Msg::OneEpoch/>
                <Move part=Part::Reset id="transport-reset" say=Msg::Reset icon=icons::RESET/>
                <Offered part=Part::NewSeed>
                    <button
                        class="button new-seed"
                        aria-label=page.say("transport-seed")
                        title=page.say("transport-seed.help")
                        on:click=move |_| page.dispatch(Msg::NewSeed(any_seed()))
                    >
                        <Icon shape=icons::SEED/>
                    </button>
                </Offered>
            </div>
            <Offered part=Part::Speed><Speed/></Offered>
            <Offered part=Part::Numbers><Figures/></Offered>
            <Said when=State::rests_unseen id="state-unseen"/>
            <Said when=State::compiles_shaders id="state-compiling"/>
            <Loading/>
            <Measuring/>
            <p class="out-of-sight" translate="no" role="status">{spoken(page)}</p>
        </section>
    }
}

/// What the link may hide.
#[component]
pub(crate) fn Offered(
    /// By this name.
    part: Part,
    /// What it is.
    children: ChildrenFn,
) -> impl IntoView {
    let offered = is_offered(page(), part);
    view! { <Show when=move || offered.get()>{children()}</Show> }
}

/// Whether the page shows this part: its link does not hide it, and it is not a single panel in a frame, which stands alone.
pub(crate) fn is_offered(page: Page, part: Part) -> Memo<bool> {
    let framed = page.parent.with_value(Option::is_some);
    page.slice(move |state| {
        let alone = framed && matches!(part, Part::Header | Part::Footer) && state.is_single();
        !alone && !state.display.hide.part(part)
    })
}

#[component]
fn Move(part: Part, id: &'static str, say: Msg, #[prop(optional)] icon: Option<&'static str>) -> impl IntoView {
    let page = page();
    view! {
        <Offered part>
            <button
                class="button"
                aria-label=move || page.text(id)
                title=move || page.text(&format!("{id}.help"))
                on:click={
                    let say = say.clone();
                    move |_| page.dispatch(say.clone())
                }
            >
                {icon.map(|shape| view! { <Icon shape/> })}
                <span class:word=icon.is_some()>{move || page.text(id)}</span>
            </button>
        </Offered>
    }
}

/// From more test examples than this on, the numbers shown may be those of a sample, and there is room to say so.
const SAMPLE: u32 = 500;

/// The numbers, in places that are wide enough for any of them.
#[component]
fn Figures() -> impl IntoView {
    let page = page();
    let metrics = page.slice(|state| state.run.metrics);
    // Values have no accuracy, nor have the digits that a generator makes.
    let classes = page.slice(|state| {
        let known = state.run.metrics.is_none_or(|metrics| metrics.test_accuracy.is_some());
        known && state.run.summary.as_ref().is_none_or(|summary| summary.classes)
    });
    let none = page.say("stat-none");
    let lesson = page.slice(|state| state.options.lesson());
    let said = move |part: &'static str| move || page.text(&format!("{}-{part}", lesson.get().lesson().curves));
    // While a large set is trained on, its numbers are those of a sample.
    let sample = page.slice(|state| state.run.sample());
    let of_sample = move || {
        sample.get().map(|(measured, _)| {
            let words = page.text_with("stat-sample", &[("count", whole(measured.into()).into())]);
            view! { <span class="sample">{words}</span> }
        })
    };
    let large = page.slice(|state| state.run.summary.as_ref().is_some_and(|summary| summary.test_examples > SAMPLE));
    let show = move |read: fn(&Metrics) -> Option<String>| {
        move || metrics.with(|metrics| metrics.as_ref().and_then(read)).unwrap_or_else(none)
    };
    // These run on with every frame; a large data set is measured less often.
    let step = page.slice(|state| state.run.step);
    let epoch = page.slice(|state| state.run.epoch as u64);
    // Of a run that rests there is none.
    let speed = page.slice(|state| state.is_training().then_some(state.run.steps_per_second.round() as u64));
    let epoch = move || page.text_with("stat-step-epoch", &[("epoch", whole(epoch.get()).into())]);
    view! {
        <dl translate="no" class="figures" class:large=move || large.get()>
            <div class="figure step"><dt>{epoch}</dt><dd>{move || whole(step.get())}</dd></div>
            <div class="figure loss">
                <dt>{said("stat-loss")} " " {of_sample}</dt>
                <dd>{show(|m| Some(number(m.test_loss)))}</dd>
            </div>
            <Show when=move || classes.get()>
                <div class="figure accuracy">
                    <dt>{said("stat-accuracy")} " " {of_sample}</dt>
                    <dd>{show(|m| m.test_accuracy.map(percent))}</dd>
                </div>
            </Show>
            <div class="figure speed">
                <dt>{page.say("stat-speed")}</dt>
                <dd>{move || speed.get().map_or_else(none, whole)}</dd>
            </div>
        </dl>
    }
}

/// How much of the data has arrived, while it does.
#[component]
fn Loading() -> impl IntoView {
    let page = page();
    let loading = page.slice(|state| state.run.loading);
    let waiting = page.slice(|state| state.run.waits() && state.is_training());
    let words = move |id: &str| {
        loading.get().map(|(done, total)| {
            let args = [("done", whole(done.into()).into()), ("total", whole(total.into()).into())];
            page.text_with(id, &args)
        })
    };
    let short = move || if waiting.get() { Some(page.text("state-waiting")) } else { words("state-loading-short") };
    view! {
        <Show when=move || loading.with(Option::is_some)>
            <p translate="no" class="loading">
                <progress
                    aria-label=move || words("state-loading")
                    value=move || loading.get().map(|(done, _)| done)
                    max=move || loading.get().map(|(_, total)| total)
                ></progress>
                <span aria-hidden="true">{short}</span>
            </p>
        </Show>
    }
}

/// How far the measurement of all test examples is, while it goes on.
#[component]
fn Measuring() -> impl IntoView {
    let page = page();
    let measuring = page.slice(|state| state.run.measuring.map(|measuring| (measuring, state.options.lesson())));
    let words = move || {
        measuring.get().map(|(measuring, lesson)| {
            let share = f64::from(measuring.done) / f64::from(measuring.total.max(1));
            let args = [
                ("examples", lesson.lesson().examples.into()),
                ("total", whole(measuring.test.into()).into()),
                ("share", format!("{:.0}\u{202f}%", 100.0 * share).into()),
            ];
            page.text_with("state-measuring", &args)
        })
    };
    view! {
        <Show when=move || measuring.with(Option::is_some)>
            <p translate="no" class="loading">{words}</p>
        </Show>
    }
}

/// Said as long as something holds that keeps the numbers from moving.
#[component]
fn Said(
    /// What holds.
    when: fn(&State) -> bool,
    /// The message.
    id: &'static str,
) -> impl IntoView {
    let page = page();
    let holds = page.slice(when);
    view! {
        <Show when=move || holds.get()>
            <p translate="no" class="loading">{page.say(id)}</p>
        </Show>
    }
}

/// Said aloud when training stops; while it goes on, silence.
fn spoken(page: Page) -> impl Fn() -> Option<String> + Copy + Send + Sync {
    let training = page.slice(State::is_training);
    let settled = page.slice(|state| if state.is_training() { None } else { state.run.metrics });
    let sample = page.slice(|state| state.run.sample());
    move || {
        let metrics = settled.get().filter(|metrics| !training.get() && metrics.step > 0)?;
        let step = ("step", whole(metrics.step).into());
        let loss = ("loss", number(metrics.test_loss).into());
        let curves = page.now(|state| state.options.lesson().lesson().curves);
        let summary = match metrics.test_accuracy {
            Some(accuracy) => page.text_with(
                &format!("{curves}-summary-accuracy"),
                &[step, loss, ("accuracy", percent(accuracy).into())],
            ),
            None => page.text_with(&format!("{curves}-summary"), &[step, loss]),
        };
        let of_sample = sample.get().map(|(count, total)| {
            let args = [("count", whole(count.into()).into()), ("total", whole(total.into()).into())];
            page.text_with("stat-summary-sample", &args)
        });
        Some([Some(summary), of_sample].into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

/// A seed that a person can read and type.
fn any_seed() -> u32 {
    (js_sys::Math::random() * 9999.0) as u32 + 1
}
