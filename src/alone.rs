//! The crate once more, with every room private and its programs' beginnings as the only way in.
//!
//! In the library every room is public, because tests and programs are crates of their own: the compiler cannot tell what only
//! tests use. Here it can. `cargo xtask lint` checks this program with the page and every trainer in it; nobody runs it.

#![allow(unreachable_pub, unused_imports, reason = "the rooms are the library's, where both are for others")]

mod app;
mod choice;
mod constructors;
mod cost;
mod data;
mod lesson;
mod model;
mod observe;
mod options;
mod plot;
mod protocol;
mod retry;
mod shape;
mod train;
mod web;
mod worker;

fn main() {
    constructors::run();
    web::mount();
    wasm_bindgen_futures::spawn_local(worker::run(async |_| Ok(train::device::cpu()), protocol::Device::Cpu));
    wasm_bindgen_futures::spawn_local(worker::run(
        async |at| train::device::webgpu(at).await,
        protocol::Device::WebGpu,
    ));
}
