//! Small pictures side by side.

use gradient_garden::plot::{Cell, Style, Tiles, draw_pen, draw_tiles};

use crate::{colour, count, svg, texts};

fn cell(tile: u32, row: u32, column: u32) -> Cell {
    Cell { tile, row, column }
}

#[test]
fn pictures_fill_rows_and_never_overlap_or_leave_the_width() {
    for scale in [1.0, 1.5, 2.0, 3.0] {
        for (pictures, cells) in
            [(1, (28, 28)), (8, (28, 28)), (16, (14, 14)), (32, (7, 7)), (10, (3, 3)), (64, (1, 1)), (5, (2, 4))]
        {
            for width in [150.0, 400.0, 777.0] {
                let tiles = Tiles::layout(pictures, cells, false, width * scale, scale);
                assert_eq!(tiles.places.len(), pictures);
                for (index, place) in tiles.places.iter().enumerate() {
                    assert!(place.right() <= width * scale + 0.5 && place.bottom() <= tiles.height);
                    // Every value has the same whole number of pixels.
                    let pixel = place.width / f64::from(cells.0);
                    assert!(
                        (pixel - place.height / f64::from(cells.1)).abs() < 1e-9
                            && (pixel.fract() == 0.0 || pixel < 1.0)
                    );
                    for other in &tiles.places[..index] {
                        let apart = place.x >= other.right() || place.y >= other.bottom();
                        assert!(apart, "{place:?} and {other:?}");
                    }
                }
            }
        }
    }
    let none = Tiles::layout(0, (0, 0), false, 300.0, 1.0);
    assert_eq!((none.places.len(), none.hit((1.0, 1.0))), (0, None));
    assert_eq!(none.step(cell(0, 0, 0), 1, 0), cell(0, 0, 0));
}

#[test]
fn the_pointer_finds_the_value_it_is_drawn_at() {
    let tiles = Tiles::layout(5, (14, 14), false, 200.0, 2.0);
    for tile in 0..5 {
        for (row, column) in [(0, 0), (13, 13), (4, 9)] {
            let place = tiles.place(cell(tile, row, column)).expect("a place");
            assert_eq!(tiles.hit(place.middle()), Some(cell(tile, row, column)));
        }
    }
    let between = (tiles.places[0].right() + 2.0, tiles.places[0].middle().1);
    assert_eq!(tiles.hit(between), None);
    assert_eq!(tiles.place(cell(5, 0, 0)), None);
}

#[test]
fn arrows_go_on_into_the_next_picture_and_stop_at_the_outer_edge() {
    // Two pictures to a row.
    let tiles = Tiles::layout(5, (14, 14), false, 130.0, 1.0);
    assert!((tiles.places[1].y - tiles.places[0].y).abs() < 1e-9 && tiles.places[2].y > tiles.places[0].y + 1.0);
    for (from, (across, down), to) in [
        (cell(0, 5, 5), (1, 0), cell(0, 5, 6)),
        (cell(0, 5, 13), (1, 0), cell(1, 5, 0)),
        (cell(1, 5, 0), (-1, 0), cell(0, 5, 13)),
        (cell(1, 5, 13), (1, 0), cell(1, 5, 13)),
        (cell(2, 5, 0), (-1, 0), cell(2, 5, 0)),
        (cell(1, 13, 2), (0, 1), cell(3, 0, 2)),
        (cell(2, 0, 2), (0, -1), cell(0, 13, 2)),
        (cell(0, 0, 2), (0, -1), cell(0, 0, 2)),
        (cell(3, 13, 2), (0, 1), cell(3, 13, 2)),
    ] {
        assert_eq!(tiles.step(from, across, down), to, "{from:?} {across} {down}");
    }
    for (from, by, to) in [(0, -1, 0), (0, 1, 1), (4, 1, 4), (4, -1, 3)] {
        assert_eq!(tiles.turn(cell(from, 6, 7), by), cell(to, 6, 7));
    }
}

#[test]
fn windows_are_cut_at_the_pictures_edge() {
    let tiles = Tiles::layout(1, (7, 7), false, 300.0, 1.0);
    let rect = tiles.places[0];
    let whole = tiles.part(0, (2, 3), 3).expect("inside");
    assert_eq!((whole.width, whole.height), (3.0 * rect.width / 7.0, 3.0 * rect.height / 7.0));
    let corner = tiles.part(0, (-1, 5), 3).expect("cut");
    assert_eq!((corner.y, corner.right()), (rect.y, rect.right()));
    assert_eq!((corner.width, corner.height), (2.0 * rect.width / 7.0, 2.0 * rect.height / 7.0));
    assert_eq!(tiles.part(1, (0, 0), 3), None);
}

#[test]
fn marks_and_labels_are_drawn() {
    let style = Style::new(false, 2.0);
    let tiles = Tiles::layout(10, (1, 1), true, 700.0, 2.0);
    let labels: Vec<String> = (0..10).map(|class| class.to_string()).collect();
    let draw = |chosen| {
        svg(700, 200, |area| {
            draw_tiles(area, &tiles, &labels, chosen, &[], &style).expect("drawn");
        })
    };
    let (plain, marked) = (draw(None), draw(Some(cell(3, 0, 0))));
    assert_eq!(texts(&plain).len(), 10);
    assert_eq!(count(&plain, &["polyline", &colour(style.theme.focus)]), 0);
    assert_eq!(count(&marked, &["polyline", &colour(style.theme.focus)]), 1);
    assert_eq!(count(&marked, &["polyline", &colour(style.theme.leaf)]), 1);
    let pen = |down| svg(300, 300, |area| draw_pen(area, (150.0, 150.0), down, &style).expect("drawn"));
    assert_eq!(count(&pen(true), &["circle"]) - count(&pen(false), &["circle"]), 1);
}
