//! `update`: every behaviour of the page as a sequence of messages with the effects that they must have. No browser.

mod garden;

mod back;
mod code;
mod cost;
mod crashes;
mod export;
mod hand_over;
mod history;
mod knobs;
mod lifecycle;
mod links;
mod missing;
mod no_input;
mod pad;
mod race;
mod scripts;
mod slots;
mod stroke;
mod survey;
mod transport;
mod tries;
mod typed;
mod visibility;
