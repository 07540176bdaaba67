//! The gradient that reaches every past step.

use leptos::prelude::*;

use super::chart::{Chart, lines_of};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::{number, whole};
use crate::lesson::Panel;
use crate::plot::{Curves, Role, readout};
use crate::protocol::{Curve, PictureId};
use crate::web::page::{Page, page};
use crate::web::parts::{Card, Empty, in_words, live};

/// The panel for the gradient's reach.
#[component]
pub(crate) fn Reach() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Curve>(PictureId::Reach);
    let at = RwSignal::new(None::<f64>);
    let curves = Signal::derive(move || seen.with(|seen| curves(page, seen.as_deref())));
    let go = move |x: Option<f64>| {
        at.set(x);
        if let Some(x) = x {
            page.dispatch(Msg::Show(DisplayChange::Token((x as u32).saturating_sub(1))));
        }
    };
    let here = move || {
        let found = at.get().and_then(|x| curves.with(|curves| readout(curves, x)))?;
        let names = curves.with(|curves| curves.lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>());
        let said = names.into_iter().zip(found.values).map(|(name, value)| {
            let value = value.filter(|value| *value > 0.0).map_or_else(|| page.text("reach-nothing"), number);
            format!("{name} {value}")
        });
        let args = [("step", whole(found.x as u64).into()), ("values", said.collect::<Vec<_>>().join(", ").into())];
        Some(page.text_with("reach-here", &args))
    };
    view! {
        <Card panel=Panel::Reach>
            <Chart
                curves
                at
                go
                name=Signal::derive(page.say("panel-reach"))
                label=Signal::derive(alternative(page))
            >
                <Empty when=move || seen.with(Option::is_none) id="state-building"/>
            </Chart>
            <p translate="no" class="readout said" aria-live=live(page)>{move || here().unwrap_or_else(|| summary(page, seen.get().as_deref()))}</p>
        </Card>
    }
}

fn curves(page: Page, seen: Option<&Curve>) -> Curves {
    let look = |name: &str| match name {
        "memory" => ("reach-memory", Role::Test),
        _ => ("reach-hidden", Role::Train),
    };
    let Some(lines) = lines_of(page, seen, look) else { return Curves::default() };
    Curves {
        lines,
        x_label: page.text("sequence-step"),
        y_label: page.text("reach-norm"),
        log: true,
        ..Curves::default()
    }
}

/// How much of the last step's gradient reaches the first step, along the state that carries it farthest.
fn summary(page: Page, seen: Option<&Curve>) -> String {
    let shares = seen.map_or(&[][..], |seen| &seen.lines).iter().filter_map(|(name, norms)| {
        let share = f64::from(*norms.first()?) / f64::from(*norms.last()?);
        share.is_finite().then_some((name, share))
    });
    match shares.max_by(|a, b| a.1.total_cmp(&b.1)) {
        None => page.text("reach-unknown"),
        Some((_, 0.0)) => page.text("reach-none"),
        Some((name, share)) => {
            let state = page.text(if name == "memory" { "gates-memory" } else { "gates-hidden" });
            page.text_with("reach-share", &[("state", state.into()), ("share", number(share).into())])
        }
    }
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    in_words(page, PictureId::Reach, move || {
        let seen = page.observed_now::<Curve>(PictureId::Reach);
        let said = seen.as_deref().map_or(&[][..], |seen| &seen.lines).iter().filter_map(|(name, norms)| {
            let id = if name == "memory" { "reach-memory" } else { "reach-hidden" };
            let args = [
                ("name", page.text(id).into()),
                ("first", number(f64::from(*norms.first()?)).into()),
                ("last", number(f64::from(*norms.last()?)).into()),
            ];
            Some(page.text_with("alt-reach-line", &args))
        });
        let said: Vec<_> = said.collect();
        (!said.is_empty()).then(|| page.text_with("alt-reach", &[("lines", said.join("; ").into())]))
    })
}
