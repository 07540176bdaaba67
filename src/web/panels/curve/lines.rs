//! From a run's history to the lines of its chart.

use super::{curve_id, part_id};
use crate::app::history::{Change, History, Mark};
use crate::plot::{ChartMark, Curves, Line, Role};
use crate::protocol::{BatchLoss, Metrics};
use crate::web::controls::value_text;
use crate::web::page::Page;

/// The run's curves as they are now. A change makes another list of them, because this one is still held here.
#[derive(Clone, Debug)]
pub(super) struct Newest(pub(super) std::sync::Arc<History>);

impl PartialEq for Newest {
    fn eq(&self, other: &Self) -> bool {
        std::sync::Arc::ptr_eq(&self.0, &other.0)
    }
}

/// A loss that has grown beyond this many times its first value leaves the picture at the top: on an axis that held all of a run
/// that diverges, everything else would be flat.
const GROWN: f64 = 1e3;
/// The same on a logarithmic axis.
const GROWN_LOG: f64 = 1e9;

/// The curves of a history: of the accuracy, or of the loss on an axis that may be logarithmic.
pub(super) fn curves(page: Page, history: &History, accuracy: bool, log: bool) -> Curves {
    let tests = page.now(|state| state.options.lesson().lesson().tests);
    let segments = history.segments();
    let measured = |part: &str, role: Role, read: fn(&Metrics) -> Option<f64>| Line {
        name: page.text(&part_id(page, part, accuracy)),
        role,
        points: joined(&segments, read),
    };
    let batches = |name: String, role: Role, read: fn(&BatchLoss) -> Option<f32>| Line {
        name,
        role,
        points: history.losses().iter().filter_map(|loss| Some((loss.step as f64, f64::from(read(loss)?)))).collect(),
    };
    let mut lines = if accuracy {
        vec![
            measured("train", Role::Train, |metrics| metrics.train_accuracy),
            measured("test", Role::Test, |metrics| metrics.test_accuracy),
        ]
    } else {
        vec![
            measured("train", Role::Train, |metrics| Some(metrics.train_loss)),
            measured("test", Role::Test, |metrics| Some(metrics.test_loss)),
        ]
    };
    if !tests {
        lines.pop();
    }
    let first = history.first().filter(|_| !accuracy).map(|first| first.train_loss.max(first.test_loss));
    let log = log && !accuracy;
    let y_range = if accuracy { Some((0.0, 1.0)) } else { first.and_then(|first| diverged(&lines, first, log)) };
    if !accuracy {
        // One name for both.
        lines.push(batches(page.text("curve-batches"), Role::TrainBatches, |loss| loss.loss));
        if history.losses().iter().any(|loss| loss.generator.is_some()) {
            lines.push(batches(String::new(), Role::TestBatches, |loss| loss.generator));
        }
    }
    Curves {
        lines,
        x_label: page.text("curve-x"),
        y_label: if accuracy {
            page.text(&curve_id(page, "share"))
        } else {
            page.text(&format!("loss-{}", page.now(|state| state.options.loss())))
        },
        log,
        y_range,
        marks: history.marks().iter().map(|mark| chart_mark(page, mark)).collect(),
        ..Curves::default()
    }
}

/// A line through all segments with a gap between one and the next: what changed in between is no slope.
fn joined(segments: &[Vec<Metrics>], read: fn(&Metrics) -> Option<f64>) -> Vec<(f64, f64)> {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for segment in segments {
        if let Some((x, _)) = points.last().copied() {
            points.push((x, f64::NAN));
        }
        points.extend(segment.iter().filter_map(|metrics| Some((metrics.step as f64, read(metrics)?))));
    }
    points
}

/// The range of y for lines that have left everything behind that they began with; none where they have not.
fn diverged(lines: &[Line], first: f64, log: bool) -> Option<(f64, f64)> {
    let most = first * if log { GROWN_LOG } else { GROWN };
    let values = || lines.iter().flat_map(|line| &line.points).map(|point| point.1).filter(|value| !value.is_nan());
    let least = values().filter(|value| *value > 0.0).fold(first, f64::min);
    (most > 0.0 && most.is_finite() && values().any(|value| value > most))
        .then_some((if log { least } else { 0.0 }, most))
}

/// A mark in words: what was changed, and how.
fn chart_mark(page: Page, mark: &Mark) -> ChartMark {
    let words: Vec<String> = mark
        .changes
        .iter()
        .map(|change| match change {
            Change::Parameters => page.text("curve-mark-parameters"),
            Change::Option { key, from, to } => {
                let args = [
                    ("name", page.text(&format!("knob-{}", key.knob().name)).into()),
                    ("from", value_text(page, *key, Some(from)).into()),
                    ("to", value_text(page, *key, Some(to)).into()),
                ];
                page.text_with("curve-mark-option", &args)
            }
        })
        .collect();
    ChartMark { x: mark.step as f64, words: words.join(", ") }
}
