//! The task of `xor`: the four points of the gate, a probability for each.

use burn::tensor::Device;

use super::experiment::Pending;
use super::task::{Scene, Split, Task};
use crate::data::gate;
use crate::lesson::Panel;
use crate::model::activation::Nonlinearity;
use crate::model::loss::Loss;
use crate::model::mlp::Mlp;
use crate::observe::fold::{self, Sheet};
use crate::observe::plane::{PlanePictures, grid_inputs, point_inputs};
use crate::options::Options;
use crate::protocol::{Floats, Picture, PictureId, Scatter};

/// The part of the plane whose fold is drawn.
const SHEET: [f32; 4] = [-0.25, 1.25, -0.25, 1.25];

/// The gate's four points.
pub struct XorTask;

impl XorTask {
    /// −1 for the answer 0, +1 for the answer 1.
    fn signs() -> Vec<f32> {
        gate::TARGETS.iter().map(|target| 2.0 * target - 1.0).collect()
    }

    fn points() -> Scatter {
        Scatter {
            region: gate::REGION,
            positions: Floats(gate::INPUTS.concat()),
            targets: Floats(Self::signs()),
            train: gate::INPUTS.len() as u32,
            classes: true,
        }
    }
}

impl Task for XorTask {
    type Net = Mlp;

    /// The output is a logit: its probability is part of the loss.
    fn network(&self, options: &Options, device: &Device) -> Mlp {
        Mlp::of(options, Nonlinearity::Linear, device)
    }

    fn loss(&self) -> Loss {
        Loss::BinaryCrossEntropy
    }

    fn classes(&self) -> bool {
        true
    }

    /// The same points are used for training and measuring.
    fn counts(&self) -> (u32, u32) {
        (gate::INPUTS.len() as u32, gate::INPUTS.len() as u32)
    }

    fn widths(&self) -> (usize, usize) {
        (2, 1)
    }

    fn example(&self, _split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        raw.extend(gate::INPUTS[index as usize]);
        targets.push(gate::TARGETS[index as usize]);
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Mlp>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network: model, view, device, .. } = scene;
            let mut plane = PlanePictures::new(gate::REGION);
            let mut encode = |raw: &[f32], inputs: &mut Vec<f32>| self.encode(raw, inputs);
            if view.wants(Panel::Output) {
                plane.field(&model, view.field, grid_inputs(view.field, gate::REGION, &device, &mut encode));
            }
            if view.wants(Panel::Network) {
                let inputs = grid_inputs(view.unit, gate::REGION, &device, &mut encode);
                let point = point_inputs(view.place, &device, &mut encode);
                plane.layers(&model, view.unit, inputs, point, vec!["x₁".to_owned(), "x₂".to_owned()]);
            }
            let (mut field, mut layers) = plane.read().await?;
            if let Some(field) = &mut field {
                field.values.0 = self.loss().answer(&field.values);
                field.range = [0.0, 1.0];
            }
            if let Some(output) = layers.as_mut().and_then(|layers| layers.columns.last_mut()) {
                // 2 σ(z) − 1
                output.maps.0.iter_mut().for_each(|z| *z = (*z / 2.0).tanh());
            }
            let fold = if view.wants(Panel::Fold) {
                let sheet = Sheet { region: SHEET, inputs: &gate::INPUTS, targets: Self::signs(), pair: view.pair };
                fold::read(&model, sheet, &device).await?
            } else {
                None
            };
            let mut pictures = Vec::new();
            if view.wants(Panel::Output) {
                pictures.push(Picture::new(PictureId::Points, Self::points()));
            }
            pictures.extend(field.map(|field| Picture::new(PictureId::Output, field)));
            pictures.extend(fold.map(|fold| Picture::new(PictureId::Fold, fold)));
            pictures.extend(layers.map(|layers| Picture::new(PictureId::Network, layers)));
            Ok(pictures)
        })
    }
}
