//! Every number in a lesson's text is a claim, and `tests/e2e/accept/claims.txt` says which measured value holds it.
//! `cargo xtask accept` measures; here is checked that no number lacks a row, that no row is left over, and that settings are as the
//! texts say.

use std::collections::BTreeSet;
use std::path::Path;

use gradient_garden::app::words::FILES;
use gradient_garden::cost;
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Options, Stage, Value};

/// The beginnings of ids whose texts make claims: of lessons, their examples, panels and options.
const CLAIMING: [&str; 6] = ["lesson-", "preset-", "panel-", "knob-", "coverage-", "alt-"];

/// Words that are numbers. "One" is more often an article than a number.
const WORDS: &str = "½ two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty \
    seventy eighty ninety hundred hundreds thousand thousands million millions millionth billion billionth half third thirds \
    quarter quarters fifth fifths tenth tenths hundredth thousandth twice dozen";

/// What a row says that its numbers stand for.
#[derive(Debug)]
enum Holder {
    /// A value of a figure, and the range in which the text is true.
    Measured { figure: String, value: String, least: f64, most: f64 },
    /// It needs no measurement.
    Given,
}

#[derive(Debug)]
struct Row {
    message: String,
    numbers: Vec<String>,
    holder: Holder,
}

fn rows() -> Vec<Row> {
    let file = std::fs::read_to_string("tests/e2e/accept/claims.txt").expect("the table");
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(row).collect()
}

fn row(line: &str) -> Row {
    let cells: Vec<_> = line.split('|').map(str::trim).collect();
    let [message, numbers, what] = cells[..] else { panic!("three cells: {line}") };
    let holder = if let Some(why) = what.strip_prefix("given: ") {
        assert!(!why.is_empty(), "why: {line}");
        Holder::Given
    } else {
        let (value, range) = what.split_once(' ').unwrap_or_else(|| panic!("a value and a range: {line}"));
        let (figure, value) = value.split_once('.').unwrap_or_else(|| panic!("figure.value: {line}"));
        let (least, most) = range.split_once("..").unwrap_or_else(|| panic!("least..most: {line}"));
        let [least, most] = [least, most].map(|end| end.parse().unwrap_or_else(|_| panic!("a number: {line}")));
        assert!(least <= most, "{line}");
        Holder::Measured { figure: figure.into(), value: value.into(), least, most }
    };
    Row { message: message.into(), numbers: numbers.split(", ").map(String::from).collect(), holder }
}

/// The texts of the lessons that make claims, by id; those of the page itself are in the first file.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for file in FILES[0].1.iter().filter(|file| file.starts_with("### The words of the lesson")) {
        let mut message = "";
        for line in file.lines() {
            let Some((id, text)) = line.split_once('=').map(|(id, text)| (id.trim(), text.trim())) else { continue };
            let attribute = id.strip_prefix('.').filter(|_| line.starts_with(' '));
            if attribute.is_none() && line.starts_with(|first: char| first.is_ascii_lowercase()) {
                message = id;
            }
            let id = attribute.map_or_else(|| message.to_owned(), |attribute| format!("{message}.{attribute}"));
            if CLAIMING.iter().any(|start| id.starts_with(start)) {
                texts.push((id, text.to_owned()));
            }
        }
    }
    texts
}

/// The numbers in a text as they are written, groups of three digits joined by a plain blank; `$steps` for an example's own number
/// of steps, while other arguments are no claims.
fn numbers(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut plain = String::new();
    for (place, piece) in text.split('{').enumerate() {
        let (argument, rest) = if place == 0 { ("", piece) } else { piece.split_once('}').unwrap_or(("", piece)) };
        if argument.trim() == "$steps" {
            found.insert("$steps".to_owned());
        }
        plain.push(' ');
        plain.push_str(rest);
    }
    let plain = plain.replace(['\u{a0}', '\u{202f}'], " ");
    let letters: Vec<char> = plain.chars().collect();
    let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let mut at = 0;
    while at < letters.len() {
        let from = at;
        if is_digit(at) {
            // A blank or a point belongs to the number if digits follow, after a blank exactly three.
            let goes_on = |at: usize| match letters.get(at) {
                Some(' ') => (1..=3).all(|more| is_digit(at + more)) && !is_digit(at + 4),
                Some('.') => is_digit(at + 1),
                _ => is_digit(at),
            };
            while goes_on(at) {
                at += 1;
            }
            found.insert(letters[from..at].iter().collect());
        } else if letters[at].is_alphabetic() || letters[at] == '½' {
            while letters.get(at).is_some_and(|letter| letter.is_alphanumeric() || *letter == '½') {
                at += 1;
            }
            let word = letters[from..at].iter().collect::<String>().to_lowercase();
            if WORDS.split_whitespace().any(|known| known == word) {
                found.insert(word);
            }
        } else {
            at += 1;
        }
    }
    found
}

#[test]
fn numbers_are_found_as_they_are_written() {
    let found = |text: &str| numbers(text).into_iter().collect::<Vec<_>>();
    assert_eq!(found("within { $steps } steps, 60\u{202f}000 of { $total }"), ["$steps", "60 000"]);
    assert_eq!(
        found("784 → 128, 0.001 and 1 000 000. 5 and 250 more"),
        ["0.001", "1 000 000", "128", "250", "5", "784"]
    );
    assert_eq!(found("Two of x₁, x2 and tenants are not one half, ½"), ["half", "two", "½"]);
    assert_eq!(found("1, 2 and 3"), ["1", "2", "3"]);
}

#[test]
fn every_number_in_a_lessons_text_has_a_row() {
    let texts = texts();
    assert!(texts.len() > 100, "the texts are found");
    let rows = rows();
    let mut lacking = Vec::new();
    for (id, text) in &texts {
        let of: BTreeSet<_> =
            rows.iter().filter(|row| row.message == *id).flat_map(|row| row.numbers.clone()).collect();
        lacking.extend(numbers(text).difference(&of).map(|number| format!("{id} | {number} |")));
    }
    assert!(lacking.is_empty(), "without a row in claims.txt:\n{}", lacking.join("\n"));
}

#[test]
fn every_row_is_about_a_number_that_is_there() {
    let texts = texts();
    for row in rows() {
        let text = texts.iter().find(|(id, _)| *id == row.message).map(|(_, text)| text);
        let known = text.map(|text| numbers(text)).unwrap_or_default();
        let gone: Vec<_> = row.numbers.iter().filter(|number| !known.contains(*number)).collect();
        assert!(gone.is_empty(), "{} does not say {gone:?}", row.message);
    }
}

#[test]
fn every_measured_value_has_its_figure() {
    for row in rows() {
        if let Holder::Measured { figure, .. } = row.holder {
            let file = Path::new("tests/e2e/accept/figures").join(&figure).with_extension("mjs");
            assert!(file.is_file(), "{}: there is no figure {figure}", row.message);
        }
    }
}

/// A setting of a worked example as the figure `setups` names it: `<lesson>.<preset>.<option>`, of a list with `.<place>` or `.count`.
fn setting(path: &str) -> Option<f64> {
    let mut parts = path.splitn(3, '.');
    let (lesson, preset, rest) = (parts.next()?, parts.next()?, parts.next()?);
    let options =
        Options::of_preset(LessonId::from_name(lesson)?, preset).unwrap_or_else(|| panic!("no example {path}"));
    if rest == "parameters" {
        return Some(cost::parameters(&options) as f64);
    }
    let (name, place) = rest.split_once('.').unwrap_or((rest, ""));
    let in_list = |list: Vec<u32>| match place {
        "count" => Some(list.len() as f64),
        place => list.get(place.parse::<usize>().ok()?).map(|units| f64::from(*units)),
    };
    match options.get(Key::from_name(name)?)? {
        Value::Integer(value) => Some(*value as f64),
        Value::Number(value) => Some(*value),
        Value::Layers(units) => in_list(units.clone()),
        Value::Stages(stages) => in_list(
            stages
                .iter()
                .filter_map(|stage| match stage {
                    Stage::Convolution(filters) => Some(*filters),
                    Stage::Pool => None,
                })
                .collect(),
        ),
        Value::Choice(_) | Value::Subset(_) | Value::Points(_) => None,
    }
}

#[test]
fn settings_are_as_the_texts_say() {
    let mut checked = 0;
    for row in rows() {
        let Holder::Measured { figure, value, least, most } = &row.holder else { continue };
        if let Some(found) = Some(value).filter(|_| figure == "setups").and_then(|value| setting(value)) {
            assert!((*least..=*most).contains(&found), "{}: {value} is {found}, not {least} to {most}", row.message);
            checked += 1;
        }
    }
    assert!(checked > 40, "{checked} settings are known here, too");
}
