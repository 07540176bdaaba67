//! Programs of tests/e2e that drive the release site in a browser.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::Result;

use crate::project::{Project, run as run_command};
use crate::serve::Server;
use crate::site::Finish;
use crate::{browser, site, tools};

/// Runs a program of tests/e2e against the release site. It prints what it finds and decides.
///
/// # Errors
/// When something cannot be set up or the program is not content.
pub(crate) fn run(project: &Project, script: &str, arguments: &[String]) -> Result<()> {
    let stage = Stage::set_up(project, None)?;
    run_command(stage.command().arg(script).args(arguments))
}

/// The release site, served, and the browsers to look at it.
pub(crate) struct Stage<'a> {
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
    pub(crate) fn set_up(project: &'a Project, firefox: Option<PathBuf>) -> Result<Self> {
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
    pub(crate) fn command(&self) -> Command {
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
