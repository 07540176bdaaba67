//! Whether the browser gives as much memory as a run takes, before the run takes it: a program that runs out of memory ends.

/// Bytes below which nothing is asked.
const WORTH_ASKING: u64 = 32 << 20;
/// Bytes that are asked for at once: no gap between others need be larger.
const PIECE: usize = 64 << 20;

/// Whether so many bytes can be had. They are asked for and given back; what the program once had, it has again.
pub(super) fn is_there(bytes: u64) -> bool {
    if bytes < WORTH_ASKING {
        return true;
    }
    let pieces: Option<Vec<Vec<u8>>> = (0..bytes.div_ceil(PIECE as u64)).map(|_| reserve()).collect();
    // Nobody may find out that they are never used.
    std::hint::black_box(&pieces).is_some()
}

fn reserve() -> Option<Vec<u8>> {
    let mut piece = Vec::new();
    piece.try_reserve_exact(PIECE).ok().map(|()| piece)
}
