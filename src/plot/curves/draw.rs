//! Draws the chart.

use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::style::RGBColor;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::frame::{Frame, SAMPLE, TICK_SIZE, TITLE_SIZE, drawable, entry_width};
use super::{Curves, Line, Role, readout};
use crate::plot::pen::{Drawn, Lettering, Pen, Place, Rect, faint};
use crate::plot::theme::Style;

/// Width of a line in CSS pixels.
const WIDTH: f64 = 2.0;
/// Width and opacity of a faint line.
const THIN: f64 = 1.0;
const FAINT: f64 = 0.22;
/// Height of a legend's row in CSS pixels.
const ROW: f64 = 17.0;

/// Draws the chart on the whole area: grid, axes with titles, lines, the pointer, the legend.
///
/// # Errors
/// The backend's error.
pub fn draw_curves<DB: DrawingBackend>(area: &DrawingArea<DB, Shift>, curves: &Curves, style: &Style) -> Drawn<DB> {
    let pen = Pen::new(area, style);
    let (width, height) = pen.size();
    let frame = Frame::new(curves, style.scale, width, height);
    if frame.rect.width < 1.0 || frame.rect.height < 1.0 {
        return Ok(());
    }
    axes(&pen, &frame, curves)?;
    let mut paths = Vec::new();
    for mark in &curves.marks {
        draw_mark(&pen, &frame, mark.x)?;
    }
    // Faint lines are drawn beneath the others.
    let (behind, before): (Vec<_>, Vec<_>) = curves.lines.iter().partition(|line| line.role.is_faint());
    for line in behind.into_iter().chain(before) {
        let pieces = pieces(line, &frame, curves.log);
        for piece in &pieces {
            draw_piece(&pen, piece, line.role)?;
        }
        paths.extend(pieces);
    }
    if let Some(x) = curves.pointer {
        pointer(&pen, &frame, curves, x)?;
    }
    legend(&pen, &frame, curves, &paths)
}

fn axes<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, curves: &Curves) -> Drawn<DB> {
    let (theme, rect) = (&pen.style.theme, frame.rect);
    let beside = Lettering::new(TICK_SIZE, HPos::Right, VPos::Center);
    for tick in &frame.y_ticks {
        let y = frame.y.place(tick.value);
        pen.line(&[(rect.x, y), (rect.right(), y)], &theme.line, 1.0)?;
        pen.text(&tick.label, (rect.x - pen.px(6.0), y), &theme.muted, beside)?;
    }
    pen.line(&[(rect.x, rect.bottom()), (rect.right(), rect.bottom())], &faint(theme.muted, 0.6), 1.0)?;
    // The title of x ends its row of tick labels; labels that would run into it are left out.
    let title = pen.width(&curves.x_label, TITLE_SIZE);
    let free = rect.right() - if title > 0.0 { title + pen.px(8.0) } else { -pen.px(10.0) };
    let below = Lettering::new(TICK_SIZE, HPos::Center, VPos::Top);
    for tick in &frame.x_ticks {
        let x = frame.x.place(tick.value);
        pen.line(&[(x, rect.bottom()), (x, rect.bottom() + pen.px(3.0))], &theme.muted, 1.0)?;
        if x + pen.width(&tick.label, TICK_SIZE) / 2.0 <= free {
            pen.text(&tick.label, (x, rect.bottom() + pen.px(6.0)), &theme.muted, below)?;
        }
    }
    if !curves.x_label.is_empty() {
        let lettering = Lettering::new(TITLE_SIZE, HPos::Right, VPos::Top);
        pen.text(&curves.x_label, (rect.right(), rect.bottom() + pen.px(6.0)), &theme.muted, lettering)?;
    }
    if !curves.y_label.is_empty() {
        let lettering = Lettering::new(TITLE_SIZE, HPos::Left, VPos::Top);
        pen.text(&curves.y_label, (pen.px(2.0), pen.px(2.0)), &theme.muted, lettering)?;
    }
    Ok(())
}

/// The line in canvas pixels, cut at its gaps, with few points per pixel column.
fn pieces(line: &Line, frame: &Frame, log: bool) -> Vec<Vec<Place>> {
    line.points
        .split(|&point| !drawable(log, point))
        .filter(|piece| !piece.is_empty())
        .map(|piece| thin(piece.iter().map(|&(x, y)| (frame.x.place(x), frame.y.place(y)))))
        .collect()
}

/// Keeps the lowest and the highest point of each pixel column, in order: the rest would be drawn over.
fn thin(points: impl Iterator<Item = Place>) -> Vec<Place> {
    let mut kept: Vec<Place> = Vec::new();
    let mut column: Option<(i64, [(usize, Place); 2])> = None;
    let flush = |column: Option<(i64, [(usize, Place); 2])>, kept: &mut Vec<Place>| {
        if let Some((_, [low, high])) = column {
            let (first, second) = if low.0 <= high.0 { (low, high) } else { (high, low) };
            kept.push(first.1);
            if first.0 != second.0 {
                kept.push(second.1);
            }
        }
    };
    for (index, point) in points.enumerate() {
        let at = point.0.floor() as i64;
        match &mut column {
            Some((column, [low, high])) if *column == at => {
                if point.1 < low.1.1 {
                    *low = (index, point);
                }
                if point.1 > high.1.1 {
                    *high = (index, point);
                }
            }
            _ => {
                flush(column, &mut kept);
                column = Some((at, [(index, point); 2]));
            }
        }
    }
    flush(column, &mut kept);
    kept
}

/// Dash (on, off; CSS pixels) of a role; `None` for solid.
fn dash(role: Role) -> Option<(f64, f64)> {
    match role {
        Role::Train | Role::TrainBatches | Role::TestBatches => None,
        Role::Test => Some((6.0, 4.0)),
        Role::Extra(number) => {
            [Some((10.0, 3.0)), Some((3.0, 3.0)), Some((12.0, 6.0)), Some((2.0, 5.0))][usize::from(number) % 4]
        }
    }
}

fn colour(style: &Style, role: Role) -> RGBColor {
    match role {
        Role::Train => style.theme.ink,
        Role::Test => style.theme.leaf,
        Role::TrainBatches | Role::TestBatches => style.theme.muted,
        Role::Extra(number) => style.theme.extra(number),
    }
}

/// A vertical line at a change, with a head that stays visible where lines run close to it.
fn draw_mark<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, x: f64) -> Drawn<DB> {
    let (theme, rect, at, head) = (&pen.style.theme, frame.rect, frame.x.place(x), pen.px(4.0));
    pen.dashed(&[(at, rect.y), (at, rect.bottom())], &theme.muted, 1.0, (2.0, 3.0))?;
    pen.fill(&[(at - head, rect.y), (at + head, rect.y), (at, rect.y + 1.5 * head)], &theme.muted)
}

fn draw_piece<DB: DrawingBackend>(pen: &Pen<DB>, piece: &[Place], role: Role) -> Drawn<DB> {
    match role {
        Role::TrainBatches => return pen.line(piece, &faint(pen.style.theme.ink, FAINT), THIN),
        Role::TestBatches => return pen.line(piece, &faint(pen.style.theme.leaf, FAINT), THIN),
        Role::Train | Role::Test | Role::Extra(_) => {}
    }
    let colour = colour(pen.style, role);
    if let [only] = piece {
        return pen.disc(*only, WIDTH * 1.5, &colour);
    }
    match dash(role) {
        None => pen.line(piece, &colour, WIDTH)?,
        Some(dash) => pen.dashed(piece, &colour, WIDTH, dash)?,
    }
    if let Role::Extra(number) = role {
        for at in piece.iter().step_by(piece.len().div_ceil(6)) {
            marker(pen, *at, number, colour)?;
        }
    }
    Ok(())
}

fn marker<DB: DrawingBackend>(pen: &Pen<DB>, (x, y): Place, number: u8, colour: RGBColor) -> Drawn<DB> {
    let r = pen.px(4.0);
    match number % 4 {
        0 => pen.disc((x, y), 3.5, &colour),
        1 => pen.fill(&[(x, y - r), (x + r, y + r * 0.7), (x - r, y + r * 0.7)], &colour),
        2 => pen.fill(&Rect { x, y, width: 0.0, height: 0.0 }.grown(r * 0.8).corners(), &colour),
        _ => pen.fill(&[(x, y - r), (x + r, y), (x, y + r), (x - r, y)], &colour),
    }
}

fn pointer<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, curves: &Curves, x: f64) -> Drawn<DB> {
    let Some(found) = readout(curves, x) else { return Ok(()) };
    let (theme, rect, at) = (&pen.style.theme, frame.rect, frame.x.place(found.x));
    pen.line(&[(at, rect.y), (at, rect.bottom())], &theme.muted, 1.0)?;
    for (line, value) in curves.lines.iter().zip(found.values) {
        let read = value.filter(|&value| !line.role.is_faint() && drawable(curves.log, (found.x, value)));
        if let Some(value) = read {
            let place = (at, frame.y.place(value));
            pen.disc(place, 5.5, &theme.card)?;
            pen.disc(place, 4.0, &colour(pen.style, line.role))?;
        }
    }
    Ok(())
}

/// Above the lines if there is room, else where it covers least.
fn legend<DB: DrawingBackend>(pen: &Pen<DB>, frame: &Frame, curves: &Curves, paths: &[Vec<Place>]) -> Drawn<DB> {
    let named: Vec<_> = curves.lines.iter().filter(|line| !line.name.is_empty()).collect();
    let width = |line: &&Line| pen.px(entry_width(&line.name));
    if frame.legend_above {
        let mut x = frame.rect.right() - named.iter().map(width).sum::<f64>() + pen.px(8.0);
        for line in named {
            entry(pen, line, (x, pen.px(9.0)))?;
            x += width(&line);
        }
        return Ok(());
    }
    let widest = named.iter().map(width).fold(0.0, f64::max);
    let size = (widest, pen.px(ROW * named.len() as f64 + 4.0));
    let rect = legend_place(frame.rect, size, paths, pen.px(4.0));
    if !named.is_empty() {
        pen.fill(&rect.corners(), &faint(pen.style.theme.card, 0.8))?;
    }
    for (row, line) in named.into_iter().enumerate() {
        entry(pen, line, (rect.x + pen.px(4.0), rect.y + pen.px(2.0 + ROW * (row as f64 + 0.5))))?;
    }
    Ok(())
}

fn entry<DB: DrawingBackend>(pen: &Pen<DB>, line: &Line, (left, y): Place) -> Drawn<DB> {
    let right = left + pen.px(SAMPLE);
    draw_piece(pen, &[(left, y), (right, y)], line.role)?;
    let lettering = Lettering::new(TITLE_SIZE, HPos::Left, VPos::Center);
    pen.text(&line.name, (right + pen.px(6.0), y), &colour(pen.style, line.role), lettering)
}

/// The position where the legend covers least of the lines; among equals the first: top right, where a falling loss leaves
/// room, then bottom right, where a rising accuracy does.
fn legend_place(rect: Rect, (width, height): (f64, f64), paths: &[Vec<Place>], margin: f64) -> Rect {
    let (left, right) = (rect.x + margin, rect.right() - width - margin);
    let (top, bottom) = (rect.y + margin, rect.bottom() - height - margin);
    let (centre, middle) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let places = [
        (right, top),
        (right, bottom),
        (left, top),
        (left, bottom),
        (centre, top),
        (centre, bottom),
        (right, middle),
        (left, middle),
        (centre, middle),
    ];
    let covered = |&(x, y): &Place| {
        let near = Rect { x, y, width, height }.grown(margin);
        // Long straight segments count by their length.
        paths
            .iter()
            .flat_map(|path| path.windows(2))
            .flat_map(|pair| (0..=8).map(move |part| between(pair[0], pair[1], f64::from(part) / 8.0)))
            .filter(|place| near.contains(*place))
            .count()
    };
    let (x, y) = places.into_iter().min_by_key(covered).unwrap_or((right, top));
    Rect { x, y, width, height }
}

fn between(from: Place, to: Place, share: f64) -> Place {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}
