//! Decides which pointer draws when several are down: fingers, a pen, the palm of the hand that holds it.

/// A pointer, by the browser's number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Its number.
    pub id: i32,
    /// A finger or palm, rather than a pen or mouse.
    pub touch: bool,
}

/// What a pressed pointer means for the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// It begins a stroke.
    Begins,
    /// It starts a stroke, and whatever the palm drew is undone.
    Replaces,
    /// The stroke in progress ends.
    Ends,
    /// The pointer does not draw.
    Ignored,
}

/// The pointers on one surface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stroke {
    drawing: Option<Pointer>,
    /// Fingers that are down, drawing or not.
    fingers: Vec<i32>,
}

impl Stroke {
    /// Handles a pressed pointer. A second finger ends the first finger's stroke: two fingers zoom or scroll. A hand
    /// resting on the surface is ignored while a pen draws, and gives way to a pen that comes later.
    pub fn press(&mut self, pointer: Pointer) -> Press {
        let alone = self.fingers.is_empty();
        if pointer.touch && !self.fingers.contains(&pointer.id) {
            self.fingers.push(pointer.id);
        }
        let press = match self.drawing {
            Some(Pointer { touch: false, .. }) => return Press::Ignored,
            Some(_) if pointer.touch => Press::Ends,
            Some(_) => Press::Replaces,
            None if pointer.touch && !alone => return Press::Ignored,
            None => Press::Begins,
        };
        self.drawing = (press != Press::Ends).then_some(pointer);
        press
    }

    /// Whether this pointer draws.
    pub fn draws(&self, id: i32) -> bool {
        self.drawing.is_some_and(|pointer| pointer.id == id)
    }

    /// Handles a pointer that was lifted or cancelled. Returns whether that ends a stroke.
    pub fn release(&mut self, id: i32) -> bool {
        self.fingers.retain(|finger| *finger != id);
        self.drawing.take_if(|pointer| pointer.id == id).is_some()
    }
}
