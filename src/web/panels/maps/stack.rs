//! The pictures of one layer. Hovering reads out a value; selecting it shows how it was computed.

use leptos::prelude::*;

use super::{Outline, clamp_spot, words};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::options::Stage;
use crate::plot::{Cell, Rect, Tiles, draw_tiles, grey_image, heat_map, weight_map};
use crate::protocol::{Maps, PictureId, Spot, Stack};
use crate::shape::conv::StageShape;
use crate::web::canvas::{Canvas, CanvasSurface, Painted, pointer};
use crate::web::page::{Page, Seen, page};

/// One layer. If its values can be selected, they form one tab stop: arrow keys move from value to value, Page Up and Page
/// Down from map to map.
#[component]
pub(super) fn Pictures(
    /// Place among the stacks.
    index: usize,
    /// Its outline.
    outline: Outline,
    /// The numbers.
    seen: Memo<Option<Seen<Maps>>>,
    /// The network's stages.
    plan: Memo<Vec<(String, StageShape)>>,
    /// The text below the pictures.
    said: RwSignal<Option<String>>,
    /// How many of the panel's pictures have no height yet.
    unmeasured: RwSignal<usize>,
) -> impl IntoView {
    let page = page();
    let name = StoredValue::new(outline.name.clone());
    let stage =
        Memo::new(move |_| name.with_value(|name| plan.with(|plan| plan.iter().position(|(own, _)| own == name))));
    let spot = page.slice(|state| state.display.view.spot);
    let spot = Memo::new(move |_| plan.with(|plan| clamp_spot(spot.get(), plan)));
    let chosen = Memo::new(move |_| {
        let spot = spot.get().filter(|spot| stage.get() == Some(spot.stage as usize))?;
        Some(Cell { tile: spot.map, row: spot.row, column: spot.column })
    });
    let looked_at = Memo::new(move |_| plan.with(|plan| receptive_part(&name.get_value(), spot.get()?, plan)));
    let last = move || seen.get().as_deref().is_some_and(|maps| index + 1 == maps.stacks.len());
    let tiles = StoredValue::new_local(Tiles::default());
    let (height, set_height) = signal(0.0);
    let measure = counted_once(unmeasured);

    let describe = move |cell: Option<Cell>| {
        let cell = cell?;
        seen.get_untracked()
            .as_deref()
            .and_then(|maps| value(page, maps.stacks.get(index)?, index + 1 == maps.stacks.len(), cell))
    };
    let under = move |event: &web_sys::MouseEvent| tiles.with_value(|tiles| tiles.hit(pointer(event)));
    let choose = move |cell: Cell| {
        if let Some(stage) = stage.get_untracked() {
            let Cell { tile: map, row, column } = cell;
            page.dispatch(Msg::Show(DisplayChange::Spot(Spot { stage: stage as u32, map, row, column })));
            said.set(describe(Some(cell)));
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let from = chosen.get_untracked().unwrap_or_default();
        let to = tiles.with_value(|tiles| next_cell(tiles, from, &event.key()));
        if let Some(to) = to {
            event.prevent_default();
            choose(to);
        }
    };
    let shape = StoredValue::new(outline);
    let caption = move || {
        shape.with_value(|shape| {
            words::caption(page, &shape.name, last(), shape.of, shape.shown, (shape.width, shape.height))
        })
    };
    let paint = move |surface: &CanvasSurface, stack: &Stack, outputs: bool| -> Painted {
        let cells = (stack.width, stack.height);
        let laid = Tiles::layout(stack.shown(), cells, outputs, surface.width, surface.style.scale);
        let needed = laid.height / surface.style.scale;
        if (height.get_untracked() - needed).abs() > 0.5 {
            set_height.set(needed);
        }
        measure();
        let bitmap = bitmap(surface, stack, outputs);
        surface.blit_all(&bitmap, (stack.width, stack.height), laid.places.iter().copied().enumerate(), false, 0.0)?;
        let labels: Vec<String> =
            if outputs { (0..stack.shown()).map(|class| class.to_string()).collect() } else { Vec::new() };
        let windows: Vec<Rect> =
            looked_at.get_untracked().into_iter().flat_map(|window| window.places(&laid)).collect();
        draw_tiles(&surface.area()?, &laid, &labels, chosen.get_untracked(), &windows, &surface.style)?;
        tiles.set_value(laid);
        Ok(())
    };
    let can_choose = move || stage.get().is_some();
    let title = format!("title-stack-{index}");
    view! {
        <figure class="layer">
            <figcaption id=title.clone()>{caption}</figcaption>
            <div
                class="picture"
                class:choice=can_choose
                role=move || if can_choose() { "application" } else { "group" }
                tabindex=move || can_choose().then_some("0")
                aria-labelledby=title
                aria-describedby=move || can_choose().then_some("maps-said")
                style:height=move || format!("{:.0}px", height.get())
                on:keydown=key
                on:focus=move |_| said.set(describe(chosen.get_untracked()))
                on:pointermove=move |event: web_sys::PointerEvent| said.set(describe(under(&event)))
                on:pointerleave=move |_| said.set(None)
                on:click=move |event: web_sys::MouseEvent| {
                    if let Some(cell) = under(&event) {
                        choose(cell);
                    }
                }
            >
                <Canvas
                    data=move || (seen.get(), chosen.get(), looked_at.get())
                    label=Signal::derive(alternative(page, index, caption))
                    paint=move |surface, (seen, _, _)| {
                        seen.as_deref().and_then(|maps| {
                            let stack = maps.stacks.get(index)?;
                            Some(paint(surface, stack, index + 1 == maps.stacks.len()))
                        })
                        .unwrap_or(Ok(()))
                    }
                />
            </div>
        </figure>
    }
}

/// The cell that a key leads to; `None` for other keys.
fn next_cell(tiles: &Tiles, from: Cell, key: &str) -> Option<Cell> {
    Some(match key {
        "ArrowUp" => tiles.step(from, 0, -1),
        "ArrowDown" => tiles.step(from, 0, 1),
        "ArrowLeft" => tiles.step(from, -1, 0),
        "ArrowRight" => tiles.step(from, 1, 0),
        "PageUp" => tiles.turn(from, -1),
        "PageDown" => tiles.turn(from, 1),
        "Home" => Cell { column: 0, ..from },
        "End" => Cell { column: tiles.cells.0.saturating_sub(1), ..from },
        "Enter" | " " => from,
        _ => return None,
    })
}

/// The input of the selected value: a window of the previous layer, or of its kernel.
#[derive(Clone, Copy, Debug, PartialEq)]
struct LookedAt {
    /// Only this picture, or all.
    tile: Option<u32>,
    first: (i64, i64),
    side: u32,
}

impl LookedAt {
    fn places(self, tiles: &Tiles) -> Vec<Rect> {
        let all = 0..tiles.places.len() as u32;
        let of_tile = |tile: &u32| self.tile.is_none_or(|only| only == *tile);
        all.filter(of_tile).filter_map(|tile| tiles.part(tile, self.first, self.side)).collect()
    }
}

/// The part of this stack that the selected value is computed from.
fn receptive_part(name: &str, spot: Spot, plan: &[(String, StageShape)]) -> Option<LookedAt> {
    let stage = spot.stage as usize;
    let (own, shaped) = plan.get(stage)?;
    let side = shaped.window;
    let pool = shaped.stage == Stage::Pool;
    if name.strip_suffix(".weight") == Some(own) {
        return Some(LookedAt { tile: Some(spot.map), first: (0, 0), side });
    }
    let before = match stage {
        0 => "input",
        _ => &plan.get(stage - 1)?.0,
    };
    let tile = pool.then_some(spot.map);
    (name == before).then(|| LookedAt { tile, first: (shaped.first(spot.row), shaped.first(spot.column)), side })
}

/// All pictures of a stack, one below the other.
fn bitmap(surface: &CanvasSurface, stack: &Stack, outputs: bool) -> Vec<u8> {
    let theme = &surface.style.theme;
    if stack.name == "input" {
        grey_image(&stack.values, theme)
    } else if outputs {
        heat_map(&stack.values, theme, false)
    } else {
        weight_map(&stack.values, theme)
    }
}

/// A value in words.
fn value(page: Page, stack: &Stack, outputs: bool, cell: Cell) -> Option<String> {
    let place = cell.tile as usize * stack.pixels() + (cell.row * stack.width + cell.column) as usize;
    let value = *stack.values.get(place)?;
    let layer = words::layer(page, &stack.name);
    let at = if outputs {
        page.text_with("maps-class", &[("class", cell.tile.to_string().into())])
    } else if stack.name.starts_with("dense") {
        page.text_with("maps-unit", &[("layer", layer.into()), ("unit", (cell.tile + 1).to_string().into())])
    } else {
        words::place(page, &layer, [cell.tile, cell.row, cell.column])
    };
    Some(words::with_value(page, at, value))
}

/// The pictures in words; updated once per second.
fn alternative(
    page: Page,
    index: usize,
    caption: impl Fn() -> String + Copy + Send + Sync + 'static,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || {
        page.pulse.track();
        let seen = page.observed_now::<Maps>(PictureId::Maps);
        let largest = seen.as_deref().map(|maps| {
            let stack = maps.stacks.get(index)?;
            let (place, _) = stack.values.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1))?;
            let (place, pixels, width) = (place as u32, stack.pixels().max(1) as u32, stack.width.max(1));
            let cell = Cell { tile: place / pixels, row: place % pixels / width, column: place % width };
            value(page, stack, index + 1 == maps.stacks.len(), cell)
        });
        match largest.flatten() {
            Some(largest) => page.text_with("alt-maps", &[("layer", caption().into()), ("largest", largest.into())]),
            None => caption(),
        }
    }
}

/// Counts up at once, and down when the returned function is called for the first time, or when its owner goes.
fn counted_once(count: RwSignal<usize>) -> impl Fn() + Copy + Send + Sync + 'static {
    count.update(|count| *count += 1);
    let counted = StoredValue::new(true);
    let down = move || {
        if counted.get_value() {
            counted.set_value(false);
            count.update(|count| *count = count.saturating_sub(1));
        }
    };
    on_cleanup(down);
    down
}
