//! What ships, how large it is, and the budget for what a person waits for.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use flate2::{Compression, write::GzEncoder};

/// What may travel before the first step on the CPU: 1.9 MB, gzip, for every family of networks in one module.
const BUDGET: usize = 1_900_000;

/// A file of the site.
#[derive(Debug)]
struct Shipped {
    name: String,
    raw: usize,
    gzip: usize,
}

impl Shipped {
    /// Whether it travels before the first step on the CPU; the GPU module is fetched only when WebGPU is used.
    fn is_first(&self) -> bool {
        !self.name.starts_with("trainer_gpu")
    }
}

/// Gzips bytes.
///
/// # Errors
/// Never in practice: memory is written to.
pub fn gzip(bytes: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Prints the sizes of the programs, pages and styles of a site, and the sum of those that travel first.
///
/// # Errors
/// When a file cannot be read, or, if `enforce`, when the budget is exceeded.
pub fn report(dist: &Path, enforce: bool) -> Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(dist).with_context(|| format!("reading {}", dist.display()))? {
        let path = entry?.path();
        let ships =
            path.extension().is_some_and(|kind| ["wasm", "js", "html", "css"].iter().any(|known| kind == *known));
        if ships {
            let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push(Shipped { name, raw: bytes.len(), gzip: gzip(&bytes, Compression::best())?.len() });
        }
    }
    files.sort_by_key(|file| std::cmp::Reverse(file.gzip));
    for file in &files {
        println!("{:<40} {:>9} raw {:>9} gzip", file.name, amount(file.raw), amount(file.gzip));
    }
    let first: usize = files.iter().filter(|file| file.is_first()).map(|file| file.gzip).sum();
    println!("before the first step on the CPU: {} gzip of {} allowed", amount(first), amount(BUDGET));
    if enforce && first > BUDGET {
        bail!("the page and the CPU module are {} gzip, more than the {} allowed", amount(first), amount(BUDGET));
    }
    Ok(())
}

/// A number of bytes in decimal kilobytes or megabytes.
fn amount(bytes: usize) -> String {
    let kilo = bytes as f64 / 1e3;
    if kilo < 1e3 { format!("{kilo:.1} kB") } else { format!("{:.2} MB", kilo / 1e3) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_decimal() {
        assert_eq!(amount(1_500_000), "1.50 MB");
        assert_eq!(amount(2_345), "2.3 kB");
    }

    #[test]
    fn the_gpu_module_is_outside_the_budget() {
        let file = |name: &str| Shipped { name: name.into(), raw: 0, gzip: 0 };
        assert!(!file("trainer_gpu_bg.wasm").is_first() && !file("trainer_gpu_loader.js").is_first());
        assert!(file("trainer_cpu_bg.wasm").is_first() && file("app-1a2b_bg.wasm").is_first());
    }
}
