//! Splits a fragment into pairs of name and value, whatever a mail program, chat or editor has done to the link.

use percent_encoding::percent_decode_str;

/// Longest fragment that is read, in bytes; [`super::write`] stays far below it.
pub const LONGEST: usize = 8192;

/// Separators of pairs. `&amp;` contains two, with a name between them that no key has.
const BETWEEN: [char; 2] = ['&', ';'];

/// Remains of an escaped `&` (`&amp;`, `&#38;`, `&#x26;`) after splitting.
const ESCAPES: [&str; 3] = ["amp", "#38", "#x26"];

/// A fragment's pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pairs {
    /// Decoded names and values; of repeated names, the last.
    pub pairs: Vec<(String, String)>,
    /// Whether the fragment is too long to be read in full.
    pub long: bool,
}

impl Pairs {
    /// Reads a fragment, with or without `#`.
    pub(super) fn of(fragment: &str) -> Self {
        let (text, long) = shorten(fragment);
        // In a link that was escaped as a whole, no pair can be told from its value.
        let whole = if text.contains('=') { text.to_owned() } else { decode(text) };
        // Some programs append a slash to a link, some insert one after the `#`.
        let whole = whole.trim().trim_start_matches(['#', '/']).trim_end_matches('/');
        let mut pairs: Vec<(String, String)> = Vec::new();
        for part in whole.split(BETWEEN).filter(|part| !part.trim().is_empty() && !ESCAPES.contains(part)) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            let (name, value) = (clean(name), clean(value));
            match pairs.iter_mut().find(|(known, _)| *known == name) {
                Some(pair) => pair.1 = value,
                None => pairs.push((name, value)),
            }
        }
        Self { pairs, long }
    }
}

/// The complete pairs among the first [`LONGEST`] bytes, and whether there was more.
fn shorten(fragment: &str) -> (&str, bool) {
    if fragment.len() <= LONGEST {
        return (fragment, false);
    }
    let end = fragment.as_bytes()[..LONGEST].iter().rposition(|byte| BETWEEN.contains(&char::from(*byte))).unwrap_or(0);
    (&fragment[..end], true)
}

/// Decoded, trimmed, and without the backslashes that Markdown puts before `_`, `^` and `&`.
fn clean(text: &str) -> String {
    decode(text).replace('\\', "").trim().to_owned()
}

/// Undoes percent-encoding. Invalid escapes are kept as written.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
