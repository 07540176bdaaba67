//! How generated samples spread over the sectors of a cloud.

use leptos::prelude::*;

use crate::app::words::{percent, whole};
use crate::data::clouds;
use crate::lesson::Panel;
use crate::protocol::{Histogram, PictureId};
use crate::web::page::page;
use crate::web::parts::{Card, Empty};

/// The coverage panel: a bar with its number for each sector.
#[component]
pub(crate) fn Coverage() -> impl IntoView {
    let page = page();
    let seen = page.observed::<Histogram>(PictureId::Coverage);
    let made = page.slice(|state| state.run.metrics.map_or(0, |metrics| metrics.test_examples));
    let coverage = Memo::new(move |_| {
        let of = made.get();
        seen.with(|seen| seen.as_deref().map(|seen| seen.counts.clone()))
            .filter(|_| of > 0)
            .map(|counts| clouds::Coverage { counts, of })
    });
    let sectors = Memo::new(move |_| coverage.with(|c| c.as_ref().map_or(clouds::SECTORS, |c| c.counts.len())));
    let said = move || {
        coverage.with(|coverage| {
            let coverage = coverage.as_ref()?;
            let args = [
                ("good", percent(coverage.good()).into()),
                ("of", whole(u64::from(coverage.of)).into()),
                ("covered", coverage.covered().into()),
                ("sectors", coverage.counts.len().into()),
            ];
            Some(page.text_with("coverage-said", &args))
        })
    };
    let bar = move |sector: usize| {
        let count = move || coverage.with(|c| c.as_ref().and_then(|c| c.counts.get(sector).copied())).unwrap_or(0);
        let share = move || f64::from(count()) / f64::from(made.get().max(1));
        // A full bar is twice a sector's fair share; the line in the middle is the fair share.
        let full = move || share() * sectors.get() as f64 / 2.0;
        let height = move || full().min(1.0);
        let cut = move || full() > 1.0;
        let missed = move || share() < clouds::COVERED;
        view! {
            <li class="sector" class:missed=missed>
                <span class="bar" aria-hidden="true">
                    <i style:transform=move || format!("scaleY({:.2})", height())></i>
                    <Show when=cut>
                        <b>"▲"</b>
                    </Show>
                </span>
                <b>{sector + 1}</b>
                <span class="share">{move || percent(share())}</span>
                <span class="out-of-sight">
                    {move || page.text(if missed() { "coverage-missed" } else { "coverage-covered" })}
                </span>
            </li>
        }
    };
    view! {
        <Card panel=Panel::Coverage>
            <div class="stage">
                <ol translate="no" aria-label=page.say("coverage-sectors")>
                    <For each=move || 0..sectors.get() key=|sector| *sector children=bar/>
                </ol>
                <Empty when=move || coverage.with(Option::is_none) id="state-empty-output"/>
            </div>
            <p translate="no" class="readout">{said}</p>
            <div class="legend"><span>{page.say("coverage-legend")}</span></div>
        </Card>
    }
}
