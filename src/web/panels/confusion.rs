//! The confusion matrix of true and predicted classes, and the digits of a selected cell.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::strip::{Ink, nth};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::whole;
use crate::lesson::Panel;
use crate::protocol::{Confusion, PictureId};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, next_cell};

/// Classes.
const CLASSES: usize = 10;
/// How many digits of a cell the panel has room for.
const ROOM: usize = 12;

/// The confusion matrix's panel.
#[component]
pub(crate) fn ConfusionMatrix() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Confusion>(PictureId::Confusion);
    // Equal counts cause no repainting.
    let counts = Memo::new(move |_| seen.get().as_deref().map(|found| found.counts.clone()).unwrap_or_default());
    let summary = move || {
        counts.with(|counts| {
            let right = (0..CLASSES).filter_map(|class| counts.get(class * (CLASSES + 1))).sum::<u32>();
            let args = [("right", count(right).into()), ("total", count(counts.iter().sum()).into())];
            page.text_with("confusion-summary", &args)
        })
    };
    view! {
        <Card panel=Panel::Confusion>
            <div class="stage">
                <Matrix counts/>
                <Empty when=move || counts.with(Vec::is_empty) id="state-empty-digits"/>
            </div>
            <p translate="no" class="readout">{summary}</p>
            <Found seen counts/>
            <div class="legend">
                <span><i class="swatch right" aria-hidden="true"></i>{page.say("confusion-legend-right")}</span>
                <span><i class="swatch wrong" aria-hidden="true"></i>{page.say("confusion-legend-wrong")}</span>
            </div>
        </Card>
    }
}

/// The matrix: one tab stop, navigated by arrow keys; each cell is a button.
#[component]
fn Matrix(counts: Memo<Vec<u32>>) -> impl IntoView {
    let page = page();
    let chosen = page.slice(|state| state.display.view.cell);
    // Where the tab key arrives.
    let stop = RwSignal::new((0_usize, 0_usize));
    let key = move |event: web_sys::KeyboardEvent| {
        let Some(to) = next_cell(&event.key(), stop.get_untracked(), (CLASSES - 1, CLASSES - 1)) else { return };
        event.prevent_default();
        stop.set(to);
        let cell = document().get_element_by_id(&id(to));
        if let Some(cell) = cell.and_then(|cell| cell.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Focus can only fail for an element that is gone.
            let _ = cell.focus();
        }
    };
    let cell = move |row: usize, column: usize| {
        let value = move || counts.with(|counts| counts.get(row * CLASSES + column).copied()).unwrap_or(0);
        let share = Memo::new(move |_| {
            let of_row = counts
                .with(|counts| counts.get(row * CLASSES..(row + 1) * CLASSES).map_or(0, |row| row.iter().sum::<u32>()));
            // The square root makes the few mistakes visible beside the many correct answers.
            let share = (f64::from(value()) / f64::from(of_row.max(1))).sqrt();
            (70.0 * share).round() as u32
        });
        let pressed = move || chosen.get() == Some([row as u8, column as u8]);
        let title = move || {
            let args = [
                ("label", row.to_string().into()),
                ("predicted", column.to_string().into()),
                // As it stands in the cell, so that whoever speaks to the page can name it.
                ("count", value().to_string().into()),
            ];
            page.text_with(if row == column { "confusion-right" } else { "confusion-cell" }, &args)
        };
        let choose = move |_| {
            stop.set((row, column));
            let cell = (!pressed()).then_some([row as u8, column as u8]);
            page.dispatch(Msg::Show(DisplayChange::Cell(cell)));
        };
        view! {
            <td>
                <button
                    id=id((row, column))
                    class="cell"
                    class:right=row == column
                    tabindex=move || if stop.get() == (row, column) { "0" } else { "-1" }
                    aria-pressed=move || pressed().to_string()
                    aria-label=title
                    title=title
                    style=("--share", move || format!("{}%", share.get()))
                    on:click=choose
                >
                    {move || value()}
                </button>
            </td>
        }
    };
    view! {
        <table translate="no" class="matrix" aria-labelledby="title-confusion" on:keydown=key>
            <thead>
                <tr>
                    <td></td>
                    <th colspan=CLASSES scope="colgroup">{page.say("confusion-taken")}</th>
                </tr>
                <tr>
                    <th scope="col">{page.say("confusion-true")}</th>
                    {(0..CLASSES).map(|class| view! { <th scope="col">{class}</th> }).collect_view()}
                </tr>
            </thead>
            <tbody>
                {(0..CLASSES)
                    .map(|row| {
                        view! {
                            <tr>
                                <th scope="row">{row}</th>
                                {(0..CLASSES).map(|column| cell(row, column)).collect_view()}
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
}

/// The digits of the selected cell, as buttons that show them in the network.
#[component]
fn Found(seen: Memo<Option<Seen<Confusion>>>, counts: Memo<Vec<u32>>) -> impl IntoView {
    let page = page();
    let chosen = page.slice(|state| state.display.view.cell);
    let found = Memo::new(move |_| {
        seen.get()
            .as_deref()
            .and_then(|found| (found.cell == chosen.get()).then(|| found.examples.clone()))
            .unwrap_or_default()
    });
    let title = move || {
        let Some([label, predicted]) = chosen.get() else { return page.text("confusion-hint") };
        let place = usize::from(label) * CLASSES + usize::from(predicted);
        let all = counts.with(|counts| counts.get(place).copied()).unwrap_or(0);
        if all == 0 {
            return page.text("confusion-none");
        }
        let shown = found.with(|found| found.len().min(ROOM)) as u32;
        let args = [
            ("label", label.to_string().into()),
            ("predicted", predicted.to_string().into()),
            ("count", count(all).into()),
            ("shown", shown.to_string().into()),
        ];
        page.text_with(if shown < all { "confusion-found-first" } else { "confusion-found" }, &args)
    };
    view! {
        <p translate="no" class="readout" role="status">{title}</p>
        <ul translate="no" class="strip found" aria-label=title>
            {(0..ROOM).map(|place| view! { <li><Example place seen found/></li> }).collect_view()}
        </ul>
    }
}

#[component]
fn Example(place: usize, seen: Memo<Option<Seen<Confusion>>>, found: Memo<Vec<u32>>) -> impl IntoView {
    let page = page();
    let index = Memo::new(move |_| found.with(|found| found.get(place).copied()));
    let probed = page.slice(|state| state.display.view.drawn.is_empty().then_some(state.display.view.probe));
    let pixels = Memo::new(move |_| {
        let pixels = seen.get().as_deref().map(|confusion| {
            index.get()?;
            nth(&confusion.pixels, confusion.side, place)
        });
        pixels.flatten().unwrap_or_default()
    });
    let title = move || index.get().and_then(|index| describe(page, index));
    let pick = move |_| {
        if let Some(index) = index.get_untracked() {
            page.dispatch(Msg::Show(DisplayChange::Probe(index)));
        }
    };
    view! {
        <Show when=move || index.get().is_some()>
            <button
                class="digit"
                aria-pressed=move || (index.get() == probed.get()).to_string()
                aria-label=title
                title=title
                on:click=pick
            >
                <Ink pixels/>
            </button>
        </Show>
    }
}

fn describe(page: Page, index: u32) -> Option<String> {
    let [label, predicted] = page.now(|state| state.display.view.cell)?;
    let args = [
        ("index", count(index).into()),
        ("label", label.to_string().into()),
        ("predicted", predicted.to_string().into()),
    ];
    Some(page.text_with("confusion-digit", &args))
}

fn id((row, column): (usize, usize)) -> String {
    format!("confusion-{row}-{column}")
}

fn count(value: u32) -> String {
    whole(u64::from(value))
}
