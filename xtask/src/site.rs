//! The release site: trunk puts it together, then the modules shrink and every file learns which build it belongs to.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::optimise::Optimiser;
use crate::project::{Project, run, timed};
use crate::{sizes, tools, wrappers};

/// How far a build is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// What is published.
    Release,
    /// The same code, without wasm-opt and the size budget.
    Dev,
}

/// The modules: how their files' names begin, and how wasm-opt treats them. Measured: higher levels inline what rustc had left
/// apart. A step on the CPU takes a quarter less time with `-O3` than with `-O1`, for 15 % more to load; the other modules only
/// grow after gzip, and the GPU module takes four times as long to optimise.
const MODULES: [(&str, &str); 4] =
    [("app", "-O1"), ("trainer_dense", "-O3"), ("trainer_cpu", "-O3"), ("trainer_gpu", "-O1")];
/// The workers, whose files have no hash in their names.
const WORKERS: [&str; 3] = ["trainer_dense", "trainer_cpu", "trainer_gpu"];
/// Stands in index.html for the build's hash.
const PLACEHOLDER: &str = "__BUILD__";

/// Builds the site and says where it is.
///
/// # Errors
/// When a tool is missing, something does not compile, or the site is larger than its budget.
pub fn build(project: &Project, finish: Finish) -> Result<PathBuf> {
    tools::wasm_target(project)?;
    tools::bundlers(project)?;
    let optimiser = (finish == Finish::Release).then(|| Optimiser::new(project)).transpose()?;
    tools::crates(project)?;
    let dist = project.root.join("dist");
    timed("trunk build", || {
        let mut trunk = project.command("trunk");
        // trunk reads NO_COLOR as a yes-or-no option and stops at any other value.
        run(trunk
            .env_remove("NO_COLOR")
            .args(["build", "--release", "--offline", "--log", "warn"])
            .arg("--dist")
            .arg(&dist))
    })?;
    for (name, _) in MODULES {
        wrappers::refuse(&module(&dist, name)?, name)?;
    }
    if let Some(optimiser) = &optimiser {
        optimise(optimiser, &dist)?;
    }
    let id = name_build(&dist)?;
    println!("build {id} in {}", dist.display());
    sizes::report(&dist, finish == Finish::Release)?;
    Ok(dist)
}

/// All modules at once: wasm-opt runs on one core each.
fn optimise(optimiser: &Optimiser, dist: &Path) -> Result<()> {
    let mut jobs = Vec::new();
    for (name, level) in MODULES {
        jobs.push((module(dist, name)?, name, level));
    }
    std::thread::scope(|scope| {
        let running: Vec<_> =
            jobs.iter().map(|(path, name, level)| scope.spawn(move || optimiser.apply(path, name, level))).collect();
        running
            .into_iter()
            .try_for_each(|job| job.join().unwrap_or_else(|_| Err(anyhow::anyhow!("wasm-opt's thread panicked"))))
    })
}

/// The file of a module.
fn module(dist: &Path, name: &str) -> Result<PathBuf> {
    let is_module = |file: &str| file.starts_with(name) && file.ends_with("_bg.wasm");
    let found = files(dist)?.into_iter().find(|path| is_module(&file_name(path)));
    found.with_context(|| format!("trunk wrote no module for {name}"))
}

/// Gives the build its name, a hash of its programs, and writes it where the browser must not mix two builds: the page,
/// which appends it to the workers' URLs, and the workers' loaders, which append it to everything that they fetch.
fn name_build(dist: &Path) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    for path in files(dist)? {
        let name = file_name(&path);
        let is_program = path.extension().is_some_and(|kind| kind == "js" || kind == "wasm");
        if is_program && !name.ends_with("_loader.js") {
            (name, std::fs::read(&path)?).hash(&mut hasher);
        }
    }
    let id = format!("{:016x}", hasher.finish());
    for worker in WORKERS {
        let file = dist.join(format!("{worker}_loader.js"));
        std::fs::write(&file, loader(worker, &id)).with_context(|| format!("writing {}", file.display()))?;
    }
    let page = dist.join("index.html");
    let html = std::fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    anyhow::ensure!(html.contains(PLACEHOLDER), "index.html has no {PLACEHOLDER} for the build's name");
    std::fs::write(&page, html.replace(PLACEHOLDER, &id)).with_context(|| format!("writing {}", page.display()))?;
    Ok(id)
}

/// The first script of a worker.
fn loader(worker: &str, id: &str) -> String {
    format!(
        "import init from './{worker}.js?v={id}';\n\
         await init({{ module_or_path: new URL('./{worker}_bg.wasm?v={id}', import.meta.url) }});\n"
    )
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_named_in_the_page_and_in_the_loaders() {
        let dist = std::env::temp_dir().join(format!("gradient-garden-site-{}", std::process::id()));
        std::fs::create_dir_all(&dist).unwrap();
        let write = |name: &str, text: &str| std::fs::write(dist.join(name), text).unwrap();
        let read = |name: &str| std::fs::read_to_string(dist.join(name)).unwrap();
        write("index.html", "<meta name=build content=__BUILD__>");
        write("app-1.js", "one");
        let first = name_build(&dist).unwrap();
        assert_eq!(read("index.html"), format!("<meta name=build content={first}>"));
        assert!(read("trainer_cpu_loader.js").contains(&format!("trainer_cpu_bg.wasm?v={first}")));

        write("index.html", "__BUILD__");
        assert_eq!(name_build(&dist).unwrap(), first, "the same programs have the same name");
        write("index.html", "__BUILD__");
        write("app-1.js", "two");
        assert_ne!(name_build(&dist).unwrap(), first, "other programs have another");
        assert!(name_build(&dist).is_err(), "a page without the placeholder is refused");
        std::fs::remove_dir_all(&dist).unwrap();
    }
}
