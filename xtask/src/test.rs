//! The tests: natively, in a browser, and end to end.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};

use crate::cli::Suites;
use crate::drive::Stage;
use crate::project::{Project, seconds};
use crate::tally::Tally;
use crate::{browser, tools};

/// A suite: what it is called, and what runs it.
struct Suite {
    named: Suites,
    name: &'static str,
    run: fn(&Project, &[String]) -> Result<Outcome>,
}

/// What became of a suite.
#[derive(Debug)]
enum Outcome {
    /// It ran.
    Ran(Tally),
    /// It needs something that this machine does not have: what, and why.
    LeftOut(String),
}

const SUITES: [Suite; 6] = [
    Suite { named: Suites::Native, name: "native", run: |project, more| native(project, more).map(Outcome::Ran) },
    Suite {
        named: Suites::BrowserCpu,
        name: "browser-cpu",
        run: |project, more| in_browser(project, "cpu", more).map(Outcome::Ran),
    },
    Suite {
        named: Suites::BrowserGpu,
        name: "browser-gpu",
        run: |project, more| in_browser(project, "gpu", more).map(Outcome::Ran),
    },
    Suite { named: Suites::E2e, name: "e2e", run: |project, more| end_to_end(project, more).map(Outcome::Ran) },
    Suite { named: Suites::Firefox, name: "firefox", run: |project, more| in_firefox(project, "firefox", more) },
    Suite {
        named: Suites::FirefoxAll,
        name: ALL_IN_FIREFOX,
        run: |project, more| in_firefox(project, ALL_IN_FIREFOX, more),
    },
];

/// This suite runs when it is named and not among all: it takes some forty minutes, and `firefox` has one test of each kind.
const ALL_IN_FIREFOX: &str = "firefox-all";

/// Runs the suites that are named, or all, and prints what came out. Their own programs are given `more`.
///
/// # Errors
/// When a test failed.
pub(crate) fn run(project: &Project, named: &[Suites], more: &[String]) -> Result<()> {
    let mut total = Tally::default();
    let (mut lines, mut left_out) = (Vec::new(), Vec::new());
    for suite in chosen(named) {
        println!("\n== {} ==", suite.name);
        let start = Instant::now();
        let outcome = (suite.run)(project, more).unwrap_or_else(|error| {
            eprintln!("{}: {error:#}", suite.name);
            Outcome::Ran(Tally { passed: 0, failed: 1 })
        });
        lines.push(summary(suite.name, &outcome, start.elapsed()));
        match outcome {
            Outcome::Ran(tally) => total += tally,
            Outcome::LeftOut(_) => left_out.push(suite.name),
        }
    }
    println!("\n{}\n{}", lines.join("\n"), totals(total, &left_out));
    if total.failed > 0 {
        bail!("{} of {} tests failed", total.failed, total.passed + total.failed);
    }
    Ok(())
}

/// The suites that are named, in their own order; without a name, all but the slowest.
fn chosen(named: &[Suites]) -> Vec<&'static Suite> {
    let wanted = |suite: &&Suite| match suite.named {
        Suites::FirefoxAll if named.is_empty() => false,
        Suites::BrowserCpu | Suites::BrowserGpu if named.contains(&Suites::Browser) => true,
        name => named.is_empty() || named.contains(&name),
    };
    SUITES.iter().filter(wanted).collect()
}

fn summary(name: &str, outcome: &Outcome, duration: Duration) -> String {
    match outcome {
        Outcome::Ran(tally) => format!("{name:<12} {:<24} {:>7}", tally.to_string(), seconds(duration)),
        Outcome::LeftOut(why) => format!("{name:<12} left out: {why}"),
    }
}

/// The last line: all numbers, and what they do not contain.
fn totals(total: Tally, left_out: &[&str]) -> String {
    if left_out.is_empty() { total.to_string() } else { format!("{total}; left out: {}", left_out.join(", ")) }
}

/// Everything that needs no browser, with the CPU's trainer, and xtask's own tests; then what the small trainer leaves out.
fn native(project: &Project, more: &[String]) -> Result<Tally> {
    let mut all = project.cargo();
    all.args(["test", "--workspace", "--features", "gradient-garden/cpu", "--no-fail-fast", "--"]).args(more);
    let mut dense = project.cargo();
    dense.args(["test", "--package", "gradient-garden", "--features", "dense", "--test", "dense", "--"]).args(more);
    let mut tally = Tally::of_command(&mut all)?;
    tally += Tally::of_command(&mut dense)?;
    Ok(tally)
}

/// The tests of `tests/browser/<device>.rs`, compiled as the site's modules are, in headless Chromium.
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

/// The specs of tests/e2e against the release site, in Chromium.
fn end_to_end(project: &Project, more: &[String]) -> Result<Tally> {
    specs(&Stage::set_up(project, None)?, "chromium", more)
}

/// Those specs that tests/e2e/firefox.mjs lists under this name, in Firefox, where there is one or it can be installed.
fn in_firefox(project: &Project, name: &str, more: &[String]) -> Result<Outcome> {
    let firefox = match browser::firefox() {
        Ok(firefox) => firefox,
        Err(why) => {
            println!("Firefox cannot be had, so its tests are left out: {why:#}");
            return Ok(Outcome::LeftOut(why.root_cause().to_string()));
        }
    };
    specs(&Stage::set_up(project, Some(firefox))?, name, more).map(Outcome::Ran)
}

/// The specs of one of the projects in tests/e2e/playwright.config.mjs.
fn specs(stage: &Stage, browser: &str, more: &[String]) -> Result<Tally> {
    let mut command = stage.command();
    command.args(["node_modules/@playwright/test/cli.js", "test", "--project", browser]).args(more);
    Tally::of_command(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suites_are_chosen_by_name() {
        let names = |named: &[Suites]| chosen(named).into_iter().map(|suite| suite.name).collect::<Vec<_>>();
        assert_eq!(names(&[]), ["native", "browser-cpu", "browser-gpu", "e2e", "firefox"]);
        assert_eq!(names(&[Suites::Browser]), ["browser-cpu", "browser-gpu"]);
        assert_eq!(names(&[Suites::FirefoxAll]), ["firefox-all"]);
        assert_eq!(names(&[Suites::E2e, Suites::Native]), ["native", "e2e"]);
    }

    #[test]
    fn a_summary_has_the_name_the_counts_and_the_time() {
        let line = summary("native", &Outcome::Ran(Tally { passed: 12, failed: 0 }), Duration::from_secs(61));
        assert_eq!(line, "native       12 passed, 0 failed         61 s");
    }

    #[test]
    fn what_was_left_out_stands_beside_the_counts() {
        let line = summary("firefox", &Outcome::LeftOut("no network".into()), Duration::ZERO);
        assert_eq!(line, "firefox      left out: no network");
        let tally = Tally { passed: 3, failed: 0 };
        assert_eq!(totals(tally, &["firefox"]), "3 passed, 0 failed; left out: firefox");
        assert_eq!(totals(tally, &[]), "3 passed, 0 failed");
    }
}
