//! The units' pictures: activation maps over the plane, weights as images, the input itself.

use crate::plot::{Diagram, corner, grey_image, heat_map, weight_map};
use crate::protocol::{Column, Layers};
use crate::web::canvas::{CanvasSurface, Painted};

/// Puts every unit's picture at its unit.
///
/// # Errors
/// As [`CanvasSurface::blit_all`].
pub(crate) fn put(surface: &CanvasSurface, diagram: &Diagram, layers: &Layers, discretize: bool) -> Painted {
    for (index, column) in layers.columns.iter().enumerate() {
        let side = column.map_side;
        let units = diagram.units.iter().filter(|unit| unit.column == index);
        let places: Vec<_> = units.map(|unit| (if unit.picture { 0 } else { unit.row }, unit.rect)).collect();
        let Some((_, first)) = places.first().filter(|_| side > 0 && !column.maps.is_empty()) else { continue };
        let picture = diagram.units.iter().any(|unit| unit.column == index && unit.picture);
        let bitmap = bitmap(surface, column, picture, discretize);
        let radius = corner(*first, surface.style.scale);
        // Two colours have hard edges; other pictures do not.
        let smooth = !discretize || picture || column.weight_maps;
        surface.blit_all(&bitmap, (side, side), places, smooth, radius)?;
    }
    Ok(())
}

/// All pictures of a column, one below the other.
fn bitmap(surface: &CanvasSurface, column: &Column, picture: bool, discretize: bool) -> Vec<u8> {
    let theme = &surface.style.theme;
    let size = (column.map_side * column.map_side) as usize;
    if picture {
        grey_image(&column.maps, theme)
    } else if column.weight_maps {
        // Each scaled to its own largest.
        column.maps.chunks(size).flat_map(|map| weight_map(map, theme)).collect()
    } else {
        heat_map(&column.maps, theme, discretize)
    }
}
