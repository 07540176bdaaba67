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

pub use card::{Card, Empty, InSlot};
pub use keys::{direction, next_cell};
pub use ramp::Ramp;
pub use readout::{in_words, live, why_empty};
pub use skip::skip;
pub use switch::Switch;
pub use turns::Turns;
