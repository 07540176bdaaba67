//! The trainer: gradients against finite differences, update rules against independently computed trajectories, runs
//! that repeat bit for bit and continue exactly.
#![cfg(feature = "cpu")]
// A test may stop at the first surprise, and here equal means equal.
#![allow(clippy::unwrap_used, clippy::float_cmp)]

mod attention;
mod audit;
mod autoencoder;
mod convnet;
mod files;
mod gan;
mod gradients;
mod history;
mod lessons;
mod neuron;
mod optimizers;
mod retune;
mod rows;
mod runs;
mod self_test;
mod sequence;
mod sparsity;
mod survey;
mod xor;

use burn::tensor::Tensor;
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Key, Options, Refused};
use gradient_garden::protocol::{Answer, Checkpoint, Metrics, Problem, Question, View};
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Plan, Session};
use gradient_garden::train::supervised::Supervised;
use gradient_garden::train::task::Task;

/// `boundary` with these options, in the URL's form.
fn options(changes: &[(&str, &str)]) -> Options {
    options_of(LessonId::Boundary, changes)
}

/// Any lesson with these options.
fn options_of(lesson: LessonId, changes: &[(&str, &str)]) -> Options {
    changed(&Options::of(lesson), changes).unwrap()
}

/// These options with changes in the URL's form.
fn changed(options: &Options, changes: &[(&str, &str)]) -> Result<Options, Refused> {
    let mut options = options.clone();
    for (name, text) in changes {
        let key = Key::from_name(name).unwrap();
        options.set(key, key.parse(text)?)?;
    }
    Ok(options)
}

/// A run on the CPU.
fn session(options: &Options, checkpoint: Option<Checkpoint>) -> Session {
    let plan = Plan { run: 1, options: options.clone(), checkpoint, view: View::default() };
    Session::new(plan, &device::cpu().0, &Library::default(), || 0.0).unwrap()
}

/// Measuring at one go.
trait Measure {
    /// Metrics of the parameters as they are now, over everything that is measured of a paused run.
    async fn metrics(&mut self) -> Result<Metrics, Problem>;

    /// The answer, with metrics where they are the answer.
    async fn answer(&mut self, question: Question) -> Result<Answer, Problem>;
}

impl Measure for Session {
    async fn metrics(&mut self) -> Result<Metrics, Problem> {
        self.owe(0);
        loop {
            self.measure_some().await?;
            if let Some((_, metrics)) = self.answers() {
                return Ok(metrics);
            }
        }
    }

    async fn answer(&mut self, question: Question) -> Result<Answer, Problem> {
        match self.ask(question).await? {
            Some(answer) => Ok(answer),
            None => self.metrics().await.map(Answer::Metrics),
        }
    }
}

/// A tensor of one element.
fn number(tensor: Tensor<1>) -> f64 {
    f64::from(tensor.into_scalar::<f32>())
}

/// The loss whose gradient is taken: with the penalty on squared weights, without the one on |w|.
fn smooth_loss<T: Task>(experiment: &Supervised<T>, examples: &[u32], step: u64) -> f64 {
    let [_, smooth] = experiment.loss(examples, step);
    number(smooth)
}

/// These files of the site's data folder.
fn digits_library(files: &[&str]) -> Library {
    let mut library = Library::default();
    for file in files {
        let path = format!("www/data/mnist/{file}");
        library.add(file, &std::fs::read(path).unwrap()).unwrap();
    }
    library
}

/// All parameters of a run, as bits, so that equal means equal.
fn bits(session: &mut Session) -> Vec<(String, Vec<u32>)> {
    let checkpoint = pollster::block_on(session.checkpoint()).unwrap();
    checkpoint
        .parameters
        .into_iter()
        .map(|array| (array.name, array.values.iter().map(|value| value.to_bits()).collect()))
        .collect()
}
