//! TensorFlow Playground's fragments, translated into this page's keys.
//!
//! Its keys and defaults are those of `State` in its `src/state.ts`: <https://github.com/tensorflow/playground>.

use super::flag;
use crate::model::spec::{Group, Refused};

type Pairs = Vec<(String, String)>;

/// Keys that this page does not use and that say what it is.
const ITS_OWN: &[&str] =
    &["dataset", "regDataset", "networkShape", "batchSize", "learningRate", "percTrainData", "regularizationRate"];

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

/// What `<key>_hide=true` hides here: the group that the control belongs to.
const HIDES: &[(&str, Group)] = &[
    ("dataset", Group::Data),
    ("problem", Group::Data),
    ("noise", Group::Data),
    ("percTrainData", Group::Data),
    ("numHiddenLayers", Group::Network),
    ("activation", Group::Network),
    ("batchSize", Group::Training),
    ("learningRate", Group::Training),
    ("regularization", Group::Regularization),
    ("regularizationRate", Group::Regularization),
];

/// Whether these are its keys.
pub(super) fn is(pairs: &[(String, String)]) -> bool {
    let has = |name: &str| pairs.iter().any(|(key, _)| key == name);
    !has("v") && !has("lesson") && ITS_OWN.iter().any(|name| has(name))
}

/// This page's keys for its own, and what has no counterpart here.
pub(super) fn translate(theirs: &[(String, String)]) -> (Pairs, Vec<Refused>) {
    let get = |name: &str| theirs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let mut ours: Pairs = Vec::new();
    let mut put = |name: &str, value: &str| ours.push((name.to_owned(), value.to_owned()));

    put("optimizer", "sgd");
    put("layers", get("networkShape").unwrap_or("4,2"));
    put("data", data(get("problem"), get("dataset"), get("regDataset")));
    for (their, our) in [
        ("activation", "activation"),
        ("batchSize", "batch"),
        ("learningRate", "lr"),
        ("noise", "noise"),
        ("showTestData", "showtest"),
        ("discretize", "discretize"),
    ] {
        if let Some(value) = get(their) {
            put(our, value);
        }
    }
    if let (Some(kind @ ("L1" | "L2")), Some(rate)) = (get("regularization"), get("regularizationRate")) {
        put(&kind.to_lowercase(), rate);
    }
    if let Some(share) = get("percTrainData") {
        // What is not a number is refused with the name of this page's knob.
        put("test", &share.parse::<f64>().map_or_else(|_| share.to_owned(), |share| (100.0 - share).to_string()));
    }
    if let Some(seed) = get("seed").filter(|seed| !seed.is_empty()) {
        put("seed", &seed.parse().unwrap_or_else(|_| hash(seed)).to_string());
    }
    put("features", &features(&get));
    if get("hideText").and_then(flag) == Some(true) {
        put("panels", "output,network,loss");
    }
    let hidden = |group: Group| {
        HIDES.iter().any(|(key, of)| *of == group && get(&format!("{key}_hide")).and_then(flag) == Some(true))
    };
    let hide: Vec<_> = Group::ALL.into_iter().filter(|group| hidden(*group)).map(Group::name).collect();
    put("hide", &hide.join(","));

    let refused = theirs.iter().filter(|(name, value)| !counterpart(name, value));
    let refused = refused.map(|(name, value)| Refused::new(name, value, String::new())).collect();
    (ours, refused)
}

fn data<'a>(problem: Option<&str>, classes: Option<&'a str>, values: Option<&'a str>) -> &'a str {
    if problem == Some("regression") {
        return match values {
            None | Some("reg-plane") => "plane",
            Some("reg-gauss") => "hills",
            Some(other) => other,
        };
    }
    match classes {
        None => "circle",
        Some("gauss") => "gaussians",
        Some(other) => other,
    }
}

/// `x` and `y` are on unless switched off, the others off unless switched on.
fn features<'a>(get: &impl Fn(&str) -> Option<&'a str>) -> String {
    let on = |name: &str| get(name).and_then(flag).unwrap_or(matches!(name, "x" | "y"));
    FEATURES.iter().filter(|(their, _)| on(their)).map(|(_, our)| *our).collect::<Vec<_>>().join(",")
}

/// Whether this page has a counterpart for the key, or the value asks for nothing.
fn counterpart(name: &str, value: &str) -> bool {
    const KNOWN: &[&str] = &[
        "activation",
        "batchSize",
        "dataset",
        "regDataset",
        "learningRate",
        "regularization",
        "regularizationRate",
        "noise",
        "networkShape",
        "seed",
        "showTestData",
        "discretize",
        "percTrainData",
        "problem",
        "hideText",
        // Only tells its authors whether to count.
        "collectStats",
        "tutorial",
    ];
    let hides = name.strip_suffix("_hide").is_some_and(|key| HIDES.iter().any(|(known, _)| *known == key));
    KNOWN.contains(&name) || FEATURES.iter().any(|(their, _)| *their == name) || hides || flag(value) == Some(false)
}

/// FNV-1a, 32 bits: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
