//! What the GPU's trainer does in a browser, inside a worker as on the page. Natively there is nothing here.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use gradient_garden::{constructors, train::device};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

mod shared;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// One test for all: a device can be initialised only once in an instance. [`device::webgpu`] runs the self-test.
#[wasm_bindgen_test]
async fn webgpu_passes_its_self_test_and_agrees_with_mathematics() {
    constructors::run();
    let (device, _) = device::webgpu(|_| ()).await.unwrap();
    shared::activations(&device).await;
    shared::two_hundred_steps(&device).await;
    shared::exact_zeros(&device).await;
    shared::rows_and_the_smallest_step(&device).await;
    shared::checkpoint_and_picture(&device).await;
}
