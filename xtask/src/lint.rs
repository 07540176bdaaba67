//! Format, lints for this machine and for wasm32, what only tests use, documentation, spelling, dependencies, and the arrows between rooms.

use std::process::Command;

use anyhow::{Result, bail};

use crate::project::{Project, run, timed};
use crate::tools;

/// The modules as they are linted for wasm32: the feature, the program, and the tests that run in a browser.
const MODULES: [(&str, &str, Option<&str>); 4] = [
    ("ui", "app", None),
    ("dense", "trainer_dense", None),
    ("cpu", "trainer_cpu", Some("browser_cpu")),
    ("gpu", "trainer_gpu", Some("browser_gpu")),
];

/// Checks everything, and names at the end what has complaints.
///
/// # Errors
/// When something is not formatted, warns, or does not compile.
pub(crate) fn check(project: &Project) -> Result<()> {
    tools::wasm_target(project)?;
    let mut format = project.cargo();
    format.args(["fmt", "--all", "--check"]);
    let mut checks = vec![("format".to_owned(), format), ("clippy, native".to_owned(), native(project))];
    for (feature, program, tests) in MODULES {
        checks.push((format!("clippy, wasm32, {feature}"), wasm(project, feature, program, tests)));
    }
    checks.push(("what only tests use".to_owned(), alone(project)));
    tools::typos(project)?;
    tools::deny(project)?;
    checks.push(("arrows between rooms".to_owned(), rooms(project)));
    checks.push((
        "documentation".to_owned(),
        documentation(project, &["--workspace", "--features", "gradient-garden/cpu"]),
    ));
    for (feature, _, _) in MODULES {
        let module =
            ["--package", "gradient-garden", "--lib", "--target", "wasm32-unknown-unknown", "--features", feature];
        checks.push((format!("documentation, wasm32, {feature}"), documentation(project, &module)));
    }
    let mut typos = project.command("typos");
    typos.arg("--force-exclude");
    checks.push(("spelling".to_owned(), typos));
    checks.push(("licences and sources".to_owned(), deny(project, &["bans", "licenses", "sources"])));
    let mut complaints = Vec::new();
    for (name, mut command) in checks {
        if timed(&name, || run(&mut command)).is_err() {
            complaints.push(name);
        }
    }
    // The database of advisories is a repository of its own. A machine that cannot reach it (a build without a network)
    // can say nothing about advisories; one that can complains about every one of them.
    if timed("database of advisories", || run(&mut fetch_advisories(project))).is_err() {
        println!("advisories: not checked, because their database could not be fetched (see above)");
    } else if timed("advisories", || run(&mut deny(project, &["advisories"]))).is_err() {
        complaints.push("advisories".to_owned());
    }
    if !complaints.is_empty() {
        bail!("there are complaints from: {}", complaints.join("; "));
    }
    Ok(())
}

/// Prints which room uses which, and holds it against the table.
fn rooms(project: &Project) -> Command {
    let mut rooms = project.cargo();
    rooms.args([
        "test",
        "--quiet",
        "--package",
        "gradient-garden",
        "--features",
        "cpu",
        "--test",
        "rooms",
        "--",
        "--nocapture",
    ]);
    rooms
}

/// The documentation of everything, private items, too, without warnings.
fn documentation(project: &Project, what: &[&str]) -> Command {
    let mut doc = project.cargo();
    doc.args(["doc", "--quiet", "--no-deps", "--document-private-items"]).args(what);
    // Whoever reads this reads the private items, too.
    doc.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links");
    doc
}

fn deny(project: &Project, checks: &[&str]) -> Command {
    let mut deny = cargo_deny(project);
    deny.args(["--offline", "check", "--hide-inclusion-graph"]).args(checks);
    deny
}

fn fetch_advisories(project: &Project) -> Command {
    let mut fetch = cargo_deny(project);
    fetch.args(["fetch", "db"]);
    fetch
}

fn cargo_deny(project: &Project) -> Command {
    let mut deny = project.command("cargo-deny");
    deny.args(["--log-level", "error"]);
    deny
}

fn native(project: &Project) -> Command {
    let mut clippy = project.cargo();
    clippy.args(["clippy", "--quiet", "--workspace", "--all-targets", "--features", "gradient-garden/cpu"]);
    clippy.args(["--", "-D", "warnings"]);
    clippy
}

/// Everything in one program, where the compiler finds what no program uses; see `src/alone.rs`.
fn alone(project: &Project) -> Command {
    let mut clippy = wasm(project, "alone", "alone", None);
    clippy.args(["-A", "clippy::all", "-A", "clippy::pedantic"]);
    clippy
}

fn wasm(project: &Project, feature: &str, program: &str, tests: Option<&str>) -> Command {
    let mut clippy = project.cargo();
    clippy.args(["clippy", "--quiet", "--package", "gradient-garden", "--target", "wasm32-unknown-unknown"]);
    clippy.args(["--features", feature, "--lib", "--bin", program]);
    clippy.args(tests.iter().flat_map(|tests| ["--test", tests]));
    clippy.args(["--", "-D", "warnings"]);
    // What must not be called in a browser, each with its reason.
    clippy.env("CLIPPY_CONF_DIR", project.root.join("xtask/wasm-clippy"));
    clippy
}
