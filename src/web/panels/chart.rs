//! A line chart with pointer and keyboard navigation, shared by all panels with curves.

use leptos::html;
use leptos::prelude::*;

use crate::plot::{Curves, Line, Role, Style, draw_curves, neighbour, pointer_to_x};
use crate::protocol::{Curve, Floats};
use crate::web::canvas::{Canvas, pointer};
use crate::web::page::Page;
use crate::web::system;

/// A chart. It is one tab stop: arrow keys move from point to point, Escape deselects.
#[component]
pub(crate) fn Chart(
    /// Its lines; `at` is the selected point.
    #[prop(into)]
    curves: Signal<Curves>,
    /// The x that is looked at.
    #[prop(into)]
    at: Signal<Option<f64>>,
    /// Another x is looked at, or none.
    go: impl Fn(Option<f64>) + Copy + 'static,
    /// The name of the tab stop.
    #[prop(into)]
    name: Signal<String>,
    /// The text alternative.
    #[prop(into)]
    label: Signal<String>,
    /// Its id, if another element refers to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its role for assistive technology.
    #[prop(default = "group")]
    role: &'static str,
    /// What covers the picture while it is empty.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Canvas>::new();
    let moved = move |event: web_sys::PointerEvent| {
        let Some(canvas) = node.get_untracked() else { return };
        let style = Style::new(false, system::pixel_ratio());
        let (width, height) = (f64::from(canvas.width()), f64::from(canvas.height()));
        go(curves.with_untracked(|curves| pointer_to_x(curves, &style, width, height, pointer(&event).0)));
    };
    let travel = move |event: web_sys::KeyboardEvent| {
        let by: isize = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            "PageUp" => -20,
            "PageDown" => 20,
            "Home" => isize::MIN / 2,
            "End" => isize::MAX / 2,
            "Escape" if at.get_untracked().is_some() => {
                event.prevent_default();
                return go(None);
            }
            _ => return,
        };
        event.prevent_default();
        go(curves.with_untracked(|curves| neighbour(curves, at.get_untracked(), by)));
    };
    view! {
        <div
            class="picture"
            id=id
            role=role
            tabindex="0"
            aria-label=move || name.get()
            on:keydown=travel
            on:blur=move |_| go(None)
            on:pointermove=moved
            on:pointerdown=moved
            on:pointerleave=move |_| go(None)
        >
            <Canvas
                data=move || Curves { pointer: at.get(), ..curves.get() }
                node
                label
                paint=|surface, curves| Ok(draw_curves(&surface.area()?, curves, &surface.style)?)
            />
            {children()}
        </div>
    }
}

/// The lines of an observed curve. `look` maps a line's name to its label id and role. `None` if there is no curve.
pub(crate) fn lines_of(
    page: Page,
    seen: Option<&Curve>,
    look: impl Fn(&str) -> (&'static str, Role),
) -> Option<Vec<Line>> {
    let Curve { x, lines } = seen?;
    let line = |(name, values): &(String, Floats)| {
        let (id, role) = look(name);
        let points = x.iter().zip(values.iter()).map(|(x, y)| (f64::from(*x), f64::from(*y)));
        Line { name: page.text(id), role, points: points.collect() }
    };
    Some(lines.iter().map(line).collect())
}
