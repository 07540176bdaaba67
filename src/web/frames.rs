//! Schedules painting: canvases are painted only in animation frames, each at most once per frame, as far as a frame's
//! budget allows.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

use super::system;

/// Painting stops after this many milliseconds of a frame; the rest is painted in the next. Keeps input responsive.
const BUDGET_MS: f64 = 6.0;
/// Hidden pages get no animation frames; after this long, callbacks run without one.
const HIDDEN: Duration = Duration::from_millis(250);

type Paint = Rc<dyn Fn()>;
type Then = Box<dyn FnOnce()>;

/// The queue of canvases to paint. Cheap to clone; clones share the queue.
#[derive(Clone, Default)]
pub(crate) struct Frames(Rc<Queue>);

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
    /// Registers a canvas with its painting function. The number identifies it.
    pub(crate) fn add(&self, paint: &Paint) -> usize {
        let number = self.number();
        self.0.all.borrow_mut().push((number, Rc::clone(paint)));
        number
    }

    /// Paints every canvas, now.
    pub(crate) fn paint_all(&self) {
        // Not borrowed while painting: painting may request another frame.
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

    /// Has the canvas painted in the next frame, however often this is called until then.
    pub(crate) fn request(&self, canvas: usize, paint: &Paint) {
        let mut paints = self.0.paints.borrow_mut();
        if !paints.iter().any(|(known, _)| *known == canvas) {
            paints.push_back((canvas, Rc::clone(paint)));
        }
        drop(paints);
        self.schedule();
    }

    /// The canvas is gone.
    pub(crate) fn forget(&self, canvas: usize) {
        self.0.paints.borrow_mut().retain(|(known, _)| *known != canvas);
        self.0.all.borrow_mut().retain(|(known, _)| *known != canvas);
    }

    /// Runs `then` once everything requested has been painted, or soon if the page is hidden.
    pub(crate) fn after(&self, then: impl FnOnce() + 'static) {
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
            // Not borrowed while painting: painting may request another frame.
            let next = self.0.paints.borrow_mut().pop_front();
            let Some((_, paint)) = next else { break };
            paint();
            if system::now() - started > BUDGET_MS && !self.0.paints.borrow().is_empty() {
                return self.schedule();
            }
        }
        self.go_on(usize::MAX);
    }

    /// Runs the waiting callbacks, up to this number.
    fn go_on(&self, last: usize) {
        let (due, later) = self.0.thens.take().into_iter().partition::<Vec<_>, _>(|(number, _)| *number <= last);
        self.0.thens.borrow_mut().extend(later);
        for (_, then) in due {
            then();
        }
    }
}
