//! The examples as a table of comma-separated values (RFC 4180).

use std::fmt::Write as _;

use crate::data::plane::PlaneId;
use crate::lesson::vocabulary;
use crate::options::{DataSet, Family, Key, Options, Points, RecurrentTask};
use crate::protocol::{Array, Examples};

/// Rows that are written at a time: a table of all digits is over a hundred megabytes.
const ROWS: usize = 1000;

/// What the rows of a lesson's table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// x₁, x₂ and a class.
    Classes,
    /// x₁, x₂ and a value.
    Values,
    /// x₁ and x₂ alone: real points and a generator's.
    Cloud,
    /// A digit's class and its pixels.
    Digits,
    /// Pixels alone: the network's own target, or real digits and a generator's.
    Pixels,
    /// The values of a wave and, for each, the next one.
    Waves,
    /// Tokens and what the network is to say.
    Tokens,
    /// A piece of text and the characters that come next.
    Text,
}

impl Table {
    /// The options' table.
    pub fn of(options: &Options) -> Self {
        match options.family() {
            Family::Mlp(Points::Gate) => Self::Classes,
            Family::Mlp(Points::Plane) if options.plane_id().is_some_and(PlaneId::has_classes) => Self::Classes,
            Family::Mlp(Points::Line | Points::Plane) => Self::Values,
            Family::Mlp(Points::Digits) | Family::ConvNet => Self::Digits,
            Family::Autoencoder => Self::Pixels,
            Family::Gan if options.data() == Some(DataSet::Mnist) => Self::Pixels,
            Family::Gan => Self::Cloud,
            Family::Recurrent => match options.choice_or_default(Key::Task) {
                RecurrentTask::Wave => Self::Waves,
                RecurrentTask::Characters => Self::Text,
                RecurrentTask::Recall | RecurrentTask::Classify => Self::Tokens,
            },
            Family::Transformer => Self::Tokens,
        }
    }

    /// The name in the file's name, and in the message files (`download-dataset-<name>`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Classes | Self::Values | Self::Cloud => "points",
            Self::Digits | Self::Pixels => "digits",
            Self::Waves | Self::Tokens | Self::Text => "sequences",
        }
    }

    /// The first line, for examples of these widths; every table begins with the part that the row belongs to.
    fn head(self, inputs: u32, answers: usize) -> String {
        let numbered = |name: &str, count: usize| (1..=count).map(|place| format!("{name}{place}")).collect::<Vec<_>>();
        let inputs = inputs as usize;
        let answer = |name: &str| if answers == 1 { vec![name.to_owned()] } else { numbered(name, answers) };
        let pixels = || (0..inputs).map(|place| format!("pixel{place}")).collect::<Vec<_>>();
        let columns = match self {
            Self::Classes => [numbered("x", inputs), vec!["class".to_owned()]].concat(),
            Self::Values => [numbered("x", inputs), vec!["value".to_owned()]].concat(),
            Self::Cloud => numbered("x", inputs),
            Self::Digits => [vec!["digit".to_owned()], pixels()].concat(),
            Self::Pixels => pixels(),
            Self::Waves => [numbered("x", inputs), answer("next")].concat(),
            Self::Tokens => [numbered("token", inputs), answer("target")].concat(),
            Self::Text => vec!["text".to_owned(), "next".to_owned()],
        };
        format!("part,{}\n", columns.join(","))
    }

    /// One example. `answers` is how many classes its one-hot targets name.
    fn row(self, part: &str, input: &[f32], target: &[f32], answers: usize, names: &[String]) -> String {
        let mut line = part.to_owned();
        let cells = |line: &mut String, values: &[f32]| {
            // Writing to a string does not fail.
            for value in values {
                _ = write!(line, ",{value}");
            }
        };
        // As MNIST's own files have them.
        let pixels = |line: &mut String| {
            for value in input {
                _ = write!(line, ",{}", (value * 255.0).round());
            }
        };
        let name = |number: usize| names.get(number).map_or("", String::as_str);
        match self {
            Self::Classes | Self::Values | Self::Waves => {
                cells(&mut line, input);
                cells(&mut line, target);
            }
            Self::Cloud => cells(&mut line, input),
            Self::Digits => {
                classes(target, answers).for_each(|class| _ = write!(line, ",{class}"));
                pixels(&mut line);
            }
            Self::Pixels => pixels(&mut line),
            Self::Tokens => {
                let tokens = input.iter().map(|token| *token as usize).chain(classes(target, answers));
                tokens.for_each(|token| _ = write!(line, ",{}", cell(name(token))));
            }
            Self::Text => {
                let text: String = input.iter().map(|token| name(*token as usize)).collect();
                let next: String = classes(target, answers).map(name).collect();
                _ = write!(line, ",{},{}", cell(&text), cell(&next));
            }
        }
        line.push('\n');
        line
    }
}

/// The options' examples as a table, a part at a time: its first line, then rows. Examples that were `generated` by the network
/// come after the real ones.
pub fn examples<'a>(
    options: &'a Options,
    train: &'a Examples,
    test: &'a Examples,
    generated: Option<&'a Array>,
) -> impl Iterator<Item = String> + 'a {
    let table = Table::of(options);
    let names = vocabulary(options);
    // One-hot targets have a single 1 for each class that they name.
    let first = train.targets.get(..train.target_width as usize).unwrap_or_default();
    let answers = match table {
        Table::Waves => first.len(),
        _ => first.iter().filter(|share| **share > 0.5).count(),
    };
    let own_parts = if generated.is_some() { ["real", "real"] } else { ["training", "test"] };
    let test = options.lesson().lesson().tests.then_some(test);
    let own = [(own_parts[0], Some(train)), (own_parts[1], test)];
    let own = own.into_iter().filter_map(|(part, examples)| Some((part, examples?))).flat_map(|(part, examples)| {
        let inputs = examples.inputs.chunks(examples.input_width.max(1) as usize);
        inputs.zip(examples.targets.chunks(examples.target_width.max(1) as usize)).map(move |(x, y)| (part, x, y))
    });
    let width = train.input_width.max(1) as usize;
    let made =
        generated.into_iter().flat_map(move |array| array.values.chunks(width)).map(|x| ("generated", x, &[][..]));
    let mut rows = own.chain(made);
    let lines = std::iter::from_fn(move || {
        let some = rows.by_ref().take(ROWS);
        let lines: String = some.map(|(part, x, y)| table.row(part, x, y, answers, &names)).collect();
        (!lines.is_empty()).then_some(lines)
    });
    std::iter::once(table.head(train.input_width, answers)).chain(lines)
}

/// The classes that one-hot targets name, one after the other.
fn classes(target: &[f32], answers: usize) -> impl Iterator<Item = usize> + '_ {
    let width = target.len().checked_div(answers).unwrap_or(0).max(1);
    target.chunks(width).map(|one| one.iter().position(|share| *share > 0.5).unwrap_or(0))
}

/// A text as a cell: in quotes where it has a comma, a quote or a line's end.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}
