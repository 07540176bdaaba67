//! TensorFlow Playground's fragments, translated into this page's keys.
//!
//! Its keys, their values and defaults are those of `State` in its `src/state.ts`, what it hides is in its `src/playground.ts`:
//! <https://github.com/tensorflow/playground>. Its page reads an empty value as its default, so this one does, too.
//! - [`hides`]: its `<key>_hide=true` as names of what is hidden here.
//! - [`terms`]: remarks in the words of such a link.

mod hides;
mod terms;

use super::remarks::Remarks;
use super::shown::{SHOWN, flag};
use crate::app::remark::Remark;
use crate::options::{Allowed, Key, Refused};

pub use terms::{in_link_terms, key_of};

type Pairs = Vec<(String, String)>;

/// Keys that this page does not use and that say what the link is; so do those of its features, and all that end in `_hide`.
const ITS_OWN: &[&str] = &[
    "dataset",
    "regDataset",
    "networkShape",
    "numHiddenLayers",
    "batchSize",
    "learningRate",
    "percTrainData",
    "problem",
    "regularization",
    "regularizationRate",
    "showTestData",
    "hideText",
];

/// Its inputs and this page's features.
const FEATURES: &[(&str, &str)] = &[
    ("x", "x1"),
    ("y", "x2"),
    ("xSquared", "x1^2"),
    ("ySquared", "x2^2"),
    ("xTimesY", "x1x2"),
    ("sinX", "sinx1"),
    ("sinY", "sinx2"),
];

/// Its inputs that this page has not.
const NO_FEATURES: &[&str] = &["cosX", "cosY"];

/// Other keys with a counterpart here, or that only say how to count and where to scroll.
const KNOWN: &[&str] = &[
    "activation",
    "batchSize",
    "collectStats",
    "dataset",
    "discretize",
    "hideText",
    "learningRate",
    "networkShape",
    "noise",
    "numHiddenLayers",
    "percTrainData",
    "problem",
    "regDataset",
    "regularization",
    "regularizationRate",
    "seed",
    "showTestData",
    "tutorial",
];

/// Keys without a counterpart that would change the run: its own, and those of well-known copies.
const OTHER_RUNS: &[&str] = &["cosX", "cosY", "initZero", "initOrigin", "batchFull", "loss"];

/// What copies of its page ask for and is always so here.
const ALWAYS_SO: &[(&str, &str)] = &[("showTrainData", "true"), ("loss", "mse")];

/// Whether these are its keys.
pub(super) fn is(pairs: &[(String, String)]) -> bool {
    let has = |name: &str| pairs.iter().any(|(key, _)| key == name);
    let own = |name: &str| {
        let feature = FEATURES.iter().any(|(theirs, _)| *theirs == name);
        feature || ITS_OWN.contains(&name) || NO_FEATURES.contains(&name) || name.ends_with(hides::SUFFIX)
    };
    !has("v") && !has("lesson") && pairs.iter().any(|(name, _)| own(name))
}

/// This page's keys for its own.
pub(super) fn translate(theirs: &[(String, String)], remarks: &mut Remarks) -> Pairs {
    let link = Theirs(theirs);
    let regression = link.one_of("problem", &[("classification", false), ("regression", true)], false, remarks);
    let penalty =
        link.one_of("regularization", &[("none", None), ("L1", Some("l1")), ("L2", Some("l2"))], None, remarks);
    let mut ours: Pairs = Vec::new();
    let mut put = |name: &str, value: &str| ours.push((name.to_owned(), value.to_owned()));

    put("optimizer", "sgd");
    put("layers", link.written("networkShape").unwrap_or("4,2"));
    put("data", data(&link, regression));
    for (their, our) in [
        ("activation", "activation"),
        ("batchSize", "batch"),
        ("learningRate", "lr"),
        ("noise", "noise"),
        ("showTestData", "showtest"),
        ("discretize", "discretize"),
    ] {
        if let Some(value) = link.get(their) {
            put(our, value);
        }
    }
    if let (Some(penalty), Some(rate)) = (penalty, link.get("regularizationRate")) {
        put(penalty, rate);
    }
    if let Some(share) = link.get("percTrainData") {
        put("test", &terms::complement(share));
    }
    if let Some(seed) = link.get("seed") {
        put("seed", &seed_of(seed));
    }
    put("features", &features(&link, remarks).join(","));
    if link.get("hideText").and_then(flag) == Some(true) {
        put("panels", "output,network,loss");
    }
    let mut hide = hides::names(&link, regression, penalty, remarks).join(",");
    for (name, value) in theirs.iter().filter(|(name, _)| !is_known(name)) {
        // This page's own keys may stand beside them: `device`, `theme`, `steps`.
        if name == "hide" {
            hide = format!("{hide},{value}");
        } else if Key::from_name(name).is_some() || SHOWN.iter().any(|shown| shown.name == name) {
            put(name, value);
        } else {
            without_counterpart(name, value, remarks);
        }
    }
    put("hide", &hide);
    ours
}

/// The pairs of its link.
struct Theirs<'a>(&'a [(String, String)]);

impl<'a> Theirs<'a> {
    /// The value, even if it is empty.
    fn written(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value; an empty one is none.
    fn get(&self, name: &str) -> Option<&'a str> {
        self.written(name).filter(|value| !value.is_empty())
    }

    /// One of a few values, or the default.
    fn one_of<T: Copy>(&self, name: &str, values: &[(&str, T)], default: T, remarks: &mut Remarks) -> T {
        let Some(value) = self.get(name) else { return default };
        let found = values.iter().find(|(known, _)| *known == value).map(|(_, found)| *found);
        found.unwrap_or_else(|| {
            let allowed = Allowed::names(values.iter().map(|(known, _)| *known));
            remarks.about_run(Remark::Refused(Refused::new(name, value, allowed)));
            default
        })
    }
}

/// The data set: the one of the kind of problem counts.
fn data<'a>(link: &Theirs<'a>, regression: bool) -> &'a str {
    if regression {
        return match link.get("regDataset") {
            None | Some("reg-plane") => "plane",
            Some("reg-gauss") => "hills",
            Some(other) => other,
        };
    }
    match link.get("dataset") {
        None => "circle",
        Some("gauss") => "gaussians",
        Some(other) => other,
    }
}

/// `x` and `y` are on unless switched off, the others off unless switched on.
fn features(link: &Theirs<'_>, remarks: &mut Remarks) -> Vec<&'static str> {
    let mut chosen = Vec::new();
    for (theirs, ours) in FEATURES {
        let default = matches!(*theirs, "x" | "y");
        let switch = [("true", true), ("false", false), ("1", true), ("0", false)];
        if link.one_of(theirs, &switch, default, remarks) {
            chosen.push(*ours);
        }
    }
    chosen
}

/// A seed of this page: a whole number is itself, a fraction or a text has its own, and what was never a value is refused later.
fn seed_of(text: &str) -> String {
    let never = ["nan", "undefined", "null"].contains(&text.to_lowercase().as_str());
    if never { text.to_owned() } else { text.parse().unwrap_or_else(|_| hash(text)).to_string() }
}

/// FNV-1a, 32 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Whether its page knows the key and this one has a counterpart.
fn is_known(name: &str) -> bool {
    let feature = FEATURES.iter().any(|(theirs, _)| *theirs == name);
    feature || KNOWN.contains(&name) || name.ends_with(hides::SUFFIX)
}

/// A remark about a key that this page has no counterpart for, unless it asks for nothing or for what is so already.
fn without_counterpart(name: &str, value: &str, remarks: &mut Remarks) {
    let nothing = matches!(value, "" | "0" | "none") || flag(value) == Some(false);
    if nothing || ALWAYS_SO.contains(&(name, value)) {
        return;
    }
    let remark = Remark::Refused(Refused::new(name, value, Allowed::Unknown));
    if OTHER_RUNS.contains(&name) { remarks.about_run(remark) } else { remarks.about_rest(remark) }
}
