//! The page's state and the logic that changes it: [`State`], [`Msg`], [`update()`] and [`Effect`]. Independent of the DOM.
//!
//! [`update()`] is pure and synchronous: it changes the state and returns the effects to carry out, as values.
//! - [`state`]: what the page knows.
//! - [`message`]: the messages that change it, and the effects that it requests.
//! - [`update`](mod@update): one function per kind of message.
//! - [`url`]: reading and writing the URL fragment.
//! - [`remark`]: parts of a link that could not be applied as written.
//! - [`hidden`]: what a link hides from the page.
//! - [`around`]: what a framed page knows about the page that embeds it.
//! - [`entries`]: which changes become history entries.
//! - [`keys`]: which keys the page needs.
//! - [`seeds`]: the same network trained from many seeds.
//! - [`race`]: the recurrent cells compared on the same seed.
//! - [`pad`]: the drawing pad's answer to the digit on its sheet.
//! - [`stroke`]: which of several pointers draws.
//! - [`history`]: the curves of a run.
//! - [`cost`]: what one step costs in time and memory, and what would cost less.
//! - [`device`]: which device a run uses, and why.
//! - [`lifecycle`]: the states of workers and run, and all transitions between them.
//! - [`miscall`]: why a script's arguments are refused, and their limits.
//! - [`export`]: a run as files.
//! - [`words`]: all text shown, from the message files.

pub mod around;
pub mod cost;
pub mod device;
pub mod entries;
pub mod export;
pub mod hidden;
pub mod history;
pub mod keys;
pub mod lifecycle;
pub mod message;
pub mod miscall;
pub mod pad;
pub mod race;
pub mod remark;
pub mod seeds;
pub mod state;
pub mod stroke;
pub mod update;
pub mod url;
pub mod words;

pub use message::{Effect, Msg};
pub use state::State;
pub use update::update;
