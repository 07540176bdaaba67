//! What a script may pass at most, and what is said of anything else.

use gradient_garden::app::miscall::{self, Argument, Fault, MOST_ITEMS, MOST_NUMBERS, MOST_ROWS, Miscall};
use gradient_garden::app::words::Words;

#[test]
fn a_length_is_a_whole_number_within_the_limit() {
    assert_eq!(miscall::length(Some(3.0), 3), Some(Ok(3)));
    assert_eq!(miscall::length(Some(0.0), 3), Some(Ok(0)));
    for (said, given) in [(4.0, 4), (8_589_934_592.0, 1 << 33), (1e300, u64::MAX), (f64::INFINITY, u64::MAX)] {
        // Infinity has no fraction that is 0.
        let expected = said.is_finite().then_some(Err(Fault::TooMany { given, most: 3 }));
        assert_eq!(miscall::length(Some(said), 3), expected, "{said}");
    }
    for said in [Some(-5.0), Some(1.5), Some(f64::NAN), None] {
        assert_eq!(miscall::length(said, 3), None, "{said:?}");
    }
}

#[test]
fn rows_are_counted_before_memory_is_taken() {
    assert_eq!(miscall::fits(10_000, 784), Ok(7_840_000), "all test digits at once");
    assert_eq!(miscall::fits(100_000, 784), Err(Fault::TooMany { given: 78_400_000, most: MOST_NUMBERS }));
    assert!(miscall::fits(usize::MAX, usize::MAX).is_err());
}

#[test]
fn no_number_becomes_another() {
    for (number, dimension) in [(0.0, Some(0)), (4.0, Some(4)), (4_294_967_295.0, Some(u32::MAX))] {
        assert_eq!(miscall::dimension(number), dimension);
    }
    for number in [-1.0, 4.7, 4_294_967_298.0, f64::NAN, f64::INFINITY] {
        assert_eq!(miscall::dimension(number), None, "{number}");
    }
    assert_eq!((miscall::steps(1.0), miscall::steps(1e9)), (Some(1), Some(1_000_000_000)));
    for number in [0.0, -1.0, 1.5, 1e9 + 1.0, 1e12, f64::NAN, f64::INFINITY] {
        assert_eq!(miscall::steps(number), None, "{number}");
    }
}

#[test]
fn a_refusal_names_the_argument_what_it_was_and_what_is_allowed() {
    let words = Words::new("en");
    let said = |argument, fault| words.miscall(&Miscall { argument, fault });
    let kind = |value: &str| Fault::Kind(value.to_owned());
    assert_eq!(said(Argument::Options, kind("null")), "options=null is not allowed: an object of options");
    let steps = said(Argument::Steps, kind("0"));
    assert!(steps.starts_with("steps=0 is not allowed: a whole number from 1 to 1"), "{steps}");
    let parameters = said(Argument::Parameters, kind("symbol"));
    assert!(parameters.contains("parameters=symbol") && parameters.contains("name, shape and values"), "{parameters}");
    let inputs = said(Argument::Inputs, Fault::Threw);
    assert!(inputs.starts_with("inputs threw an error") && inputs.contains("100\u{202f}000 rows"), "{inputs}");
    let input = said(Argument::Input, Fault::TooMany { given: 1 << 33, most: MOST_ROWS });
    assert_eq!(
        input,
        "input has 8\u{202f}589\u{202f}934\u{202f}592 entries, and at most 100\u{202f}000 are allowed here"
    );
    let option = said(Argument::Option("layers".into()), Fault::TooLong);
    assert_eq!(option, "layers is longer than 8\u{202f}192 characters");
    let listed = said(Argument::Option("hide".into()), kind(&"x".repeat(9999)));
    assert!(listed.chars().count() < 200 && listed.contains("a number, a text"), "{listed}");
    const { assert!(MOST_ITEMS > 600, "300 drawn points are 600 numbers") };
}
