//! A square to draw points on, by pointer, touch or keyboard.

use leptos::html;
use leptos::prelude::*;

use crate::app::Msg;
use crate::data::clouds::REGION;
use crate::model::spec::{Key, Kind, Value};
use crate::plot::draw_sketch;
use crate::web::canvas::Canvas;
use crate::web::page::page;

/// Distance between two points of one stroke, and how far the cross goes with one key, in hundredths.
const APART: i32 = 6;
const STRIDE: i8 = 5;

/// What is drawn is taken when the pointer is let go, or with every point put by a key: each starts a new run.
#[component]
pub fn Sketch(key: Key) -> impl IntoView {
    let page = page();
    let taken = page.slice(move |state| state.options.points(key).to_vec());
    let most = match key.knob().kind {
        Kind::Points { max } => max,
        _ => 0,
    };
    // Points of the stroke in progress, together with those that stay.
    let stroke = RwSignal::new(None::<Vec<[i8; 2]>>);
    let anew = RwSignal::new(false);
    let cross = RwSignal::new(None::<[i8; 2]>);
    let node = NodeRef::<html::Canvas>::new();
    let points = move || stroke.get().unwrap_or_else(|| if anew.get() { Vec::new() } else { taken.get() });
    let place = move |event: &web_sys::PointerEvent| {
        let canvas = node.get_untracked()?;
        let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
        let half = f64::from(REGION[1]);
        let at = |share: f64| (200.0 * half * (share - 0.5)).round().clamp(-100.0, 100.0) as i8;
        (width > 0.0 && height > 0.0)
            .then(|| [at(f64::from(event.offset_x()) / width), at(1.0 - f64::from(event.offset_y()) / height)])
    };
    let put = move |point: [i8; 2]| {
        stroke.update(|stroke| {
            let points = stroke.get_or_insert_with(Vec::new);
            if points.len() < most && points.last().is_none_or(|last| apart(*last, point) >= APART) {
                points.push(point);
            }
        });
    };
    let take = move || {
        if let Some(points) = stroke.get_untracked().filter(|points| !points.is_empty()) {
            page.dispatch(Msg::Set(key, Value::Points(points)));
            // Who draws wants it learned.
            page.dispatch(Msg::Set(Key::Data, Value::Choice(key.knob().name.to_owned())));
            anew.set(false);
        }
        stroke.set(None);
    };
    let down = move |event: web_sys::PointerEvent| {
        let Some(point) = place(&event) else { return };
        if let Some(canvas) = node.get_untracked() {
            // Without capture a stroke ends at the edge, which is no harm.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        stroke.set(Some(untrack(points)));
        put(point);
    };
    let moved = move |event: web_sys::PointerEvent| {
        if let Some(point) = place(&event).filter(|_| stroke.with_untracked(Option::is_some)) {
            put(point);
        }
    };
    let typed = move |event: web_sys::KeyboardEvent| {
        let [x, y] = cross.get_untracked().unwrap_or_default();
        let go = |x: i8, y: i8| cross.set(Some([x.clamp(-100, 100), y.clamp(-100, 100)]));
        match event.key().as_str() {
            "ArrowLeft" => go(x.saturating_sub(STRIDE), y),
            "ArrowRight" => go(x.saturating_add(STRIDE), y),
            "ArrowUp" => go(x, y.saturating_add(STRIDE)),
            "ArrowDown" => go(x, y.saturating_sub(STRIDE)),
            "Enter" | " " => {
                stroke.set(Some(untrack(points)));
                put([x, y]);
                take();
            }
            "Delete" | "Backspace" => {
                let mut left = untrack(points);
                if let Some(nearest) = (0..left.len()).min_by_key(|index| apart(left[*index], [x, y])) {
                    left.remove(nearest);
                }
                stroke.set(Some(left));
                take();
            }
            _ => return,
        }
        event.prevent_default();
    };
    let here = move || {
        let [x, y] = cross.get()?.map(|at| format!("{:.2}", f64::from(at) / 100.0).replace('-', "−"));
        let count = points().len();
        Some(page.text_with("sketch-here", &[("x", x.into()), ("y", y.into()), ("count", count.into())]))
    };
    view! {
        <div
            class="sketch"
            role="application"
            tabindex="0"
            aria-label=move || page.text("sketch-label")
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |_| take()
            on:pointercancel=move |_| stroke.set(None)
            on:keydown=typed
            on:focus=move |_| cross.update(|cross| *cross = cross.or(Some([0, 0])))
            on:blur=move |_| cross.set(None)
        >
            <Canvas
                data=move || (points(), cross.get())
                node
                paint=|surface, (points, cross)| Ok(draw_sketch(&surface.area()?, REGION, points, *cross, &surface.style)?)
            />
        </div>
        <div class="under-sketch">
            <button
                type="button"
                class="button quiet"
                title=move || page.text("sketch-clear-help")
                on:click=move |_| anew.set(true)
            >
                {move || page.text("sketch-clear")}
            </button>
            <span class="readout" role="status">{here}</span>
        </div>
    }
}

/// Distance of two points, in hundredths.
fn apart(a: [i8; 2], b: [i8; 2]) -> i32 {
    let by = |axis: usize| i32::from(a[axis]) - i32::from(b[axis]);
    (by(0) * by(0) + by(1) * by(1)).isqrt()
}
