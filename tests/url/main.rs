//! The fragment of the page's address: both ways without loss, and whatever a link may say.

mod hide;
mod mangled;
mod playground;

use std::time::{Duration, Instant};

use gradient_garden::app::hidden::{self, Hidden};
use gradient_garden::app::remark::{Adjusted, Remark};
use gradient_garden::app::state::{About, Display, Theme};
use gradient_garden::app::url::{self, LONGEST, Link, NAMED};
use gradient_garden::data::random::{self, Purpose};
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::options::{Key, Kind, Options, Refused, Stage, Value};
use gradient_garden::protocol::View;

/// The remarks about the run: `name=value` for what was refused, `name=value → used` for what was taken instead.
fn remarks(link: &Link) -> Vec<String> {
    let of = |about: &About| match about {
        About::Link(Remark::Refused(Refused { name, value, .. })) => Some(format!("{name}={value}")),
        About::Link(Remark::Nearest(Adjusted { asked, used, .. })) => {
            Some(format!("{}={} → {used}", asked.name, asked.value))
        }
        _ => None,
    };
    link.about.iter().filter_map(of).collect()
}

/// What the quiet line names.
fn unused(link: &Link) -> Vec<String> {
    let of = |about: &About| match about {
        About::UnusedLink { unused, .. } => Some(unused.clone()),
        _ => None,
    };
    link.about.iter().find_map(of).unwrap_or_default()
}

/// These names are hidden.
fn hiding(names: &[&str]) -> Hidden {
    let (hidden, all) = Hidden::of(names.iter().copied());
    assert!(all, "{names:?}");
    hidden
}

/// Read without anything to remark.
fn clean(fragment: &str) -> (Options, Display) {
    let link = url::read(fragment);
    assert_eq!(link.about, [], "{fragment}");
    (link.options, link.display)
}

/// A knob's value as links write it.
fn written(options: &Options, key: Key) -> String {
    options.get(key).map(ToString::to_string).unwrap_or_default()
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
    assert_eq!((options.lesson(), written(&options, Key::Data).as_str()), (LessonId::Boundary, "spiral"));
    assert_eq!(options.layers(Key::Layers), [8, 8]);
    assert_eq!(url::write(&options, &Display::default()), "v=1&data=spiral&layers=8,8");
}

#[test]
fn everything_that_a_link_can_say_about_the_page() {
    let (_, display) = clean(
        "hide=data,features&panels=loss,boundary&theme=dark&lang=en&play=1&steps=500&showtest=1&discretize=1&log=1&\
         accuracy=1&strip=20&probe=7&pair=3,1",
    );
    assert_eq!((display.hide.names(), display.panels), (&["data", "features"][..], vec![Panel::Loss, Panel::Output]));
    assert_eq!((display.theme, display.lang.as_str(), display.steps), (Theme::Dark, "en", 500));
    assert!(display.play && display.show_test && display.discretize && display.log_loss);
    assert_eq!(display.tabs.values().collect::<Vec<_>>(), [&Panel::Accuracy], "as links had it before there were tabs");
    assert_eq!((display.view.strip, display.view.probe, display.view.pair), (20, 7, Some([2, 0])));
}

#[test]
fn escapes_are_undone_and_of_one_name_the_last_counts() {
    let (options, _) = clean("features=x1%2Cx1%5e2&noise=5&noise=10&%6cr=0.1");
    assert_eq!(written(&options, Key::Features), "x1,x1^2");
    assert_eq!((options.number(Key::Noise), options.number(Key::LearningRate)), (10.0, 0.1));
    let link = url::read("noise=5%zz&x%=1");
    assert_eq!((remarks(&link), unused(&link)), (vec!["noise=5%zz".into()], vec!["x%=1".into()]));
    assert_eq!(remarks(&url::read("noise=9&noise=-1")), ["noise=-1 → 0"]);
}

#[test]
fn what_was_never_a_value_is_named_and_the_default_stands() {
    for bad in [
        "lesson=nope",
        "preset=nope",
        "layers=8,-1,x",
        "lr=NaN",
        "lr=inf",
        "lr=undefined",
        "lr=null",
        "lr=",
        "features=x9",
        "data=moon",
        "v=2",
        "dropout=20",
        "play=yes",
        "points=",
    ] {
        let link = url::read(bad);
        assert_eq!((remarks(&link), link.about.len()), (vec![bad.into()], 1));
        assert_eq!((link.options, link.display), (Options::of(LessonId::Boundary), Display::default()), "{bad}");
    }
    assert_eq!(remarks(&url::read("points")), ["points="], "nor a key without one");
}

#[test]
fn a_value_beyond_the_range_goes_to_the_nearest_and_never_to_the_default() {
    for (key, asked, used) in [
        (Key::Layers, "0", "1"),
        (Key::Layers, "2000,-3,4.4", "1024,1,4"),
        (Key::Layers, "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"),
        (Key::LearningRate, "1e9", "10"),
        (Key::LearningRate, "1e999", "10"),
        (Key::LearningRate, "0", "0.0000001"),
        (Key::LearningRate, "-0.03", "0.0000001"),
        (Key::Batch, "0", "1"),
        (Key::Batch, "-1", "1"),
        (Key::Batch, "1.5", "2"),
        (Key::Batch, "5000", "1024"),
        (Key::Noise, "80", "50"),
        (Key::TestShare, "100", "90"),
        (Key::L1, "11", "10"),
        (Key::Seed, "4294967296", "4294967295"),
        (Key::Features, "x1,x9", "x1"),
    ] {
        let name = key.knob().name;
        let link = url::read(&format!("{name}={asked}"));
        assert_eq!(remarks(&link), [format!("{name}={asked} → {used}")]);
        assert_eq!(link.options.get(key).map(ToString::to_string).as_deref(), Some(used), "{name}={asked}");
    }
    let of = |lesson: &str| url::read(lesson).options;
    assert_eq!(of("lesson=digits&dropout=95").get(Key::Dropout), Some(&Value::Number(90.0)));
    assert_eq!(of("lesson=convnet&filters=300,P").get(Key::Filters).map(ToString::to_string).as_deref(), Some("256,p"));
    assert_eq!(of("lesson=gan&drawn=-300,4.4").points(Key::Drawn), [[-100, 4]]);
    assert_eq!(remarks(&url::read("steps=99999999999")), ["steps=99999999999 → 1000000"]);
}

#[test]
fn what_can_be_read_in_two_ways_is_no_value_to_be_near_to() {
    for bad in ["batch=1.000", "batch=12.345", "layers=1.000", "points=1,000", "noise=1.000,5", "lr=1,000"] {
        let link = url::read(bad);
        assert_eq!(link.options, Options::of(LessonId::Boundary), "{bad}");
        assert_eq!(remarks(&link), [bad]);
    }
    assert_eq!(url::read("noise=80,5").options.number(Key::Noise).to_string(), "50", "but a decimal comma is one");
    assert_eq!(url::read("noise=95 %").options.number(Key::Noise).to_string(), "50");
    assert_eq!(url::read("batch=1,5").options.integer(Key::Batch), 2);
}

#[test]
fn the_same_value_written_in_another_way_needs_no_remark() {
    let (options, _) = clean("batch=1e2&activation=ReLU&data=XOR&layers=1e1,4.0&features=X1");
    assert_eq!((options.integer(Key::Batch), written(&options, Key::Activation).as_str()), (100, "relu"));
    assert_eq!((written(&options, Key::Data).as_str(), options.layers(Key::Layers)), ("xor", &[10, 4][..]));
    assert_eq!(written(&options, Key::Features), "x1");
}

#[test]
fn what_only_concerns_the_looks_is_one_quiet_line_after_the_rest() {
    let looks = "theme=blue&lang=tlh&hide=all&strip=10000&unheard-of=1";
    let link = url::read(&format!("{looks}&lr=99"));
    assert_eq!(remarks(&link), ["lr=99 → 10"]);
    assert_eq!(unused(&link), looks.split('&').collect::<Vec<_>>());
    assert!(matches!(link.about[..], [About::Link(_), About::UnusedLink { more: 0, .. }]), "{:?}", link.about);
    for bad in ["pair=1", "pair=0,1", "pair=2,2", "pair=1,2,3", "axes=1,1", "temperature=NaN"] {
        let link = url::read(bad);
        assert_eq!((unused(&link), link.display), (vec![bad.into()], Display::default()));
    }
    assert_eq!(url::read("panels=none,loss").display.panels, [Panel::Loss], "what is known of a list is taken");
    assert_eq!(url::read("hide=play,all").display.hide, hiding(&["play"]));
    assert_eq!(url::read("strip=10000&temperature=9").display.view.strip, 9999);
}

#[test]
fn what_is_good_beside_what_is_bad_is_taken() {
    let link = url::read("lesson=digits&lr=1e9&layers=32&noise=5");
    assert_eq!(remarks(&link), ["lr=1e9 → 10", "noise=5"], "digits have no noise");
    assert_eq!(link.options.layers(Key::Layers), [32]);
    assert_eq!(link.options.get(Key::LearningRate), Some(&Value::Number(10.0)));
}

#[test]
fn a_few_mistakes_are_named_and_the_others_counted() {
    let fragment = (0..40).map(|n| format!("x{n}=1")).collect::<Vec<_>>().join("&");
    let link = url::read(&fragment);
    assert!(matches!(&link.about[..], [About::UnusedLink { unused, more: 35 }] if unused.len() == NAMED));
    let knobs = ["data", "noise", "test", "lr", "batch", "l1", "activation"].map(|name| format!("{name}=NaN"));
    let link = url::read(&knobs.join("&"));
    assert_eq!((remarks(&link).len(), link.about.last()), (NAMED, Some(&About::MoreLink(2))));
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
        assert!(link.about.len() <= NAMED + 3);
    }
    // Values are cut where they are repeated.
    let link = url::read(&format!("{}={}", "k".repeat(3000), "v".repeat(3000)));
    assert!(unused(&link)[0].chars().count() <= 2 * Refused::SHOWN + 3);
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
            Kind::Subset(names) => Value::Subset(owned(self.some(names))),
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
            hide: Hidden::of(self.some(&hidden::names()).into_iter()).0,
            panels: self.some(Panel::ALL),
            theme: self.of(&Theme::ALL),
            lang: "en".into(),
            play: self.coin(),
            steps: self.below(1_000_001) as u64,
            show_test: self.coin(),
            discretize: self.coin(),
            log_loss: self.coin(),
            tabs: self.some(Panel::ALL).into_iter().filter_map(|panel| Some((panel.slot()?, panel))).collect(),
            ..Display::default()
        };
        (display.view.strip, display.view.probe) = (self.below(10_000) as u32, self.below(10_000) as u32);
        let axes = [[0, 1], [31, 0], [4, 17]];
        (display.view.axes, display.view.grid) = (self.of(&axes), self.of(&[0, View::GRID]));
        display
    }
}
