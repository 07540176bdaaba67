//! A pad to draw a digit on, by mouse, finger or keyboard; the drawing is normalised like the digits of the data set and
//! classified at once.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::chances::{Bars, Chances};
use super::strip::Ink;
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::pad::Reading;
use crate::app::stroke::{Press, Stroke};
use crate::app::words::percent;
use crate::data::digits::doubt::Doubt;
use crate::data::digits::pad::{Point, SHEET, Sheet};
use crate::data::digits::pixel;
use crate::lesson::Panel;
use crate::plot::grey_image;
use crate::web::canvas::{Canvas, CanvasSurface, Painted, drawn_by};
use crate::web::page::{Page, page};
use crate::web::parts::Card;

/// Points that an arrow key moves the pen.
const STEP: f64 = 5.0;
/// The pen's initial position: the middle of the sheet.
const START: Point = (SHEET as f64 / 2.0, SHEET as f64 / 2.0);

/// The sheet and the pen over it.
#[derive(Clone, Copy)]
struct Drawing {
    page: Page,
    sheet: StoredValue<Sheet>,
    /// Counts up with every change of the sheet.
    drawn: RwSignal<u32>,
    pen: RwSignal<Point>,
    down: RwSignal<bool>,
    /// The keyboard is in use, so the pen has to be visible.
    by_keys: RwSignal<bool>,
}

impl Drawing {
    fn new(page: Page) -> Self {
        Self {
            page,
            sheet: StoredValue::new(Sheet::default()),
            drawn: RwSignal::new(0),
            pen: RwSignal::new(START),
            down: RwSignal::new(false),
            by_keys: RwSignal::new(false),
        }
    }

    /// Moves the pen; if it is down, it draws a stroke.
    fn to(self, place: Point) {
        let from = self.pen.get_untracked();
        self.pen.set(place);
        if self.down.get_untracked() {
            self.sheet.update_value(|sheet| sheet.stroke(from, place));
            self.changed();
        }
    }

    fn set_down(self, down: bool) {
        self.down.set(down);
        // A dot, if the pen is lifted without being moved.
        self.to(self.pen.get_untracked());
        if !down {
            self.page.dispatch(Msg::Show(DisplayChange::PenLifted));
        }
    }

    fn clear(self) {
        self.sheet.set_value(Sheet::default());
        self.down.set(false);
        self.changed();
    }

    fn changed(self) {
        self.drawn.update(|drawn| *drawn = drawn.wrapping_add(1));
        let (digit, doubt) = self.sheet.with_value(|sheet| (sheet.digit().unwrap_or_default(), Doubt::of_sheet(sheet)));
        self.page.dispatch(Msg::Show(DisplayChange::Drawn(digit, doubt)));
    }

    fn key(self, event: &web_sys::KeyboardEvent) {
        let (x, y) = self.pen.get_untracked();
        let within = |at: f64| at.clamp(0.0, SHEET as f64);
        match event.key().as_str() {
            "ArrowUp" => self.to((x, within(y - STEP))),
            "ArrowDown" => self.to((x, within(y + STEP))),
            "ArrowLeft" => self.to((within(x - STEP), y)),
            "ArrowRight" => self.to((within(x + STEP), y)),
            " " => self.set_down(!self.down.get_untracked()),
            "Delete" | "Backspace" => self.clear(),
            _ => return,
        }
        event.prevent_default();
        self.by_keys.set(true);
    }
}

/// The drawing pad's panel.
#[component]
pub(crate) fn Pad() -> impl IntoView {
    let page = page();
    let drawing = Drawing::new(page);
    let digit = page.slice(|state| state.display.view.drawn.clone());
    // Another digit was selected: the sheet is cleared.
    Effect::new(move || {
        if digit.with(Vec::is_empty) && drawing.sheet.with_value(|sheet| *sheet != Sheet::default()) {
            drawing.sheet.set_value(Sheet::default());
            drawing.drawn.update(|drawn| *drawn = drawn.wrapping_add(1));
        }
    });
    let reading = page.slice(Reading::of);
    let chances = Memo::new(move |_| {
        reading.with(|reading| match reading {
            Reading::Answer(shares) => Some(Chances { label: None, shares: shares.clone() }),
            Reading::Empty | Reading::Pending | Reading::Impossible(_) => None,
        })
    });
    let pixels = Memo::new(move |_| digit.with(|digit| digit.iter().map(|byte| pixel(*byte)).collect::<Arc<[f32]>>()));
    let answer = move || {
        if let Some((class, share)) = chances.with(|chances| chances.as_ref().and_then(Chances::best)) {
            let args = [("class", class.to_string().into()), ("probability", percent(f64::from(share)).into())];
            return page.text_with("pad-answer", &args);
        }
        page.text(reading.with(|reading| match reading {
            Reading::Empty => "pad-empty",
            Reading::Impossible(why) => why,
            Reading::Pending | Reading::Answer(_) => "pad-reading",
        }))
    };
    let doubt = page.slice(|state| state.display.doubt);
    let hint = move || match doubt.get() {
        Some(Doubt::Little) => Some(page.text("pad-little")),
        Some(Doubt::Much) => Some(page.text("pad-much")),
        None => None,
    };
    let pen = move || {
        let down = drawing.down.get();
        drawing.by_keys.get().then(|| page.text(if down { "pad-down" } else { "pad-up" }))
    };
    view! {
        <Card panel=Panel::Pad beside=move || view! { <button
                    class="button mini"
                    prop:disabled=move || digit.with(Vec::is_empty)
                    on:click=move |_| drawing.clear()
                >
                    {page.say("pad-clear")}
                </button> }>
            <div class="sheets">
                <SheetCanvas drawing/>
                <figure>
                    <Ink pixels/>
                    <figcaption>{page.say("pad-seen")}</figcaption>
                    <span class="pen" role="status">{pen}</span>
                </figure>
            </div>
            <p translate="no" class="readout" role="status"><b>{answer}</b></p>
            <p translate="no" class="readout note"><b role="status">{hint}</b> " " {page.say("pad-one-of-ten")}</p>
            <Bars chances title=page.say("pad-chances")/>
            <p class="hint" id="pad-keys">{page.say("pad-keys")}</p>
        </Card>
    }
}

/// The sheet itself.
#[component]
fn SheetCanvas(drawing: Drawing) -> impl IntoView {
    let page = page();
    let element = |event: &web_sys::PointerEvent| {
        event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    };
    let place = move |event: &web_sys::PointerEvent| {
        let bounds = element(event)?.get_bounding_client_rect();
        let share = |at: f64, size: f64| at / size.max(1.0) * SHEET as f64;
        let (x, y) = (f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top());
        Some((share(x, bounds.width()), share(y, bounds.height())))
    };
    let stroke = StoredValue::new(Stroke::default());
    // The sheet before the stroke, in case a palm touched it before the pen.
    let before = StoredValue::new(Sheet::default());
    let pressed = move |event: web_sys::PointerEvent| {
        let (Some(place), 0) = (place(&event), event.button()) else { return };
        match stroke.try_update_value(|stroke| stroke.press(drawn_by(&event))) {
            Some(Press::Begins) => before.set_value(drawing.sheet.get_value()),
            Some(Press::Replaces) => drawing.sheet.set_value(before.get_value()),
            Some(Press::Ends) => return drawing.set_down(false),
            Some(Press::Ignored) | None => return,
        }
        if let Some(element) = element(&event) {
            // Fails only for a pointer that is gone; the stroke then ends at the sheet's edge.
            let _ = element.set_pointer_capture(event.pointer_id());
        }
        drawing.by_keys.set(false);
        drawing.down.set(false);
        drawing.to(place);
        drawing.set_down(true);
    };
    let moved = move |event: web_sys::PointerEvent| {
        let draws = stroke.with_value(|stroke| stroke.draws(event.pointer_id())) && drawing.down.get_untracked();
        if let Some(place) = place(&event).filter(|_| draws && event.buttons() & 1 == 1) {
            drawing.to(place);
        }
    };
    let lifted = move |event: web_sys::PointerEvent| {
        let ends = stroke.try_update_value(|stroke| stroke.release(event.pointer_id())) == Some(true);
        if ends && !drawing.by_keys.get_untracked() && drawing.down.get_untracked() {
            drawing.set_down(false);
        }
    };
    let paint = move |surface: &CanvasSurface, pen: Option<(Point, bool)>| -> Painted {
        let bitmap = drawing.sheet.with_value(|sheet| grey_image(sheet.ink(), &surface.style.theme));
        surface.blit(&bitmap, SHEET as u32, surface.whole(), true)?;
        if let Some(((x, y), down)) = pen {
            let scale = surface.width / SHEET as f64;
            crate::plot::draw_pen(&surface.area()?, (x * scale, y * scale), down, &surface.style)?;
        }
        Ok(())
    };
    view! {
        <div
            class="picture sheet"
            role="application"
            tabindex="0"
            aria-label=page.say("pad-sheet")
            aria-describedby="pad-keys"
            on:pointerdown=pressed
            on:pointermove=moved
            on:pointerup=lifted
            on:pointercancel=lifted
            on:keydown=move |event: web_sys::KeyboardEvent| drawing.key(&event)
        >
            <Canvas
                data=move || {
                    drawing.drawn.track();
                    drawing.by_keys.get().then(|| (drawing.pen.get(), drawing.down.get()))
                }
                paint=move |surface, pen| paint(surface, *pen)
            />
        </div>
    }
}
