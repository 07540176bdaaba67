//! The plane as the last hidden layer maps it, along two of its units: the sheet is folded so that the output's straight
//! line can separate it.

use burn::tensor::{Device, Tensor, TensorData};

use super::plane::around;
use super::readback::Readback;
use crate::model::mlp::Mlp;
use crate::protocol::{Floats, Fold, Problem};

/// Units that can serve as axes; the diagram shows the same ones.
pub const UNITS: usize = 32;
/// Lines of the mesh in either direction, and points on each.
const LINES: usize = 7;
const PLACES: usize = 31;

/// What to fold.
pub struct Sheet<'a> {
    /// Left, right, bottom and top of the mesh.
    pub region: [f32; 4],
    /// The examples' inputs.
    pub inputs: &'a [[f32; 2]],
    /// −1 or +1 for each example.
    pub targets: Vec<f32>,
    /// The units to use as axes; `None` for the two that move the output most.
    pub pair: Option<[u32; 2]>,
}

/// The fold of a network with two inputs and one logit; `None` without a hidden layer.
///
/// # Errors
/// As [`Readback::all`].
pub async fn read(model: &Mlp, sheet: Sheet<'_>, device: &Device) -> Result<Option<Fold>, Problem> {
    let [.., _, last] = model.layers() else { return Ok(None) };
    let mesh = mesh(sheet.region);
    let count = sheet.inputs.len();
    let rows: Vec<f32> = sheet.inputs.iter().chain(&mesh).flatten().copied().collect();
    let rows = Tensor::<2>::from_data(TensorData::new(rows, [count + mesh.len(), 2]), device);
    let mut layers = model.activations(rows);
    let (Some(logits), Some(hidden)) = (layers.pop(), layers.pop()) else { return Ok(None) };
    let units = hidden.dims()[1];
    let shown = units.min(UNITS);
    let mut readback = Readback::default();
    readback.register(logits.narrow(0, 0, count));
    readback.register(hidden.clone().narrow(0, 0, count));
    readback.register(hidden.narrow(0, count, mesh.len()).narrow(1, 0, shown));
    readback.register(last.weight.val());
    if let Some(bias) = &last.bias {
        readback.register(bias.val());
    }
    let values = readback.all().await?;
    let [logits, examples, folded, weights, bias @ ..] = &values[..] else { return Ok(None) };
    let bias = bias.first().and_then(|bias| bias.first()).copied().unwrap_or(0.0);

    let pair = sheet.pair.filter(|pair| pair.iter().all(|unit| (*unit as usize) < shown));
    let [a, b] = pair.map_or_else(|| strongest(examples, weights, shown), |pair| pair.map(|unit| unit as usize));
    let along =
        |rows: &[f32], width: usize| -> Vec<f32> { rows.chunks(width).flat_map(|row| [row[a], row[b]]).collect() };
    let (places, mesh) = (along(examples, units), along(folded, shown));
    let rest: f32 =
        (0..units).filter(|unit| ![a, b].contains(unit)).map(|unit| weights[unit] * mean(examples, units, unit)).sum();
    let side = if a == b { [weights[a], 0.0, bias + rest] } else { [weights[a], weights[b], bias + rest] };
    let origin = [0.0, 0.0];
    let seen = places.chunks(2).chain(mesh.chunks(2)).map(|place| [place[0], place[1]]).chain([origin]);
    Ok(Some(Fold {
        units: units as u32,
        axes: [a as u32, b as u32],
        region: around(seen, 0.5),
        length: PLACES as u32,
        mesh: Floats(mesh),
        inputs: Floats(sheet.inputs.concat()),
        places: Floats(places),
        targets: Floats(sheet.targets),
        outputs: Floats(logits.iter().map(|z| 1.0 / (1.0 + (-z).exp())).collect()),
        side,
    }))
}

/// Lines across, then lines up.
fn mesh([left, right, bottom, top]: [f32; 4]) -> Vec<[f32; 2]> {
    let at = |low: f32, high: f32, index: usize, count: usize| low + (high - low) * index as f32 / (count - 1) as f32;
    let lines = || (0..LINES).flat_map(|line| (0..PLACES).map(move |place| (line, place)));
    let across = lines().map(|(line, place)| [at(left, right, place, PLACES), at(bottom, top, line, LINES)]);
    let up = lines().map(|(line, place)| [at(left, right, line, LINES), at(bottom, top, place, PLACES)]);
    across.chain(up).collect()
}

fn mean(rows: &[f32], width: usize, unit: usize) -> f32 {
    rows.iter().skip(unit).step_by(width).sum::<f32>() / (rows.len() / width).max(1) as f32
}

/// The two units whose contribution to the output varies most between the examples, in the layer's order.
fn strongest(examples: &[f32], weights: &[f32], shown: usize) -> [usize; 2] {
    let units = weights.len();
    let part = |unit: usize| {
        let of = || examples.iter().skip(unit).step_by(units).copied();
        let spread = of().fold(f32::NEG_INFINITY, f32::max) - of().fold(f32::INFINITY, f32::min);
        (weights[unit] * spread).abs()
    };
    let mut order: Vec<usize> = (0..shown).collect();
    order.sort_by(|a, b| part(*b).total_cmp(&part(*a)));
    let (first, second) = (order[0], order.get(1).copied().unwrap_or(order[0]));
    [first.min(second), first.max(second)]
}
