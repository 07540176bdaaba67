//! The network's output at every point of the plane, with the examples on top.

use leptos::html;
use leptos::prelude::*;

use super::network::unit_name;
use crate::app::Msg;
use crate::app::hidden::Part;
use crate::app::message::DisplayChange;
use crate::app::words::{number, percent, whole};
use crate::lesson::Panel;
use crate::options::Key;
use crate::plot::{self, draw_points, draw_probe, field_rect, heat_map, position_at, scale_bar};
use crate::protocol::{Field, Layers, PictureId, Scatter};
use crate::web::canvas::{Canvas, CanvasSurface, Painted, pointer};
use crate::web::icons::{self, Icon};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, Switch, direction, in_words, live};
use crate::web::pointing::pointing;
use crate::web::system;

/// Arrow key steps from one side of the plane to the other, and how much longer they are with Shift.
const STEPS: f64 = 48.0;
const LONG: f64 = 4.0;
/// How close the pointer must be to an example, as a share of the plane's width.
const NEAR: f64 = 0.025;

/// The output panel.
#[component]
pub(crate) fn Output() -> impl IntoView {
    let page = page();
    let field = page.observed::<Field>(PictureId::Output);
    let points = page.observed::<Scatter>(PictureId::Points);
    let show_test = page.slice(|state| state.display.show_test);
    let discretize = page.slice(|state| state.display.discretize);
    let classes = page.slice(|state| state.run.summary.as_ref().is_none_or(|summary| summary.classes));
    // If training and test points are the same, there is nothing to tell apart.
    let apart = page.slice(|state| state.options.has(Key::TestShare));
    let range = Memo::new(move |_| field.get().as_deref().map_or([-1.0, 1.0], |field| field.range));
    let overflows =
        Memo::new(move |_| field.get().as_deref().is_some_and(|field| field.values.iter().any(|value| value.is_nan())));
    let network = page.observed::<Layers>(PictureId::Network);
    let pointed = pointing().unit;
    // A unit pointed at in the diagram is shown here, large, meanwhile.
    let unit = move || {
        let (column, row) = pointed.get()?;
        network.get().filter(|layers| has_map(layers, column, row)).map(|layers| (layers, column, row))
    };
    let hover = RwSignal::new(None::<(f64, f64)>);
    // The example under the pointer, or the probe: the diagram shows its values.
    let example = Memo::new(move |_| {
        let at = hover.get()?;
        points.get()?.nearest(at, NEAR, show_test.get())
    });
    Effect::new(move || page.dispatch(Msg::Show(DisplayChange::Place(example.get()))));
    // Whether the keyboard moved the probe, so that it has to be visible.
    let by_keys = RwSignal::new(false);
    let node = NodeRef::<html::Canvas>::new();
    let moved = move |event: web_sys::PointerEvent| {
        let place = node.get_untracked().and_then(|canvas| {
            let scale = system::pixel_ratio();
            let size = (f64::from(canvas.width()), f64::from(canvas.height()));
            let region = field.get_untracked().as_deref().map(|field| field.region)?;
            position_at(region, size, scale, pointer(&event))
        });
        by_keys.set(false);
        hover.set(place);
    };
    let travel = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && hover.get_untracked().is_some() {
            event.prevent_default();
            return hover.set(None);
        }
        let Some(direction) = direction(&event.key()).map(|direction| direction.map(f64::from)) else { return };
        event.prevent_default();
        let step = if event.shift_key() { LONG } else { 1.0 } / STEPS;
        let region = field.get_untracked().as_deref().map(|field| field.region.map(f64::from));
        let place = region.map(|region| move_probe(region, hover.get_untracked(), direction, step));
        by_keys.set(true);
        hover.set(place);
    };
    let data = move || {
        let probe = hover.get().filter(|_| by_keys.get());
        Drawn {
            field: field.get(),
            points: points.get(),
            unit: unit(),
            show_test: show_test.get(),
            discretize: discretize.get(),
            probe,
            example: example.get(),
        }
    };
    let readout = move || {
        if let Some((layers, column, row)) = unit() {
            let name = unit_name(page, &layers, column, row)?;
            return Some(page.text_with("output-unit", &[("unit", name.into())]));
        }
        let (x1, x2) = hover.get()?;
        let value = field.get().as_deref().map(|field| field.at(x1, x2))??;
        let args = [("x1", number(x1).into()), ("x2", number(x2).into()), ("value", number(f64::from(value)).into())];
        Some(page.text_with(if example.get().is_some() { "output-here-example" } else { "output-here" }, &args))
    };
    view! {
        <Card panel=Panel::Output beside=move || view! { <Switches apart/> }>
            <div
                class="picture"
                role="application"
                tabindex="0"
                aria-labelledby="title-output"
                aria-describedby="output-said output-keys"
                on:keydown=travel
                on:blur=move |_| hover.set(None)
                on:pointermove=moved
                on:pointerdown=moved
                on:pointerleave=move |_| hover.set(None)
            >
                <Canvas
                    data
                    node
                    label=Signal::derive(alternative(page))
                    paint
                />
                <span class="out-of-sight" id="output-keys">{page.say("output-keys")}</span>
                <Empty when=move || field.with(Option::is_none) id="state-empty-output"/>
            </div>
            <p class="readout" id="output-said" translate="no" aria-live=live(page)>
                {move || readout().unwrap_or_else(|| page.text("output-region"))}
            </p>
            <Legend range classes discretize overflows apart/>
        </Card>
    }
}

/// Everything that the picture is painted from.
#[derive(Clone, PartialEq)]
struct Drawn {
    field: Option<Seen<Field>>,
    points: Option<Seen<Scatter>>,
    /// The unit shown instead of the output: its column and row.
    unit: Option<(Seen<Layers>, usize, usize)>,
    show_test: bool,
    discretize: bool,
    /// The position the keyboard moved to.
    probe: Option<(f64, f64)>,
    /// The example whose values are shown.
    example: Option<[f32; 2]>,
}

fn paint(surface: &CanvasSurface, drawn: &Drawn) -> Painted {
    let Drawn { field, points, unit, show_test, discretize, probe, example } = drawn;
    let Some(field) = field else { return Ok(()) };
    let theme = &surface.style.theme;
    let place = field_rect(surface.width, surface.height, surface.style.scale);
    match unit.as_ref().and_then(|(layers, column, row)| map_of(layers, *column, *row)) {
        Some((map, side)) => surface.blit(&heat_map(map, theme, *discretize), side, place, !discretize)?,
        None => surface.blit(&heat_map(&field.shades(), theme, *discretize), field.width, place, !discretize)?,
    }
    if let Some(points) = points {
        draw_points(&surface.area()?, points, *show_test, &surface.style)?;
    }
    if let Some(at) = probe.or_else(|| example.map(|[x1, x2]| (x1.into(), x2.into()))) {
        draw_probe(&surface.area()?, field.region, at, &surface.style)?;
    }
    Ok(())
}

/// A unit's picture over the plane, and its side.
fn map_of(layers: &Layers, column: usize, row: usize) -> Option<(&[f32], u32)> {
    let column = layers.columns.get(column).filter(|column| !column.weight_maps)?;
    let size = (column.map_side * column.map_side) as usize;
    Some((column.maps.chunks_exact(size.max(1)).nth(row)?, column.map_side))
}

fn has_map(layers: &Layers, column: usize, row: usize) -> bool {
    map_of(layers, column, row).is_some()
}

/// The probe's position after an arrow key. The first key only shows the probe, in the middle.
fn move_probe(
    [left, last, bottom, top]: [f64; 4],
    at: Option<(f64, f64)>,
    [right, up]: [f64; 2],
    step: f64,
) -> (f64, f64) {
    let moved = |at: f64, by: f64, low: f64, high: f64| (at + by * step * (high - low)).clamp(low, high);
    let middle = (f64::midpoint(left, last), f64::midpoint(bottom, top));
    at.map_or(middle, |(x1, x2)| (moved(x1, right, left, last), moved(x2, up, bottom, top)))
}

/// The controls and readout next to the field.
#[component]
fn Switches(apart: Memo<bool>) -> impl IntoView {
    view! {
        <div class="switches">
            <Show when=move || apart.get()>
                <Switch
                    id="output-test"
                    on=|state| state.display.show_test
                    change=DisplayChange::TestPoints
                    part=Part::TestPoints
                />
            </Show>
            <Switch
                id="output-discretize"
                on=|state| state.display.discretize
                change=DisplayChange::Discretize
                part=Part::Discretize
            />
        </div>
    }
}

/// The meaning of colours and marks.
#[component]
fn Legend(
    range: Memo<[f32; 2]>,
    classes: Memo<bool>,
    discretize: Memo<bool>,
    overflows: Memo<bool>,
    apart: Memo<bool>,
) -> impl IntoView {
    let page = page();
    let show_test = page.slice(|state| state.display.show_test);
    view! {
        <div class="legend">
            <Show when=move || classes.get()>
                <span class="neg"><Icon shape=icons::DISC/><b>{move || page.text_with("legend-class", &[("class", end(range.get(), 0).into())])}</b></span>
                <span class="pos"><Icon shape=icons::TRIANGLE/><b>{move || page.text_with("legend-class", &[("class", end(range.get(), 1).into())])}</b></span>
            </Show>
            <Scale range discretize/>
            <Show when=move || !classes.get()>
                <span>{page.say("legend-output")}</span>
                <span><i class="dot example" aria-hidden="true"></i>{page.say("legend-example")}</span>
            </Show>
            <Show when=move || overflows.get()>
                <span>{page.say("legend-overflow")}</span>
            </Show>
            <Show when=move || show_test.get() && apart.get()>
                <span>{page.say("legend-test-point")}</span>
            </Show>
        </div>
    }
}

/// The colours of the outputs, from one end to the other.
#[component]
fn Scale(range: Memo<[f32; 2]>, discretize: Memo<bool>) -> impl IntoView {
    view! {
        <span translate="no" class="scale">
            <span>{move || end(range.get(), 0)}</span>
            <span class="ramp">
                <Canvas
                    data=move || discretize.get()
                    paint=|surface, discretize| {
                        let bitmap = scale_bar(128, 1, &surface.style.theme, *discretize);
                        surface.blit(&bitmap, 128, surface.whole(), !discretize)
                    }
                />
            </span>
            <span>{move || end(range.get(), 1)}</span>
        </span>
    }
}

/// The label of the scale's low or high end: "−1" and "+1", "0" and "1".
fn end(range: [f32; 2], side: usize) -> String {
    let text = plot::number(f64::from(range[side]));
    // A plus sign helps only if the other end is negative.
    if side == 1 && range[0] < 0.0 { format!("+{text}") } else { text }
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Output, move || {
        let field = page.observed_now::<Field>(PictureId::Output);
        let points = page.observed_now::<Scatter>(PictureId::Points);
        let metrics = page.now(|state| state.run.metrics);
        let count = points.as_deref().map_or(0, |points| points.targets.len());
        let words = field.as_deref().map(|field| {
            let metrics = metrics?;
            let points = ("points", whole(count as u64).into());
            Some(if let Some(accuracy) = metrics.test_accuracy {
                let positive = field.values.iter().filter(|value| field.shade(**value) > 0.0).count();
                let share = positive as f64 / field.values.len().max(1) as f64;
                let args = [
                    ("positive", percent(share).into()),
                    ("high", end(field.range, 1).into()),
                    ("low", end(field.range, 0).into()),
                    points,
                    ("accuracy", percent(accuracy).into()),
                ];
                page.text_with("alt-output-classes", &args)
            } else {
                let low = field.values.iter().copied().fold(f32::INFINITY, f32::min);
                let high = field.values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
                let args = [
                    ("low", number(f64::from(low)).into()),
                    ("high", number(f64::from(high)).into()),
                    points,
                    ("loss", number(metrics.test_loss).into()),
                ];
                page.text_with("alt-output-values", &args)
            })
        });
        words.flatten()
    })
}
