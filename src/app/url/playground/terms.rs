//! Remarks about a translated link, in the link's own keys and values.

use crate::app::remark::{Adjusted, Remark};
use crate::options::{Allowed, Key, Refused, numbers};

/// This page's keys and the ones that they are translated from, where these are other ones.
const TERMS: &[(&str, &str)] = &[
    ("batch", "batchSize"),
    ("l1", "regularizationRate"),
    ("l2", "regularizationRate"),
    ("layers", "networkShape"),
    ("lr", "learningRate"),
    ("showtest", "showTestData"),
    ("test", SHARE),
];

/// Its share for training, where this page has the share for testing.
const SHARE: &str = "percTrainData";

/// The knob that one of its keys is about.
pub fn key_of(theirs: &str) -> Option<Key> {
    TERMS.iter().find(|(_, name)| *name == theirs).and_then(|(ours, _)| Key::from_name(ours))
}

/// The remark with the key and the value of the link.
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
    // A key of this page may stand in such a link, too.
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

/// Its share for training as this page's share for testing, and back; what is no number stays as it is.
pub fn complement(share: &str) -> String {
    // Without the tail of digits that a difference of decimal fractions has.
    let rest = |share: f64| ((100.0 - share) * 1e9).round() / 1e9;
    numbers::read(share).map_or_else(|_| share.to_owned(), |share| rest(share).to_string())
}
