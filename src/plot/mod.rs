//! Plain data drawn on any plotters backend: a canvas in the page, SVG in tests. No DOM, no burn.
//!
//! Every length and position given or returned is in the canvas's own pixels; sizes of text and lines are multiplied by
//! [`Style::scale`] (device pixels per CSS pixel). All text is supplied by the caller.
//!
//! - [`theme`]: colours, and the field's ramp; [`forced`]: colours that a system forces on the page.
//! - [`game`]: real points, generated samples, arrows and a mesh over the field.
//! - [`heat`]: converts numbers to RGBA bitmaps (plotters' canvas backend cannot blit, so the page draws them itself).
//! - [`curves`]: lines over the steps, with axes and a pointer.
//! - [`sketch`]: points as they are drawn by hand.
//! - [`points`]: data points over the field.
//! - [`latent`]: the latent map, and a code's units as bars.
//! - [`fit`]: outputs along a line of inputs, with residuals; [`surface`]: a loss over two parameters; [`fold`]: the plane as a
//!   layer sees it; [`histogram`]: counts over bins.
//! - [`matrix`]: a matrix as a heat map with names.
//! - [`network`]: the network as a diagram: layout, drawing, hit test, keyboard navigation.
//! - [`text`]: numbers as text.
//! - [`mod@strips`]: matrices as strips over a shared axis.
//! - `tiles`: small pictures side by side: feature maps, kernels.
//! - `ticks`: the marks of an axis.
//! - `labels`: names around a grid of cells.
//! - `axes`: two linear axes around a rectangle.
//! - `pen`: the basic marks that all charts are made of.

mod axes;
pub mod curves;
pub mod fit;
pub mod fold;
pub mod forced;
pub mod game;
pub mod heat;
pub mod histogram;
mod labels;
pub mod latent;
pub mod matrix;
pub mod network;
mod pen;
pub mod points;
pub mod sketch;
pub mod strips;
pub mod surface;
pub mod text;
pub mod theme;
mod ticks;
mod tiles;

pub use curves::{
    ChartMark, Curves, Line, LineFacts, Readout, Role, Trend, describe, draw_curves, marks_at, neighbour, pointer_to_x,
    readout,
};
pub use fit::{FitWords, draw_fit};
pub use fold::{decision_line, draw_fold, fold_map};
pub use forced::Palette;
pub use game::{Game, draw_game, longest};
pub use heat::{grey_image, heat_map, scale_bar, weight_map};
pub use histogram::{Bins, draw_histogram};
pub use latent::{code_name, draw_code, draw_map, grid_places, place_near};
pub use matrix::{Titles, cell_at, draw_matrix, matrix_map, matrix_rect};
pub use network::{
    Bias, Diagram, Direction, Hit, LinkShape, MOST_LINKS, Unit, corner, draw_frames, draw_links, weight_of,
};
pub use pen::{Drawn, Place, Rect};
pub use points::{draw_axes, draw_points, draw_probe, field_rect, position_at};
pub use sketch::draw_sketch;
pub use strips::{StripWords, draw_strips, strip_cell, strips};
pub use surface::{contour, depth_bar, draw_surface, surface_map};
pub use text::{number, whole};
pub use theme::{Style, Theme, ramp};
pub use tiles::{Cell, Tiles, draw_pen, draw_tiles};
