//! The project's own commands. `cargo xtask` without a command lists them.
//!
//! Each command sets up what it needs and is not there yet (see [`tools`], [`browser`]) in the target folder, never in
//! the sources; `CARGO_TARGET_DIR` is respected.

mod browser;
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

use anyhow::{Context as _, Result, bail};

use crate::project::Project;

const HELP: &str = "\
cargo xtask serve [--port N] [--host H] [--dev]   build the site and serve it; --dev skips wasm-opt and the size budget
cargo xtask build [--dev]                         build the release site in dist/
cargo xtask test [native|browser|browser-cpu|browser-gpu|e2e|firefox|firefox-all]… [-- ARGS]
                                                  run the tests; by default all but firefox-all
cargo xtask lint                                  format and lints, native and wasm32
cargo xtask accept [--only NAME[,NAME]…]          measure the release site against the figures it has to reach (minutes)
cargo xtask faults [NAME[:DEVICE]…]               inject faults into the release site, all or those of a name or a theme (workers,
                                                  files, devices, hosts, life), and write docs/reliability.md (an hour)
cargo xtask faults list                           list the faults
cargo xtask faults soak [--minutes N]             train all lessons on both devices, then six embedded pages, for 30 minutes
cargo xtask fuzz [--seed N] [--links N] [--messages N] [--calls N] [--minutes M] [--only KIND:NUMBER]
                                                  throw links, messages and calls with mistakes in them at the release site";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        "serve" => {
            let options = ServeOptions::parse(rest)?;
            let dist = site::build(&Project::find()?, options.finish)?;
            let server = serve::Server::start(&dist, &options.host, options.port)?;
            println!("Gradient Garden is at {} (Ctrl+C ends it)", server.url());
            server.run();
            Ok(())
        }
        "build" => {
            let options = ServeOptions::parse(rest)?;
            site::build(&Project::find()?, options.finish).map(drop)
        }
        "test" => test::run(&Project::find()?, rest),
        "lint" => lint::check(&Project::find()?),
        name => {
            let Some(program) = drive::PROGRAMS.iter().find(|program| program.name == name) else {
                bail!("there is no command `{name}`\n{HELP}");
            };
            program.check(rest)?;
            drive::run(&Project::find()?, program, rest)
        }
    }
}

/// What `serve` and `build` can be told.
#[derive(Debug, PartialEq, Eq)]
struct ServeOptions {
    host: String,
    port: u16,
    finish: site::Finish,
}

impl ServeOptions {
    fn parse(arguments: &[String]) -> Result<Self> {
        let mut options = Self { host: "127.0.0.1".into(), port: 8080, finish: site::Finish::Release };
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            match argument.as_str() {
                "--dev" => options.finish = site::Finish::Dev,
                "--port" => {
                    let value = rest.next().context("--port needs a number from 0 to 65535")?;
                    options.port =
                        value.parse().with_context(|| format!("--port {value}: not a number from 0 to 65535"))?;
                }
                "--host" => options.host.clone_from(rest.next().context("--host needs an address")?),
                other => bail!("unknown option `{other}`\n{HELP}"),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<ServeOptions> {
        ServeOptions::parse(&line.split_whitespace().map(String::from).collect::<Vec<_>>())
    }

    #[test]
    fn serve_options_have_defaults_and_are_checked() {
        let plain = parse("").unwrap();
        assert_eq!((plain.host.as_str(), plain.port, plain.finish), ("127.0.0.1", 8080, site::Finish::Release));
        let told = parse("--port 9000 --dev --host 0.0.0.0").unwrap();
        assert_eq!((told.host.as_str(), told.port, told.finish), ("0.0.0.0", 9000, site::Finish::Dev));
        for bad in ["--port", "--port x", "--port 70000", "--fast"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn an_unknown_command_is_named() {
        let error = run(&["bulid".into()]).unwrap_err();
        assert!(error.to_string().contains("bulid"));
    }
}
