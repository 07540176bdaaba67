//! Fits, loss surfaces, folds and histograms.

use gradient_garden::plot::{
    Bins, FitWords, Style, Theme, contour, decision_line, depth_bar, draw_fit, draw_fold, draw_histogram, draw_surface,
    fold_map, ramp, surface_map,
};
use gradient_garden::protocol::{Field, Fit, Floats, Fold, Surface};

use super::{colour, count, svg, texts};

fn fit(bounds: [f32; 2], curve: impl Fn(f32) -> f32) -> Fit {
    let x: Vec<f32> = (0..51).map(|index| index as f32 / 10.0).collect();
    let places = vec![1.0, 2.0, 3.0, 4.0];
    Fit {
        curve: Floats(x.iter().map(|x| curve(*x)).collect()),
        x: Floats(x),
        outputs: Floats(places.iter().map(|x| curve(*x)).collect()),
        places: Floats(places),
        targets: Floats(vec![8.0, 11.0, 14.0, 17.0]),
        slopes: Floats(vec![1.0; 4]),
        bounds,
        least: None,
        parameters: Floats(vec![1.0, 2.0, 3.0]),
    }
}

fn drawn(fit: &Fit) -> String {
    let words = FitWords { x: "x₁".into(), y: "y".into(), bound: "no output beyond".into() };
    svg(800, 500, |area| draw_fit(area, fit, &words, &Style::new(false, 1.0)).expect("drawn"))
}

#[test]
fn a_fit_has_its_examples_their_residuals_and_what_is_out_of_reach() {
    let theme = Theme::light();
    let unbounded = [f32::NEG_INFINITY, f32::INFINITY];
    let far = drawn(&fit(unbounded, |x| x));
    for label in ["x₁", "y", "0", "5", "10"] {
        assert!(texts(&far).iter().any(|text| text.0 == label), "{label}");
    }
    assert_eq!(count(&far, &["circle", &colour(theme.pos)]), 4, "a disc for each target");
    let dashes = |picture: &str| count(picture, &["polyline", &colour(theme.neg)]);
    let close = drawn(&fit(unbounded, |x| 3.0 * x + 5.0));
    assert!(dashes(&far) > 3 * dashes(&close).max(4), "residuals shrink: {} {}", dashes(&far), dashes(&close));
    let bounded = drawn(&fit([0.0, 1.0], |x| 1.0 / (1.0 + (-x).exp())));
    assert!(texts(&bounded).iter().any(|text| text.0 == "no output beyond 1"));
    assert!(!texts(&bounded).iter().any(|text| text.0 == "no output beyond 0"), "there is nothing below 0 to see");
    let label = bounded.find("no output beyond").expect("drawn");
    assert!(!bounded[label..].contains("<polyline"), "no line crosses the label");
    for broken in [f32::NAN, f32::INFINITY] {
        let picture = drawn(&fit(unbounded, |_| broken));
        assert_eq!(
            (dashes(&picture), count(&picture, &["circle", &colour(theme.ink)])),
            (0, 0),
            "{broken} has no place"
        );
        assert_eq!(count(&picture, &["circle", &colour(theme.pos)]), 4, "the targets are there");
    }
    drawn(&fit(unbounded, |_| 1e30));
    svg(5, 5, |area| draw_fit(area, &fit([0.0, 1.0], |x| x), &FitWords::default(), &Style::new(true, 2.0)).unwrap());
}

/// x² + y², its decimal logarithm, around 0.
fn bowl(side: u32) -> Field {
    let at = |index: u32| (index as f32 + 0.5) / side as f32 * 4.0 - 2.0;
    let values = (0..side * side).map(|cell| (at(cell % side).powi(2) + at(cell / side).powi(2)).log10());
    Field {
        width: side,
        height: side,
        region: [-2.0, 2.0, -2.0, 2.0],
        values: Floats(values.collect()),
        range: [-3.0, 1.0],
    }
}

#[test]
fn contour_lines_lie_where_the_value_is() {
    let pieces = contour(&bowl(64), 0.0);
    assert!(pieces.len() > 60, "around the circle of radius 1: {}", pieces.len());
    for (x, y) in pieces.iter().flatten() {
        assert!((x.hypot(*y) - 1.0).abs() < 0.01, "{x} {y}");
    }
    assert!(contour(&bowl(64), 3.0).is_empty());
    let mut holed = bowl(16);
    holed.values.0[0] = f32::NAN;
    assert!(contour(&holed, 0.9).iter().flatten().all(|(x, y)| x.is_finite() && y.is_finite()));
}

#[test]
fn a_surface_has_levels_a_valley_and_the_path() {
    let surface = Surface {
        field: bowl(64),
        parameters: [("w".into(), 0), ("w".into(), 1)],
        path: Floats(vec![-1.5, 1.5, 0.8, 1.2, 1.2, -0.5]),
        valley: Floats(vec![-1.0, 1.0, 1.0, -1.0]),
        rest: Floats(vec![0.5]),
    };
    let style = Style::new(false, 1.0);
    let theme = &style.theme;
    let draw = |pointer| svg(400, 400, |area| draw_surface(area, &surface, ["w₁", "w₂"], pointer, &style).unwrap());
    let picture = draw(None);
    for label in ["w₁", "w₂", "0.1", "1", "−2", "2"] {
        assert!(texts(&picture).iter().any(|text| text.0 == label), "{label} in {:?}", texts(&picture));
    }
    assert!(count(&picture, &["polyline", &colour(theme.leaf)]) > 5, "dashes of the valley");
    assert_eq!(count(&picture, &["circle", &colour(theme.ink)]), 2, "start and present place");
    assert_eq!(count(&picture, &["polyline", &colour(theme.focus)]), 0);
    assert_eq!(count(&draw(Some((0.5, 0.5))), &["polyline", &colour(theme.focus)]), 2, "a cross");
    // The lowest is the end of the scale, the highest its middle.
    let map = surface_map(&surface.field, theme);
    assert_eq!(map.len(), 64 * 64 * 4);
    let bar = depth_bar(256, theme);
    assert_eq!(bar[0..3], ramp(theme, 1.0));
    assert_eq!(bar[255 * 4..255 * 4 + 3], ramp(theme, 0.0));
    let lost = Surface { path: Floats(vec![f32::NAN, 1.0]), valley: Floats::default(), ..surface.clone() };
    svg(400, 400, |area| draw_surface(area, &lost, ["w₁", "w₂"], None, &style).unwrap());
    svg(5, 5, |area| draw_surface(area, &surface, ["w₁", "w₂"], None, &style).unwrap());
}

#[test]
fn a_line_enters_and_leaves_the_region() {
    let region = [0.0, 2.0, 0.0, 1.0];
    let ends = |side| {
        let mut ends = decision_line(side, region)?;
        ends.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
        Some(ends)
    };
    assert_eq!(ends([1.0, 1.0, -1.0]), Some([[0.0, 1.0], [1.0, 0.0]]));
    assert_eq!(ends([1.0, 0.0, -0.5]), Some([[0.5, 0.0], [0.5, 1.0]]), "upright");
    assert_eq!(ends([0.0, 2.0, -1.0]), Some([[0.0, 0.5], [2.0, 0.5]]), "level");
    assert_eq!(ends([1.0, -2.0, 0.0]), Some([[0.0, 0.0], [2.0, 1.0]]), "from corner to corner");
    assert_eq!(ends([1.0, 1.0, 5.0]), None);
    assert_eq!(ends([0.0, 0.0, 1.0]), None);
    assert_eq!(ends([f32::NAN, 1.0, 0.0]), None);
}

#[test]
fn a_fold_has_its_points_with_their_inputs_the_mesh_and_the_line() {
    let fold = Fold {
        units: 2,
        axes: [0, 1],
        region: [-0.5, 2.5, -0.5, 2.5],
        length: 3,
        mesh: Floats(vec![0.0, 0.0, 1.0, 0.0, 2.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 1.0]),
        inputs: Floats(vec![0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0]),
        places: Floats(vec![0.0, 0.0, 1.0, 0.0, 1.0, 0.0, 2.0, 1.0]),
        targets: Floats(vec![-1.0, 1.0, 1.0, -1.0]),
        outputs: Floats(vec![0.1, 0.9, 0.9, 0.1]),
        side: [1.0, -2.0, -0.5],
    };
    let style = Style::new(false, 1.0);
    let picture = svg(500, 500, |area| draw_fold(area, &fold, ["unit 1", "unit 2"], &style).unwrap());
    let place = |label: &str| texts(&picture).into_iter().find(|text| text.0 == label).map(|text| (text.1, text.2));
    // Folded onto each other, two share a label.
    for label in ["unit 1", "unit 2", "(0, 0)", "(1, 1)", "(0, 1) · (1, 0)"] {
        assert!(place(label).is_some(), "{label}");
    }
    let close = Fold { places: Floats(vec![0.0, 0.0, 1.0, 0.0, 1.1, 0.02, 0.95, -0.05]), ..fold.clone() };
    let close = svg(500, 500, |area| draw_fold(area, &close, ["unit 1", "unit 2"], &style).unwrap());
    let labels: Vec<_> = texts(&close).into_iter().filter(|text| text.0.starts_with('(')).collect();
    assert_eq!(labels.len(), 4, "{labels:?}");
    for (index, one) in labels.iter().enumerate() {
        for other in &labels[..index] {
            let apart = (one.1 - other.1).abs() > 36.0 || (one.2 - other.2).abs() > 14.0;
            assert!(apart, "they can be read: {one:?}, {other:?}");
        }
    }
    let map = fold_map(&fold, 30, &style.theme);
    // Below the line the output is 1, above it 0: blue, orange.
    let pixel = |a: f32, b: f32| {
        let (column, row) = (((a + 0.5) / 3.0 * 30.0) as usize, ((2.5 - b) / 3.0 * 30.0) as usize);
        let at = 4 * (row * 30 + column);
        [map[at], map[at + 1], map[at + 2]]
    };
    let [r, _, b] = pixel(2.4, 0.0);
    assert!(b > r);
    let [r, _, b] = pixel(0.0, 2.0);
    assert!(r > b);
    svg(5, 5, |area| draw_fold(area, &fold, ["a", "b"], &style).unwrap());
}

#[test]
fn bins_hold_every_finite_value_once() {
    let values = [(0.01, true), (0.02, true), (0.34, false), (0.36, false), (0.69, false), (f64::NAN, false)];
    let bins = Bins::of(&values, 12);
    assert!((bins.width - 0.1).abs() < 1e-12 && bins.first == 0.0, "{bins:?}");
    assert_eq!(bins.counts, [[2, 0], [0, 0], [0, 0], [0, 2], [0, 0], [0, 0], [0, 1]]);
    assert_eq!(Bins::of(&[], 12).counts.iter().flatten().sum::<u32>(), 0);
    assert_eq!(Bins::of(&[(0.0, true); 3], 12).counts.iter().flatten().sum::<u32>(), 3);
    let style = Style::new(false, 1.0);
    let picture = svg(380, 190, |area| draw_histogram(area, &bins, "loss", "seeds", &style).unwrap());
    assert_eq!(count(&picture, &["polygon", &colour(style.theme.leaf)]), 1, "solved: filled");
    assert_eq!(count(&picture, &["polyline", &colour(style.theme.neg)]), 2, "not solved: outlined");
    assert!(texts(&picture).iter().any(|text| text.0 == "seeds"));
    svg(5, 5, |area| draw_histogram(area, &bins, "", "", &style).unwrap());
}
