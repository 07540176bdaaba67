//! Links of TensorFlow Playground, some of them as they stand in lessons.

use gradient_garden::app::hidden::Part;
use gradient_garden::app::state::About;
use gradient_garden::app::words::Words;
use gradient_garden::app::{Msg, State, update, url};
use gradient_garden::lesson::Panel;
use gradient_garden::options::{Group, Key, Value};

use super::{clean, hiding, remarks, unused, written};

/// Homework that hides single controls.
const HOMEWORK: &str = "dataset=gauss&networkShape=&showTestData_hide=true&percTrainData_hide=true&batchSize_hide=true&\
    dataset_hide=false&activation_hide=true&problem=classification&problem_hide=true&regularization_hide=true&\
    regularizationRate_hide=true&learningRate_hide=true&discretize_hide=true";
/// The second frame of that homework.
const OVERFITTING: &str = "dataset=gauss&noise=45&networkShape=8,8,8&percTrainData=20&showTestData=true&batchSize_hide=true&\
    activation_hide=true&problem=classification&problem_hide=true&regularization_hide=true&regularizationRate_hide=true&\
    learningRate_hide=true&discretize_hide=true";
/// A course exercise on training and test sets.
const TEST_SETS: &str = "dataset=gauss&noise=80&networkShape=&learningRate=3&batchSize=1&activation=linear&\
    problem=classification&hideText=true&dataset_hide=true&percTrainData_hide=false&noise_hide=false&xTimesY_hide=true&\
    xSquared_hide=true&ySquared_hide=true&sinX_hide=true&sinY_hide=true&goalTrainTestDiffMinThresholdFirst=0.02";
/// A course exercise on sparsity.
const SPARSITY: &str = "activation=linear&regularization=L2&batchSize=7&dataset=xor&learningRate=0.01&\
    regularizationRate=0.1&noise=30&networkShape=&percTrainData=20&x=true&y=true&xTimesY=true&xSquared=true&\
    ySquared=true&problem=classification&hideText=true";
/// A link that was made when a value was missing.
const NEVER_A_RATE: &str = "activation=tanh&dataset=circle&learningRate=NaN&noise=20&networkShape=8,8,8,8,8,8&\
    discretize=true&x=true&y=true&xTimesY=true&xSquared=true&ySquared=true&sinX=true&sinY=true";
/// One neuron, step by step.
const ONE_NEURON: &str = "activation=linear&batchSize=10&dataset=gauss&learningRate=0.03&noise=5&networkShape=1&\
    discretize=true&problem=classification&stepButton_hide=false&playButton_hide=true&resetButton_hide=true&\
    showTestData_hide=true&activation_hide=true&problem_hide=true&noise_hide=true&discretize_hide=true&\
    regularization_hide=true&dataset_hide=true&batchSize_hide=true&learningRate_hide=true&regularizationRate_hide=true&\
    percTrainData_hide=true&numHiddenLayers_hide=true";

fn opened(fragment: &str) -> State {
    let mut state = State::default();
    update(&mut state, Msg::Opened(fragment.into()));
    state
}

/// The messages of the page, in words.
fn said(state: &State) -> Vec<String> {
    let words = Words::new("en");
    state.notices.iter().map(|notice| words.notice(&notice.about)).collect()
}

#[test]
fn homework_keeps_each_control_that_its_link_keeps() {
    let state = opened(HOMEWORK);
    assert_eq!(said(&state), [""; 0], "no remark");
    let options = &state.options;
    assert_eq!((written(options, Key::Data).as_str(), options.layers(Key::Layers)), ("gaussians", &[][..]));
    assert_eq!((written(options, Key::Optimizer).as_str(), options.number(Key::LearningRate)), ("sgd", 0.03));
    assert_eq!((options.integer(Key::Batch), options.number(Key::TestShare)), (10, 50.0));
    for key in [Key::Data, Key::Noise, Key::Features, Key::Layers, Key::Seed] {
        assert!(state.offers(key), "{}", key.knob().name);
    }
    for key in [Key::Batch, Key::Activation, Key::L1, Key::L2, Key::LearningRate, Key::TestShare] {
        assert!(!state.offers(key), "{}", key.knob().name);
    }
    let part = |part: Part| !state.display.hide.part(part);
    assert!(part(Part::Play) && part(Part::OneEpoch) && part(Part::Reset) && part(Part::NewSeed));
    assert!(!part(Part::TestPoints) && !part(Part::Discretize));
    assert!(!state.groups().contains(&Group::Regularization), "nothing of it is left");
    assert!(state.display.hide.choice("plane"), "the problem cannot be chosen");
}

#[test]
fn the_second_frame_of_that_homework_overfits_and_keeps_its_data_and_layers() {
    let state = opened(OVERFITTING);
    assert_eq!(said(&state), [""; 0]);
    assert_eq!((state.options.number(Key::Noise), state.options.number(Key::TestShare)), (45.0, 80.0));
    assert!(state.display.show_test && !state.display.hide.part(Part::TestPoints));
    assert!([Key::Data, Key::Noise, Key::TestShare, Key::Layers].into_iter().all(|key| state.offers(key)));
}

#[test]
fn noise_beyond_the_range_is_the_most_that_there_is() {
    let state = opened(TEST_SETS);
    assert_eq!(said(&state)[0], "noise 80 → 50, the most here.");
    assert_eq!(
        said(&state)[1..],
        ["In the link, but not known or not allowed here: goalTrainTestDiffMinThresholdFirst=0.02."]
    );
    let options = &state.options;
    assert_eq!((options.number(Key::Noise), options.number(Key::LearningRate)), (50.0, 3.0));
    assert_eq!((options.integer(Key::Batch), options.layers(Key::Layers)), (1, &[][..]));
    assert_eq!(written(options, Key::Features), "x1,x2");
    for feature in ["x1^2", "x2^2", "x1x2", "sinx1", "sinx2"] {
        assert!(state.display.hide.choice(feature), "{feature}");
    }
    assert!(!state.display.hide.choice("x1") && !state.display.hide.choice("x2"));
    assert!(state.offers(Key::Noise) && state.offers(Key::TestShare) && !state.offers(Key::Data));
    assert_eq!(state.display.panels, [Panel::Output, Panel::Network, Panel::Loss]);
}

#[test]
fn a_group_that_the_link_sets_is_open() {
    let state = opened(SPARSITY);
    assert_eq!(said(&state), [""; 0]);
    let options = &state.options;
    assert_eq!((written(options, Key::Data).as_str(), options.features().len()), ("xor", 5));
    assert_eq!((options.integer(Key::Batch), options.number(Key::TestShare)), (7, 80.0));
    assert_eq!((options.number(Key::L1), options.number(Key::L2)), (0.0, 0.1));
    assert!(state.opened.groups.contains(&Group::Regularization));
    let l1 = opened(&SPARSITY.replace("L2", "L1").replace("regularizationRate=0.1", "regularizationRate=0.3"));
    assert_eq!((l1.options.number(Key::L1), l1.options.number(Key::L2)), (0.3, 0.0));
    assert!(l1.opened.groups.contains(&Group::Regularization));
    for (fragment, open) in [
        ("", false),
        ("data=xor", false),
        ("data=xor&l1=0.3", true),
        ("l2=0", true),
        ("lesson=attention&preset=article", true),
        ("dataset=xor&regularizationRate=0.1", false),
    ] {
        assert_eq!(opened(fragment).opened.groups.contains(&Group::Regularization), open, "{fragment}");
    }
}

#[test]
fn what_was_never_a_value_is_named_in_the_links_own_words() {
    let state = opened(NEVER_A_RATE);
    assert_eq!(
        said(&state),
        ["The link asks for learningRate = NaN. Allowed: a number from 0.0000001 to 10. The default is used instead."]
    );
    let options = &state.options;
    assert_eq!((options.number(Key::LearningRate), options.number(Key::Noise)), (0.03, 20.0));
    assert_eq!((options.layers(Key::Layers), options.features().len()), (&[8; 6][..], 7));
    assert!(state.display.discretize);
    for never in ["NaN", "undefined", "null"] {
        for key in
            ["learningRate", "batchSize", "percTrainData", "noise", "seed", "activation", "networkShape", "dataset"]
        {
            let pair = format!("{key}={never}");
            assert_eq!(remarks(&url::read(&format!("problem=classification&{pair}"))), [pair]);
        }
        for key in ["problem", "regularization", "x", "xTimesY"] {
            let pair = format!("{key}={never}");
            assert_eq!(remarks(&url::read(&format!("batchSize=7&{pair}"))), [pair]);
        }
        let looks = [format!("showTestData={never}"), format!("discretize={never}"), format!("noise_hide={never}")];
        let link = url::read(&format!("dataset=xor&{}", looks.join("&")));
        assert_eq!(remarks(&link), [""; 0]);
        let mut quiet = unused(&link);
        quiet.sort();
        assert_eq!(
            quiet,
            ["discretize=undefined", "noise_hide=undefined", "showTestData=undefined"]
                .map(|pair| pair.replace("undefined", never))
        );
    }
}

#[test]
fn an_empty_value_is_its_default() {
    let empty = "activation=&batchSize=&dataset=&learningRate=&regularization=&regularizationRate=&noise=&seed=&\
        showTestData=&discretize=&percTrainData=&x=&xTimesY=&problem=&hideText=&activation_hide=&tutorial=&initZero=";
    assert_eq!(clean(empty), clean("dataset=circle"));
    assert_eq!(clean("dataset=xor&networkShape=").0.layers(Key::Layers), [0; 0], "but no layers are no layers");
    assert_eq!(clean("dataset=xor&networkShape").0.layers(Key::Layers), [0; 0]);
}

#[test]
fn values_beyond_the_range_are_named_with_key_and_value_of_the_link() {
    for (link, remark) in [
        ("percTrainData=95", "percTrainData 95 → 90, the most here."),
        ("percTrainData=0", "percTrainData 0 → 10, the least here."),
        ("batchSize=0", "batchSize 0 → 1, the least here."),
        ("learningRate=100", "learningRate 100 → 10, the most here."),
        ("regularization=L1&regularizationRate=30", "regularizationRate 30 → 10, the most here."),
        (
            "networkShape=4,0",
            "networkShape 4,0 → 4,1. Allowed: up to 16 whole numbers from 1 to 1024, separated by commas.",
        ),
        (
            "dataset=moons",
            "The link asks for dataset = moons. Allowed: circle, xor, gauss, spiral. The default is used instead.",
        ),
        (
            "problem=regression&regDataset=moons",
            "The link asks for regDataset = moons. Allowed: reg-plane, reg-gauss. The default is used instead.",
        ),
    ] {
        assert_eq!(
            said(&opened(&format!("batchSize=7&{link}").replace("batchSize=7&batchSize", "batchSize"))),
            [remark]
        );
    }
}

#[test]
fn all_that_its_menus_offer_is_in_range() {
    let rates = ["0.00001", "0.0001", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"];
    for rate in rates {
        clean(&format!("dataset=xor&learningRate={rate}"));
    }
    for rate in ["0", "0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"] {
        clean(&format!("dataset=xor&regularization=L1&regularizationRate={rate}"));
    }
    for batch in 1..=30 {
        clean(&format!("batchSize={batch}"));
    }
    for share in (10..=90).step_by(10) {
        let (options, _) = clean(&format!("percTrainData={share}"));
        assert_eq!(options.get(Key::TestShare), Some(&Value::Number(f64::from(100 - share))));
    }
    for activation in ["relu", "tanh", "sigmoid", "linear"] {
        clean(&format!("dataset=xor&activation={activation}"));
    }
    clean("networkShape=8,8,8,8,8,8");
}

#[test]
fn one_neuron_is_trained_by_epochs_alone() {
    let state = opened(ONE_NEURON);
    assert_eq!(said(&state), [""; 0]);
    // Its links know of no regions.
    let buttons = Part::ALL.iter().skip_while(|part| **part != Part::Play);
    let left: Vec<_> = buttons.filter(|part| !state.display.hide.part(**part)).collect();
    assert_eq!(left, [&Part::OneEpoch, &Part::Speed, &Part::LogLoss, &Part::Accuracy]);
    assert_eq!(state.knobs(Group::Data), [Key::Points], "a control that its page has not");
    assert!(!state.offers(Key::Layers) && !state.groups().contains(&Group::Regularization));
    assert!(state.opened.playground, "its losses are half of those here, which the page says");
    assert!(!opened("data=xor").opened.playground);
}

#[test]
fn every_key_that_hides_a_control_hides_that_control() {
    for (key, names) in [
        ("showTestData", &["testpoints"][..]),
        ("discretize", &["discretize"]),
        ("playButton", &["play"]),
        ("stepButton", &["epoch", "onebatch"]),
        ("resetButton", &["reset", "newseed"]),
        ("x", &["x1"]),
        ("y", &["x2"]),
        ("xTimesY", &["x1x2"]),
        ("xSquared", &["x1^2"]),
        ("ySquared", &["x2^2"]),
        ("sinX", &["sinx1"]),
        ("sinY", &["sinx2"]),
        ("cosX", &[]),
        ("cosY", &[]),
        ("numHiddenLayers", &["layers"]),
        ("percTrainData", &["test"]),
        ("noise", &["noise"]),
        ("dataset", &["dataset"]),
        ("problem", &["plane", "hills"]),
        ("activation", &["activation"]),
        ("batchSize", &["batch"]),
        ("learningRate", &["lr"]),
        ("regularization", &["l1", "l2"]),
        ("regularizationRate", &["l1", "l2"]),
    ] {
        for yes in ["true", "1"] {
            assert_eq!(clean(&format!("{key}_hide={yes}")).1.hide, hiding(names), "{key}");
        }
        for no in ["=false", "=0", "=", ""] {
            assert_eq!(clean(&format!("{key}_hide{no}")).1.hide, hiding(&[]), "{key}_hide{no}");
        }
    }
    let rate_only = clean("regularization=L1&regularizationRate=0.1&regularization_hide=true").1.hide;
    assert_eq!(rate_only, hiding(&["l2"]), "the rate of the kind that is set can be changed");
    let regression = clean("problem=regression&problem_hide=true").1.hide;
    assert_eq!(regression, hiding(&["circle", "xor", "gaussians", "spiral"]));
}

#[test]
fn what_asks_for_what_is_so_already_is_silent() {
    clean(
        "dataset=xor&showTrainData=true&loss=mse&initOrigin=false&batchFull=false&initZero=false&cosX=false&cosX_hide=true&\
         regularizationRate=0.001&collectStats=true&tutorial=dp&numHiddenLayers=2&momentum=0&foo_hide=false&regularization=none",
    );
}

#[test]
fn what_it_has_and_this_page_has_not_is_named_if_it_changes_the_run() {
    let link = url::read("tour=on&dataset=circle&cosX=true&foo_hide=true&initZero=true&loss=hinge&learningRate=99");
    assert_eq!(remarks(&link), ["cosX=true", "initZero=true", "loss=hinge", "learningRate=99 → 10"]);
    assert_eq!(unused(&link), ["foo_hide=true", "tour=on"]);
    assert!(matches!(link.about.last(), Some(About::UnusedLink { .. })), "last of all");
}

#[test]
fn this_pages_own_keys_may_stand_beside_them() {
    let (options, display) =
        clean("dataset=xor&activation_hide=true&hide=play&device=cpu&theme=dark&steps=100&optimizer=adam");
    assert_eq!(
        (written(&options, Key::Device).as_str(), written(&options, Key::Optimizer).as_str(), display.steps),
        ("cpu", "adam", 100)
    );
    assert_eq!(display.hide, hiding(&["activation", "play"]));
    assert_eq!(remarks(&url::read("dataset=xor&lr=99")), ["lr=99 → 10"]);
}

#[test]
fn no_feature_at_all_is_what_the_link_says() {
    let (options, _) = clean("dataset=xor&x=false&y=false");
    assert!(options.lacks_input());
    assert_eq!(url::write(&options, &clean("").1), "v=1&data=xor&features=&layers=4,2&optimizer=sgd");
}

#[test]
fn a_fragment_of_tensorflow_playground_is_understood() {
    let (options, display) = clean(
        "#activation=relu&batchSize=20&dataset=gauss&regDataset=reg-plane&learningRate=0.1&regularization=L2&\
         regularizationRate=0.003&noise=15&networkShape=6,2&seed=0.57&showTestData=true&discretize=true&percTrainData=70&\
         x=true&y=false&xTimesY=true&xSquared=true&ySquared=false&cosX=false&sinX=true&cosY=false&sinY=false&\
         collectStats=false&problem=classification&initZero=false&hideText=false&batchSize_hide=true&problem_hide=false",
    );
    assert_eq!(
        (written(&options, Key::Data).as_str(), written(&options, Key::Activation).as_str()),
        ("gaussians", "relu")
    );
    assert_eq!((written(&options, Key::Optimizer).as_str(), options.layers(Key::Layers)), ("sgd", &[6, 2][..]));
    assert_eq!((options.integer(Key::Batch), options.number(Key::LearningRate)), (20, 0.1));
    assert_eq!((options.number(Key::L1), options.number(Key::L2)), (0.0, 0.003));
    assert_eq!((options.number(Key::Noise), options.number(Key::TestShare)), (15.0, 30.0));
    assert_eq!(written(&options, Key::Features), "x1,x1^2,x1x2,sinx1");
    assert!(display.show_test && display.discretize);
    assert_eq!(display.hide, hiding(&["batch"]));
    let seed = |fragment: &str| clean(fragment).0.integer(Key::Seed);
    assert_eq!(seed("networkShape=2&seed=0.57"), options.integer(Key::Seed));
    assert_ne!(seed("networkShape=2&seed=0.58"), options.integer(Key::Seed));
    assert_eq!(seed("networkShape=2&seed=12"), 12);
}

#[test]
fn its_defaults_are_its_own_and_its_regression_is_ours() {
    let (options, _) = clean("dataset=xor&problem=classification");
    assert_eq!((written(&options, Key::Data).as_str(), written(&options, Key::Optimizer).as_str()), ("xor", "sgd"));
    assert_eq!(options.layers(Key::Layers), [4, 2]);
    for (theirs, ours) in [("reg-plane", "plane"), ("reg-gauss", "hills")] {
        let (options, _) = clean(&format!("regDataset={theirs}&problem=regression&networkShape="));
        assert_eq!((written(&options, Key::Data).as_str(), options.layers(Key::Layers)), (ours, &[][..]));
    }
    assert_eq!(clean("dataset=xor&hideText=true").1.panels, [Panel::Output, Panel::Network, Panel::Loss]);
}
