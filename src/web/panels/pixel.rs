//! How one value of a feature map is computed: the window, the kernel, the products, their sum, the activation.

use leptos::prelude::*;

use super::maps::{clamp_spot, plan, words};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::state::Field;
use crate::app::words::number;
use crate::lesson::Panel;
use crate::options::{Key, Pooling, Stage, numbers};
use crate::protocol::{PictureId, Spot, Window};
use crate::shape::conv::StageShape;
use crate::web::controls::{Steps, Typed};
use crate::web::page::{Page, page};
use crate::web::parts::{Card, why_empty};

/// Number of inputs whose products are listed.
const FULL: usize = 2;
/// Number of inputs whose sums are listed.
const SUMS: usize = 16;

/// The panel of one value.
#[component]
pub(crate) fn Pixel() -> impl IntoView {
    let page = page();
    let plan = plan(page);
    let seen = page.observed::<Window>(PictureId::Pixel);
    let window = Memo::new(move |_| seen.get().as_deref().cloned());
    // What the options say about the value's stage; `None` while the numbers still belong to another network.
    let shown = Memo::new(move |_| {
        let window = window.get()?;
        let (_, shaped) = plan.with(|plan| plan.get(window.spot.stage as usize).cloned())?;
        (window.side == shaped.window).then_some((window, shaped))
    });
    let title = move || {
        let words = window.with(|window| {
            let spot = window.as_ref()?.spot;
            let name = plan.with(|plan| Some(plan.get(spot.stage as usize)?.0.clone()))?;
            Some(words::place(page, &words::layer(page, &name), [spot.map, spot.row, spot.column]))
        });
        words.unwrap_or_default()
    };
    let (waits, none) = (why_empty(page, "state-empty-digits"), why_empty(page, "pixel-none"));
    let empty = move || if plan.with(Vec::is_empty) { none() } else { waits() };
    view! {
        <Card panel=Panel::Pixel beside=move || view! { <span class="aside">{title}</span> }>
            <Show when=move || plan.with(|plan| !plan.is_empty())>
                <Choice plan/>
            </Show>
            <div class="stage">
                <Show
                    when=move || shown.with(Option::is_some)
                    fallback=move || view! { <p class="empty">{empty}</p> }
                >
                    {move || shown.with(|shown| shown.as_ref().map(|(window, shaped)| arithmetic(page, window, shaped)))}
                </Show>
            </div>
            <div class="legend">
                <span>{page.say("pixel-signs")}</span>
                <span>{page.say("pixel-outside")}</span>
            </div>
        </Card>
    }
}

/// Selects the value: layer, map, row, column.
#[component]
fn Choice(plan: Memo<Vec<(String, StageShape)>>) -> impl IntoView {
    let page = page();
    let spot = page.slice(|state| state.display.view.spot);
    let spot = Memo::new(move |_| plan.with(|plan| clamp_spot(spot.get(), plan)).unwrap_or_default());
    let choose = move |spot: Spot| page.dispatch(Msg::Show(DisplayChange::Spot(spot)));
    let stage = move |event| {
        if let Ok(stage) = event_target_value(&event).parse() {
            choose(Spot { stage, ..spot.get_untracked() });
        }
    };
    let field = move |name: Field,
                      id: &'static str,
                      read: fn(&Spot) -> u32,
                      most: fn(&StageShape) -> u32,
                      write: fn(&mut Spot, u32)| {
        let most = Signal::derive(move || {
            plan.with(|plan| plan.get(spot.get().stage as usize).map_or(1, |(_, shaped)| most(shaped)))
        });
        let set = move |number: u32| {
            let mut spot = spot.get_untracked();
            write(&mut spot, number - 1);
            choose(spot);
        };
        let taken = move |text: String| {
            let most = most.get_untracked();
            match numbers::read_whole::<u32>(&text) {
                Ok(number) if (1..=most).contains(&number) => set(number),
                _ => page.dispatch(Msg::Mistyped { field: name, text, most }),
            }
        };
        let act = Callback::new(move |by: i32| {
            let now = read(&spot.get_untracked()) + 1;
            set(now.saturating_add_signed(by).clamp(1, most.get_untracked()));
        });
        view! {
            <label>
                <span>{move || page.text(id)}</span>
                <Typed
                    class="field"
                    keyboard="numeric"
                    value=Signal::derive(move || (read(&spot.get()) + 1).to_string())
                    taken
                    steps=Steps { most, act }
                />
            </label>
        }
    };
    let layers = move || plan.get().into_iter().map(|(name, _)| name).enumerate().collect::<Vec<_>>();
    view! {
        <div class="choice">
            <label class="broad">
                <span>{page.say("pixel-stage")}</span>
                <select class="select" on:change=stage>
                    <For each=layers key=Clone::clone let((index, name))>
                        <option value=index.to_string() prop:selected=move || spot.get().stage as usize == index>
                            {move || words::layer(page, &name)}
                        </option>
                    </For>
                </select>
            </label>
            {field(Field::Map, "pixel-map", |spot| spot.map, |shaped| shaped.maps, |spot, map| spot.map = map)}
            {field(Field::Row, "pixel-row", |spot| spot.row, |shaped| shaped.side, |spot, row| spot.row = row)}
            {field(Field::Column, "pixel-column", |spot| spot.column, |shaped| shaped.side, |spot, column| spot.column = column)}
        </div>
    }
}

fn said(value: f64) -> String {
    number(value)
}

/// Decimals that show three digits of the largest number; the same for a whole grid, so that columns line up.
fn decimals(largest: f32) -> usize {
    if largest.is_normal() { (2 - largest.abs().log10().floor() as i32).clamp(3, 9) as usize } else { 3 }
}

/// A number of a grid.
fn brief(value: f32, decimals: usize) -> String {
    let said = format!("{:.decimals$}", value.abs());
    match value {
        0.0 => String::from("0"),
        // Rounds to zero in its grid, so it gets no sign.
        value if value < 0.0 && said.contains(|digit: char| ('1'..='9').contains(&digit)) => format!("−{said}"),
        _ => said,
    }
}

/// The whole computation, with its numbers.
fn arithmetic(page: Page, window: &Window, shaped: &StageShape) -> AnyView {
    let field = window.field().max(1);
    let outside = outside(window.spot, shaped);
    let name = |channel: usize| page.text_with("pixel-channel", &[("channel", (channel + 1).to_string().into())]);
    if shaped.stage == Stage::Pool {
        let patch = window.patch.to_vec();
        let title = name(window.spot.map as usize);
        return view! {
            <div translate="no" class="sums">{grid(format!("{title} · {}", page.text("pixel-patch")), &patch, window.side, &outside)}</div>
            <p translate="no" class="equation">{pooled(page, window)}</p>
        }
        .into_any();
    }
    let sums = window.channel_sums();
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by(|a, b| sums[*b].abs().total_cmp(&sums[*a].abs()));
    let full = order.iter().take(FULL).map(|&channel| {
        let part = channel * field..(channel + 1) * field;
        let (patch, kernel) = (&window.patch[part.clone()], &window.kernel[part]);
        let products: Vec<f32> = patch.iter().zip(kernel).map(|(x, w)| x * w).collect();
        let sum = page.text_with("pixel-sum", &[("sum", said(sums[channel]).into())]);
        view! {
            <div translate="no" class="sums" role="group" aria-label=name(channel)>
                {grid(format!("{} · {}", name(channel), page.text("pixel-patch")), patch, window.side, &outside)}
                <span class="sign" aria-hidden="true">"×"</span>
                {grid(page.text("pixel-kernel"), kernel, window.side, &[])}
                <span class="sign" aria-hidden="true">"="</span>
                {grid(page.text("pixel-products"), &products, window.side, &outside)}
                <b class="sum">{sum}</b>
            </div>
        }
    });
    let full = full.collect_view();
    view! {
        {full}
        {(sums.len() > 1).then(|| channels(page, &sums, &order))}
        <p translate="no" class="equation">{equation(page, window)}</p>
    }
    .into_any()
}

/// Σ products + bias, and its activation.
fn equation(page: Page, window: &Window) -> String {
    let (total, bias) = (window.sum(), f64::from(window.bias));
    let sign = if bias < 0.0 { "−" } else { "+" };
    let args = [
        ("sum", said(total - bias).into()),
        ("sign", sign.into()),
        ("bias", said(bias.abs()).into()),
        ("total", said(total).into()),
    ];
    let activation = page.now(|state| state.options.activation());
    let activated = [
        ("activation", page.words(|words| words.choice(activation.name())).into()),
        ("total", said(total).into()),
        ("value", said(f64::from(window.value)).into()),
    ];
    format!("{} · {}", page.text_with("pixel-equation", &args), page.text_with("pixel-activated", &activated))
}

fn pooled(page: Page, window: &Window) -> String {
    let average = page.now(|state| state.options.choice_or_default::<Pooling>(Key::Pool) == Pooling::Average);
    let sum: f64 = window.patch.iter().map(|value| f64::from(*value)).sum();
    let args = [
        ("count", window.patch.len().to_string().into()),
        ("sum", said(sum).into()),
        ("value", said(f64::from(window.value)).into()),
    ];
    page.text_with(if average { "pixel-average" } else { "pixel-max" }, &args)
}

/// The sums of the inputs, strongest first.
fn channels(page: Page, sums: &[f64], order: &[usize]) -> impl IntoView + use<> {
    let largest = order.first().map_or(1.0, |first| sums[*first].abs()).max(f64::MIN_POSITIVE);
    let bar = |title: String, sum: f64| {
        let share = 100.0 * sum.abs() / largest;
        view! {
            <li class:negative=sum < 0.0>
                <span>{title}</span>
                <span class="bar" aria-hidden="true"><i style:width=format!("{:.0}%", share.min(100.0))></i></span>
                <b>{said(sum)}</b>
            </li>
        }
    };
    let one = |&channel: &usize| {
        bar(page.text_with("pixel-channel", &[("channel", (channel + 1).to_string().into())]), sums[channel])
    };
    let shown = order.iter().take(SUMS).map(one).collect_view();
    let others = order.get(SUMS..).filter(|others| !others.is_empty()).map(|others| {
        let title = page.text_with("pixel-others", &[("count", others.len().to_string().into())]);
        bar(title, others.iter().map(|channel| sums[*channel]).sum())
    });
    let args = [("count", sums.len().to_string().into()), ("shown", FULL.min(sums.len()).to_string().into())];
    let title = page.text_with("pixel-sums", &args);
    view! {
        <p translate="no" class="readout">{title.clone()}</p>
        <ul translate="no" class="channels" aria-label=title>{shown}{others}</ul>
    }
}

/// Which positions of the window lie in the padding.
fn outside(spot: Spot, shaped: &StageShape) -> Vec<bool> {
    let inside = |first: i64, at: u32| (0..i64::from(shaped.from)).contains(&(first + i64::from(at)));
    let (top, left) = (shaped.first(spot.row), shaped.first(spot.column));
    (0..shaped.window)
        .flat_map(|row| (0..shaped.window).map(move |column| (row, column)))
        .map(|(row, column)| !(inside(top, row) && inside(left, column)))
        .collect()
}

/// Numbers in a square, coloured by sign and size.
fn grid(title: String, values: &[f32], side: u32, outside: &[bool]) -> impl IntoView + use<> {
    let largest = values.iter().fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
    let decimals = decimals(largest);
    let rows = values.chunks(side.max(1) as usize).enumerate().map(|(row, line)| {
        let cells = line.iter().enumerate().map(|(column, value)| {
            let padding = outside.get(row * side as usize + column).copied().unwrap_or(false);
            let share = format!("{:.0}%", 55.0 * value.abs() / largest);
            view! {
                <td class:negative=*value < 0.0 class:outside=padding style=("--share", share)>{brief(*value, decimals)}</td>
            }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table translate="no" class="numbers">
            <caption>{title}</caption>
            <tbody>{rows}</tbody>
        </table>
    }
}
