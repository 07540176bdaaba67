//! Enums with named variants, for links, scripts, menus and message files.

/// A value that is one of a few named ones. The [`choice!`](crate::choice!) macro implements it, so that a variant, its
/// name and its place in a menu are one line.
pub trait Choice: Copy + Default + PartialEq + 'static {
    /// All of them, in menu order.
    const ALL: &'static [Self];
    /// Their names, in the same order.
    const NAMES: &'static [&'static str];

    /// The name.
    fn name(self) -> &'static str;

    /// The variant with this name.
    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.name() == name)
    }
}

/// Declares an enum and implements [`Choice`] for it. The default is the variant marked `#[default]`.
///
/// ```
/// gradient_garden::choice! {
///     /// How loud it is.
///     pub enum Volume {
///         /// Not at all.
///         #[default]
///         Silent = "silent",
///         /// Very.
///         Loud = "loud",
///     }
/// }
/// use gradient_garden::choice::Choice;
/// assert_eq!(Volume::from_name("loud").map(Volume::name), Some("loud"));
/// assert_eq!(Volume::NAMES, ["silent", "loud"]);
/// ```
#[macro_export]
macro_rules! choice {
    ($(#[$meta:meta])* $visibility:vis enum $choice:ident { $($(#[$variant_meta:meta])* $variant:ident = $name:literal,)* }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        $visibility enum $choice { $($(#[$variant_meta])* $variant,)* }

        impl $choice {
            /// All of them, in menu order.
            $visibility const ALL: &'static [Self] = &[$(Self::$variant,)*];
            /// Their names, in the same order.
            $visibility const NAMES: &'static [&'static str] = &[$($name,)*];

            /// The name in links, scripts and message files.
            $visibility const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The variant with this name.
            #[allow(dead_code, reason = "every choice can be read and written, whoever happens to do it")]
            $visibility fn from_name(name: &str) -> Option<Self> {
                <Self as $crate::choice::Choice>::from_name(name)
            }
        }

        impl $crate::choice::Choice for $choice {
            const ALL: &'static [Self] = Self::ALL;
            const NAMES: &'static [&'static str] = Self::NAMES;

            fn name(self) -> &'static str {
                Self::name(self)
            }
        }
    };
}
