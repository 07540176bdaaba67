//! The plane as a layer folds it, with the output's decision boundary.
//!
//! The bitmap of [`fold_map`] is put into [`field_rect`](super::field_rect) first; [`draw_fold`] draws over it.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::heat::heat_map;
use super::pen::{Drawn, Lettering, Pen, Place, Rect, faint};
use super::points::{LARGE, Plane, axes, mark, on_patch};
use super::text::number;
use super::theme::{Style, Theme};
use crate::protocol::Fold;

/// Size of an example's label in CSS pixels.
const LABEL: f64 = 11.0;

/// The output at every pair of activations: a bitmap of `side` × `side`.
pub fn fold_map(fold: &Fold, side: usize, theme: &Theme) -> Vec<u8> {
    let [left, right, bottom, top] = fold.region;
    let share = |index: usize| (index as f32 + 0.5) / side as f32;
    let values: Vec<f32> = (0..side * side)
        .map(|cell| {
            let across = left + (right - left) * share(cell % side);
            let up = top - (top - bottom) * share(cell / side);
            // 2 σ(z) − 1
            ((fold.side[0] * across + fold.side[1] * up + fold.side[2]) / 2.0).tanh()
        })
        .collect();
    heat_map(&values, theme, false)
}

/// Draws the mesh, the decision boundary, the examples with their inputs, and the axes.
///
/// # Errors
/// The backend's error.
pub fn draw_fold<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    fold: &Fold,
    names: [&str; 2],
    style: &Style,
) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let theme = &style.theme;
    let plane = Plane::new(pen.size(), fold.region, style.scale);
    if !plane.is_usable() {
        return Ok(());
    }
    let at = |pair: &[f32]| plane.place(f64::from(pair[0]), f64::from(pair[1]));
    for line in fold.mesh.chunks_exact(2 * fold.length.max(1) as usize) {
        let line: Vec<Place> = line.chunks_exact(2).filter(|pair| pair.iter().all(|v| v.is_finite())).map(at).collect();
        pen.line(&line, &faint(theme.ink, 0.4), 1.0)?;
    }
    if let Some([from, to]) = decision_line(fold.side, fold.region) {
        pen.line(&[at(&from), at(&to)], &theme.card, 5.0)?;
        pen.line(&[at(&from), at(&to)], &theme.ink, 2.5)?;
    }
    let places: Vec<Place> = fold.places.chunks_exact(2).map(at).collect();
    for (at, target) in places.iter().zip(fold.targets.iter()) {
        mark(&pen, *at, *target, true, false, LARGE)?;
    }
    labels(&pen, fold, &places, plane.rect)?;
    axes(&pen, plane, names)
}

/// The examples' inputs beside their positions. Examples that were folded onto each other share a label; one that would run
/// into another is placed below it.
fn labels<DB: DrawingBackend>(pen: &Pen<DB>, fold: &Fold, places: &[Place], rect: Rect) -> Drawn<DB> {
    let mut shared: Vec<(Place, String)> = Vec::new();
    for (at, input) in places.iter().zip(fold.inputs.chunks_exact(2)) {
        let text = format!("({}, {})", number(f64::from(input[0])), number(f64::from(input[1])));
        let near = |(other, _): &&mut (Place, String)| (other.0 - at.0).hypot(other.1 - at.1) < pen.px(LARGE);
        match shared.iter_mut().find(near) {
            Some((_, joined)) => *joined = format!("{joined} · {text}"),
            None => shared.push((*at, text)),
        }
    }
    let lettering = Lettering { bold: true, ..Lettering::new(LABEL, HPos::Center, VPos::Center) };
    let mut taken: Vec<Rect> = Vec::new();
    for ((x, y), text) in shared {
        // Bold letters are wider than measured.
        let (width, height) = (pen.width(&text, 1.1 * LABEL) + pen.px(6.0), pen.px(16.0));
        let gap = pen.px(9.0);
        let left = if x + gap + width <= rect.right() { x + gap } else { (x - gap - width).max(rect.x) };
        let mut label = Rect { x: left, y: y - height / 2.0, width, height };
        while let Some(other) = taken.iter().find(|other| overlap(other, &label)) {
            label.y = other.bottom() + pen.px(1.0);
        }
        on_patch(pen, &text, label.middle(), pen.style.theme.ink, lettering)?;
        taken.push(label);
    }
    Ok(())
}

fn overlap(a: &Rect, b: &Rect) -> bool {
    a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom()
}

/// Where p·a + q·b + r = 0 enters and leaves the region; `None` if it does not meet it.
pub fn decision_line([p, q, r]: [f32; 3], [left, right, bottom, top]: [f32; 4]) -> Option<[[f32; 2]; 2]> {
    let reach = 1e-5 * (right - left);
    let inside =
        |[a, b]: &[f32; 2]| (left - reach..=right + reach).contains(a) && (bottom - reach..=top + reach).contains(b);
    // At the left and right side, then at the bottom and the top.
    let sides = [left, right].map(|a| [a, -(p * a + r) / q]).into_iter();
    let ends = [bottom, top].map(|b| [-(q * b + r) / p, b]);
    let mut met: Vec<[f32; 2]> = sides.chain(ends).filter(inside).collect();
    met.dedup_by(|a, b| (a[0] - b[0]).abs() <= reach && (a[1] - b[1]).abs() <= reach);
    let first = *met.first()?;
    // Through a corner, two of them coincide: the farthest one is the other end.
    let far = |place: &[f32; 2]| (place[0] - first[0]).hypot(place[1] - first[1]);
    let last = met.into_iter().max_by(|a, b| far(a).total_cmp(&far(b)))?;
    (far(&last) > reach).then_some([first, last])
}
