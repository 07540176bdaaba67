//! The worker that trains networks of dense layers on the CPU.

#[cfg(target_arch = "wasm32")]
fn main() {
    use gradient_garden::{constructors, protocol::Device, train::device, worker};
    constructors::run();
    wasm_bindgen_futures::spawn_local(worker::run(async |_| Ok(device::cpu()), Device::Cpu));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
