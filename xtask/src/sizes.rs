//! What ships, how large it is, and the budget for what a person waits for.

use std::io::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use flate2::{Compression, write::GzEncoder};

/// The trainers, each with what may travel before its first step, gzip: the page, its style and the module. That of WebGPU
/// is fetched only where it is used.
const BUDGETS: [(&str, usize); 2] = [("trainer_dense", 1_500_000), ("trainer_cpu", 1_800_000)];

/// A file of the site.
#[derive(Debug)]
struct Shipped {
    name: String,
    raw: usize,
    gzip: usize,
}

impl Shipped {
    /// Whether it travels before this trainer's first step.
    fn travels_with(&self, trainer: &str) -> bool {
        !self.name.starts_with("trainer_") || self.name.starts_with(trainer)
    }
}

/// Gzips bytes.
///
/// # Errors
/// Never in practice: memory is written to.
pub(crate) fn gzip(bytes: &[u8], level: Compression) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 3), level);
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Prints the sizes of the programs, pages and styles of a site, and the sums of those that travel first.
///
/// # Errors
/// When a file cannot be read, or, if `enforce`, when a budget is exceeded.
pub(crate) fn report(dist: &Path, enforce: bool) -> Result<()> {
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
    for (trainer, budget) in BUDGETS {
        let first: usize = files.iter().filter(|file| file.travels_with(trainer)).map(|file| file.gzip).sum();
        println!("before the first step of {trainer}: {} gzip of {} allowed", amount(first), amount(budget));
        if enforce && first > budget {
            bail!("the page and {trainer} are {} gzip, more than the {} allowed", amount(first), amount(budget));
        }
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
    fn a_trainer_travels_with_the_page_and_without_the_others() {
        let file = |name: &str| Shipped { name: name.into(), raw: 0, gzip: 0 };
        assert!(!file("trainer_gpu_bg.wasm").travels_with("trainer_cpu"));
        assert!(!file("trainer_cpu_loader.js").travels_with("trainer_dense"));
        assert!(file("trainer_dense_bg.wasm").travels_with("trainer_dense"));
        assert!(file("app-1a2b_bg.wasm").travels_with("trainer_cpu"));
    }
}
