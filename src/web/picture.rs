//! A panel's picture as a file.

use js_sys::{Array as List, Function, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, DomRect, HtmlCanvasElement};

use super::page::Page;
use super::system;
use crate::app::message::DisplayChange as Display;
use crate::app::{Msg, State};
use crate::lesson::{Panel, Slot};
use crate::plot::{Style, Theme};

/// Margin around the picture, in CSS pixels.
const MARGIN: f64 = 12.0;

/// The panels that have something drawn, in order of importance: the lesson's main picture comes first.
pub(crate) fn drawn_panels(page: Page) -> Vec<Panel> {
    let mut panels = page.now(State::panels);
    // What the network does comes before what it is made of.
    panels.sort_by_key(|panel| match panel.slot() {
        Some(Slot::Output) => 0,
        Some(Slot::Network) => 1,
        Some(Slot::Curves) | None => 2,
    });
    panels.into_iter().filter(|panel| !canvases(*panel).is_empty()).collect()
}

/// The panel's picture, or that of the lesson's main panel, as a PNG: its canvases as laid out on the page, on its card's
/// background.
///
/// # Errors
/// Why there is none, in words.
pub(crate) async fn png(page: Page, panel: Option<Panel>) -> Result<Blob, String> {
    if let Some(panel) = panel {
        bring_forward(page, panel).await;
    }
    let pictured = drawn_panels(page);
    let Some(panel) = panel.or(pictured.first().copied()).filter(|panel| pictured.contains(panel)) else {
        let names = pictured.iter().map(|panel| panel.name()).collect::<Vec<_>>().join(", ");
        return Err(match panel {
            Some(panel) if !pictured.is_empty() => {
                let args = [("panel", panel.name().into()), ("panels", names.into())];
                untrack(|| page.text_with("picture-no-panel", &args))
            }
            _ => untrack(|| page.text("picture-none")),
        });
    };
    let refused = || untrack(|| page.text("picture-refused"));
    if !survives_round_trip().await {
        return Err(refused());
    }
    let theme = page.theme.try_get_untracked().unwrap_or_else(Theme::light);
    let picture = together(&canvases(panel), &Style { theme, scale: system::pixel_ratio() });
    let picture = picture.ok_or_else(|| untrack(|| page.text("picture-none")))?;
    encode(&picture).await.ok_or_else(refused)
}

/// Selects the panel if it is behind another tab, and waits until it has its picture.
async fn bring_forward(page: Page, panel: Panel) {
    /// Milliseconds between two checks, and the number of checks.
    const LOOKS: (i32, u32) = (50, 60);
    let is_behind = |state: &State| !state.is_bare() && panel.slot().is_some_and(|slot| state.tab(slot) != Some(panel));
    if !page.now(|state| state.all_panels().contains(&panel) && is_behind(state)) {
        return;
    }
    page.dispatch(Msg::Show(Display::Tab(panel)));
    for _ in 0..LOOKS.1 {
        system::pause(LOOKS.0).await;
        let empty = document().query_selector(&format!("#panel-{} .empty", panel.name())).ok().flatten();
        if empty.is_none() && !canvases(panel).is_empty() {
            // One more pause: what is there is painted with the next frame.
            return system::pause(LOOKS.0).await;
        }
    }
}

/// The panel's canvases that have a size, except those of its legend and controls.
fn canvases(panel: Panel) -> Vec<HtmlCanvasElement> {
    let Some(card) = document().get_element_by_id(&format!("panel-{}", panel.name())) else { return Vec::new() };
    let query =
        Reflect::get(&card, &"querySelectorAll".into()).ok().and_then(|query| query.dyn_into::<Function>().ok());
    let found = query.and_then(|query| query.call1(&card, &"canvas".into()).ok());
    let drawn = |canvas: &HtmlCanvasElement| {
        let aside = canvas.closest(".legend, .scale, .knob").ok().flatten();
        let place = canvas.get_bounding_client_rect();
        aside.is_none() && place.width() >= 1.0 && place.height() >= 1.0 && canvas.width() * canvas.height() > 0
    };
    let found = found.map(|found| List::from(&found)).unwrap_or_default();
    found.iter().filter_map(|canvas| canvas.dyn_into().ok()).filter(drawn).collect()
}

/// Combines these canvases into one, as laid out on the page. `None` if the browser has no memory for it.
fn together(canvases: &[HtmlCanvasElement], style: &Style) -> Option<HtmlCanvasElement> {
    let places: Vec<DomRect> = canvases.iter().map(|canvas| canvas.get_bounding_client_rect()).collect();
    let least = |edge: fn(&DomRect) -> f64| places.iter().map(edge).fold(f64::INFINITY, f64::min) - MARGIN;
    let most = |edge: fn(&DomRect) -> f64| places.iter().map(edge).fold(f64::NEG_INFINITY, f64::max) + MARGIN;
    let (left, top) = (least(DomRect::x), least(DomRect::y));
    let (right, bottom) = (most(|place| place.x() + place.width()), most(|place| place.y() + place.height()));
    let (wide, high) = ((right - left) * style.scale, (bottom - top) * style.scale);
    let (picture, context) = blank(wide.round(), high.round())?;
    let card = style.theme.card;
    context.set_fill_style_str(&format!("rgb({}, {}, {})", card.0, card.1, card.2));
    context.fill_rect(0.0, 0.0, wide, high);
    for (canvas, place) in canvases.iter().zip(&places) {
        let [x, y] = [place.x() - left, place.y() - top].map(|at| (at * style.scale).round());
        let [width, height] = [place.width(), place.height()].map(|length| (length * style.scale).round());
        context.draw_image_with_html_canvas_element_and_dw_and_dh(canvas, x, y, width, height).ok()?;
    }
    Some(picture)
}

fn blank(width: f64, height: f64) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width as u32);
    canvas.set_height(height as u32);
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

/// The canvas as a PNG; `None` if the browser refuses.
async fn encode(canvas: &HtmlCanvasElement) -> Option<Blob> {
    let asked = Promise::new(&mut |resolve, reject| {
        if let Err(why) = canvas.to_blob(&resolve) {
            // A promise's own function does not fail.
            let _ = reject.call1(&JsValue::UNDEFINED, &why);
        }
    });
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}

/// Whether a colour survives being drawn, encoded and decoded. With some privacy settings, browsers silently return white
/// or noise instead of a canvas's content.
async fn survives_round_trip() -> bool {
    const KNOWN: [u8; 3] = [29, 111, 165];
    /// Some browsers add a little noise, which cannot be seen, to every picture.
    const TOLERANCE: u8 = 8;
    let read = async || {
        let (canvas, context) = blank(4.0, 4.0)?;
        let [red, green, blue] = KNOWN;
        context.set_fill_style_str(&format!("rgb({red}, {green}, {blue})"));
        context.fill_rect(0.0, 0.0, 4.0, 4.0);
        let bitmap = decode(&encode(&canvas).await?).await?;
        let (_, context) = blank(4.0, 4.0)?;
        let draw: Function = Reflect::get(&context, &"drawImage".into()).ok()?.dyn_into().ok()?;
        draw.call3(&context, &bitmap, &0.into(), &0.into()).ok()?;
        let pixels = context.get_image_data(1.0, 1.0, 1.0, 1.0).ok()?.data();
        Some(KNOWN.iter().zip(pixels.iter()).all(|(drawn, read)| drawn.abs_diff(*read) <= TOLERANCE))
    };
    read().await.unwrap_or(false)
}

/// A picture file as something that can be drawn.
async fn decode(file: &Blob) -> Option<JsValue> {
    let window = window();
    let decode: Function = Reflect::get(&window, &"createImageBitmap".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = decode.call1(&window, file).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
