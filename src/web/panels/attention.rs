//! The attention matrices of all heads: every one small, the selected one large.

use leptos::html;
use leptos::prelude::*;

use super::looks::{describe, head_name, most, row};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::percent;
use crate::lesson::Panel;
use crate::options::{Key, Positions, TransformerTask};
use crate::plot::{Titles, cell_at, draw_matrix, matrix_map, matrix_rect};
use crate::protocol::{Matrices, PictureId};
use crate::web::canvas::{Canvas, pointer};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, in_words, live};
use crate::web::system;

/// The attention panel.
#[component]
pub(crate) fn Attention() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Matrices>(PictureId::Attention);
    let name =
        Memo::new(move |_| seen.get().as_deref().and_then(|matrix| matrix.items.first().map(|item| item.0.clone())));
    // The cell under the pointer or the keyboard's cursor.
    let cell = RwSignal::new(None::<(u32, u32)>);
    let readout = move || {
        let (from, to) = cell.get()?;
        seen.get().as_deref().and_then(|matrix| {
            let share = *row(matrix, 0, from)?.get(to as usize)?;
            Some(describe(page, matrix, from, to, share))
        })
    };
    // Long sequences are too fine for the small pictures.
    let heads = page.observed::<Matrices>(PictureId::Heads);
    let rows = move |picture: Memo<Option<Seen<Matrices>>>| picture.get().as_deref().map_or(0, |all| all.rows);
    let step = Memo::new(move |_| rows(seen).div_ceil(rows(heads).max(1)));
    let coarse = move || {
        let step = step.get();
        (step > 1).then(|| page.text_with("attention-coarse", &[("step", step.to_string().into())]))
    };
    view! {
        <Card panel=Panel::Attention beside=move || view! { <span class="aside">{move || name.get().map(|name| head_name(page, &name))}</span> }>
            <div class="looked">
                <Large seen cell/>
                <Heads/>
            </div>
            <p translate="no" class="readout" id="attention-said" aria-live=live(page)>
                {move || readout().unwrap_or_else(|| page.hint("attention-hint"))}
            </p>
            <div class="legend">
                <span translate="no" class="scale">
                    <span>{page.say("attention-low")}</span>
                    <span class="ramp">
                        <Canvas
                            data=|| ()
                            paint=|surface, ()| {
                                let steps: Vec<f32> = (0..64_u8).map(|step| (f32::from(step) + 0.5) / 64.0).collect();
                                let bitmap = matrix_map(&steps, [0.0, 1.0], &surface.style.theme);
                                surface.blit(&bitmap, 64, surface.whole(), true)
                            }
                        />
                    </span>
                    <span>{page.say("attention-high")}</span>
                </span>
                <span>{page.say("attention-rows")}</span>
                <span>{coarse}</span>
            </div>
            <p class="aside note">{note(page)}</p>
        </Card>
    }
}

/// What the current settings make impossible to learn.
fn note(page: Page) -> impl Fn() -> String + Copy + Send + Sync {
    let id = page.slice(|state| {
        let options = &state.options;
        let unplaced = options.choice_or_default::<Positions>(Key::Positions) == Positions::None;
        match options.choice_or_default(Key::Task) {
            TransformerTask::Reverse | TransformerTask::Sort if unplaced => "attention-without-positions",
            TransformerTask::Reverse if options.is_on(Key::Causal) => "attention-causal-reverse",
            TransformerTask::Sort if options.is_on(Key::Causal) => "attention-causal-sort",
            TransformerTask::Recall | TransformerTask::Classify if options.is_on(Key::Causal) => "attention-causal",
            _ => "attention-plain",
        }
    });
    move || page.text(id.get())
}

/// The selected head's matrix: one tab stop, navigated by arrow keys.
#[component]
fn Large(seen: Memo<Option<Seen<Matrices>>>, cell: RwSignal<Option<(u32, u32)>>) -> impl IntoView {
    let page = page();
    let token = page.slice(|state| state.display.token);
    let node = NodeRef::<html::Canvas>::new();
    let titles = Memo::new(move |_| Titles { rows: page.text("attention-from"), columns: page.text("attention-to") });
    let go = move |to: Option<(u32, u32)>| {
        cell.set(to);
        if let Some((from, _)) = to.filter(|(from, _)| *from != token.get_untracked()) {
            page.dispatch(Msg::Show(DisplayChange::Token(from)));
        }
    };
    let moved = move |event: web_sys::PointerEvent| {
        let place = node.get_untracked().and_then(|canvas| {
            let size = (f64::from(canvas.width()), f64::from(canvas.height()));
            seen.get_untracked().as_deref().and_then(|matrix| {
                let rect = titles.with_untracked(|titles| matrix_rect(matrix, titles, size, system::pixel_ratio()));
                cell_at(matrix, rect, pointer(&event))
            })
        });
        go(place);
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let (across, down) = match event.key().as_str() {
            "ArrowUp" => (0, -1),
            "ArrowDown" => (0, 1),
            "ArrowLeft" => (-1, 0),
            "ArrowRight" => (1, 0),
            _ => return,
        };
        event.prevent_default();
        let size = seen.get_untracked().as_deref().map(|matrix| (matrix.rows, matrix.columns));
        let Some((rows, columns)) = size.filter(|size| size.0 > 0 && size.1 > 0) else { return };
        let (row, column) = cell.get_untracked().unwrap_or((token.get_untracked(), 0));
        let step = |at: u32, by: i32, count: u32| at.saturating_add_signed(by).min(count - 1);
        go(Some((step(row, down, rows), step(column, across, columns))));
    };
    let arrived = move |_| {
        if cell.get_untracked().is_none() {
            cell.set(Some((token.get_untracked(), 0)));
        }
    };
    view! {
        <div
            class="picture"
            role="application"
            tabindex="0"
            aria-labelledby="title-attention"
            aria-describedby="attention-said"
            on:keydown=key
            on:focus=arrived
            on:blur=move |_| cell.set(None)
            on:pointermove=moved
            on:pointerdown=moved
            on:pointerleave=move |_| cell.set(None)
        >
            <Canvas
                data=move || (seen.get(), titles.get(), token.get(), cell.get())
                node
                label=Signal::derive(alternative(page))
                paint=|surface, (seen, titles, token, cell)| {
                    seen.as_deref().map_or(Ok(()), |matrix| {
                        let Some((_, range, values)) = matrix.items.first() else { return Ok(()) };
                        let size = (surface.width, surface.height);
                        let place = matrix_rect(matrix, titles, size, surface.style.scale);
                        let bitmap = matrix_map(values, *range, &surface.style.theme);
                        surface.blit(&bitmap, matrix.columns, place, false)?;
                        let marked = (Some(*token), cell.map(|cell| cell.1));
                        Ok(draw_matrix(&surface.area()?, matrix, titles, marked, &surface.style)?)
                    })
                }
            />
            <Empty when=move || seen.with(Option::is_none) id="state-building"/>
        </div>
    }
}

/// Every head of every block as a small button that selects it.
#[component]
fn Heads() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Matrices>(PictureId::Heads);
    let names = Memo::new(move |_| {
        seen.get()
            .as_deref()
            .map(|all| all.items.iter().map(|item| item.0.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    view! {
        <ul translate="no" class="heads" aria-label=page.say("attention-heads")>
            <For each=move || names.get().into_iter().enumerate() key=Clone::clone let((index, name))>
                <li><Head index name seen/></li>
            </For>
        </ul>
    }
}

#[component]
fn Head(index: usize, name: String, seen: Memo<Option<Seen<Matrices>>>) -> impl IntoView {
    let page = page();
    let chosen = page.slice(move |state| state.display.view.head as usize);
    let last = Memo::new(move |_| seen.get().as_deref().map_or(1, |all| all.items.len()).saturating_sub(1));
    view! {
        <button
            class="head"
            aria-pressed=move || (chosen.get().min(last.get()) == index).to_string()
            on:click=move |_| page.dispatch(Msg::Show(DisplayChange::Head(index as u32)))
        >
            <span class="map">
                <Canvas
                    data=move || seen.get()
                    paint=move |surface, seen| {
                        seen.as_deref().map_or(Ok(()), |all| {
                            let Some((_, range, values)) = all.items.get(index) else { return Ok(()) };
                            let bitmap = matrix_map(values, *range, &surface.style.theme);
                            surface.blit(&bitmap, all.columns, surface.whole(), false)
                        })
                    }
                />
            </span>
            <span>{move || head_name(page, &name)}</span>
        </button>
    }
}

/// The large matrix in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Attention, move || {
        let seen = page.observed_now::<Matrices>(PictureId::Attention);
        seen.as_deref().and_then(|matrix| summary(page, matrix))
    })
}

fn summary(page: Page, matrix: &Matrices) -> Option<String> {
    let (name, ..) = matrix.items.first()?;
    let largest = (0..matrix.rows).filter_map(|from| Some(f64::from(most(row(matrix, 0, from)?)?.1)));
    let mean = largest.sum::<f64>() / f64::from(matrix.rows.max(1));
    let args = [
        ("head", head_name(page, name).into()),
        ("count", matrix.rows.to_string().into()),
        ("share", percent(mean).into()),
    ];
    Some(page.text_with("alt-attention", &args))
}
