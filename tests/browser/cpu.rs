//! What the CPU's trainer does in a browser, inside a worker as on the page. Natively there is nothing here.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, missing_docs)]

use gradient_garden::train::device;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

mod shared;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
async fn the_self_test_passes() {
    device::self_test(&device::cpu().0).await.unwrap();
}

#[wasm_bindgen_test]
async fn activations_and_their_slopes_agree_with_mathematics() {
    shared::activations(&device::cpu().0).await;
}

#[wasm_bindgen_test]
async fn two_hundred_steps_agree_with_mathematics() {
    shared::two_hundred_steps(&device::cpu().0).await;
}

#[wasm_bindgen_test]
async fn weights_become_exactly_zero() {
    shared::exact_zeros(&device::cpu().0).await;
}

#[wasm_bindgen_test]
async fn rows_are_their_own_and_the_smallest_step_is_a_step() {
    shared::rows_and_the_smallest_step(&device::cpu().0).await;
}

#[wasm_bindgen_test]
async fn a_checkpoint_continues() {
    shared::checkpoint_and_picture(&device::cpu().0).await;
}
