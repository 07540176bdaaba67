//! The network's diagram.

use std::collections::HashSet;

use gradient_garden::plot::{
    Diagram, Direction, Hit, LinkShape, Rect, Style, corner, draw_frames, draw_links, weight_of,
};
use gradient_garden::protocol::{Column, Floats, Layers, Links};

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters_svg::SVGBackend;

use crate::{colour, count, svg, texts};

/// The whole picture but its bitmaps.
fn draw_network(
    area: &DrawingArea<SVGBackend, Shift>,
    diagram: &Diagram,
    layers: &Layers,
    style: &Style,
    highlight: Option<Hit>,
) {
    draw_links(area, diagram, style, highlight).expect("a string takes everything");
    draw_frames(area, diagram, layers, style, highlight).expect("a string takes everything");
}

/// A network in the plane whose weights alternate in sign.
fn plane(sizes: &[u32]) -> Layers {
    let weight = |index: u32| (index % 7 + 1) as f32 * if index.is_multiple_of(2) { 0.2 } else { -0.2 };
    let column = |(index, &units): (usize, &u32)| Column {
        units,
        labels: if index == 0 { (1..=units).map(|unit| format!("x{unit}")).collect() } else { Vec::new() },
        shown: (0..units).collect(),
        map_side: 2,
        maps: Floats(vec![0.5; 4 * units as usize]),
        weight_maps: false,
        activations: Floats::default(),
        biases: Floats(if index == 0 { Vec::new() } else { (0..units).map(weight).collect() }),
        bias_name: if index == 0 { String::new() } else { format!("layers.{}.bias", index - 1) },
    };
    let links = |(index, pair): (usize, &[u32])| Links {
        name: format!("layers.{index}.weight"),
        weights: Floats((0..pair[0] * pair[1]).map(weight).collect()),
    };
    Layers {
        columns: sizes.iter().enumerate().map(column).collect(),
        links: sizes.windows(2).enumerate().map(links).collect(),
    }
}

/// A network that looks at pictures, as the trainer describes it: `hidden` units of which `shown` are shown.
fn digits(hidden: u32, shown: u32) -> Layers {
    let mut layers = plane(&[1, hidden, 10]);
    layers.columns[0] = Column {
        units: 784,
        labels: Vec::new(),
        shown: Vec::new(),
        map_side: 28,
        maps: Floats(vec![0.5; 784]),
        ..layers.columns[0].clone()
    };
    layers.columns[1].shown.truncate(shown as usize);
    layers.columns[1].biases.0.truncate(shown as usize);
    layers.columns[1].weight_maps = true;
    layers.columns[1].activations = Floats(vec![2.0; shown as usize]);
    layers.columns[2].activations = Floats(vec![0.1; 10]);
    layers.columns[2].labels = (0..10).map(|class| class.to_string()).collect();
    layers.links[0].weights = Floats::default();
    layers.links[1].weights.0.truncate((shown * 10) as usize);
    layers
}

fn architectures() -> Vec<Layers> {
    let deep: Vec<u32> = [7].into_iter().chain([16; 16]).chain([1]).collect();
    let eight: Vec<u32> = [2].into_iter().chain([16; 8]).chain([1]).collect();
    vec![
        plane(&[2, 1]),
        plane(&[2, 4, 3, 1]),
        plane(&[7, 8, 1, 1, 16, 1]),
        plane(&eight),
        plane(&deep),
        plane(&[2, 200, 1]),
        digits(128, 128),
        digits(256, 64),
        digits(3, 3),
        Layers { columns: vec![], links: vec![] },
    ]
}

#[test]
fn layouts_stay_inside_and_units_apart() {
    for layers in architectures() {
        for (width, height) in [(328.0, 300.0), (640.0, 410.0), (1400.0, 900.0)] {
            for scale in [1.0, 2.0, 3.0] {
                let diagram = Diagram::layout(&layers, width * scale, height * scale, scale);
                let canvas = Rect { x: 0.0, y: 0.0, width: diagram.size.0, height: diagram.size.1 };
                assert!(diagram.size.0 >= width * scale && diagram.size.1 >= height * scale);
                let shown: usize = layers.columns.iter().map(|column| column.shown.len().max(1)).sum();
                assert_eq!(diagram.units.len(), shown);
                for (index, unit) in diagram.units.iter().enumerate() {
                    assert!(unit.rect.width >= 18.0 * scale - 1.0, "{unit:?}");
                    for at in unit.rect.corners().into_iter().chain(unit.bar.into_iter().flat_map(|bar| bar.corners()))
                    {
                        assert!(canvas.contains(at), "{at:?} in {canvas:?}");
                    }
                    for other in &diagram.units[..index] {
                        let apart = other.rect.right() <= unit.rect.x + 0.5
                            || other.rect.bottom() <= unit.rect.y + 0.5
                            || other.rect.y >= unit.rect.bottom() - 0.5;
                        assert!(apart, "{:?} {:?} at {width}", other.rect, unit.rect);
                    }
                }
                assert!(diagram.links.iter().flat_map(|link| &link.path).all(|at| canvas.contains(*at)));
                assert!(diagram.biases.iter().all(|bias| canvas.contains(bias.at)));
                let (wide, high) = Diagram::needed(&layers, width * scale, scale);
                let grown = Diagram::layout(&layers, wide.max(width * scale), high, scale);
                assert!(grown.size.1 <= high.ceil() + 1.0);
            }
        }
    }
}

#[test]
fn eight_layers_of_sixteen_fit_a_phone() {
    let diagram = Diagram::layout(&architectures()[3], 328.0, 420.0, 1.0);
    assert!((diagram.size.0 - 328.0).abs() < f64::EPSILON, "{:?}", diagram.size);
}

#[test]
fn a_hit_is_what_is_drawn_there() {
    for layers in architectures().into_iter().take(3) {
        let diagram = Diagram::layout(&layers, 1280.0, 820.0, 2.0);
        for unit in &diagram.units {
            let (x, y) = unit.rect.middle();
            assert_eq!(diagram.hit(x, y), Some(unit.hit()));
        }
        for bias in &diagram.biases {
            let expected = Hit::Bias { column: bias.column, row: bias.row };
            assert_eq!(diagram.hit(bias.at.0, bias.at.1), Some(expected));
            assert_eq!(diagram.hit(bias.at.0 - 8.0, bias.at.1 + 8.0), Some(expected), "a finger beside it");
        }
        for link in &diagram.links {
            // Where links cross, either may be found; somewhere on its way every one is.
            let mut way = link
                .path
                .windows(2)
                .map(|pair| (f64::midpoint(pair[0].0, pair[1].0), f64::midpoint(pair[0].1, pair[1].1)));
            assert!(way.any(|(x, y)| diagram.hit(x, y) == Some(link.hit())), "{:?}", link.hit());
        }
        assert_eq!(diagram.hit(-100.0, -100.0), None);
    }
}

#[test]
fn arrow_keys_reach_everything() {
    for layers in architectures() {
        let diagram = Diagram::layout(&layers, 640.0, 410.0, 1.0);
        let everything = diagram.units.len() + diagram.links.len() + diagram.biases.len();
        let mut seen: HashSet<Hit> = diagram.first().into_iter().collect();
        let mut open: Vec<Hit> = seen.iter().copied().collect();
        while let Some(here) = open.pop() {
            for direction in [Direction::Up, Direction::Down, Direction::Left, Direction::Right] {
                let there = diagram.next(here, direction);
                if seen.insert(there) {
                    open.push(there);
                }
            }
        }
        assert_eq!(seen.len(), everything);
        assert!(seen.iter().all(|hit| diagram.place(*hit).is_some()));
    }
    let diagram = Diagram::layout(&plane(&[2, 4, 1]), 640.0, 410.0, 1.0);
    let gone = Hit::Unit { column: 9, row: 9 };
    assert_eq!(diagram.next(gone, Direction::Right), Hit::Unit { column: 0, row: 0 });
    assert_eq!(diagram.next(Hit::Unit { column: 1, row: 3 }, Direction::Down), Hit::Bias { column: 1, row: 3 });
}

#[test]
fn a_weight_knows_its_parameter_and_index() {
    let mut layers = plane(&[2, 4, 1]);
    layers.columns[1].shown = vec![0, 3];
    layers.links[0].weights = Floats(vec![1.0, 2.0, 3.0, 4.0]);
    let link = Hit::Link { column: 0, from: 1, to: 1 };
    assert_eq!(weight_of(&layers, link), Some(("layers.0.weight", 7, 4.0)));
    let bias = Hit::Bias { column: 1, row: 1 };
    assert_eq!(weight_of(&layers, bias), Some(("layers.0.bias", 3, layers.columns[1].biases[1])));
    assert_eq!(weight_of(&layers, Hit::Unit { column: 0, row: 0 }), None);
    assert_eq!(weight_of(&layers, Hit::Link { column: 5, from: 0, to: 0 }), None);
}

#[test]
fn a_network_shows_sign_by_hue_and_dash() {
    let mut layers = plane(&[2, 2, 1]);
    layers.links[0].weights = Floats(vec![1.0, -1.0, 0.5, f32::NAN]);
    layers.links[1].weights = Floats(vec![1.0, 1.0]);
    let style = Style::new(false, 2.0);
    let diagram = Diagram::layout(&layers, 1280.0, 820.0, 2.0);
    let draw = |highlight| svg(1280, 820, |area| draw_network(area, &diagram, &layers, &style, highlight));
    let picture = draw(None);
    assert_eq!(count(&picture, &["polyline", &colour(style.theme.pos)]), 4, "solid");
    assert!(count(&picture, &["polyline", &colour(style.theme.neg)]) > 8, "dashed");
    assert_eq!(count(&picture, &["polyline", &colour(style.theme.nan)]), 1);
    assert_eq!(diagram.biases.len(), 3, "the output's too");
    for label in ["x₁", "x₂", "ŷ"] {
        assert!(texts(&picture).iter().any(|text| text.0 == label), "{label}");
    }
    let focused = draw(Some(Hit::Unit { column: 1, row: 0 }));
    assert_eq!(count(&focused, &["polyline", &colour(style.theme.focus)]), 1);
    assert!(corner(diagram.units[0].rect, 2.0) > 1.0);
}

#[test]
fn a_link_of_weight_0_is_dotted_in_grey() {
    let mut layers = plane(&[2, 2, 1]);
    layers.links[0].weights = Floats(vec![1.0, 0.0, -0.0, 1e-30]);
    layers.links[1].weights = Floats(vec![1.0, 1.0]);
    let style = Style::new(false, 2.0);
    let diagram = Diagram::layout(&layers, 1280.0, 820.0, 2.0);
    assert_eq!(
        diagram.links.iter().map(LinkShape::is_dead).collect::<Vec<_>>(),
        [false, true, true, false, false, false]
    );
    let picture = svg(1280, 820, |area| draw_network(area, &diagram, &layers, &style, None));
    assert_eq!(count(&picture, &["polyline", &colour(style.theme.pos)]), 4, "however small, what is not 0 is a line");
    assert!(count(&picture, &["polyline", &colour(style.theme.muted)]) > 20, "dots");
    assert_eq!(count(&picture, &["polyline", &colour(style.theme.neg)]), 0);
}

#[test]
fn a_large_network_stays_drawable() {
    let eight: Vec<u32> = [2].into_iter().chain([16; 8]).chain([1]).collect();
    let mut dead = plane(&eight);
    dead.links.iter_mut().for_each(|links| links.weights.0.fill(0.0));
    for layers in [plane(&eight), dead, plane(&[2, 300, 300, 1]), digits(128, 128), digits(256, 64)] {
        let diagram = Diagram::layout(&layers, 1280.0, 820.0, 2.0);
        let style = Style::new(true, 2.0);
        let picture = svg(1280, 820, |area| draw_network(area, &diagram, &layers, &style, None));
        assert!(count(&picture, &["polyline"]) < 9000, "{}", count(&picture, &["polyline"]));
        assert!(diagram.links.len() <= 9000);
    }
    let picture = Diagram::layout(&digits(256, 64), 640.0, 410.0, 1.0);
    assert_eq!(picture.counts.iter().map(|count| count.1.as_str()).collect::<Vec<_>>(), ["784", "⋮ +192"]);
    assert!(picture.units[0].picture);
    assert_eq!(picture.bundles.len(), 1);
}
