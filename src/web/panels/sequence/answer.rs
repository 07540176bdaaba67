//! The tokens of a sequence, and the network's answer after the last.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::percent;
use crate::protocol::Tokens;
use crate::web::page::{Seen, page};
use crate::web::panels::looks::most;

/// The answer, the truth and the answer's probability.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    answer: String,
    truth: String,
    /// Whole numbers, so that the text changes only when the change is visible.
    percent: u8,
    right: bool,
}

impl Said {
    fn of(all: &Tokens) -> Option<Self> {
        let (chosen, share) = most(&all.probabilities)?;
        let truth = usize::from(*all.targets.last()?);
        let name = |class: usize| all.names.get(class).cloned().unwrap_or_default();
        let percent = (share * 100.0).round() as u8;
        Some(Self { answer: name(chosen), truth: name(truth), percent, right: chosen == truth })
    }
}

/// The tokens and the answer.
#[component]
pub(crate) fn Answer(seen: Memo<Option<Seen<Tokens>>>) -> impl IntoView {
    let page = page();
    let tokens = Memo::new(move |_| {
        let named = |all: &Tokens| {
            all.tokens.iter().map(|token| all.names.get(usize::from(*token)).cloned().unwrap_or_default()).collect()
        };
        seen.get().as_deref().map(named).unwrap_or_default()
    });
    // Tokens that name a class are the ones to remember.
    let telling = Memo::new(move |_| {
        seen.get()
            .as_deref()
            .map(|all| {
                let classes = all.probabilities.len().checked_div(all.targets.len()).unwrap_or(0);
                (0..all.tokens.len()).filter(|place| usize::from(all.tokens[*place]) < classes).collect::<Vec<_>>()
            })
            .unwrap_or_default()
    });
    let said = Memo::new(move |_| seen.get().as_deref().and_then(Said::of));
    let words = move || {
        said.get().map(|said| {
            let args = [
                ("answer", said.answer.into()),
                ("truth", said.truth.into()),
                ("share", percent(f64::from(said.percent) / 100.0).into()),
            ];
            page.text_with(if said.right { "sequence-right" } else { "sequence-wrong" }, &args)
        })
    };
    let count = Memo::new(move |_| tokens.with(Vec::len));
    let chosen = page.slice(|state| state.display.token as usize);
    let at = move || chosen.get().min(count.get().saturating_sub(1));
    let go = move |to: usize| page.dispatch(Msg::Show(DisplayChange::Token(to as u32)));
    let key = move |event: web_sys::KeyboardEvent| {
        let (at, last) = (at(), count.get_untracked().saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowLeft" => at.saturating_sub(1),
            "ArrowRight" => (at + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        go(to);
        let element = document().get_element_by_id(&id(to));
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Focus can only fail for an element that is gone.
            let _ = element.focus();
        }
    };
    let token = move |place: usize| {
        let name = move || tokens.with(|tokens| tokens.get(place).cloned());
        let title = move || {
            let args = [("place", (place + 1).to_string().into()), ("token", name().unwrap_or_default().into())];
            page.text_with("tokens-token", &args)
        };
        view! {
            <li>
                <button
                    id=id(place)
                    class="token"
                    class:telling=move || telling.with(|telling| telling.contains(&place))
                    tabindex=move || if at() == place { "0" } else { "-1" }
                    aria-pressed=move || (at() == place).to_string()
                    aria-label=title
                    on:click=move |_| go(place)
                >
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <ol translate="no" class="read" aria-label=page.say("sequence-tokens") on:keydown=key>
            <For each=move || 0..count.get() key=|place| *place let:place>
                {token(place)}
            </For>
        </ol>
        <p translate="no" class="answer" class:wrong=move || said.with(|said| said.as_ref().is_some_and(|said| !said.right))>{words}</p>
        <Shares seen/>
        <div class="legend">
            <span><i class="telling" aria-hidden="true"></i>{page.say("sequence-legend-telling")}</span>
            <span><i class="looked" aria-hidden="true"></i>{page.say("sequence-legend-step")}</span>
        </div>
    }
}

fn id(place: usize) -> String {
    format!("step-{place}")
}

/// The probability of every class.
#[component]
fn Shares(seen: Memo<Option<Seen<Tokens>>>) -> impl IntoView {
    let page = page();
    let names = Memo::new(move |_| {
        seen.get()
            .as_deref()
            .map(|all| all.names[..all.probabilities.len().min(all.names.len())].to_vec())
            .unwrap_or_default()
    });
    let bar = move |class: usize, name: String| {
        let share = move || seen.get().as_deref().and_then(|all| all.probabilities.get(class).copied()).unwrap_or(0.0);
        let truth =
            move || seen.get().as_deref().and_then(|all| all.targets.last().copied()).map(usize::from) == Some(class);
        view! {
            <li class="chance" class:truth=truth>
                <span class="bar" aria-hidden="true">
                    <i style:transform=move || format!("scaleY({:.2})", share())></i>
                </span>
                <b>{name}</b>
                <span class="share">{move || format!("{:.0}", share() * 100.0)}</span>
            </li>
        }
    };
    view! {
        <div translate="no" class="chances">
            <p class="readout">{page.say("sequence-shares")}</p>
            <ol aria-label=page.say("sequence-shares")>
                <For each=move || names.get().into_iter().enumerate() key=Clone::clone let((class, name))>
                    {bar(class, name)}
                </For>
            </ol>
        </div>
    }
}
