//! The network as a diagram: units with their pictures, links, biases; a readout for the item under the pointer or focus,
//! and a field to edit it.
//!
//! - [`bitmaps`]: the units' pictures.
//! - [`close_up`]: an enlarged view of a first-layer unit's weights.
//! - [`words`]: names and numbers of units, links and biases.
//! - [`editor`]: the text field for a new number.

mod bitmaps;
mod close_up;
mod editor;
mod words;

pub(crate) use words::unit as unit_name;

use leptos::prelude::*;

use crate::app::words::whole;
use crate::lesson::Panel;
use crate::options::Key;
use crate::plot::{Diagram, Direction, Hit, MOST_LINKS, draw_frames, draw_links, weight_of};
use crate::protocol::{Layers, PictureId};
use crate::shape::layer_sizes;
use crate::web::canvas::{Canvas, CanvasSurface, Painted, pointer};
use crate::web::controls::Knob;
use crate::web::icons::{self, Icon};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, live};
use crate::web::pointing::pointing;
use crate::web::sparsity::zeros;
use crate::web::system;

/// The items that are pointed at, selected, and edited.
#[derive(Clone, Copy)]
pub(super) struct Pointed {
    hovered: RwSignal<Option<Hit>>,
    /// Selected by a click or by arrow keys. It stays selected while the focus is elsewhere, and is marked while the
    /// diagram has the focus.
    chosen: RwSignal<Option<Hit>>,
    focused: RwSignal<bool>,
    editing: RwSignal<Option<Hit>>,
}

impl Pointed {
    fn new(page: Page) -> Self {
        let none = || RwSignal::new(None);
        let pointed = Self { hovered: none(), chosen: none(), focused: RwSignal::new(false), editing: none() };
        // In another network the item may not exist. Other settings of the same network keep it.
        let network = page.slice(|state| (state.run.network, layer_sizes(&state.options)));
        Effect::new(move || {
            // Read, not only tracked: an unread memo does not follow its sources.
            network.with(|_| ());
            let typing = editor::has_focus();
            pointed.hovered.set(None);
            pointed.chosen.set(None);
            pointed.editing.set(None);
            // After typing, the focus stays in the diagram.
            if typing {
                focus_diagram();
            }
        });
        pointed
    }

    /// The item that is marked and described.
    fn marked_hit(self) -> Option<Hit> {
        self.editing.get().or(self.hovered.get()).or(self.chosen.get().filter(|_| self.focused.get()))
    }
}

/// Moves the focus to the diagram.
fn focus_diagram() {
    use wasm_bindgen::JsCast;
    let diagram = document().get_element_by_id("diagram");
    if let Some(diagram) = diagram.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Fails only for an element that is gone.
        let _ = diagram.focus();
    }
}

/// The network's panel.
#[component]
pub(crate) fn Network() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Layers>(PictureId::Network);
    let digit = page.slice(|state| state.options.has(Key::Digits).then_some(state.display.view.probe));
    let knob = page.slice(|state| state.offers(Key::Layers));
    let pointed = Pointed::new(page);
    let elsewhere = pointing().unit;
    // The editor covers the diagram, and an edited item is not meant to be enlarged.
    Effect::new(move || {
        let unit = match pointed.marked_hit() {
            Some(Hit::Unit { column, row }) => Some((column, row)),
            Some(Hit::Link { .. } | Hit::Bias { .. }) | None => None,
        };
        elsewhere.set(unit);
    });
    on_cleanup(move || elsewhere.set(None));
    let said = move || {
        let hit = pointed.marked_hit()?;
        seen.get().as_deref().and_then(|layers| words::describe(page, layers, hit))
    };
    view! {
        <Card panel=Panel::Network heading=Signal::derive(heading(page)) beside=move || view! { <span class="aside">
                    {move || digit.get().map(|digit| page.text_with("network-digit", &[("digit", digit.into())]))}
                </span> }>
            <Show when=move || knob.get()>
                <Knob key=Key::Layers/>
            </Show>
            <Stage seen pointed/>
            <p translate="no" class="readout" id="network-said" aria-live=live(page)>
                {move || said().unwrap_or_else(|| page.hint("network-hint"))}
            </p>
            <Show when=move || digit.get().is_some()>
                <close_up::CloseUp seen pointed/>
            </Show>
            <Legend digit seen/>
        </Card>
    }
}

/// The diagram: one tab stop, navigated by arrow keys; Enter or a click edits a number.
#[component]
fn Stage(seen: Memo<Option<Seen<Layers>>>, pointed: Pointed) -> impl IntoView {
    let page = page();
    let Pointed { hovered, chosen, focused, editing } = pointed;
    let discretize = page.slice(|state| state.display.discretize);
    let marked = Memo::new(move |_| pointed.marked_hit());
    // The layout of the last painting: for the pointer, the keyboard and the editor.
    let diagram = StoredValue::new_local(Diagram::default());
    // Width and height that the diagram needs: a wide one is scrolled.
    let (size, set_size) = signal((0.0, 0.0));
    let under = move |event: &web_sys::MouseEvent| {
        let (x, y) = pointer(event);
        diagram.with_value(|diagram| diagram.hit(x, y))
    };
    // A picture of the previous network has links that no longer exist.
    let has_number = move |hit: Hit| {
        let numbered = |layers: &Layers| weight_of(layers, hit).is_some();
        page.now(|state| state.is_current(PictureId::Network)) && seen.get_untracked().as_deref().is_some_and(numbered)
    };
    let edit = move |hit: Option<Hit>| editing.set(hit.filter(|hit| has_number(*hit)));
    let click = move |event: web_sys::MouseEvent| {
        let hit = under(&event);
        chosen.set(hit);
        edit(hit);
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let direction = match event.key().as_str() {
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "Enter" | " " => {
                event.prevent_default();
                return edit(chosen.get_untracked());
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(diagram.with_value(|diagram| match chosen.get_untracked() {
            Some(from) => Some(diagram.next(from, direction)),
            None => diagram.first(),
        }));
    };
    let arrived = move |_| {
        focused.set(true);
        if chosen.get_untracked().is_none() {
            chosen.set(diagram.with_value(Diagram::first));
        }
    };
    let left = move |_| focused.set(false);
    let paint = move |surface: &CanvasSurface, layers: &Layers, discretize: bool, marked: Option<Hit>| -> Painted {
        let (style, scale) = (&surface.style, surface.style.scale);
        let laid = Diagram::layout(layers, surface.width, surface.height, scale);
        let needed = Diagram::needed(layers, surface.width, scale);
        let needed = (needed.0 / scale, needed.1 / scale);
        let now = size.get_untracked();
        if (now.0 - needed.0).abs() > 1.0 || (now.1 - needed.1).abs() > 1.0 {
            set_size.set(needed);
        }
        let area = surface.area()?;
        draw_links(&area, &laid, style, marked)?;
        bitmaps::put(surface, &laid, layers, discretize)?;
        draw_frames(&area, &laid, layers, style, marked)?;
        diagram.set_value(laid);
        Ok(())
    };
    let place = move |hit| {
        let scale = system::pixel_ratio();
        let place = diagram.with_value(|diagram| diagram.place(hit))?;
        Some(((place.x + place.width / 2.0) / scale, (place.y + place.height / 2.0) / scale))
    };
    view! {
        <div class="stage">
            <div
                class="picture"
                id="diagram"
                role="application"
                tabindex="0"
                aria-labelledby="title-network"
                aria-describedby="network-said"
                style:--needed=move || format!("{:.0}px", size.get().1)
                style:--wide=move || format!("{:.0}px", size.get().0)
                on:keydown=key
                on:focus=arrived
                on:blur=left
                on:pointermove=move |event: web_sys::PointerEvent| hovered.set(under(&event))
                on:pointerleave=move |_| hovered.set(None)
                on:click=click
            >
                <Canvas
                    data=move || (seen.get(), discretize.get(), marked.get())
                    label=Signal::derive(words::alternative(page))
                    paint=move |surface, (seen, discretize, marked)| {
                        seen.as_deref().map_or(Ok(()), |layers| paint(surface, layers, *discretize, *marked))
                    }
                />
                <Empty when=move || seen.with(Option::is_none) id="state-building"/>
            </div>
            <editor::Editor editing seen place/>
        </div>
    }
}

#[component]
fn Legend(digit: Memo<Option<u32>>, seen: Memo<Option<Seen<Layers>>>) -> impl IntoView {
    let page = page();
    let links = Memo::new(move |_| {
        let count = |layers: &Layers| layers.links.iter().map(|links| links.weights.len()).sum::<usize>();
        seen.get().as_deref().map(count).filter(|count| *count > MOST_LINKS)
    });
    let strongest = move |of: usize| {
        let args = [("count", whole(MOST_LINKS as u64).into()), ("of", whole(of as u64).into())];
        page.text_with("legend-strongest", &args)
    };
    let dead = Memo::new(move |_| {
        let any = |layers: &Layers| layers.links.iter().any(|links| links.weights.contains(&0.0));
        seen.get().as_deref().is_some_and(any)
    });
    let zeros = zeros(page);
    let pictures = move || page.text(if digit.get().is_some() { "legend-weights" } else { "legend-maps" });
    view! {
        <div class="legend">
            <span class="pos"><Icon shape=icons::SOLID/><b>{page.say("legend-excitatory")}</b></span>
            <span class="neg"><Icon shape=icons::DASHED/><b>{page.say("legend-inhibitory")}</b></span>
            <Show when=move || dead.get()>
                <span class="dead"><Icon shape=icons::DOTTED/><b>{page.say("legend-dead")}</b></span>
            </Show>
            {move || zeros().map(|zeros| view! { <span class="zeros">{zeros}</span> })}
            <span>{page.say("legend-width")}</span>
            <span>{page.say("legend-bias")}</span>
            <span>{pictures}</span>
            <Show when=move || digit.get().is_some()>
                <span>{page.say("legend-activations")}</span>
            </Show>
            {move || links.get().map(|of| view! { <span>{strongest(of)}</span> })}
        </div>
    }
}

/// "2 → 4 → 3 → 1 · 31 parameters".
fn heading(page: Page) -> impl Fn() -> String + Send + Sync {
    let facts = page.slice(|state| {
        let sizes = layer_sizes(&state.options);
        let parameters = sizes.windows(2).map(|pair| u64::from(pair[0] + 1) * u64::from(pair[1])).sum::<u64>();
        (sizes, parameters)
    });
    move || {
        let (sizes, parameters) = facts.get();
        let args = [("shape", words::shape(&sizes).into()), ("parameters", whole(parameters).into())];
        page.text_with("network-heading", &args)
    }
}
