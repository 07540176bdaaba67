//! WebGPU compared with the CPU, now and then. The programs for the CPU leave it out.

use super::Trainer;
use crate::protocol::Checkpoint;

impl Trainer {
    /// Compares the next steps with the CPU's from this checkpoint, if that is due. Returns whether the checkpoint is to be
    /// kept: where they differ twice in a row, the device is given up. Once may be a value on the very bend of a ReLU.
    #[cfg(feature = "gpu")]
    pub(super) async fn audit(&mut self, checkpoint: &Checkpoint) -> bool {
        use super::fetch;
        use crate::protocol::Problem;
        use crate::train::audit::{Difference, compare};
        use crate::train::session::Activity;

        let Some(session) = &mut self.session else { return false };
        if !self.pace.audit_due() || !self.forecast.can_audit() || session.activity() != Activity::Training {
            return true;
        }
        self.forecast.announce_audit(&self.port);
        let begun = fetch::now();
        let mut compared = compare(session, checkpoint, &self.library, fetch::now).await;
        if let Ok(Some(_)) = compared {
            compared = match session.checkpoint().await {
                Ok(next) => compare(session, &next, &self.library, fetch::now).await,
                Err(problem) => Err(problem),
            };
        }
        let step = session.steps();
        self.pace.audited(fetch::now() - begun);
        match compared {
            Ok(None) => return true,
            Ok(Some(Difference { name, expected, found })) => {
                self.fail(Problem::WrongStep { step, name, expected, found });
            }
            Err(problem) => self.fail(problem),
        }
        false
    }

    /// There is nothing to compare.
    #[cfg(not(feature = "gpu"))]
    pub(super) async fn audit(&mut self, _checkpoint: &Checkpoint) -> bool {
        std::future::ready(true).await
    }
}
