//! Where arrow keys lead.

/// Right and up, for an arrow key on a plane.
pub(crate) fn direction(key: &str) -> Option<[f32; 2]> {
    match key {
        "ArrowLeft" => Some([-1.0, 0.0]),
        "ArrowRight" => Some([1.0, 0.0]),
        "ArrowUp" => Some([0.0, 1.0]),
        "ArrowDown" => Some([0.0, -1.0]),
        _ => None,
    }
}

/// The cell of a grid that a key leads to; `last` is its last row and column.
pub(crate) fn next_cell(key: &str, (row, column): (usize, usize), last: (usize, usize)) -> Option<(usize, usize)> {
    match key {
        "ArrowUp" => Some((row.saturating_sub(1), column)),
        "ArrowDown" => Some(((row + 1).min(last.0), column)),
        "ArrowLeft" => Some((row, column.saturating_sub(1))),
        "ArrowRight" => Some((row, (column + 1).min(last.1))),
        "Home" => Some((row, 0)),
        "End" => Some((row, last.1)),
        _ => None,
    }
}
