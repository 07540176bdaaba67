//! The plane as the last hidden layer folds it, along two of its units.

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::number;
use crate::lesson::Panel;
use crate::options::Key;
use crate::plot::{draw_fold, field_rect, fold_map};
use crate::protocol::{self, PictureId};
use crate::web::canvas::Canvas;
use crate::web::icons::{self, Icon};
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, in_words, why_empty};

/// Side of the ground's bitmap.
const SIDE: usize = 64;
/// Units that can be looked along.
const UNITS: u32 = 32;

/// The fold's panel.
#[component]
pub(crate) fn Fold() -> impl IntoView {
    let page = page();
    let picture = page.observed::<protocol::Fold>(PictureId::Fold);
    let flat = page.slice(|state| state.options.layers(Key::Layers).is_empty());
    // Without a hidden layer nothing is folded, whatever came before.
    let seen = Memo::new(move |_| picture.get().filter(|_| !flat.get()));
    // From the options, so that the line of axes has its room before the first picture.
    let units = page.slice(|state| state.options.layers(Key::Layers).last().map_or(0, |units| *units));
    let names = move || {
        let axes = seen.get().as_deref().map(|fold| fold.axes).unwrap_or_default();
        axes.map(|unit| page.text_with("fold-unit", &[("unit", (unit + 1).into())]))
    };
    let said = move || {
        let (right, units) = seen.get().as_deref().map(|fold| (right(fold), fold.units))?;
        let id = if units > 2 { "fold-slice" } else { "fold-exact" };
        Some(format!("{} {}", page.text_with("fold-sides", &[("right", right.into())]), page.text(id)))
    };
    let empty = why_empty(page, "state-building");
    view! {
        <Card panel=Panel::Fold beside=move || view! { <Show when=move || { units.get() > 2 }>
                    <Axes seen units/>
                </Show> }>
            <div class="picture">
                <Canvas
                    data=move || (seen.get(), names())
                    label=Signal::derive(alternative(page))
                    paint=|surface, (seen, [across, up])| {
                        seen.as_deref().map_or(Ok(()), |fold| {
                            let bitmap = fold_map(fold, SIDE, &surface.style.theme);
                            let place = field_rect(surface.width, surface.height, surface.style.scale);
                            surface.blit(&bitmap, SIDE as u32, place, true)?;
                            Ok(draw_fold(&surface.area()?, fold, [across, up], &surface.style)?)
                        })
                    }
                />
                <Show when=move || seen.with(Option::is_none)>
                    <p class="empty">{move || if flat.get() { page.text("fold-none") } else { empty() }}</p>
                </Show>
            </div>
            <p translate="no" class="readout said">{said}</p>
            <div class="legend">
                <span class="neg"><Icon shape=icons::DISC/><b>{page.say("fold-zero")}</b></span>
                <span class="pos"><Icon shape=icons::TRIANGLE/><b>{page.say("fold-one")}</b></span>
                <span class="undecided"><Icon shape=icons::SOLID/>{page.say("fold-line")}</span>
                <span>{page.say("fold-mesh")}</span>
            </div>
        </Card>
    }
}

/// The units on the axes: the trainer's choice, or two selected ones.
#[component]
fn Axes(seen: Memo<Option<Seen<protocol::Fold>>>, units: Memo<u32>) -> impl IntoView {
    let page = page();
    let own = page.slice(|state| state.display.view.pair.is_some());
    let axes = Memo::new(move |_| seen.get().as_deref().map(|fold| fold.axes).unwrap_or_default());
    let show = move |pair| page.dispatch(Msg::Show(DisplayChange::Pair(pair)));
    let choice = move |side: usize, id: &'static str, label: &'static str| {
        let choose = move |event| {
            let mut pair = axes.get_untracked();
            if let Ok(unit) = event_target_value(&event).parse() {
                // A unit against itself would be a line, so picking the other axis's unit swaps them.
                if pair[1 - side] == unit {
                    pair[1 - side] = pair[side];
                }
                pair[side] = unit;
                show(Some(pair));
            }
        };
        view! {
            <label for=id>{move || page.text(label)}</label>
            <select id=id class="select" on:change=choose>
                <For each=move || 0..units.get().min(UNITS) key=|unit| *unit let:unit>
                    <option value=unit.to_string() prop:selected=move || axes.get()[side] == unit>
                        {unit + 1}
                    </option>
                </For>
            </select>
        }
    };
    let toggle = move |event| show((!event_target_checked(&event)).then(|| axes.get_untracked()));
    view! {
        <div class="axes">
            <label class="check">
                <input type="checkbox" prop:checked=move || !own.get() on:change=toggle/>
                <span>{page.say("fold-strongest")}</span>
            </label>
            {choice(0, "fold-across", "fold-across")}
            {choice(1, "fold-up", "fold-up")}
        </div>
    }
}

/// How many examples are on the correct side.
fn right(fold: &protocol::Fold) -> u32 {
    let own = |(output, target): (&f32, &f32)| (*output >= 0.5) == (*target > 0.0);
    fold.outputs.iter().zip(fold.targets.iter()).filter(|pair| own(*pair)).count() as u32
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let known = page.slice(|state| (state.display.view.pair, state.options.layers(Key::Layers).is_empty()));
    in_words(page, PictureId::Fold, move || {
        let (_, flat) = known.get();
        let seen = page.observed_now::<protocol::Fold>(PictureId::Fold).filter(|_| !flat);

        seen.as_deref().map(|fold| {
            let say = |value: &f32| number(f64::from(*value));
            let places = fold.inputs.chunks_exact(2).zip(fold.places.chunks_exact(2)).zip(fold.outputs.iter());
            let places = places.map(|((input, place), output)| {
                let args = [
                    ("x1", input[0].into()),
                    ("x2", input[1].into()),
                    ("a", say(&place[0]).into()),
                    ("b", say(&place[1]).into()),
                    ("output", say(output).into()),
                ];
                page.text_with("alt-fold-place", &args)
            });
            let places: Vec<_> = places.collect();
            let args = [
                ("across", (fold.axes[0] + 1).into()),
                ("up", (fold.axes[1] + 1).into()),
                ("places", places.join("; ").into()),
            ];
            page.text_with("alt-fold", &args)
        })
    })
}
