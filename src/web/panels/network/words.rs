//! Names and numbers of the items in the diagram.

use leptos::prelude::*;

use crate::app::words::{number, whole};
use crate::plot::{Hit, weight_of};
use crate::protocol::{Layers, PictureId};
use crate::shape::layer_sizes;
use crate::web::page::Page;
use crate::web::sparsity::zeros_now;

/// "2 → 4 → 3 → 1".
pub(crate) fn shape(sizes: &[u32]) -> String {
    sizes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" → ")
}

/// A unit's name.
pub(crate) fn unit(page: Page, layers: &Layers, column: usize, row: usize) -> Option<String> {
    let own = layers.columns.get(column)?;
    let label = own.labels.get(row).map(String::as_str).unwrap_or_default();
    let last = column + 1 == layers.columns.len();
    Some(match (column, label) {
        (0, "") => page.text_with("network-input", &[("name", "".into())]).trim().to_owned(),
        (0, label) => page.text_with("network-input", &[("name", label.into())]),
        (_, "") if last => page.text("network-output-unit"),
        (_, label) if last => page.text_with("network-output", &[("name", label.into())]),
        _ => {
            let index = own.shown.get(row)? + 1;
            page.text_with("network-unit", &[("layer", column.to_string().into()), ("unit", index.to_string().into())])
        }
    })
}

/// The name of a link or a bias.
pub(crate) fn name(page: Page, layers: &Layers, hit: Hit) -> Option<String> {
    Some(match hit {
        Hit::Unit { column, row } => unit(page, layers, column, row)?,
        Hit::Link { column, from, to } => {
            let (from, to) = (unit(page, layers, column, from)?, unit(page, layers, column + 1, to)?);
            page.text_with("network-link", &[("from", from.into()), ("to", to.into())])
        }
        Hit::Bias { column, row } => {
            page.text_with("network-bias", &[("unit", unit(page, layers, column, row)?.into())])
        }
    })
}

/// The name with the number.
pub(crate) fn describe(page: Page, layers: &Layers, hit: Hit) -> Option<String> {
    let say = |id: &str, value: f32| page.text_with(id, &[("value", number(f64::from(value)).into())]);
    let mut parts = vec![name(page, layers, hit)?];
    match hit {
        Hit::Unit { column, row } => {
            let own = layers.columns.get(column)?;
            parts.extend(own.activations.get(row).map(|value| say("network-activation", *value)));
            parts.extend(own.biases.get(row).map(|value| say("network-bias-value", *value)));
        }
        Hit::Link { .. } => parts.push(match weight_of(layers, hit)?.2 {
            0.0 => page.text("network-weight-zero"),
            weight => say("network-weight", weight),
        }),
        Hit::Bias { .. } => parts.push(number(f64::from(weight_of(layers, hit)?.2))),
    }
    Some(parts.join(" · "))
}

/// The diagram in words; updated once per second.
pub(crate) fn alternative(page: Page) -> impl Fn() -> String + Send + Sync + 'static {
    let sizes = page.slice(|state| (state.run.id, layer_sizes(&state.options)));
    move || {
        page.pulse.track();
        let (_, sizes) = sizes.get();
        let parameters = sizes.windows(2).map(|pair| u64::from(pair[0] + 1) * u64::from(pair[1])).sum::<u64>();
        let facts = [("shape", shape(&sizes).into()), ("parameters", whole(parameters).into())];
        let seen = page.observed_now::<Layers>(PictureId::Network);
        let largest = seen.as_deref().map(|layers| {
            let (hit, weight) = largest(layers)?;
            let Hit::Link { column, from, to } = hit else { return None };
            Some([
                ("largest", number(f64::from(weight)).into()),
                ("from", unit(page, layers, column, from)?.into()),
                ("to", unit(page, layers, column + 1, to)?.into()),
            ])
        });
        let diagram = match largest.flatten() {
            Some(largest) => {
                let args: Vec<_> = facts.into_iter().chain(largest).collect();
                page.text_with("alt-network", &args)
            }
            None => page.text_with("alt-network-plain", &facts),
        };
        match zeros_now(page) {
            Some(zeros) => page.text_with("alt-network-zeros", &[("diagram", diagram.into()), ("zeros", zeros.into())]),
            None => diagram,
        }
    }
}

/// The link with the largest |w|.
fn largest(layers: &Layers) -> Option<(Hit, f32)> {
    let links = layers.links.iter().enumerate().flat_map(|(column, links)| {
        let across = layers.columns.get(column + 1).map_or(1, |right| right.shown.len().max(1));
        links
            .weights
            .iter()
            .enumerate()
            .map(move |(place, weight)| (Hit::Link { column, from: place / across, to: place % across }, *weight))
    });
    links.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))
}
