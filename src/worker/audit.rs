//! WebGPU compared with the CPU, now and then. The programs for the CPU leave it out.

use super::Trainer;
use crate::protocol::Checkpoint;

/// What came of a comparison.
pub(super) enum Audit {
    /// None was due or could be made, or it tells nothing.
    Skipped(Checkpoint),
    /// Both agree. The state may be a step further.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    Sound(Checkpoint),
    /// They do not, or the device gave no answer: the page was told.
    #[cfg_attr(not(feature = "gpu"), expect(dead_code, reason = "only WebGPU is compared"))]
    Wrong,
}

impl Trainer {
    /// Compares the next step with the CPU's from this checkpoint, if that is due. Where they differ twice in a row, the device is
    /// given up.
    #[cfg(feature = "gpu")]
    pub(super) async fn audit(&mut self, checkpoint: Checkpoint) -> Audit {
        use super::fetch;
        use crate::protocol::Problem;
        use crate::train::audit::{Auditor, Difference, Verdict, light};
        use crate::train::session::Activity;

        let Some(session) = &mut self.session else { return Audit::Skipped(checkpoint) };
        let due = self.pace.audit_due() && session.activity() == Activity::Training;
        if !due || light(session.options()).is_none() {
            return Audit::Skipped(checkpoint);
        }
        self.forecast.announce_audit(self.pace.audit_cost(), &self.port);
        let (begun, from) = (fetch::now(), checkpoint.step);
        let auditor = Auditor { device: &self.device, library: &self.library, clock: fetch::now };
        let verdict = auditor.judge(session, checkpoint).await;
        let step = session.steps();
        self.pace.record_audit(fetch::now() - begun, step.saturating_sub(from));
        match verdict {
            Ok(Verdict::Sound(reached)) => return Audit::Sound(reached),
            Ok(Verdict::Open(checkpoint)) => return Audit::Skipped(checkpoint),
            Ok(Verdict::Wrong(Difference { value, name, expected, found })) => {
                self.fail(Problem::WrongStep { step, value, name, expected, found }).await;
            }
            Err(problem) => self.fail(problem).await,
        }
        Audit::Wrong
    }

    /// There is nothing to compare.
    #[cfg(not(feature = "gpu"))]
    pub(super) async fn audit(&mut self, checkpoint: Checkpoint) -> Audit {
        std::future::ready(Audit::Skipped(checkpoint)).await
    }
}
