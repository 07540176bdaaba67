//! What must hold for every lesson of the catalogue, whatever its family.

use gradient_garden::cost;
use gradient_garden::lesson::{LessonId, Panel};
use gradient_garden::options::Options;
use gradient_garden::protocol::{Answer, Array, Floats, PictureId, Question, View};
use gradient_garden::train::device;
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Plan, Session};

use super::{Measure as _, bits, digits_library};

/// The lesson's worked examples, small enough for a test: fewer digits, narrow layers where the example is meant for a GPU.
fn small(lesson: LessonId) -> Vec<Options> {
    let name = lesson.name();
    let all = lesson.lesson().presets.iter().filter_map(|preset| Options::of_preset(lesson, preset.name));
    let mut all: Vec<_> = all.filter(|options| cost::flops_per_step(options) < 2_000_000_000).collect();
    if all.is_empty() {
        all.push(Options::of(lesson));
    }
    for options in &mut all {
        for (key, text) in [("digits", "200"), ("device", "cpu")] {
            if let Ok(smaller) = super::changed(options, &[(key, text)]) {
                *options = smaller;
            }
        }
    }
    assert!(!all.is_empty(), "{name}");
    all
}

fn run(options: &Options, library: &Library) -> Session {
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    Session::new(plan, &device::cpu().0, library, || 0.0).unwrap()
}

fn library() -> Library {
    digits_library(&["train-00.bin", "test-00.bin", "test-01.bin"])
}

fn arrays(session: &mut Session, question: Question) -> Vec<Array> {
    match pollster::block_on(session.answer(question)) {
        Ok(Answer::Arrays(arrays)) => arrays,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_same_seed_gives_the_same_bits_and_a_checkpoint_continues_them() {
    const STEPS: u64 = 6;
    let library = library();
    for options in LessonId::ALL.iter().flat_map(|lesson| small(*lesson)) {
        let what = format!("{} {:?}", options.lesson().name(), options.preset());
        let mut whole = run(&options, &library);
        (0..STEPS).for_each(|_| whole.train());
        let mut again = run(&options, &library);
        (0..STEPS / 2).for_each(|_| again.train());
        // Being looked at in between must not matter.
        pollster::block_on(again.frame()).unwrap();
        let checkpoint = pollster::block_on(again.checkpoint()).unwrap();
        let plan = Plan { run: 1, options: options.clone(), checkpoint: Some(checkpoint), view: View::default() };
        let mut rest = Session::new(plan, &device::cpu().0, &library, || 0.0).unwrap();
        (0..STEPS / 2).for_each(|_| rest.train());
        assert_eq!(bits(&mut whole), bits(&mut rest), "{what}");
        let mut other = run(&super::changed(&options, &[("seed", "9")]).unwrap(), &library);
        (0..STEPS).for_each(|_| other.train());
        assert_ne!(bits(&mut whole), bits(&mut other), "{what}: another seed is another run");
    }
}

#[test]
fn every_question_of_a_script_has_its_answer() {
    let library = library();
    for options in LessonId::ALL.iter().flat_map(|lesson| small(*lesson)) {
        let what = format!("{} {:?}", options.lesson().name(), options.preset());
        let mut run = run(&options, &library);
        assert!(arrays(&mut run, Question::Gradients).is_empty(), "{what}: none before the first step");
        run.train();
        let parameters = arrays(&mut run, Question::Parameters);
        let count: usize = parameters.iter().map(|array| array.values.len()).sum();
        assert_eq!(run.summary().parameters, count as u64, "{what}: parameters are counted");
        assert_eq!(cost::parameters(&options), count as u64, "{what}: from the options alone");
        let names: std::collections::BTreeSet<_> = parameters.iter().map(|array| &array.name).collect();
        assert_eq!(names.len(), parameters.len(), "{what}: names are their own");
        let gradients = arrays(&mut run, Question::Gradients);
        let shapes = |arrays: &[Array]| arrays.iter().map(|a| (a.name.clone(), a.shape.clone())).collect::<Vec<_>>();
        assert_eq!(shapes(&gradients), shapes(&parameters), "{what}: a gradient for each");
        assert!(gradients.iter().any(|array| array.values.iter().any(|value| *value != 0.0)), "{what}");
        let dataset = pollster::block_on(run.answer(Question::Dataset));
        // Where data is fetched, not all of it has arrived here: then a fresh row of the right width is not known.
        let Ok(Answer::Dataset { train, .. }) = dataset else { panic!("{what}: {dataset:?}") };
        let width = train.input_width;
        let two = Floats(train.inputs[..2 * width as usize].to_vec());
        let predicted = pollster::block_on(run.answer(Question::Predict { width, inputs: two.clone() }));
        let Ok(Answer::Rows { width: outputs, values }) = predicted else { panic!("{what}: {predicted:?}") };
        assert_eq!(values.len(), 2 * outputs as usize, "{what}");
        assert!(values.iter().all(|value| value.is_finite()), "{what}");
        let input = Floats(two[..width as usize].to_vec());
        let layers = arrays(&mut run, Question::Activations { input });
        assert!(!layers.is_empty(), "{what}");
        let names: std::collections::BTreeSet<_> = layers.iter().map(|layer| &layer.name).collect();
        assert_eq!(names.len(), layers.len(), "{what}: a layer's name is its own: {names:?}");
        for layer in &layers {
            let length: u32 = layer.shape.iter().product();
            assert_eq!(layer.values.len(), length as usize, "{what}: {}", layer.name);
        }
        let wrong = pollster::block_on(run.answer(Question::Predict { width: width + 1, inputs: two }));
        assert!(wrong.is_err(), "{what}: a row of another width");
    }
}

/// What a panel draws of the run, where it draws any of it all the time.
fn drawn_by(panel: Panel) -> &'static [PictureId] {
    match panel {
        Panel::Output => &[PictureId::Output, PictureId::Points],
        Panel::Network => &[PictureId::Network],
        Panel::Fit => &[PictureId::Fit],
        Panel::Surface => &[PictureId::Surface],
        Panel::Fold => &[PictureId::Fold],
        Panel::Digits => &[PictureId::Digits],
        Panel::Maps => &[PictureId::Maps],
        Panel::Pixel => &[PictureId::Pixel],
        Panel::Confusion => &[PictureId::Confusion],
        Panel::Rebuilt => &[PictureId::Rebuilt],
        Panel::Codes => &[PictureId::Codes],
        Panel::Attention => &[PictureId::Attention, PictureId::Heads],
        Panel::Tokens => &[PictureId::Tokens, PictureId::Attention, PictureId::Heads],
        Panel::Game => &[PictureId::Game, PictureId::Real, PictureId::Fakes],
        Panel::Coverage => &[PictureId::Coverage],
        Panel::Samples => &[PictureId::Samples],
        Panel::Sequence => &[PictureId::Sequence],
        Panel::Gates => &[PictureId::Gates],
        Panel::Reach => &[PictureId::Reach],
        // Metrics, runs in the background, words, and a digit that nobody has drawn yet.
        Panel::Loss | Panel::Accuracy | Panel::Seeds | Panel::Race | Panel::Idea | Panel::Pad => &[],
    }
}

/// The pictures of a frame while only these panels are seen.
fn pictured(run: &mut Session, panels: Vec<Panel>) -> Vec<PictureId> {
    run.look(View { panels, ..View::default() });
    let frame = pollster::block_on(run.frame()).unwrap();
    frame.pictures.iter().map(|picture| picture.id).collect()
}

#[test]
fn a_panel_that_is_seen_has_its_pictures_and_what_nobody_sees_is_not_made() {
    let library = library();
    for options in LessonId::ALL.iter().flat_map(|lesson| small(*lesson)) {
        let lesson = options.lesson().lesson();
        let mut run = run(&options, &library);
        run.train();
        assert_eq!(pictured(&mut run, Vec::new()), [], "{}: nobody sees anything", lesson.name());
        for panel in lesson.panels.iter().copied().filter(|panel| panel.suits(&options)) {
            let drawn = pictured(&mut run, vec![panel]);
            let own = drawn_by(panel);
            let lacking: Vec<_> = own.iter().filter(|id| !drawn.contains(id)).collect();
            assert!(lacking.is_empty(), "{}, {}: no {lacking:?}", lesson.name(), panel.name());
            let others: Vec<_> =
                lesson.panels.iter().filter(|other| **other != panel).flat_map(|other| drawn_by(*other)).collect();
            let idle: Vec<_> = drawn.iter().filter(|id| !own.contains(id) && others.contains(id)).collect();
            assert!(idle.is_empty(), "{}, only {}: {idle:?} for nobody", lesson.name(), panel.name());
        }
    }
}
