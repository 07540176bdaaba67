//! Building blocks of panels.
//!
//! - [`card`]: a panel's card, and what it shows while it has no picture.
//! - [`keys`]: where arrow keys lead.
//! - [`ramp`]: a colour scale of values.
//! - [`readout`]: a panel's texts.
//! - [`mod@skip`]: links past the long parts of the page.
//! - [`switch`]: a check box for a display setting.
//! - [`turns`]: single steps of two networks that learn against each other.

mod card;
mod keys;
mod ramp;
mod readout;
mod skip;
mod switch;
mod turns;

pub(crate) use card::{Card, Empty, InSlot};
pub(crate) use keys::{direction, next_cell};
pub(crate) use ramp::Ramp;
pub(crate) use readout::{in_words, live, why_empty};
pub(crate) use skip::skip;
pub(crate) use switch::Switch;
pub(crate) use turns::Turns;
