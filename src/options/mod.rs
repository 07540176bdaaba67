//! Everything that a person can set: numbers, choices and lists.
//!
//! The control on the page, the URL key, the validation, the scripting interface and `docs/options.md` are all derived from
//! [`Key::ALL`]: a new knob is one new line in the table of [`Key::knob`]. Its texts are messages `knob-<name>` and
//! `knob-<name>.help` in the message files; a lesson lists the knobs it has, with its own defaults, in its [`Schema`].

mod choices;
mod definition;
mod group;
mod kind;
mod knob;
mod nearest;
pub mod numbers;
mod parse;
mod refused;
mod schema;
mod stage;
mod value;

pub use choices::{
    Activation, CellId, DataSet, DeviceChoice, Objective, OptimizerId, OutputActivation, Padding, Pooling, Positions,
    RecurrentTask, Switch, TaskId, TransformerTask,
};
pub use definition::Options;
pub use group::Group;
pub use kind::{Control, Kind};
pub use knob::{Key, Knob};
pub use nearest::{Limit, Near, nearest_number, nearest_whole};
pub use numbers::Unread;
pub use refused::{Allowed, Refused};
pub use schema::{Family, LessonId, Points, Schema};
pub use stage::Stage;
pub use value::Value;
