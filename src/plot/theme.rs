//! Colours of the two themes, and the field's ramp.

use plotters::style::RGBColor;

/// Steps of the ramp's table on either side of zero.
pub const RAMP_HALF: usize = 128;

/// Colours of a theme, the same as in the page's style sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Whether it is the dark one.
    pub dark: bool,
    /// Whether the system forces its colours on the page: then there are no further hues, see [`Theme::forced`].
    pub forced: bool,
    /// The page.
    pub paper: RGBColor,
    /// Panels, and so the background of every chart.
    pub card: RGBColor,
    /// Text and the training line.
    pub ink: RGBColor,
    /// Secondary text: axes, ticks, labels.
    pub muted: RGBColor,
    /// Grid and borders.
    pub line: RGBColor,
    /// Interactive elements; the test line.
    pub leaf: RGBColor,
    /// Positive, excitatory, class +1.
    pub pos: RGBColor,
    /// Negative, inhibitory, class −1.
    pub neg: RGBColor,
    /// The field's zero.
    pub mid: RGBColor,
    /// Focus.
    pub focus: RGBColor,
    /// Where there is no number.
    pub nan: RGBColor,
    /// The ramp from −1 to +1.
    pub table: [[u8; 3]; 2 * RAMP_HALF + 1],
}

/// How charts are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Style {
    /// Colours.
    pub theme: Theme,
    /// Canvas pixels per CSS pixel. plotters' coordinates are whole pixels: at 2 or more, curves look smooth.
    pub scale: f64,
}

impl Theme {
    /// The light theme.
    pub fn light() -> Self {
        let (pos, neg, mid) = (RGBColor(11, 111, 184), RGBColor(217, 115, 13), RGBColor(243, 241, 234));
        Self {
            dark: false,
            forced: false,
            paper: RGBColor(250, 249, 245),
            card: RGBColor(255, 255, 255),
            ink: RGBColor(29, 36, 32),
            muted: RGBColor(93, 106, 99),
            line: RGBColor(226, 224, 216),
            leaf: RGBColor(31, 122, 77),
            pos,
            neg,
            mid,
            focus: RGBColor(124, 58, 237),
            nan: RGBColor(190, 24, 110),
            table: ramp_table(pos, neg, mid, Ends { pos: (0.58, 0.122), neg: (0.79, 0.135) }),
        }
    }

    /// The dark theme.
    pub fn dark() -> Self {
        let (pos, neg, mid) = (RGBColor(93, 179, 240), RGBColor(242, 160, 74), RGBColor(35, 42, 38));
        Self {
            dark: true,
            forced: false,
            paper: RGBColor(18, 22, 20),
            card: RGBColor(26, 32, 29),
            ink: RGBColor(232, 236, 232),
            muted: RGBColor(154, 168, 160),
            line: RGBColor(44, 53, 48),
            leaf: RGBColor(73, 184, 131),
            pos,
            neg,
            mid,
            focus: RGBColor(183, 148, 246),
            nan: RGBColor(255, 105, 180),
            table: ramp_table(pos, neg, mid, Ends { pos: (0.48, 0.11), neg: (0.68, 0.13) }),
        }
    }

    /// Ten hues for ten classes, each at least 3 : 1 against the card, after Tol's "muted" scheme for every kind of colour
    /// vision (<https://personal.sron.nl/~pault>). A class is never identified by its hue alone.
    pub fn class(&self, class: u8) -> RGBColor {
        if self.forced {
            return self.ink;
        }
        let light = [
            (51, 34, 136),
            (17, 119, 51),
            (191, 70, 90),
            (20, 125, 145),
            (136, 34, 85),
            (125, 112, 15),
            (170, 68, 153),
            (11, 111, 184),
            (176, 86, 0),
            (90, 98, 94),
        ];
        let dark = [
            (150, 140, 240),
            (80, 190, 110),
            (240, 130, 145),
            (90, 205, 215),
            (225, 110, 170),
            (205, 195, 90),
            (215, 140, 225),
            (93, 179, 240),
            (242, 160, 74),
            (175, 185, 180),
        ];
        let (r, g, b) = (if self.dark { dark } else { light })[usize::from(class) % light.len()];
        RGBColor(r, g, b)
    }

    /// Hues of lines beyond training and test, distinguished by dash and marker as well.
    pub fn extra(&self, number: u8) -> RGBColor {
        let light = [RGBColor(11, 111, 184), RGBColor(176, 86, 0), RGBColor(124, 58, 237), RGBColor(160, 30, 100)];
        let dark = [RGBColor(93, 179, 240), RGBColor(242, 160, 74), RGBColor(183, 148, 246), RGBColor(255, 130, 180)];
        let forced = [self.pos, self.ink, self.leaf, self.focus];
        let hues = if self.forced {
            forced
        } else if self.dark {
            dark
        } else {
            light
        };
        hues[usize::from(number) % hues.len()]
    }
}

impl Style {
    /// A style of the light or dark theme.
    pub fn new(dark: bool, scale: f64) -> Self {
        Self { theme: if dark { Theme::dark() } else { Theme::light() }, scale }
    }
}

/// The colour of a value, −1…1, clamped at the ends; NaN has its own colour.
pub fn ramp(theme: &Theme, value: f32) -> [u8; 3] {
    if value.is_nan() {
        return [theme.nan.0, theme.nan.1, theme.nan.2];
    }
    let step = (value.clamp(-1.0, 1.0) * RAMP_HALF as f32).round() as isize;
    theme.table[step.wrapping_add_unsigned(RAMP_HALF) as usize]
}

/// The ends of the ramp: their lightness and chroma.
///
/// Orange is lighter in both themes, by enough that the ends differ without hue: in a print without colours, to an eye
/// without cones. Both ends are still far from the middle, so that zero stays a visible band between them. With ends of
/// equal lightness, which look calmer, both sides of a decision boundary were the same grey.
#[derive(Clone, Copy)]
struct Ends {
    pos: (f64, f64),
    neg: (f64, f64),
}

/// Straight lines in OKLab from the middle to the two ends, in the hues of `pos` and `neg`.
fn ramp_table(pos: RGBColor, neg: RGBColor, mid: RGBColor, ends: Ends) -> [[u8; 3]; 2 * RAMP_HALF + 1] {
    let middle = oklab([mid.0, mid.1, mid.2]);
    let end_of = |colour: RGBColor, (lightness, chroma): (f64, f64)| {
        let [_, a, b] = oklab([colour.0, colour.1, colour.2]);
        let stretch = chroma / a.hypot(b);
        [lightness, a * stretch, b * stretch]
    };
    let (negative, positive) = (end_of(neg, ends.neg), end_of(pos, ends.pos));
    std::array::from_fn(|index| {
        let toward = if index < RAMP_HALF { negative } else { positive };
        let share = index.abs_diff(RAMP_HALF) as f64 / RAMP_HALF as f64;
        srgb(std::array::from_fn(|axis| middle[axis] + (toward[axis] - middle[axis]) * share))
    })
}

/// A colour in OKLab: lightness as perceived, 0…1, and the axes green to red and blue to yellow (Ottosson, "A perceptual color
/// space for image processing", 2020, whose matrices these are).
#[allow(clippy::many_single_char_names, clippy::unreadable_literal, reason = "names and digits as published")]
pub fn oklab(colour: [u8; 3]) -> [f64; 3] {
    let [r, g, b] = colour.map(|byte| {
        let c = f64::from(byte) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
    let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
    let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
    [
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
}

#[allow(clippy::many_single_char_names, clippy::unreadable_literal, reason = "names and digits as published")]
fn srgb([lightness, a, b]: [f64; 3]) -> [u8; 3] {
    let l = (lightness + 0.3963377774 * a + 0.2158037573 * b).powi(3);
    let m = (lightness - 0.1055613458 * a - 0.0638541728 * b).powi(3);
    let s = (lightness - 0.0894841775 * a - 1.2914855480 * b).powi(3);
    [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    .map(|c| {
        let c = c.clamp(0.0, 1.0);
        let encoded = if c <= 0.0031308 { 12.92 * c } else { 1.055 * c.powf(1.0 / 2.4) - 0.055 };
        (encoded * 255.0).round() as u8
    })
}
