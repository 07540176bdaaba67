//! The map of a code, and a code as bars.

use gradient_garden::plot::theme::oklab;
use gradient_garden::plot::{
    Style, Theme, code_name, draw_code, draw_map, field_rect, grid_places, place_near, position_at,
};
use gradient_garden::protocol::{Floats, Latent};

use crate::{colour, count, svg, texts};

fn latent() -> Latent {
    Latent {
        axes: [2, 11],
        region: [-4.0, 4.0, 0.0, 16.0],
        positions: Floats(vec![-2.0, 4.0, 2.0, 12.0, 2.0, 4.0, 50.0, 4.0, f32::NAN, 4.0]),
        labels: vec![7, 0, 7, 3, 3],
        point: Floats(vec![0.0; 12]),
        side: 2,
        decoded: Floats(vec![0.0; 4]),
        grid: 0,
        decoded_grid: Floats::default(),
    }
}

#[test]
fn units_are_counted_from_one() {
    assert_eq!([0, 8, 9, 31].map(code_name), ["c₁", "c₉", "c₁₀", "c₃₂"]);
}

#[test]
fn examples_are_figures_of_their_class_at_their_code() {
    for dark in [false, true] {
        let style = Style::new(dark, 2.0);
        let picture = svg(700, 700, |area| draw_map(area, &latent(), [0.0, 8.0], &style).unwrap());
        let rect = field_rect(700.0, 700.0, 2.0);
        let at = |figure: &str| -> Vec<(f64, f64)> {
            let inside = texts(&picture).into_iter().filter(|(text, x, y)| text == figure && rect.contains((*x, *y)));
            inside.map(|(_, x, y)| ((x - rect.x) / rect.width, (y - rect.y) / rect.height)).collect()
        };
        assert_eq!(at("7").len(), 2);
        assert!((at("7")[0].0 - 0.25).abs() < 0.02 && (at("7")[1].0 - 0.75).abs() < 0.02);
        assert_eq!((at("0").len(), at("3").len()), (1, 0), "what is outside or no number is left out");
        assert!(at("0")[0].1 < at("7")[0].1, "larger is higher");
        assert_eq!(count(&picture, &["text", &colour(style.theme.class(7)), "font-weight=\"bold\""]), 2);
        for name in ["c₃", "c₁₂", "−4", "15"] {
            assert!(texts(&picture).iter().any(|text| text.0 == name), "{name}");
        }
        // The ring: two rims and a dot around the middle, and nothing where the point is outside.
        let middle = format!("cx=\"{}\"", rect.middle().0.round());
        assert_eq!(count(&picture, &["circle", &middle, &colour(style.theme.leaf)]), 2);
        let outside = svg(700, 700, |area| draw_map(area, &latent(), [9.0, 8.0], &style).unwrap());
        assert_eq!(count(&outside, &["circle"]), 0);
    }
    svg(5, 5, |area| draw_map(area, &latent(), [0.0, 8.0], &Style::new(false, 3.0)).unwrap());
}

#[test]
fn the_place_under_the_pointer_is_the_one_drawn_and_stays_in_the_region() {
    let (region, size) = ([-4.0, 4.0, 0.0, 16.0], (700.0, 640.0));
    let rect = field_rect(size.0, size.1, 2.0);
    let inside = (rect.x + rect.width * 0.75, rect.y + rect.height * 0.25);
    let [x, y] = place_near(region, size, 2.0, inside).unwrap();
    let (x1, x2) = position_at(region, size, 2.0, inside).unwrap();
    assert!((f64::from(x) - x1).abs() < 1e-5 && (f64::from(y) - x2).abs() < 1e-5);
    assert!((x - 2.0).abs() < 1e-5 && (y - 12.0).abs() < 1e-5);
    assert_eq!(place_near(region, size, 2.0, (-500.0, 9_000.0)), Some([-4.0, 0.0]));
    assert_eq!(place_near(region, (0.0, 0.0), 2.0, (3.0, 3.0)), None);
}

#[test]
fn decoded_places_tile_the_field_from_its_top_left() {
    let rect = field_rect(700.0, 640.0, 2.0);
    let places: Vec<_> = grid_places(12, (700.0, 640.0), 2.0).collect();
    assert_eq!(places.len(), 144);
    let ((first, top), (last, bottom)) = (places[0], places[143]);
    assert_eq!((first, last, (top.x, top.y)), (0, 143, (rect.x, rect.y)));
    assert!((bottom.right() - rect.right()).abs() < 1e-6 && (bottom.bottom() - rect.bottom()).abs() < 1e-6);
    assert!((places[1].1.x - top.right()).abs() < 1e-6 && (places[12].1.y - top.bottom()).abs() < 1e-6);
    assert_eq!(grid_places(0, (700.0, 640.0), 2.0).count(), 0);
}

#[test]
fn a_code_is_bars_by_sign_and_the_shown_units_are_named() {
    let style = Style::new(false, 2.0);
    let draw = |code: &[f32]| svg(480, 220, |area| draw_code(area, code, [3, 0], &style).unwrap());
    let picture = draw(&[2.0, -1.0, 0.5, -4.0, f32::NAN]);
    assert_eq!(count(&picture, &["polygon", &colour(style.theme.pos)]), 2);
    assert_eq!(count(&picture, &["polygon", &colour(style.theme.neg)]), 2);
    let named = texts(&picture);
    assert_eq!(named.iter().map(|text| text.0.as_str()).collect::<Vec<_>>(), ["c₄", "c₁"]);
    assert!(named[0].2 < 110.0 && named[1].2 > 110.0, "above and below");
    for strange in [&[][..], &[0.0; 32], &[f32::NAN; 2], &[f32::INFINITY, 1.0], &[1e-30, -1e30]] {
        let picture = draw(strange);
        assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
    }
}

#[test]
fn ten_classes_have_ten_hues_that_stand_out_from_the_card() {
    for theme in [Theme::light(), Theme::dark()] {
        let hues: Vec<_> = (0..10).map(|class| theme.class(class)).collect();
        for (place, hue) in hues.iter().enumerate() {
            assert!(!hues[..place].contains(hue));
            assert!(contrast(*hue, theme.card) >= 3.0, "{place}");
            let apart = oklab([hue.0, hue.1, hue.2])[0] - oklab([theme.card.0, theme.card.1, theme.card.2])[0];
            assert!(apart.abs() > 0.2);
        }
        assert_eq!(theme.class(13), theme.class(3));
    }
}

/// The contrast ratio of WCAG 2.1.
fn contrast(a: plotters::style::RGBColor, b: plotters::style::RGBColor) -> f64 {
    let luminance = |colour: plotters::style::RGBColor| {
        let linear = |byte: u8| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.03928 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(colour.0) + 0.7152 * linear(colour.1) + 0.0722 * linear(colour.2)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
