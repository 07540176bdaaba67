//! What a person may read is in the message files: the trainers' rooms and the protocol have facts, and no sentences.

use std::path::{Path, PathBuf};

/// The rooms without words. What a panic says (`expect`) and why a lint is not heeded (`reason`) is for whoever reads the source.
const ROOMS: [&str; 4] = ["train", "observe", "model", "protocol"];

fn collect(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).expect("a folder") {
            collect(&entry.expect("an entry").path(), found);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_owned());
    }
}

/// Two words in a row: of at least two letters each, with a blank between them.
fn is_english(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ';', ':']);
        word.len() >= 2 && word.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '\'')
    };
    words.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]))
}

/// Text literals of a source with their lines, without comments, and without those that only whoever reads the source sees.
fn literals(source: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in (1..).zip(source.lines()) {
        let code = line.trim_start();
        if code.starts_with("//") {
            continue;
        }
        let mut before = "";
        for (index, piece) in line.split('"').enumerate() {
            if index % 2 == 0 {
                if piece.contains("//") {
                    break;
                }
                before = piece;
            } else if !before.ends_with("reason = ") && !before.ends_with("expect(") {
                found.push((number, piece));
            }
        }
    }
    found
}

#[test]
fn rooms_without_words_have_none() {
    let mut files = Vec::new();
    for room in ROOMS {
        collect(&Path::new("src").join(room), &mut files);
        collect(&Path::new("src").join(room).with_extension("rs"), &mut files);
    }
    files.retain(|file| file.is_file());
    assert!(files.len() > 40, "the sources are found");
    let mut sentences = Vec::new();
    for file in &files {
        let source = std::fs::read_to_string(file).expect("a source is readable");
        let english = literals(&source).into_iter().filter(|(_, text)| is_english(text));
        sentences.extend(english.map(|(line, text)| format!("{}:{line}: {text:?}", file.display())));
    }
    assert!(sentences.is_empty(), "words belong into locales/en:\n{}", sentences.join("\n"));
}

#[test]
fn the_scan_finds_sentences_and_nothing_else() {
    let found = |source| literals(source).into_iter().filter(|(_, text)| is_english(text)).count();
    assert_eq!(found("let why = format!(\"{name} has shape {own:?}, not {given:?}\");"), 1);
    assert_eq!(found("return Err(\"the data has not arrived\".to_owned());"), 1);
    assert_eq!(found("/// Says \"there is no run yet\".\nlet x = 1; // \"two words\""), 0);
    assert_eq!(found("value.expect(\"it was looked at before\")"), 0);
    assert_eq!(found("#[expect(clippy::all, reason = \"it reads better so\")]"), 0);
    assert_eq!(found("[\"layers.0.weight\", \"∂L/∂W\", \"leaky-relu\", \", \"]"), 0);
}
