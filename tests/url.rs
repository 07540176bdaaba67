//! The fragment of the page's address: both ways without loss, and whatever a link may say.

use std::time::{Duration, Instant};

use gradient_garden::app::state::{About, Display, Theme};
use gradient_garden::app::url::{self, LONGEST, Link, NAMED};
use gradient_garden::data::random::{self, Purpose};
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::model::spec::{Group, Key, Kind, Options, Refused, Stage, Value};
use gradient_garden::protocol::View;

/// What was refused, as `name=value`.
fn refused(link: &Link) -> Vec<String> {
    let of = |about: &About| match about {
        About::Link(Refused { name, value, .. }) => Some(format!("{name}={value}")),
        _ => None,
    };
    link.about.iter().filter_map(of).collect()
}

/// Read without anything to remark.
fn clean(fragment: &str) -> (Options, Display) {
    let link = url::read(fragment);
    assert_eq!(link.about, [], "{fragment}");
    (link.options, link.display)
}

#[test]
fn nothing_is_the_first_lesson_with_its_defaults() {
    for fragment in ["", "#", "v=1", "#v=1", "&&", "v=1&"] {
        assert_eq!(clean(fragment), (Options::of(LessonId::Boundary), Display::default()));
    }
    assert_eq!(url::write(&Options::of(LessonId::Boundary), &Display::default()), "v=1");
}

#[test]
fn the_issue_s_example_is_read() {
    let (options, _) = clean("v=1&lesson=spiral&layers=8,8&activation=tanh&lr=0.03");
    assert_eq!((options.lesson(), options.choice(Key::Data)), (LessonId::Boundary, "spiral"));
    assert_eq!(options.layers(Key::Layers), [8, 8]);
    assert_eq!(url::write(&options, &Display::default()), "v=1&data=spiral&layers=8,8");
}

#[test]
fn everything_that_a_link_can_say_about_the_page() {
    let (_, display) = clean(
        "hide=data,features&panels=loss,boundary&theme=dark&lang=en&play=1&steps=500&showtest=1&discretize=1&log=1&\
         accuracy=1&strip=20&probe=7&pair=3,1",
    );
    assert_eq!((display.hide, display.panels), (vec![Group::Data, Group::Features], vec![Panel::Loss, Panel::Output]));
    assert_eq!((display.theme, display.lang.as_str(), display.steps), (Theme::Dark, "en", 500));
    assert!(display.play && display.show_test && display.discretize && display.log_loss && display.accuracy_tab);
    assert_eq!((display.view.strip, display.view.probe, display.view.pair), (20, 7, Some([2, 0])));
}

#[test]
fn escapes_are_undone_and_of_one_name_the_last_counts() {
    let (options, _) = clean("features=x1%2Cx1%5e2&noise=5&noise=10&%6cr=0.1");
    assert_eq!(options.subset(Key::Features), ["x1", "x1^2"]);
    assert_eq!((options.number(Key::Noise), options.number(Key::LearningRate)), (10.0, 0.1));
    assert_eq!(refused(&url::read("noise=5%zz&x%=1")), ["noise=5%zz", "x%="].map(|it| it.replace("x%=", "x%=1")));
    assert_eq!(refused(&url::read("noise=9&noise=-1")), ["noise=-1"]);
}

#[test]
fn bad_values_are_named_and_defaults_stand_in_their_place() {
    for bad in [
        "lesson=nope",
        "layers=8,-1,x",
        "layers=0",
        "layers=1025",
        "layers=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
        "lr=NaN",
        "lr=inf",
        "lr=1e9",
        "lr=0",
        "lr=",
        "batch=0",
        "batch=1.5",
        "batch=-1",
        "seed=4294967296",
        "features=",
        "features=x9",
        "data=moon",
        "test=100",
        "steps=99999999999",
        "theme=blue",
        "lang=tlh",
        "hide=all",
        "panels=none,loss",
        "play=yes",
        "strip=10000",
        "pair=1",
        "pair=0,1",
        "pair=2,2",
        "pair=1,2,3",
        "v=2",
        "dropout=20",
        "points",
        "unheard-of=1",
    ] {
        let link = url::read(bad);
        let named = if bad == "points" { "points=" } else { bad };
        assert_eq!(refused(&link), [named]);
        assert_eq!((link.options, link.display), (Options::of(LessonId::Boundary), Display::default()), "{bad}");
    }
}

#[test]
fn what_is_good_beside_what_is_bad_is_taken() {
    let link = url::read("lesson=digits&lr=1e9&layers=32&noise=5");
    assert_eq!(refused(&link), ["lr=1e9", "noise=5"], "digits have no noise");
    assert_eq!(link.options.layers(Key::Layers), [32]);
    assert_eq!(link.options.get(Key::LearningRate), Some(&Value::Number(0.001)));
}

#[test]
fn a_few_mistakes_are_named_and_the_others_counted() {
    let fragment = (0..40).map(|n| format!("x{n}=1")).collect::<Vec<_>>().join("&");
    let link = url::read(&fragment);
    assert_eq!(refused(&link).len(), NAMED);
    assert_eq!(link.about.last(), Some(&About::MoreLink(35)));
}

#[test]
fn a_very_long_link_is_read_as_far_as_it_goes_at_once() {
    let letters = "x".repeat(100_000);
    let keys = (0..20_000).map(|n| format!("a{n}=1")).collect::<Vec<_>>().join("&");
    let layers = format!("layers={}", vec!["8"; 50_000].join(","));
    let escapes = "%F0%9F".repeat(20_000);
    let wide = "é".repeat(50_000);
    for long in [letters, keys, layers, escapes, wide] {
        let start = Instant::now();
        let link = url::read(&format!("batch=20&{long}"));
        assert!(start.elapsed() < Duration::from_millis(500), "{:?}", start.elapsed());
        assert_eq!(link.about.first(), Some(&About::LongLink));
        assert_eq!(link.options.integer(Key::Batch), 20);
        assert!(link.about.len() <= NAMED + 2);
    }
    // Values are cut where they are repeated.
    let link = url::read(&format!("{}={}", "k".repeat(3000), "v".repeat(3000)));
    assert!(refused(&link)[0].chars().count() <= 2 * Refused::SHOWN + 3);
}

#[test]
fn whatever_a_link_says_it_is_read() {
    let mut any = Any::new(1);
    let pieces = ["v", "=", "&", "%", "%4", "lr", "layers", ",", "8", "-", "é", "#", "NaN", "lesson", "digits", "\0"];
    for _ in 0..2000 {
        let count = any.below(12);
        let fragment: String = (0..count).map(|_| any.of(&pieces)).collect();
        let link = url::read(&fragment);
        assert!(link.options.iter().all(|(key, value)| key.accepts(value)), "{fragment}");
    }
}

#[test]
fn random_options_come_back_as_they_went() {
    let mut any = Any::new(2);
    for _ in 0..2000 {
        let (options, display) = (any.options(), any.display());
        let fragment = url::write(&options, &display);
        assert!(fragment.len() < LONGEST);
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "=&,.-^".contains(letter);
        assert!(fragment.chars().all(plain), "{fragment}");
        assert_eq!(clean(&fragment), (options, display), "{fragment}");
    }
}

/// A source of test cases.
struct Any(rand_chacha::ChaCha8Rng);

impl Any {
    fn new(seed: u64) -> Self {
        Self(random::stream(seed, Purpose::Points, 0))
    }

    /// One of `0..bound`.
    fn below(&mut self, bound: usize) -> usize {
        random::below(&mut self.0, bound as u32) as usize
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn some<T: Copy>(&mut self, list: &[T]) -> Vec<T> {
        list.iter().copied().filter(|_| self.coin()).collect()
    }

    fn options(&mut self) -> Options {
        let mut options = Options::of(self.of(LessonId::ALL));
        for &key in Key::ALL {
            if options.has(key) && self.coin() {
                options.set(key, self.value(&options, key)).expect("a value in range");
            }
        }
        options
    }

    fn value(&mut self, options: &Options, key: Key) -> Value {
        let owned = |names: Vec<&str>| names.into_iter().map(String::from).collect();
        match key.knob().kind {
            Kind::Integer { min, max } => {
                Value::Integer(min + self.below((max - min).min(0xffff_fffe) as usize + 1) as u64)
            }
            Kind::Number { min, max } => Value::Number(random::uniform(&mut self.0, min, max)),
            Kind::Choice(_) => Value::Choice(self.of(options.choices(key)).into()),
            Kind::Subset(names) => {
                let chosen = self.some(names);
                Value::Subset(owned(if chosen.is_empty() { vec![names[0]] } else { chosen }))
            }
            Kind::Points { max } => {
                let count = 1 + self.below(max);
                let mut number = || i8::try_from(self.below(101)).unwrap_or(0) * if self.coin() { 1 } else { -1 };
                Value::Points((0..count).map(|_| [number(), number()]).collect())
            }
            Kind::Layers { max_layers, max_units, .. } => {
                let count = self.below(max_layers + 1);
                Value::Layers((0..count).map(|_| 1 + self.below(max_units as usize) as u32).collect())
            }
            Kind::Stages { max_stages, max_filters } => {
                let count = self.below(max_stages + 1);
                let mut stage = || match self.below(max_filters as usize + 1) as u32 {
                    0 => Stage::Pool,
                    filters => Stage::Convolution(filters),
                };
                Value::Stages((0..count).map(|_| stage()).collect())
            }
        }
    }

    fn display(&mut self) -> Display {
        let mut display = Display {
            hide: self.some(&Group::ALL),
            panels: self.some(Panel::ALL),
            theme: self.of(&Theme::ALL),
            lang: "en".into(),
            play: self.coin(),
            steps: self.below(1_000_001) as u64,
            show_test: self.coin(),
            discretize: self.coin(),
            log_loss: self.coin(),
            accuracy_tab: self.coin(),
            ..Display::default()
        };
        (display.view.strip, display.view.probe) = (self.below(10_000) as u32, self.below(10_000) as u32);
        let axes = [[0, 1], [31, 0], [4, 17]];
        (display.view.axes, display.view.grid) = (self.of(&axes), self.of(&[0, View::GRID]));
        display
    }
}

#[test]
fn a_fragment_of_tensorflow_playground_is_understood() {
    let (options, display) = clean(
        "#activation=relu&batchSize=20&dataset=gauss&regDataset=reg-plane&learningRate=0.1&regularization=L2&\
         regularizationRate=0.003&noise=15&networkShape=6,2&seed=0.57&showTestData=true&discretize=true&percTrainData=70&\
         x=true&y=false&xTimesY=true&xSquared=true&ySquared=false&cosX=false&sinX=true&cosY=false&sinY=false&\
         collectStats=false&problem=classification&initZero=false&hideText=false&batchSize_hide=true&problem_hide=false",
    );
    assert_eq!((options.choice(Key::Data), options.choice(Key::Activation)), ("gaussians", "relu"));
    assert_eq!((options.choice(Key::Optimizer), options.layers(Key::Layers)), ("sgd", &[6, 2][..]));
    assert_eq!((options.integer(Key::Batch), options.number(Key::LearningRate)), (20, 0.1));
    assert_eq!((options.number(Key::L1), options.number(Key::L2)), (0.0, 0.003));
    assert_eq!((options.number(Key::Noise), options.number(Key::TestShare)), (15.0, 30.0));
    assert_eq!(options.subset(Key::Features), ["x1", "x1^2", "x1x2", "sinx1"]);
    assert!(display.show_test && display.discretize);
    assert_eq!(display.hide, [Group::Training]);
    let seed = |fragment: &str| clean(fragment).0.integer(Key::Seed);
    assert_eq!(seed("networkShape=2&seed=0.57"), options.integer(Key::Seed));
    assert_ne!(seed("networkShape=2&seed=0.58"), options.integer(Key::Seed));
    assert_eq!(seed("networkShape=2&seed=12"), 12);
}

#[test]
fn its_defaults_are_its_own_and_its_regression_is_ours() {
    let (options, _) = clean("dataset=xor&problem=classification");
    assert_eq!((options.choice(Key::Data), options.choice(Key::Optimizer)), ("xor", "sgd"));
    assert_eq!(options.layers(Key::Layers), [4, 2]);
    for (theirs, ours) in [("reg-plane", "plane"), ("reg-gauss", "hills")] {
        let (options, _) = clean(&format!("regDataset={theirs}&problem=regression&networkShape="));
        assert_eq!((options.choice(Key::Data), options.layers(Key::Layers)), (ours, &[][..]));
    }
    assert_eq!(clean("dataset=xor&hideText=true").1.panels, [Panel::Output, Panel::Network, Panel::Loss]);
}

#[test]
fn what_it_has_and_this_page_has_not_is_named() {
    let link = url::read("dataset=circle&cosX=true&initZero=true&playButton_hide=true&learningRate=99");
    assert_eq!(refused(&link), ["cosX=true", "initZero=true", "playButton_hide=true", "lr=99"]);
}
