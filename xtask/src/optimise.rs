//! wasm-opt over a module, remembered by what went in: the GPU module takes minutes.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::project::{Project, capture, seconds};

/// The features that rustc and wasm-bindgen use. Not `--all-features`: browsers refuse what comes out of that.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-simd",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Functions in the order of their names: the many forms of one generic function are then beside each other, where gzip, which looks
/// back 32 kB, sees how alike they are. Measured: 7 % of the page's module.
const ORDER: &str = "--reorder-functions-by-name";

/// How many results of one module are kept.
const KEPT: usize = 3;

/// wasm-opt and the memory of its results.
#[derive(Debug)]
pub(crate) struct Optimiser {
    script: PathBuf,
    version: &'static str,
    memory: PathBuf,
}

impl Optimiser {
    /// Sets wasm-opt up.
    ///
    /// # Errors
    /// When it cannot be installed.
    pub(crate) fn new(project: &Project) -> Result<Self> {
        let (script, version) = crate::tools::wasm_opt(project)?;
        let memory = project.target.join("wasm-opt");
        std::fs::create_dir_all(&memory).with_context(|| format!("creating {}", memory.display()))?;
        Ok(Self { script, version, memory })
    }

    /// Replaces a module by its optimised form. `name` is what it is called in messages, `level` is `-O1`, `-Os` and so on, with options that belong to
    /// it.
    ///
    /// # Errors
    /// When the file cannot be read or written, or wasm-opt refuses it.
    pub(crate) fn apply(&self, module: &Path, name: &str, level: &str) -> Result<()> {
        let input = std::fs::read(module).with_context(|| format!("reading {}", module.display()))?;
        let mut hasher = DefaultHasher::new();
        (&input, level, FEATURES, ORDER, self.version).hash(&mut hasher);
        let result = self.memory.join(format!("{name}-{:016x}.wasm", hasher.finish()));
        if result.is_file() {
            println!("wasm-opt {level} {name}: remembered");
        } else {
            let start = Instant::now();
            let partial = result.with_extension("part");
            capture(
                Command::new("node")
                    // wasm-opt is recursive and itself compiled to WebAssembly; with Node's own limit it dies on the CPU module.
                    .arg("--stack-size=7000")
                    .arg(&self.script)
                    .args(level.split(' '))
                    .arg(ORDER)
                    .args(FEATURES)
                    .arg(module)
                    .arg("-o")
                    .arg(&partial),
            )?;
            std::fs::rename(&partial, &result).with_context(|| format!("keeping {}", result.display()))?;
            println!("wasm-opt {level} {name}: {}", seconds(start.elapsed()));
            self.forget_old(name)?;
        }
        std::fs::copy(&result, module).with_context(|| format!("writing {}", module.display()))?;
        Ok(())
    }

    fn forget_old(&self, name: &str) -> Result<()> {
        let prefix = format!("{name}-");
        let mut results = Vec::new();
        for entry in std::fs::read_dir(&self.memory)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(&prefix) {
                results.push((entry.metadata()?.modified()?, entry.path()));
            }
        }
        results.sort();
        for (_, path) in results.iter().rev().skip(KEPT) {
            std::fs::remove_file(path).with_context(|| format!("removing {}", path.display()))?;
        }
        Ok(())
    }
}
