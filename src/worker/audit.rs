//! WebGPU compared with the CPU, now and then. The programs for the CPU leave it out.

use super::Trainer;
use crate::protocol::Checkpoint;

/// What came of a comparison.
pub(super) enum Audit {
    /// None was due, or could be made.
    Skipped,
    /// Both agree.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    Sound,
    /// They do not, or the device gave no answer: the page was told.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    Wrong,
}

impl Trainer {
    /// Compares the next steps with the CPU's from this checkpoint, if that is due. Where they differ twice in a row, the device is
    /// given up.
    #[cfg(feature = "gpu")]
    pub(super) async fn audit(&mut self, checkpoint: &Checkpoint) -> Audit {
        use super::fetch;
        use crate::protocol::Problem;
        use crate::train::audit::{Difference, confirm, light};
        use crate::train::session::Activity;

        let Some(session) = &mut self.session else { return Audit::Skipped };
        let due = self.pace.audit_due() && session.activity() == Activity::Training;
        if !due || light(session.options()).is_none() {
            return Audit::Skipped;
        }
        self.forecast.announce_audit(self.pace.audit_cost(), &self.port);
        let begun = fetch::now();
        let compared = confirm(session, &self.device, checkpoint, &self.library, fetch::now).await;
        let step = session.steps();
        self.pace.audited(fetch::now() - begun);
        match compared {
            Ok(None) => return Audit::Sound,
            Ok(Some(Difference { name, expected, found })) => {
                self.fail(Problem::WrongStep { step, name, expected, found }).await;
            }
            Err(problem) => self.fail(problem).await,
        }
        Audit::Wrong
    }

    /// There is nothing to compare.
    #[cfg(not(feature = "gpu"))]
    pub(super) async fn audit(&mut self, _checkpoint: &Checkpoint) -> Audit {
        std::future::ready(Audit::Skipped).await
    }
}
