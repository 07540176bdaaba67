//! The release site: trunk puts it together, then the modules shrink and every file learns which build it belongs to.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::optimise::Optimiser;
use crate::project::{Project, run, timed};
use crate::{sizes, tools, wrappers};

/// How far a build is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finish {
    /// What is published.
    Release,
    /// The same code, without wasm-opt and the size budget.
    Dev,
}

/// The arithmetic on the CPU. Large functions with a single caller stay functions: put into it, they no longer look like their likes, and
/// what is sent is 7 % larger.
const CPU: &str = "-O3 --one-caller-inline-max-function-size=60";

/// The modules: how their files' names begin, and how wasm-opt treats them. Measured: higher levels inline what rustc had left
/// apart. A step on the CPU takes a quarter less time with `-O3` than with `-O1`, for 15 % more to load; the other modules only
/// grow after gzip, and the GPU module takes four times as long to optimise.
const MODULES: [(&str, &str); 4] =
    [(PAGE, "-O1"), ("trainer_dense", CPU), ("trainer_cpu", CPU), ("trainer_gpu", "-O1")];
/// The workers, whose files have no hash in their names.
const WORKERS: [&str; 3] = ["trainer_dense", "trainer_cpu", "trainer_gpu"];
/// The page's own module.
const PAGE: &str = "app";
/// How the names of the workers' first scripts end.
const LOADER: &str = "_loader.js";
/// The script that starts the page's program.
const START: &str = "start.js";
/// Stands in index.html for the build's hash.
const PLACEHOLDER: &str = "__BUILD__";

/// Builds the site and says where it is.
///
/// # Errors
/// When a tool is missing, something does not compile, or the site is larger than its budget.
pub(crate) fn build(project: &Project, finish: Finish) -> Result<PathBuf> {
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
    let id = name_build(&dist, &project.root.join("www"))?;
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

/// Gives the build its name, a hash of its programs, and writes it where the browser must not mix two builds: the page, the
/// script that starts its program, and the trainers' loaders. Each of them knows length and checksum of what it fetches.
fn name_build(dist: &Path, www: &Path) -> Result<String> {
    let text = |name: &str| {
        let path = www.join(name);
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    };
    let (program, start, load) = (text("program.js")?, text("start.js")?, text("loader.js")?);
    let page = dist.join("index.html");
    let html = std::fs::read_to_string(&page).with_context(|| format!("reading {}", page.display()))?;
    anyhow::ensure!(html.contains(PLACEHOLDER), "index.html has no {PLACEHOLDER} for the build's name");
    let mut hasher = DefaultHasher::new();
    [&html, &program, &start, &load].hash(&mut hasher);
    for path in files(dist)? {
        let name = file_name(&path);
        let is_program = path.extension().is_some_and(|kind| kind == "js" || kind == "wasm");
        if is_program && name != START && !name.ends_with(LOADER) {
            (name, std::fs::read(&path)?).hash(&mut hasher);
        }
    }
    let id = format!("{:016x}", hasher.finish());
    let write = |name: &str, facts: &Value, script: &str| {
        let file = dist.join(name);
        let text = format!("const PROGRAM = {facts};\n{program}\n{script}");
        std::fs::write(&file, text).with_context(|| format!("writing {}", file.display()))
    };
    for worker in WORKERS {
        let files = described(dist, &[format!("{worker}.js"), format!("{worker}_bg.wasm")])?;
        let facts = json!({ "build": id, "name": worker, "files": files });
        write(&format!("{worker}{LOADER}"), &facts, &load)?;
    }
    let module = file_name(&module(dist, PAGE)?);
    let script = module.replace("_bg.wasm", ".js");
    let mut all = WORKERS.map(|worker| format!("{worker}{LOADER}")).to_vec();
    all.extend([script.clone(), module.clone()]);
    let facts = json!({ "build": id, "script": script, "module": module, "files": described(dist, &all)? });
    write(START, &facts, &start)?;
    std::fs::write(&page, html.replace(PLACEHOLDER, &id)).with_context(|| format!("writing {}", page.display()))?;
    Ok(id)
}

/// Length and CRC-32 of files, by their names.
fn described(dist: &Path, names: &[String]) -> Result<Value> {
    let mut files = serde_json::Map::new();
    for name in names {
        let path = dist.join(name);
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut checksum = flate2::Crc::new();
        checksum.update(&bytes);
        files.insert(name.clone(), json!([bytes.len(), checksum.sum()]));
    }
    Ok(files.into())
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
        let www = std::env::temp_dir().join(format!("gradient-garden-site-{}", std::process::id()));
        let dist = www.join("dist");
        std::fs::create_dir_all(&dist).unwrap();
        let write = |name: &str, text: &str| std::fs::write(dist.join(name), text).unwrap();
        let read = |name: &str| std::fs::read_to_string(dist.join(name)).unwrap();
        for source in ["program.js", "start.js", "loader.js"] {
            std::fs::write(www.join(source), format!("// {source}")).unwrap();
        }
        for worker in WORKERS {
            write(&format!("{worker}.js"), "glue");
            write(&format!("{worker}_bg.wasm"), "module");
        }
        write("index.html", "<meta name=build content=__BUILD__>");
        write("app-1.js", "123456789");
        write("app-1_bg.wasm", "");
        let first = name_build(&dist, &www).unwrap();
        assert_eq!(read("index.html"), format!("<meta name=build content={first}>"));
        let loader = read("trainer_cpu_loader.js");
        assert!(loader.contains(&format!("\"build\":\"{first}\"")) && loader.ends_with("// program.js\n// loader.js"));
        // The check value of CRC-32.
        assert!(read("start.js").contains(&format!("\"app-1.js\":[9,{}]", 0xcbf4_3926_u32)), "{}", read("start.js"));
        assert!(read("start.js").contains("\"trainer_gpu_loader.js\":["));

        write("index.html", "<meta name=build content=__BUILD__>");
        assert_eq!(name_build(&dist, &www).unwrap(), first, "the same programs have the same name");
        write("index.html", "<meta name=build content=__BUILD__>");
        write("app-1.js", "two");
        assert_ne!(name_build(&dist, &www).unwrap(), first, "other programs have another");
        assert!(name_build(&dist, &www).is_err(), "a page without the placeholder is refused");
        std::fs::remove_dir_all(&www).unwrap();
    }
}
