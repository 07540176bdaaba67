//! Remarks about a translated link, in that link's own keys and values.

use crate::app::remark::{Adjusted, Remark};
use crate::options::{Allowed, Key, Refused, numbers};

/// This page's keys and those they are translated from, where the names differ.
const TERMS: &[(&str, &str)] = &[
    ("batch", "batchSize"),
    ("l1", "regularizationRate"),
    ("l2", "regularizationRate"),
    ("layers", "networkShape"),
    ("lr", "learningRate"),
    ("showtest", "showTestData"),
    ("test", SHARE),
];

/// Its share of training examples, where this page has the share of test examples.
const SHARE: &str = "percTrainData";

/// The knob that corresponds to one of its keys.
pub fn key_of(theirs: &str) -> Option<Key> {
    TERMS.iter().find(|(_, name)| *name == theirs).and_then(|(ours, _)| Key::from_name(ours))
}

/// The remark, with the link's own key and value.
pub fn in_link_terms(mut remark: Remark, theirs: &[(String, String)]) -> Remark {
    let written = |name: &str| theirs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let ours = remark.asked().name.clone();
    let (name, allowed) = if ours != Key::Data.knob().name {
        (TERMS.iter().find(|(our, _)| *our == ours).map_or("", |(_, theirs)| theirs), None)
    } else if written("problem") == Some("regression") {
        ("regDataset", Some(Allowed::names(["reg-plane", "reg-gauss"])))
    } else {
        ("dataset", Some(Allowed::names(["circle", "xor", "gauss", "spiral"])))
    };
    // A key of this page may appear in such a link as well.
    let Some(value) = written(name) else { return remark };
    let asked = remark.asked_mut();
    let allowed = allowed.unwrap_or_else(|| asked.allowed.clone());
    *asked = Refused::new(name, value, allowed);
    if let Remark::Nearest(Adjusted { used, limit, .. }) = &mut remark
        && name == SHARE
    {
        (*used, *limit) = (complement(used), limit.of_complement());
    }
    remark
}

/// Converts between its training share and this page's test share; what is not a number is kept.
pub(super) fn complement(share: &str) -> String {
    // Without the tail of digits that subtracting decimal fractions leaves.
    let rest = |share: f64| ((100.0 - share) * 1e9).round() / 1e9;
    numbers::read(share).map_or_else(|_| share.to_owned(), |share| rest(share).to_string())
}
