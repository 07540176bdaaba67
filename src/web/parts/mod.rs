//! What panels are made of.
//!
//! - [`card`]: the card of a panel, and what it says while it has no picture.
//! - [`keys`]: where arrow keys lead.
//! - [`ramp`]: a scale of values as colours.
//! - [`readout`]: what a panel says in words.
//! - [`skip`]: links past the long parts of the page.
//! - [`switch`]: a check box for how the page shows the run.
//! - [`turns`]: the turns of two networks that learn against each other.

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
