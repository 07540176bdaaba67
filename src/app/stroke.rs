//! Which pointer draws, where several are on a surface: fingers, a pen, the palm of the hand that holds it.

/// A pointer, by the browser's number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// Its number.
    pub id: i32,
    /// A finger or a palm, and not a pen or a mouse.
    pub touch: bool,
}

/// What pressing a pointer down means for the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// It begins a stroke.
    Begins,
    /// It begins a stroke, and what the palm has drawn is to be taken back.
    Replaces,
    /// The stroke in progress ends where it is.
    Ends,
    /// Nothing.
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
    /// A pointer is pressed down. A second finger ends the stroke of the first: two fingers zoom or scroll. A hand that rests
    /// on the surface while a pen draws does nothing, and one that came before the pen gives way to it.
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

    /// A pointer is lifted, or the browser takes it away. Whether that ends a stroke.
    pub fn release(&mut self, id: i32) -> bool {
        self.fingers.retain(|finger| *finger != id);
        self.drawing.take_if(|pointer| pointer.id == id).is_some()
    }
}
