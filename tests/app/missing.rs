//! Files that do not come: asked for again, said once, and what waits for them is answered.

use gradient_garden::app::Msg;
use gradient_garden::app::device::Program;
use gradient_garden::app::message::{Call, Effect};
use gradient_garden::app::state::About;
use gradient_garden::protocol::Device::Cpu;
use gradient_garden::protocol::{Command, Event, Flaw, Problem};

use crate::garden::{Garden, missing, sent};

fn program(flaw: Flaw) -> (Event, Problem) {
    let file = || "trainer_dense_bg.wasm".to_owned();
    (Event::NotLoaded { file: file(), flaw }, Problem::Program { file: file(), flaw })
}

/// The server is asked which build it has: that of the page.
fn same_build(garden: &mut Garden) {
    garden.told(Msg::BuildChecked { replaced: false });
}

fn problems(garden: &Garden) -> Vec<&Problem> {
    let problems = garden.state.notices.iter().map(|notice| match &notice.about {
        About::Problem(problem) => Some(problem),
        _ => None,
    });
    problems.flatten().collect()
}

/// Ticks of a second until the program is started again; none if that takes longer than a minute.
fn seconds_to_start(garden: &mut Garden) -> Option<u32> {
    (1..60).find(|_| garden.told(Msg::Tick(1000.0)).contains(&Effect::Start(Program::Dense)))
}

#[test]
fn a_program_is_asked_for_again_with_growing_pauses_and_said_once() {
    let mut garden = Garden::opened("");
    let mut pauses = Vec::new();
    for _ in 0..7 {
        let effects = garden.says(Cpu, program(Flaw::Status(404)).0);
        assert!(effects.contains(&Effect::Stop(Cpu)) && effects.contains(&Effect::CheckBuild));
        same_build(&mut garden);
        assert_eq!(problems(&garden), [&program(Flaw::Status(404)).1]);
        assert_eq!(garden.state.why_empty(), Some("state-no-program"));
        assert_eq!(garden.state.readiness(), Some(Err(program(Flaw::Status(404)).1)), "`ready` settles");
        pauses.extend(seconds_to_start(&mut garden));
    }
    assert_eq!(pauses, [1, 2, 4, 8, 16, 30, 30]);
    garden.ready(Cpu);
    assert!(problems(&garden).is_empty(), "it has come");
    assert_eq!(garden.state.trainer.missing, None);
}

#[test]
fn play_and_the_network_that_is_back_end_a_pause() {
    for message in [Msg::Play, Msg::Online] {
        let mut garden = Garden::opened("");
        for _ in 0..4 {
            garden.says(Cpu, program(Flaw::Unreachable).0);
            assert!(garden.told(message.clone()).contains(&Effect::Start(Program::Dense)), "{message:?}");
        }
    }
}

#[test]
fn another_flaw_is_said_instead_and_a_dismissed_one_is_not_said_again() {
    let mut garden = Garden::opened("");
    garden.says(Cpu, program(Flaw::Unreachable).0);
    same_build(&mut garden);
    let id = garden.state.notices[0].id;
    garden.told(Msg::Dismiss(id));
    garden.told(Msg::Play);
    garden.says(Cpu, program(Flaw::Unreachable).0);
    same_build(&mut garden);
    assert!(problems(&garden).is_empty());
    garden.told(Msg::Play);
    garden.says(Cpu, program(Flaw::CutOff).0);
    same_build(&mut garden);
    assert_eq!(problems(&garden), [&program(Flaw::CutOff).1]);
    garden.told(Msg::Play);
    garden.says(Cpu, program(Flaw::Status(500)).0);
    same_build(&mut garden);
    assert_eq!(problems(&garden), [&program(Flaw::Status(500)).1], "what is not so any more does not stand beside it");
}

#[test]
fn of_two_data_files_that_are_missing_one_after_the_other_the_last_is_said() {
    let mut garden = Garden::playing("lesson=digits");
    let run = garden.state.run.id;
    for file in ["train-02.bin", "train-00.bin"] {
        garden.says(Cpu, Event::Missing { run, problem: Some(missing(file)) });
        same_build(&mut garden);
        assert_eq!(problems(&garden), [&missing(file)]);
    }
}

#[test]
fn a_first_script_that_never_comes_is_a_program_that_is_missing() {
    let mut garden = Garden::opened("");
    let silent = (1..20).find(|_| garden.told(Msg::Tick(1000.0)).contains(&Effect::Stop(Cpu)));
    assert!(silent.is_some_and(|seconds| seconds <= 10), "{silent:?}");
    let file = "trainer_dense_loader.js".to_owned();
    same_build(&mut garden);
    assert_eq!(problems(&garden), [&Problem::Program { file, flaw: Flaw::Mute }]);
}

#[test]
fn scripts_are_told_that_the_program_is_missing() {
    let mut garden = Garden::opened("");
    garden.told(Msg::Script { promise: 1, call: Call::Reset });
    garden.told(Msg::Script { promise: 2, call: Call::Train(10) });
    let (event, problem) = program(Flaw::Altered);
    let effects = garden.says(Cpu, event);
    for promise in [1, 2] {
        assert!(effects.contains(&Effect::Settle { promise, result: Err(problem.clone()) }), "{promise}");
    }
}

#[test]
fn a_run_that_plays_goes_on_without_a_data_file_and_asks_for_it_again() {
    let mut garden = Garden::playing("lesson=digits");
    let run = garden.state.run.id;
    let effects = garden.says(Cpu, Event::Missing { run, problem: Some(missing("train-03.bin")) });
    assert!(sent(&effects, Cpu).is_empty() && garden.state.is_training());
    garden.says(Cpu, Event::Missing { run, problem: Some(missing("train-03.bin")) });
    same_build(&mut garden);
    assert_eq!(problems(&garden), [&missing("train-03.bin")]);
    for message in [Msg::Play, Msg::Online] {
        assert!(sent(&garden.told(message), Cpu).contains(&&Command::FetchAgain));
    }
    garden.says(Cpu, Event::Missing { run, problem: None });
    assert!(problems(&garden).is_empty());
    assert!(!sent(&garden.told(Msg::Online), Cpu).contains(&&Command::FetchAgain));
}

#[test]
fn a_newer_build_is_the_only_cause_that_is_ever_said() {
    let mut garden = Garden::playing("lesson=digits");
    let run = garden.state.run.id;
    for file in ["train-03.bin", "train-04.bin"] {
        garden.says(Cpu, Event::Missing { run, problem: Some(missing(file)) });
        assert!(problems(&garden).is_empty(), "the server was not asked yet");
        garden.told(Msg::BuildChecked { replaced: true });
        assert!(problems(&garden).is_empty());
        assert_eq!(garden.state.notices.iter().filter(|notice| notice.about == About::Replaced).count(), 1);
    }
    // One server of several may still have the old build.
    garden.says(Cpu, Event::Missing { run, problem: Some(missing("train-05.bin")) });
    same_build(&mut garden);
    assert!(problems(&garden).is_empty());
}

#[test]
fn a_file_that_comes_while_the_server_is_asked_is_not_said_to_be_missing() {
    let mut garden = Garden::playing("lesson=digits");
    let run = garden.state.run.id;
    garden.says(Cpu, Event::Missing { run, problem: Some(missing("train-03.bin")) });
    garden.says(Cpu, Event::Missing { run, problem: None });
    same_build(&mut garden);
    assert!(problems(&garden).is_empty());
    let mut garden = Garden::opened("");
    garden.says(Cpu, program(Flaw::Unreachable).0);
    garden.told(Msg::Tick(2000.0));
    garden.ready(Cpu);
    same_build(&mut garden);
    assert!(problems(&garden).is_empty());
}
