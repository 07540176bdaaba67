//! The program's static constructors, run once.
//!
//! Crates that register things before `main` (cubecl its kernels) do so by constructors, which WebAssembly leaves to the
//! linker. Where a program does not call them itself, `wasm-ld` wraps *every* export, `__wbindgen_malloc` included, with a call
//! of all of them ("command" modules, `createCommandExportWrappers` in lld's `wasm/Writer.cpp`). Then each call from JavaScript
//! registers every kernel anew, which cost a step on WebGPU some 170 ms. A program that refers to `__wasm_call_ctors` gets no
//! such wrappers; `cargo xtask build` fails if a module has one all the same.

#![expect(unsafe_code, reason = "`__wasm_call_ctors` is a symbol of the linker; there is no safe way to name it")]

use std::sync::Once;

unsafe extern "C" {
    /// Synthesised by the linker: calls every constructor of the program.
    fn __wasm_call_ctors();
}

/// Runs the constructors, the first time that it is called. Every program does so before anything else.
pub fn run() {
    static DONE: Once = Once::new();
    // SAFETY: the linker defines the function with this signature, and constructors may run at any time before what
    // they register is looked up; `Once` keeps them from running twice.
    DONE.call_once(|| unsafe { __wasm_call_ctors() });
}
