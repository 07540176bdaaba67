//! The worker that trains on WebGPU.

#[cfg(target_arch = "wasm32")]
fn main() {
    use gradient_garden::{constructors, protocol::Device, train::device, worker};
    constructors::run();
    wasm_bindgen_futures::spawn_local(worker::run(async |at| device::webgpu(at).await, Device::WebGpu));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
