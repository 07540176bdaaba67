//! The loss over two parameters, and the path that training has taken. Selecting a point moves the parameters there.

use leptos::html;
use leptos::prelude::*;

use crate::app::Msg;
use crate::app::words::{number, whole};
use crate::lesson::Panel;
use crate::plot::{depth_bar, draw_surface, field_rect, position_at, surface_map};
use crate::protocol::{self, PictureId};
use crate::web::canvas::{Canvas, pointer};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, direction, in_words, live, why_empty};
use crate::web::system;

/// Steps of the keyboard's cursor across the picture.
const STEPS: f64 = 40.0;

/// The surface's panel.
#[component]
pub(crate) fn Surface() -> impl IntoView {
    let page = page();
    let seen = page.observed::<protocol::Surface>(PictureId::Surface);
    // Not a `Memo`: in reactive_graph 0.2 an effect that reads a memo and then its source is not re-run if the memo's value
    // is unchanged.
    let blank = move || seen.get().as_deref().is_some_and(is_blank);
    // The position of the pointer or the keyboard's cursor.
    let at = RwSignal::new(None::<(f64, f64)>);
    let node = NodeRef::<html::Canvas>::new();
    let under = move |event: &web_sys::MouseEvent| {
        let canvas = node.get_untracked()?;
        let size = (f64::from(canvas.width()), f64::from(canvas.height()));
        let region = seen.get_untracked().as_deref().map(|surface| surface.field.region)?;
        position_at(region, size, system::pixel_ratio(), pointer(event))
    };
    let put = move |place: Option<(f64, f64)>| {
        // A picture of the previous network does not apply to this one.
        let network = page.now(|state| state.is_current(PictureId::Surface).then_some(state.run.network));
        let (Some((x, y)), Some(network)) = (place.filter(|_| !untrack(blank)), network) else { return };
        let names = seen.get_untracked().as_deref().map(|surface| surface.parameters.clone());
        for ((name, index), value) in names.into_iter().flatten().zip([x, y]) {
            page.dispatch(Msg::Edit { network, name, index, value: value as f32 });
        }
    };
    let key = move |event: web_sys::KeyboardEvent| {
        let key = event.key();
        let direction = direction(&key).map(|direction| direction.map(f64::from));
        match key.as_str() {
            "Enter" | " " => put(at.get_untracked()),
            "Escape" if at.get_untracked().is_some() => at.set(None),
            _ if direction.is_some() => {}
            _ => return,
        }
        event.prevent_default();
        let Some([right, up]) = direction else { return };
        let moved = seen.get_untracked().as_deref().map(|surface| {
            let [left, last, bottom, top] = surface.field.region.map(f64::from);
            // From where the weights are.
            let now = || surface.path.last_chunk().map(|[x, y]| (f64::from(*x), f64::from(*y)));
            let (x, y) = at.get_untracked().or_else(now)?;
            let step = (last - left) / STEPS;
            Some(((x + right * step).clamp(left, last), (y + up * step).clamp(bottom, top)))
        });
        at.set(moved.flatten());
    };
    let here = move || {
        let (x, y) = at.get().filter(|_| !blank())?;
        let height = seen.get().as_deref().map(|surface| surface.field.at(x, y))??;
        let args =
            [("w1", number(x).into()), ("w2", number(y).into()), ("loss", number(10f64.powf(height.into())).into())];
        Some(page.text_with("surface-here", &args))
    };
    let empty = why_empty(page, "state-building");
    view! {
        <Card panel=Panel::Surface>
            <div
                class="picture"
                role="application"
                tabindex="0"
                aria-labelledby="title-surface"
                aria-describedby="surface-said"
                on:keydown=key
                on:blur=move |_| at.set(None)
                on:pointermove=move |event: web_sys::PointerEvent| at.set(under(&event))
                on:pointerleave=move |_| at.set(None)
                on:click=move |event| put(under(&event))
            >
                <Canvas
                    data=move || (seen.get(), at.get())
                    node
                    label=Signal::derive(alternative(page))
                    paint=|canvas, (seen, at)| {
                        seen.as_deref().map_or(Ok(()), |surface| {
                            if is_blank(surface) {
                                return Ok(());
                            }
                            let bitmap = surface_map(&surface.field, &canvas.style.theme);
                            let place = field_rect(canvas.width, canvas.height, canvas.style.scale);
                            canvas.blit(&bitmap, surface.field.width, place, true)?;
                            Ok(draw_surface(&canvas.area()?, surface, ["w₁", "w₂"], *at, &canvas.style)?)
                        })
                    }
                />
                <Show when=move || blank() || seen.with(Option::is_none)>
                    <p class="empty">{move || if blank() { page.text("surface-too-large") } else { empty() }}</p>
                </Show>
            </div>
            <p translate="no" class="readout" id="surface-said" aria-live=live(page)>{move || here().unwrap_or_else(|| hint(page, seen.get().as_deref()))}</p>
            <Legend seen/>
        </Card>
    }
}

/// How to use the picture; nothing while it is blank.
fn hint(page: Page, seen: Option<&protocol::Surface>) -> String {
    if seen.is_some_and(is_blank) {
        return String::new();
    }
    let bias = seen.and_then(|surface| surface.rest.first().copied());
    let bias = bias.map_or_else(|| page.text("stat-none"), |bias| number(f64::from(bias)));
    page.hint_with("surface-hint", &[("bias", bias.into())])
}

/// The scale of the colours, and the meaning of the marks.
#[component]
fn Legend(seen: Memo<Option<Seen<protocol::Surface>>>) -> impl IntoView {
    let page = page();
    let end = move |side: usize| {
        move || {
            let power = seen.get().as_deref().map(|s| (!is_blank(s)).then_some(s.field.range[side]));
            power.flatten().map(|power| number(10f64.powf(power.into())))
        }
    };
    let valley = Memo::new(move |_| seen.get().as_deref().is_some_and(|s| !s.valley.is_empty()));
    view! {
        <div class="legend">
            <span translate="no" class="scale">
                <span>{end(0)}</span>
                <span class="ramp">
                    <Canvas
                        data=|| ()
                        paint=|canvas, ()| canvas.blit(&depth_bar(128, &canvas.style.theme), 128, canvas.whole(), true)
                    />
                </span>
                <span>{end(1)}</span>
            </span>
            <span>{page.say("surface-scale")}</span>
            <span><i class="dot said" aria-hidden="true"></i>{page.say("surface-start")}</span>
            <span><i class="dot now" aria-hidden="true"></i>{page.say("surface-now")}</span>
            <Show when=move || valley.get()>
                <span><i class="dash valley" aria-hidden="true"></i>{page.say("surface-valley")}</span>
            </Show>
        </div>
    }
}

/// Whether there is no loss to show: the bias is not a number, or every loss is missing or too large.
fn is_blank(surface: &protocol::Surface) -> bool {
    surface.rest.iter().any(|value| !value.is_finite())
        || surface.field.values.iter().all(|value| !value.is_finite() || *value >= f32::MAX.log10())
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Surface, move || {
        let seen = page.observed_now::<protocol::Surface>(PictureId::Surface);
        let step = page.now(|state| state.run.step);

        seen.as_deref().map(|surface| {
            if is_blank(surface) {
                return page.text("surface-too-large");
            }
            let place = |at: Option<&[f32; 2]>| {
                at.map_or_else(
                    || page.text("stat-none"),
                    |[x, y]| format!("({}, {})", number(f64::from(*x)), number(f64::from(*y))),
                )
            };
            let [low, high] = surface.field.range.map(|power| number(10f64.powf(power.into())));
            let args = [
                ("low", low.into()),
                ("high", high.into()),
                ("start", place(surface.path.first_chunk()).into()),
                ("now", place(surface.path.last_chunk()).into()),
                ("step", whole(step).into()),
            ];
            page.text_with("alt-surface", &args)
        })
    })
}
