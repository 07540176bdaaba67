//! `hide=`: groups, single knobs, choices, buttons and switches by name.

use std::collections::BTreeSet;

use gradient_garden::app::hidden::{self, Part};
use gradient_garden::app::{Msg, State, update, url};
use gradient_garden::lesson::LessonId;
use gradient_garden::options::{Group, Key};

use super::{clean, hiding};

fn opened(fragment: &str) -> State {
    let mut state = State::default();
    update(&mut state, Msg::Opened(fragment.into()));
    state
}

#[test]
fn each_name_is_one_name_and_hides_what_has_it() {
    let names = hidden::names();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "each once");
    for &name in &names {
        let (_, display) = clean(&format!("hide={name}"));
        assert_eq!(display.hide.names(), [name]);
        let group = Group::ALL.iter().copied().find(|group| group.name() == name);
        for &key in Key::ALL {
            let knob = key.knob();
            let own = knob.name == name || key == Key::Data && name == hidden::DATA_SET;
            assert_eq!(display.hide.knob(key), own || group == Some(knob.group), "hide={name} and {}", knob.name);
        }
        for &part in Part::ALL {
            let about = match part {
                Part::OneBatch => "batch",
                Part::NewSeed => "seed",
                _ => "",
            };
            assert_eq!(display.hide.part(part), part.name() == name || about == name, "hide={name} and {part:?}");
        }
    }
}

#[test]
fn a_teacher_hides_two_knobs_and_the_others_of_their_groups_stay() {
    let state = opened("hide=activation,test");
    assert!(!state.offers(Key::Activation) && !state.offers(Key::TestShare));
    assert_eq!(state.knobs(Group::Data), [Key::Data, Key::Noise, Key::Points]);
    assert_eq!(state.knobs(Group::Network), [Key::Output]);
    assert!(state.offers(Key::Layers), "beside the diagram");
    assert_eq!(state.groups(), Group::ALL);
}

#[test]
fn a_group_without_a_knob_that_is_offered_is_hidden() {
    assert!(!opened("hide=l1,l2").groups().contains(&Group::Regularization));
    assert!(!opened("hide=x1,x2,x1^2,x2^2,x1x2,sinx1,sinx2").groups().contains(&Group::Features));
    assert!(opened("hide=x1,x2,x1^2,x2^2,x1x2,sinx1").groups().contains(&Group::Features));
    assert_eq!(opened("hide=data,features,network,training,regularization,device").groups(), []);
    let every: Vec<_> = Key::ALL.iter().map(|key| key.knob().name).collect();
    for lesson in LessonId::ALL {
        let name = lesson.name();
        let state = opened(&format!("lesson={name}&hide=dataset,{}", every.join(",")));
        assert_eq!(state.groups(), [], "{name}");
    }
}

#[test]
fn the_data_set_alone_and_the_whole_group_are_two_names() {
    assert_eq!(opened("hide=dataset").knobs(Group::Data), [Key::Noise, Key::Points, Key::TestShare]);
    assert_eq!(opened("hide=data").knobs(Group::Data), []);
    let state = opened("hide=plane,hills,sinx1");
    assert!(state.offers(Key::Data) && state.display.hide.choice("hills") && state.display.hide.choice("sinx1"));
}

#[test]
fn names_come_back_in_the_order_of_the_page_and_each_once() {
    let (options, display) = clean("hide=play,activation,play,data");
    assert_eq!(display.hide, hiding(&["data", "activation", "play"]));
    assert_eq!(url::write(&options, &display), "v=1&hide=data,activation,play");
}

#[test]
fn a_bare_panel_is_a_page_without_anything_around_it() {
    let state = opened("hide=header,transport,settings,footer&panels=output");
    assert!(state.display.hide.frames_nothing());
    assert_eq!(state.groups(), []);
    assert_eq!(state.panels().len(), 1);
    assert!(!opened("hide=header,transport,settings").display.hide.frames_nothing());
    // The layers stand by the diagram, which is a panel.
    assert!(opened("hide=settings").offers(Key::Layers));
}
