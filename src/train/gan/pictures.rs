//! What the panels of two players draw.

use burn::module::Module;
use burn::tensor::Tensor;

use super::{GanExperiment, tensor};
use crate::data::clouds::REGION;
use crate::lesson::Panel;
use crate::observe::plane::grid_inputs;
use crate::observe::readback::Readback;
use crate::protocol::{Arrows, Field, Floats, Histogram, Images, Mesh, Picture, PictureId, Problem, Scatter, View};

/// Real points and fakes that are drawn.
const DRAWN: usize = 300;
/// Lines of the generator's mesh each way, and how far latent numbers go: 95 of 100 lie within.
const LINES: usize = 17;
/// Places along the curve that a generator of one latent number draws.
const ALONG: usize = 161;
const FARTHEST: f32 = 2.0;
/// Digits in the grid.
const SAMPLES: usize = 36;

/// Everything that the view's panels draw.
pub(super) async fn observe(experiment: &GanExperiment, view: &View) -> Result<Vec<Picture>, Problem> {
    let mut pictures = Vec::new();
    if experiment.source.cloud().is_none() {
        if view.wants(Panel::Samples) {
            pictures.push(Picture::new(PictureId::Samples, samples(experiment).await?));
        }
        return Ok(pictures);
    }
    if view.wants(Panel::Game) {
        pictures.extend(game(experiment, view.field).await?);
    }
    if view.wants(Panel::Coverage) {
        pictures.extend(coverage(experiment).await?.map(|data| Picture::new(PictureId::Coverage, data)));
    }
    Ok(pictures)
}

/// The discriminator's field, real points, fakes with the way they are pushed, and the generator's mesh.
async fn game(experiment: &GanExperiment, side: u32) -> Result<Vec<Picture>, Problem> {
    let players = experiment.players.valid();
    let mut readback = Readback::default();
    let grid = grid_inputs(side, REGION, &experiment.plain(), |raw, inputs| inputs.extend(raw));
    readback.register(players.judge(grid));
    let fakes = experiment.sample(&players, DRAWN);
    readback.register(fakes.clone());
    readback.register(experiment.pushes(fakes));
    let (rows, columns) = if experiment.latent == 1 { (1, ALONG) } else { (LINES, LINES) };
    readback.register(players.generate(tensor(
        mesh(experiment.latent, rows, columns),
        rows * columns,
        &experiment.plain(),
    )));
    let mut values = readback.all().await?.into_iter();
    let mut next = || values.next().unwrap_or_default();
    let said = next().into_iter().map(|s| experiment.settings.objective.answer(s)).collect();
    let field = Field { width: side, height: side, region: REGION, values: Floats(said), range: [0.0, 1.0] };
    let arrows = Arrows { region: REGION, positions: Floats(next()), directions: Floats(next()) };
    let mesh = Mesh { region: REGION, columns: columns as u32, positions: Floats(next()) };
    let mut real = Vec::new();
    (0..(DRAWN as u32).min(experiment.source.count())).for_each(|index| experiment.source.row(index, &mut real));
    let count = real.len() / 2;
    let real = Scatter {
        region: REGION,
        positions: Floats(real),
        targets: Floats(vec![1.0; count]),
        train: count as u32,
        classes: true,
    };
    Ok(vec![
        Picture::new(PictureId::Game, field),
        Picture::new(PictureId::Real, real),
        Picture::new(PictureId::Fakes, arrows),
        Picture::new(PictureId::Mesh, mesh),
    ])
}

/// Good fakes in each sector.
async fn coverage(experiment: &GanExperiment) -> Result<Option<Histogram>, Problem> {
    let Some(cloud) = experiment.source.cloud() else { return Ok(None) };
    let mut readback = Readback::default();
    readback.register(experiment.sample(&experiment.players.valid(), experiment.source.measured_count() as usize));
    let fakes = readback.one().await?;
    let counts = cloud.coverage(fakes.as_chunks().0).counts;
    let edges = (0..=counts.len()).map(|edge| edge as f32).collect();
    Ok(Some(Histogram { edges: Floats(edges), counts }))
}

/// Digits that the generator makes, with what the discriminator says of each.
async fn samples(experiment: &GanExperiment) -> Result<Images, Problem> {
    let made = experiment.sample(&experiment.players.valid(), SAMPLES);
    let mut readback = Readback::default();
    readback.register(made.clone());
    readback.register(experiment.players.valid().judge(made));
    let mut values = readback.all().await?.into_iter();
    let mut next = || values.next().unwrap_or_default();
    let pixels: Vec<f32> = next().into_iter().map(|value| experiment.source.decode(value)).collect();
    let said = next().into_iter().map(|s| experiment.settings.objective.answer(s)).collect();
    Ok(Images {
        first: 0,
        of: SAMPLES as u32,
        side: crate::data::digits::SIDE as u32,
        pixels: Floats(pixels),
        labels: Vec::new(),
        probabilities: Floats(said),
    })
}

/// Latent numbers of a mesh: the first two go from −[`FARTHEST`] to [`FARTHEST`], the others are 0.
fn mesh(latent: usize, rows: usize, columns: usize) -> Vec<f32> {
    let at = |index: usize, count: usize| FARTHEST * (2.0 * index as f32 / (count.max(2) - 1) as f32 - 1.0);
    let mut values = Vec::new();
    for row in 0..rows {
        for column in 0..columns {
            let place = [at(column, columns), at(row, rows)];
            values.extend((0..latent).map(|index| place.get(index).copied().unwrap_or(0.0)));
        }
    }
    values
}

impl GanExperiment {
    /// Where the generator's loss falls fastest for each fake: −∂L_G/∂x, L_G of that fake alone.
    ///
    /// # Shapes
    /// - `fakes`: `[n, numbers of an example]`, as is the result
    pub fn pushes(&self, fakes: Tensor<2>) -> Tensor<2> {
        let fakes = Tensor::<2>::from_inner(fakes).require_grad();
        let gradients = self.settings.objective.of_generator(self.players.judge(fakes.clone())).sum().backward();
        let pushes = fakes.grad(&gradients).map(Tensor::neg);
        pushes.unwrap_or_else(|| fakes.inner().zeros_like())
    }
}
