//! What each room of `src/` may use (the table of ARCHITECTURE.md), checked on the sources themselves, so that no combination of
//! features hides an arrow that runs upwards. `cargo test --test rooms -- --nocapture` prints the arrows.

#[expect(dead_code, reason = "other tests use the rest")]
mod sources;

use std::collections::{BTreeMap, BTreeSet};

use sources::{Source, sources};

/// burn and what is under it.
const BURN: &[&str] = &["burn", "burn_core", "burn_flex", "burn_tensor", "burn_wgpu", "cubecl", "wgpu"];
/// The browser.
const BROWSER: &[&str] = &["js_sys", "leptos", "plotters_canvas", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];
const NEITHER: &[&[&str]] = &[BURN, BROWSER];

/// A room, from the ground up.
struct Room {
    name: &'static str,
    /// The rooms that it may use, all of them further down.
    uses: &'static [&'static str],
    /// Crates that it must not mention.
    forbidden: &'static [&'static [&'static str]],
}

const fn room(
    name: &'static str,
    uses: &'static [&'static str],
    forbidden: &'static [&'static [&'static str]],
) -> Room {
    Room { name, uses, forbidden }
}

/// Every room has a line here and in ARCHITECTURE.md, after those that it uses.
const ROOMS: &[Room] = &[
    room("choice", &[], NEITHER),
    room("retry", &[], NEITHER),
    room("constructors", &[], NEITHER),
    room("data", &["choice"], NEITHER),
    room("options", &["choice", "data"], NEITHER),
    room("shape", &["data", "options"], NEITHER),
    room("cost", &["data", "options", "shape"], NEITHER),
    room("lesson", &["choice", "data", "options"], NEITHER),
    room("protocol", &["choice", "data", "options", "lesson"], NEITHER),
    room("plot", &["protocol"], NEITHER),
    room("app", &["choice", "data", "options", "shape", "cost", "lesson", "protocol", "retry"], NEITHER),
    room("model", &["data", "options", "shape", "protocol"], &[BROWSER]),
    room("observe", &["data", "options", "shape", "model", "protocol"], &[BROWSER]),
    room("train", &["data", "options", "shape", "cost", "lesson", "protocol", "retry", "model", "observe"], &[BROWSER]),
    room("worker", &["data", "options", "cost", "protocol", "train"], &[]),
    room("web", &["choice", "data", "options", "shape", "cost", "lesson", "protocol", "plot", "app"], &[BURN]),
    room("lib", &[], &[]),
    room("alone", &[], &[]),
    room("bin", &["constructors", "protocol", "train", "worker", "web"], &[]),
];

/// Which module uses which, by their paths, with a place where.
type Arrows = BTreeMap<(Vec<String>, Vec<String>), String>;

/// What every module uses of the crate: the deepest module that a path leads to, also by what another hands on (`pub use`).
fn arrows(sources: &[Source]) -> Arrows {
    let modules: BTreeSet<&[String]> = sources.iter().map(|source| source.module.as_slice()).collect();
    let mut handed_on: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    let mut used = Vec::new();
    for source in sources {
        for named in source.names() {
            let Some(path) = absolute(&source.module, &named.segments, &modules) else { continue };
            match path.last() {
                Some(last) if named.handed_on => {
                    let known_as = [source.module.as_slice(), std::slice::from_ref(last)].concat();
                    if !path.starts_with(&known_as) {
                        handed_on.insert(known_as, path);
                    }
                }
                _ => used.push((source, named.line, path)),
            }
        }
    }
    let mut arrows = Arrows::new();
    for (source, line, mut path) in used {
        // What is handed on may have been handed on before.
        while let Some((end, origin)) = (1..=path.len()).find_map(|end| Some((end, handed_on.get(&path[..end])?))) {
            path = [origin.as_slice(), &path[end..]].concat();
        }
        let target = (1..=path.len()).rev().map(|end| &path[..end]).find(|path| modules.contains(path));
        if let Some(target) = target.filter(|target| *target != source.module.as_slice()) {
            let place = || format!("{}:{line}", source.path.display());
            arrows.entry((source.module.clone(), target.to_vec())).or_insert_with(place);
        }
    }
    arrows
}

/// A path from the crate's root, if it leads into the crate: by `crate`, `self`, `super`, or the name of a child.
fn absolute(module: &[String], segments: &[String], modules: &BTreeSet<&[String]>) -> Option<Vec<String>> {
    let join = |start: &[String], rest: &[String]| Some([start, rest].concat());
    // `super` alone is a visibility.
    if segments.len() < 2 {
        return None;
    }
    match segments.first().map(String::as_str) {
        Some("crate" | "gradient_garden") => join(&[], &segments[1..]),
        Some("self") => join(module, &segments[1..]),
        Some("super") => {
            let up = segments.iter().take_while(|segment| *segment == "super").count();
            join(&module[..module.len().checked_sub(up)?], &segments[up..])
        }
        Some(_) => {
            let child = [module, &segments[..1]].concat();
            modules.contains(child.as_slice()).then(|| [module, segments].concat())
        }
        None => None,
    }
}

fn room_of(module: &[String]) -> &str {
    module.first().map_or("lib", String::as_str)
}

#[test]
fn every_arrow_runs_down() {
    let sources = sources();
    let mut between: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let arrows = arrows(&sources);
    let mut upward = Vec::new();
    for ((from, to), place) in &arrows {
        let (from, to) = (room_of(from), room_of(to));
        if from != to {
            *between.entry((from, to)).or_default() += 1;
            let allowed = ROOMS.iter().any(|room| room.name == from && room.uses.contains(&to));
            if !allowed {
                upward.push(format!("{place}: `{from}` must not use `{to}`"));
            }
        }
    }
    for ((from, to), count) in &between {
        println!("{from} → {to}: {count} modules");
    }
    assert!(upward.is_empty(), "\n{}", upward.join("\n"));
    let unused = ROOMS.iter().flat_map(|room| room.uses.iter().map(|used| (room.name, *used)));
    let unused: Vec<_> = unused.filter(|arrow| !between.contains_key(arrow)).collect();
    assert!(unused.is_empty(), "allowed and not there: {unused:?}");
}

#[test]
fn the_rooms_stand_in_their_order_and_each_source_in_one() {
    for (place, room) in ROOMS.iter().enumerate() {
        for used in room.uses {
            assert!(ROOMS[..place].iter().any(|below| below.name == *used), "{} uses {used}", room.name);
        }
    }
    let found: BTreeSet<String> = sources().iter().map(|source| room_of(&source.module).to_owned()).collect();
    let known: BTreeSet<String> = ROOMS.iter().map(|room| room.name.to_owned()).collect();
    assert_eq!(found, known);
}

#[test]
fn no_room_mentions_what_it_must_not() {
    let mut breaches = Vec::new();
    for source in sources() {
        let room = room_of(&source.module).to_owned();
        let forbidden = ROOMS.iter().find(|known| known.name == room).map_or(&[][..], |room| room.forbidden);
        for named in source.names() {
            let crate_of = |segment: &String| forbidden.iter().any(|group| group.contains(&segment.as_str()));
            if let Some(name) = named.segments.iter().find(|segment| crate_of(segment)) {
                breaches.push(format!("{}:{}: `{name}` in the room `{room}`", source.path.display(), named.line));
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

/// A circle of modules is a parent with some of its children, and nothing wider.
#[test]
fn no_circle_is_wider_than_a_parent_and_its_children() {
    let sources = sources();
    let arrows = arrows(&sources);
    let mut wide = Vec::new();
    for circle in circles(&arrows) {
        let parent = |module: &&Vec<String>| {
            circle
                .iter()
                .all(|other| other == *module || (other.len() == module.len() + 1 && other.starts_with(module)))
        };
        if !circle.iter().any(|module| parent(&module)) {
            let inside = arrows.iter().filter(|((from, to), _)| circle.contains(from) && circle.contains(to));
            let inside = inside.map(|((from, to), place)| format!("{} → {} ({place})", from.join("::"), to.join("::")));
            wide.push(inside.collect::<Vec<_>>().join("\n"));
        }
    }
    assert!(wide.is_empty(), "a circle of\n{}", wide.join("\n\na circle of\n"));
}

/// Modules that reach one another, two and more.
fn circles(arrows: &Arrows) -> Vec<BTreeSet<Vec<String>>> {
    let mut reached: BTreeMap<&Vec<String>, BTreeSet<&Vec<String>>> = BTreeMap::new();
    for (from, _) in arrows.keys() {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(module) = open.pop() {
            for to in arrows.keys().filter(|(from, _)| from == module).map(|(_, to)| to) {
                if seen.insert(to) {
                    open.push(to);
                }
            }
        }
        reached.insert(from, seen);
    }
    let mut found: BTreeSet<BTreeSet<Vec<String>>> = BTreeSet::new();
    for (module, reaches) in &reached {
        let back = |other: &&&Vec<String>| reached.get(**other).is_some_and(|reaches| reaches.contains(*module));
        let circle: BTreeSet<_> = reaches.iter().filter(back).map(|module| (*module).clone()).collect();
        if circle.len() > 1 {
            found.insert(circle);
        }
    }
    found.into_iter().collect()
}

#[test]
fn architecture_md_has_the_same_table() {
    let map = std::fs::read_to_string("ARCHITECTURE.md").expect("the map");
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let rows = map.lines().filter(|line| line.starts_with("| `"));
    let rows: BTreeMap<String, Vec<String>> = rows
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, room, _, uses, ""] = cells[..] else { return None };
            Some((names(room).first()?.clone(), names(uses)))
        })
        .collect();
    for room in ROOMS.iter().filter(|room| room.name != "lib") {
        assert_eq!(rows.get(room.name).map_or(&[][..], Vec::as_slice), room.uses, "the row of `{}`", room.name);
    }
}

#[test]
fn paths_are_followed_and_comments_and_texts_are_not_code() {
    let text =
        "// burn\nuse crate::{a::B, c::{self, d::E}}; /* web_sys */ let r = \"burn\"; super::x::y(); wgpu::x('a');\n";
    let source = Source::of(&["room", "inner"], text);
    let found: Vec<String> = source.names().iter().map(|named| named.segments.join("::")).collect();
    for path in ["crate::a::B", "crate::c::self", "crate::c::d::E", "super::x::y", "wgpu::x"] {
        assert!(found.iter().any(|name| name == path), "{path} of {found:?}");
    }
    assert!(!found.iter().any(|name| name.contains("burn") || name.contains("web_sys")), "{found:?}");
    let room = Source::of(&["room"], "mod inner; pub use inner::{X, Y};");
    let arrows = arrows(&[room, Source::of(&["a"], "use crate::room::X;"), source]);
    let found: Vec<_> = arrows.keys().map(|(from, to)| format!("{} → {}", from.join("::"), to.join("::"))).collect();
    assert_eq!(found, ["a → room::inner", "room::inner → a", "room::inner → room"]);
}
