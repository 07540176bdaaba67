//! How many weights the L1 penalty has made exactly 0, in words.

use leptos::prelude::*;

use super::page::Page;
use crate::app::State;
use crate::app::words::whole;
use crate::options::Key;
use crate::protocol::{PictureId, Sparsity};

/// "12 of 43 weights are exactly 0"; `None` without the penalty, or before they were counted.
pub(crate) fn zeros(page: Page) -> impl Fn() -> Option<String> + Copy + Send + Sync {
    let counted = page.slice(count_zeros);
    move || counted.get().map(|counts| in_words(page, counts))
}

/// The same, read without subscribing.
pub(crate) fn zeros_now(page: Page) -> Option<String> {
    page.now(count_zeros).map(|counts| in_words(page, counts))
}

fn count_zeros(state: &State) -> Option<(u32, u32)> {
    let penalised = state.options.number(Key::L1) > 0.0;
    let counted = state.run.picture::<Sparsity>(PictureId::Sparsity).filter(|_| penalised)?;
    Some((counted.zeros, counted.weights))
}

fn in_words(page: Page, (zeros, weights): (u32, u32)) -> String {
    let args = [("zeros", whole(zeros.into()).into()), ("weights", whole(weights.into()).into())];
    page.text_with("weights-zero", &args)
}
