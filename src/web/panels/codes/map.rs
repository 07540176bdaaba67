//! The latent map: test digits, decoded points behind them, and the ring.

use leptos::html;
use leptos::prelude::*;

use super::ring;
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::stroke::{Press, Stroke};
use crate::app::words::{number, whole};
use crate::plot::{code_name, draw_map, grey_image, grid_places, place_near};
use crate::protocol::{Latent, PictureId, View};
use crate::web::canvas::{Canvas, CanvasSurface, Painted, drawn_by, pointer};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Empty, direction, in_words};
use crate::web::system;

/// Arrow key steps from one side of the map to the other, and how much longer they are with Shift.
const STEPS: f32 = 50.0;
const LONG: f32 = 5.0;
/// How dark the decoded points are behind the digits.
const FAINT: f32 = 0.45;

/// The map: drag the ring or point to where it should go; arrow keys move it, Escape returns it to the digit's own code.
#[component]
pub(crate) fn Map(seen: Memo<Option<Seen<Latent>>>) -> impl IntoView {
    let page = page();
    let point = page.slice(|state| state.display.view.point);
    let stage = NodeRef::<html::Div>::new();
    let node = NodeRef::<html::Canvas>::new();
    let dragging = StoredValue::new(Stroke::default());
    let put = move |place: [f32; 2]| page.dispatch(Msg::Show(DisplayChange::Point(Some(place))));
    let put_under = move |event: &web_sys::PointerEvent| {
        let place = node.get_untracked().and_then(|canvas| {
            let size = (f64::from(canvas.width()), f64::from(canvas.height()));
            let region = seen.get_untracked().as_deref().map(|latent| latent.region)?;
            place_near(region, size, system::pixel_ratio(), pointer(event))
        });
        if let Some(place) = place {
            put(place);
        }
    };
    let grab = move |event: web_sys::PointerEvent| {
        let press = dragging.try_update_value(|dragging| dragging.press(drawn_by(&event)));
        if !matches!(press, Some(Press::Begins | Press::Replaces)) {
            return;
        }
        if let Some(stage) = stage.get_untracked() {
            // Fails only for a pointer that is gone; then there is nothing to drag.
            let _ = stage.set_pointer_capture(event.pointer_id());
        }
        put_under(&event);
    };
    let drag = move |event: web_sys::PointerEvent| {
        if dragging.with_value(|dragging| dragging.draws(event.pointer_id())) {
            put_under(&event);
        }
    };
    let release = move |event: web_sys::PointerEvent| {
        dragging.update_value(|dragging| {
            dragging.release(event.pointer_id());
        });
    };
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && point.get_untracked().is_some() {
            event.prevent_default();
            return page.dispatch(Msg::Show(DisplayChange::Point(None)));
        }
        let Some([right, up]) = direction(&event.key()) else { return };
        event.prevent_default();
        let steps = if event.shift_key() { LONG } else { 1.0 } / STEPS;
        let place = seen.get_untracked().as_deref().map(|latent| {
            let [left, right_end, bottom, top] = latent.region;
            let [x, y] = ring(latent, point.get_untracked());
            let moved = |at: f32, by: f32, low: f32, high: f32| (at + by * steps * (high - low)).clamp(low, high);
            [moved(x, right, left, right_end), moved(y, up, bottom, top)]
        });
        if let Some(place) = place {
            put(place);
        }
    };
    view! {
        <div
            class="picture map"
            node_ref=stage
            role="application"
            tabindex="0"
            aria-labelledby="title-codes"
            aria-describedby="codes-said codes-keys"
            on:pointerdown=grab
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=release
            on:keydown=key
        >
            <Canvas
                data=move || (seen.get(), point.get())
                node
                label=Signal::derive(alternative(page))
                paint=|surface, (seen, point)| {
                    seen.as_deref().map_or(Ok(()), |latent| paint(surface, latent, *point))
                }
            />
            <span class="out-of-sight" id="codes-keys">{page.say("codes-keys")}</span>
            <Empty when=move || seen.with(Option::is_none) id="state-empty-digits"/>
        </div>
    }
}

fn paint(surface: &CanvasSurface, latent: &Latent, point: Option<[f32; 2]>) -> Painted {
    if latent.grid > 0 && !latent.decoded_grid.is_empty() {
        let faint: Vec<f32> = latent.decoded_grid.iter().map(|ink| FAINT * ink).collect();
        let bitmap = grey_image(&faint, &surface.style.theme);
        let places = grid_places(latent.grid, (surface.width, surface.height), surface.style.scale);
        surface.blit_all(&bitmap, (latent.side, latent.side), places, true, 0.0)?;
    }
    Ok(draw_map(&surface.area()?, latent, ring(latent, point), &surface.style)?)
}

/// The map in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let view = |view: &View| (view.axes, view.point, view.probe);
    let known = page.slice(move |state| view(&state.display.view));
    in_words(page, PictureId::Codes, move || {
        let (_, point, _) = known.get();
        let seen = page.observed_now::<Latent>(PictureId::Codes);
        let say = |value: f32| number(f64::from(value));

        seen.as_deref().map(|latent| {
            let [left, right, bottom, top] = latent.region.map(say);
            let [across, up] = latent.axes.map(code_name);
            let [x, y] = ring(latent, point).map(say);
            let lie = middles(latent).into_iter().map(|(digit, [x, y])| {
                let args = [("digit", u32::from(digit).into()), ("x", say(x).into()), ("y", say(y).into())];
                page.text_with("codes-alt-digit", &args)
            });
            let args = [
                ("count", whole(latent.labels.len() as u64).into()),
                ("across", across.into()),
                ("left", left.into()),
                ("right", right.into()),
                ("up", up.into()),
                ("bottom", bottom.into()),
                ("top", top.into()),
                ("digits", lie.collect::<Vec<_>>().join("; ").into()),
                ("x", x.into()),
                ("y", y.into()),
            ];
            page.text_with("codes-alt", &args)
        })
    })
}

/// The mean position of each class on the map.
fn middles(latent: &Latent) -> Vec<(u8, [f32; 2])> {
    let of = |class: u8| {
        let places = latent.positions.chunks_exact(2).zip(&latent.labels).filter(|(_, label)| **label == class);
        let (mut sum, mut count) = ([0.0, 0.0], 0.0);
        for (place, _) in places {
            sum = [sum[0] + place[0], sum[1] + place[1]];
            count += 1.0;
        }
        (count > 0.0).then(|| (class, sum.map(|sum| sum / count)))
    };
    (0..10).filter_map(of).collect()
}
