//! What a person may read is in the message files: the trainers' rooms and the protocol have facts, and no sentences.

#[expect(dead_code, reason = "other tests use the rest")]
mod sources;

use sources::{Source, sources};

/// The rooms without words. What a panic says (`expect`) and why a lint is not heeded (`reason`) is for whoever reads the source.
const ROOMS: [&str; 4] = ["train", "observe", "model", "protocol"];

/// Two words in a row: of at least two letters each, with a blank between them.
fn is_english(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ';', ':']);
        word.len() >= 2 && word.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '\'')
    };
    words.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]))
}

#[test]
fn rooms_without_words_have_none() {
    let files: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.module.first().is_some_and(|room| ROOMS.contains(&room.as_str())))
        .collect();
    assert!(files.len() > 40, "the sources are found");
    let mut sentences = Vec::new();
    for file in &files {
        let english = file.literals().into_iter().filter(|(_, text)| is_english(text));
        sentences.extend(english.map(|(line, text)| format!("{}:{line}: {text:?}", file.path.display())));
    }
    assert!(sentences.is_empty(), "words belong into locales/en:\n{}", sentences.join("\n"));
}

#[test]
fn the_scan_finds_sentences_and_nothing_else() {
    let found = |text| Source::of(&["a"], text).literals().iter().filter(|(_, text)| is_english(text)).count();
    assert_eq!(found("let why = format!(\"{name} has shape {own:?}, not {given:?}\");"), 1);
    assert_eq!(found("return Err(\"the data has not arrived\".to_owned());"), 1);
    assert_eq!(found("/// Says \"there is no run yet\".\nlet x = 1; // \"two words\""), 0);
    assert_eq!(found("value.expect(\"it was looked at before\")"), 0);
    assert_eq!(found("#[expect(clippy::all, reason = \"it reads better so\")]"), 0);
    assert_eq!(found("[\"layers.0.weight\", \"∂L/∂W\", \"leaky-relu\", \", \"]"), 0);
}
