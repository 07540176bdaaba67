//! What the commands need besides Rust and Node: each is set up once, in the target folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::project::{Project, capture, run, timed};

/// The version that puts the page together.
const TRUNK: &str = "0.21.14";
/// The version that looks for misspelled words.
const TYPOS: &str = "1.52.0";
/// The version that checks dependencies.
const DENY: &str = "0.20.2";
/// The version of npm's `binaryen`, which has wasm-opt. Distributions have older ones, which misread what this toolchain writes.
const BINARYEN: &str = "132.0.0";
/// The oldest Node that the npm packages run on.
const NODE_MAJOR: u32 = 20;

/// The standard library for wasm32.
///
/// # Errors
/// When it is not there and rustup cannot add it.
pub(crate) fn wasm_target(project: &Project) -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = capture(project.command("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        println!("{TARGET}: there");
        return Ok(());
    }
    timed(&format!("rustup target add {TARGET}"), || run(project.command("rustup").args(["target", "add", TARGET])))
        .with_context(|| format!("Rust's standard library for {TARGET} is missing; add it with `rustup target add {TARGET}`, or by the package manager that Rust came from"))
}

/// trunk, and wasm-bindgen of the very version in Cargo.lock (trunk would try to download it otherwise).
///
/// # Errors
/// When one of them cannot be built.
pub(crate) fn bundlers(project: &Project) -> Result<()> {
    cargo_install(project, "trunk", "trunk", TRUNK)?;
    wasm_bindgen(project)
}

/// wasm-bindgen with its test runner, of the very version in Cargo.lock.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn wasm_bindgen(project: &Project) -> Result<()> {
    let version = project.locked_version("wasm-bindgen")?;
    cargo_install(project, "wasm-bindgen-cli", "wasm-bindgen", &version)
}

/// typos, which finds misspelled words.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn typos(project: &Project) -> Result<()> {
    cargo_install(project, "typos-cli", "typos", TYPOS)
}

/// cargo-deny, which checks the dependencies' licences, sources and advisories.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn deny(project: &Project) -> Result<()> {
    cargo_install(project, "cargo-deny", "cargo-deny", DENY)
}

fn cargo_install(project: &Project, package: &str, binary: &str, version: &str) -> Result<()> {
    let installed = project.tools().join("bin").join(binary).with_extension(std::env::consts::EXE_EXTENSION);
    if capture(Command::new(installed).arg("--version")).is_ok_and(|said| said.trim().ends_with(&format!(" {version}")))
    {
        println!("{package} {version}: there");
        return Ok(());
    }
    println!("{package} {version}: building it, which takes some minutes the first time");
    let build = project.tools().join("build");
    let install = |locked: &[&str]| {
        run(project
            .cargo()
            .args(["install", package, "--version", version, "--force", "--quiet", "--root"])
            .arg(project.tools())
            .arg("--target-dir")
            .arg(&build)
            .args(locked))
    };
    // A package's own lock may name versions that a registry does not serve; then the newest compatible ones.
    timed(&format!("{package} {version}"), || {
        install(&["--locked"]).or_else(|_| {
            println!("{package}: not with the versions of its own lock file; trying with the newest that fit");
            install(&[])
        })
    })
    .with_context(|| {
        format!(
            "{package} {version} could not be built; see above, or put `{binary}` {version} into {}",
            project.tools().join("bin").display()
        )
    })?;
    // Only the binary is needed from here on; a failure to tidy up costs disk space and nothing else.
    let _ = std::fs::remove_dir_all(build);
    Ok(())
}

/// Fetches the crates, so that everything after this works without a network.
///
/// # Errors
/// When a crate is neither here nor to be had.
pub(crate) fn crates(project: &Project) -> Result<()> {
    timed("cargo fetch", || run(project.cargo().args(["fetch", "--quiet"])))
}

/// Node, new enough.
///
/// # Errors
/// When it is missing or too old.
pub(crate) fn node() -> Result<()> {
    let said = capture(Command::new("node").arg("--version"))
        .with_context(|| format!("Node is missing; install Node {NODE_MAJOR} or newer, so that `node` is in PATH"))?;
    let major = said.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < NODE_MAJOR) {
        bail!("Node {} is too old; install Node {NODE_MAJOR} or newer", said.trim());
    }
    Ok(())
}

/// wasm-opt, as a script that Node runs, and its version.
///
/// # Errors
/// When npm cannot install it.
pub(crate) fn wasm_opt(project: &Project) -> Result<(PathBuf, &'static str)> {
    node()?;
    let folder = project.tools().join("npm");
    let package = folder.join("node_modules/binaryen");
    let there = std::fs::read_to_string(package.join("package.json"))
        .ok()
        .and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok())
        .is_some_and(|manifest| manifest["version"] == BINARYEN);
    if there {
        println!("binaryen {BINARYEN}: there");
    } else {
        std::fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
        timed(&format!("binaryen {BINARYEN}"), || {
            run(npm(&folder).args(["install", "--no-save", "--prefix", "."]).arg(format!("binaryen@{BINARYEN}")))
        })
        .with_context(|| {
            format!("npm could not install binaryen@{BINARYEN}; check `npm ping`, and run the command again")
        })?;
    }
    Ok((package.join("bin/wasm-opt"), BINARYEN))
}

/// The npm packages of the end-to-end tests, as their lock says.
///
/// # Errors
/// When npm cannot install them.
pub(crate) fn e2e_packages(project: &Project) -> Result<()> {
    node()?;
    let folder = project.e2e();
    let lock = std::fs::read(folder.join("package-lock.json")).context("reading tests/e2e/package-lock.json")?;
    let stamp = folder.join("node_modules/.installed-from");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        println!("npm packages of tests/e2e: there");
        return Ok(());
    }
    timed("npm packages of tests/e2e", || run(npm(&folder).arg("ci")))
        .context("`npm ci` in tests/e2e failed; check `npm ping`, and run the command again")?;
    std::fs::write(&stamp, lock).with_context(|| format!("writing {}", stamp.display()))
}

fn npm(folder: &Path) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.current_dir(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command.args(["--no-fund", "--no-audit", "--loglevel=error"]);
    command
}
