//! The project's own commands. `cargo xtask` without a command lists them.
//!
//! Each command sets up what it needs and is not there yet (see [`tools`], [`browser`]) in the target folder, never in
//! the sources; `CARGO_TARGET_DIR` is respected.

mod browser;
mod cli;
mod drive;
mod lint;
mod optimise;
mod project;
mod serve;
mod site;
mod sizes;
mod tally;
mod test;
mod tools;
mod wrappers;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser as _;

use crate::cli::{Build, Cli, Task};
use crate::project::Project;
use crate::site::Finish;

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    let project = Project::find()?;
    match task {
        Task::Serve(options) => {
            let dist = site::build(&project, finish(options.build))?;
            let server = serve::Server::start(&dist, &options.host, options.port)?;
            println!("Gradient Garden is at {} (Ctrl+C ends it)", server.url());
            server.run();
            Ok(())
        }
        Task::Build(options) => site::build(&project, finish(options)).map(drop),
        Task::Test(options) => test::run(&project, &options.suites, &options.more),
        Task::Lint => lint::check(&project),
        Task::Accept(options) => drive::run(&project, "accept/run.mjs", &options.arguments()),
        Task::Faults(options) => drive::run(&project, "faults/run.mjs", &options.arguments()),
        Task::Fuzz(options) => drive::run(&project, "fuzz/run.mjs", &options.arguments()),
    }
}

fn finish(options: Build) -> Finish {
    if options.dev { Finish::Dev } else { Finish::Release }
}
