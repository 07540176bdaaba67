//! A short text, character by character: two poems of Lewis Carroll's *Through the Looking-Glass* (1871), "Jabberwocky" and
//! "The Walrus and the Carpenter". The author died in 1898; the text is in the public domain everywhere.

/// The poems, in lower case, so that there are fewer characters to learn.
pub fn carroll() -> Text {
    Text::of(&include_str!("carroll.txt").to_lowercase())
}

/// A text as tokens, one for each character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Its distinct characters, sorted.
    pub alphabet: Vec<char>,
    /// The tokens, each an index into the alphabet.
    pub tokens: Vec<u8>,
    /// How many of the tokens, from the first, are for training; the others are for testing.
    pub train: usize,
}

impl Text {
    /// A text of at most 256 different characters; nine tenths of it are for training.
    pub fn of(text: &str) -> Self {
        let mut alphabet: Vec<char> = text.chars().collect();
        alphabet.sort_unstable();
        alphabet.dedup();
        let token = |letter: char| alphabet.binary_search(&letter).ok().and_then(|place| u8::try_from(place).ok());
        let tokens: Vec<u8> = text.chars().filter_map(token).collect();
        Self { train: tokens.len() * 9 / 10, alphabet, tokens }
    }

    /// How many windows of `length` + 1 tokens the training and the test part contain: one starts at every token.
    pub fn windows(&self, length: usize) -> (usize, usize) {
        let count = |tokens: usize| tokens.saturating_sub(length);
        (count(self.train), count(self.tokens.len() - self.train))
    }

    /// These tokens as text.
    pub fn spell(&self, tokens: impl Iterator<Item = usize>) -> String {
        tokens.filter_map(|token| self.alphabet.get(token)).collect()
    }
}
