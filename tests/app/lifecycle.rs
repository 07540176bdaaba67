//! Every state of workers, run and goal with everything that can happen to it.

use gradient_garden::app::device::Program;
use gradient_garden::app::lifecycle::{Activity, Goal, Incident, Phase, Step, Task, Wish, Workers};
use gradient_garden::lesson::LessonId;
use gradient_garden::protocol::Device::{Cpu, WebGpu};
use gradient_garden::protocol::Problem;

const DENSE: Program = Program::Dense;
const ALL: Program = Program::Cpu;
const GPU: Program = Program::WebGpu;

/// What happens, by a short name.
fn incidents() -> [(&'static str, Incident); 12] {
    [
        ("needed", Incident::Needed(DENSE)),
        ("wants-cpu", Incident::Wanted(DENSE)),
        ("wants-gpu", Incident::Wanted(GPU)),
        ("dense-lesson", Incident::Lesson(LessonId::Boundary)),
        ("other-lesson", Incident::Lesson(LessonId::Convnet)),
        ("cpu-ready", Incident::Ready(Cpu, None)),
        ("gpu-ready", Incident::Ready(WebGpu, None)),
        ("told", Incident::CheckpointReceived),
        ("unreported", Incident::CheckpointFailed),
        ("cpu-lost", Incident::Lost(Cpu, Some(DENSE))),
        ("gpu-lost", Incident::Lost(WebGpu, Some(DENSE))),
        ("cpu-lost-again", Incident::Lost(Cpu, None)),
    ]
}

/// A state by the incidents that lead to it.
fn state(way: &str) -> Workers {
    let mut workers = Workers::default();
    for name in way.split_whitespace() {
        let (_, incident) = incidents().into_iter().find(|(known, _)| *known == name).expect(name);
        let _ = workers.on(incident);
    }
    workers
}

/// A state as the table writes it.
fn name(workers: &Workers) -> String {
    let program = |program| match program {
        Program::Dense => "dense",
        Program::Cpu => "cpu",
        Program::WebGpu => "gpu",
    };
    match workers {
        Workers::Asleep => "asleep".into(),
        Workers::GaveUp => "gave-up".into(),
        Workers::Starting(start) => format!("{}?", program(start.program)),
        Workers::Active(active) => program(active.program).into(),
        Workers::Replacing(active, start) => format!("{}→{}?", program(active.program), program(start.program)),
        Workers::HandingOver(active, next) => format!("{}→{}", program(active.program), program(next.program)),
    }
}

fn tasks(tasks: &[Task]) -> String {
    let name = |task: &Task| match task {
        Task::Start(DENSE) => "+dense",
        Task::Start(ALL) => "+cpu",
        Task::Start(GPU) => "+gpu",
        Task::Stop(Cpu) => "-cpu",
        Task::Stop(WebGpu) => "-gpu",
        Task::Build => "build",
        Task::AskCheckpoint => "ask",
        Task::CancelSuccessor => "call-off",
    };
    tasks.iter().map(name).collect::<Vec<_>>().join(" ")
}

/// The way to a state, the state, and its changes: what happens, the state that follows, what is to be done.
type Row = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

/// The way to each state that there is, and for each incident that changes it the state that follows and what is to be done.
/// Every other incident changes nothing.
const WORKERS: &[Row] = &[
    ("", "asleep", &[("needed", "dense?", "+dense"), ("cpu-ready", "asleep", "-cpu"), ("gpu-ready", "asleep", "-gpu")]),
    (
        "needed cpu-lost-again",
        "gave-up",
        &[("needed", "dense?", "+dense"), ("cpu-ready", "gave-up", "-cpu"), ("gpu-ready", "gave-up", "-gpu")],
    ),
    (
        "needed",
        "dense?",
        &[
            ("other-lesson", "cpu?", "+cpu"),
            ("cpu-ready", "dense", "build"),
            ("gpu-ready", "dense?", "-gpu"),
            ("cpu-lost", "dense?", "-cpu +dense"),
            ("cpu-lost-again", "gave-up", "-cpu"),
        ],
    ),
    (
        "needed cpu-ready",
        "dense",
        &[
            ("wants-gpu", "dense→gpu?", "+gpu"),
            ("other-lesson", "cpu?", "+cpu"),
            ("gpu-ready", "dense", "-gpu"),
            ("cpu-lost", "dense?", "-cpu +dense"),
            ("cpu-lost-again", "gave-up", "-cpu"),
        ],
    ),
    (
        "needed other-lesson cpu-ready",
        "cpu",
        &[
            ("wants-gpu", "cpu→gpu?", "+gpu"),
            ("gpu-ready", "cpu", "-gpu"),
            ("cpu-lost", "dense?", "-cpu +dense"),
            ("cpu-lost-again", "gave-up", "-cpu"),
        ],
    ),
    (
        "needed cpu-ready wants-gpu",
        "dense→gpu?",
        &[
            ("wants-cpu", "dense", "-gpu call-off"),
            ("other-lesson", "cpu?", "-gpu +cpu"),
            ("gpu-ready", "dense→gpu", "ask"),
            ("cpu-lost", "dense?", "-cpu -gpu +dense"),
            ("gpu-lost", "dense", "-gpu call-off"),
            ("cpu-lost-again", "gave-up", "-cpu -gpu"),
        ],
    ),
    (
        "needed cpu-ready wants-gpu gpu-ready",
        "dense→gpu",
        &[
            ("wants-cpu", "dense", "-gpu call-off"),
            ("other-lesson", "cpu?", "-gpu +cpu"),
            ("told", "gpu", "-cpu build"),
            ("unreported", "dense", "-gpu call-off"),
            ("cpu-lost", "gpu", "-cpu build"),
            ("gpu-lost", "dense", "-gpu call-off"),
            ("cpu-lost-again", "gpu", "-cpu build"),
        ],
    ),
    (
        "needed cpu-ready wants-gpu gpu-ready told",
        "gpu",
        &[("wants-cpu", "gpu→dense?", "+dense"), ("cpu-ready", "gpu", "-cpu"), ("gpu-lost", "dense?", "-gpu +dense")],
    ),
    (
        "needed cpu-ready wants-gpu gpu-ready told wants-cpu",
        "gpu→dense?",
        &[
            ("wants-gpu", "gpu", "-cpu call-off"),
            ("other-lesson", "gpu→cpu?", "+cpu"),
            ("cpu-ready", "gpu→dense", "ask"),
            ("cpu-lost", "gpu", "-cpu call-off"),
            ("gpu-lost", "dense?", "-gpu"),
            ("cpu-lost-again", "gpu", "-cpu call-off"),
        ],
    ),
    (
        "needed cpu-ready wants-gpu gpu-ready told wants-cpu cpu-ready",
        "gpu→dense",
        &[
            ("wants-gpu", "gpu", "-cpu call-off"),
            ("other-lesson", "gpu→cpu?", "+cpu call-off"),
            ("told", "dense", "-gpu build"),
            ("unreported", "gpu", "-cpu call-off"),
            ("cpu-lost", "gpu", "-cpu call-off"),
            ("gpu-lost", "dense", "-gpu build"),
            ("cpu-lost-again", "gpu", "-cpu call-off"),
        ],
    ),
    // The same with the larger program on the CPU, which knows every lesson.
    (
        "needed other-lesson",
        "cpu?",
        &[
            ("cpu-ready", "cpu", "build"),
            ("gpu-ready", "cpu?", "-gpu"),
            ("cpu-lost", "dense?", "-cpu +dense"),
            ("cpu-lost-again", "gave-up", "-cpu"),
        ],
    ),
    (
        "needed other-lesson cpu-ready wants-gpu",
        "cpu→gpu?",
        &[
            ("wants-cpu", "cpu", "-gpu call-off"),
            ("gpu-ready", "cpu→gpu", "ask"),
            ("cpu-lost", "dense?", "-cpu -gpu +dense"),
            ("gpu-lost", "cpu", "-gpu call-off"),
            ("cpu-lost-again", "gave-up", "-cpu -gpu"),
        ],
    ),
    (
        "needed other-lesson cpu-ready wants-gpu gpu-ready",
        "cpu→gpu",
        &[
            ("wants-cpu", "cpu", "-gpu call-off"),
            ("told", "gpu", "-cpu build"),
            ("unreported", "cpu", "-gpu call-off"),
            ("cpu-lost", "gpu", "-cpu build"),
            ("gpu-lost", "cpu", "-gpu call-off"),
            ("cpu-lost-again", "gpu", "-cpu build"),
        ],
    ),
    (
        "needed cpu-ready wants-gpu gpu-ready told wants-cpu other-lesson",
        "gpu→cpu?",
        &[
            ("wants-gpu", "gpu", "-cpu call-off"),
            ("cpu-ready", "gpu→cpu", "ask"),
            ("cpu-lost", "gpu", "-cpu call-off"),
            ("gpu-lost", "dense?", "-gpu -cpu +dense"),
            ("cpu-lost-again", "gpu", "-cpu call-off"),
        ],
    ),
    (
        "needed cpu-ready wants-gpu gpu-ready told wants-cpu other-lesson cpu-ready",
        "gpu→cpu",
        &[
            ("wants-gpu", "gpu", "-cpu call-off"),
            ("told", "cpu", "-gpu build"),
            ("unreported", "gpu", "-cpu call-off"),
            ("cpu-lost", "gpu", "-cpu call-off"),
            ("gpu-lost", "cpu", "-gpu build"),
            ("cpu-lost-again", "gpu", "-cpu call-off"),
        ],
    ),
];

#[test]
fn every_state_of_the_workers_goes_where_the_table_says() {
    for (way, here, changes) in WORKERS {
        assert_eq!(name(&state(way)), *here, "{way}");
        for (known, _, _) in *changes {
            assert!(incidents().iter().any(|(name, _)| name == known), "{known}");
        }
        for (incident, event) in incidents() {
            let mut workers = state(way);
            let done = tasks(&workers.on(event));
            let change = changes.iter().find(|(known, _, _)| *known == incident);
            let (to, todo) = change.map_or((*here, ""), |(_, to, todo)| (*to, *todo));
            assert_eq!((name(&workers), done), (to.to_owned(), todo.to_owned()), "{here} + {incident}");
        }
    }
}

#[test]
fn the_table_has_every_state_that_can_be_reached() {
    let known: Vec<&str> = WORKERS.iter().map(|(_, here, _)| *here).collect();
    for (_, here, changes) in WORKERS {
        for (_, to, _) in *changes {
            assert!(known.contains(to), "{here} → {to}");
        }
    }
}

#[test]
fn no_state_has_two_workers_on_one_device() {
    for (way, _, _) in WORKERS {
        for (_, first) in incidents() {
            for (_, second) in incidents() {
                let mut workers = state(way);
                let _ = workers.on(first.clone());
                let _ = workers.on(second);
                let active = workers.active().map(gradient_garden::app::lifecycle::Worker::device);
                assert!(active.is_none() || active != workers.next(), "{}", name(&workers));
            }
        }
    }
}

#[test]
fn every_phase_of_the_run_goes_where_the_table_says() {
    use Activity::{Resting, Training, Waiting};
    let phases = [
        Phase::Unsent,
        Phase::NoInput,
        Phase::Building,
        Phase::Built(Resting),
        Phase::Built(Training),
        Phase::Built(Waiting),
        Phase::Failed(Problem::NoTrainer),
    ];
    let too_large = Problem::TooLarge { bytes: 1 };
    for phase in phases {
        let built = matches!(phase, Phase::Built(_));
        let building = phase == Phase::Building;
        for (step, expected) in [
            (Step::Anew, Phase::Unsent),
            (Step::InputMissing, Phase::NoInput),
            (Step::Refused(too_large.clone()), Phase::Failed(too_large.clone())),
            (Step::Sent, Phase::Building),
            (Step::Configured, if building { Phase::Built(Resting) } else { phase.clone() }),
            (Step::Reported(Training), if built { Phase::Built(Training) } else { phase.clone() }),
            (Step::Reported(Waiting), if built { Phase::Built(Waiting) } else { phase.clone() }),
            (
                Step::Failed(too_large.clone()),
                match &phase {
                    Phase::Building => Phase::Failed(too_large.clone()),
                    Phase::Built(_) => Phase::Built(Resting),
                    other => other.clone(),
                },
            ),
        ] {
            assert_eq!(phase.after(step.clone()), expected, "{phase:?} + {step:?}");
        }
    }
}

#[test]
fn every_goal_goes_where_the_table_says() {
    let train = |request, then_play| Goal::Train { request, then_play };
    // The goal, then what becomes of it by: play, rest, queue, begin 2, done 1, done 2.
    for (goal, after) in [
        (Goal::Rest, [Goal::Play, Goal::Rest, Goal::Rest, train(2, false), Goal::Rest, Goal::Rest]),
        (Goal::Play, [Goal::Play, Goal::Rest, Goal::Rest, train(2, true), Goal::Play, Goal::Play]),
        (train(1, false), [train(1, true), Goal::Rest, train(1, false), train(2, false), Goal::Rest, train(1, false)]),
        (train(1, true), [train(1, true), Goal::Rest, train(1, false), train(2, true), Goal::Play, train(1, true)]),
    ] {
        let wishes = [Wish::Play, Wish::Rest, Wish::Queue, Wish::Begin(2), Wish::Done(1), Wish::Done(2)];
        for (wish, expected) in wishes.into_iter().zip(after) {
            assert_eq!(goal.after(wish), expected, "{goal:?} + {wish:?}");
        }
    }
}
