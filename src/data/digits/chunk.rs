//! The format of a chunk: gzip around "GGMN", the number of digits (u32, little-endian), a label byte for each, and then
//! 784 pixel bytes for each, row by row.
//!
//! The file name does not mention gzip, because some hosts would then unpack it in transit; both forms are read.

use std::fmt;
use std::io::{ErrorKind, Read};

use flate2::Crc;
use flate2::bufread::GzDecoder;

use super::{CHECKSUMS, CHUNK, CLASSES, PIXELS};

const MAGIC: [u8; 4] = *b"GGMN";
const GZIP: [u8; 2] = [0x1f, 0x8b];
const HEADER: usize = 8;

/// Digits of a chunk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digits {
    /// 784 bytes for each digit, row by row: 0 for paper, 255 for full ink.
    pub pixels: Vec<u8>,
    /// The class of each digit, 0…9.
    pub labels: Vec<u8>,
}

/// Why a chunk could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    /// The file.
    pub file: String,
    /// What is wrong with it.
    pub flaw: Flaw,
}

/// What is wrong with a chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// Its gzip form cannot be unpacked.
    Gzip {
        /// Its end is missing.
        cut_off: bool,
        /// The unpacker's words.
        why: String,
    },
    /// It is not a chunk of digits: its first bytes are wrong.
    Kind,
    /// It declares this many digits: none, or more than a chunk has.
    Count(u32),
    /// Its length does not match its number of digits.
    Length {
        /// Bytes there should be.
        expected: usize,
        /// The actual number of bytes; for a file that is too long, the number read.
        found: usize,
    },
    /// It is complete but not the file of this build: another version, or altered in transit.
    Checksum,
    /// A label is no digit.
    Label {
        /// The digit's index in the chunk.
        index: usize,
        /// Its label.
        label: u8,
    },
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.flaw)
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Gzip { why, .. } => write!(f, "cannot be unpacked ({why})"),
            Self::Kind => write!(f, "is not a chunk of digits"),
            Self::Count(count) => write!(f, "says it has {count} digits, and a chunk has 1 to {CHUNK}"),
            Self::Length { expected, found } => write!(f, "has {found} bytes where {expected} should be"),
            Self::Checksum => write!(f, "is not the file that belongs to this page"),
            Self::Label { index, label } => write!(f, "labels its digit {index} with {label}"),
        }
    }
}

impl std::error::Error for DecodeError {}

impl Flaw {
    /// Whether only the end is missing.
    pub fn is_cut_off(&self) -> bool {
        match self {
            Self::Gzip { cut_off, .. } => *cut_off,
            Self::Length { expected, found } => found < expected,
            Self::Kind | Self::Count(_) | Self::Checksum | Self::Label { .. } => false,
        }
    }
}

/// Reads a chunk, gzipped or already unpacked. `file` is named in errors, and selects the checksum.
///
/// # Errors
/// [`DecodeError`] says what is wrong, for any bytes.
pub fn decode(file: &str, bytes: &[u8]) -> Result<Digits, DecodeError> {
    let checked = |bytes: &[u8]| {
        let digits = read(bytes)?;
        if is_right(file, bytes) { Ok(digits) } else { Err(Flaw::Checksum) }
    };
    let digits =
        if bytes.starts_with(&GZIP) { unpack(bytes).and_then(|bytes| checked(&bytes)) } else { checked(bytes) };
    digits.map_err(|flaw| DecodeError { file: file.to_owned(), flaw })
}

/// Whether the bytes match this build's checksum for the name; unknown names always match.
fn is_right(file: &str, bytes: &[u8]) -> bool {
    let known = CHECKSUMS.iter().find(|(name, _)| *name == file);
    known.is_none_or(|(_, checksum)| {
        let mut crc = Crc::new();
        crc.update(bytes);
        crc.sum() == *checksum
    })
}

fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Flaw> {
    // One byte beyond a full chunk reveals a file that is too long, however much it would unpack to.
    let most = HEADER + CHUNK * (1 + PIXELS) + 1;
    let mut unpacked = Vec::new();
    match GzDecoder::new(bytes).take(most as u64).read_to_end(&mut unpacked) {
        Ok(_) => Ok(unpacked),
        Err(error) => Err(Flaw::Gzip { cut_off: error.kind() == ErrorKind::UnexpectedEof, why: error.to_string() }),
    }
}

fn read(bytes: &[u8]) -> Result<Digits, Flaw> {
    let (header, content) = bytes.split_first_chunk::<HEADER>().ok_or(Flaw::Kind)?;
    let [m0, m1, m2, m3, count @ ..] = *header;
    if [m0, m1, m2, m3] != MAGIC {
        return Err(Flaw::Kind);
    }
    let count = u32::from_le_bytes(count);
    let digits = count as usize;
    if !(1..=CHUNK).contains(&digits) {
        return Err(Flaw::Count(count));
    }
    let expected = HEADER + digits * (1 + PIXELS);
    if bytes.len() != expected {
        return Err(Flaw::Length { expected, found: bytes.len() });
    }
    let (labels, pixels) = content.split_at(digits);
    if let Some(index) = labels.iter().position(|label| usize::from(*label) >= CLASSES) {
        return Err(Flaw::Label { index, label: labels[index] });
    }
    Ok(Digits { pixels: pixels.to_vec(), labels: labels.to_vec() })
}
