//! Sequences of tokens against their definitions.

use std::collections::HashSet;

use gradient_garden::data::tokens::{TokenSet, classify, recall, reverse, sort};

/// Sequences in all.
fn count(set: &TokenSet) -> usize {
    set.inputs.len() / set.length
}

/// Whether every count is within a fifth of what equal chances give.
fn even(values: impl Iterator<Item = u8>, kinds: std::ops::Range<u8>) -> bool {
    let mut counts = vec![0u32; kinds.len()];
    for value in values {
        counts[usize::from(value - kinds.start)] += 1;
    }
    let expected = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
    counts.iter().all(|count| (f64::from(*count) / expected - 1.0).abs() < 0.2)
}

fn examples(set: &TokenSet) -> impl Iterator<Item = (&[u8], &[u8])> {
    (0..count(set)).map(|index| (set.input(index), set.target(index)))
}

#[test]
fn recall_asks_for_the_first_token() {
    for distance in [1, 2, 40] {
        let set = recall::generate(distance, 1500, 500, 1);
        assert_eq!((count(&set), set.train, set.length, set.targets_per_sequence), (2000, 1500, distance + 1, 1));
        assert_eq!((set.names.len(), set.classes), (13, 8));
        assert_eq!(set.names.concat(), "ABCDEFGHabcd?");
        for (tokens, target) in examples(&set) {
            assert_eq!(tokens[..1], *target);
            assert!(tokens[0] < 8);
            assert!(tokens[1..distance].iter().all(|token| (8..12).contains(token)));
            assert_eq!(tokens[distance], recall::CUE);
        }
        assert!(even(examples(&set).map(|(_, target)| target[0]), 0..8));
    }
    let set = recall::generate(40, 200, 0, 1);
    assert!(even(examples(&set).flat_map(|(tokens, _)| tokens[1..40].to_vec()), 8..12));
    assert_eq!(recall::generate(0, 3, 0, 1), recall::generate(1, 3, 0, 1));
}

#[test]
fn classify_has_its_label_early() {
    let set = classify::generate(100, 1500, 500, 1);
    assert_eq!((count(&set), set.train, set.length, set.targets_per_sequence), (2000, 1500, 100, 1));
    assert_eq!((set.names.len(), set.classes), (20, 10));
    let mut places = Vec::new();
    for (tokens, target) in examples(&set) {
        let saying: Vec<usize> = (0..100).filter(|at| tokens[*at] < 10).collect();
        assert_eq!(saying.len(), 1);
        assert_eq!(tokens[saying[0]], target[0]);
        places.push(saying[0] as u8);
    }
    assert!(even(places.into_iter(), 0..10), "each of the ten first places");
    assert!(even(examples(&set).map(|(_, target)| target[0]), 0..10));
    assert!(even(set.inputs.iter().copied().filter(|token| *token >= 10), 10..20));
    assert_eq!(classify::generate(3, 100, 0, 1).length, 3, "a short one has its label within it");
}

#[test]
fn reverse_turns_the_sequence_around() {
    for length in [2, 10, 13] {
        let set = reverse::generate(length, 1500, 500, 1);
        assert_eq!((count(&set), set.train, set.length, set.targets_per_sequence), (2000, 1500, length, length));
        assert_eq!((set.names.concat().as_str(), set.classes), ("ABCDEFGHIJ", 10));
        for (tokens, target) in examples(&set) {
            assert!((0..length).all(|place| target[place] == tokens[length - 1 - place]));
        }
        assert!(even(set.inputs.iter().copied(), 0..10));
    }
}

#[test]
fn sort_keeps_every_digit_and_puts_the_smallest_first() {
    for length in [2, 10, 13] {
        let set = sort::generate(length, 1500, 500, 1);
        assert_eq!((count(&set), set.train, set.length, set.targets_per_sequence), (2000, 1500, length, length));
        assert_eq!((set.names.concat().as_str(), set.classes), ("0123456789", 10));
        for (tokens, target) in examples(&set) {
            assert!(target.is_sorted());
            let mut left = target.to_vec();
            for token in tokens {
                let place = left.iter().position(|other| other == token).expect("every digit is there");
                left.remove(place);
            }
        }
        assert!(even(set.inputs.iter().copied(), 0..10));
    }
}

#[test]
fn a_seed_is_a_set_and_more_sequences_keep_the_first() {
    for generate in [recall::generate, classify::generate, reverse::generate, sort::generate] {
        let (a, b, c) = (generate(40, 100, 50, 1), generate(40, 200, 100, 1), generate(40, 100, 50, 2));
        assert_eq!(a, generate(40, 100, 50, 1));
        assert_eq!(a.inputs, b.inputs[..a.inputs.len()]);
        assert_ne!(a.inputs, c.inputs);
        let train: HashSet<&[u8]> = (0..a.train).map(|index| a.input(index)).collect();
        assert!((a.train..count(&a)).all(|index| !train.contains(a.input(index))), "test sequences are new");
    }
}

#[test]
fn test_sequences_are_new_where_there_are_enough() {
    // 10,000 sequences of four, of which 2,000 are drawn: without care about 90 of the 500 would be old.
    let set = reverse::generate(4, 2000, 500, 1);
    let train: HashSet<&[u8]> = (0..set.train).map(|index| set.input(index)).collect();
    assert!((set.train..count(&set)).all(|index| !train.contains(set.input(index))));
    assert_eq!(count(&set), 2500);
    // Eight sequences in all: there is nothing new, and still a test.
    assert_eq!(count(&recall::generate(1, 2000, 500, 1)), 2500);
}
