//! What a step takes of the memory, against what is allocated.
#![cfg(feature = "cpu")]
#![allow(clippy::unwrap_used)]

use gradient_garden::app::url;
use gradient_garden::cost::bytes_per_step;
use gradient_garden::options::Options;
use gradient_garden::protocol::{Checkpoint, View, encode};
use gradient_garden::train::library::Library;
use gradient_garden::train::session::{Plan, Session};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Networks of every family, each large in its parameters or in what a batch needs.
const LARGE: &[&str] = &[
    "lesson=boundary&layers=1024,1024,1024,1024",
    "lesson=boundary&layers=1024,1024,1024,1024&optimizer=sgd",
    "lesson=boundary&layers=512,512,512,512&batch=1024&points=5000",
    "lesson=boundary&layers=512,512,512,512&batch=1024&points=5000&activation=relu&dropout=20",
    "lesson=convnet&filters=64,64,p,64&batch=32&digits=100",
    "lesson=convnet&filters=32,32,p,64,64&batch=64&digits=100&pool=average",
    "lesson=sequence&task=recall&distance=60&hidden=128&batch=64",
    "lesson=sequence&task=characters&length=60&hidden=128&batch=64&cell=gru",
    "lesson=sequence&task=wave&length=100&hidden=128&batch=64&cell=rnn",
    "lesson=attention&width=128&blocks=2&heads=4&forward=256&length=20&batch=64",
    "lesson=attention&task=sort&width=32&heads=8&forward=0&length=100&batch=32",
    "lesson=autoencoder&layers=1024,512&batch=256&digits=500",
    "lesson=gan&generator=512,512,512&discriminator=512,512,512&batch=1024&points=2000",
];

/// Bytes at most while a run is built, takes a few steps and has its state kept.
fn peak(options: &Options, library: &Library) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let plan = Plan { run: 1, options: options.clone(), checkpoint: None, view: View::default() };
    let (device, _) = gradient_garden::train::device::cpu();
    let mut session = Session::new(plan, &device, library, || 0.0).unwrap();
    for _ in 0..3 {
        session.train();
        pollster::block_on(session.verify()).unwrap();
    }
    let checkpoint: Checkpoint = pollster::block_on(session.checkpoint()).unwrap();
    drop(encode(&checkpoint).unwrap());
    MEMORY.peak_usage() - before
}

#[test]
fn the_estimate_is_near_what_is_allocated() {
    let mut off = Vec::new();
    let mut library = Library::default();
    library.add("train-00.bin", &std::fs::read("www/data/mnist/train-00.bin").unwrap()).unwrap();
    for link in LARGE {
        let options = url::read(&format!("v=1&{link}")).options;
        let (estimate, found) = (bytes_per_step(&options) as f64, peak(&options, &library) as f64);
        let ratio = estimate / found;
        println!("{:7.1} MB estimated, {:7.1} MB allocated, {ratio:.2}: {link}", estimate / 1e6, found / 1e6);
        if !(0.9..=1.5).contains(&ratio) {
            off.push(*link);
        }
    }
    assert!(off.is_empty(), "{off:#?}");
}
