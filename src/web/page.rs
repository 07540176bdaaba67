//! The handle every component has.

use std::sync::Arc;

use leptos::prelude::*;

use super::framed::parent::Parent;
use super::frames::Frames;
use super::host::Host;
use super::lasting::{Lasting, slice_of};
use super::look::Look;
use super::script::{Promises, Turns};
use super::system;
use crate::app::entries::Entries;
use crate::app::words::{Arg, Words};
use crate::app::{Effect as Order, Msg, State, update};
use crate::protocol::{Observed, PictureId};

/// The page's state and texts, and the way to change the state. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// Carries out the effects of an update.
    carry_out: fn(Page, Order),
    state: RwSignal<State>,
    words: Lasting<Words>,
    /// The dark theme is in use.
    pub dark: Lasting<bool>,
    /// Whether no pointer can hover.
    pub touch: Lasting<bool>,
    /// The colours of canvases.
    pub theme: Lasting<crate::plot::Theme>,
    /// Counts up about once per second while the page is open: text alternatives follow it rather than every frame.
    pub pulse: Lasting<u32>,
    /// The trainers' workers.
    pub host: StoredValue<Host, LocalStorage>,
    /// When canvases are painted.
    pub frames: StoredValue<Frames, LocalStorage>,
    /// The embedding page, if there is one.
    pub parent: StoredValue<Option<Parent>, LocalStorage>,
    /// Scripts' open questions.
    pub promises: StoredValue<Promises, LocalStorage>,
    /// Script calls that have not been run yet.
    pub turns: StoredValue<Turns, LocalStorage>,
    /// Which changes become history entries.
    pub entries: StoredValue<Entries, LocalStorage>,
}

/// An observation that equals another only if it is the same object: a frame's arrays are never compared.
#[derive(Debug)]
pub(crate) struct Seen<T>(Arc<T>);

impl<T> Clone for Seen<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> PartialEq for Seen<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> std::ops::Deref for Seen<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

impl Page {
    /// The page before it is opened. The effects of updates are handled by `carry_out`.
    pub(crate) fn new(carry_out: fn(Self, Order)) -> Self {
        let state = RwSignal::new(State::default());
        let lang = Memo::new(move |_| state.with(|state| state.display.lang.clone()));
        let words = Memo::new_with_compare(
            move |_| lang.with(|lang| Words::new(lang)),
            |old, new| old.map(Words::lang) != new.map(Words::lang),
        );
        let theme = Memo::new(move |_| state.with(|state| state.display.theme));
        let pulse = system::pulse();
        let touch = system::prefers("(hover: none)");
        let frames = Frames::default();
        let look = Look::new(theme, pulse, frames.clone());
        Self {
            carry_out,
            state,
            words: Lasting::new(words),
            dark: Lasting::new(look.dark),
            touch: Lasting::new(Memo::new(move |_| touch.get())),
            theme: Lasting::new(look.theme),
            pulse: Lasting::new(Memo::new(move |_| pulse.get())),
            host: StoredValue::new_local(Host::default()),
            frames: StoredValue::new_local(frames),
            parent: StoredValue::new_local(Parent::of_this_page()),
            promises: StoredValue::new_local(Promises::default()),
            turns: StoredValue::new_local(Turns::default()),
            entries: StoredValue::new_local(Entries::default()),
        }
    }

    /// Applies a message to the state and carries out the resulting effects.
    pub(crate) fn dispatch(self, message: Msg) {
        let effects = self.state.try_update(|state| update(state, message)).unwrap_or_default();
        for effect in effects {
            (self.carry_out)(self, effect);
        }
        let kept = self.now(|state| [state.run.checkpoint, state.run.verified]);
        self.host.update_value(|host| host.keep_only(&kept));
    }

    /// A slice of the state; readers are notified only when the slice changes.
    pub(crate) fn slice<T: PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&State) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        slice_of(self.state, read)
    }

    /// Reads the current state without subscribing.
    pub(crate) fn now<T>(self, read: impl FnOnce(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// The newest picture with this id, if it has this type.
    pub(crate) fn observed<T: Observed + Send + Sync>(self, id: PictureId) -> Memo<Option<Seen<T>>> {
        self.slice(move |state| state.run.picture(id).cloned().map(Seen))
    }

    /// The same, read without subscribing.
    pub(crate) fn observed_now<T: Observed>(self, id: PictureId) -> Option<Seen<T>> {
        self.now(|state| state.run.picture(id).cloned().map(Seen))
    }

    /// A message in the page's language, following changes of language.
    pub(crate) fn text(self, id: &str) -> String {
        self.words.with(|words| words.text(id))
    }

    /// A message as a closure that follows the language. One type for all messages: views are compiled per closure type,
    /// and there would be hundreds.
    pub(crate) fn say(self, id: &'static str) -> impl Fn() -> String + Copy + Send + Sync + 'static {
        move || self.text(id)
    }

    /// A picture's instructions, worded for touch if no pointer can hover.
    pub(crate) fn hint(self, id: &str) -> String {
        self.hint_with(id, &[])
    }

    /// The same with arguments.
    pub(crate) fn hint_with(self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let for_touch = format!("{id}.touch");
        self.text_with(if self.touch.get() && self.has(&for_touch) { &for_touch } else { id }, args)
    }

    /// A message with its arguments.
    pub(crate) fn text_with(self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.with(|words| words.with(id, args))
    }

    /// Whether this message or attribute exists.
    pub(crate) fn has(self, id: &str) -> bool {
        self.words.with(|words| words.has(id))
    }

    /// The words themselves.
    pub(crate) fn words<T>(self, read: impl FnOnce(&Words) -> T) -> T {
        self.words.with(read)
    }
}

/// The page, available anywhere inside it.
pub(crate) fn page() -> Page {
    expect_context::<Page>()
}
