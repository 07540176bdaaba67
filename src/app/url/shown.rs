//! The table of keys for display settings, alongside those of [`crate::options`].

use crate::app::hidden::{Hidden, Part};
use crate::app::state::{Display, Size, Theme};
use crate::app::words::FILES;
use crate::lesson::{Panel, Slot};
use crate::options::{Allowed, Key, Kind, Limit, Near, nearest_number, nearest_whole, numbers};
use crate::protocol::{Tempo, View};

/// A key for a display setting.
pub struct Shown {
    /// The key.
    pub name: &'static str,
    /// The allowed values.
    pub allowed: fn() -> Allowed,
    /// Applies the value; `None` if it is not allowed.
    read: fn(&mut Display, &str) -> Option<()>,
    /// Finds the allowed value nearest to a disallowed one, if there is such a thing.
    nearest: fn(&str) -> Option<Near<String>>,
    write: fn(&Display) -> String,
}

impl Shown {
    /// The value as it stands in a link.
    pub fn of(&self, display: &Display) -> String {
        (self.write)(display)
    }

    /// Applies the value; `None` if it is not allowed.
    pub fn read(&self, display: &mut Display, text: &str) -> Option<()> {
        (self.read)(display, text)
    }

    /// Applies the allowed value nearest to a disallowed one, and returns it.
    pub fn read_nearest(&self, display: &mut Display, text: &str) -> Option<Near<String>> {
        let (value, limit) = (self.nearest)(text)?;
        self.read(display, &value)?;
        Some((value, limit))
    }
}

impl std::fmt::Debug for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// A switch: `1` or `0`.
macro_rules! switch {
    ($name:literal, $field:ident) => {
        Shown {
            name: $name,
            allowed: || Allowed::names(["1", "0"]),
            read: |display, text| {
                display.$field = flag(text)?;
                Some(())
            },
            nearest: |_| None,
            write: |display| u8::from(display.$field).to_string(),
        }
    };
}

/// The index of a test digit.
macro_rules! digit {
    ($name:literal, $field:ident) => {
        Shown {
            name: $name,
            allowed: || Allowed::Whole { most: MOST_DIGIT },
            read: |display, text| {
                display.view.$field = numbers::read_whole(text).ok().filter(|index| u64::from(*index) <= MOST_DIGIT)?;
                Some(())
            },
            nearest: |text| whole(text, MOST_DIGIT),
            write: |display| display.view.$field.to_string(),
        }
    };
}

/// The most units that a latent code has; only the code can be viewed along its units.
const MOST_UNITS: u32 = match Key::Code.knob().kind {
    Kind::Integer { max, .. } => max as u32,
    _ => 0,
};

/// The last test digit.
const MOST_DIGIT: u64 = 9999;

/// The most steps that a link trains at once.
const MOST_STEPS: u64 = 1_000_000;

/// The keys for display settings.
pub const SHOWN: &[Shown] = &[
    Shown {
        name: "hide",
        allowed: || Allowed::Parts(Part::ALL.iter().map(|part| part.name().to_owned()).collect()),
        read: |display, text| {
            let (hide, all) = Hidden::of(names(text));
            display.hide = all.then_some(hide)?;
            Some(())
        },
        nearest: |text| some_of(Hidden::of(names(text)).0.names()),
        write: |display| display.hide.names().join(","),
    },
    Shown {
        name: "panels",
        allowed: || Allowed::names(Panel::ALL.iter().map(|panel| panel.name())),
        read: |display, text| {
            display.panels = names(text).map(Panel::of_link).collect::<Option<_>>()?;
            Some(())
        },
        nearest: |text| some_of(&names(text).filter_map(Panel::of_link).map(Panel::name).collect::<Vec<_>>()),
        write: |display| display.panels.iter().map(|panel| panel.name()).collect::<Vec<_>>().join(","),
    },
    Shown {
        name: "theme",
        allowed: || Allowed::names(Theme::ALL.map(Theme::name)),
        read: |display, text| {
            display.theme = Theme::ALL.into_iter().find(|theme| theme.name() == text)?;
            Some(())
        },
        nearest: |_| None,
        write: |display| display.theme.name().to_owned(),
    },
    Shown {
        name: "size",
        allowed: || Allowed::names(Size::NAMES.iter().copied()),
        read: |display, text| {
            display.size = Size::from_name(text)?;
            Some(())
        },
        nearest: |_| None,
        write: |display| display.size.name().to_owned(),
    },
    Shown {
        name: "lang",
        allowed: || Allowed::names(FILES.iter().map(|(code, _)| *code)),
        read: |display, text| {
            FILES.iter().find(|(code, _)| *code == text)?.0.clone_into(&mut display.lang);
            Some(())
        },
        nearest: |_| None,
        write: |display| display.lang.clone(),
    },
    switch!("play", play),
    Shown {
        name: "steps",
        allowed: || Allowed::Whole { most: MOST_STEPS },
        read: |display, text| {
            display.steps = numbers::read_whole(text).ok().filter(|steps| *steps <= MOST_STEPS)?;
            Some(())
        },
        nearest: |text| whole(text, MOST_STEPS),
        write: |display| display.steps.to_string(),
    },
    switch!("showtest", show_test),
    switch!("discretize", discretize),
    switch!("log", log_loss),
    Shown {
        name: "tabs",
        allowed: || Allowed::names(Panel::ALL.iter().filter(|panel| panel.slot().is_some()).map(|panel| panel.name())),
        read: |display, text| {
            let tab = |name| Panel::of_link(name).and_then(|panel| Some((panel.slot()?, panel)));
            display.tabs = names(text).map(tab).collect::<Option<_>>()?;
            Some(())
        },
        nearest: |text| {
            let tabs = names(text).filter_map(Panel::of_link).filter(|panel| panel.slot().is_some());
            some_of(&tabs.map(Panel::name).collect::<Vec<_>>())
        },
        write: |display| display.tabs.values().map(|panel| panel.name()).collect::<Vec<_>>().join(","),
    },
    // The form that links had before there were tabs.
    Shown {
        name: "accuracy",
        allowed: || Allowed::names(["1", "0"]),
        read: |display, text| {
            if flag(text)? {
                display.tabs.insert(Slot::Curves, Panel::Accuracy);
            }
            Some(())
        },
        nearest: |_| None,
        write: |_| String::from("0"),
    },
    Shown {
        name: "speed",
        allowed: || Allowed::names(Tempo::NAMES.iter().copied()),
        read: |display, text| {
            display.view.tempo = Tempo::from_name(text)?;
            Some(())
        },
        nearest: |_| None,
        write: |display| display.view.tempo.name().to_owned(),
    },
    switch!("gallery", gallery),
    digit!("strip", strip),
    digit!("probe", probe),
    Shown {
        name: "axes",
        allowed: || Allowed::Pair { most: MOST_UNITS, optional: false },
        read: |display, text| {
            display.view.axes = two_units(text)?;
            Some(())
        },
        nearest: |_| None,
        write: |display| units_text(display.view.axes),
    },
    Shown {
        name: "decoded",
        allowed: || Allowed::names(["1", "0"]),
        read: |display, text| {
            display.view.grid = if flag(text)? { View::GRID } else { 0 };
            Some(())
        },
        nearest: |_| None,
        write: |display| u8::from(display.view.grid > 0).to_string(),
    },
    Shown {
        name: "temperature",
        allowed: || Allowed::Number { most: View::HOTTEST as u32 },
        read: |display, text| {
            let inside = |value: &f32| (0.0..=View::HOTTEST).contains(value);
            display.view.temperature = numbers::read_single(text).ok().filter(inside)?;
            Some(())
        },
        nearest: |text| {
            let (value, limit) = nearest_number(text, 0.0, View::HOTTEST.into())?;
            Some((value.to_string(), limit))
        },
        write: |display| display.view.temperature.to_string(),
    },
    Shown {
        name: "pair",
        allowed: || Allowed::Pair { most: MOST_UNITS, optional: true },
        read: |display, text| {
            display.view.pair = if text.is_empty() { None } else { Some(two_units(text)?) };
            Some(())
        },
        nearest: |_| None,
        write: |display| display.view.pair.map(units_text).unwrap_or_default(),
    },
];

/// The nearest non-negative whole number.
fn whole(text: &str, most: u64) -> Option<Near<String>> {
    let (value, limit) = nearest_whole(text, 0, most)?;
    Some((value.to_string(), limit))
}

/// A list without unknown names; `None` if no known name is left.
fn some_of(known: &[&str]) -> Option<Near<String>> {
    (!known.is_empty()).then(|| (known.join(","), Some(Limit::Near)))
}

fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty())
}

/// Two different units, counted from 1, as on the page.
fn two_units(text: &str) -> Option<[u32; 2]> {
    let unit = |text: &str| numbers::read_whole(text).ok().filter(|unit| (1..=MOST_UNITS).contains(unit));
    let (across, up) = text.split_once(',')?;
    let (across, up): (u32, u32) = (unit(across)?, unit(up)?);
    (across != up).then_some([across - 1, up - 1])
}

fn units_text(units: [u32; 2]) -> String {
    units.map(|unit| (unit + 1).to_string()).join(",")
}

/// A switch's value.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}
