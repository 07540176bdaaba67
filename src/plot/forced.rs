//! A theme built from the colours that a system forces on every page (high-contrast themes).

use plotters::style::RGBColor;

use super::theme::Theme;

/// Minimum contrast of text, and of lines and marks, against their background (WCAG 2, 1.4.3 and 1.4.11).
const TEXT: f64 = 4.5;
const LINE: f64 = 3.0;

/// The system's colours, by their CSS names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// `Canvas`: the ground.
    pub canvas: RGBColor,
    /// `CanvasText`: what stands on it.
    pub text: RGBColor,
    /// `LinkText`.
    pub link: RGBColor,
    /// `Highlight`: what is selected.
    pub highlight: RGBColor,
    /// `GrayText`: what is switched off.
    pub grey: RGBColor,
}

impl Theme {
    /// The theme of a forced palette, overriding the chosen theme: everything is drawn on the system's background. A colour
    /// that cannot be told from the background is replaced by that of text, which always can. The ramp stays orange – zero
    /// – blue, from the theme that suits the background, because a palette has no scale; numbers and texts say the same
    /// beside every map.
    pub fn forced(palette: Palette) -> Self {
        let Palette { canvas, text, .. } = palette;
        let suited = if luminance(canvas) < 0.18 { Self::dark() } else { Self::light() };
        let readable = |colour: RGBColor, least: f64| if contrast(colour, canvas) >= least { colour } else { text };
        Self {
            forced: true,
            paper: canvas,
            card: canvas,
            ink: text,
            // No secondary text colour: the system's grey is for disabled text, and may be too faint to read.
            muted: text,
            line: readable(palette.grey, LINE),
            leaf: readable(palette.highlight, LINE),
            pos: readable(palette.link, LINE),
            neg: text,
            // Text is written in this one, too.
            focus: readable(palette.highlight, TEXT),
            nan: readable(suited.nan, LINE),
            ..suited
        }
    }
}

/// The contrast ratio of two colours, 1 to 21 (WCAG 2).
pub fn contrast(one: RGBColor, other: RGBColor) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance, 0 to 1, as WCAG 2 defines it.
fn luminance(RGBColor(red, green, blue): RGBColor) -> f64 {
    let linear = |byte: u8| {
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
