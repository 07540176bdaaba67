//! The network's probabilities for one digit, class by class.

use leptos::prelude::*;

/// Probabilities of one digit, with its true class if known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chances {
    /// True class.
    pub label: Option<u8>,
    /// Of every class, 0…1.
    pub shares: Vec<f32>,
}

impl Chances {
    /// The most probable class and its probability.
    pub(crate) fn best(&self) -> Option<(usize, f32)> {
        self.shares.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// The probabilities as bars.
#[component]
pub(crate) fn Bars<T: Fn() -> String + Copy + Send + Sync + 'static>(
    chances: Memo<Option<Chances>>,
    title: T,
) -> impl IntoView {
    let bar = move |class: usize| {
        let of = move |chances: &Option<Chances>| chances.as_ref().and_then(|known| known.shares.get(class).copied());
        let share = move || chances.with(of).unwrap_or(0.0);
        let truth = move || {
            chances.with(|chances| chances.as_ref().is_some_and(|known| known.label.map(usize::from) == Some(class)))
        };
        view! {
            <li class="chance" class:truth=truth>
                <span class="bar" aria-hidden="true"><i style:transform=move || format!("scaleY({:.2})", share())></i></span>
                <b>{class}</b>
                <span class="share">
                    {move || if chances.with(Option::is_some) { format!("{:.0}", share() * 100.0) } else { "–".to_owned() }}
                </span>
            </li>
        }
    };
    view! {
        <div translate="no" class="chances">
            <p class="readout">{title}</p>
            <ol aria-label=title>{(0..10).map(bar).collect_view()}</ol>
        </div>
    }
}
