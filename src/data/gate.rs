//! The logic gate XOR: four points, with no straight line between those with answer 1 and those with answer 0.

/// x₁ and x₂ of each point.
pub const INPUTS: [[f32; 2]; 4] = [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]];

/// The gate's answer to each: 1 if exactly one input is 1.
pub const TARGETS: [f32; 4] = [0.0, 1.0, 1.0, 0.0];

/// The visible part of the input plane: left, right, bottom and top.
pub const REGION: [f32; 4] = [-0.5, 1.5, -0.5, 1.5];
