//! The network's output along a line of inputs, the examples on it, and the residuals.

use leptos::prelude::*;

use crate::app::words::number;
use crate::lesson::Panel;
use crate::plot::{FitWords, draw_fit};
use crate::protocol::{self, PictureId};
use crate::web::canvas::Canvas;
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, in_words};

/// Mean squared error below which the targets count as met, and how close to the minimum error a line counts as the best.
const MET: f64 = 0.002;
const NEAR: f64 = 0.01;
/// Slope below which an activation counts as flat: a sigmoid's largest slope is 0.25.
const LEVEL: f32 = 0.02;

/// The fit's panel.
#[component]
pub(crate) fn Fit() -> impl IntoView {
    let page = page();
    let seen = page.observed::<protocol::Fit>(PictureId::Fit);
    let words = move || FitWords { x: page.text("fit-x"), y: page.text("fit-y"), bound: page.text("fit-bound") };
    let diagnosis = Memo::new(move |_| seen.get().as_deref().map_or(Diagnosis::Within, Diagnosis::of));
    let sums = move || {
        seen.get().as_deref().and_then(|fit| {
            let [w1, w2, b] = fit.parameters[..] else { return None };
            let say = |value: f32| number(f64::from(value)).into();
            let args =
                [("w1", say(w1)), ("w2", say(w2)), ("b", say(b)), ("slope", say(w1 + w2)), ("intercept", say(b + w2))];
            Some(page.text_with("fit-parameters", &args))
        })
    };
    view! {
        <Card panel=Panel::Fit>
            <div class="picture">
                <Canvas
                    data=move || (seen.get(), words())
                    label=Signal::derive(alternative(page))
                    paint=|surface, (seen, words)| {
                        seen.as_deref().map_or(Ok(()), |fit| Ok(draw_fit(&surface.area()?, fit, words, &surface.style)?))
                    }
                />
                <Empty when=move || seen.with(Option::is_none) id="state-building"/>
            </div>
            <div class="legend">
                <span><i class="dot wanted" aria-hidden="true"></i>{page.say("fit-legend-target")}</span>
                <span><i class="dot said" aria-hidden="true"></i>{page.say("fit-legend-output")}</span>
                <span><i class="dash" aria-hidden="true"></i>{page.say("fit-legend-residual")}</span>
            </div>
            <p translate="no" class="readout">{sums}</p>
            <p translate="no" class="diagnosis" class:bad=move || diagnosis.with(Diagnosis::is_bad) role="status">
                {move || diagnosis.with(|diagnosis| diagnosis.words(page))}
            </p>
            <Rows seen/>
        </Card>
    }
}

/// Every example with its residual.
#[component]
fn Rows(seen: Memo<Option<Seen<protocol::Fit>>>) -> impl IntoView {
    let page = page();
    let count = Memo::new(move |_| seen.get().as_deref().map_or(0, |fit| fit.targets.len()));
    let steep = Memo::new(move |_| seen.get().as_deref().is_some_and(|fit| !fit.slopes.is_empty()));
    let cell = move |index: usize, read: fn(&protocol::Fit, usize) -> Option<f32>| {
        move || {
            let value = seen.get().as_deref().and_then(|fit| read(fit, index));
            value.map(|value| number(f64::from(value)))
        }
    };
    view! {
        <table translate="no" class="rows">
            <caption class="out-of-sight">{page.say("fit-rows")}</caption>
            <thead>
                <tr>
                    <th scope="col">{page.say("fit-place")}</th>
                    <th scope="col">{page.say("fit-target")}</th>
                    <th scope="col">{page.say("fit-output")}</th>
                    <th scope="col">{page.say("fit-residual")}</th>
                    <Show when=move || steep.get()>
                        <th scope="col">{page.say("fit-slope")}</th>
                    </Show>
                </tr>
            </thead>
            <tbody>
                <For each=move || 0..count.get() key=|index| *index let:index>
                    <tr>
                        <th scope="row">{cell(index, |fit, index| fit.places.get(index).copied())}</th>
                        <td>{cell(index, |fit, index| fit.targets.get(index).copied())}</td>
                        <td>{cell(index, |fit, index| fit.outputs.get(index).copied())}</td>
                        <td>{cell(index, |fit, index| Some(fit.targets.get(index)? - fit.outputs.get(index)?))}</td>
                        <Show when=move || steep.get()>
                            <td>{cell(index, |fit, index| fit.slopes.get(index).copied())}</td>
                        </Show>
                    </tr>
                </For>
            </tbody>
        </table>
    }
}

/// An assessment of the fit. Changes rarely, so that it can be read aloud.
#[derive(Clone, Debug, PartialEq)]
enum Diagnosis {
    /// Every target can be reached.
    Within,
    /// Every target is met.
    Met,
    /// The numbers are too large to compute with.
    TooLarge,
    /// No parameters have a smaller error than this, and the current ones come close.
    Best(f64),
    /// Some targets are beyond the output's bound.
    Beyond {
        /// The output is so close to its bound that the activation is flat.
        level: bool,
        /// Smallest and largest target.
        targets: [f32; 2],
        /// The bound that they lie beyond.
        bound: f32,
        /// The smallest mean squared error for outputs within their bounds.
        least: f64,
    },
}

impl Diagnosis {
    fn of(fit: &protocol::Fit) -> Self {
        let missed = |(target, output): (&f32, &f32)| f64::from(target - output).powi(2);
        let mean = |errors: &mut dyn Iterator<Item = f64>| errors.sum::<f64>() / fit.targets.len().max(1) as f64;
        let error = mean(&mut fit.targets.iter().zip(fit.outputs.iter()).map(missed));
        // In f32, like the loss.
        if !(error as f32).is_finite() || fit.parameters.iter().any(|value| !value.is_finite()) {
            return Self::TooLarge;
        }
        let [low, high] = fit.bounds;
        let extent = |from: f32, pick: fn(f32, f32) -> f32| fit.targets.iter().copied().fold(from, pick);
        let targets = [extent(f32::INFINITY, f32::min), extent(f32::NEG_INFINITY, f32::max)];
        if targets[1] > high || targets[0] < low {
            let miss = |target: &f32| f64::from(target - target.clamp(low, high)).powi(2);
            return Self::Beyond {
                level: !fit.slopes.is_empty() && fit.slopes.iter().all(|slope| *slope < LEVEL),
                targets,
                bound: if targets[1] > high { high } else { low },
                least: mean(&mut fit.targets.iter().map(miss)),
            };
        }
        match fit.least.map(f64::from) {
            _ if error < MET => Self::Met,
            Some(least) if error <= least + MET.max(NEAR * least) => Self::Best(least),
            _ => Self::Within,
        }
    }

    fn is_bad(&self) -> bool {
        matches!(self, Self::Beyond { .. } | Self::TooLarge)
    }

    fn words(&self, page: Page) -> String {
        match self {
            Self::Within => page.text("fit-within"),
            Self::Met => page.text("fit-met"),
            Self::TooLarge => page.text("fit-too-large"),
            Self::Best(least) => page.text_with("fit-best", &[("least", number(*least).into())]),
            Self::Beyond { level, targets, bound, least } => {
                let say = |value: f32| number(f64::from(value)).into();
                let args = [
                    ("low", say(targets[0])),
                    ("high", say(targets[1])),
                    ("bound", say(*bound)),
                    ("least", number(*least).into()),
                ];
                page.text_with(if *level { "fit-saturated" } else { "fit-beyond" }, &args)
            }
        }
    }
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Fit, move || {
        let seen = page.observed_now::<protocol::Fit>(PictureId::Fit);

        seen.as_deref().map(|fit| {
            let say = |value: Option<&f32>| number(value.copied().map_or(f64::NAN, f64::from)).into();
            let worst = fit.targets.iter().zip(fit.outputs.iter()).map(|(target, output)| (target - output).abs());
            let args = [
                ("from", say(fit.curve.first())),
                ("to", say(fit.curve.last())),
                ("worst", number(f64::from(worst.fold(0.0, f32::max))).into()),
            ];
            page.text_with("alt-fit", &args)
        })
    })
}
