//! What one step takes is said before it is taken, and what does not fit into the memory is refused.

use gradient_garden::app::cost::{Cost, Smaller};
use gradient_garden::app::lifecycle::{Goal, Phase};
use gradient_garden::app::message::Call;
use gradient_garden::app::state::About;
use gradient_garden::app::words::Words;
use gradient_garden::app::{Effect, Msg};
use gradient_garden::cost::bytes_per_step;
use gradient_garden::options::{Key, Value};
use gradient_garden::protocol::{Command, Event, Problem};

use super::garden::{Cpu, Garden, WebGpu, sent, to_build};

const LARGE: &str = "v=1&device=cpu&lesson=boundary&layers=1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024,1024&batch=1024&points=5000";
const TOO_LARGE: &str = "v=1&device=cpu&lesson=convnet&filters=256,256,256,256&batch=1024";

fn costly(garden: &Garden) -> Option<(Cost, Vec<Smaller>)> {
    garden.state.notices.iter().find_map(|notice| match &notice.about {
        About::Costly(cost, smaller) => Some((*cost, smaller.clone())),
        _ => None,
    })
}

fn too_large(garden: &Garden) -> Option<(Cost, Vec<Smaller>)> {
    garden.state.notices.iter().find_map(|notice| match &notice.about {
        About::TooLarge(cost, smaller) => Some((*cost, smaller.clone())),
        _ => None,
    })
}

#[test]
fn a_long_step_is_told_of_before_it_is_taken_with_what_takes_less() {
    let mut garden = Garden::opened(LARGE);
    garden.ready(Cpu);
    let (cost, smaller) = costly(&garden).expect("it is said before the run is built");
    assert!(cost.seconds.is_some_and(|seconds| seconds > 2.0), "{cost:?}");
    assert!(!smaller.is_empty() && smaller.len() <= 2);
    for Smaller { key, value, cost: less } in &smaller {
        assert!(less.seconds < cost.seconds, "{key:?} {value}");
    }
    let words = Words::new("en");
    let said = words.notice(&About::Costly(cost, Vec::new()));
    assert!(said.starts_with("One step takes about ") && said.contains(" of memory"), "{said}");
    let layers = smaller.iter().find(|smaller| smaller.key == Key::Layers).expect("fewer units take less");
    assert!(words.smaller(layers).contains("16 × "), "{}", words.smaller(layers));

    // What is offered can be chosen, and then there is nothing to say any more.
    let Smaller { key, value, .. } = smaller[0].clone();
    garden.told(Msg::Set(key, value));
    assert!(costly(&garden).is_none());
}

#[test]
fn a_short_step_is_not_told_of() {
    for lesson in gradient_garden::lesson::LessonId::ALL {
        let mut garden = Garden::opened(&format!("v=1&device=cpu&lesson={}", lesson.name()));
        garden.ready(Cpu);
        assert!(costly(&garden).is_none() && too_large(&garden).is_none(), "{lesson:?}");
    }
}

#[test]
fn what_was_dismissed_is_not_said_again_for_the_same_settings() {
    let mut garden = Garden::built(LARGE);
    let id = garden.state.notices[0].id;
    garden.told(Msg::Dismiss(id));
    garden.told(Msg::Reset);
    assert!(costly(&garden).is_none());
    garden.told(Msg::Set(Key::Batch, Value::Integer(512)));
    assert!(costly(&garden).is_some(), "another batch is another matter");
}

#[test]
fn a_measured_step_puts_the_estimate_right() {
    let mut garden = Garden::built(LARGE);
    let (before, _) = costly(&garden).unwrap();
    garden.told(Msg::Play);
    let flops = gradient_garden::cost::flops_per_step(&garden.state.options);
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Stepped { run, flops_per_second: flops as f64 / 50.0 });
    let (after, _) = costly(&garden).unwrap();
    assert!(before.seconds.unwrap() < 40.0);
    assert!((after.seconds.unwrap() - 50.0).abs() < 0.1, "{after:?}");
}

#[test]
fn on_webgpu_the_time_of_a_long_step_is_said_as_soon_as_one_was_measured() {
    let mut garden = Garden::opened(&LARGE.replace("device=cpu", "device=webgpu"));
    garden.ready(Cpu);
    garden.ready(WebGpu);
    garden.configured(WebGpu);
    assert!(costly(&garden).is_none_or(|(cost, _)| cost.seconds.is_none()), "nobody knows yet");
    let flops = gradient_garden::cost::flops_per_step(&garden.state.options) as f64;
    let stepped = |garden: &mut Garden, seconds: f64| {
        let run = garden.state.run.id;
        garden.says(WebGpu, Event::Stepped { run, flops_per_second: flops / seconds });
    };
    stepped(&mut garden, 20.0);
    let (cost, smaller) = costly(&garden).expect("it is said");
    assert!(cost.seconds.is_some_and(|seconds| (seconds - 20.0).abs() < 0.1), "{cost:?}");
    assert!(!smaller.is_empty());

    // Who has closed it is not told again.
    let notices: Vec<u32> = garden.state.notices.iter().map(|notice| notice.id).collect();
    for id in notices {
        garden.told(Msg::Dismiss(id));
    }
    stepped(&mut garden, 40.0);
    assert!(costly(&garden).is_none());
    // Other settings are known to take long before they begin.
    garden.told(Msg::Set(Key::Batch, Value::Integer(512)));
    assert!(costly(&garden).is_some_and(|(cost, _)| cost.seconds.is_some()));
}

#[test]
fn a_step_that_takes_longer_than_it_should_is_told_of_although_nothing_was_said_before() {
    let mut garden = Garden::built("v=1&device=cpu&lesson=boundary&layers=512,512");
    assert!(costly(&garden).is_none());
    let flops = gradient_garden::cost::flops_per_step(&garden.state.options) as f64;
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Stepped { run, flops_per_second: flops / 1.5 });
    assert!(costly(&garden).is_none(), "that is not long");
    garden.says(Cpu, Event::Stepped { run, flops_per_second: flops / 9.0 });
    assert!(costly(&garden).is_some_and(|(cost, _)| cost.seconds.is_some_and(|seconds| seconds > 8.0)));
}

#[test]
fn what_does_not_fit_into_the_memory_is_refused_in_words_and_not_built() {
    let mut garden = Garden::opened("v=1&device=cpu&lesson=convnet");
    garden.ready(Cpu);
    garden.configured(Cpu);
    let effects = garden.told(Msg::Opened(TOO_LARGE.into()));
    assert!(to_build(&effects, Cpu).is_none(), "{effects:?}");
    assert!(matches!(garden.state.run.phase, Phase::Failed(Problem::TooLarge { .. })));
    assert!(matches!(garden.state.readiness(), Some(Err(Problem::TooLarge { .. }))), "`ready` says why");
    let (cost, smaller) = too_large(&garden).expect("it is said");
    assert!(cost.bytes > 3_000_000_000 && cost.bytes == bytes_per_step(&garden.state.options));
    let said = Words::new("en").notice(&About::TooLarge(cost, Vec::new()));
    assert!(said.contains(" GB of memory"), "{said}");
    garden.told(Msg::Play);
    assert_eq!(garden.state.run.goal, Goal::Rest, "nothing is promised that cannot be");
    let call = Call::Train(5);
    let effects = garden.told(Msg::Script { promise: 7, call });
    let refused = effects
        .iter()
        .any(|effect| matches!(effect, Effect::Settle { promise: 7, result: Err(Problem::TooLarge { .. }) }));
    assert!(refused, "{effects:?}");

    // A network that fits is built, and what was said is gone.
    let Smaller { key, value, .. } = smaller[0].clone();
    let effects = garden.told(Msg::Set(key, value));
    assert!(to_build(&effects, Cpu).is_some(), "{:?}", garden.state.notices);
    assert!(too_large(&garden).is_none());
}

#[test]
fn webgpu_may_have_more_memory_than_the_cpu() {
    let mut garden = Garden::opened(&TOO_LARGE.replace("device=cpu", "device=webgpu"));
    garden.ready(Cpu);
    assert!(too_large(&garden).is_some());
    let effects = garden.ready(WebGpu);
    assert!(to_build(&effects, WebGpu).is_some(), "{effects:?}");
    assert!(too_large(&garden).is_none());
}

#[test]
fn a_browser_that_has_less_memory_is_told_of_by_the_trainer() {
    let mut garden = Garden::opened(LARGE);
    garden.ready(Cpu);
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Failed { run, problem: Problem::TooLarge { bytes: 1_200_000_000 } });
    assert!(matches!(garden.state.run.phase, Phase::Failed(Problem::TooLarge { .. })));
    assert!(too_large(&garden).is_some_and(|(_, smaller)| !smaller.is_empty()));
    assert!(costly(&garden).is_none());
    let effects = garden.told(Msg::Set(Key::Batch, Value::Integer(1)));
    assert!(sent(&effects, Cpu).iter().any(|command| matches!(command, Command::Configure(_))));
}
