//! Changes to options and to the display.

use super::tries::{self, Moment};
use super::{Effect, State, entries, hand_over, notify, run, survey};
use crate::app::lifecycle::{Goal, Wish};
use crate::app::message::Change;
use crate::app::message::DisplayChange;
use crate::app::state::{About, Asked, Asker, Display, Field, Opened};
use crate::app::url;
use crate::app::words::FILES;
use crate::lesson::LessonId;
use crate::options::{DeviceChoice, Key, Kind, Options, Stage, Value, numbers};
use crate::protocol::{Command, Problem, View};
use crate::shape::attention::TransformerShape;

/// Applies the link with which the page was opened.
pub(super) fn open_link(state: &mut State, fragment: &str, fx: &mut Vec<Effect>) {
    let link = url::read(fragment);
    remark(state, link.about);
    let steps = link.display.steps;
    state.display = link.display;
    state.options = link.options;
    survey::forget(state, fx);
    new_lesson(state);
    state.opened = link.opened;
    // `steps` (train this far, then stop) takes precedence over `play`.
    let wish = if state.display.play && steps == 0 { Wish::Play } else { Wish::Rest };
    state.run.goal = Goal::Rest.after(wish);
    try_webgpu_again(state);
    run::restart(state, fx);
    if steps > 0 {
        run::train(state, Asker::Page, Asked::Steps(steps), fx);
    }
    hand_over::settle_device(state, fx);
}

/// Reports what could not be applied in a link, replacing remarks about the previous one.
pub(super) fn remark(state: &mut State, about: Vec<About>) {
    let about_link = |about: &About| {
        matches!(about, About::Link(_) | About::MoreLink(_) | About::UnusedLink { .. } | About::LongLink)
    };
    state.notices.retain(|notice| !about_link(&notice.about));
    for about in about {
        notify(state, about);
    }
}

/// Switches to another lesson with its defaults; the device stays.
pub(super) fn lesson(state: &mut State, lesson: LessonId, fx: &mut Vec<Effect>) {
    state.display.panels.clear();
    replace(state, Options::of(lesson), Change::Lesson, fx);
}

/// Loads a worked example of the lesson; the device and the seed stay.
pub(super) fn preset(state: &mut State, name: &str, fx: &mut Vec<Effect>) {
    if let Some(mut options) = Options::of_preset(state.options.lesson(), name) {
        if let Some(seed) = state.options.get(Key::Seed).cloned()
            && let Err(refused) = options.set(Key::Seed, seed)
        {
            notify(state, About::Problem(Problem::Refused(refused)));
        }
        replace(state, options, Change::Preset, fx);
    }
}

/// Replaces all options except the device. The previous state stays in the history.
fn replace(state: &mut State, mut options: Options, change: Change, fx: &mut Vec<Effect>) {
    if let Some(device) = state.options.get(Key::Device).cloned()
        && let Err(refused) = options.set(Key::Device, device)
    {
        notify(state, About::Problem(Problem::Refused(refused)));
    }
    state.run.goal = state.run.goal.after(Wish::Rest);
    let before_display = state.display.clone();
    if options.lesson() != state.options.lesson() {
        state.display = state.display.for_another_lesson();
    }
    (state.display.play, state.display.steps) = (false, 0);
    let before = std::mem::replace(&mut state.options, options);
    entries::push(state, (&before, &before_display), change, fx);
    apply_changes(state, &before, fx);
}

/// A knob was turned.
pub(super) fn set(state: &mut State, key: Key, value: Value, fx: &mut Vec<Effect>) {
    let before = state.options.clone();
    match state.options.set(key, value) {
        Ok(()) => {
            let name = key.knob().name;
            state.notices.retain(|notice| match &notice.about {
                About::Problem(Problem::Refused(refused)) => refused.name != name,
                About::Mistyped { field: Field::Item(of, _), .. } => *of != key,
                _ => true,
            });
            entries::push(state, (&before, &state.display), Change::Knob(key), fx);
            apply_changes(state, &before, fx);
        }
        Err(refused) => notify(state, About::Problem(Problem::Refused(refused))),
    }
}

/// Sets one item of a list, typed as one whole number: a comma does not make it two items.
pub(super) fn typed_item(state: &mut State, key: Key, place: usize, text: &str, fx: &mut Vec<Effect>) {
    let (Kind::Layers { max_units: most, .. } | Kind::Stages { max_filters: most, .. }) = key.knob().kind else {
        return;
    };
    let number = numbers::read_whole::<u32>(text).ok().filter(|number| (1..=most).contains(number));
    let Some(number) = number else { return notify(state, About::mistyped(Field::Item(key, place), text, most)) };
    let Some(mut value) = state.options.get(key).cloned() else { return };
    let item = match &mut value {
        Value::Layers(units) => units.get_mut(place),
        Value::Stages(stages) => match stages.get_mut(place) {
            Some(Stage::Convolution(filters)) => Some(filters),
            Some(Stage::Pool) | None => None,
        },
        _ => None,
    };
    // Ignore an item that no longer exists.
    let Some(item) = item else { return };
    *item = number;
    set(state, key, value, fx);
}

/// Applies the difference between these options and the current ones: the run continues or restarts, whichever they
/// require.
pub(super) fn apply_changes(state: &mut State, before: &Options, fx: &mut Vec<Effect>) {
    let device = before.get(Key::Device) != state.options.get(Key::Device);
    let other_lesson = before.lesson() != state.options.lesson();
    let keys: Vec<Key> = before.differing(&state.options).collect();
    if device {
        try_webgpu_again(state);
    }
    survey::forget_other(state, fx);
    if keys.iter().any(|key| *key != Key::Seed) {
        state.run.seeds.clear();
    }
    if other_lesson {
        new_lesson(state);
    } else if keys.contains(&Key::Task) || keys.contains(&Key::Length) {
        look_at_the_answer(state);
    }
    if keys.contains(&Key::Data) {
        state.display.view.panels = state.visible_panels();
    }
    if other_lesson || !keys.iter().all(|key| key.goes_on()) {
        run::restart(state, fx);
    } else if !keys.is_empty() {
        state.run.changed_at = state.run.step;
        go_on(state, fx);
    }
    hand_over::settle_device(state, fx);
}

/// Continues the run with its parameters and the current options.
pub(super) fn go_on(state: &mut State, fx: &mut Vec<Effect>) {
    // Without a trainer, the run will be built with the new options once there is one.
    let Some(device) = state.trainer.device() else { return };
    if !state.run.is_built() {
        run::configure(state, fx);
    } else if run::takes_commands(state) {
        run::retune(state, device, fx);
    }
    // Otherwise a hand-over is under way, and the successor will use the options of that time.
}

/// If only one token is answered, selects it.
fn look_at_the_answer(state: &mut State) {
    if state.options.lesson() == LessonId::Attention {
        let shape = TransformerShape::of(&state.options);
        state.display.token = if shape.answers == 1 { shape.length.saturating_sub(1) as u32 } else { 0 };
    }
}

fn new_lesson(state: &mut State) {
    state.opened = Opened::default();
    look_at_the_answer(state);
    state.display.view.panels = state.visible_panels();
    state.run.tried = vec![0; state.options.lesson().lesson().tries.len()];
    state.run.seeds.clear();
    state.run.pictures.clear();
    state.display.clear_sheet();
    state.run.summary = None;
}

/// Choosing WebGPU by name allows another attempt after it was refused.
fn try_webgpu_again(state: &mut State) {
    if state.options.device() == DeviceChoice::WebGpu {
        state.trainer.refused = None;
    }
}

/// Applies a display change.
pub(super) fn show(state: &mut State, show: DisplayChange, fx: &mut Vec<Effect>) {
    let before = state.display.clone();
    let change = entries::change_of(&show);
    let display = &mut state.display;
    match show {
        DisplayChange::Theme(theme) => display.theme = theme,
        DisplayChange::Size(size) => display.size = size,
        DisplayChange::TestPoints(on) => display.show_test = on,
        DisplayChange::Discretize(on) => display.discretize = on,
        DisplayChange::LogLoss(on) => display.log_loss = on,
        DisplayChange::Tab(panel) => {
            if let Some(slot) = panel.slot() {
                display.tabs.insert(slot, panel);
                // What a slot shows by itself needs no word in the link.
                if state.tabs(slot).first() == Some(&panel) {
                    state.display.tabs.remove(&slot);
                }
            }
        }
        DisplayChange::Gallery(open) => display.gallery = open,
        DisplayChange::Tempo(tempo) => display.view.tempo = tempo,
        DisplayChange::Strip(first) => display.view.strip = first,
        DisplayChange::Probe(index) => {
            (display.view.probe, display.view.point) = (index, None);
            display.clear_sheet();
            tries::tick(state, Moment::Probed(index));
        }
        DisplayChange::Drawn(digit, doubt) => {
            (display.view.drawn, display.doubt) = (digit, doubt);
        }
        DisplayChange::PenLifted => {
            let doubt = display.doubt;
            if !display.view.drawn.is_empty() {
                tries::tick(state, Moment::Drawn(doubt));
            }
        }
        DisplayChange::Spot(spot) => {
            display.view.spot = spot;
            let typed = |field: &Field| matches!(field, Field::Map | Field::Row | Field::Column);
            state.notices.retain(|notice| !matches!(&notice.about, About::Mistyped { field, .. } if typed(field)));
            tries::tick(state, Moment::Spotted);
        }
        DisplayChange::Place(place) => display.view.place = place,
        DisplayChange::Cell(cell) => display.view.cell = cell,
        DisplayChange::Axes(axes) => (display.view.axes, display.view.point) = (axes, None),
        DisplayChange::Point(point) => {
            display.view.point = point;
            if let Some(place) = point {
                tries::tick(state, Moment::Ring(place));
            }
        }
        DisplayChange::DecodedGrid(on) => display.view.grid = if on { View::GRID } else { 0 },
        DisplayChange::Pair(pair) => display.view.pair = pair,
        DisplayChange::Head(head) => display.view.head = head,
        DisplayChange::Token(place) => {
            display.token = place;
            tries::tick(state, Moment::Token);
        }
        DisplayChange::Temperature(temperature) => {
            if (0.0..=View::HOTTEST).contains(&temperature) {
                display.view.temperature = temperature;
            }
        }
        DisplayChange::Language(lang) => {
            if FILES.iter().any(|(code, _)| *code == lang) {
                display.lang = lang;
            }
        }
    }
    state.display.view.panels = state.visible_panels();
    send_view(state, &before, fx);
    if before.gallery && !state.display.gallery {
        // Back leads to where one was before the gallery was opened, not into it again.
        entries::replace(state, (&state.options, &before), fx);
    } else {
        entries::push(state, (&state.options, &before), change, fx);
    }
}

/// Sends the view to the trainer if it changed, so that it observes the right things.
pub(super) fn send_view(state: &State, before: &Display, fx: &mut Vec<Effect>) {
    if state.display.view != before.view {
        run::to_active(state, Command::Look(state.display.view.clone()), fx);
    }
}
