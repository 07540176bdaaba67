//! From a fragment to pairs of name and value, whatever a mail program, a chat or an editor has made of the link.

use percent_encoding::percent_decode_str;

/// Longest fragment that is read, in bytes; the longest that [`super::write`] makes is far below.
pub const LONGEST: usize = 8192;

/// What stands between two pairs. `&amp;` is both of them with a name between that no key has.
const BETWEEN: [char; 2] = ['&', ';'];

/// What is left of an escaped `&` (`&amp;`, `&#38;`, `&#x26;`) where it was split.
const ESCAPES: [&str; 3] = ["amp", "#38", "#x26"];

/// A fragment's pairs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairs {
    /// Names and values, decoded; of one name the last.
    pub pairs: Vec<(String, String)>,
    /// The fragment is longer than is read.
    pub long: bool,
}

impl Pairs {
    /// Reads a fragment, with or without `#`.
    pub fn of(fragment: &str) -> Self {
        let (text, long) = shorten(fragment);
        // A link that was escaped as a whole has no pair that could be told from its value.
        let whole = if text.contains('=') { text.to_owned() } else { decode(text) };
        // Some programs end a link with a slash, some write one behind the `#`.
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

/// The whole pairs among the first [`LONGEST`] bytes, and whether there was more.
fn shorten(fragment: &str) -> (&str, bool) {
    if fragment.len() <= LONGEST {
        return (fragment, false);
    }
    let end = fragment.as_bytes()[..LONGEST].iter().rposition(|byte| BETWEEN.contains(&char::from(*byte))).unwrap_or(0);
    (&fragment[..end], true)
}

/// Decoded, without blanks around it and without the backslashes that Markdown puts before `_`, `^` and `&`.
fn clean(text: &str) -> String {
    decode(text).replace('\\', "").trim().to_owned()
}

/// Undoes percent-encoding. What is not a valid escape stays as written.
fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}
