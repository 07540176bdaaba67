//! States and gates of a recurrent network over time: stacked heat maps of units × steps.

use leptos::html;
use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::number;
use crate::lesson::Panel;
use crate::plot::{StripWords, draw_strips, matrix_map, scale_bar, strip_cell, strips};
use crate::protocol::{Floats, Matrices, PictureId};
use crate::web::canvas::{Canvas, pointer};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, in_words, next_cell};
use crate::web::system;

/// The gates' panel.
#[component]
pub(crate) fn Gates() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Matrices>(PictureId::Gates);
    let unit = RwSignal::new(0_u32);
    let step = page.slice(|state| state.display.token);
    // Clamped, because another network may have fewer.
    let cell = Memo::new(move |_| {
        let size = seen.get().as_deref().map_or((1, 1), |all| (all.rows, all.columns));
        (unit.get().min(size.0.saturating_sub(1)), step.get().min(size.1.saturating_sub(1)))
    });
    let names = Memo::new(move |_| {
        seen.get()
            .as_deref()
            .map(|all| all.items.iter().map(|item| item.0.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let has = move |name: &str| names.with(|names| names.iter().any(|known| known == name));
    view! {
        <Card panel=Panel::Gates beside=move || view! { <span class="aside">{move || page.text(cell_words(&names.get()))}</span> }>
            <Strips seen names cell unit/>
            <Numbers seen names cell/>
            <p class="aside" id="gates-hint">{move || page.hint("gates-hint")}</p>
            <div class="legend">
                <span translate="no" class="scale">
                    <span>{page.say("gates-low")}</span>
                    <span class="ramp">
                        <Canvas
                            data=|| ()
                            paint=|surface, ()| {
                                surface.blit(&scale_bar(64, 1, &surface.style.theme, false), 64, surface.whole(), true)
                            }
                        />
                    </span>
                    <span>{page.say("gates-high")}</span>
                </span>
                <Show when=move || has("update") || has("forget")>
                    <span>{page.say("gates-open")}</span>
                </Show>
                <Show when=move || has("memory")>
                    <span>{page.say("gates-scaled")}</span>
                </Show>
            </div>
        </Card>
    }
}

/// The heat maps: one tab stop, navigated by arrow keys.
#[component]
fn Strips(
    seen: Memo<Option<Seen<Matrices>>>,
    names: Memo<Vec<String>>,
    /// The chosen unit and step.
    cell: Memo<(u32, u32)>,
    unit: RwSignal<u32>,
) -> impl IntoView {
    let page = page();
    let words = Memo::new(move |_| StripWords {
        names: names.with(|names| names.iter().map(|name| title(page, name)).collect()),
        axis: page.text("gates-axis"),
    });
    let go = move |(row, column): (u32, u32)| {
        unit.set(row);
        if column != cell.get_untracked().1 {
            page.dispatch(Msg::Show(DisplayChange::Token(column)));
        }
    };
    let node = NodeRef::<html::Canvas>::new();
    let moved = move |event: web_sys::PointerEvent| {
        let Some(canvas) = node.get_untracked() else { return };
        let size = (f64::from(canvas.width()), f64::from(canvas.height()));
        let found = seen
            .get_untracked()
            .as_deref()
            .map(|all| strip_cell(all, &strips(all, size, system::pixel_ratio()), pointer(&event)));
        if let Some(place) = found.flatten() {
            go(place);
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let size = seen.get_untracked().as_deref().map_or((1, 1), |all| (all.rows, all.columns));
        let wide = |(row, column): (u32, u32)| (row as usize, column as usize);
        let last = wide((size.0.saturating_sub(1), size.1.saturating_sub(1)));
        let Some((row, column)) = next_cell(&event.key(), wide(cell.get_untracked()), last) else { return };
        event.prevent_default();
        go((row as u32, column as u32));
    };
    view! {
        <div
            class="picture"
            style=("--strips", move || names.with(Vec::len).max(1).to_string())
            role="application"
            tabindex="0"
            aria-labelledby="title-gates"
            aria-describedby="gates-hint"
            on:keydown=key
            on:pointermove=moved
            on:pointerdown=moved
        >
            <Canvas
                data=move || (seen.get(), words.get(), cell.get())
                node
                label=Signal::derive(alternative(page))
                paint=|surface, (seen, words, cell)| {
                    seen.as_deref().map_or(Ok(()), |all| {
                        let rects = strips(all, (surface.width, surface.height), surface.style.scale);
                        for ((_, range, values), rect) in all.items.iter().zip(rects) {
                            let bitmap = matrix_map(values, *range, &surface.style.theme);
                            surface.blit(&bitmap, all.columns, rect, false)?;
                        }
                        Ok(draw_strips(&surface.area()?, all, words, *cell, &surface.style)?)
                    })
                }
            />
            <Empty when=move || seen.with(Option::is_none) id="state-building"/>
        </div>
    }
}

/// The numbers of the selected cell, and of all units at its step.
#[component]
fn Numbers(seen: Memo<Option<Seen<Matrices>>>, names: Memo<Vec<String>>, cell: Memo<(u32, u32)>) -> impl IntoView {
    let page = page();
    let value = move |index: usize, of_all: bool| {
        move || {
            let (row, column) = cell.get();
            seen.get()
                .as_deref()
                .and_then(|all| {
                    let column = values_at(all, index, column)?;
                    let mean = column.iter().map(|value| f64::from(*value)).sum::<f64>() / column.len().max(1) as f64;
                    let one = column.get(row as usize).map(|value| f64::from(*value));
                    if of_all { Some(mean) } else { one }
                })
                .map(number)
        }
    };
    let step = move || {
        let column = cell.get().1;
        let label = seen.get().as_deref().and_then(|all| all.labels.get(column as usize).cloned());
        let step = (column + 1).to_string();
        match label {
            Some(token) => page.text_with("gates-step-token", &[("step", step.into()), ("token", token.into())]),
            None => page.text_with("gates-step", &[("step", step.into())]),
        }
    };
    view! {
        <table translate="no" class="rows">
            <caption class="out-of-sight">{page.say("gates-numbers")}</caption>
            <thead>
                <tr>
                    <th scope="col">{step}</th>
                    <th scope="col">
                        {move || page.text_with("gates-unit", &[("unit", (cell.get().0 + 1).to_string().into())])}
                    </th>
                    <th scope="col">{page.say("gates-mean")}</th>
                </tr>
            </thead>
            <tbody>
                <For each=move || names.get().into_iter().enumerate() key=Clone::clone let((index, name))>
                    <tr>
                        <th scope="row">{move || title(page, &name)}</th>
                        <td>{value(index, false)}</td>
                        <td>{value(index, true)}</td>
                    </tr>
                </For>
            </tbody>
        </table>
    }
}

/// Every unit's value at a step.
fn values_at(all: &Matrices, index: usize, column: u32) -> Option<Vec<f32>> {
    let (_, _, Floats(values)) = all.items.get(index)?;
    Some(values.iter().skip(column as usize).step_by(all.columns.max(1) as usize).copied().collect())
}

/// A gate's or state's name.
fn title(page: Page, name: &str) -> String {
    page.text(match name {
        "hidden" => "gates-hidden",
        "memory" => "gates-memory",
        "input" => "gates-input",
        "forget" => "gates-forget",
        "output" => "gates-output",
        "update" => "gates-update",
        "reset" => "gates-reset",
        _ => "gates-candidate",
    })
}

/// The formula of the cell that has these gates.
fn cell_words(names: &[String]) -> &'static str {
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("forget") {
        "gates-lstm"
    } else if has("update") {
        "gates-gru"
    } else {
        "gates-rnn"
    }
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Gates, move || {
        let seen = page.observed_now::<Matrices>(PictureId::Gates);
        seen.as_deref().map(|all| {
            let means = all.items.iter().map(|(name, _, values)| {
                let mean = values.iter().map(|value| f64::from(*value)).sum::<f64>() / values.len().max(1) as f64;
                format!("{} {}", title(page, name), number(mean))
            });
            let args = [
                ("units", all.rows.to_string().into()),
                ("steps", all.columns.to_string().into()),
                ("means", means.collect::<Vec<_>>().join(", ").into()),
            ];
            page.text_with("alt-gates", &args)
        })
    })
}
