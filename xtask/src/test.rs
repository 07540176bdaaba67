//! The tests: natively, in a browser, and end to end.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::project::{Project, run as run_command, seconds};
use crate::serve::Server;
use crate::site::Finish;
use crate::tally::Tally;
use crate::{browser, site, tools};

/// A suite: its name on the command line, and what runs it.
struct Suite {
    name: &'static str,
    run: fn(&Project, &[String]) -> Result<Tally>,
}

const SUITES: [Suite; 4] = [
    Suite { name: "native", run: native },
    Suite { name: "browser-cpu", run: |project, more| in_browser(project, "cpu", more) },
    Suite { name: "browser-gpu", run: |project, more| in_browser(project, "gpu", more) },
    Suite { name: "e2e", run: end_to_end },
];

/// Runs the suites that are named, or all, and prints what came out. What follows `--` goes to the suites' own programs.
///
/// # Errors
/// When a name is unknown or a test failed.
pub fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let split = arguments.iter().position(|argument| argument == "--").unwrap_or(arguments.len());
    let more = arguments.get(split + 1..).unwrap_or_default();
    let mut total = Tally::default();
    let mut lines = Vec::new();
    for suite in chosen(&arguments[..split])? {
        println!("\n== {} ==", suite.name);
        let start = Instant::now();
        let tally = (suite.run)(project, more).unwrap_or_else(|error| {
            eprintln!("{}: {error:#}", suite.name);
            Tally { passed: 0, failed: 1 }
        });
        lines.push(summary(suite.name, tally, start.elapsed()));
        total += tally;
    }
    println!("\n{}\n{total}", lines.join("\n"));
    if total.failed > 0 {
        bail!("{} of {} tests failed", total.failed, total.passed + total.failed);
    }
    Ok(())
}

/// The suites of these names; `browser` is both browser suites.
fn chosen(names: &[String]) -> Result<Vec<&'static Suite>> {
    let is =
        |suite: &Suite, name: &str| suite.name == name || (name == "browser" && suite.name.starts_with("browser-"));
    if let Some(unknown) = names.iter().find(|name| !SUITES.iter().any(|suite| is(suite, name))) {
        bail!("there are no tests `{unknown}`; there are native, browser (browser-cpu, browser-gpu) and e2e");
    }
    Ok(SUITES.iter().filter(|suite| names.is_empty() || names.iter().any(|name| is(suite, name))).collect())
}

fn summary(name: &str, tally: Tally, duration: Duration) -> String {
    format!("{name:<12} {:<24} {:>7}", tally.to_string(), seconds(duration))
}

/// Everything that needs no browser, with the CPU's trainer, and xtask's own tests.
fn native(project: &Project, more: &[String]) -> Result<Tally> {
    let mut command = project.cargo();
    command.args(["test", "--workspace", "--features", "gradient-garden/cpu", "--no-fail-fast", "--"]).args(more);
    Tally::of_command(&mut command)
}

/// The tests of tests/browser/<device>.rs, compiled as the site's modules are, in headless Chromium.
fn in_browser(project: &Project, device: &str, more: &[String]) -> Result<Tally> {
    tools::wasm_target(project)?;
    tools::wasm_bindgen(project)?;
    let chromium = browser::chromium()?;
    let driver = browser::driver()?;
    let settings = browser::webdriver_settings(project, &chromium)?;
    let mut command = project.cargo();
    command
        .args(["test", "--package", "gradient-garden", "--release", "--target", "wasm32-unknown-unknown"])
        .args(["--features", device, "--test", &format!("browser_{device}"), "--"])
        .args(more)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        // WebGPU on the software adapter takes its time.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "600")
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1");
    Tally::of_command(&mut command)
}

/// The specs of tests/e2e against the release site.
fn end_to_end(project: &Project, more: &[String]) -> Result<Tally> {
    let (server, chromium) = stage(project)?;
    let mut command = Command::new("node");
    command.args(["node_modules/@playwright/test/cli.js", "test"]).args(more);
    Tally::of_command(driven(&mut command, project, &server, &chromium))
}

/// Measures the release site: tests/e2e/accept/run.mjs prints the table and decides.
///
/// # Errors
/// When something cannot be set up or a figure is out of its bound.
pub fn accept(project: &Project, arguments: &[String]) -> Result<()> {
    let (server, chromium) = stage(project)?;
    let mut command = Command::new("node");
    command.args(["accept/run.mjs", server.url()]).args(arguments);
    run_command(driven(&mut command, project, &server, &chromium))
}

/// The release site, served, and the browser to look at it.
fn stage(project: &Project) -> Result<(Server, std::path::PathBuf)> {
    let chromium = browser::chromium()?;
    tools::e2e_packages(project)?;
    let dist = site::build(project, Finish::Release)?;
    Ok((Server::start(&dist, "127.0.0.1", 0)?, chromium))
}

/// What tests/e2e/browser.mjs reads.
fn driven<'a>(command: &'a mut Command, project: &Project, server: &Server, chromium: &Path) -> &'a mut Command {
    command
        .current_dir(project.e2e())
        .env("BASE_URL", server.url())
        .env("CHROME", chromium)
        .env("CHROME_FLAGS", browser::FLAGS.join(" "))
        // Both would be set by some terminals, and Node warns about it in every line of a report.
        .env_remove("NO_COLOR")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Result<Vec<&'static str>> {
        let words: Vec<String> = line.split_whitespace().map(String::from).collect();
        Ok(chosen(&words)?.iter().map(|suite| suite.name).collect())
    }

    #[test]
    fn suites_are_chosen_by_name() {
        assert_eq!(names("").unwrap(), ["native", "browser-cpu", "browser-gpu", "e2e"]);
        assert_eq!(names("browser").unwrap(), ["browser-cpu", "browser-gpu"]);
        assert_eq!(names("e2e native").unwrap(), ["native", "e2e"]);
        assert!(names("unit").is_err());
    }

    #[test]
    fn a_summary_has_the_name_the_counts_and_the_time() {
        let line = summary("native", Tally { passed: 12, failed: 0 }, Duration::from_secs(61));
        assert_eq!(line, "native       12 passed, 0 failed         61 s");
    }
}
