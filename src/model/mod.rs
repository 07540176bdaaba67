//! Network families, one per file, and [`spec`]: what can be asked for, with its ranges.

pub mod spec;
