//! The units' pictures: activation maps over the plane, weights as images, the input as it is.

use crate::plot::{Diagram, grey_image, heat_map, weight_map};
use crate::protocol::Layers;
use crate::web::canvas::{Painted, Surface};

/// Round corners of a unit, in CSS pixels.
const CORNER: f64 = 6.0;

/// Puts every unit's picture where the unit is.
///
/// # Errors
/// As [`Surface::blit`].
pub fn put(surface: &Surface, diagram: &Diagram, layers: &Layers, discretize: bool) -> Painted {
    let theme = &surface.style.theme;
    for unit in &diagram.units {
        let Some(column) = layers.columns.get(unit.column) else { continue };
        let size = (column.map_side * column.map_side) as usize;
        let start = if unit.picture { 0 } else { unit.row * size };
        let Some(values) = column.maps.get(start..start + size).filter(|values| !values.is_empty()) else { continue };
        let bitmap = if unit.picture {
            grey_image(values, theme)
        } else if column.weight_maps {
            weight_map(values, theme)
        } else {
            heat_map(values, theme, discretize)
        };
        let corner = (CORNER * surface.style.scale).min(unit.rect.width / 8.0);
        surface.blit(&bitmap, column.map_side, unit.rect, !discretize, corner)?;
    }
    Ok(())
}
