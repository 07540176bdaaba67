//! Matrices as strips over a shared axis.

use gradient_garden::plot::{StripWords, Style, Theme, draw_strips, strip_cell, strips};
use gradient_garden::protocol::{Floats, Matrices};

use crate::{colour, count, svg, texts};

const SIZE: (f64, f64) = (600.0, 400.0);

fn matrices(items: usize, columns: u32, labels: bool) -> Matrices {
    Matrices {
        rows: 8,
        columns,
        row_labels: Vec::new(),
        labels: if labels { (0..columns).map(|step| format!("t{step}")).collect() } else { Vec::new() },
        items: (0..items)
            .map(|item| (format!("g{item}"), [0.0, 1.0], Floats(vec![0.5; 8 * columns as usize])))
            .collect(),
    }
}

fn drawn(matrices: &Matrices, cell: (u32, u32)) -> String {
    let names = matrices.items.iter().map(|item| item.0.clone()).collect();
    let words = StripWords { names, axis: "steps".into() };
    svg(SIZE.0 as u32, SIZE.1 as u32, |area| {
        draw_strips(area, matrices, &words, cell, &Style::new(false, 1.0)).expect("drawn");
    })
}

#[test]
fn strips_lie_one_below_the_other_within_the_canvas() {
    for items in [1, 3, 6] {
        let rects = strips(&matrices(items, 41, true), SIZE, 1.0);
        assert_eq!(rects.len(), items);
        assert!(rects.iter().all(|rect| rect.height > 20.0 && rect.x >= 0.0 && rect.right() <= SIZE.0));
        assert!(rects.windows(2).all(|pair| pair[0].bottom() + 12.0 <= pair[1].y), "room for a name between them");
        assert!(rects[0].y >= 12.0 && rects[items - 1].bottom() + 14.0 <= SIZE.1, "room for the axis");
        assert!(rects.windows(2).all(|pair| (pair[0].height - pair[1].height).abs() < 1e-9));
    }
}

#[test]
fn a_place_has_the_cell_that_is_drawn_there() {
    let matrices = matrices(3, 40, true);
    let rects = strips(&matrices, SIZE, 1.0);
    for rect in &rects {
        for (row, column) in [(0, 0), (7, 39), (3, 17)] {
            let at = (
                rect.x + rect.width * (f64::from(column) + 0.5) / 40.0,
                rect.y + rect.height * (f64::from(row) + 0.5) / 8.0,
            );
            assert_eq!(strip_cell(&matrices, &rects, at), Some((row, column)));
        }
    }
    // Between two strips it is the last row of the one above, above all of them the first row, beside them nothing.
    let below = (rects[0].x + 1.0, rects[0].bottom() + 3.0);
    assert_eq!(strip_cell(&matrices, &rects, below), Some((7, 0)));
    assert_eq!(strip_cell(&matrices, &rects, (rects[0].x + 1.0, 0.0)), Some((0, 0)));
    assert_eq!(strip_cell(&matrices, &rects, (rects[0].right() + 5.0, 100.0)), None);
}

#[test]
fn the_chosen_step_is_marked_in_every_strip_and_named_below() {
    let picture = drawn(&matrices(4, 41, true), (2, 30));
    let words = texts(&picture);
    for word in ["g0", "g3", "steps", "31 · t30"] {
        assert_eq!(words.iter().filter(|found| found.0 == word).count(), 1, "{word}");
    }
    let focus = colour(Theme::light().focus);
    assert!(count(&picture, &[&focus]) >= 4, "a frame in each");
}

#[test]
fn steps_are_named_where_each_name_has_room_and_else_counted() {
    let below = |columns: u32, chosen: u32| {
        let rects = strips(&matrices(2, columns, true), SIZE, 1.0);
        let mut words = texts(&drawn(&matrices(2, columns, true), (0, chosen)));
        words.retain(|text| text.2 > rects[1].bottom());
        words.sort_by(|a, b| a.1.total_cmp(&b.1));
        words
    };
    let named = below(20, 7);
    assert_eq!(named.iter().map(|text| text.0.clone()).collect::<Vec<_>>(), matrices(2, 20, true).labels);
    assert!(named.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 26.0), "{named:?}");
    // With names left out, the others would read as another sequence.
    for chosen in [0, 30, 40] {
        let counted = below(41, chosen);
        let name = format!("{} · t{chosen}", chosen + 1);
        assert!(counted.iter().all(|text| text.0 == name || text.0.parse::<u32>().is_ok()), "{counted:?}");
        assert_eq!(counted.iter().filter(|text| text.0 == name).count(), 1, "the chosen one has both");
        assert!(counted.len() > 5 && counted.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 30.0), "{counted:?}");
    }
}

#[test]
fn steps_without_names_are_numbered() {
    let picture = drawn(&matrices(2, 100, false), (0, 49));
    let words: Vec<_> = texts(&picture).into_iter().map(|text| text.0).collect();
    assert!(words.contains(&"50".to_owned()) && words.contains(&"20".to_owned()), "{words:?}");
    assert!(!words.contains(&"0".to_owned()), "the first step is 1");
}
