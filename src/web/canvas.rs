//! A canvas that follows its layout size and the screen's pixel density, and is repainted when its data changes.

use std::cell::RefCell;
use std::fmt::Display;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageData, OffscreenCanvas, OffscreenCanvasRenderingContext2d,
    ResizeObserver,
};

use super::page::page;
use super::system;
use crate::app::stroke::Pointer;
use crate::plot::{Rect, Style, Theme};

/// Why painting failed.
#[derive(Debug)]
pub(crate) struct Trouble(String);

impl From<JsValue> for Trouble {
    fn from(value: JsValue) -> Self {
        Self(format!("{value:?}"))
    }
}

impl<E: std::error::Error + Send + Sync> From<plotters::drawing::DrawingAreaErrorKind<E>> for Trouble {
    fn from(value: plotters::drawing::DrawingAreaErrorKind<E>) -> Self {
        Self(value.to_string())
    }
}

impl Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Scratch canvases on which bitmaps are put before they are scaled, one per size; kept between paintings.
type Scratch = RefCell<Vec<(OffscreenCanvas, OffscreenCanvasRenderingContext2d)>>;

/// How many sizes are kept; only a network whose columns all differ needs more.
const SIZES: usize = 4;

/// The result of painting.
pub(crate) type Painted = Result<(), Trouble>;

/// A canvas that is being painted. Lengths are in its own pixels.
pub(crate) struct CanvasSurface {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    scratch: Rc<Scratch>,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Colours, and canvas pixels per CSS pixel.
    pub style: Style,
}

impl CanvasSurface {
    /// Resizes the canvas's pixels to its layout size, and clears it. `None` while it has no size.
    fn new(canvas: HtmlCanvasElement, scratch: Rc<Scratch>, (wide, high): (i32, i32), theme: Theme) -> Option<Self> {
        let scale = system::pixel_ratio();
        let (width, height) = ((f64::from(wide) * scale).round(), (f64::from(high) * scale).round());
        if width < 1.0 || height < 1.0 {
            return None;
        }
        if (f64::from(canvas.width()), f64::from(canvas.height())) != (width, height) {
            canvas.set_width(width as u32);
            canvas.set_height(height as u32);
        }
        let context = canvas.get_context("2d").ok()??.dyn_into::<CanvasRenderingContext2d>().ok()?;
        context.clear_rect(0.0, 0.0, width, height);
        Some(Self { canvas, context, scratch, width, height, style: Style { theme, scale } })
    }

    /// The whole canvas for plotters.
    ///
    /// # Errors
    /// If the canvas has no 2-D context.
    pub(crate) fn area(&self) -> Result<DrawingArea<CanvasBackend, Shift>, Trouble> {
        let backend = CanvasBackend::with_canvas_object(self.canvas.clone());
        backend.map(IntoDrawingArea::into_drawing_area).ok_or_else(|| Trouble("no 2-D context".to_owned()))
    }

    /// Puts a bitmap, `columns` pixels wide with four bytes per pixel, into a rectangle; `smooth` blends its pixels.
    ///
    /// # Errors
    /// If the bitmap's length does not fit `columns`.
    pub(crate) fn blit(&self, rgba: &[u8], columns: u32, place: Rect, smooth: bool) -> Painted {
        let rows = rgba.len() / 4 / columns.max(1) as usize;
        self.blit_all(rgba, (columns, rows as u32), [(0, place)], smooth, 0.0)
    }

    /// Puts pictures that are stacked in one bitmap into a rectangle each, with rounded corners: a single upload, however
    /// many there are. Columns and rows are those of one picture.
    ///
    /// # Errors
    /// If the bitmap's length does not fit the columns, or it lacks a requested picture.
    pub(crate) fn blit_all(
        &self,
        rgba: &[u8],
        (columns, rows): (u32, u32),
        places: impl IntoIterator<Item = (usize, Rect)>,
        smooth: bool,
        radius: f64,
    ) -> Painted {
        let mut scratch = self.scratch.borrow_mut();
        let height = rgba.len() as u32 / 4 / columns.max(1);
        let fits = |(canvas, _): &(OffscreenCanvas, _)| (canvas.width(), canvas.height()) == (columns, height);
        if !scratch.iter().any(fits) {
            let canvas = OffscreenCanvas::new(columns, height)?;
            let context = canvas.get_context("2d")?.ok_or_else(|| Trouble("no 2-D context".to_owned()))?;
            if scratch.len() >= SIZES {
                scratch.remove(0);
            }
            scratch.push((canvas, context.unchecked_into()));
        }
        let Some((canvas, context)) = scratch.iter().find(|kept| fits(kept)) else { return Ok(()) };
        // Created at the last moment: it is a view into this module's memory, detached when that grows.
        let image = ImageData::new_with_u8_clamped_array(Clamped(rgba), columns)?;
        context.put_image_data(&image, 0.0, 0.0)?;
        self.context.set_image_smoothing_enabled(smooth);
        let (across, down) = (f64::from(columns), f64::from(rows));
        for (index, Rect { x, y, width, height: high }) in places {
            let from = index as f64 * down;
            if from + down > f64::from(height) {
                return Err(Trouble(format!("no picture {index} of {rows} rows in a bitmap of {height}")));
            }
            if radius > 0.0 {
                self.context.save();
                self.context.begin_path();
                self.context.round_rect_with_f64(x, y, width, high, radius)?;
                self.context.clip();
            }
            let drawn = self.context.draw_image_with_offscreen_canvas_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                canvas, 0.0, from, across, down, x, y, width, high,
            );
            if radius > 0.0 {
                self.context.restore();
            }
            drawn?;
        }
        Ok(())
    }

    /// The whole canvas as a rectangle.
    pub(crate) fn whole(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, width: self.width, height: self.height }
    }
}

/// A canvas. It is repainted when anything that `data` reads changes, or its size, the pixel density, or the colours.
///
/// Charts run from left to right in every script, and so do the numbers on them, so a canvas inherits neither direction nor
/// language from the page. Its texts change with the run, in the page's own language: a browser's translator leaves them
/// alone.
#[component]
pub(crate) fn Canvas<D: 'static>(
    /// What is painted; called again when it changes.
    data: impl Fn() -> D + 'static,
    /// Paints it.
    paint: impl Fn(&CanvasSurface, &D) -> Painted + 'static,
    /// The text alternative; leave it out if the surrounding text already says the same.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The element, if the caller needs it.
    #[prop(optional)]
    node: NodeRef<html::Canvas>,
) -> impl IntoView {
    let newest: Rc<RefCell<Option<D>>> = Rc::default();
    let to_paint = Rc::clone(&newest);
    let paint = move |surface: &CanvasSurface| to_paint.borrow().as_ref().map_or(Ok(()), |data| paint(surface, data));
    let read = move || {
        newest.replace(Some(data()));
    };
    plain(Box::new(read), Box::new(paint), label, node)
}

/// The canvas, independent of its data: compiled once rather than for each type of data.
fn plain(
    read: Box<dyn Fn()>,
    paint: Box<dyn Fn(&CanvasSurface) -> Painted>,
    label: Option<Signal<String>>,
    node: NodeRef<html::Canvas>,
) -> AnyView {
    let page = page();
    // From the observer: reading it from the element while others are being written would force a layout each time.
    let (size, set_size) = signal((0, 0));
    let scratch = Rc::<Scratch>::default();
    let paint: Rc<dyn Fn()> = Rc::new(move || {
        let canvas = node.try_get_untracked().flatten();
        let surface = canvas.and_then(|canvas| {
            CanvasSurface::new(canvas, Rc::clone(&scratch), size.try_get_untracked()?, page.theme.try_get_untracked()?)
        });
        if let Some(surface) = surface
            && let Err(trouble) = paint(&surface)
        {
            leptos::logging::error!("not painted: {trouble}");
        }
    });
    let frames = page.frames.with_value(Clone::clone);
    let number = frames.add(&paint);
    Effect::new(move || {
        size.track();
        page.theme.track();
        read();
        frames.request(number, &paint);
    });

    let observer = StoredValue::new_local(None);
    Effect::new(move || {
        let Some(canvas) = node.get() else { return };
        let watched = canvas.clone();
        let resized = Closure::<dyn FnMut()>::new(move || {
            set_size.try_set((watched.client_width(), watched.client_height()));
        });
        if let Ok(watcher) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            watcher.observe(&canvas);
            observer.set_value(Some((watcher, resized)));
        }
    });
    on_cleanup(move || {
        page.frames.with_value(|frames| frames.forget(number));
        observer.update_value(|observer| {
            if let Some((watcher, _)) = observer.take() {
                watcher.disconnect();
            }
        });
    });

    let role = if label.is_some() { "img" } else { "presentation" };
    view! { <canvas node_ref=node dir="ltr" translate="no" role=role aria-label=move || label.map(|label| label.get())></canvas> }
        .into_any()
}

/// The pointer's position on the canvas, in the canvas's own pixels.
pub(crate) fn pointer(event: &web_sys::MouseEvent) -> (f64, f64) {
    let scale = system::pixel_ratio();
    (f64::from(event.offset_x()) * scale, f64::from(event.offset_y()) * scale)
}

/// What draws: a finger, or a pen or mouse.
pub(crate) fn drawn_by(event: &web_sys::PointerEvent) -> Pointer {
    Pointer { id: event.pointer_id(), touch: event.pointer_type() == "touch" }
}
