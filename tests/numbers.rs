//! Numbers as people write them: read as they are meant, or refused, and never another number.

use gradient_garden::app::words;
use gradient_garden::data::random::{self, Purpose};
use gradient_garden::options::numbers::{read, read_single, read_whole};
use gradient_garden::options::{Key, Unread, Value};
use gradient_garden::plot;

fn readings(of: &[&str]) -> Unread {
    Unread::Ambiguous(of.iter().map(|&reading| reading.into()).collect())
}

#[test]
fn a_number_in_any_usual_form() {
    for (text, value) in [
        ("0,03", 0.03),
        ("1,7", 1.7),
        ("0.03", 0.03),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5.0),
        ("007", 7.0),
        ("  42\t", 42.0),
        ("1e-2", 0.01),
        ("1E+2", 100.0),
        ("1,5e3", 1500.0),
        ("2.5e−3", 0.0025),
        ("３", 3.0),
        ("１２．５", 12.5),
        ("０，０３", 0.03),
        ("－０．５", -0.5),
        ("٣٫٥", 3.5),
        ("۱۲", 12.0),
        ("+3", 3.0),
        ("-0.5", -0.5),
        ("−0.5", -0.5),
        ("– 0,5", -0.5),
        ("-0", 0.0),
        // Thousands in groups, which only blanks and apostrophes can be.
        ("18 300", 18_300.0),
        ("18\u{202f}300", 18_300.0),
        ("1\u{a0}234\u{a0}567,5", 1_234_567.5),
        ("1 234,567", 1234.567),
        ("1'234.5", 1234.5),
        ("12’000", 12_000.0),
        // Powers of ten.
        ("2.10 × 10⁻⁵", 2.1e-5),
        ("2,1×10^-5", 2.1e-5),
        ("3·10⁻⁷", 3e-7),
        ("-4*10^+2", -400.0),
        ("10⁻³", 1e-3),
        ("−10³", -1000.0),
        // Three decimals that cannot be thousands.
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("1.234", 1.234),
        ("\u{200e}−0.0213\u{2069}", -0.0213),
    ] {
        assert_eq!(read(text), Ok(value), "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        " ",
        ".",
        ",",
        "-",
        "+",
        "−",
        "abc",
        "NaN",
        "inf",
        "Infinity",
        "∞",
        "null",
        "undefined",
        "true",
        "0x10",
        "1/2",
        "5 %",
        "1 2",
        "12 34",
        "0 123",
        "0.5 3",
        "1 23 456",
        "1'23",
        "1e",
        "e5",
        "1e2.5",
        "1e5e5",
        "--5",
        "+-5",
        "5-",
        "5,",
        "5,3,3",
        "1.2.3",
        "1..5",
        "1,,5",
        "5²",
        "2×5",
        "2×10",
        "2 10⁻⁵",
        "×10⁵",
        "10⁻",
        "1e400",
        "-1e400",
        "1e-400",
        "1e99999",
        "1_000",
        "5 px",
        "4,3;2",
        "x1",
        "½",
        "0.000,5",
    ] {
        assert_eq!(read(text), Err(Unread::NoNumber), "{text}");
        assert_eq!(read_whole::<i64>(text), Err(Unread::NoNumber), "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused_with_examples() {
    for (text, ways) in [
        ("1.000,5", &["1000.5"][..]),
        ("1,000.5", &["1000.5"]),
        ("-1.234.567,0", &["-1234567"]),
        ("1.000.000", &["1000000"]),
        ("1,000,000", &["1000000"]),
        ("1,000", &["1000", "1"]),
        ("1,234", &["1234", "1.234"]),
        ("−12,500", &["-12500", "-12.5"]),
    ] {
        assert_eq!(read(text), Err(readings(ways)), "{text}");
        for way in ways {
            assert!(read(way).is_ok(), "{way} is read");
        }
    }
    for (text, ways) in
        [("1.000", &["1000", "1"][..]), ("1,000", &["1000", "1"]), ("1.234", &["1234"]), ("1.000.000", &["1000000"])]
    {
        assert_eq!(read_whole::<u64>(text), Err(readings(ways)), "{text}");
        for way in ways {
            assert!(read_whole::<u64>(way).is_ok(), "{way} is read");
        }
    }
    // An example that the field would not take is none.
    assert_eq!(read_whole::<u64>("1.000,5"), Err(Unread::NoNumber));
    assert_eq!(read_whole::<i8>("1.234"), Err(Unread::NoNumber));
}

#[test]
fn a_whole_number_is_exact() {
    for (text, value) in [
        ("0", 0),
        ("5.0", 5),
        ("5,00", 5),
        ("1e3", 1000),
        ("1.5e3", 1500),
        ("500e-2", 5),
        ("３", 3),
        ("18 300", 18_300),
        ("−66", -66),
        ("9007199254740993", 9_007_199_254_740_993_i64),
        ("0e9999", 0),
    ] {
        assert_eq!(read_whole(text), Ok(value), "{text}");
    }
    for text in ["5,3", "0,03", "1e-2", ".5", "1.5", "9223372036854775808", "1e300"] {
        assert_eq!(read_whole::<i64>(text), Err(Unread::NoNumber), "{text}");
    }
    assert_eq!(read_whole::<u32>("-1"), Err(Unread::NoNumber));
    assert_eq!(read_whole::<u32>("4294967296"), Err(Unread::NoNumber));
}

#[test]
fn single_precision_has_its_own_ends() {
    assert_eq!(read_single("0,1"), Ok(0.1));
    assert_eq!(read_single("0"), Ok(0.0));
    for text in ["1e39", "-1e39", "1e-50"] {
        assert_eq!(read_single(text), Err(Unread::NoNumber), "{text}");
    }
}

#[test]
fn every_number_that_the_page_writes_is_read_back() {
    let mut any = random::stream(5, Purpose::Points, 0);
    let mut values =
        vec![0.0, 1.0, -1.0, 0.9996, 999.6, 1000.0, 99_999.0, 999_999.0, 1e6, 1e-3, 9.999e-4, 1e300, -1e-300];
    values.extend((0..5000).map(|_| {
        let size = 10f64.powf(random::uniform(&mut any, -12.0, 12.0));
        if random::below(&mut any, 2) == 0 { size } else { -size }
    }));
    for value in values {
        let rounded: f64 = format!("{value:.2e}").parse().expect("a number");
        for text in [words::number(value), plot::number(value)] {
            assert_eq!(read(&text), Ok(rounded + 0.0), "{value}: {text}");
            // A bare copy without the page's thin spaces, too.
            assert_eq!(read(&text.replace('\u{202f}', " ")), Ok(rounded + 0.0), "{text}");
        }
        // As it stands in a link, in a script's options and in the field for a weight.
        assert_eq!(read(&value.to_string()), Ok(value));
        let single = value as f32;
        if single.is_normal() {
            assert_eq!(read_single(&single.to_string()), Ok(single));
        }
        let count = value.abs() as u64;
        if let Ok(exact) = i64::try_from(count) {
            assert_eq!(read_whole(&words::whole(count)), Ok(exact));
            assert_eq!(read_whole(&plot::whole(count)), Ok(exact));
        }
    }
}

#[test]
fn what_a_program_writes_is_the_same_number() {
    let mut any = random::stream(6, Purpose::Points, 0);
    let letters = ["0", "1", "2", "3", "7", ".", ",", "e", "-", "+", " ", "0", "000"];
    let mut known = 0;
    for _ in 0..50_000 {
        let count = 1 + random::below(&mut any, 8);
        let text: String =
            (0..count).map(|_| letters[random::below(&mut any, letters.len() as u32) as usize]).collect();
        // Either it is what a program takes it for, or a comma or blanks make it something that no program takes.
        if let Ok(value) = text.trim().parse::<f64>() {
            known += 1;
            match read(&text) {
                found @ Ok(_) => assert_eq!(found, Ok(value), "{text:?}"),
                Err(_) => assert!(value == 0.0 || value.is_infinite(), "{text:?} is refused"),
            }
        }
        if let Ok(whole) = read_whole::<i64>(&text) {
            assert_eq!(read(&text), Ok(whole as f64), "{text:?}");
        }
        for way in [read(&text).map(drop), read_whole::<i64>(&text).map(drop)].into_iter().filter_map(Result::err) {
            if let Unread::Ambiguous(ways) = way {
                assert!(!ways.is_empty() && ways.iter().all(|way| read(way).is_ok()), "{text:?}: {ways:?}");
            }
        }
    }
    assert!(known > 5000, "{known}");
}

#[test]
fn marks_of_axes_are_read_back() {
    for (text, value) in [
        ("10⁻⁵", 1e-5),
        ("5×10⁻⁷", 5e-7),
        ("2×10⁶", 2e6),
        ("−0.50", -0.5),
        ("18\u{202f}300", 18_300.0),
        ("1.002", 1.002),
    ] {
        assert_eq!(read(text), Ok(value), "{text}");
    }
}

#[test]
fn knobs_take_what_people_write() {
    for (key, text, value) in [
        (Key::LearningRate, "0,03", Value::Number(0.03)),
        (Key::LearningRate, "3 × 10⁻⁴", Value::Number(3e-4)),
        (Key::L1, "1.000", Value::Number(1.0)),
        (Key::Noise, "12,5", Value::Number(12.5)),
        (Key::Noise, "5\u{202f}%", Value::Number(5.0)),
        (Key::Seed, "３", Value::Integer(3)),
        (Key::Digits, "18\u{202f}300", Value::Integer(18_300)),
        (Key::Layers, "8,8", Value::Layers(vec![8, 8])),
        (Key::Layers, "８, 1 024", Value::Layers(vec![8, 1024])),
        (Key::Drawn, "0,30,−66,-3", Value::Points(vec![[0, 30], [-66, -3]])),
    ] {
        assert_eq!(key.parse(text), Ok(value), "{text}");
    }
    for (key, text) in [
        (Key::Seed, "0,03"),
        (Key::Seed, "1e-2"),
        (Key::Seed, ".5"),
        (Key::Seed, "1.000"),
        (Key::Batch, "5 %"),
        (Key::Layers, "0,03"),
        (Key::Layers, "8 8"),
        (Key::Layers, "5.3"),
    ] {
        let refused = key.parse(text).expect_err(text);
        assert_eq!((refused.name.as_str(), refused.value.as_str()), (key.knob().name, text));
    }
}

#[test]
fn a_script_is_told_how_to_write_what_it_may_mean() {
    let said = |key: Key, text: &str| words::Words::new("en").refusal(&key.parse(text).expect_err(text));
    assert_eq!(said(Key::LearningRate, "0,03,3"), "lr=0,03,3 is not allowed: a number from 0.0000001 to 10");
    assert_eq!(
        said(Key::Noise, "1.000,5"),
        "noise=1.000,5 is not allowed: a number from 0 to 50. The marks in “1.000,5” can be read in more than one way. If you mean 1000.5, write it so."
    );
    assert_eq!(
        said(Key::Batch, "1,000"),
        "batch=1,000 is not allowed: a whole number from 1 to 1024. “1,000” can be read in two ways. Write 1000 or 1."
    );
}
