//! A matrix with names around it.

use gradient_garden::plot::{Style, Theme, Titles, cell_at, draw_matrix, matrix_map, matrix_rect, ramp};
use gradient_garden::protocol::{Floats, Matrices};

use crate::{colour, count, svg, texts};

fn matrix(side: u32) -> Matrices {
    let names: Vec<String> = (0..side).map(|place| format!("t{place}")).collect();
    let values = Floats(vec![0.5; (side * side) as usize]);
    Matrices {
        rows: side,
        columns: side,
        row_labels: names.clone(),
        labels: names,
        items: vec![("1.1".into(), [0.0, 1.0], values)],
    }
}

fn titles() -> Titles {
    Titles { rows: "from".into(), columns: "to".into() }
}

fn drawn(matrix: &Matrices, marked: (Option<u32>, Option<u32>)) -> String {
    svg(400, 420, |area| draw_matrix(area, matrix, &titles(), marked, &Style::new(false, 1.0)).expect("drawn"))
}

#[test]
fn every_row_and_column_has_its_name_while_there_is_room() {
    let picture = drawn(&matrix(8), (None, None));
    let words: Vec<_> = texts(&picture).into_iter().map(|(text, ..)| text).collect();
    for word in ["t0", "t3", "t7"] {
        assert_eq!(words.iter().filter(|found| *found == word).count(), 2, "{word}: beside and above");
    }
    assert!(words.contains(&"from".to_owned()) && words.contains(&"to".to_owned()));
    // A hundred names would run into each other; the marked one is always there.
    let many = texts(&drawn(&matrix(100), (Some(37), Some(61))));
    assert!((20..80).contains(&many.len()), "{}", many.len());
    for name in ["t37", "t61"] {
        assert!(many.iter().any(|text| text.0 == name), "{name}");
    }
    let mut down: Vec<_> = many.iter().filter(|text| text.0.starts_with('t') && text.1 < 40.0).map(|t| t.2).collect();
    down.sort_by(f64::total_cmp);
    assert!(down.len() > 10 && down.windows(2).all(|pair| pair[1] - pair[0] >= 10.0), "{down:?}");
}

#[test]
fn wide_column_names_do_not_run_together() {
    let mut matrix = matrix(24);
    matrix.labels = (100..124).map(|token| token.to_string()).collect();
    matrix.row_labels = matrix.labels.clone();
    let drawn = texts(&drawn(&matrix, (Some(3), Some(5))));
    let mut above: Vec<_> =
        drawn.iter().filter(|text| text.0.starts_with('1') && text.2 < 40.0).map(|text| text.1).collect();
    above.sort_by(f64::total_cmp);
    assert!(above.len() > 6 && above.windows(2).all(|pair| pair[1] - pair[0] >= 26.0), "{above:?}");
    assert!(
        drawn.iter().filter(|text| text.0.starts_with('1') && text.2 >= 40.0).count() >= 20,
        "beside, all have room"
    );
}

#[test]
fn a_place_has_the_cell_that_is_drawn_there() {
    let matrix = matrix(7);
    let rect = matrix_rect(&matrix, &titles(), (400.0, 420.0), 1.0);
    assert!((rect.width - rect.height).abs() <= 1.0, "cells are square");
    assert!(rect.x > 20.0 && rect.right() <= 400.0 && rect.bottom() <= 420.0);
    for row in 0..7 {
        for column in 0..7 {
            let at = |index: u32, start: f64, length: f64| start + (f64::from(index) + 0.5) * length / 7.0;
            let place = (at(column, rect.x, rect.width), at(row, rect.y, rect.height));
            assert_eq!(cell_at(&matrix, rect, place), Some((row, column)));
        }
    }
    assert_eq!(cell_at(&matrix, rect, (rect.right(), rect.bottom())), Some((6, 6)), "the border belongs to the last");
    assert_eq!(cell_at(&matrix, rect, (rect.x - 1.0, rect.y)), None);
    assert_eq!(cell_at(&matrix, matrix_rect(&matrix, &titles(), (5.0, 5.0), 1.0), (2.0, 2.0)), None);
}

#[test]
fn a_marked_row_is_framed_and_its_cell_with_it() {
    let theme = Theme::light();
    let frames = |picture: &str, hue| count(picture, &["polyline", &colour(hue)]);
    let (none, row, cell) =
        (drawn(&matrix(5), (None, None)), drawn(&matrix(5), (Some(2), None)), drawn(&matrix(5), (Some(2), Some(4))));
    assert_eq!([&none, &row, &cell].map(|picture| frames(picture, theme.focus)), [0, 1, 1]);
    assert_eq!([&none, &row, &cell].map(|picture| frames(picture, theme.ink)), [0, 0, 1]);
    assert_eq!(drawn(&matrix(5), (Some(9), Some(9))), none, "a row that is not there");
}

#[test]
fn values_are_coloured_within_their_range() {
    let theme = Theme::light();
    let colours = |values: &[f32], range| matrix_map(values, range, &theme);
    let of = |value: f32| [&ramp(&theme, value)[..], &[255]].concat();
    assert_eq!(colours(&[0.0, 0.5, 1.0], [0.0, 1.0]), [of(0.0), of(0.5), of(1.0)].concat());
    assert_eq!(colours(&[2.0, 3.0, 4.0], [2.0, 4.0]), [of(0.0), of(0.5), of(1.0)].concat());
    assert_eq!(colours(&[-2.0, 0.0, 4.0], [-4.0, 2.0]), [of(-0.5), of(0.0), of(1.0)].concat());
}
