//! A wave, the network's prediction of each next value, and its free run beyond the given part.

use leptos::prelude::*;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::{number, whole};
use crate::plot::{Curves, Role, readout};
use crate::protocol::{Curve, PictureId};
use crate::web::page::{Page, Seen, page};
use crate::web::panels::chart::{Chart, lines_of};
use crate::web::parts::{in_words, live};

/// The wave.
#[component]
pub(crate) fn Wave(seen: Memo<Option<Seen<Curve>>>) -> impl IntoView {
    let page = page();
    let at = RwSignal::new(None::<f64>);
    let curves = Signal::derive(move || seen.with(|seen| curves(page, seen.as_deref())));
    let go = move |x: Option<f64>| {
        at.set(x);
        // The gates panel selects the same step.
        if let Some(x) = x {
            page.dispatch(Msg::Show(DisplayChange::Token(x as u32)));
        }
    };
    let here = move || {
        let found = at.get().and_then(|x| curves.with(|curves| readout(curves, x)))?;
        let named = curves.with(|curves| curves.lines.iter().map(|line| line.name.clone()).collect::<Vec<_>>());
        let said =
            named.into_iter().zip(found.values).filter_map(|(name, value)| Some(format!("{name} {}", number(value?))));
        let args = [("step", whole(found.x as u64).into()), ("values", said.collect::<Vec<_>>().join(", ").into())];
        Some(page.text_with("sequence-wave-here", &args))
    };
    view! {
        <Chart
            curves
            at
            go
            name=Signal::derive(page.say("sequence-wave"))
            label=Signal::derive(alternative(page))
        >
            ""
        </Chart>
        <p translate="no" class="readout" aria-live=live(page)>{move || here().unwrap_or_else(|| page.text("sequence-wave-hint"))}</p>
    }
}

fn curves(page: Page, seen: Option<&Curve>) -> Curves {
    let look = |name: &str| match name {
        "prediction" => ("sequence-wave-prediction", Role::Test),
        "free" => ("sequence-wave-free", Role::Extra(1)),
        _ => ("sequence-wave-truth", Role::Train),
    };
    let Some(lines) = lines_of(page, seen, look) else { return Curves::default() };
    Curves {
        lines,
        x_label: page.text("sequence-step"),
        y_label: page.text("sequence-value"),
        log: false,
        // A stray free run is cut off rather than shrinking the wave.
        y_range: Some((-1.5, 1.5)),
        ..Curves::default()
    }
}

/// The picture in words; updated once per second.
fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let probe = page.slice(|state| state.display.view.probe);
    in_words(page, PictureId::Sequence, move || {
        probe.track();
        let seen = page.observed_now::<Curve>(PictureId::Sequence);
        let [(_, truth), (_, prediction), (_, free)] = seen.as_deref()?.lines.as_slice() else { return None };
        let miss = |said: &[f32]| {
            let errors = truth.iter().zip(said).map(|(truth, said)| f64::from(truth - said).powi(2));
            let errors: Vec<f64> = errors.filter(|error| error.is_finite()).collect();
            number((errors.iter().sum::<f64>() / errors.len().max(1) as f64).sqrt())
        };
        let args = [("prediction", miss(prediction).into()), ("free", miss(free).into())];
        Some(page.text_with("alt-sequence-wave", &args))
    })
}
