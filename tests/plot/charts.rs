//! Colours, bitmaps, numbers, curves and points.

use gradient_garden::plot::forced::contrast;
use gradient_garden::plot::theme::{RAMP_HALF, oklab};
use gradient_garden::plot::{
    ChartMark, Curves, Line, Palette, Role, Style, Theme, Trend, describe, draw_curves, draw_points, field_rect,
    grey_image, heat_map, marks_at, neighbour, number, pointer_to_x, position_at, ramp, readout, scale_bar, weight_map,
    whole,
};
use gradient_garden::protocol::{Floats, Scatter};
use plotters::style::RGBColor;

use crate::{colour, count, svg, texts};

fn chart(curves: &Curves) -> String {
    svg(700, 380, |area| draw_curves(area, curves, &Style::new(false, 2.0)).expect("drawn"))
}

fn curves(log: bool, values: impl Fn(usize) -> f64, count: usize) -> Curves {
    let points = |factor: f64| (0..count).map(|step| (step as f64 * 6.0, factor * values(step))).collect();
    Curves {
        lines: vec![
            Line { name: "training".into(), role: Role::Train, points: points(1.0) },
            Line { name: "test".into(), role: Role::Test, points: points(1.2) },
        ],
        x_label: "step".into(),
        y_label: "loss".into(),
        log,
        ..Curves::default()
    }
}

#[test]
fn a_chart_has_axes_titles_legend_and_two_kinds_of_lines() {
    let picture = chart(&curves(false, |step| (-(step as f64) / 60.0).exp(), 208));
    let words: Vec<_> = texts(&picture).into_iter().map(|(text, ..)| text).collect();
    for word in ["training", "test", "step", "loss", "0", "500", "1\u{202f}000", "0.5", "1.0"] {
        assert!(words.contains(&word.to_owned()), "{word} in {words:?}");
    }
    let theme = Theme::light();
    // Solid: one stroke and its sample in the legend. Dashed: many.
    assert_eq!(count(&picture, &["polyline", &colour(theme.ink)]), 2);
    assert!(count(&picture, &["polyline", &colour(theme.leaf)]) > 20);
}

#[test]
fn a_logarithmic_axis_gives_decades_equal_room() {
    let picture = chart(&curves(true, |step| 10f64.powf(-(step as f64) / 50.0), 200));
    let place = |label: &str| texts(&picture).iter().find(|text| text.0 == label).map(|text| text.2);
    let (one, tenth, hundredth) = (place("1").unwrap(), place("0.1").unwrap(), place("0.01").unwrap());
    assert!(((tenth - one) - (hundredth - tenth)).abs() <= 1.0);
    assert!(tenth > one + 20.0);
    // A narrow range has marks at 2 and 5, a very wide one not at every decade.
    let narrow = chart(&curves(true, |step| 0.1 + 0.9 / (step as f64 + 1.0), 100));
    for label in ["0.1", "0.2", "0.5", "1"] {
        assert!(texts(&narrow).iter().any(|text| text.0 == label), "{label}");
    }
    let wide = chart(&curves(true, |step| 10f64.powf(-(step as f64)), 60));
    assert!((3..12).contains(&texts(&wide).iter().filter(|text| text.0.contains("10⁻")).count()));
}

#[test]
fn marks_of_a_narrow_range_can_be_told_apart_and_a_level_line_is_level() {
    for (value, spread) in
        [(0.232, 1e-3), (0.232, 1e-5), (0.232, 1e-9), (0.001, 1e-7), (2e-9, 1e-13), (1e5, 1.0), (3e8, 1e6)]
    {
        let mut narrow = curves(false, |step| value + spread * (step as f64 / 100.0), 100);
        narrow.lines.truncate(1);
        let picture = chart(&narrow);
        let mut marks: Vec<_> = texts(&picture).into_iter().filter(|text| text.1 < 200.0 && text.0 != "loss").collect();
        marks.retain(|text| text.2 < 340.0);
        let count = marks.len();
        marks.sort_by(|a, b| a.0.cmp(&b.0));
        marks.dedup_by(|a, b| a.0 == b.0);
        assert!(count >= 3 && marks.len() == count, "{value} + {spread}: {marks:?} of {count}");
    }
}

#[test]
fn an_axis_of_fixed_range_begins_there_even_without_lines() {
    let mut late = curves(true, |_| 0.5, 20);
    late.x_range = Some((0.0, 300.0));
    late.lines.iter_mut().for_each(|line| drop(line.points.drain(..2)));
    for lines in [late.lines.clone(), Vec::new()] {
        let words = texts(&chart(&Curves { lines, ..late.clone() }));
        for label in ["0", "100", "loss", "step"] {
            assert!(words.iter().any(|text| text.0 == label), "{label}: {words:?}");
        }
    }
}

/// Where the curves' drawing begins and ends on a canvas 700 pixels wide: what a pointer finds.
fn plotted(all: &Curves, style: &Style) -> (f64, f64) {
    // The pointer's tolerance is one pixel.
    let found = |px: &f64| pointer_to_x(all, style, 700.0, 380.0, *px).is_some();
    let mut pixels = (0..=700).map(f64::from);
    (pixels.find(found).unwrap_or_default() + 1.0, pixels.rfind(found).unwrap_or_default() - 1.0)
}

#[test]
fn the_pointer_finds_the_step_it_is_drawn_at() {
    let style = Style::new(false, 2.0);
    let mut all = curves(true, |step| 1.0 / (step as f64 + 1.0), 101);
    let (left, right) = plotted(&all, &style);
    for share in [0.0, 0.25, 0.5, 1.0] {
        let x = pointer_to_x(&all, &style, 700.0, 380.0, left + (right - left) * share).unwrap();
        assert!((x - 600.0 * share).abs() < 1e-6, "{x}");
    }
    assert_eq!(pointer_to_x(&all, &style, 700.0, 380.0, 2.0), None);
    let found = readout(&all, 301.0).unwrap();
    assert!((found.x - 300.0).abs() < f64::EPSILON);
    assert!((found.values[1].unwrap() - 1.2 / 51.0).abs() < 1e-12);
    all.pointer = Some(301.0);
    let picture = chart(&all);
    // The line under the pointer, and a dot with its rim for each line.
    let middle = f64::midpoint(left, right);
    assert_eq!(count(&picture, &["circle", &format!("cx=\"{}\"", middle.round())]), 4);
}

#[test]
fn a_chart_stands_anything() {
    let strange = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -1.0, 1e-320, 1e308, -1e308, 5.0];
    let points: Vec<_> = strange.iter().enumerate().map(|(step, value)| (step as f64, *value)).collect();
    let cases = [vec![], vec![(0.0, 1.0)], vec![(3.0, 0.0), (9.0, 0.0)], vec![(f64::NAN, 1.0)], points.clone()];
    for log in [false, true] {
        for points in &cases {
            let line = Line { name: "a".into(), role: Role::Extra(7), points: points.clone() };
            let all = Curves { lines: vec![line], log, pointer: Some(1.0), ..Curves::default() };
            let picture = chart(&all);
            assert!(!picture.contains("NaN") && !picture.contains("inf"), "{picture}");
            describe(&all);
        }
    }
    let nothing = Curves::default();
    assert_eq!(readout(&nothing, 1.0), None);
    assert_eq!(pointer_to_x(&nothing, &Style::new(true, 1.0), 300.0, 200.0, 150.0), None);
    svg(4, 3, |area| draw_curves(area, &nothing, &Style::new(true, 3.0)).unwrap());
}

#[test]
fn many_points_are_thinned_but_peaks_stay() {
    let mut all = curves(false, |step| if step == 77_777 { 50.0 } else { (step % 7) as f64 }, 200_000);
    all.lines.truncate(1);
    let picture = chart(&all);
    let longest = picture.split("points=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let longest = longest.max_by_key(|points| points.len()).unwrap();
    let places: Vec<(f64, f64)> = longest
        .split_whitespace()
        .map(|pair| pair.split_once(',').map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap())).unwrap())
        .collect();
    let (left, right) = plotted(&all, &Style::new(false, 2.0));
    assert!(places.len() as f64 <= 2.0 * (right - left) + 2.0);
    let highest = places.iter().min_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
    let expected = left + (right - left) * 77_777.0 / 200_000.0;
    assert!((highest.0 - expected).abs() < 2.0, "the peak is at its step: {highest:?}");
    // From 0, the others reach 6, and the peak 50: to the pixel that each is rounded to.
    let lowest = places.iter().map(|place| place.1).max_by(f64::total_cmp).unwrap();
    let next = places.iter().map(|place| place.1).filter(|y| *y > highest.1).min_by(f64::total_cmp).unwrap();
    let six = (lowest - highest.1) * 6.0 / 50.0;
    assert!((lowest - next - six).abs() <= 1.0, "the peak is drawn at 50: {next} of {highest:?} to {lowest}");
}

#[test]
fn a_description_has_the_facts() {
    let facts = describe(&curves(false, |step| (100.0 - step as f64).abs(), 151));
    assert_eq!(facts[0].name, "training");
    assert_eq!((facts[0].first, facts[0].last), ((0.0, 100.0), (900.0, 50.0)));
    assert_eq!((facts[0].min, facts[0].max), ((600.0, 0.0), (0.0, 100.0)));
    assert_eq!(facts[0].trend, Trend::Rising);
    assert_eq!(describe(&curves(false, |_| 3.0, 10))[1].trend, Trend::Level);
    assert_eq!(describe(&curves(false, |step| -(step as f64), 2))[1].trend, Trend::Falling);
}

#[test]
fn the_ramp_runs_evenly_from_zero_to_two_ends_that_differ_without_hues() {
    for theme in [Theme::light(), Theme::dark()] {
        let at = |step: usize| oklab(theme.table[step])[0];
        let away = |step: usize| (at(step) - at(RAMP_HALF)).abs();
        for step in 1..=RAMP_HALF {
            // One byte of rounding may tie two neighbours.
            assert!(away(RAMP_HALF + step) > away(RAMP_HALF + step - 1) - 0.003, "above, {step}");
            assert!(away(RAMP_HALF - step) > away(RAMP_HALF - step + 1) - 0.003, "below, {step}");
        }
        // Half way is half way, on either side.
        for end in [0, 2 * RAMP_HALF] {
            let half = usize::midpoint(RAMP_HALF, end);
            assert!((away(half) / away(end) - 0.5).abs() < 0.03, "{} {}", away(half), away(end));
        }
        // In grey the ends differ from each other, and both from zero.
        let [low, zero, high] = [-1.0, 0.0, 1.0].map(|value| {
            let [red, green, blue] = ramp(&theme, value);
            RGBColor(red, green, blue)
        });
        assert!(contrast(low, high) > 1.9, "{}", contrast(low, high));
        assert!(contrast(low, zero) > 1.5 && contrast(high, zero) > 1.5);
        assert!(at(0) > at(2 * RAMP_HALF), "orange is the lighter one in both themes");
        assert_eq!(ramp(&theme, 0.0), [theme.mid.0, theme.mid.1, theme.mid.2]);
        assert_eq!(ramp(&theme, 9.0), ramp(&theme, 1.0));
        let [r, _, b] = ramp(&theme, 1.0);
        assert!(b > r, "blue");
        assert!(theme.table.iter().all(|colour| *colour != ramp(&theme, f32::NAN)));
    }
}

#[test]
fn bitmaps_have_four_bytes_a_value() {
    let theme = Theme::light();
    let field = heat_map(&[-0.2, 0.0, 0.7, f32::NAN], &theme, true);
    assert_eq!(field[0..3], ramp(&theme, -1.0));
    assert_eq!(field[4..7], ramp(&theme, 0.0));
    assert_eq!(field[8..11], ramp(&theme, 1.0));
    assert_eq!(field[12..16], [theme.nan.0, theme.nan.1, theme.nan.2, 255]);
    assert_eq!(weight_map(&[0.01, -0.02], &theme)[4..7], ramp(&theme, -1.0));
    assert_eq!(weight_map(&[0.0], &theme)[0..3], ramp(&theme, 0.0));
    assert_eq!(grey_image(&[0.0, 1.0], &theme)[0..3], [255, 255, 255]);
    let bar = scale_bar(21, 2, &theme, false);
    assert_eq!((bar.len(), &bar[40..43]), (21 * 2 * 4, &ramp(&theme, 0.0)[..]));
}

#[test]
fn numbers_have_three_digits() {
    let cases = [
        (0.0, "0"),
        (0.021, "0.021"),
        (0.021_34, "0.0213"),
        (98.4, "98.4"),
        (999.6, "1\u{202f}000"),
        (1240.0, "1\u{202f}240"),
        (-0.5, "−0.5"),
        (3.2e-5, "3.2×10⁻⁵"),
        (-1.239e12, "−1.24×10¹²"),
        (f64::NAN, "—"),
        (f64::NEG_INFINITY, "−∞"),
    ];
    for (value, text) in cases {
        assert_eq!(number(value), text);
    }
    assert_eq!(whole(18_342), "18\u{202f}342");
}

fn scatter() -> Scatter {
    let positions = vec![-3.0, -3.0, 3.0, 3.0, 0.0, 0.0, 5.0, -5.0];
    let targets = Floats(vec![-1.0, 1.0, 1.0, f32::NAN]);
    Scatter { region: [-6.0, 6.0, -6.0, 6.0], positions: Floats(positions), targets, train: 2, classes: true }
}

#[test]
fn points_are_marked_by_class_and_share() {
    let style = Style::new(false, 2.0);
    let draw = |test| svg(700, 700, |area| draw_points(area, &scatter(), test, &style).unwrap());
    let (few, all) = (draw(false), draw(true));
    assert_eq!(count(&few, &["circle", &colour(style.theme.neg)]), 1);
    assert_eq!(count(&few, &["polygon", &colour(style.theme.pos)]), 1);
    assert!(count(&all, &["circle"]) > count(&few, &["circle"]));
    for label in ["−6", "0", "6", "x₁", "x₂"] {
        assert!(texts(&few).iter().any(|text| text.0 == label), "{label}");
    }
    let rect = field_rect(700.0, 700.0, 2.0);
    let size = (700.0, 700.0);
    let (x1, x2) = position_at([-6.0, 6.0, -6.0, 6.0], size, 2.0, (rect.x + rect.width * 0.75, rect.y)).unwrap();
    assert!((x1 - 3.0).abs() < 1e-9 && (x2 - 6.0).abs() < 1e-9);
    assert_eq!(position_at([-6.0, 6.0, -6.0, 6.0], size, 2.0, (0.0, 0.0)), None);
    svg(5, 5, |area| draw_points(area, &scatter(), true, &style).unwrap());
}

#[test]
fn the_keyboard_goes_from_point_to_point() {
    // Points at 0, 6, …, 54; a line with fewer of them leads nowhere else.
    let mut curves = curves(false, |step| step as f64, 10);
    curves.lines[1].points.truncate(3);
    curves.lines[0].points[4].1 = f64::NAN;
    assert_eq!(neighbour(&curves, None, 0), Some(54.0), "from nowhere to the last");
    assert_eq!(neighbour(&curves, Some(54.0), 1), Some(54.0), "and no further");
    assert_eq!(neighbour(&curves, Some(54.0), -1), Some(48.0));
    assert_eq!(neighbour(&curves, Some(18.0), 1), Some(30.0), "over a gap");
    assert_eq!(neighbour(&curves, Some(18.0), isize::MIN / 2), Some(0.0));
    assert_eq!(neighbour(&Curves::default(), None, 1), None);
}

/// A line of ten measurements with single batches behind it, one of which is far off, and a mark between them.
fn with_batches() -> Curves {
    let batch = |step: usize| (step as f64, if step == 13 { 900.0 } else { 0.5 });
    Curves {
        lines: vec![
            Line { name: "batches".into(), role: Role::TrainBatches, points: (0..100).map(batch).collect() },
            Line {
                name: "training".into(),
                role: Role::Train,
                points: (0..10).map(|step| (f64::from(step) * 10.0, 1.0 / (1.0 + f64::from(step)))).collect(),
            },
        ],
        marks: vec![ChartMark { x: 47.0, words: "weights edited".into() }],
        ..Curves::default()
    }
}

#[test]
fn batch_losses_stay_behind_what_was_measured() {
    let curves = with_batches();
    let words: Vec<_> = texts(&chart(&curves)).into_iter().map(|(text, ..)| text).collect();
    assert!(
        words.contains(&"1.0".to_owned()) && !words.contains(&"500".to_owned()),
        "an outlier of a batch: {words:?}"
    );
    let found = readout(&curves, 46.0).expect("measured");
    assert_eq!((found.x, found.values[1]), (50.0, Some(1.0 / 6.0)), "a measured step, not a batch's");
    assert_eq!(neighbour(&curves, Some(50.0), 1), Some(60.0));
    let only = Curves { lines: curves.lines[..1].to_vec(), ..curves };
    assert_eq!(readout(&only, 46.0).map(|found| found.x), Some(46.0), "before anything is measured, batches are read");
}

#[test]
fn a_mark_is_drawn_and_read_where_its_effect_is_measured_first() {
    let curves = with_batches();
    let words = |x: f64| marks_at(&curves, x).map(|mark| mark.words.as_str()).collect::<Vec<_>>();
    assert_eq!((words(40.0), words(50.0), words(60.0)), (vec![], vec!["weights edited"], vec![]));
    let mut cut = curves.clone();
    cut.lines[1].points.splice(5..5, [(50.0, 0.9), (50.0, f64::NAN)]);
    assert_eq!([neighbour(&cut, Some(40.0), 1), neighbour(&cut, Some(50.0), 1)], [Some(50.0), Some(60.0)]);
    assert_eq!(readout(&cut, 50.0).map(|found| found.values[1]), Some(Some(1.0 / 6.0)), "after the change");
    let without = Curves { marks: Vec::new(), ..curves.clone() };
    assert!(chart(&curves).len() > chart(&without).len());
}

#[test]
fn a_forced_palette_is_drawn_in_colours_that_can_be_read_on_its_ground() {
    let rgb = |hex: u32| RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8);
    // Canvas, CanvasText, LinkText, Highlight and GrayText: those of Windows, and one whose highlight is as dark as its ground.
    let palettes = [
        [0x00_0000, 0xff_ffff, 0xff_ff00, 0x1a_ebff, 0x3f_f23f],
        [0xff_ffff, 0x00_0000, 0x00_009f, 0x37_006e, 0x60_0000],
        [0x20_2020, 0xff_ffff, 0x75_e9fc, 0x8e_e3f0, 0xa6_a6a6],
        [0xff_faef, 0x3d_3d3d, 0x1c_5e75, 0x90_3909, 0x67_6767],
        [0x00_0000, 0xff_ffff, 0x00_0080, 0x20_2020, 0x30_3030],
    ];
    for colours in palettes {
        let [canvas, text, link, highlight, grey] = colours.map(rgb);
        let theme = Theme::forced(Palette { canvas, text, link, highlight, grey });
        assert!(theme.forced && (theme.card, theme.ink) == (canvas, text));
        for written in [theme.ink, theme.muted, theme.focus, theme.class(3)] {
            assert!(contrast(written, canvas) >= 4.5, "{written:?} on {canvas:?}");
        }
        let extra = (0..4).map(|number| theme.extra(number));
        for drawn in [theme.line, theme.leaf, theme.pos, theme.neg, theme.nan].into_iter().chain(extra) {
            assert!(contrast(drawn, canvas) >= 3.0, "{drawn:?} on {canvas:?}");
        }
        assert_eq!(theme.dark, contrast(canvas, rgb(0xff_ffff)) > contrast(canvas, rgb(0)));
    }
    assert_eq!(
        Theme::forced(Palette {
            canvas: rgb(0),
            text: rgb(0xff_ffff),
            link: rgb(0xff_ff00),
            highlight: rgb(0x1a_ebff),
            grey: rgb(0x3f_f23f)
        })
        .pos,
        rgb(0xff_ff00)
    );
}
