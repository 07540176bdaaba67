//! A test sequence token by token: input, answer and truth, and what a token attends to.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::leaf::Leaf;
use super::looks::{describe, head_name, most, row};
use crate::app::Msg;
use crate::app::message::DisplayChange;
use crate::app::words::percent;
use crate::lesson::Panel;
use crate::plot::matrix_map;
use crate::protocol::{self, Matrices, PictureId, Tokens as Sequence};
use crate::web::canvas::Canvas;
use crate::web::page::{Page, Seen, page};
use crate::web::parts::{Card, Empty, live};

/// One token of the sequence with its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Said {
    token: String,
    /// The network's answer and the truth, if an answer is expected here.
    answer: Option<(String, String)>,
}

impl Said {
    fn of(sequence: &Sequence, place: usize) -> Option<Self> {
        let name = |index: usize| sequence.names.get(index).cloned().unwrap_or_default();
        let token = name(usize::from(*sequence.tokens.get(place)?));
        let answers = sequence.targets.len();
        let answer = (place + answers).checked_sub(sequence.tokens.len()).and_then(|index| {
            let classes = sequence.probabilities.len().checked_div(answers)?;
            let (chosen, _) = most(sequence.probabilities.get(index * classes..(index + 1) * classes)?)?;
            Some((name(chosen), name(usize::from(*sequence.targets.get(index)?))))
        });
        Some(Self { token, answer })
    }

    fn right(&self) -> bool {
        self.answer.as_ref().is_none_or(|(answer, truth)| answer == truth)
    }
}

/// The panel of a sequence.
#[component]
pub(crate) fn Tokens() -> impl IntoView {
    let page = page();
    let seen = page.observed::<protocol::Tokens>(PictureId::Tokens);
    let count = Memo::new(move |_| seen.get().as_deref().map_or(0, |all| all.tokens.len()));
    let place = Memo::new(move |_| seen.get().as_deref().map_or((0, 1), |all| (all.index, all.of)));
    let score = move || {
        seen.get().as_deref().map(|all| {
            let said = (0..all.tokens.len()).filter_map(|place| Said::of(all, place));
            let right = said.filter(|said| said.answer.is_some() && said.right()).count();
            let args = [("right", right.to_string().into()), ("count", all.targets.len().to_string().into())];
            page.text_with("tokens-score", &args)
        })
    };
    view! {
        <Card panel=Panel::Tokens beside=move || view! { <Leaf place/> }>
            <div class="stage">
                <Line seen count/>
                <Empty when=move || seen.with(Option::is_none) id="state-building"/>
            </div>
            <p translate="no" class="readout">{score}</p>
            <Looks/>
            <p translate="no" class="readout said" aria-live=live(page)>{words(page)}</p>
            <div class="legend">
                <span>{page.say("tokens-legend-order")}</span>
                <span><i class="shade" aria-hidden="true"></i>{page.say("tokens-legend-shade")}</span>
            </div>
        </Card>
    }
}

/// The tokens: one tab stop, navigated by arrow keys.
#[component]
fn Line(seen: Memo<Option<Seen<protocol::Tokens>>>, count: Memo<usize>) -> impl IntoView {
    let page = page();
    let token = page.slice(|state| state.display.token as usize);
    let key = move |event: web_sys::KeyboardEvent| {
        let (at, last) = (token.get_untracked(), count.get_untracked().saturating_sub(1));
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" => at.saturating_sub(1),
            "ArrowRight" | "ArrowDown" => (at + 1).min(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        let element = document().get_element_by_id(&id(to));
        if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Focus can only fail for an element that is gone.
            let _ = element.focus();
        }
    };
    let node = NodeRef::<html::Ol>::new();
    // Selected elsewhere, or initially: scrolls within the list, never the page.
    Effect::new(move || {
        let at = token.get().min(count.get().saturating_sub(1));
        let element = document().get_element_by_id(&id(at)).and_then(|element| element.dyn_into().ok());
        if let Some((list, element)) = node.get().zip(element as Option<web_sys::HtmlElement>) {
            let (top, height) = (element.offset_top(), element.offset_height());
            let above = top < list.scroll_top();
            let below = list.scroll_top() + list.client_height() < top + height;
            if above || below {
                list.set_scroll_top(top + height - list.client_height());
            }
        }
    });
    view! {
        <ol translate="no" class="line" node_ref=node aria-label=page.say("panel-tokens") on:keydown=key>
            <For each=move || 0..count.get() key=|place| *place let:place>
                <li><Token place seen count/></li>
            </For>
        </ol>
    }
}

fn id(place: usize) -> String {
    format!("token-{place}")
}

#[component]
fn Token(place: usize, seen: Memo<Option<Seen<protocol::Tokens>>>, count: Memo<usize>) -> impl IntoView {
    let page = page();
    let matrix = page.observed::<Matrices>(PictureId::Attention);
    let chosen = page.slice(|state| state.display.token);
    let at = move || (chosen.get() as usize).min(count.get().saturating_sub(1));
    let said = Memo::new(move |_| seen.get().as_deref().and_then(|all| Said::of(all, place)).unwrap_or_default());
    // In steps that a person can see.
    let share = Memo::new(move |_| {
        let share = matrix.get().as_deref().map(|all| row(all, 0, at() as u32)?.get(place).copied());
        (share.flatten().unwrap_or(0.0) * 50.0).round() as u32 * 2
    });
    let point = move || {
        if chosen.get_untracked() as usize != place {
            page.dispatch(Msg::Show(DisplayChange::Token(place as u32)));
        }
    };
    let title = move || {
        let said = said.get();
        let mut args = vec![("place", (place + 1).to_string().into()), ("token", said.token.clone().into())];
        let right = said.right();
        let Some((answer, truth)) = said.answer else { return page.text_with("tokens-token", &args) };
        args.extend([("answer", answer.into()), ("truth", truth.into())]);
        page.text_with(if right { "tokens-right" } else { "tokens-wrong" }, &args)
    };
    let answer = move || said.with(|said| said.answer.as_ref().map(|(answer, _)| answer.clone()));
    let truth = move || {
        said.with(|said| {
            said.answer.as_ref().map(|(_, truth)| format!("{truth}\u{2009}{}", if said.right() { "✓" } else { "✗" }))
        })
    };
    view! {
        <button
            id=id(place)
            class="token"
            class:wrong=move || said.with(|said| !said.right())
            tabindex=move || if at() == place { "0" } else { "-1" }
            aria-pressed=move || (at() == place).to_string()
            style=("--share", move || format!("{}%", share.get()))
            on:click=move |_| point()
            on:focus=move |_| point()
            on:pointerenter=move |_| point()
        >
            <small>{place + 1}</small>
            <b class="in">{move || said.get().token}</b>
            <span class="out">{answer}</span>
            <span class="truth">{truth}</span>
            // The accessible name starts with the visible label, for speech control, then repeats it in words.
            <span class="out-of-sight">{title}</span>
        </button>
    }
}

/// What the selected token attends to, head by head, as buttons that select the head. For a long sequence, only the
/// selected head.
#[component]
fn Looks() -> impl IntoView {
    let page = page();
    let (all, chosen) = (page.observed::<Matrices>(PictureId::Heads), page.observed::<Matrices>(PictureId::Attention));
    // Small matrices of long sequences are pooled: then only the selected head is exact.
    let pooled = Memo::new(move |_| {
        let rows = |seen: Memo<Option<Seen<Matrices>>>| seen.get().as_deref().map(|matrices| matrices.rows);
        rows(all) != rows(chosen)
    });
    let names = Memo::new(move |_| {
        let seen = if pooled.get() { chosen.get() } else { all.get() };
        seen.as_deref()
            .map(|matrices| matrices.items.iter().map(|item| item.0.clone()).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let source = Memo::new(move |_| if pooled.get() { chosen.get() } else { all.get() });
    view! {
        <ul translate="no" class="looks" aria-label=page.say("attention-heads")>
            <For each=move || names.get().into_iter().enumerate() key=Clone::clone let((index, name))>
                <li><Look index name source pooled/></li>
            </For>
        </ul>
        <Show when=move || pooled.get()>
            <p class="aside">{page.say("tokens-one-head")}</p>
        </Show>
    }
}

#[component]
fn Look(index: usize, name: String, source: Memo<Option<Seen<Matrices>>>, pooled: Memo<bool>) -> impl IntoView {
    let page = page();
    let token = page.slice(|state| state.display.token);
    let head = page.slice(|state| state.display.view.head as usize);
    let clamped = move |matrices: &Matrices| token.get().min(matrices.rows.saturating_sub(1));
    let looks = Memo::new(move |_| {
        source.get().as_deref().and_then(|matrices| {
            let (to, share) = most(row(matrices, index, clamped(matrices))?)?;
            let name = matrices.labels.get(to).cloned().unwrap_or_default();
            Some((name, to + 1, percent(f64::from(share))))
        })
    });
    let words = move || {
        let (name, place, share) = looks.get()?;
        let args = [("to", name.into()), ("to-place", place.to_string().into()), ("share", share.into())];
        Some(page.text_with("tokens-look", &args))
    };
    let last = Memo::new(move |_| source.get().as_deref().map_or(1, |all| all.items.len()));
    let pressed = move || head.get().min(last.get().saturating_sub(1)) == index;
    let name = StoredValue::new(name);
    let content = move || {
        view! {
            <span>{move || name.with_value(|name| head_name(page, name))}</span>
            <span class="bar">
                <Canvas
                    data=move || (source.get(), token.get())
                    paint=move |surface, (seen, token)| {
                        seen.as_deref().map_or(Ok(()), |matrices| {
                            let at = (*token).min(matrices.rows.saturating_sub(1));
                            let Some(row) = row(matrices, index, at) else { return Ok(()) };
                            let bitmap = matrix_map(row, [0.0, 1.0], &surface.style.theme);
                            surface.blit(&bitmap, matrices.columns, surface.whole(), false)
                        })
                    }
                />
            </span>
            <span>{words}</span>
        }
    };
    view! {
        <Show when=move || !pooled.get() fallback=move || view! { <div class="look">{content()}</div> }>
            <button
                class="look"
                aria-pressed=move || pressed().to_string()
                on:click=move |_| page.dispatch(Msg::Show(DisplayChange::Head(index as u32)))
            >
                {content()}
            </button>
        </Show>
    }
}

/// What the selected token attends to most in the selected head; updated once per second while training, so that it can be
/// read aloud.
fn words(page: Page) -> impl Fn() -> Option<String> + Send + Sync + 'static {
    let chosen =
        page.slice(|state| (state.run.id, state.display.token, state.display.view.head, state.display.view.probe));
    let seen = page.observed::<Matrices>(PictureId::Attention);
    let training = page.slice(crate::app::State::is_training);
    move || {
        page.pulse.track();
        let (_, token, ..) = chosen.get();
        // A paused trainer answers a request with a single frame.
        let matrix = if training.get() { seen.get_untracked() } else { seen.get() };
        matrix.as_deref().and_then(|matrix| {
            let from = token.min(matrix.rows.saturating_sub(1));
            let (to, share) = most(row(matrix, 0, from)?)?;
            Some(describe(page, matrix, from, to as u32, share))
        })
    }
}
