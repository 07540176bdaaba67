//! Checks that the browser grants the memory a run needs before the run allocates it: a program that runs out of memory is
//! killed.

/// Bytes below which no check is made.
const WORTH_ASKING: u64 = 32 << 20;
/// Bytes allocated at once: no single gap needs to be larger.
const PIECE: usize = 64 << 20;

/// Whether this many bytes can be allocated. They are allocated and freed; memory that the program once obtained remains
/// available.
pub(super) fn is_there(bytes: u64) -> bool {
    if bytes < WORTH_ASKING {
        return true;
    }
    let pieces: Option<Vec<Vec<u8>>> = (0..bytes.div_ceil(PIECE as u64)).map(|_| reserve()).collect();
    // Keeps the optimizer from removing the unused allocations.
    std::hint::black_box(&pieces).is_some()
}

fn reserve() -> Option<Vec<u8>> {
    let mut piece = Vec::new();
    piece.try_reserve_exact(PIECE).ok().map(|()| piece)
}
