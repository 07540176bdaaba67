//! Two linear axes around a rectangle, with grid, ticks and titles.

use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::DrawingBackend;

use super::pen::{Drawn, Lettering, Pen, Place, Rect, ems, faint};
use super::ticks::{self, Tick};

const TICK_SIZE: f64 = 11.0;
const TITLE_SIZE: f64 = 12.0;

/// The range of an axis.
#[derive(Clone, Copy, Debug)]
pub(super) struct Range {
    /// From and to.
    pub(super) values: (f64, f64),
    /// Ticks are at least so far apart.
    pub(super) finest: f64,
}

/// Where values are on a canvas.
#[derive(Debug)]
pub(super) struct Axes {
    /// Where they are drawn.
    pub(super) rect: Rect,
    x: (f64, f64),
    y: (f64, f64),
    x_ticks: Vec<Tick>,
    y_ticks: Vec<Tick>,
    titles: [String; 2],
    /// Whether the title of x has its own row.
    apart: bool,
}

impl Axes {
    /// For a canvas of this size and the ranges of x and y. A title of x that would crowd out the ticks' labels gets its
    /// own row.
    pub(super) fn new((width, height): (f64, f64), scale: f64, [x, y]: [Range; 2], titles: [&str; 2]) -> Self {
        let (Range { values: x, finest: finest_x }, Range { values: y, finest: finest_y }) = (x, y);
        let apart = ems(titles[0]) * TITLE_SIZE * scale > width / 5.0;
        let (top, bottom) = (24.0 * scale, if apart { 40.0 } else { 24.0 } * scale);
        let down = (height - top - bottom).max(0.0);
        let y_ticks = ticks::linear(y.0, y.1, (down / (26.0 * scale)).clamp(2.0, 8.0) as i32, finest_y);
        let widest = y_ticks.iter().map(|tick| ems(&tick.label) * TICK_SIZE).fold(24.0, f64::max);
        let left = ((widest + 8.0) * scale).round();
        let across = (width - left - 10.0 * scale).max(0.0);
        let x_ticks = ticks::linear(x.0, x.1, (across / (56.0 * scale)).clamp(2.0, 10.0) as i32, finest_x);
        let rect = Rect { x: left, y: top, width: across, height: down };
        Self { rect, x, y, x_ticks, y_ticks, titles: titles.map(str::to_owned), apart }
    }

    pub(super) fn is_usable(&self) -> bool {
        self.rect.width >= 1.0 && self.rect.height >= 1.0 && self.x.1 > self.x.0 && self.y.1 > self.y.0
    }

    /// The position of a value, clamped to the border.
    pub(super) fn place(&self, x: f64, y: f64) -> Place {
        let share = |value: f64, (low, high): (f64, f64)| ((value - low) / (high - low)).clamp(0.0, 1.0);
        let (across, up) = (share(x, self.x), share(y, self.y));
        (self.rect.x + across * self.rect.width, self.rect.bottom() - up * self.rect.height)
    }

    /// Grid, ticks and titles.
    pub(super) fn draw<DB: DrawingBackend>(&self, pen: &Pen<DB>) -> Drawn<DB> {
        let (theme, rect) = (&pen.style.theme, self.rect);
        let [x_title, y_title] = &self.titles;
        let beside = Lettering::new(TICK_SIZE, HPos::Right, VPos::Center);
        for tick in &self.y_ticks {
            let y = self.place(self.x.0, tick.value).1;
            pen.line(&[(rect.x, y), (rect.right(), y)], &theme.line, 1.0)?;
            pen.text(&tick.label, (rect.x - pen.px(6.0), y), &theme.muted, beside)?;
        }
        pen.line(&[(rect.x, rect.bottom()), (rect.right(), rect.bottom())], &faint(theme.muted, 0.6), 1.0)?;
        // A title at the end of the tick labels' row; labels that would run into it are left out.
        let taken = if self.apart { 0.0 } else { pen.width(x_title, TITLE_SIZE) + pen.px(8.0) };
        let free = rect.right() + pen.px(if self.apart { 8.0 } else { 0.0 }) - taken;
        let below = Lettering::new(TICK_SIZE, HPos::Center, VPos::Top);
        for tick in &self.x_ticks {
            let (x, y) = (self.place(tick.value, self.y.0).0, rect.bottom());
            pen.line(&[(x, y), (x, y + pen.px(3.0))], &theme.muted, 1.0)?;
            if x + pen.width(&tick.label, TICK_SIZE) / 2.0 <= free {
                pen.text(&tick.label, (x, y + pen.px(6.0)), &theme.muted, below)?;
            }
        }
        let title = Lettering::new(TITLE_SIZE, HPos::Right, VPos::Top);
        let down = pen.px(if self.apart { 22.0 } else { 6.0 });
        pen.text(x_title, (rect.right(), rect.bottom() + down), &theme.muted, title)?;
        let title = Lettering::new(TITLE_SIZE, HPos::Left, VPos::Top);
        pen.text(y_title, (pen.px(2.0), pen.px(2.0)), &theme.muted, title)
    }
}

/// The range of the values, extended to steps of 1, 2 or 5 times a power of ten, so that an axis stays still while they
/// change; finite values only.
pub(super) fn extent(values: impl IntoIterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values
        .into_iter()
        .filter(|value| value.is_finite())
        .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high {
        return (0.0, 1.0);
    }
    let step = ticks::nice_step(((high - low) / 5.0).max(1e-9 * high.abs().max(low.abs())).max(1e-12));
    ((low / step).floor() * step, ((high / step).floor() + 1.0) * step)
}
