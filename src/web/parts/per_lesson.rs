//! Content that is made anew for each lesson.

use leptos::prelude::*;

use crate::web::page::page;

/// Makes its content anew for each lesson, for lists (`For`) that differ from lesson to lesson.
///
/// In Leptos an owner remembers each child that it ever had, until it is cleaned up itself: a list that stays as long as the
/// page would keep a few hundred bytes for every row of every lesson that was opened. What is made here is cleaned up with
/// the lesson.
#[component]
pub(crate) fn PerLesson(children: ChildrenFn) -> impl IntoView {
    let lesson = page().slice(|state| state.options.lesson());
    move || {
        lesson.track();
        children()
    }
}
