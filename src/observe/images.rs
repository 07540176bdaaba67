//! A network that reads images: its first units' weights as images, and its activations for one image.

use burn::tensor::Tensor;

use super::readback::Readback;
use crate::model::dropout::Dropout;
use crate::model::loss::softmax;
use crate::model::mlp::Mlp;
use crate::model::network::Network;
use crate::protocol::{Column, Floats, Layers, Links, Problem};

/// Most units shown per layer.
const SHOWN: usize = 128;
/// Most links sent per pair of layers.
const LINKS: usize = 2048;

/// The diagram for one probed image, and the outputs for a strip of images.
///
/// # Shapes
/// - `probe`: `[1, side²]`
/// - `strip`: `[n, side²]`; the result has the outputs row by row.
///
/// # Errors
/// As [`Readback::all`].
pub async fn read(
    model: &Mlp,
    side: u32,
    probe: Option<(Tensor<2>, Vec<f32>)>,
    strip: Option<Tensor<2>>,
) -> Result<(Option<Layers>, Option<Vec<f32>>), Problem> {
    let mut readback = Readback::default();
    let strip = strip.map(|strip| readback.register(model.forward(strip, &mut Dropout::off())));
    let diagram = probe.map(|(input, pixels)| {
        let activations: Vec<usize> =
            model.activations(input).into_iter().map(|layer| readback.register(layer)).collect();
        let layers = model.layers().iter().map(|layer| {
            let weight = layer.weight.val();
            let [inputs, units] = weight.dims();
            let images = inputs == (side * side) as usize;
            let (left, right) = (inputs.min(SHOWN), units.min(SHOWN));
            let bias = layer.bias.as_ref().map(|bias| readback.register(bias.val().narrow(0, 0, right)));
            // A first-layer unit's image is its column of the weights.
            let weight = if images {
                Some(weight.narrow(1, 0, right).transpose())
            } else {
                (left * right <= LINKS).then(|| weight.narrow(0, 0, left).narrow(1, 0, right))
            };
            (units, right, images, weight.map(|weight| readback.register(weight)), bias)
        });
        let layers: Vec<_> = layers.collect();
        (pixels, activations, layers)
    });
    let mut values = readback.all().await?;
    let mut take = |place: usize| std::mem::take(&mut values[place]);
    let outputs = strip.map(&mut take);
    let layers = diagram.map(|(pixels, activations, layers)| {
        let mut columns = vec![input_column(side, pixels)];
        let mut links = Vec::new();
        for (index, (units, shown, images, weight, bias)) in layers.iter().enumerate() {
            let last = index + 1 == layers.len();
            let weights = Floats(weight.map(&mut take).unwrap_or_default());
            let mut active = take(activations[index]);
            if last {
                active = softmax(&active);
            }
            active.truncate(*shown);
            let (maps, drawn) = if *images { (weights, Floats::default()) } else { (Floats::default(), weights) };
            links.push(Links { name: format!("layers.{index}.weight"), weights: drawn });
            columns.push(Column {
                units: *units as u32,
                labels: if last { (0..*units).map(|class| class.to_string()).collect() } else { Vec::new() },
                shown: (0..*shown as u32).collect(),
                map_side: if *images { side } else { 0 },
                maps,
                weight_maps: *images,
                activations: Floats(active),
                biases: Floats(bias.map(&mut take).unwrap_or_default()),
                bias_name: format!("layers.{index}.bias"),
            });
        }
        Layers { columns, links }
    });
    Ok((layers, outputs))
}

fn input_column(side: u32, pixels: Vec<f32>) -> Column {
    Column {
        units: side * side,
        labels: Vec::new(),
        shown: Vec::new(),
        map_side: side,
        maps: Floats(pixels),
        weight_maps: false,
        activations: Floats::default(),
        biases: Floats::default(),
        bias_name: String::new(),
    }
}
