//! Which data file is fetched next.

use gradient_garden::protocol::Problem;
use gradient_garden::train::files::Files;

const WANTED: [&str; 3] = ["train-00.bin", "test-00.bin", "train-01.bin"];

#[test]
fn a_file_that_failed_waits_and_the_others_come() {
    let mut files = Files::default();
    assert_eq!(files.next(&WANTED), Some("train-00.bin"));
    assert_eq!(files.next(&WANTED), None, "one at a time");
    assert!((files.failed("train-00.bin", Problem::NoInput) - 1000.0).abs() < f64::EPSILON);
    assert_eq!(files.next(&WANTED), Some("test-00.bin"));
    files.arrived("test-00.bin");
    let left = ["train-00.bin", "train-01.bin"];
    assert_eq!(files.missing(&left), Some(&Problem::NoInput));
    assert_eq!(files.next(&left), Some("train-01.bin"));
    files.arrived("train-01.bin");
    assert_eq!(files.next(&["train-00.bin"]), None, "it waits");
    files.due("train-00.bin");
    assert_eq!(files.next(&["train-00.bin"]), Some("train-00.bin"));
    assert!((files.failed("train-00.bin", Problem::NoInput) - 2000.0).abs() < f64::EPSILON, "twice as long");
    files.hurry();
    assert_eq!(files.next(&["train-00.bin"]), Some("train-00.bin"));
    files.arrived("train-00.bin");
    assert!(!files.has_failed("train-00.bin"));
    assert_eq!(files.missing(&WANTED), None);
}
