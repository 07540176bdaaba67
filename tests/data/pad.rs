//! A drawn digit is made as MNIST's own were, by the definition that its authors give.

use gradient_garden::data::digits::pad::{SHEET, Sheet, normalize};
use gradient_garden::data::digits::{PIXELS, SIDE, TEST_CHUNKS, decode};

/// Rows and columns with ink: first and last.
fn extent(digit: &[u8]) -> [usize; 4] {
    let row = |at: usize| digit[at * SIDE..(at + 1) * SIDE].iter().any(|ink| *ink > 0);
    let column = |at: usize| (0..SIDE).any(|row| digit[row * SIDE + at] > 0);
    let first = |has: &dyn Fn(usize) -> bool| (0..SIDE).find(|at| has(*at)).expect("ink");
    let last = |has: &dyn Fn(usize) -> bool| (0..SIDE).rfind(|at| has(*at)).expect("ink");
    [first(&row), last(&row), first(&column), last(&column)]
}

/// Row and column of the centre of mass.
fn centre(digit: &[u8]) -> (f64, f64) {
    let mass: f64 = digit.iter().map(|ink| f64::from(*ink)).sum();
    let mean = |at: fn(usize) -> usize| {
        digit.iter().enumerate().map(|(pixel, ink)| f64::from(*ink) * at(pixel) as f64).sum::<f64>() / mass
    };
    (mean(|pixel| pixel / SIDE), mean(|pixel| pixel % SIDE))
}

/// A digit of strokes through these points, in shares of the sheet.
fn drawn(points: &[(f64, f64)]) -> Vec<u8> {
    let mut sheet = Sheet::default();
    let place = |(x, y): (f64, f64)| (x * SHEET as f64, y * SHEET as f64);
    for pair in points.windows(2) {
        sheet.stroke(place(pair[0]), place(pair[1]));
    }
    sheet.digit().expect("ink")
}

const SEVEN: &[(f64, f64)] = &[(0.2, 0.2), (0.7, 0.2), (0.4, 0.9)];

/// The definition's numbers are those of the files themselves: ink in a box of 20 × 20 (its longer side full), the centre of
/// mass at row and column 14, to half a pixel.
#[test]
fn mnist_is_as_it_is_defined() {
    let bytes = std::fs::read(format!("www/data/mnist/{}", TEST_CHUNKS[0])).expect("a chunk");
    let digits = decode(TEST_CHUNKS[0], &bytes).expect("digits");
    let (mut full, mut middle, mut count) = (0, 0, 0);
    for digit in digits.pixels.chunks(PIXELS) {
        let [top, bottom, left, right] = extent(digit);
        assert!(bottom - top < 21 && right - left < 21);
        full += usize::from((bottom - top).max(right - left) >= 18);
        let (row, column) = centre(digit);
        middle += usize::from((row - 14.0).abs() <= 0.6 && (column - 14.0).abs() <= 0.6);
        count += 1;
    }
    assert!(full > count * 99 / 100, "{full} of {count} fill the box");
    assert!(middle > count * 95 / 100, "{middle} of {count} lie in the middle");
}

#[test]
fn a_drawn_digit_fits_the_box_and_lies_in_the_middle() {
    let one: &[(f64, f64)] = &[(0.9, 0.1), (0.9, 0.3)];
    let nought: &[(f64, f64)] = &[(0.1, 0.5), (0.5, 0.1), (0.9, 0.5), (0.5, 0.9), (0.1, 0.5)];
    for points in [SEVEN, one, nought] {
        let digit = drawn(points);
        let [top, bottom, left, right] = extent(&digit);
        assert_eq!((bottom - top).max(right - left), 19, "the longer side is 20 pixels");
        let (row, column) = centre(&digit);
        assert!((row - 14.0).abs() <= 0.51 && (column - 14.0).abs() <= 0.51, "{row} {column}");
        assert!(digit.contains(&255), "black in the middle of a stroke");
        assert!(digit.iter().any(|ink| (1..255).contains(ink)), "grey at its edge");
    }
}

#[test]
fn where_and_how_large_it_is_drawn_does_not_matter() {
    let near = |a: &[u8], b: &[u8]| {
        a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>()
            / a.iter().map(|a| f64::from(*a)).sum::<f64>()
    };
    let digit = drawn(SEVEN);
    let moved: Vec<_> = SEVEN.iter().map(|(x, y)| (x + 0.2, y - 0.1)).collect();
    assert!(near(&digit, &drawn(&moved)) < 0.02, "{}", near(&digit, &drawn(&moved)));
    // Its shape stays; only the pen is then relatively wider.
    let smaller: Vec<_> = SEVEN.iter().map(|(x, y)| (0.6 * x, 0.6 * y)).collect();
    assert!(near(&digit, &drawn(&smaller)) < 0.7);
}

/// A square of ink becomes a square of 20 pixels; each pixel is the mean of what it covers, so ink is neither lost nor made.
#[test]
fn scaling_keeps_area_and_aspect() {
    for (wide, high) in [(40, 40), (13, 40), (40, 7), (3, 3), (33, 29)] {
        let mut ink = vec![0.0; 50 * 50];
        for row in 5..5 + high {
            ink[row * 50 + 6..row * 50 + 6 + wide].fill(1.0);
        }
        let digit = normalize(&ink, 50).expect("ink");
        let scale = 20.0 / wide.max(high) as f64;
        let expected = 255.0 * (wide as f64 * scale) * (high as f64 * scale);
        let found: f64 = digit.iter().map(|ink| f64::from(*ink)).sum();
        assert!((found - expected).abs() < 0.01 * expected, "{wide} × {high}: {found}, should be {expected}");
        let [top, bottom, left, right] = extent(&digit);
        assert_eq!(right - left + 1, (wide as f64 * scale).ceil() as usize);
        assert_eq!(bottom - top + 1, (high as f64 * scale).ceil() as usize);
    }
    assert_eq!(normalize(&vec![0.0; 2500], 50), None);
    assert_eq!(Sheet::default().digit(), None);
}

#[test]
fn a_stroke_leaves_the_sheet_without_harm() {
    let mut sheet = Sheet::default();
    sheet.stroke((-50.0, -50.0), (SHEET as f64 + 90.0, SHEET as f64 / 2.0));
    assert!(sheet.digit().is_some());
    sheet.stroke((1e9, 1e9), (1e9, 1e9));
    sheet.stroke((f64::NAN, 3.0), (3.0, f64::NAN));
    assert!(sheet.ink().iter().all(|ink| (0.0..=1.0).contains(ink)));
}
