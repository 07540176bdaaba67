//! Numbers as text.

/// Thousands separator; does not break the line.
const THIN_SPACE: char = '\u{202f}';
const MINUS: char = '−';

/// Three significant digits: `1 240`, `0.021`, `3.2×10⁻⁵`; `—` for NaN, `∞` for a number that is too large.
pub fn number(value: f64) -> String {
    if value.is_nan() {
        return "—".to_owned();
    }
    if value.is_infinite() {
        return signed(value, "∞".to_owned());
    }
    if value == 0.0 {
        return "0".to_owned();
    }
    // Rounds first: 999.6 is 1 000, and so has no decimals. `{:e}` rounds and gives both parts.
    let rounded = format!("{:.2e}", value.abs());
    let (digits, exponent) = rounded.split_once('e').unwrap_or((&rounded, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if !(-3..6).contains(&exponent) {
        return signed(value, format!("{}×10{}", trim(digits), superscript(exponent)));
    }
    let size: f64 = rounded.parse().unwrap_or(0.0);
    let decimals = usize::try_from(2 - exponent).unwrap_or(0);
    signed(value, group(trim(&format!("{size:.decimals$}"))))
}

/// A count with thin spaces between thousands: `18 342`.
pub fn whole(value: u64) -> String {
    group(&value.to_string())
}

/// A mark of an axis, exact to `decimals`.
pub(crate) fn tick(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    // −0.00 is 0.
    if text.bytes().all(|byte| matches!(byte, b'0' | b'.')) { group(&text) } else { signed(value, group(&text)) }
}

/// `10⁻⁵`.
pub(crate) fn power_of_ten(exponent: i32) -> String {
    format!("10{}", superscript(exponent))
}

fn signed(value: f64, text: String) -> String {
    if value < 0.0 { format!("{MINUS}{text}") } else { text }
}

/// Without trailing zeros.
fn trim(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// Thin spaces between the thousands of four or more digits.
fn group(text: &str) -> String {
    let (whole, decimals) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::with_capacity(text.len() + 6);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(THIN_SPACE);
        }
        grouped.push(digit);
    }
    grouped + decimals
}

fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = exponent.unsigned_abs().to_string();
    let sign = if exponent < 0 { "⁻" } else { "" };
    sign.chars().chain(digits.bytes().map(|byte| DIGITS[usize::from(byte - b'0')])).collect()
}
