//! A network over the plane: its output as a field and every unit's map.

use burn::tensor::{Device, Tensor, TensorData};

use super::readback::Readback;
use crate::model::activation::Nonlinearity;
use crate::model::dropout::Dropout;
use crate::model::mlp::Mlp;
use crate::model::network::Network;
use crate::protocol::{Column, Field, Floats, Layers, Links, Problem};

/// Most units shown per layer: twice what the page's own control offers.
const SHOWN: usize = 32;

/// The centres of a grid's cells over a region (left, right, bottom, top), row by row from the top.
pub fn grid(side: u32, region: [f32; 4]) -> impl Iterator<Item = [f32; 2]> {
    let [left, right, bottom, top] = region;
    let at = move |index: u32| (index as f32 + 0.5) / side as f32;
    (0..side).flat_map(move |row| {
        (0..side).map(move |column| [left + (right - left) * at(column), top + (bottom - top) * at(row)])
    })
}

/// A square around all finite points with some margin, on round numbers: it stays still while the points move a little. Its
/// side is at least about `least`.
pub fn around(places: impl IntoIterator<Item = [f32; 2]>, least: f64) -> [f32; 4] {
    let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
    for place in places.into_iter().filter(|place| place.iter().all(|value| value.is_finite())) {
        for axis in 0..2 {
            low[axis] = low[axis].min(place[axis].into());
            high[axis] = high[axis].max(place[axis].into());
        }
    }
    if low[0] > high[0] {
        (low, high) = ([0.0; 2], [0.0; 2]);
    }
    let reach = (high[0] - low[0]).max(high[1] - low[1]).max(least / 1.25) / 2.0;
    // Half the side: 1, 1.5, 2, 3, 5 or 7 times a power of ten, a quarter more than needed: rounding the centre to a
    // quarter of it, which moves it by an eighth at most, keeps every point inside.
    let power = 10f64.powf((1.25 * reach).log10().floor());
    let half = [1.0, 1.5, 2.0, 3.0, 5.0, 7.0].into_iter().find(|factor| factor * power >= 1.25 * reach);
    let half = half.unwrap_or(10.0) * power;
    let middle = [0, 1].map(|axis| {
        let middle = f64::midpoint(low[axis], high[axis]);
        (middle / (half / 4.0)).round() * (half / 4.0)
    });
    [middle[0] - half, middle[0] + half, middle[1] - half, middle[1] + half].map(|side| side as f32)
}

/// Encoded grid points as a tensor `[side², features]`.
pub fn grid_inputs(
    side: u32,
    region: [f32; 4],
    device: &Device,
    mut encode: impl FnMut(&[f32], &mut Vec<f32>),
) -> Tensor<2> {
    let mut inputs = Vec::new();
    for point in grid(side, region) {
        encode(&point, &mut inputs);
    }
    let rows = (side * side) as usize;
    let shape = [rows, inputs.len() / rows.max(1)];
    Tensor::from_data(TensorData::new(inputs, shape), device)
}

/// The inputs of the selected point, if any.
pub fn point_inputs(
    point: Option<[f32; 2]>,
    device: &Device,
    encode: &mut impl FnMut(&[f32], &mut Vec<f32>),
) -> Option<Tensor<2>> {
    let mut inputs = Vec::new();
    encode(&point?, &mut inputs);
    let shape = [1, inputs.len()];
    Some(Tensor::from_data(TensorData::new(inputs, shape), device))
}

/// The values to read back for the plane's pictures.
pub struct PlanePictures {
    readback: Readback,
    field: Option<(u32, usize)>,
    layers: Option<Diagram>,
    region: [f32; 4],
}

struct Diagram {
    side: u32,
    labels: Vec<String>,
    maps: Vec<usize>,
    /// Every column's activations at the selected point.
    activations: Vec<usize>,
    weights: Vec<usize>,
    biases: Vec<usize>,
    sizes: Vec<u32>,
    hidden: Nonlinearity,
}

impl PlanePictures {
    /// Nothing yet, over this region.
    pub fn new(region: [f32; 4]) -> Self {
        Self { readback: Readback::default(), field: None, layers: None, region }
    }

    /// The output at the grid's points.
    ///
    /// # Shapes
    /// - `inputs`: `[side², features]`
    pub fn field(&mut self, model: &Mlp, side: u32, inputs: Tensor<2>) {
        self.field = Some((side, self.readback.register(model.forward(inputs, &mut Dropout::off()))));
    }

    /// Every unit's activation at the grid's points and at the selected point, and every weight and bias.
    ///
    /// # Shapes
    /// - `inputs`: `[side², features]`
    /// - `point`: `[1, features]`
    pub fn layers(&mut self, model: &Mlp, side: u32, inputs: Tensor<2>, point: Option<Tensor<2>>, labels: Vec<String>) {
        let mut activations = Vec::new();
        if let Some(point) = point {
            activations.push(self.readback.register(point.clone()));
            let layers = model.activations(point).into_iter();
            activations.extend(layers.map(|layer| {
                let shown = layer.dims()[1].min(SHOWN);
                self.readback.register(layer.narrow(1, 0, shown))
            }));
        }
        let mut maps = vec![self.readback.register(inputs.clone().transpose())];
        maps.extend(model.activations(inputs).into_iter().map(|layer| {
            let shown = layer.dims()[1].min(SHOWN);
            self.readback.register(layer.narrow(1, 0, shown).transpose())
        }));
        let (mut weights, mut biases, mut sizes) = (Vec::new(), Vec::new(), vec![labels.len() as u32]);
        for layer in model.layers() {
            let weight = layer.weight.val();
            let [left, right] = weight.dims();
            sizes.push(right as u32);
            let (left, right) = (left.min(SHOWN), right.min(SHOWN));
            weights.push(self.readback.register(weight.narrow(0, 0, left).narrow(1, 0, right)));
            biases.extend(layer.bias.as_ref().map(|bias| self.readback.register(bias.val().narrow(0, 0, right))));
        }
        let hidden = model.activation();
        self.layers = Some(Diagram { side, labels, maps, activations, weights, biases, sizes, hidden });
    }

    /// Reads all of it back.
    ///
    /// # Errors
    /// As [`Readback::all`].
    pub async fn read(self) -> Result<(Option<Field>, Option<Layers>), Problem> {
        let mut values = self.readback.all().await?;
        let mut take = |place: usize| Floats(std::mem::take(&mut values[place]));
        let field = self.field.map(|(side, place)| Field {
            width: side,
            height: side,
            region: self.region,
            values: take(place),
            range: [-1.0, 1.0],
        });
        let layers = self.layers.map(|diagram| diagram.assemble(&mut take));
        Ok((field, layers))
    }
}

impl Diagram {
    fn assemble(self, take: &mut impl FnMut(usize) -> Floats) -> Layers {
        let last = self.sizes.len() - 1;
        let columns = self.sizes.iter().enumerate().map(|(column, units)| {
            let mut maps = take(self.maps[column]);
            // Inputs and unbounded activations are shown relative to their own largest value, so that a map is not one flat
            // colour; bounded ones and the output as they are.
            let bounded = column == last || (column > 0 && self.hidden.is_bounded());
            if !bounded {
                let cells = (self.side * self.side) as usize;
                maps.0.chunks_mut(cells.max(1)).for_each(normalize);
            }
            Column {
                units: *units,
                labels: if column == 0 { self.labels.clone() } else { Vec::new() },
                shown: (0..(*units).min(SHOWN as u32)).collect(),
                map_side: self.side,
                maps,
                weight_maps: false,
                activations: self.activations.get(column).map(|place| take(*place)).unwrap_or_default(),
                biases: if column == 0 { Floats::default() } else { take(self.biases[column - 1]) },
                bias_name: if column == 0 { String::new() } else { format!("layers.{}.bias", column - 1) },
            }
        });
        let columns = columns.collect();
        let links = self.weights.iter().enumerate();
        let links = links.map(|(layer, place)| Links { name: format!("layers.{layer}.weight"), weights: take(*place) });
        Layers { columns, links: links.collect() }
    }
}

fn normalize(map: &mut [f32]) {
    let largest = map.iter().fold(1.0f32, |largest, value| largest.max(value.abs()));
    for value in map {
        *value /= largest;
    }
}
