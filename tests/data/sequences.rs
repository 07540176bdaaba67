//! Waves and text against their definitions.

use gradient_garden::data::text::{Text, carroll};
use gradient_garden::data::wave::{AMPLITUDES, PERIODS, WaveSet};

#[test]
fn a_wave_is_two_harmonics_of_a_period_in_range() {
    let set = WaveSet::generate(60, 150, 50, 1);
    let count = set.values.len() / set.length;
    assert_eq!((count, set.train, set.length), (200, 150, 60));
    for index in 0..count {
        let wave: Vec<f64> = set.wave(index).iter().map(|value| f64::from(*value)).collect();
        assert!(wave.iter().all(|value| value.abs() <= AMPLITUDES[0] + AMPLITUDES[1] + 1e-6));
        // Σ of two harmonics ω and 2ω obeys x₋₂ + x₊₂ − 2(c₁ + c₂)(x₋₁ + x₊₁) + (2 + 4c₁c₂) x = 0 with cₖ = cos kω: the period
        // that fits best must fit exactly.
        let misfit = |period: f64| {
            let turn = std::f64::consts::TAU / period;
            let (one, two) = (turn.cos(), (2.0 * turn).cos());
            let term = |x: &[f64]| x[0] + x[4] - 2.0 * (one + two) * (x[1] + x[3]) + (2.0 + 4.0 * one * two) * x[2];
            wave.windows(5).map(|x| term(x).powi(2)).sum::<f64>().sqrt()
        };
        let periods = (0..=20_000).map(|step| PERIODS[0] + (PERIODS[1] - PERIODS[0]) * f64::from(step) / 20_000.0);
        let best = periods.map(misfit).fold(f64::INFINITY, f64::min);
        assert!(best < 1e-3, "wave {index}: {best}");
        assert!(misfit(30.0) > 0.01, "and no other");
    }
}

#[test]
fn more_waves_and_longer_ones_keep_the_first_values() {
    let (a, b) = (WaveSet::generate(20, 5, 5, 3), WaveSet::generate(41, 50, 5, 3));
    assert!((0..10).all(|index| a.wave(index) == &b.wave(index)[..20]));
    assert_ne!(a.values, WaveSet::generate(20, 5, 5, 4).values);
    assert!(WaveSet::generate(20, 0, 0, 1).values.is_empty());
}

#[test]
fn the_text_is_the_poems() {
    let text = carroll();
    let spelled = text.spell(text.tokens.iter().map(|token| usize::from(*token)));
    assert!(spelled.starts_with("'twas brillig, and the slithy toves\n"));
    assert!(spelled.ends_with("they'd eaten every one.\n"));
    assert_eq!(spelled.split("\n\n").count(), 25, "7 stanzas and 18");
    assert!(text.alphabet.iter().all(|letter| letter.is_ascii() && !letter.is_ascii_uppercase()));
    assert!(text.alphabet.windows(2).all(|pair| pair[0] < pair[1]));
    assert!((30..45).contains(&text.alphabet.len()), "{:?}", text.alphabet);
}

#[test]
fn windows_lie_in_one_part_of_the_text() {
    let text = Text::of("abracadabra, abracadabra, abracadabra");
    assert_eq!((text.tokens.len(), text.train), (37, 33));
    assert_eq!(text.alphabet, [' ', ',', 'a', 'b', 'c', 'd', 'r']);
    // A window of 3 and the character after it, within 33 and within 4.
    assert_eq!(text.windows(3), (30, 1));
    assert_eq!(text.windows(40), (0, 0));
    assert_eq!(text.spell([2, 3, 6, 99].into_iter()), "abr");
}
