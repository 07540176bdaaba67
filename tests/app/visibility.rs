//! A frame that nobody sees does not train, but for a script; and what the page around it says.

use gradient_garden::app::around::{Direction, Host};
use gradient_garden::app::keys::{Place, scrolls, stays, uses};
use gradient_garden::app::message::Call;
use gradient_garden::app::{Effect, Msg};
use gradient_garden::protocol::{Answer, Command};

use crate::garden::*;

const OUT: Msg = Msg::Seen(false);
const IN: Msg = Msg::Seen(true);

#[test]
fn playing_rests_out_of_sight_and_goes_on_in_sight() {
    let mut garden = Garden::playing("");
    assert_eq!(sent(&garden.told(OUT), Cpu), [&Command::Pause]);
    assert!(garden.state.is_training() && garden.state.rests_unseen(), "it is still wanted");
    assert!(garden.told(OUT).is_empty(), "said once");
    assert_eq!(sent(&garden.told(IN), Cpu), [&Command::Play]);
    assert!(!garden.state.rests_unseen());
}

#[test]
fn a_frame_that_was_never_seen_builds_its_run_and_waits() {
    for fragment in ["play=1", "steps=500"] {
        let mut garden = Garden::opened(fragment);
        garden.told(OUT);
        garden.ready(Cpu);
        assert_eq!(sent(&garden.configured(Cpu), Cpu), Vec::<&Command>::new(), "{fragment}");
        assert!(garden.state.rests_unseen());
        assert_eq!(sent(&garden.told(IN), Cpu).len(), 1, "{fragment}");
    }
}

#[test]
fn a_paused_frame_has_nothing_to_rest_from() {
    let mut garden = Garden::built("");
    assert!(garden.told(OUT).is_empty() && !garden.state.rests_unseen());
    assert!(garden.told(Msg::Play).iter().all(|effect| !matches!(effect, Effect::Send(_, Command::Play))));
    garden.told(Msg::Pause);
    assert!(sent(&garden.told(IN), Cpu).is_empty(), "what was called off does not go on");
}

#[test]
fn a_stated_number_of_steps_is_taken_in_all_however_often_it_is_cut_short() {
    let mut garden = Garden::opened("steps=500");
    garden.ready(Cpu);
    let (id, _) = asked_to_train(&garden.configured(Cpu), Cpu).expect("to train");
    assert_eq!(sent(&garden.told(OUT), Cpu), [&Command::Pause]);
    assert!(asked_to_train(&garden.answers(Cpu, id, Answer::Metrics(metrics(120))), Cpu).is_none());
    let (id, rest) = asked_to_train(&garden.told(IN), Cpu).expect("the rest");
    assert_eq!(rest, Some(380));
    // Seen again before the trainer has answered.
    garden.told(OUT);
    garden.told(IN);
    let (id, rest) = asked_to_train(&garden.answers(Cpu, id, Answer::Metrics(metrics(300))), Cpu).expect("the rest");
    assert_eq!(rest, Some(200));
    assert!(asked_to_train(&garden.answers(Cpu, id, Answer::Metrics(metrics(500))), Cpu).is_none());
    assert!(!garden.state.is_training());
}

#[test]
fn an_epoch_is_finished_when_it_is_seen() {
    let mut garden = Garden::built("");
    let (id, _) = asked_to_train(&garden.told(Msg::OneEpoch), Cpu).expect("to train");
    assert_eq!(sent(&garden.told(OUT), Cpu), [&Command::Pause]);
    // Of 25 steps.
    garden.answers(Cpu, id, Answer::Metrics(metrics(7)));
    let (id, steps) = asked_to_train(&garden.told(IN), Cpu).expect("the rest");
    assert_eq!(steps, None);
    assert!(asked_to_train(&garden.answers(Cpu, id, Answer::Metrics(metrics(25))), Cpu).is_none());
}

#[test]
fn what_a_script_asks_for_is_done_out_of_sight_and_with_it_what_stands_before() {
    let mut garden = Garden::built("");
    garden.told(OUT);
    let effects = garden.told(Msg::Script { promise: 1, call: Call::Train(40) });
    let (id, steps) = asked_to_train(&effects, Cpu).expect("to train");
    assert_eq!(steps, Some(40));
    garden.told(IN);
    assert!(sent(&garden.told(OUT), Cpu).is_empty(), "nothing is cut short");
    assert!(
        garden
            .answers(Cpu, id, Answer::Metrics(metrics(40)))
            .iter()
            .any(|effect| matches!(effect, Effect::Settle { promise: 1, result: Ok(_) }))
    );

    let mut garden = Garden::opened("steps=500");
    garden.told(OUT);
    garden.ready(Cpu);
    garden.configured(Cpu);
    let effects = garden.told(Msg::Script { promise: 2, call: Call::Parameters });
    assert!(asked_to_train(&effects, Cpu).is_some_and(|(_, steps)| steps == Some(500)), "the script waits for it");
}

#[test]
fn no_pictures_are_made_for_nobody() {
    let mut garden = Garden::playing("");
    garden.told(OUT);
    assert!(garden.told(Msg::Drawn).is_empty());
    assert_eq!(sent(&garden.told(IN), Cpu), [&Command::Drawn, &Command::Play]);
    assert_eq!(sent(&garden.told(Msg::Drawn), Cpu), [&Command::Drawn]);
}

#[test]
fn runs_in_the_background_rest_and_go_on() {
    let mut garden = Garden::built("");
    let entries = vec![garden.state.options.clone()];
    garden.told(Msg::Survey { entries, steps: 10, every: 5 });
    assert_eq!(sent(&garden.told(OUT), Cpu), [&Command::EndSurvey]);
    assert!(matches!(sent(&garden.told(IN), Cpu)[..], [Command::Survey(_)]));
}

#[test]
fn the_page_around_says_its_direction_and_a_language_that_is_known() {
    let mut garden = Garden::built("");
    let host = |lang: &str| Host { direction: Some(Direction::RightToLeft), lang: Some(lang.into()), fits: true };
    for lang in ["ar", "en-GB", "", "*"] {
        assert!(garden.told(Msg::Host(host(lang))).is_empty());
        assert_eq!(garden.state.around.host, host(lang));
        assert_eq!(garden.state.display.lang, "en", "{lang}");
        assert!(garden.state.notices.is_empty());
    }
}

#[test]
fn arrows_stay_where_they_are_used() {
    let arrows = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];
    for key in arrows {
        let users = [Place::Typing, Place::Slider, Place::Radio, Place::Picture];
        assert!(users.into_iter().all(|place| uses(place, key)), "{key}");
        let others = [Place::Check, Place::Button, Place::Link, Place::Elsewhere];
        assert!(others.into_iter().all(|place| !uses(place, key)), "{key}");
        assert!(scrolls(key, false).is_some());
    }
    assert!(uses(Place::Typing, "n") && !uses(Place::Button, "n") && uses(Place::Button, " "));
    assert!([Place::Typing, Place::Slider, Place::Picture].into_iter().all(|place| !uses(place, "Escape")));
    assert!(stays("Tab") && stays("Shift") && !stays("PageDown"));
    assert_eq!((scrolls(" ", true), scrolls("n", false)), (Some((0, -1)), None));
}
