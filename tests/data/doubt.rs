//! What is drawn and can hardly be a digit is doubted; MNIST's own digits and drawn ones are not.

use gradient_garden::data::digits::doubt::Doubt;
use gradient_garden::data::digits::pad::{SHEET, Sheet};
use gradient_garden::data::digits::{PIXELS, TEST_CHUNKS, TRAIN_CHUNKS, decode};

/// A sheet with strokes through these points, in shares of its side.
fn drawn(strokes: &[&[(f64, f64)]]) -> Sheet {
    let mut sheet = Sheet::default();
    let place = |(x, y): (f64, f64)| (x * SHEET as f64, y * SHEET as f64);
    for pair in strokes.iter().flat_map(|points| points.windows(2)) {
        sheet.stroke(place(pair[0]), place(pair[1]));
    }
    sheet
}

/// From side to side, so many times, from the top to the bottom.
fn zigzag(times: u32, margin: f64) -> Sheet {
    let point = |turn: u32| {
        let across = if turn.is_multiple_of(2) { margin } else { 1.0 - margin };
        (across, margin + (1.0 - 2.0 * margin) * f64::from(turn) / f64::from(times))
    };
    let points: Vec<_> = (0..=times).map(point).collect();
    drawn(&[&points])
}

#[test]
fn a_dot_a_short_stroke_and_dots_are_little_to_go_by() {
    let dot = |x: f64, y: f64| [(x, y), (x, y)];
    assert_eq!(Doubt::of_sheet(&drawn(&[&dot(0.5, 0.5)])), Some(Doubt::Little));
    for length in [0.05, 0.1, 0.2] {
        assert_eq!(Doubt::of_sheet(&drawn(&[&[(0.5, 0.3), (0.5, 0.3 + length)]])), Some(Doubt::Little), "{length}");
    }
    for apart in [0.15, 0.3, 0.5, 0.8] {
        let sheet = drawn(&[&dot(0.1, 0.5), &dot(0.1 + apart, 0.5)]);
        assert_eq!(Doubt::of_sheet(&sheet), Some(Doubt::Little), "{apart}");
    }
    let tiny_seven = drawn(&[&[(0.45, 0.45), (0.55, 0.45), (0.5, 0.6)]]);
    assert_eq!(Doubt::of_sheet(&tiny_seven), Some(Doubt::Little));
}

#[test]
fn a_black_sheet_and_a_scribble_have_more_ink_than_a_digit() {
    assert_eq!(Doubt::of_sheet(&zigzag(60, 0.0)), Some(Doubt::Much));
    assert_eq!(Doubt::of_sheet(&zigzag(12, 0.1)), Some(Doubt::Much));
    assert_eq!(Doubt::of_digit(&[255; PIXELS]), Some(Doubt::Much));
}

#[test]
fn drawn_digits_are_taken_as_they_are() {
    let round = |turns: u32| -> Vec<(f64, f64)> {
        let angle = |at: u32| f64::from(at) * std::f64::consts::TAU / 12.0;
        (0..=turns).map(|at| (0.5 + 0.3 * angle(at).sin(), 0.5 + 0.38 * angle(at).cos())).collect()
    };
    let digits: [&[&[(f64, f64)]]; 6] = [
        &[&round(12)],
        &[&[(0.5, 0.15), (0.5, 0.85)]],
        &[&[(0.6, 0.1), (0.2, 0.6), (0.8, 0.6)], &[(0.6, 0.3), (0.6, 0.9)]],
        &[&[(0.3, 0.15), (0.3, 0.45), (0.6, 0.45), (0.7, 0.65), (0.6, 0.85), (0.3, 0.85)], &[(0.3, 0.12), (0.7, 0.12)]],
        &[&[(0.2, 0.2), (0.7, 0.2), (0.4, 0.9)]],
        &[&[(0.5, 0.5), (0.3, 0.3), (0.5, 0.1), (0.7, 0.3), (0.3, 0.7), (0.5, 0.9), (0.7, 0.7), (0.5, 0.5)]],
    ];
    for (place, digit) in digits.iter().enumerate() {
        assert_eq!(Doubt::of_sheet(&drawn(digit)), None, "{place}");
    }
    let small_seven = drawn(&[&[(0.4, 0.4), (0.6, 0.4), (0.5, 0.7)]]);
    assert_eq!(Doubt::of_sheet(&small_seven), None);
    assert_eq!(Doubt::of_sheet(&Sheet::default()), None, "an empty sheet is no doubtful digit");
}

#[test]
fn fewer_than_one_in_200_of_mnist_are_doubted() {
    let (mut doubted, mut count) = (0, 0);
    for file in TEST_CHUNKS.iter().chain(&TRAIN_CHUNKS[..2]) {
        let bytes = std::fs::read(format!("www/data/mnist/{file}")).expect("a chunk");
        let digits = decode(file, &bytes).expect("digits");
        for digit in digits.pixels.chunks(PIXELS) {
            doubted += usize::from(Doubt::of_digit(digit).is_some());
            count += 1;
        }
    }
    assert!(doubted * 200 < count, "{doubted} of {count}");
}
