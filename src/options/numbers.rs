//! Reads numbers as people write them: the only number parser for fields, links and scripts.
//!
//! It accepts a decimal point or a decimal comma, powers of ten in any usual form, thousands grouped by spaces or
//! apostrophes, digits of several scripts, and whatever the page itself writes (`−0.0213`, `18 300`, `2.10 × 10⁻⁵`). It
//! never guesses: if a point or a comma could also be a thousands separator, the text is refused together with unambiguous
//! ways to write what may have been meant.

/// Why a text could not be read as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is not a number, or not one that fits the type.
    NoNumber,
    /// A point or a comma in it may be a thousands separator: the possible meanings, in a form that can be read.
    Ambiguous(Vec<String>),
}

/// The zeros of the supported scripts; each is followed by its nine other digits.
const ZEROS: [char; 5] = ['0', '０', '٠', '۰', '०'];
const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Reads a finite number. A point is a decimal point; a comma is a decimal comma unless it could be a thousands separator.
///
/// # Errors
/// [`Unread`] says why it is not a number.
pub fn read(text: &str) -> Result<f64, Unread> {
    // Even with three digits after it, a point is a decimal point: links and scripts write numbers that way.
    read_as(text, &[','], Written::value)
}

/// Reads a number of single precision, as parameters are.
///
/// # Errors
/// As [`read`]; also if the nearest single-precision number is infinite, or 0 although the text is not.
pub fn read_single(text: &str) -> Result<f32, Unread> {
    let exact = read(text)?;
    let single = exact as f32;
    let fits = single.is_finite() && (single != 0.0 || exact == 0.0);
    if fits { Ok(single) } else { Err(Unread::NoNumber) }
}

/// Reads a whole number. Decimals are accepted if they are zeros (`5.0`), but not three of them: `1.000` may be a thousand.
///
/// # Errors
/// [`Unread`] says why it is not a whole number of the type.
pub fn read_whole<T: TryFrom<i64>>(text: &str) -> Result<T, Unread> {
    read_as(text, &['.', ','], |written| written.whole_value().and_then(|value| T::try_from(value).ok()))
}

/// Reads with `value`, unless one of the marks may be a thousands separator. Only readings that `value` accepts are offered
/// then.
fn read_as<T>(text: &str, marks: &[char], value: impl Fn(&Written) -> Option<T>) -> Result<T, Unread> {
    let mut readings = match Written::of(text) {
        Ok(written) if written.mark.is_some_and(|mark| marks.contains(&mark)) && written.may_be_thousands() => {
            vec![written.without_mark(), written.with_point()]
        }
        Ok(written) => return value(&written).ok_or(Unread::NoNumber),
        Err(Unread::NoNumber) => Vec::new(),
        Err(Unread::Ambiguous(readings)) => readings,
    };
    readings.retain(|reading| Written::of(reading).is_ok_and(|written| value(&written).is_some()));
    Err(if readings.is_empty() { Unread::NoNumber } else { Unread::Ambiguous(readings) })
}

/// A number taken apart: `−1 234.5e−2` is negative, 1234, 5, −2, with the mark `.`.
struct Written {
    negative: bool,
    /// Digits before the decimal mark, without group separators; may be empty.
    whole: String,
    /// Digits after it; may be empty.
    fraction: String,
    exponent: i32,
    /// The decimal mark, if there is one: a point or a comma.
    mark: Option<char>,
    /// Thousands are grouped by spaces or apostrophes, so the mark must be a decimal one.
    grouped: bool,
}

impl Written {
    fn of(text: &str) -> Result<Self, Unread> {
        let plain = plain(text).ok_or(Unread::NoNumber)?;
        let unsigned = plain.trim();
        let (negative, unsigned) = match unsigned.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, unsigned.strip_prefix('+').unwrap_or(unsigned)),
        };
        let (mantissa, exponent) = split_exponent(unsigned.trim()).ok_or(Unread::NoNumber)?;
        let mut written = Self {
            negative,
            whole: String::new(),
            fraction: String::new(),
            exponent,
            mark: None,
            grouped: mantissa.contains([' ', '\'']),
        };
        let marks = mantissa.matches(['.', ',']).count();
        let (whole, fraction) = match mantissa.rfind(['.', ',']) {
            Some(at) => (&mantissa[..at], &mantissa[at + 1..]),
            None => (mantissa, ""),
        };
        written.mark = mantissa[whole.len()..].chars().next();
        if marks > 1 {
            return Err(written.marked_twice(whole, fraction));
        }
        let groups_fit = !written.grouped || (is_grouped(whole, ' ') || is_grouped(whole, '\''));
        let comma_ends = written.mark == Some(',') && fraction.is_empty();
        written.whole = whole.replace([' ', '\''], "");
        fraction.clone_into(&mut written.fraction);
        let digits = all_digits(&written.whole) && all_digits(fraction);
        let any = !(written.whole.is_empty() && fraction.is_empty());
        if digits && any && groups_fit && !comma_ends { Ok(written) } else { Err(Unread::NoNumber) }
    }

    /// Several points or commas: thousands, if they form groups of three, followed by the mark that may be a decimal one.
    fn marked_twice(mut self, whole: &str, fraction: &str) -> Unread {
        let first = if whole.contains('.') { '.' } else { ',' };
        if self.grouped || !is_grouped(whole, first) || fraction.is_empty() || !all_digits(fraction) {
            return Unread::NoNumber;
        }
        self.whole = whole.replace(first, "");
        fraction.clone_into(&mut self.fraction);
        match self.mark {
            Some(last) if last != first => Unread::Ambiguous(vec![self.with_point()]),
            _ if fraction.len() == 3 => Unread::Ambiguous(vec![self.without_mark()]),
            _ => Unread::NoNumber,
        }
    }

    /// Whether the mark is where a thousands separator would be.
    fn may_be_thousands(&self) -> bool {
        !self.grouped && self.fraction.len() == 3 && (1..=3).contains(&self.whole.len()) && !self.whole.starts_with('0')
    }

    /// The reading with thousands.
    fn without_mark(&self) -> String {
        format!("{}{}{}{}", self.sign(), self.whole, self.fraction, self.power())
    }

    /// The reading with decimals, without trailing zeros.
    fn with_point(&self) -> String {
        let fraction = self.fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{}{}{point}{fraction}{}", self.sign(), self.whole, self.power())
    }

    fn sign(&self) -> &'static str {
        if self.negative { "-" } else { "" }
    }

    fn power(&self) -> String {
        if self.exponent == 0 { String::new() } else { format!("e{}", self.exponent) }
    }

    fn is_zero(&self) -> bool {
        self.whole.bytes().chain(self.fraction.bytes()).all(|digit| digit == b'0')
    }

    /// The nearest number; `None` if that is infinite, or 0 although the text is not.
    fn value(&self) -> Option<f64> {
        let text = format!("{}{}.{}e{}", self.sign(), self.whole, self.fraction, self.exponent);
        let value: f64 = text.parse().ok()?;
        let fits = value.is_finite() && (value != 0.0 || self.is_zero());
        // There is one zero only.
        fits.then_some(value + 0.0)
    }

    /// Exactly this whole number; `None` if there are decimals, or too many digits.
    fn whole_value(&self) -> Option<i64> {
        if self.is_zero() {
            return Some(0);
        }
        let mut digits = format!("{}{}", self.whole, self.fraction);
        let point = i64::try_from(self.whole.len()).ok()? + i64::from(self.exponent);
        let point = usize::try_from(point).ok().filter(|point| *point < 400)?;
        match digits.get(point..) {
            Some(decimals) if decimals.bytes().all(|digit| digit == b'0') => digits.truncate(point),
            Some(_) => return None,
            None => digits.extend(std::iter::repeat_n('0', point - digits.len())),
        }
        format!("{}{digits}", self.sign()).parse().ok()
    }
}

/// The text in a small alphabet: ASCII digits, `+`, `-`, `.`, `,`, `'` and spaces between groups, `e`, `×` for
/// multiplication, `^` before an exponent. `None` if it contains any other character.
fn plain(text: &str) -> Option<String> {
    let mut plain = String::with_capacity(text.len());
    let mut raised = false;
    for letter in text.chars() {
        let superscript = match letter {
            '⁻' => Some('-'),
            '⁺' => Some('+'),
            _ => (0..)
                .zip(SUPERSCRIPTS)
                .find_map(|(value, digit)| char::from_digit(value, 10).filter(|_| digit == letter)),
        };
        if let Some(letter) = superscript {
            if !raised {
                plain.push('^');
            }
            raised = true;
            plain.push(letter);
            continue;
        }
        raised = false;
        plain.push(match letter {
            // The minus sign, the hyphens and dashes that programs substitute for it, and the full-width one.
            '-' | '−' | '‐' | '‑' | '–' | '﹣' | '－' => '-',
            '+' | '＋' => '+',
            '.' | '．' => '.',
            ',' | '，' | '٫' => ',',
            '\'' | '’' | '＇' | '٬' => '\'',
            'e' | 'E' | 'ｅ' | 'Ｅ' => 'e',
            '×' | '·' | '⋅' | '*' | 'x' | 'X' => '×',
            '^' => '^',
            // Direction marks and zero-width characters are copied along unseen.
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => continue,
            blank if blank.is_whitespace() => ' ',
            digit => ascii_digit(digit)?,
        });
    }
    Some(plain)
}

fn ascii_digit(letter: char) -> Option<char> {
    ZEROS.iter().find_map(|zero| {
        let digit = u32::from(letter).checked_sub(u32::from(*zero))?;
        char::from_digit(digit, 10)
    })
}

/// The mantissa and the exponent of ten: `2.1e-5`, `2.1 × 10^-5`, `10^-5`; 0 if there is none.
fn split_exponent(text: &str) -> Option<(&str, i32)> {
    if let Some((mantissa, power)) = text.split_once('×') {
        return Some((mantissa.trim_end(), power_of_ten(power)?));
    }
    if text.contains('^') {
        return Some(("1", power_of_ten(text)?));
    }
    match text.split_once('e') {
        Some((mantissa, exponent)) => Some((mantissa, read_exponent(exponent)?)),
        None => Some((text, 0)),
    }
}

fn power_of_ten(text: &str) -> Option<i32> {
    let (base, exponent) = text.split_once('^')?;
    if base.trim() == "10" { read_exponent(exponent.trim()) } else { None }
}

/// A whole number; `None` beyond the exponents of any number.
fn read_exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !all_digits(digits) {
        return None;
    }
    text.parse().ok().filter(|exponent| (-9999..=9999).contains(exponent))
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether the mark groups digits by three from the right: `12 345`, not `0 123`.
fn is_grouped(text: &str, mark: char) -> bool {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or_default();
    let starts = (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0');
    starts && groups.all(|group| group.len() == 3 && all_digits(group))
}
