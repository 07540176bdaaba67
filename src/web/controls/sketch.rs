//! A square to draw points on, by pointer, touch or keyboard.

use leptos::html;
use leptos::prelude::*;

use crate::app::Msg;
use crate::app::stroke::{Press, Stroke};
use crate::data::clouds::REGION;
use crate::options::{Key, Kind, Value};
use crate::plot::draw_sketch;
use crate::web::canvas::{Canvas, drawn_by};
use crate::web::page::{Page, page};

/// Distance between two points of one stroke, and how far a key moves the cross, in hundredths.
const APART: i32 = 6;
const STRIDE: i8 = 5;

/// A drawing takes effect when the pointer is released, or with every point set by a key: each starts a new run.
#[component]
pub(crate) fn Sketch(key: Key) -> impl IntoView {
    let page = page();
    let drawing = Drawing::new(page, key);
    let node = NodeRef::<html::Canvas>::new();
    let place = move |event: &web_sys::PointerEvent| {
        let canvas = node.get_untracked()?;
        let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
        let half = f64::from(REGION[1]);
        let at = |share: f64| (200.0 * half * (share - 0.5)).round().clamp(-100.0, 100.0) as i8;
        (width > 0.0 && height > 0.0)
            .then(|| [at(f64::from(event.offset_x()) / width), at(1.0 - f64::from(event.offset_y()) / height)])
    };
    let pointers = StoredValue::new(Stroke::default());
    let down = move |event: web_sys::PointerEvent| {
        let Some(point) = place(&event).filter(|_| event.button() == 0) else { return };
        match pointers.try_update_value(|pointers| pointers.press(drawn_by(&event))) {
            // A stroke always starts from the run's points, so whatever a palm drew is discarded with its stroke.
            Some(Press::Begins | Press::Replaces) => drawing.stroke.set(None),
            Some(Press::Ends) => return drawing.take(),
            Some(Press::Ignored) | None => return,
        }
        if let Some(canvas) = node.get_untracked() {
            // Without capture, a stroke ends at the edge, which does no harm.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        drawing.begin();
        drawing.put(point);
    };
    let moved = move |event: web_sys::PointerEvent| {
        if let Some(point) = place(&event).filter(|_| pointers.with_value(|all| all.draws(event.pointer_id()))) {
            drawing.put(point);
        }
    };
    let lifted = move |event: &web_sys::PointerEvent| {
        pointers.try_update_value(|pointers| pointers.release(event.pointer_id())) == Some(true)
    };
    let typed = move |event: web_sys::KeyboardEvent| {
        if drawing.on_key(&event.key()) {
            event.prevent_default();
        }
    };
    let here = move || {
        if drawing.anew.get() && drawing.stroke.with(Option::is_none) {
            return Some(page.text("sketch-anew"));
        }
        let [x, y] = drawing.cross.get()?.map(|at| format!("{:.2}", f64::from(at) / 100.0).replace('-', "−"));
        Some(page.text_with("sketch-here", &[("x", x.into()), ("y", y.into())]))
    };
    view! {
        <div
            class="sketch"
            role="application"
            tabindex="0"
            aria-label=page.say("sketch-label")
            on:pointerdown=down
            on:pointermove=moved
            on:pointerup=move |event| if lifted(&event) { drawing.take() }
            on:pointercancel=move |event| if lifted(&event) { drawing.stroke.set(None) }
            on:keydown=typed
            on:focus=move |_| drawing.cross.update(|cross| *cross = cross.or(Some([0, 0])))
            on:blur=move |_| drawing.cross.set(None)
        >
            <Canvas
                data=move || (drawing.points(), drawing.cross.get())
                node
                paint=|surface, (points, cross)| {
                    Ok(draw_sketch(&surface.area()?, REGION, points, *cross, &surface.style)?)
                }
            />
        </div>
        <div class="under-sketch">
            <button
                type="button"
                class="button mini"
                title=page.say("sketch-clear-help")
                on:click=move |_| drawing.anew.set(true)
            >
                {page.say("sketch-clear")}
            </button>
            <span translate="no" class="readout" role="status">{here}</span>
        </div>
    }
}

/// The points as they are drawn.
#[derive(Clone, Copy)]
struct Drawing {
    page: Page,
    key: Key,
    /// The points that the run has.
    taken: Memo<Vec<[i8; 2]>>,
    /// Points of the stroke in progress, plus those that stay.
    stroke: RwSignal<Option<Vec<[i8; 2]>>>,
    /// The next point replaces all.
    anew: RwSignal<bool>,
    /// Where a key sets the next point, while the sketch has the focus.
    cross: RwSignal<Option<[i8; 2]>>,
}

impl Drawing {
    fn new(page: Page, key: Key) -> Self {
        let taken = page.slice(move |state| state.options.points(key).to_vec());
        let (stroke, anew, cross) = (RwSignal::new(None), RwSignal::new(false), RwSignal::new(None));
        Self { page, key, taken, stroke, anew, cross }
    }

    /// The points as they are shown.
    fn points(self) -> Vec<[i8; 2]> {
        self.stroke.get().unwrap_or_else(|| if self.anew.get() { Vec::new() } else { self.taken.get() })
    }

    /// Begins a stroke.
    fn begin(self) {
        self.stroke.set(Some(untrack(|| self.points())));
    }

    /// Adds a point, unless it is very near the previous one.
    fn put(self, point: [i8; 2]) {
        let most = match self.key.knob().kind {
            Kind::Points { max } => max,
            _ => 0,
        };
        self.stroke.update(|stroke| {
            let points = stroke.get_or_insert_with(Vec::new);
            if points.len() < most && points.last().is_none_or(|last| apart(*last, point) >= APART) {
                points.push(point);
            }
        });
    }

    /// Removes the point nearest to a place.
    fn remove_near(self, place: [i8; 2]) {
        self.stroke.update(|stroke| {
            let points = stroke.get_or_insert_with(Vec::new);
            if let Some(nearest) = (0..points.len()).min_by_key(|index| apart(points[*index], place)) {
                points.remove(nearest);
            }
        });
    }

    /// Ends the stroke: the run gets its points, if there are any.
    fn take(self) {
        if let Some(points) = self.stroke.get_untracked().filter(|points| !points.is_empty()) {
            self.page.dispatch(Msg::Set(self.key, Value::Points(points)));
            // Drawing implies choosing the drawn data set.
            self.page.dispatch(Msg::Set(Key::Data, Value::Choice(self.key.knob().name.to_owned())));
            self.anew.set(false);
        }
        self.stroke.set(None);
    }

    /// Handles a key. Returns whether it was meant for the sketch.
    fn on_key(self, pressed: &str) -> bool {
        let [x, y] = self.cross.get_untracked().unwrap_or_default();
        let go = |x: i8, y: i8| self.cross.set(Some([x.clamp(-100, 100), y.clamp(-100, 100)]));
        match pressed {
            "ArrowLeft" => go(x.saturating_sub(STRIDE), y),
            "ArrowRight" => go(x.saturating_add(STRIDE), y),
            "ArrowUp" => go(x, y.saturating_add(STRIDE)),
            "ArrowDown" => go(x, y.saturating_sub(STRIDE)),
            "Enter" | " " => {
                self.begin();
                self.put([x, y]);
                self.take();
            }
            "Delete" | "Backspace" => {
                self.begin();
                self.remove_near([x, y]);
                self.take();
            }
            _ => return false,
        }
        true
    }
}

/// Distance between two points, in hundredths.
fn apart(a: [i8; 2], b: [i8; 2]) -> i32 {
    let by = |axis: usize| i32::from(a[axis]) - i32::from(b[axis]);
    (by(0) * by(0) + by(1) * by(1)).isqrt()
}
