//! A run as files: names, tables, and the format of parameters.

use gradient_garden::app::export::{File, curves, examples, safetensors};
use gradient_garden::app::history::History;
use gradient_garden::lesson::{LessonId, Panel, vocabulary};
use gradient_garden::options::{Key, Options};
use gradient_garden::protocol::{Array, BatchLoss, Examples, Floats};
use gradient_garden::shape::attention::TransformerShape;
use gradient_garden::shape::recurrent::RecurrentShape;

use crate::garden::metrics;

fn options(lesson: LessonId, changes: &[(Key, &str)]) -> Options {
    let mut options = Options::of(lesson);
    for (key, text) in changes {
        let set = key.parse(text).and_then(|value| options.set(*key, value));
        set.unwrap_or_else(|refused| panic!("{refused:?}"));
    }
    options
}

fn rows(input_width: u32, inputs: &[f32], target_width: u32, targets: &[f32]) -> Examples {
    Examples { input_width, inputs: Floats(inputs.to_vec()), target_width, targets: Floats(targets.to_vec()) }
}

fn table(options: &Options, train: &Examples, test: &Examples, generated: Option<&Array>) -> String {
    examples(options, train, test, generated).collect()
}

#[test]
fn a_files_name_tells_what_is_in_it() {
    let boundary = Options::of(LessonId::Boundary);
    let names = File::ALL.map(|file| file.file_name(&boundary, Some(Panel::Loss)));
    assert_eq!(
        names,
        [
            "gradient-garden-boundary-points.csv",
            "gradient-garden-boundary-history.csv",
            "gradient-garden-boundary-parameters.safetensors",
            "gradient-garden-boundary-run.json",
            "gradient-garden-boundary-loss.png",
        ]
    );
    let dataset = |lesson| File::Dataset.file_name(&Options::of(lesson), None);
    assert_eq!(dataset(LessonId::Convnet), "gradient-garden-convnet-digits.csv");
    assert_eq!(dataset(LessonId::Attention), "gradient-garden-attention-sequences.csv");
    assert_eq!(File::Picture.file_name(&boundary, None), "gradient-garden-boundary-picture.png");
}

#[test]
fn scripts_name_every_file_and_csv_is_the_history() {
    for file in File::ALL {
        assert_eq!(File::from_name(file.name()), Some(file));
    }
    assert_eq!(File::from_name("csv"), Some(File::History));
    assert_eq!(File::from_name("CSV"), None);
    assert_eq!(File::from_name(""), None);
}

#[test]
fn points_have_their_class_or_value_and_their_part() {
    let train = rows(2, &[0.5, -1.25, 3.0, 4.0], 1, &[1.0, -1.0]);
    let test = rows(2, &[0.1, 1e-7], 1, &[-1.0]);
    let classes = table(&Options::of(LessonId::Boundary), &train, &test, None);
    assert_eq!(classes, "part,x1,x2,class\ntraining,0.5,-1.25,1\ntraining,3,4,-1\ntest,0.1,0.0000001,-1\n");
    let values = table(&options(LessonId::Boundary, &[(Key::Data, "hills")]), &train, &test, None);
    assert!(values.starts_with("part,x1,x2,value\n"), "{values}");
    let gate = table(&Options::of(LessonId::Xor), &train, &train, None);
    assert_eq!(gate.lines().count(), 3, "the gate's points are trained on and measured; they are there once");
}

#[test]
fn a_generators_points_come_after_the_real_ones() {
    let real = rows(2, &[0.5, 0.25], 1, &[1.0]);
    let made = Array { name: "generator.samples".into(), shape: vec![2, 2], values: Floats(vec![1.0, 2.0, 3.0, 4.0]) };
    let none = rows(2, &[], 1, &[]);
    let found = table(&Options::of(LessonId::Gan), &real, &none, Some(&made));
    assert_eq!(found, "part,x1,x2\nreal,0.5,0.25\ngenerated,1,2\ngenerated,3,4\n");
}

#[test]
fn digits_are_as_in_their_own_files() {
    let mut pixels = vec![0.0; 784];
    pixels[1] = 1.0;
    pixels[783] = 128.0 / 255.0;
    let mut seven = [0.0; 10];
    seven[7] = 1.0;
    let digit = rows(784, &pixels, 10, &seven);
    let found = table(&Options::of(LessonId::Digits), &digit, &digit, None);
    let lines: Vec<Vec<&str>> = found.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [786; 3]);
    assert_eq!((lines[0][1], lines[0][2], lines[0][785]), ("digit", "pixel0", "pixel783"));
    assert_eq!(
        (lines[1][0], lines[1][1], lines[1][2], lines[1][3], lines[1][785]),
        ("training", "7", "0", "255", "128")
    );
    assert_eq!(lines[2][0], "test");
    let same = rows(784, &pixels, 784, &pixels);
    let found = table(&Options::of(LessonId::Autoencoder), &same, &same, None);
    assert_eq!(found.lines().next().unwrap().split(',').count(), 785, "what is rebuilt is not there twice");
}

#[test]
fn sequences_are_spelled() {
    let recall = options(LessonId::Sequence, &[(Key::Distance, "2")]);
    let mut answer = [0.0; 8];
    answer[1] = 1.0;
    let one = rows(3, &[1.0, 9.0, 12.0], 8, &answer);
    let found = table(&recall, &one, &one, None);
    assert_eq!(found, "part,token1,token2,token3,target\ntraining,B,b,?,B\ntest,B,b,?,B\n");

    let sort = options(LessonId::Attention, &[(Key::Task, "sort"), (Key::Length, "2")]);
    let mut answers = [0.0; 20];
    (answers[3], answers[17]) = (1.0, 1.0);
    let one = rows(2, &[7.0, 3.0], 20, &answers);
    let found = table(&sort, &one, &one, None);
    assert_eq!(found.lines().take(2).collect::<Vec<_>>(), ["part,token1,token2,target1,target2", "training,7,3,3,7"]);

    let wave = options(LessonId::Sequence, &[(Key::Task, "wave"), (Key::Length, "2")]);
    let one = rows(2, &[0.5, 1.0], 2, &[1.0, 1.0]);
    let found = table(&wave, &one, &one, None);
    assert_eq!(found.lines().take(2).collect::<Vec<_>>(), ["part,x1,x2,next1,next2", "training,0.5,1,1,1"]);
}

/// Text has commas, quotes and ends of lines.
#[test]
fn a_cell_of_text_is_in_quotes() {
    let text = options(LessonId::Sequence, &[(Key::Task, "characters"), (Key::Length, "3")]);
    let letters = vocabulary(&text);
    let token = |letter: &str| letters.iter().position(|own| own == letter).unwrap();
    let spelled = |word: &[&str]| word.iter().map(|letter| token(letter) as f32).collect::<Vec<_>>();
    let mut next = vec![0.0; 3 * letters.len()];
    for (place, letter) in ["b", ",", "\n"].iter().enumerate() {
        next[place * letters.len() + token(letter)] = 1.0;
    }
    let one = rows(3, &spelled(&["a", "b", ","]), 3 * letters.len() as u32, &next);
    let none = rows(3, &[], 3 * letters.len() as u32, &[]);
    assert_eq!(table(&text, &one, &none, None), "part,text,next\ntraining,\"ab,\",\"b,\n\"\n");
}

#[test]
fn every_token_has_a_name() {
    for task in ["recall", "classify", "characters"] {
        let options = options(LessonId::Sequence, &[(Key::Task, task)]);
        assert_eq!(RecurrentShape::of(&options).tokens, Some(vocabulary(&options).len()), "{task}");
    }
    assert!(vocabulary(&options(LessonId::Sequence, &[(Key::Task, "wave")])).is_empty());
    for task in ["reverse", "sort", "recall", "classify"] {
        let options = options(LessonId::Attention, &[(Key::Task, task)]);
        assert_eq!(TransformerShape::of(&options).tokens, vocabulary(&options).len(), "{task}");
    }
    assert!(vocabulary(&Options::of(LessonId::Digits)).is_empty());
}

/// A table of many digits is written a thousand rows at a time.
#[test]
fn a_large_table_comes_in_parts() {
    let many = rows(2, &vec![0.5; 2 * 2500], 1, &vec![1.0; 2500]);
    let none = rows(2, &[], 1, &[]);
    let options = Options::of(LessonId::Boundary);
    let parts: Vec<String> = examples(&options, &many, &none, None).collect();
    assert_eq!(parts.iter().map(|part| part.lines().count()).collect::<Vec<_>>(), [1, 1000, 1000, 500]);
}

#[test]
fn parameters_are_a_safetensors_file_that_says_what_it_is() {
    let arrays = [
        Array { name: "layers.0.weight".into(), shape: vec![2, 3], values: Floats(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]) },
        Array { name: "layers.0.bias".into(), shape: vec![3], values: Floats(vec![-0.5, f32::MIN_POSITIVE, 7.25]) },
    ];
    let link = "https://example.org/?a=\"b\"\\c\n#v=1&layers=3";
    let bytes = safetensors(&arrays, link);
    let length = u64::from_le_bytes(bytes[..8].try_into().unwrap()) as usize;
    assert!(length.is_multiple_of(8), "the numbers begin at a multiple of 8");
    let header: serde_json::Value = serde_json::from_slice(&bytes[8..8 + length]).unwrap();
    let metadata = header["__metadata__"].as_object().unwrap();
    assert!(metadata.values().all(serde_json::Value::is_string), "the format allows nothing else: {metadata:?}");
    assert_eq!(metadata["order"], "[inputs, units]");
    assert_eq!(metadata["link"], link);
    assert_eq!(metadata["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(header.as_object().unwrap().len(), 3);
    for array in &arrays {
        let entry = &header[&array.name];
        assert_eq!(entry["dtype"], "F32");
        assert_eq!(entry["shape"], serde_json::json!(array.shape));
        let [from, to] = [0, 1].map(|end| entry["data_offsets"][end].as_u64().unwrap() as usize);
        let values: Vec<f32> = bytes[8 + length..][from..to]
            .chunks(4)
            .map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap()))
            .collect();
        assert_eq!(values, array.values.0);
    }
    assert_eq!(bytes.len(), 8 + length + 36);
}

#[test]
fn the_curves_have_a_line_for_every_step_that_was_measured_or_has_a_batch_loss() {
    let mut history = History::default();
    history.take(metrics(0), true);
    history.take(metrics(2), true);
    let loss = |step, generator| BatchLoss { step, loss: Some(0.5), generator };
    history.take_losses(vec![loss(0, None), loss(1, Some(0.25))]);
    let lines: Vec<String> = curves(&history).lines().map(String::from).collect();
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert_eq!(lines[0].split(',').count(), 9);
    assert_eq!(lines[1], "0,0,1,1.1,0.5,0.5,0.03,0.5,");
    assert_eq!(lines[2], "1,,,,,,,0.5,0.25", "a step that was not measured");
    assert!(lines[3].starts_with("2,0.08,") && lines[3].ends_with(",0.03,,"), "{}", lines[3]);
}
