//! The check that a device must pass before it is trusted.

use gradient_garden::train::device;

#[test]
fn the_cpu_passes() {
    pollster::block_on(device::self_test(&device::cpu().0)).unwrap();
}
