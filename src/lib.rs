//! Gradient Garden: a neural-network playground in a web page.
//!
//! The rooms, in the order in which data flows through them (see `ARCHITECTURE.md` for the map and its invariants):
//!
//! - [`mod@choice`]: enums whose variants have names.
//! - [`data`]: data sets, pure and seeded.
//! - [`options`]: everything that a person can set, in one table.
//! - [`shape`]: the shape of a network, from its options.
//! - [`cost`]: the cost of a step: parameters, floating-point operations, bytes.
//! - [`lesson`]: the catalogue. A lesson is data + network + knobs + panels + texts.
//! - [`app`]: the page's state and its pure `update`; the URL; the texts.
//! - [`protocol`]: what crosses the worker's boundary.
//! - [`retry`]: pauses between attempts at something that failed.
//! - `model`: network families on burn (only in the trainers).
//! - `train`: the session, the experiment trait, optimizers, devices (only in the trainers).
//! - `observe`: turns tensors into plain data (only in the trainers).
//! - `worker`: the loop around a session inside a Web Worker (only in the trainers, on the web).
//! - [`plot`]: plain data drawn on any plotters backend.
//! - `constructors`: code that runs before everything else in a WebAssembly program.
//! - `web`: Leptos components, canvases, the worker's host, the scripting interface (only in the page).

pub mod app;
pub mod choice;
#[cfg(target_arch = "wasm32")]
pub mod constructors;
pub mod cost;
pub mod data;
pub mod lesson;
#[cfg(feature = "trainer")]
pub mod model;
#[cfg(feature = "trainer")]
pub mod observe;
pub mod options;
pub mod plot;
pub mod protocol;
pub mod retry;
pub mod shape;
#[cfg(feature = "trainer")]
pub mod train;
#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod web;
#[cfg(all(target_arch = "wasm32", feature = "trainer"))]
pub mod worker;
