//! The check that a device must pass before it is trusted.

use gradient_garden::protocol::{Problem, Quantity};
use gradient_garden::train::device;

#[test]
fn the_cpu_passes() {
    pollster::block_on(device::self_test(&device::cpu().0)).unwrap();
}

#[test]
fn a_device_that_computes_garbage_is_refused_and_named() {
    let right = vec![
        vec![0.099_668, -0.980_096],
        vec![0.990_066, 0.039_411, -1.980_133, -0.078_822],
        vec![0.990_066, 0.039_411],
    ];
    device::verify(&right).unwrap();
    for (place, index, wrong) in [(0, 1, 0.0), (1, 2, 1.980_133), (2, 0, f32::NAN)] {
        let mut found = right.clone();
        found[place][index] = wrong;
        let Err(Problem::WrongWebGpu { quantity, index: named, .. }) = device::verify(&found) else {
            panic!("{place} {index} passed")
        };
        assert_eq!((quantity, named as usize), (Quantity::ALL[place], index));
    }
    assert!(device::verify(&right[..2]).is_err(), "nothing came back");
}
