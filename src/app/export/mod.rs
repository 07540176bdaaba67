//! Exports a run as files: their contents, their names, and the formats that need no browser.

use std::fmt::Write as _;

use crate::lesson::Panel;
use crate::options::Options;
use crate::protocol::Array;

mod curves;
mod table;

pub use curves::curves;
pub use table::{Table, examples};

/// A file that a run can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// The examples as a table.
    Dataset,
    /// The curves as a table: one row for every step that was measured or has a batch loss.
    History,
    /// The parameters.
    Parameters,
    /// Options, numbers, history and parameters in one.
    Everything,
    /// A panel's picture.
    Picture,
}

impl File {
    /// All files, in the dialog's order.
    pub const ALL: [Self; 5] = [Self::Dataset, Self::History, Self::Parameters, Self::Everything, Self::Picture];

    /// The name for scripts, and in the message files (`download-<name>`).
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dataset => "dataset",
            Self::History => "history",
            Self::Parameters => "safetensors",
            Self::Everything => "json",
            Self::Picture => "png",
        }
    }

    /// The file of this name. `csv` is accepted for `history`: it used to be the only table.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = if name == "csv" { "history" } else { name };
        Self::ALL.into_iter().find(|file| file.name() == name)
    }

    /// How the file's name ends.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Dataset | Self::History => "csv",
            Self::Parameters => "safetensors",
            Self::Everything => "json",
            Self::Picture => "png",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Dataset | Self::History => "text/csv",
            Self::Parameters => "application/octet-stream",
            Self::Everything => "application/json",
            Self::Picture => "image/png",
        }
    }

    /// The file's name: it states the lesson and the content, such as `gradient-garden-boundary-points.csv`.
    pub fn file_name(self, options: &Options, panel: Option<Panel>) -> String {
        let content = match self {
            Self::Dataset => Table::of(options).name(),
            Self::History => "history",
            Self::Parameters => "parameters",
            Self::Everything => "run",
            Self::Picture => panel.map_or("picture", Panel::name),
        };
        format!("gradient-garden-{}-{content}.{}", options.lesson().name(), self.extension())
    }
}

/// The safetensors format: the header's length (8 bytes, little-endian), the header (JSON), the numbers (little-endian). The
/// header's `__metadata__` says by what order the numbers stand, and of what run they are.
pub fn safetensors(arrays: &[Array], link: &str) -> Vec<u8> {
    let metadata = [
        ("format", "gradient-garden"),
        ("version", env!("CARGO_PKG_VERSION")),
        ("order", "[inputs, units]"),
        ("link", link),
    ];
    let metadata: Vec<_> = metadata.iter().map(|(name, value)| format!("{}:{}", quoted(name), quoted(value))).collect();
    let mut entries = vec![format!(r#""__metadata__":{{{}}}"#, metadata.join(","))];
    let mut place = 0;
    entries.extend(arrays.iter().map(|array| {
        let start = place;
        place += array.values.len() * 4;
        let name = quoted(&array.name);
        format!(r#"{name}:{{"dtype":"F32","shape":{:?},"data_offsets":[{start},{place}]}}"#, array.shape)
    }));
    let mut header = format!("{{{}}}", entries.join(","));
    // The numbers begin at a multiple of 8; blanks are part of the header.
    header.extend(std::iter::repeat_n(' ', header.len().next_multiple_of(8) - header.len()));
    let mut bytes = (header.len() as u64).to_le_bytes().to_vec();
    bytes.extend_from_slice(header.as_bytes());
    for array in arrays {
        bytes.extend(array.values.iter().flat_map(|value| value.to_le_bytes()));
    }
    bytes
}

/// A text as JSON writes it.
fn quoted(text: &str) -> String {
    let mut json = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => json.extend(['\\', letter]),
            // Writing to a string does not fail.
            control if control < ' ' => _ = write!(json, "\\u{:04x}", u32::from(control)),
            other => json.push(other),
        }
    }
    json.push('"');
    json
}
