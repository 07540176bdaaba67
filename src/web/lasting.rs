//! Values that live as long as the page, read by components that come and go.
//!
//! reactive_graph 0.2 leaves a disposed reader in its source's list; only a reader that runs again is removed. In a source
//! that lives as long as the page, the readers of every panel ever shown would accumulate. Here they leave with their
//! owner.

use leptos::prelude::*;
use leptos::reactive::computed::ArcMemo;
use leptos::reactive::graph::{AnySource, AnySubscriber, Observer, Source, ToAnySource, ToAnySubscriber};

/// A memo that lives as long as the page. Cheap to copy.
pub(crate) struct Lasting<T: Send + Sync + 'static>(Memo<T>);

impl<T: Send + Sync + 'static> Clone for Lasting<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Lasting<T> {}

impl<T: Send + Sync + 'static> Lasting<T> {
    /// Wraps a memo owned by the page itself.
    pub(crate) fn new(memo: Memo<T>) -> Self {
        Self(memo)
    }

    /// Subscribes the current observer; unsubscribes it when its owner is disposed.
    pub(crate) fn track(self) {
        self.0.track();
        if let Some(reader) = Observer::get() {
            leave_with_owner(ArcMemo::from(self.0).to_any_source(), reader);
        }
    }

    /// Reads the value and subscribes to it.
    pub(crate) fn with<U>(self, read: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.0.with_untracked(read)
    }

    /// Its value, with a subscription to changes.
    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(Clone::clone)
    }

    /// Its current value, without a subscription; `None` after the page was closed.
    pub(crate) fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        self.0.try_get_untracked()
    }
}

/// A memo over the page's state that is unsubscribed when the component that made it is disposed.
pub(crate) fn slice_of<S: Send + Sync + 'static, T: PartialEq + Send + Sync + 'static>(
    state: RwSignal<S>,
    read: impl Fn(&S) -> T + Send + Sync + 'static,
) -> Memo<T> {
    slice_boxed(state, Box::new(read))
}

/// The same for any reader of the type: a memo's closure is compiled once per type, not once for each of hundreds of
/// readers.
fn slice_boxed<S: Send + Sync + 'static, T: PartialEq + Send + Sync + 'static>(
    state: RwSignal<S>,
    read: Box<dyn Fn(&S) -> T + Send + Sync>,
) -> Memo<T> {
    let memo = Memo::new(move |_| state.with(|state| read(state)));
    leave_with_owner(state.to_any_source(), ArcMemo::from(memo).to_any_subscriber());
    memo
}

/// Removes the reader from the source's list when the current owner is disposed or runs again.
fn leave_with_owner(source: AnySource, reader: AnySubscriber) {
    on_cleanup(move || source.remove_subscriber(&reader));
}
