//! Decides which data file is fetched next, and which ones wait after a failure.

use crate::protocol::Problem;
use crate::retry::Pauses;

/// Data files in transit or failed. One is fetched at a time; a failed one waits, without holding up the others.
#[derive(Debug, Default)]
pub struct Files {
    fetching: Option<&'static str>,
    failed: Vec<Failed>,
}

#[derive(Debug)]
struct Failed {
    file: &'static str,
    pauses: Pauses,
    /// Its pause is not over.
    waits: bool,
    /// Its failure is not reported: the cause may be over, and it is being retried.
    hopes: bool,
    problem: Problem,
}

impl Files {
    /// The first wanted file that is not waiting, unless another is in transit. It counts as in transit from now on.
    pub fn next(&mut self, wanted: &[&'static str]) -> Option<&'static str> {
        if self.fetching.is_some() {
            return None;
        }
        let waits = |file: &str| self.failed.iter().any(|failed| failed.file == file && failed.waits);
        self.fetching = wanted.iter().copied().find(|file| !waits(file));
        self.fetching
    }

    /// The file arrived and is valid.
    pub fn mark_arrived(&mut self, file: &'static str) {
        self.fetching = None;
        self.failed.retain(|failed| failed.file != file);
    }

    /// The file failed. Returns the milliseconds after which it is [due](Self::due) again.
    pub fn mark_failed(&mut self, file: &'static str, problem: Problem) -> f64 {
        self.fetching = None;
        let known = self.failed.iter().position(|failed| failed.file == file);
        let mut failed = match known {
            Some(place) => self.failed.remove(place),
            None => Failed { file, pauses: Pauses::default(), waits: true, hopes: false, problem: problem.clone() },
        };
        let pause = failed.pauses.after_failure();
        (failed.waits, failed.hopes, failed.problem) = (true, false, problem);
        self.failed.push(failed);
        pause
    }

    /// The file's pause is over.
    pub fn due(&mut self, file: &str) {
        for failed in self.failed.iter_mut().filter(|failed| failed.file == file) {
            failed.waits = false;
        }
    }

    /// Ends all pauses: someone is waiting, or the network is back.
    pub fn hurry(&mut self) {
        for failed in &mut self.failed {
            (failed.waits, failed.hopes) = (false, true);
        }
    }

    /// Whether the file failed before.
    pub fn has_failed(&self, file: &str) -> bool {
        self.failed.iter().any(|failed| failed.file == file)
    }

    /// The problem of the first wanted file that failed, unless it is being retried with good prospects.
    pub fn missing(&self, wanted: &[&'static str]) -> Option<&Problem> {
        let of = |file: &&'static str| self.failed.iter().find(|failed| failed.file == *file && !failed.hopes);
        wanted.iter().find_map(of).map(|failed| &failed.problem)
    }
}
