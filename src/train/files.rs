//! Which data file is fetched next, and which wait because they failed.

use crate::protocol::Problem;
use crate::retry::Pauses;

/// Data files that are on their way or failed. One is fetched at a time; one that failed waits, and does not keep the others from
/// coming.
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
    /// Nobody is told of it: what was wrong may be over, and it is asked for again.
    hopes: bool,
    problem: Problem,
}

impl Files {
    /// The first of the wanted files that neither waits nor is on its way while another is. It counts as on its way from now on.
    pub fn next(&mut self, wanted: &[&'static str]) -> Option<&'static str> {
        if self.fetching.is_some() {
            return None;
        }
        let waits = |file: &str| self.failed.iter().any(|failed| failed.file == file && failed.waits);
        self.fetching = wanted.iter().copied().find(|file| !waits(file));
        self.fetching
    }

    /// The file arrived, and is as it should be.
    pub fn arrived(&mut self, file: &'static str) {
        self.fetching = None;
        self.failed.retain(|failed| failed.file != file);
    }

    /// The file failed. Returns the milliseconds after which it is [due](Self::due) again.
    pub fn failed(&mut self, file: &'static str, problem: Problem) -> f64 {
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

    /// All pauses are over: someone does not want to wait, or the network is there again.
    pub fn hurry(&mut self) {
        for failed in &mut self.failed {
            (failed.waits, failed.hopes) = (false, true);
        }
    }

    /// Whether the file failed before.
    pub fn has_failed(&self, file: &str) -> bool {
        self.failed.iter().any(|failed| failed.file == file)
    }

    /// What is wrong with the first of the wanted files that failed, and was not just asked for again because there is hope.
    pub fn missing(&self, wanted: &[&'static str]) -> Option<&Problem> {
        let of = |file: &&'static str| self.failed.iter().find(|failed| failed.file == *file && !failed.hopes);
        wanted.iter().find_map(of).map(|failed| &failed.problem)
    }
}
