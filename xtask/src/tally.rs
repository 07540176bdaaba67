//! How many tests passed and failed, read from what the test programs print.

use std::io::{BufRead as _, BufReader, Write as _};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::project::describe;

/// Numbers of tests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Those that passed.
    pub passed: usize,
    /// Those that failed.
    pub failed: usize,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl Tally {
    /// What one line says: a summary of cargo's and wasm-bindgen's tests (`test result: ok. 3 passed; 1 failed; …`) or of
    /// Playwright's (`3 passed (2.1s)`, `1 failed`, `1 did not run`).
    fn of_line(line: &str) -> Self {
        let line = line.trim();
        if let Some(summary) = line.strip_prefix("test result:") {
            let count = |word: &str| {
                let mut words = summary.split([' ', ';', '.']).filter(|part| !part.is_empty());
                let mut last = 0;
                words.find_map(|part| {
                    let found = (part == word).then_some(last);
                    last = part.parse().unwrap_or(0);
                    found
                })
            };
            return Self { passed: count("passed").unwrap_or(0), failed: count("failed").unwrap_or(0) };
        }
        let mut words = line.split_whitespace();
        let (Some(Ok(number)), Some(word)) = (words.next().map(str::parse), words.next()) else {
            return Self::default();
        };
        match (word, words.next()) {
            ("passed", Some(time)) if time.starts_with('(') => Self { passed: number, failed: 0 },
            ("failed" | "flaky" | "interrupted", None) | ("did", Some("not")) => Self { passed: 0, failed: number },
            _ => Self::default(),
        }
    }

    /// Runs a test program, shows what it prints, and counts. A program that fails without a failed test counts as one.
    ///
    /// # Errors
    /// When it cannot be started or read.
    pub(crate) fn of_command(command: &mut Command) -> Result<Self> {
        let name = describe(command);
        let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| format!("starting `{name}`"))?;
        let mut tally = Self::default();
        if let Some(output) = child.stdout.take() {
            let mut out = std::io::stdout();
            for line in BufReader::new(output).split(b'\n') {
                let line = line?;
                out.write_all(&line)?;
                out.write_all(b"\n")?;
                tally += Self::of_line(&String::from_utf8_lossy(&line));
            }
        }
        let status = child.wait()?;
        if !status.success() && tally.failed == 0 {
            eprintln!("`{name}` failed ({status})");
            tally.failed = 1;
        }
        Ok(tally)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_counted_and_nothing_else() {
        let tally = |passed, failed| Tally { passed, failed };
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s",
                tally(12, 0),
            ),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", tally(3, 2)),
            ("  7 passed (1.2m)", tally(7, 0)),
            ("  2 failed", tally(0, 2)),
            ("  1 did not run", tally(0, 1)),
            ("  1 flaky", tally(0, 1)),
            ("  1 skipped", tally(0, 0)),
            ("test data::spiral::has_two_arms ... ok", tally(0, 0)),
            ("  3 passed the gate", tally(0, 0)),
            ("", tally(0, 0)),
        ] {
            assert_eq!(Tally::of_line(line), expected, "{line}");
        }
    }
}
