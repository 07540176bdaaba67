//! When canvases are painted: only in an animation frame, each at most once per frame, and for as long as a frame allows.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

use super::system;

/// Painting stops after this much of a frame; what is left is painted in the next. Keeps input responsive.
const BUDGET_MS: f64 = 6.0;
/// Hidden pages have no animation frames; what waits for one goes on after this.
const HIDDEN: Duration = Duration::from_millis(250);

type Paint = Rc<dyn Fn()>;
type Then = Box<dyn FnOnce()>;

/// The queue of canvases to be painted. Cheap to clone; clones are the same queue.
#[derive(Clone, Default)]
pub struct Frames(Rc<Queue>);

#[derive(Default)]
struct Queue {
    paints: RefCell<VecDeque<(usize, Paint)>>,
    thens: RefCell<Vec<(usize, Then)>>,
    numbers: Cell<usize>,
    /// All canvases on the page.
    all: RefCell<Vec<(usize, Paint)>>,
    scheduled: Cell<bool>,
}

impl Frames {
    /// A canvas is there, painted by this. The number tells it from others.
    pub fn add(&self, paint: &Paint) -> usize {
        let number = self.number();
        self.0.all.borrow_mut().push((number, Rc::clone(paint)));
        number
    }

    /// Paints every canvas, now.
    pub fn paint_all(&self) {
        // Not held while painting: painting may ask for another frame.
        let all = self.0.all.borrow().clone();
        for (_, paint) in all {
            paint();
        }
    }

    fn number(&self) -> usize {
        let number = self.0.numbers.get();
        self.0.numbers.set(number + 1);
        number
    }

    /// Has the canvas painted in the next frame, however often this is asked until then.
    pub fn request(&self, canvas: usize, paint: &Paint) {
        let mut paints = self.0.paints.borrow_mut();
        if !paints.iter().any(|(known, _)| *known == canvas) {
            paints.push_back((canvas, Rc::clone(paint)));
        }
        drop(paints);
        self.schedule();
    }

    /// The canvas is gone.
    pub fn forget(&self, canvas: usize) {
        self.0.paints.borrow_mut().retain(|(known, _)| *known != canvas);
        self.0.all.borrow_mut().retain(|(known, _)| *known != canvas);
    }

    /// Runs `then` when everything that was asked for is painted, or soon if the page is hidden.
    pub fn after(&self, then: impl FnOnce() + 'static) {
        let number = self.number();
        self.0.thens.borrow_mut().push((number, Box::new(then)));
        self.schedule();
        let frames = self.clone();
        set_timeout(move || frames.go_on(number), HIDDEN);
    }

    fn schedule(&self) {
        if !self.0.scheduled.replace(true) {
            let frames = self.clone();
            request_animation_frame(move || frames.run());
        }
    }

    fn run(&self) {
        self.0.scheduled.set(false);
        let started = system::now();
        loop {
            // Not held while painting: painting may ask for another frame.
            let next = self.0.paints.borrow_mut().pop_front();
            let Some((_, paint)) = next else { break };
            paint();
            if system::now() - started > BUDGET_MS && !self.0.paints.borrow().is_empty() {
                return self.schedule();
            }
        }
        self.go_on(usize::MAX);
    }

    /// Runs what waits, up to this number.
    fn go_on(&self, last: usize) {
        let (due, later) = self.0.thens.take().into_iter().partition::<Vec<_>, _>(|(number, _)| *number <= last);
        self.0.thens.borrow_mut().extend(later);
        for (_, then) in due {
            then();
        }
    }
}
