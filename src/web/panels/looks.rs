//! Readings of attention matrices, shared by the panels that show them.

use crate::app::words::percent;
use crate::protocol::{Floats, Matrices};
use crate::web::page::Page;

/// A row of one of the matrices.
pub(crate) fn row(matrices: &Matrices, item: usize, row: u32) -> Option<&[f32]> {
    let (_, _, Floats(values)) = matrices.items.get(item)?;
    let columns = matrices.columns as usize;
    values.get(row as usize * columns..(row as usize + 1) * columns)
}

/// The position and size of a row's largest value.
pub(crate) fn most(row: &[f32]) -> Option<(usize, f32)> {
    row.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
}

/// A head's name: "Block 1, head 2".
pub(crate) fn head_name(page: Page, name: &str) -> String {
    let (block, head) = name.split_once('.').unwrap_or((name, ""));
    page.text_with("attention-head", &[("block", block.to_owned().into()), ("head", head.to_owned().into())])
}

/// How much of its attention one token gives another, in words.
pub(crate) fn describe(page: Page, matrices: &Matrices, from: u32, to: u32, share: f32) -> String {
    let name = |labels: &[String], place: u32| labels.get(place as usize).cloned().unwrap_or_default();
    let args = [
        ("from", name(&matrices.row_labels, from).into()),
        ("from-place", (from + 1).to_string().into()),
        ("to", name(&matrices.labels, to).into()),
        ("to-place", (to + 1).to_string().into()),
        ("share", percent(f64::from(share)).into()),
    ];
    page.text_with("attention-look", &args)
}
