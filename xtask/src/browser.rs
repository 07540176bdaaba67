//! The browser that tests drive, its driver, and the settings they share.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use crate::project::{Project, capture, run, timed};

/// Headless Chromium has WebGPU only on request; `SwiftShader` is its software adapter, which every machine has.
pub(crate) const FLAGS: [&str; 4] =
    ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-features=Vulkan", "--no-sandbox"];

const BROWSERS: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC_CHROME: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
/// The last two are what formulas and subscripts on the page are drawn with on a machine that has no fonts.
const APT_PACKAGES: [&str; 4] = ["chromium", "chromium-driver", "fonts-dejavu-core", "fonts-noto-core"];

const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];
const MAC_FIREFOX: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";
const FIREFOX_PACKAGES: [&str; 1] = ["firefox-esr"];

/// Chromium or Chrome; set up by apt-get if it is missing.
///
/// # Errors
/// A sentence that says what to do.
pub(crate) fn chromium() -> Result<PathBuf> {
    find_or_install("CHROME", &BROWSERS, "Chromium (or Chrome)", &APT_PACKAGES)
}

/// The driver of the same browser; set up by apt-get if it is missing.
///
/// # Errors
/// A sentence that says what to do.
pub(crate) fn driver() -> Result<PathBuf> {
    find_or_install("CHROMEDRIVER", &["chromedriver"], "ChromeDriver", &APT_PACKAGES)
}

/// Firefox; set up by apt-get if it is missing.
///
/// # Errors
/// A sentence that says what to do.
pub(crate) fn firefox() -> Result<PathBuf> {
    find_or_install("FIREFOX", &FIREFOX, "Firefox", &FIREFOX_PACKAGES)
}

fn find_or_install(variable: &str, names: &[&str], title: &str, packages: &[&str]) -> Result<PathBuf> {
    if let Some(path) = find(variable, names)? {
        println!("{title}: there");
        return Ok(path);
    }
    apt_install(packages).with_context(|| {
        format!("{title} is missing. Install it so that `{}` is in PATH, or set {variable} to its path", names[0])
    })?;
    find(variable, names)?.with_context(|| {
        format!("{title} is still missing after installing {}. Set {variable} to its path", packages.join(" "))
    })
}

fn find(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    if let Some(path) = std::env::var_os(variable).map(PathBuf::from) {
        if !path.is_file() {
            bail!("{variable} is {}, which is not a file", path.display());
        }
        return Ok(Some(path));
    }
    let search = std::env::var_os("PATH").unwrap_or_default();
    let in_path = names.iter().find_map(|name| {
        std::env::split_paths(&search)
            .map(|folder| folder.join(name).with_extension(std::env::consts::EXE_EXTENSION))
            .find(|path| path.is_file())
    });
    let mac = match variable {
        "CHROME" => Some(MAC_CHROME),
        "FIREFOX" => Some(MAC_FIREFOX),
        _ => None,
    };
    Ok(in_path.or_else(|| mac.map(PathBuf::from).filter(|path| path.is_file())))
}

fn apt_install(packages: &[&str]) -> Result<()> {
    let root = capture(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    let apt = |arguments: &[&str]| {
        let mut command = if root { Command::new("apt-get") } else { Command::new("sudo") };
        if !root {
            command.args(["-n", "apt-get"]);
        }
        run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    if capture(Command::new("apt-get").arg("--version")).is_err() {
        bail!("only apt-get is used to set it up by itself, and this system has none");
    }
    timed(&format!("apt-get install {}", packages.join(" ")), || {
        // Old package lists may still do; if not, the installation says so.
        let _ = apt(&["update", "-qq"]);
        apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages].concat())
    })
}

/// Writes the settings that wasm-bindgen's test runner hands to the driver, and says where.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn webdriver_settings(project: &Project, chromium: &Path) -> Result<PathBuf> {
    let args: Vec<&str> = FLAGS.iter().copied().chain(["--headless=new", "--disable-dev-shm-usage"]).collect();
    let settings = json!({ "goog:chromeOptions": { "binary": chromium, "args": args } });
    let file = project.tools().join("webdriver.json");
    std::fs::create_dir_all(project.tools()).context("creating the folder of tools")?;
    std::fs::write(&file, settings.to_string()).with_context(|| format!("writing {}", file.display()))?;
    Ok(file)
}
