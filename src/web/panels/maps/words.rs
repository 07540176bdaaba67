//! Names of layers and values.

use crate::app::words::{number, whole};
use crate::web::page::Page;

/// "Convolution 1", "Pool 2", "Kernels of convolution 1", "Dense layer 1", "The digit".
pub(crate) fn layer(page: Page, name: &str) -> String {
    let mut parts = name.split('.');
    let (family, place) = (parts.next().unwrap_or_default(), parts.next().and_then(|place| place.parse::<u32>().ok()));
    let number = place.map_or_else(String::new, |place| (place + 1).to_string());
    let id = match (family, parts.next()) {
        ("convolutions", Some(_)) => "maps-kernels",
        ("convolutions", None) => "maps-convolution",
        ("pools", _) => "maps-pool",
        ("dense", _) => "maps-dense",
        _ => "maps-input",
    };
    page.text_with(id, &[("number", number.into())])
}

/// A layer with its size: "Convolution 1: 8 maps of 28 × 28".
pub(crate) fn caption(
    page: Page,
    name: &str,
    last: bool,
    of: u32,
    shown: usize,
    (width, height): (u32, u32),
) -> String {
    let title = if last { page.text("maps-outputs") } else { layer(page, name) };
    let size = match (of, width) {
        (_, 1) if last => String::new(),
        (1, _) if name == "input" => page.text_with("maps-size-one", &size(width, height)),
        (_, 1) if height == 1 && name.starts_with("dense") => {
            page.text_with("maps-size-units", &[("count", whole(u64::from(of)).into())])
        }
        _ => {
            let [across, down] = size(width, height);
            page.text_with("maps-size", &[("count", whole(u64::from(of)).into()), across, down])
        }
    };
    let part = match shown as u64 {
        shown if shown < u64::from(of) => page.text_with("maps-first", &[("count", whole(shown).into())]),
        _ => String::new(),
    };
    [title, size, part].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn size(width: u32, height: u32) -> [(&'static str, crate::app::words::Arg<'static>); 2] {
    [("width", width.to_string().into()), ("height", height.to_string().into())]
}

/// "Convolution 1, map 3, row 4, column 7": counted from 1.
pub(crate) fn place(page: Page, layer: &str, [map, row, column]: [u32; 3]) -> String {
    let count = |from_zero: u32| (from_zero + 1).to_string();
    page.text_with(
        "maps-place",
        &[
            ("layer", layer.to_owned().into()),
            ("map", count(map).into()),
            ("row", count(row).into()),
            ("column", count(column).into()),
        ],
    )
}

/// A place or a unit with its value.
pub(crate) fn with_value(page: Page, place: String, value: f32) -> String {
    page.text_with("maps-value", &[("place", place.into()), ("value", number(f64::from(value)).into())])
}

/// Which digit the maps are of.
pub(crate) fn digit(page: Page, (index, label): (Option<u32>, Option<u8>)) -> String {
    match (index, label) {
        (Some(index), Some(label)) => page
            .text_with("maps-digit", &[("index", whole(u64::from(index)).into()), ("label", label.to_string().into())]),
        _ => page.text("maps-drawn"),
    }
}
