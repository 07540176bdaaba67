//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The project's own commands. Each sets up what it needs and is not there yet.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", arg_required_else_help = true)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub task: Task,
}

/// A command.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Build the site and serve it
    Serve(Serve),
    /// Build the release site in dist/
    Build(Build),
    /// Run the tests: all suites but firefox-all, or those named
    Test(Test),
    /// Check format, lints, documentation, spelling, dependencies and the arrows between rooms
    Lint,
    /// Measure the release site against the figures that it has to reach (an hour)
    Accept(Accept),
    /// Inject faults into the release site and write docs/reliability.md (an hour)
    Faults(Faults),
    /// Throw links, messages and calls with mistakes in them at the release site
    Fuzz(Fuzz),
}

/// Arguments of `build`.
#[derive(Clone, Copy, Debug, Args, PartialEq, Eq)]
pub(crate) struct Build {
    /// Skip wasm-opt and the size budget
    #[arg(long)]
    pub dev: bool,
}

/// Arguments of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// How to build.
    #[command(flatten)]
    pub build: Build,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// The port to listen on; 0 for any that is free
    #[arg(long, value_name = "NUMBER", default_value_t = 8080)]
    pub port: u16,
}

/// Arguments of `test`.
#[derive(Debug, Args)]
pub(crate) struct Test {
    /// The suites to run
    #[arg(value_name = "SUITE")]
    pub suites: Vec<Suites>,
    /// What the suites' own programs are given
    #[arg(last = true, value_name = "ARGUMENT")]
    pub more: Vec<String>,
}

/// A suite of tests, or two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suites {
    /// Everything that needs no browser
    Native,
    /// Both browser suites
    Browser,
    /// The trainer for the CPU, as WebAssembly in Chromium
    BrowserCpu,
    /// The trainer for WebGPU, as WebAssembly in Chromium
    BrowserGpu,
    /// The release site in Chromium, used as a person would
    E2e,
    /// One end-to-end test of each kind in Firefox
    Firefox,
    /// All end-to-end tests in Firefox (forty minutes)
    FirefoxAll,
}

/// Arguments of `accept`.
#[derive(Debug, Args)]
pub(crate) struct Accept {
    /// Measure these figures alone
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    pub only: Vec<String>,
}

/// Arguments of `faults`.
#[derive(Debug, Args)]
pub(crate) struct Faults {
    /// Faults (NAME or NAME:DEVICE), themes (workers, files, devices, hosts, life), `list`, or `soak`
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// How long the soak takes
    #[arg(long, value_name = "NUMBER", value_parser = positive)]
    pub minutes: Option<f64>,
}

/// Arguments of `fuzz`.
#[derive(Debug, Args)]
pub(crate) struct Fuzz {
    /// Where the mistakes come from: the same number, the same mistakes
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u32>,
    /// How many links
    #[arg(long, value_name = "NUMBER")]
    pub links: Option<u32>,
    /// How many messages
    #[arg(long, value_name = "NUMBER")]
    pub messages: Option<u32>,
    /// How many calls of the scripting interface
    #[arg(long, value_name = "NUMBER")]
    pub calls: Option<u32>,
    /// How long it may take
    #[arg(long, value_name = "NUMBER", value_parser = positive)]
    pub minutes: Option<f64>,
    /// One of them alone, as a finding names it
    #[arg(long, value_name = "KIND:NUMBER")]
    pub only: Option<String>,
}

fn positive(text: &str) -> Result<f64, String> {
    let number: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if number.is_finite() && number >= 0.0 { Ok(number) } else { Err("not a number from 0".into()) }
}

impl Accept {
    /// As its program takes them.
    pub(crate) fn arguments(&self) -> Vec<String> {
        if self.only.is_empty() { Vec::new() } else { vec!["--only".into(), self.only.join(",")] }
    }
}

impl Faults {
    /// As its program takes them.
    pub(crate) fn arguments(&self) -> Vec<String> {
        [self.names.clone(), option("--minutes", self.minutes)].concat()
    }
}

impl Fuzz {
    /// As its program takes them.
    pub(crate) fn arguments(&self) -> Vec<String> {
        [
            option("--seed", self.seed),
            option("--links", self.links),
            option("--messages", self.messages),
            option("--calls", self.calls),
            option("--minutes", self.minutes),
            option("--only", self.only.as_deref()),
        ]
        .concat()
    }
}

fn option(name: &str, value: Option<impl ToString>) -> Vec<String> {
    value.map_or_else(Vec::new, |value| vec![name.to_owned(), value.to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Task, clap::Error> {
        let words = std::iter::once("xtask").chain(line.split_whitespace());
        Cli::try_parse_from(words).map(|cli| cli.task)
    }

    #[test]
    fn the_commands_are_well_formed() {
        <Cli as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn serve_has_defaults_and_is_checked() {
        let Ok(Task::Serve(plain)) = parse("serve") else { panic!("serve") };
        assert_eq!((plain.host.as_str(), plain.port, plain.build.dev), ("127.0.0.1", 8080, false));
        let Ok(Task::Serve(told)) = parse("serve --port 9000 --dev --host 0.0.0.0") else { panic!("serve") };
        assert_eq!((told.host.as_str(), told.port, told.build.dev), ("0.0.0.0", 9000, true));
        for bad in ["serve --port", "serve --port x", "serve --port 70000", "serve --fast"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_unknown_is_named_with_what_is_like_it() {
        let error = parse("bulid").expect_err("no such command").to_string();
        assert!(error.contains("bulid") && error.contains("build"), "{error}");
        let error = parse("test unit").expect_err("no such suite").to_string();
        assert!(error.contains("unit") && error.contains("firefox-all"), "{error}");
    }

    #[test]
    fn every_command_has_help() {
        for command in ["", "serve ", "build ", "test ", "lint ", "accept ", "faults ", "fuzz "] {
            let error = parse(&format!("{command}--help")).expect_err("help instead of a command");
            assert_eq!(error.kind(), clap::error::ErrorKind::DisplayHelp, "{command}");
        }
    }

    #[test]
    fn programs_get_what_was_given_and_nothing_else() {
        let arguments = |line: &str| match parse(line).unwrap_or_else(|error| panic!("{line}: {error}")) {
            Task::Accept(accept) => accept.arguments(),
            Task::Faults(faults) => faults.arguments(),
            Task::Fuzz(fuzz) => fuzz.arguments(),
            task => panic!("{task:?}"),
        };
        for line in [
            "accept",
            "accept --only xor,gan-ring",
            "faults",
            "faults workers hangs:webgpu",
            "faults soak --minutes 0.5",
            "fuzz --seed 7 --links 100 --messages 0 --calls 10 --minutes 2",
            "fuzz --only link:12",
        ] {
            assert_eq!(arguments(line), line.split_whitespace().skip(1).collect::<Vec<_>>(), "{line}");
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
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
