//! Looks for exports that the linker wrapped with the static constructors (see `src/constructors.rs`).

use std::path::Path;

use anyhow::{Context as _, Result, bail};

/// How the linker names a wrapped export.
const WRAPPER: &[u8] = b".command_export";
/// What a module calls that runs its constructors itself. Its name tells that the module has its names, without which the absence
/// of a wrapper's name would mean nothing.
const CONSTRUCTORS: &[u8] = b"__wasm_call_ctors";

/// Refuses a module in which calls from JavaScript would run all constructors again. Must come before wasm-opt, which drops names.
///
/// # Errors
/// When the module cannot be read, has wrappers, or does not tell.
pub(crate) fn refuse(module: &Path, name: &str) -> Result<()> {
    let bytes = std::fs::read(module).with_context(|| format!("reading {}", module.display()))?;
    judge(&bytes, name)
}

fn judge(bytes: &[u8], name: &str) -> Result<()> {
    let wrappers = count(bytes, WRAPPER);
    if wrappers > 0 {
        bail!(
            "the linker wrapped {wrappers} exports of {name}: every call from JavaScript would run all static constructors again. \
             Its `main` has to begin with `constructors::run()`"
        );
    }
    if count(bytes, CONSTRUCTORS) == 0 {
        bail!(
            "{name} does not name `__wasm_call_ctors`: either its `main` does not call `constructors::run()`, or the module was \
             stripped of its names, and then nothing tells whether exports are wrapped"
        );
    }
    Ok(())
}

fn count(bytes: &[u8], name: &[u8]) -> usize {
    bytes.windows(name.len()).filter(|part| *part == name).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapped_export_is_refused() {
        let error = judge(b"__wasm_call_ctors __wbindgen_malloc.command_export main.command_export", "trainer_gpu");
        assert!(error.unwrap_err().to_string().starts_with("the linker wrapped 2 exports of trainer_gpu"));
        assert!(judge(b"main __wasm_call_ctors", "trainer_gpu").is_ok());
    }

    #[test]
    fn a_module_without_names_tells_nothing() {
        assert!(judge(b"\0asm", "app").unwrap_err().to_string().contains("stripped of its names"));
    }
}
