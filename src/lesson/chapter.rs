//! Chapters of the gallery.

use super::LessonId;
use crate::choice;

choice! {
    /// Lessons that belong together, in the recommended order. Its texts are the messages `chapter-<name>`.
    pub enum Chapter {
        /// Points in the plane, from one unit to any boundary.
        #[default]
        Points = "points",
        /// Pictures of digits.
        Pictures = "pictures",
        /// Sequences, attention, and two networks that learn against each other.
        Sequences = "sequences",
    }
}

impl Chapter {
    /// The chapter of a lesson.
    pub const fn of(lesson: LessonId) -> Self {
        match lesson {
            LessonId::Neuron | LessonId::Xor | LessonId::Boundary => Self::Points,
            LessonId::Digits | LessonId::Convnet | LessonId::Autoencoder => Self::Pictures,
            LessonId::Sequence | LessonId::Attention | LessonId::Gan => Self::Sequences,
        }
    }

    /// Its lessons.
    pub fn lessons(self) -> impl Iterator<Item = LessonId> {
        LessonId::ALL.iter().copied().filter(move |lesson| Self::of(*lesson) == self)
    }
}
