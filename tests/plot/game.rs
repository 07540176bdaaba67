//! Generator against discriminator, and the pad.

use gradient_garden::plot::{Game, Style, Theme, draw_game, draw_sketch, longest};
use gradient_garden::protocol::{Arrows, Floats, Mesh, Scatter};

use crate::{colour, count, svg, texts};

const REGION: [f32; 4] = [-1.2, 1.2, -1.2, 1.2];

#[test]
fn every_layer_has_its_marks_and_nothing_leaves_the_square() {
    let real = Scatter {
        region: REGION,
        // The last lies outside.
        positions: Floats(vec![0.5, 0.5, -0.5, 0.25, 3.0, 0.0]),
        targets: Floats(vec![1.0; 3]),
        train: 3,
        classes: true,
    };
    let fakes = Arrows {
        region: REGION,
        positions: Floats(vec![0.0, 0.0, 0.1, -0.6, 0.0, 5.0]),
        directions: Floats(vec![3.0, 4.0, 0.0, 0.001, f32::NAN, 0.0]),
    };
    let mesh = Mesh { region: REGION, columns: 3, positions: Floats((0..12).map(|n| n as f32 / 20.0).collect()) };
    assert!((longest(&fakes) - 5.0).abs() < 1e-6, "what is no number is not the longest");
    let theme = Theme::light();
    let draw =
        |game: &Game<'_>| svg(600, 600, |area| draw_game(area, REGION, game, &Style::new(false, 2.0)).expect("drawn"));
    let bare = draw(&Game::default());
    let marks = |picture: &str, element: &str, hue| {
        count(picture, &[element, &colour(hue)]) - count(&bare, &[element, &colour(hue)])
    };
    let discs = draw(&Game { real: Some(&real), ..Game::default() });
    assert_eq!(marks(&discs, "circle", theme.ink), 2);
    let diamonds = draw(&Game { fakes: Some(&fakes), ..Game::default() });
    assert_eq!(marks(&diamonds, "polygon", theme.extra(2)), 2);
    let pushes = draw(&Game { pushes: Some(&fakes), ..Game::default() });
    assert_eq!(
        (marks(&pushes, "polyline", theme.ink), marks(&pushes, "polygon", theme.ink)),
        (1, 1),
        "too short: none"
    );
    let lines = draw(&Game { mesh: Some(&mesh), ..Game::default() });
    assert_eq!(marks(&lines, "polyline", theme.extra(2)), 2 + 3, "two rows of three");
    let signs = texts(&draw(&Game { signs: &[[0.0, 1.0], [1.0, 0.0]], ..Game::default() }));
    let at = |name: &str| signs.iter().find(|text| text.0 == name).map(|text| (text.1, text.2)).expect("a number");
    assert!(at("2").0 > at("1").0 && at("2").1 > at("1").1, "the sectors have their numbers: {signs:?}");
}

#[test]
fn the_pad_shows_points_and_the_cross() {
    let draw = |cross| {
        let points = [[0, 0], [-100, 100], [50, -25]];
        svg(240, 240, |area| draw_sketch(area, REGION, &points, cross, &Style::new(false, 1.0)).expect("drawn"))
    };
    let theme = Theme::light();
    assert_eq!(count(&draw(None), &["circle", &colour(theme.ink)]), 3);
    assert_eq!(count(&draw(None), &["polyline", &colour(theme.focus)]), 0);
    assert_eq!(count(&draw(Some([10, 10])), &["polyline", &colour(theme.focus)]), 2);
    // The middle of the region is the middle of the pad.
    assert_eq!(count(&draw(None), &["circle", "cx=\"120\"", "cy=\"120\""]), 1);
}
