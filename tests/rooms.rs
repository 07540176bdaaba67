//! The walls between the rooms of `src/` (invariants 1 to 3 of ARCHITECTURE.md), checked on the sources themselves, so that no
//! combination of features hides a breach.

use std::path::PathBuf;

/// burn and what is under it.
const BURN: &[&str] = &["burn", "burn_core", "burn_flex", "burn_tensor", "burn_wgpu", "cubecl", "wgpu"];
/// The browser.
const BROWSER: &[&str] = &["js_sys", "leptos", "plotters_canvas", "wasm_bindgen", "wasm_bindgen_futures", "web_sys"];

/// What a room must not mention, by the invariant that says so.
struct Wall {
    room: &'static str,
    invariant: u8,
    forbidden: &'static [&'static [&'static str]],
}

const fn wall(room: &'static str, invariant: u8, forbidden: &'static [&'static [&'static str]]) -> Wall {
    Wall { room, invariant, forbidden }
}

/// Every room has a line here. A new one needs its own, or the test below asks for it.
const WALLS: &[Wall] = &[
    wall("data", 1, &[BURN, BROWSER]),
    wall("lesson", 1, &[BURN, BROWSER]),
    wall("app", 1, &[BURN, BROWSER]),
    wall("plot", 1, &[BURN, BROWSER]),
    wall("protocol", 1, &[BURN, BROWSER]),
    wall("retry", 1, &[BURN, BROWSER]),
    wall("choice", 1, &[BURN, BROWSER]),
    wall("options", 1, &[BURN, BROWSER]),
    wall("shape", 1, &[BURN, BROWSER]),
    wall("cost", 1, &[BURN, BROWSER]),
    wall("model", 2, &[BROWSER]),
    wall("train", 2, &[BROWSER]),
    wall("observe", 2, &[BROWSER]),
    wall("constructors", 1, &[BURN, BROWSER]),
    wall("web", 3, &[BURN]),
    // The one place where both meet: the loop around a session inside a Web Worker.
    wall("worker", 0, &[]),
    wall("bin", 0, &[]),
    wall("lib", 0, &[]),
];

#[test]
fn no_room_reaches_through_a_wall() {
    let mut breaches = Vec::new();
    for wall in WALLS {
        for file in files_of(wall.room) {
            let source = std::fs::read_to_string(&file).expect("a source is readable");
            for (line, word) in words(&source) {
                if wall.forbidden.iter().any(|group| group.contains(&word.as_str())) {
                    let (room, invariant) = (wall.room, wall.invariant);
                    breaches.push(format!(
                        "{}:{line}: `{word}` in the room `{room}` (invariant {invariant})",
                        file.display()
                    ));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "\n{}", breaches.join("\n"));
}

#[test]
fn every_room_has_its_wall() {
    for entry in std::fs::read_dir(sources()).expect("src is readable") {
        let path = entry.expect("an entry of src is readable").path();
        let room = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        assert!(WALLS.iter().any(|wall| wall.room == room), "the room `{room}` has no line in WALLS");
    }
}

#[test]
fn comments_and_texts_are_not_code() {
    let source = "// burn\nuse a::burn; /* web_sys\n/* js_sys */ */ let r = \"burn \\\" web_sys\"; let c = '\"'; wgpu::x('a');\n";
    let found: Vec<(usize, String)> =
        words(source).into_iter().filter(|(_, word)| BURN.iter().chain(BROWSER).any(|known| known == word)).collect();
    assert_eq!(found, [(2, "burn".into()), (3, "wgpu".into())]);
    assert!(words("r#\"burn \" web_sys\"# r\"js_sys\"").iter().all(|(_, word)| word == "r"));
}

fn sources() -> PathBuf {
    PathBuf::from("src")
}

/// `src/<room>.rs` and everything in `src/<room>/`.
fn files_of(room: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let file = sources().join(room).with_extension("rs");
    if file.is_file() {
        files.push(file);
    }
    let mut folders = vec![sources().join(room)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("an entry of a room is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    assert!(!files.is_empty(), "the room `{room}` has no sources; remove its line in WALLS");
    files
}

/// The identifiers of a Rust source with their lines, without those in comments and texts.
fn words(source: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = raw_text(rest) {
            length
        } else if first == '"' {
            text(rest)
        } else if first == '\'' {
            character(rest)
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
            words.push((line, rest[..length].to_owned()));
            length
        } else {
            first.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    words
}

/// Length of a block comment, which may contain others.
fn block_comment(source: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < source.len() {
        let (step, change) = match &source.as_bytes()[at..] {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
        if depth == 0 {
            break;
        }
    }
    at
}

/// Length of a raw text (`r"…"`, `r#"…"#`), if there is one here.
fn raw_text(source: &str) -> Option<usize> {
    let after = source.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let inside = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", &after[..hashes]);
    let start = source.len() - inside.len();
    Some(inside.find(&end).map_or(source.len(), |found| start + found + end.len()))
}

/// Length of a text.
fn text(source: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in source.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    source.len()
}

/// Length of a character literal, or of the mark alone where it begins a lifetime.
fn character(source: &str) -> usize {
    let mut letters = source.char_indices().skip(1);
    match (letters.next(), letters.next(), letters.next()) {
        (Some((_, '\\')), Some(_), Some((at, _))) => source[at..].find('\'').map_or(1, |found| at + found + 1),
        (Some(_), Some((at, '\'')), _) => at + 1,
        _ => 1,
    }
}
