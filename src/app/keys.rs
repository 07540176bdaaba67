//! Which keys the page needs, given the focused element. Inside a frame, all others are forwarded to the embedding page: a
//! slide deck pages on them.

/// The focused element, classified by the keys that the browser handles for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A text field, or a menu, which is searched by typing.
    Typing,
    /// A slider.
    Slider,
    /// One of several choices.
    Radio,
    /// A box to check.
    Check,
    /// A button, or the summary of a disclosure.
    Button,
    /// A link.
    Link,
    /// A picture that is navigated by keys: the diagram, the pad, the sketch, the latent map.
    Picture,
    /// Anything else.
    Elsewhere,
}

const ARROWS: [&str; 4] = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
const FAR: [&str; 4] = ["Home", "End", "PageUp", "PageDown"];

/// Whether the focused element uses this key.
pub fn uses(place: Place, key: &str) -> bool {
    match place {
        Place::Typing => key != "Escape",
        Place::Slider => ARROWS.contains(&key) || FAR.contains(&key),
        Place::Radio => ARROWS.contains(&key) || key == " ",
        Place::Check => key == " ",
        Place::Button => matches!(key, " " | "Enter"),
        Place::Link => key == "Enter",
        Place::Picture => {
            ARROWS.contains(&key) || matches!(key, "Home" | "End" | " " | "Enter" | "Delete" | "Backspace")
        }
        Place::Elsewhere => false,
    }
}

/// Whether the key is never forwarded: it moves the focus, or is a modifier.
pub fn stays(key: &str) -> bool {
    matches!(key, "Tab" | "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "Dead" | "Process" | "Unidentified")
}

/// The direction in which the key scrolls: right and down.
pub fn scrolls(key: &str, shift: bool) -> Option<(i8, i8)> {
    match key {
        "ArrowLeft" => Some((-1, 0)),
        "ArrowRight" => Some((1, 0)),
        " " if shift => Some((0, -1)),
        "ArrowUp" | "PageUp" | "Home" => Some((0, -1)),
        "ArrowDown" | "PageDown" | "End" | " " => Some((0, 1)),
        _ => None,
    }
}
