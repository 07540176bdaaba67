//! Self-attention: gradients against finite differences, weights against their formula, and what positions and masks do.

use burn::nn::PositionalEncodingConfig;
use burn::tensor::Tensor;
use gradient_garden::cost;
use gradient_garden::lesson::LessonId;
use gradient_garden::model::attention::sinusoids;
use gradient_garden::observe::heads::{SMALL, pooled};
use gradient_garden::options::{Key, Options};
use gradient_garden::protocol::{Array, Floats, Matrices, Misfit, Observation, Problem, Tokens, View};
use gradient_garden::train::attention::AttentionTask;
use gradient_garden::train::device;
use gradient_garden::train::experiment::Experiment;
use gradient_garden::train::supervised::Supervised;

use super::{Measure as _, gradients, options_of, session};

/// A small network, so that a test takes no time.
const SMALL_NETWORK: &[(&str, &str)] = &[("length", "6"), ("heads", "2"), ("width", "8"), ("forward", "12")];

fn small(changes: &[(&str, &str)]) -> Options {
    options_of(LessonId::Attention, &[SMALL_NETWORK, changes].concat())
}

fn experiment(options: &Options) -> Supervised<AttentionTask> {
    Supervised::new(options, AttentionTask::new(options), &device::cpu().0)
}

fn parameter(experiment: &Supervised<AttentionTask>, name: &str) -> Array {
    let arrays = pollster::block_on(experiment.parameters()).unwrap();
    arrays.into_iter().find(|array| array.name == name).unwrap_or_else(|| panic!("{name}"))
}

/// What a layer makes of these tokens.
fn signal(experiment: &Supervised<AttentionTask>, tokens: &[f32], name: &str) -> Array {
    let arrays = pollster::block_on(experiment.activations(Floats(tokens.to_vec()))).unwrap();
    arrays.into_iter().find(|array| array.name == name).unwrap_or_else(|| panic!("{name}"))
}

fn predict(experiment: &Supervised<AttentionTask>, tokens: &[f32]) -> Vec<f32> {
    pollster::block_on(experiment.predict(tokens.len() as u32, Floats(tokens.to_vec()))).unwrap().1.0
}

#[test]
fn gradients_are_those_of_finite_differences() {
    let variants: &[&[(&str, &str)]] = &[
        &[("task", "reverse")],
        &[("task", "reverse"), ("causal", "on"), ("positions", "sinusoidal"), ("blocks", "2")],
        &[("task", "sort"), ("positions", "none"), ("forward", "0"), ("heads", "4")],
        &[("task", "recall"), ("dropout", "20"), ("causal", "on")],
        &[("task", "classify"), ("heads", "1"), ("positions", "none")],
    ];
    let examples: Vec<u32> = (0..12).collect();
    for changes in variants {
        gradients::check(&format!("{changes:?}"), experiment(&small(changes)), &examples, false, 5);
    }
}

#[test]
fn weights_are_the_softmax_of_queries_times_keys() {
    let options = small(&[]);
    let experiment = experiment(&options);
    let tokens = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0];
    let (length, width, heads) = (6, 8, 2);
    let embedded = signal(&experiment, &tokens, "embedding");
    let (vectors, places) = (parameter(&experiment, "embedding.weight"), parameter(&experiment, "positions.weight"));
    for (index, value) in embedded.values.iter().enumerate() {
        let token = tokens[index / width] as usize;
        assert_eq!(*value, vectors.values[token * width + index % width] + places.values[index]);
    }
    // Fresh normalizations only centre and scale, and fresh biases are 0.
    let normalized: Vec<Vec<f64>> = (embedded.values.chunks(width))
        .map(|row| {
            let mean = row.iter().copied().map(f64::from).sum::<f64>() / width as f64;
            let variance = row.iter().map(|x| (f64::from(*x) - mean).powi(2)).sum::<f64>() / width as f64;
            row.iter().map(|x| (f64::from(*x) - mean) / (variance + 1e-5).sqrt()).collect()
        })
        .collect();
    let product = |name: &str| {
        let weight = parameter(&experiment, &format!("blocks.0.attention.{name}.weight")).values;
        let row = |x: &Vec<f64>| -> Vec<f64> {
            (0..width).map(|unit| (0..width).map(|i| x[i] * f64::from(weight[i * width + unit])).sum()).collect()
        };
        normalized.iter().map(row).collect::<Vec<_>>()
    };
    let (queries, keys) = (product("query"), product("key"));
    let found = signal(&experiment, &tokens, "blocks.0.attention");
    assert_eq!(found.shape, [2, 6, 6]);
    let part = width / heads;
    for head in 0..heads {
        for (from, query) in queries.iter().enumerate() {
            let scores: Vec<f64> = (0..length)
                .map(|to| {
                    let share = head * part..(head + 1) * part;
                    share.map(|i| query[i] * keys[to][i]).sum::<f64>() / (part as f64).sqrt()
                })
                .collect();
            let sum: f64 = scores.iter().map(|score| score.exp()).sum();
            for (to, score) in scores.iter().enumerate() {
                let weight = f64::from(found.values[(head * length + from) * length + to]);
                assert!((weight - score.exp() / sum).abs() < 1e-5, "head {head}, {from} to {to}");
            }
        }
    }
}

#[test]
fn rows_sum_to_one_and_a_mask_hides_what_comes_after() {
    for causal in ["off", "on"] {
        let options = small(&[("causal", causal), ("blocks", "2"), ("heads", "4")]);
        let mut run = session(&options, None);
        (0..5).for_each(|_| run.train());
        let mut experiment = experiment(&options);
        experiment.set_parameters(&pollster::block_on(run.checkpoint()).unwrap().parameters).unwrap();
        for block in ["blocks.0.attention", "blocks.1.attention"] {
            let weights = signal(&experiment, &[9.0, 8.0, 0.0, 0.0, 2.0, 5.0], block);
            assert_eq!(weights.shape, [4, 6, 6]);
            let mut after = 0.0f32;
            for (row, values) in weights.values.chunks(6).enumerate() {
                assert!((values.iter().sum::<f32>() - 1.0).abs() < 1e-5);
                after = values[row % 6 + 1..].iter().fold(after, |most, value| most.max(*value));
            }
            assert_eq!(after == 0.0, causal == "on", "{block}: at most {after} on what comes after");
        }
    }
}

#[test]
fn without_positions_a_sequence_is_a_bag_of_tokens() {
    const ORDER: [usize; 6] = [4, 0, 5, 2, 1, 3];
    let tokens = [7.0, 2.0, 2.0, 0.0, 9.0, 4.0];
    let moved = ORDER.map(|from| tokens[from]);
    for (positions, same) in [("none", true), ("learned", false), ("sinusoidal", false)] {
        let experiment = experiment(&small(&[("positions", positions), ("blocks", "2")]));
        let (straight, mixed) = (predict(&experiment, &tokens), predict(&experiment, &moved));
        let wanted = ORDER.iter().flat_map(|from| straight[from * 10..(from + 1) * 10].to_vec());
        let off = mixed.iter().zip(wanted).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert_eq!(off < 1e-5, same, "{positions}: {off}");
    }
}

#[test]
fn a_causal_answer_does_not_change_with_what_comes_later() {
    let experiment = experiment(&small(&[("causal", "on")]));
    let (one, other) =
        (predict(&experiment, &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), predict(&experiment, &[1.0, 2.0, 3.0, 9.0, 0.0, 8.0]));
    assert_eq!(one[..30], other[..30]);
    assert_ne!(one[30..], other[30..]);
}

#[test]
fn sinusoids_are_those_of_burn() {
    let device = device::cpu().0;
    let burns = PositionalEncodingConfig::new(16).with_max_sequence_size(50).init(&device);
    let burns = burns.forward(Tensor::zeros([1, 50, 16], &device)).into_data().try_into_vec::<f32>().unwrap();
    for (index, (ours, burns)) in sinusoids(50, 16).into_iter().zip(burns).enumerate() {
        assert!((ours - burns).abs() < 1e-5, "{index}: {ours} against {burns}");
    }
    assert_eq!(sinusoids(2, 3).len(), 6, "an odd width has a sine more");
}

#[test]
fn parameters_are_counted_whatever_the_network() {
    let variants: &[&[(&str, &str)]] = &[
        &[("heads", "3"), ("width", "10")],
        &[("forward", "0"), ("blocks", "3"), ("positions", "none")],
        &[("task", "classify"), ("positions", "sinusoidal"), ("blocks", "2")],
        &[("task", "recall"), ("length", "2")],
    ];
    for changes in variants {
        let options = small(changes);
        let arrays = pollster::block_on(experiment(&options).parameters()).unwrap();
        let count: usize = arrays.iter().map(|array| array.values.len()).sum();
        let weights: usize = arrays.iter().filter(|array| array.shape.len() > 1).map(|array| array.values.len()).sum();
        let work = cost::of(&options);
        assert_eq!((work.parameters, work.weights), (count as u64, weights as u64), "{changes:?}");
    }
    let odd = small(&[("heads", "3"), ("width", "10")]);
    assert_eq!(
        parameter(&experiment(&odd), "embedding.weight").shape,
        [10, 12],
        "rounded up to a multiple of the heads"
    );
}

#[test]
fn work_is_counted_as_the_table_says() {
    // T = 2, d = 4, h = 2, f = 3, one block, c = 10, A = 2, learned positions, no dropout.
    let options = small(&[("length", "2"), ("width", "4"), ("heads", "2"), ("forward", "3")]);
    let forward = 8 + 2 * 2 * 28 + 4 * 2 * (32 + 4) + (2 * 4 * 4 + 2 * 4) + 4 * 2 * 4 + 2 * 4 * 4;
    let forward = forward + 2 * (48 + 3 + 4) + 6 + 2 * 8 + 2 * 28 + 2 * (80 + 10);
    let backward = 8 + 8 + 2 * 2 * 44 + 4 * 2 * (64 + 4) + (4 * 4 * 4 + 2 * 4) + 4 * 2 * 4 + 4 * 4 * 4;
    let backward = backward + 2 * (96 + 3 + 4) + 12 + 2 * 8 + 2 * 44 + 2 * (160 + 10);
    assert_eq!(cost::of(&options).per_example, forward + backward + 2 * (6 * 10 + 2));
}

#[test]
fn a_token_that_does_not_exist_is_refused() {
    let experiment = experiment(&small(&[]));
    for wrong in [10.0, -1.0, 0.5] {
        let answer = pollster::block_on(experiment.predict(6, Floats(vec![0.0, 1.0, 2.0, wrong, 3.0, 4.0])));
        assert!(matches!(answer, Err(Problem::Unfit(Misfit::Token { most: 9, .. }))));
    }
    assert!(pollster::block_on(experiment.activations(Floats(vec![11.0; 6]))).is_err());
}

fn pictures(options: &Options, view: &View) -> (Matrices, Matrices, Tokens) {
    let experiment = experiment(options);
    let mut pictures = pollster::block_on(experiment.observe(view)).unwrap().into_iter().map(|picture| picture.data);
    match (pictures.next(), pictures.next(), pictures.next()) {
        (Some(Observation::Matrices(all)), Some(Observation::Matrices(chosen)), Some(Observation::Tokens(tokens))) => {
            (Matrices::clone(&all), Matrices::clone(&chosen), Tokens::clone(&tokens))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_head_is_shown_and_the_chosen_one_large() {
    let options = small(&[("heads", "4"), ("blocks", "2"), ("task", "sort")]);
    let (all, chosen, tokens) = pictures(&options, &View { head: 6, probe: 3, ..View::default() });
    let names: Vec<_> = all.items.iter().map(|item| item.0.as_str()).collect();
    assert_eq!(names, ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"]);
    assert_eq!((all.rows, all.columns, chosen.rows, chosen.columns), (6, 6, 6, 6));
    assert_eq!(chosen.items, [all.items[6].clone()]);
    let written: Vec<_> = tokens.tokens.iter().map(|token| tokens.names[usize::from(*token)].clone()).collect();
    assert_eq!((&chosen.labels, &chosen.row_labels), (&written, &written));
    let mut sorted = tokens.tokens.clone();
    sorted.sort_unstable();
    assert_eq!((tokens.index, tokens.of, tokens.targets), (3, 500, sorted));
    assert!(tokens.probabilities.chunks(10).all(|chances| (chances.iter().sum::<f32>() - 1.0).abs() < 1e-5));
    assert_eq!(tokens.probabilities.len(), 60);

    let long = small(&[("length", "70")]);
    let (all, chosen, _) = pictures(&long, &View { head: 99, ..View::default() });
    assert_eq!((all.rows, chosen.rows), (24, 70), "small ones are pooled");
    assert_eq!(chosen.items[0].0, "1.2", "the last where there are not so many");
    assert_eq!(all.items[1].2.0, pooled(&chosen.items[0].2, 70, 3));
    let none = experiment(&long);
    assert!(pollster::block_on(none.observe(&View { panels: Vec::new(), ..View::default() })).unwrap().is_empty());
}

#[test]
fn pooling_keeps_the_largest_of_a_square() {
    #[rustfmt::skip]
    let values = [
        0.1, 0.2, 0.9,
        0.4, 0.3, 0.0,
        0.5, 0.6, 0.7,
    ];
    assert_eq!(pooled(&values, 3, 1), values);
    assert_eq!(pooled(&values, 3, 2), [0.4, 0.9, 0.6, 0.7]);
    assert_eq!(SMALL, 32);
}

#[test]
fn reversing_is_learned_far_within_the_budget_and_not_without_positions() {
    for (positions, causal, low, high) in
        [("learned", "off", 0.99, 1.0), ("none", "off", 0.0, 0.4), ("learned", "on", 0.5, 0.6)]
    {
        let options = options_of(LessonId::Attention, &[("positions", positions), ("causal", causal)]);
        assert_eq!(options.integer(Key::Length), 10);
        let mut run = session(&options, None);
        (0..300).for_each(|_| run.train());
        let accuracy = pollster::block_on(run.metrics()).unwrap().test_accuracy.unwrap();
        assert!((low..=high).contains(&accuracy), "{positions}, {causal}: {accuracy}");
    }
}
