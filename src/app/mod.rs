//! The page's state and what changes it: [`State`], [`Msg`], [`update`] and [`Effect`]. No DOM in here.
//!
//! [`update`] is pure and synchronous: it changes the state and returns what is to be done outside as values.
//! - [`state`]: what the page knows.
//! - [`message`]: what can happen to it, and what it asks for.
//! - [`update`](mod@update): one function per kind of message.
//! - [`url`]: the fragment, both ways.
//! - [`remark`]: what a link asks for and does not get.
//! - [`hidden`]: what a link hides from the page.
//! - [`around`]: what a page inside a frame knows of the page around it.
//! - [`entries`]: which changes are an entry of the browser's history.
//! - [`keys`]: which keys the page has a use for.
//! - [`seeds`]: the same network from many seeds.
//! - [`race`]: the kinds of recurrent cell on the same seed.
//! - [`pad`]: what the drawing pad says of the digit on its sheet.
//! - [`stroke`]: which of several pointers draws on it.
//! - [`history`]: the curves of a run.
//! - [`cost`]: what one step takes of time and memory, and what takes less.
//! - [`device`]: which device a run wants, and why.
//! - [`lifecycle`]: the states of workers and run, and every transition between them.
//! - [`miscall`]: why what a script passes is refused, and the limits of it.
//! - [`export`]: a run as files.
//! - [`words`]: every word shown, from the message files.

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
