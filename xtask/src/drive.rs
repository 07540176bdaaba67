//! Programs of tests/e2e that drive the release site in a browser.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail};

use crate::project::{Project, run as run_command};
use crate::serve::Server;
use crate::site::Finish;
use crate::{browser, site, tools};

/// A command that is a program of tests/e2e. It prints what it finds and decides.
#[derive(Debug)]
pub struct Program {
    /// The command's name.
    pub name: &'static str,
    script: &'static str,
    /// Options, each with a number.
    numbers: &'static [&'static str],
    /// Options, each with a text.
    texts: &'static [&'static str],
    /// Whether names without an option may be given.
    names: bool,
}

/// All of them.
pub const PROGRAMS: [Program; 3] = [
    Program { name: "accept", script: "accept/run.mjs", numbers: &[], texts: &["--only"], names: false },
    Program { name: "faults", script: "faults/run.mjs", numbers: &["--minutes"], texts: &[], names: true },
    Program {
        name: "fuzz",
        script: "fuzz/run.mjs",
        numbers: &["--seed", "--links", "--messages", "--calls", "--minutes"],
        texts: &["--only"],
        names: false,
    },
];

impl Program {
    /// Looks at the arguments before the site is built, which takes a while.
    ///
    /// # Errors
    /// When one is not known or has no value.
    pub fn check(&self, arguments: &[String]) -> Result<()> {
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let is = |options: &[&str]| options.contains(&argument.as_str());
            if is(self.numbers) {
                let value = rest.next().with_context(|| format!("{argument} needs a number"))?;
                let number: f64 = value.parse().with_context(|| format!("{argument} {value}: not a number"))?;
                if !number.is_finite() || number < 0.0 {
                    bail!("{argument} {value}: not a number from 0");
                }
            } else if is(self.texts) {
                rest.next().with_context(|| format!("{argument} needs a name"))?;
            } else if argument.starts_with('-') || !self.names {
                bail!("{} does not know `{argument}`\n{}", self.name, crate::HELP);
            }
        }
        Ok(())
    }
}

/// Runs a program against the release site.
///
/// # Errors
/// When something cannot be set up or the program is not content.
pub fn run(project: &Project, program: &Program, arguments: &[String]) -> Result<()> {
    let stage = Stage::set_up(project, None)?;
    run_command(stage.command().arg(program.script).args(arguments))
}

/// The release site, served, and the browsers to look at it.
pub struct Stage<'a> {
    project: &'a Project,
    server: Server,
    chromium: PathBuf,
    firefox: Option<PathBuf>,
}

/// The site that this process built: it is the same for every suite.
static DIST: OnceLock<PathBuf> = OnceLock::new();

impl<'a> Stage<'a> {
    /// Sets everything up; `firefox` is where that is, if it is wanted.
    ///
    /// # Errors
    /// When a browser or a package is missing, or the site cannot be built.
    pub fn set_up(project: &'a Project, firefox: Option<PathBuf>) -> Result<Self> {
        let chromium = browser::chromium()?;
        tools::e2e_packages(project)?;
        let dist = if let Some(dist) = DIST.get() {
            dist
        } else {
            let built = site::build(project, Finish::Release)?;
            DIST.get_or_init(|| built)
        };
        let server = Server::start(dist, "127.0.0.1", 0)?;
        Ok(Self { project, server, chromium, firefox })
    }

    /// Node in tests/e2e, with what tests/e2e/browser.mjs reads.
    pub fn command(&self) -> Command {
        let mut command = Command::new("node");
        command
            .current_dir(self.project.e2e())
            .env("BASE_URL", self.server.url())
            .env("CHROME", &self.chromium)
            .env("CHROME_FLAGS", browser::FLAGS.join(" "))
            // Both would be set by some terminals, and Node warns about it in every line of a report.
            .env_remove("NO_COLOR");
        if let Some(firefox) = &self.firefox {
            command.env("FIREFOX", firefox);
        }
        command
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str) -> Result<()> {
        let mut words = line.split_whitespace();
        let name = words.next().unwrap();
        let arguments: Vec<String> = words.map(String::from).collect();
        PROGRAMS.iter().find(|program| program.name == name).unwrap().check(&arguments)
    }

    #[test]
    fn arguments_are_checked_before_anything_is_built() {
        for good in [
            "accept",
            "accept --only xor,gan-ring",
            "faults",
            "faults workers hangs:webgpu",
            "faults soak --minutes 0.5",
            "fuzz --seed 7 --links 100 --messages 0 --calls 10 --minutes 2",
            "fuzz --only link:12",
        ] {
            assert!(check(good).is_ok(), "{good}");
        }
        for bad in [
            "accept xor",
            "accept --only",
            "faults --all",
            "faults soak --minutes",
            "faults soak --minutes soon",
            "fuzz --links -1",
            "fuzz --links inf",
            "fuzz 10",
            "fuzz --sead 1",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
