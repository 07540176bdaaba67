//! The selected point: its numbers, and the picture decoded from them.

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::number;
use crate::plot::{code_name, draw_code};
use crate::protocol::{Latent, PictureId};
use crate::web::canvas::Canvas;
use crate::web::page::{Page, Seen, page};
use crate::web::panels::strip::{Ink, nth};
use crate::web::parts::in_words;

/// The decoded picture, large, with the latent code as numbers and bars.
#[component]
pub(crate) fn Chosen(seen: Memo<Option<Seen<Latent>>>) -> impl IntoView {
    let page = page();
    let pixels = Memo::new(move |_| {
        seen.get().as_deref().and_then(|latent| nth(&latent.decoded, latent.side, 0)).unwrap_or_default()
    });
    let code = Memo::new(move |_| seen.get().as_deref().map(|latent| (latent.axes, latent.point.to_vec())));
    let moved = page.slice(|state| state.display.view.point.is_some());
    let value = move |which: usize| {
        let of = move |(axes, code): &([u32; 2], Vec<f32>)| {
            let value = *code.get(axes[which] as usize)?;
            Some((code_name(axes[which]), number(f64::from(value))))
        };
        let shown = Memo::new(move |_| code.with(|code| code.as_ref().and_then(of)));
        view! {
            <div>
                <dt>{move || shown.get().map(|shown| shown.0)}</dt>
                <dd>{move || shown.get().map(|shown| shown.1)}</dd>
            </div>
        }
    };
    view! {
        <div class="chosen">
            <figure role="img" aria-label=page.say("codes-decoded")>
                <Ink pixels/>
            </figure>
            <div translate="no" class="numbers">
                <dl>{value(0)} {value(1)}</dl>
                <div class="picture bars">
                    <Canvas
                        data=move || code.get()
                        label=Signal::derive(numbers(page))
                        paint=|surface, code| match code {
                            Some((axes, code)) => Ok(draw_code(&surface.area()?, code, *axes, &surface.style)?),
                            None => Ok(()),
                        }
                    />
                </div>
                <button
                    class="button"
                    prop:disabled=move || !moved.get()
                    on:click=move |_| page.dispatch(Msg::Show(DisplayChange::Point(None)))
                >
                    {page.say("codes-back")}
                </button>
            </div>
        </div>
    }
}

/// All numbers of the latent code, in words; updated once per second.
fn numbers(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let point = page.slice(|state| state.display.view.point);
    in_words(page, PictureId::Codes, move || {
        point.track();
        let seen = page.observed_now::<Latent>(PictureId::Codes);
        let all = seen.as_deref().map(|latent| {
            let named = (0..).zip(latent.point.iter());
            named.map(|(unit, value)| format!("{} {}", code_name(unit), number(f64::from(*value)))).collect::<Vec<_>>()
        });
        Some(page.text_with("codes-numbers", &[("numbers", all?.join(", ").into())]))
    })
}
