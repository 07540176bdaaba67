//! TensorFlow Playground's `<key>_hide=true`, which hides the control of that key and nothing else.

use super::{FEATURES, NO_FEATURES, Theirs, flag};
use crate::app::remark::Remark;
use crate::app::url::remarks::Remarks;
use crate::options::{Allowed, Refused};

/// How its keys for hiding end.
pub(super) const SUFFIX: &str = "_hide";

/// Its controls and their names here. Its step is an epoch, and its reset draws new weights.
const CONTROLS: &[(&str, &[&str])] = &[
    ("activation", &["activation"]),
    ("batchSize", &["batch"]),
    ("dataset", &["dataset"]),
    ("discretize", &["discretize"]),
    ("learningRate", &["lr"]),
    ("noise", &["noise"]),
    ("numHiddenLayers", &["layers"]),
    ("percTrainData", &["test"]),
    ("playButton", &["play"]),
    ("regDataset", &["dataset"]),
    ("regularizationRate", &["l1", "l2"]),
    ("resetButton", &["reset", "newseed"]),
    ("showTestData", &["testpoints"]),
    ("stepButton", &["epoch", "onebatch"]),
];

/// The names of what the link hides. `regression` and `penalty` tell which problem and regularization the link has.
pub(super) fn names(
    link: &Theirs<'_>,
    regression: bool,
    penalty: Option<&str>,
    remarks: &mut Remarks,
) -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for (name, value) in link.0 {
        let Some(key) = name.strip_suffix(SUFFIX) else { continue };
        let hidden: Vec<&'static str> = if let Some((_, ours)) = CONTROLS.iter().find(|(theirs, _)| *theirs == key) {
            ours.to_vec()
        } else if let Some((_, ours)) = FEATURES.iter().find(|(theirs, _)| *theirs == key) {
            vec![*ours]
        } else if key == "problem" {
            other_problem(regression)
        } else if key == "regularization" {
            // The kind of penalty cannot be chosen, but the rate of the current one can.
            ["l1", "l2"].into_iter().filter(|kind| penalty != Some(kind)).collect()
        } else {
            let nothing = value.is_empty() || flag(value) == Some(false);
            if !nothing && !NO_FEATURES.contains(&key) {
                remarks.about_rest(Remark::Refused(Refused::new(name, value, Allowed::Unknown)));
            }
            continue;
        };
        // Its page hides only for `true`; a key without a value keeps the control.
        match flag(value) {
            Some(true) => names.extend(hidden),
            Some(false) => {}
            None if value.is_empty() => {}
            None => remarks.about_rest(Remark::Refused(Refused::new(name, value, Allowed::names(["true", "false"])))),
        }
    }
    names
}

/// If the problem cannot be chosen, data sets of the other kind are not offered.
fn other_problem(regression: bool) -> Vec<&'static str> {
    if regression { vec!["circle", "xor", "gaussians", "spiral"] } else { vec!["plane", "hills"] }
}
