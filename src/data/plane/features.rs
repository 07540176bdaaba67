//! The features a network may be given of a point: raw, without scaling.

/// Name as in [`crate::model::spec::FEATURES`], label as shown, definition.
type Feature = (&'static str, &'static str, fn([f32; 2]) -> f32);

const FEATURES: [Feature; 7] = [
    ("x1", "x₁", |[x, _]| x),
    ("x2", "x₂", |[_, y]| y),
    ("x1^2", "x₁²", |[x, _]| x * x),
    ("x2^2", "x₂²", |[_, y]| y * y),
    ("x1x2", "x₁x₂", |[x, y]| x * y),
    ("sinx1", "sin x₁", |[x, _]| libm::sinf(x)),
    ("sinx2", "sin x₂", |[_, y]| libm::sinf(y)),
];

/// The feature of this name (one of [`crate::model::spec::FEATURES`]) at a point; 0 for any other name.
pub fn feature(name: &str, point: [f32; 2]) -> f32 {
    find(name).map_or(0.0, |(_, _, value)| value(point))
}

/// The features of these names at a point, in their order.
pub fn features(names: &[String], point: [f32; 2]) -> impl Iterator<Item = f32> {
    names.iter().map(move |name| feature(name, point))
}

/// The feature's label, such as "x₁²"; the name itself where it is unknown.
pub fn label(name: &str) -> &str {
    find(name).map_or(name, |(_, label, _)| label)
}

fn find(name: &str) -> Option<&'static Feature> {
    FEATURES.iter().find(|(known, _, _)| *known == name)
}
