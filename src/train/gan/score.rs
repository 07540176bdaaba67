//! How well the two players do.

use super::{GanExperiment, tensor};
use crate::model::gan::Gan;
use crate::observe::readback::Readback;
use crate::protocol::Problem;
use crate::train::experiment::{Experiment, Extent, Measured, Score};

impl GanExperiment {
    /// Loss and accuracy of these players, outside autodiff.
    pub(super) async fn score(&self, players: &Gan) -> Result<Measured, Problem> {
        let (real_count, count) = self.examples_of(Extent::All);
        let mut rows = Vec::new();
        (0..real_count).for_each(|index| self.source.row(index, &mut rows));
        let fakes = self.sample(players, count as usize);
        let mut readback = Readback::default();
        readback.register(players.judge(tensor(rows, real_count as usize, &self.plain())));
        readback.register(players.judge(fakes.clone()));
        if self.source.cloud().is_some() {
            readback.register(fakes);
        }
        let mut values = readback.all().await?.into_iter();
        let mut next = || values.next().unwrap_or_default();
        let (real, fake, places) = (next(), next(), next());
        let (of_discriminator, of_generator) = self.settings.objective.losses(&real, &fake);
        let share = |of: &[f32], taken: bool| {
            let right = of.iter().filter(|s| self.settings.objective.takes_for_real(**s) == taken).count();
            right as f64 / of.len().max(1) as f64
        };
        let right = 0.5 * (share(&real, true) + share(&fake, false));
        let good = self.source.cloud().map(|cloud| cloud.coverage(places.as_chunks().0).good());
        Ok(Measured {
            train: Score { loss: of_discriminator, accuracy: Some(right), examples: real_count },
            test: Score { loss: of_generator, accuracy: good, examples: count },
        })
    }
}
