//! The registry: which experiment a lesson is. Whoever drives experiments knows none of them.

use burn::tensor::Device;

#[cfg(feature = "every-family")]
use super::attention::AttentionTask;
use super::autoencoder::AutoencoderTask;
#[cfg(feature = "every-family")]
use super::convnet::ConvnetTask;
use super::digits::DigitsTask;
use super::experiment::Experiment;
use super::gan::GanExperiment;
use super::neuron::NeuronTask;
use super::plane::PlaneTask;
#[cfg(feature = "every-family")]
use super::sequence::SequenceTask;
use super::supervised::Supervised;
use super::xor::XorTask;
use crate::lesson::LessonId;
use crate::options::Options;
#[cfg(not(feature = "every-family"))]
use crate::protocol::Misfit;
use crate::protocol::Problem;

/// Builds the experiment of a lesson. A new lesson is one new line here.
///
/// # Errors
/// [`Problem::NoInput`] where the network is to have no input; [`Problem::Unfit`] where this program leaves the lesson's family
/// out (see [`Lesson::dense`](crate::lesson::Lesson::dense)).
pub fn build(options: &Options, device: &Device) -> Result<Box<dyn Experiment>, Problem> {
    if options.lacks_input() {
        return Err(Problem::NoInput);
    }
    Ok(match options.lesson() {
        LessonId::Boundary => Box::new(Supervised::new(options, PlaneTask::new(options), device)),
        LessonId::Digits => Box::new(Supervised::new(options, DigitsTask::new(options), device)),
        LessonId::Neuron => Box::new(Supervised::new(options, NeuronTask::new(options), device)),
        LessonId::Xor => Box::new(Supervised::new(options, XorTask, device)),
        LessonId::Autoencoder => Box::new(Supervised::new(options, AutoencoderTask::new(options), device)),
        LessonId::Gan => Box::new(GanExperiment::new(options, device)),
        #[cfg(feature = "every-family")]
        LessonId::Convnet => Box::new(Supervised::new(options, ConvnetTask::new(options), device)),
        #[cfg(feature = "every-family")]
        LessonId::Attention => Box::new(Supervised::new(options, AttentionTask::new(options), device)),
        #[cfg(feature = "every-family")]
        LessonId::Sequence => Box::new(Supervised::new(options, SequenceTask::new(options), device)),
        #[cfg(not(feature = "every-family"))]
        lesson => return Err(Problem::Unfit(Misfit::FamilyMissing { lesson })),
    })
}
