//! The task of `neuron`: one neuron, four points on a line.

use burn::nn::Linear;
use burn::tensor::{Device, Tensor, TensorData};

use super::experiment::Pending;
use super::task::{Scene, Split, Task};
use crate::data::line;
use crate::lesson::Panel;
use crate::model::activation::Nonlinearity;
use crate::model::dropout::Dropout;
use crate::model::loss::Loss;
use crate::model::mlp::Mlp;
use crate::model::network::Network;
use crate::observe::path::Path;
use crate::observe::plane::{PlanePictures, grid_inputs, point_inputs};
use crate::observe::readback::Readback;
use crate::observe::surface::{self, Around};
use crate::options::{Key, Options};
use crate::protocol::{Fit, Floats, Picture, PictureId, Problem, Scatter, View};

/// Outputs with the colours of −1 and +1: the targets' range, extended by half on either side.
const RANGE: [f32; 2] = [3.5, 21.5];
/// Number of points at which the fitted line is drawn, and its range.
const PLACES: usize = 101;
const REACH: [f32; 2] = [0.0, 5.0];

/// Four points, the neuron's activation, and the path of its weights.
pub struct NeuronTask {
    targets: [f32; 4],
    activation: Nonlinearity,
    path: Path,
}

impl NeuronTask {
    /// The options' points.
    pub fn new(options: &Options) -> Self {
        Self {
            targets: line::targets(options.number(Key::Noise), options.integer(Key::Seed)),
            activation: options.activation().into(),
            path: Path::default(),
        }
    }

    /// The position of a target or an output on the colour ramp.
    fn shade(value: f32) -> f32 {
        let [low, high] = RANGE;
        (2.0 * value - low - high) / (high - low)
    }

    fn points(&self) -> Scatter {
        Scatter {
            region: line::REGION,
            positions: Floats(line::INPUTS.concat()),
            targets: Floats(self.targets.iter().map(|target| Self::shade(*target)).collect()),
            train: line::INPUTS.len() as u32,
            classes: false,
        }
    }

    /// Rows along the points' line, then the points themselves.
    fn along() -> (Vec<f32>, Vec<f32>) {
        let at = |index: usize| REACH[0] + (REACH[1] - REACH[0]) * index as f32 / (PLACES - 1) as f32;
        let x: Vec<f32> = (0..PLACES).map(at).collect();
        let rows = x.iter().flat_map(|x1| [*x1, x1 + 1.0]).chain(line::INPUTS.concat()).collect();
        (x, rows)
    }

    fn fit(&self, x: Vec<f32>, mut curve: Vec<f32>, parameters: Vec<f32>) -> Fit {
        let outputs = curve.split_off(PLACES.min(curve.len()));
        Fit {
            x: Floats(x),
            curve: Floats(curve),
            places: Floats(line::INPUTS.iter().map(|input| input[0]).collect()),
            targets: Floats(self.targets.to_vec()),
            slopes: Floats(outputs.iter().filter_map(|output| self.activation.slope(*output)).collect()),
            outputs: Floats(outputs),
            bounds: self.activation.bounds(),
            least: self.line().map(|line| line::error(&self.targets, line) as f32),
            parameters: Floats(parameters),
        }
    }

    /// The fit and the surface, if wanted.
    async fn pictures(&self, neuron: &Mlp, view: &View, device: &Device) -> Result<Vec<Picture>, Problem> {
        let (fit, surface) = (view.wants(Panel::Fit), view.wants(Panel::Surface));
        let ([Linear { weight, bias: Some(bias), .. }], true) = (neuron.layers(), fit || surface) else {
            return Ok(Vec::new());
        };
        let (x, rows) = Self::along();
        let mut readback = Readback::default();
        let curve = readback.register(neuron.forward(rows_of(rows, 2, device), &mut Dropout::off()));
        let weights = readback.register(weight.val());
        let bias = readback.register(bias.val());
        let asked = self.path.register(weight.val(), &mut readback);
        let mut values = readback.all().await?;
        let way = self.path.collect(asked, &values);
        let mut take = |place: usize| std::mem::take(&mut values[place]);
        let (curve, weights, bias) = (take(curve), take(weights), take(bias));
        let mut pictures = Vec::new();
        if surface {
            let path: Vec<[f32; 2]> = way.iter().filter_map(|place| place[..].try_into().ok()).collect();
            let around = self.around(&path, bias.first().copied().unwrap_or(0.0));
            let inputs = rows_of(line::INPUTS.concat(), 2, device);
            let targets = rows_of(self.targets.to_vec(), 1, device);
            let seen = surface::read(neuron, inputs, targets, around, device).await?;
            pictures.push(Picture::new(PictureId::Surface, seen));
        }
        if fit {
            let fit = self.fit(x, curve, [weights, bias].concat());
            pictures.push(Picture::new(PictureId::Fit, fit));
        }
        Ok(pictures)
    }

    /// The line of best fit, if the neuron draws a line.
    fn line(&self) -> Option<[f64; 2]> {
        (self.activation == Nonlinearity::Linear).then(|| line::least_squares(&self.targets))
    }

    /// The surface's landmarks besides the path. For a linear neuron, its minimum is known.
    fn around<'a>(&self, path: &'a [[f32; 2]], bias: f32) -> Around<'a> {
        let line = self.line();
        Around {
            path,
            valley: line.map(|[slope, _]| slope),
            // With this bias, w₂ = intercept − b and w₁ = slope − w₂ are best.
            bottom: line.map(|[slope, intercept]| {
                let w2 = intercept - f64::from(bias);
                [slope - w2, w2].map(|weight| weight as f32)
            }),
            bias,
        }
    }
}

impl Task for NeuronTask {
    type Net = Mlp;

    fn network(&self, options: &Options, device: &Device) -> Mlp {
        let neuron = Mlp::of(options, self.activation, device);
        if let Some(layer) = neuron.layers().first() {
            self.path.begin(layer.weight.val().inner());
        }
        neuron
    }

    fn loss(&self) -> Loss {
        Loss::SquaredError
    }

    fn classes(&self) -> bool {
        false
    }

    /// The same points are used for training and measuring.
    fn counts(&self) -> (u32, u32) {
        (line::INPUTS.len() as u32, line::INPUTS.len() as u32)
    }

    fn widths(&self) -> (usize, usize) {
        (2, 1)
    }

    fn example(&self, _split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        raw.extend(line::INPUTS[index as usize]);
        targets.push(self.targets[index as usize]);
    }

    fn on_step(&mut self, network: &Mlp) {
        if let Some(layer) = network.layers().first() {
            self.path.push(layer.weight.val().inner());
        }
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Mlp>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network: neuron, view, device, .. } = scene;
            let mut plane = PlanePictures::new(line::REGION);
            let mut encode = |raw: &[f32], inputs: &mut Vec<f32>| self.encode(raw, inputs);
            if view.wants(Panel::Output) {
                plane.field(&neuron, view.field, grid_inputs(view.field, line::REGION, &device, &mut encode));
            }
            if view.wants(Panel::Network) {
                let inputs = grid_inputs(view.unit, line::REGION, &device, &mut encode);
                let point = point_inputs(view.place, &device, &mut encode);
                plane.layers(&neuron, view.unit, inputs, point, vec!["x₁".to_owned(), "x₂".to_owned()]);
            }
            let (mut field, mut layers) = plane.read().await?;
            if let Some(field) = &mut field {
                field.range = RANGE;
            }
            if let Some(output) = layers.as_mut().and_then(|layers| layers.columns.last_mut()) {
                output.maps.0.iter_mut().for_each(|value| *value = Self::shade(*value));
            }
            let own = self.pictures(&neuron, view, &device).await?;
            let mut pictures = Vec::new();
            if view.wants(Panel::Output) {
                pictures.push(Picture::new(PictureId::Points, self.points()));
            }
            pictures.extend(own);
            pictures.extend(field.map(|field| Picture::new(PictureId::Output, field)));
            pictures.extend(layers.map(|layers| Picture::new(PictureId::Network, layers)));
            Ok(pictures)
        })
    }
}

fn rows_of(values: Vec<f32>, width: usize, device: &Device) -> Tensor<2> {
    let rows = values.len() / width;
    Tensor::from_data(TensorData::new(values, [rows, width]), device)
}
