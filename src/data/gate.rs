//! The logic gate XOR: four points, and no straight line between those whose answer is 1 and those whose answer is 0.

/// x₁ and x₂ of each point.
pub const INPUTS: [[f32; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// What the gate answers to each: 1 if exactly one input is 1.
pub const TARGETS: [f32; 4] = [0.0, 1.0, 1.0, 0.0];

/// What is shown of the plane of inputs: left, right, bottom and top.
pub const REGION: [f32; 4] = [-0.5, 1.5, -0.5, 1.5];
