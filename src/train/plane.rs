//! The task of `boundary`: points in the plane, classes −1 and +1 or a value.

use burn::tensor::Device;

use super::experiment::Pending;
use super::task::{Scene, Split, Task};
use crate::data::plane::PlaneSet;
use crate::data::plane::features::Feature;
use crate::lesson::Panel;
use crate::model::activation::Nonlinearity;
use crate::model::loss::Loss;
use crate::model::mlp::Mlp;
use crate::observe::plane::{PlanePictures, grid_inputs, point_inputs};
use crate::options::{Key, Options, OutputActivation};
use crate::protocol::{Picture, PictureId, Scatter};

/// Points in the plane, and the features that a network is given for them.
pub struct PlaneTask {
    set: PlaneSet,
    features: Vec<Feature>,
    /// Tanh for the classes −1 and 1, sigmoid for 0 and 1, linear for values.
    output: Nonlinearity,
}

impl PlaneTask {
    /// The options' data set.
    pub fn new(options: &Options) -> Self {
        let set = options.plane_set();
        let output = if set.classes {
            options.choice_or_default::<OutputActivation>(Key::Output).into()
        } else {
            Nonlinearity::Linear
        };
        Self { set, features: options.features(), output }
    }

    /// Whether outputs are probabilities, 0…1.
    fn probable(&self) -> bool {
        self.output == Nonlinearity::Sigmoid
    }
}

impl Task for PlaneTask {
    type Net = Mlp;

    fn network(&self, options: &Options, device: &Device) -> Mlp {
        Mlp::of(options, self.output, device)
    }

    fn loss(&self) -> Loss {
        if self.probable() { Loss::Brier } else { Loss::SquaredError }
    }

    fn classes(&self) -> bool {
        self.set.classes
    }

    fn counts(&self) -> (u32, u32) {
        (self.set.train as u32, (self.set.points.len() - self.set.train) as u32)
    }

    fn widths(&self) -> (usize, usize) {
        (2, 1)
    }

    fn encode(&self, raw: &[f32], inputs: &mut Vec<f32>) {
        inputs.extend(self.features.iter().map(|feature| feature.of([raw[0], raw[1]])));
    }

    fn example(&self, split: Split, index: u32, raw: &mut Vec<f32>, targets: &mut Vec<f32>) {
        let place = index as usize + if split == Split::Train { 0 } else { self.set.train };
        raw.extend(self.set.points[place]);
        let target = self.set.targets[place];
        targets.push(if self.probable() { 0.5 + 0.5 * target } else { target });
    }

    fn observe<'a>(&'a self, scene: Scene<'a, Mlp>) -> Pending<'a, Vec<Picture>> {
        Box::pin(async move {
            let Scene { network: model, view, device, .. } = scene;
            let mut plane = PlanePictures::new(self.set.region);
            let mut encode = |raw: &[f32], inputs: &mut Vec<f32>| self.encode(raw, inputs);
            if view.wants(Panel::Output) {
                plane.field(&model, view.field, grid_inputs(view.field, self.set.region, &device, &mut encode));
            }
            if view.wants(Panel::Network) {
                let labels = self.features.iter().map(|feature| feature.label().to_owned()).collect();
                let inputs = grid_inputs(view.unit, self.set.region, &device, &mut encode);
                let point = point_inputs(view.place, &device, &mut encode);
                plane.layers(&model, view.unit, inputs, point, labels);
            }
            let (mut field, mut layers) = plane.read().await?;
            if self.probable() {
                if let Some(field) = &mut field {
                    field.range = [0.0, 1.0];
                }
                // Maps are of −1…1.
                if let Some(output) = layers.as_mut().and_then(|layers| layers.columns.last_mut()) {
                    output.maps.0.iter_mut().for_each(|p| *p = 2.0 * *p - 1.0);
                }
            }
            let mut pictures = Vec::new();
            if view.wants(Panel::Output) {
                pictures.push(Picture::new(PictureId::Points, Scatter::from(&self.set)));
            }
            pictures.extend(field.map(|field| Picture::new(PictureId::Output, field)));
            pictures.extend(layers.map(|layers| Picture::new(PictureId::Network, layers)));
            Ok(pictures)
        })
    }
}
