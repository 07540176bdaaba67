//! Converts numbers to RGBA bitmaps: four bytes per value, in the order of the values.

use super::theme::{Theme, ramp};
use plotters::style::RGBColor;

/// A field or a unit's map: values −1…1 on the ramp; `discretize` shows only the sign. NaN has its own colour.
pub fn heat_map(values: &[f32], theme: &Theme, discretize: bool) -> Vec<u8> {
    paint(values, |value| {
        // Zero belongs to neither side; `signum` of 0.0 would be 1.
        let shown = if discretize && value != 0.0 { value.signum() } else { value };
        ramp(theme, shown)
    })
}

/// Weights as an image, scaled to their own largest |w|.
pub fn weight_map(values: &[f32], theme: &Theme) -> Vec<u8> {
    let largest = largest(values);
    paint(values, |value| ramp(theme, if largest > 0.0 { value / largest } else { value }))
}

/// A digit: 0…1 as ink on card.
pub fn grey_image(values: &[f32], theme: &Theme) -> Vec<u8> {
    paint(
        values,
        |value| {
            if value.is_nan() { ramp(theme, value) } else { blend(theme.card, theme.ink, f64::from(value)) }
        },
    )
}

/// The colour legend: a bitmap of `width` × `height` from −1 (left) to +1 (right).
pub fn scale_bar(width: usize, height: usize, theme: &Theme, discretize: bool) -> Vec<u8> {
    let row: Vec<f32> = (0..width).map(|column| (2.0 * (column as f32 + 0.5) / width as f32) - 1.0).collect();
    heat_map(&row, theme, discretize).repeat(height)
}

/// The largest finite magnitude; 0 if there is none.
pub(crate) fn largest(values: &[f32]) -> f32 {
    values.iter().map(|value| value.abs()).filter(|value| value.is_finite()).fold(0.0, f32::max)
}

fn paint(values: &[f32], colour: impl Fn(f32) -> [u8; 3]) -> Vec<u8> {
    values
        .iter()
        .flat_map(|&value| {
            let [r, g, b] = colour(value);
            [r, g, b, u8::MAX]
        })
        .collect()
}

fn blend(from: RGBColor, to: RGBColor, share: f64) -> [u8; 3] {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * share.clamp(0.0, 1.0)).round() as u8;
    [mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2)]
}
