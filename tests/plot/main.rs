//! Charts on their SVG, layouts as plain geometry.

mod charts;
mod game;
mod latent;
mod lessons;
mod matrix;
mod network;
mod strips;
mod tiles;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters_svg::SVGBackend;

fn svg(width: u32, height: u32, draw: impl FnOnce(&DrawingArea<SVGBackend, Shift>)) -> String {
    let mut text = String::new();
    let area = SVGBackend::with_string(&mut text, (width, height)).into_drawing_area();
    draw(&area);
    area.present().expect("a string takes everything");
    drop(area);
    text
}

/// Elements that contain all the parts.
fn count(svg: &str, parts: &[&str]) -> usize {
    svg.split('<').filter(|element| parts.iter().all(|part| element.contains(part))).count()
}

/// The texts in the picture, with their places.
fn texts(svg: &str) -> Vec<(String, f64, f64)> {
    let read = |element: &str, name: &str| {
        let start = element.find(&format!("{name}=\"")).expect("an attribute") + name.len() + 2;
        element[start..].split('"').next().expect("closed").parse().expect("a number")
    };
    let of = |element: &str| {
        let (attributes, text) = element.split_once('>').expect("closed");
        (text.trim().to_owned(), read(attributes, " x"), read(attributes, " y"))
    };
    svg.split("<text").skip(1).map(|element| of(element.split("</text").next().expect("closed"))).collect()
}

fn colour(colour: plotters::style::RGBColor) -> String {
    format!("#{:02X}{:02X}{:02X}", colour.0, colour.1, colour.2)
}
