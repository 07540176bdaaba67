//! Which of several pointers draws.

use gradient_garden::app::stroke::{Pointer, Press, Stroke};

const PEN: Pointer = Pointer { id: 9, touch: false };

const fn finger(id: i32) -> Pointer {
    Pointer { id, touch: true }
}

#[test]
fn a_second_finger_ends_the_stroke_and_nothing_draws_until_all_are_lifted() {
    let mut stroke = Stroke::default();
    assert_eq!(stroke.press(finger(1)), Press::Begins);
    assert!(stroke.draws(1));
    assert_eq!(stroke.press(finger(2)), Press::Ends);
    assert!(!stroke.draws(1) && !stroke.draws(2));
    assert_eq!(stroke.press(finger(3)), Press::Ignored);
    // The first goes, the second stays: still no stroke.
    assert!(!stroke.release(1));
    assert_eq!(stroke.press(finger(1)), Press::Ignored);
    for id in [1, 2, 3] {
        assert!(!stroke.release(id));
    }
    assert_eq!(stroke.press(finger(4)), Press::Begins);
    assert!(stroke.release(4));
    assert_eq!(stroke, Stroke::default());
}

#[test]
fn a_palm_never_disturbs_a_pen() {
    let mut stroke = Stroke::default();
    assert_eq!(stroke.press(PEN), Press::Begins);
    assert_eq!(stroke.press(finger(1)), Press::Ignored);
    assert!(stroke.draws(PEN.id) && !stroke.draws(1));
    assert!(!stroke.release(1));
    assert!(stroke.release(PEN.id));
}

#[test]
fn a_palm_that_came_first_gives_way_to_the_pen() {
    let mut stroke = Stroke::default();
    assert_eq!(stroke.press(finger(1)), Press::Begins);
    assert_eq!(stroke.press(PEN), Press::Replaces);
    assert!(stroke.draws(PEN.id) && !stroke.draws(1));
    // The palm still rests there when the pen is lifted and set down again.
    assert!(stroke.release(PEN.id));
    assert_eq!(stroke.press(PEN), Press::Begins);
}
