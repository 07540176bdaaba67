//! `www/embed.js` knows the names of the options and of the calls: they are those of the tables.

use std::collections::BTreeSet;

use gradient_garden::app::url::SHOWN;
use gradient_garden::options::Key;

/// The quoted names between this and the next closing bracket.
fn names(source: &str, after: &str) -> BTreeSet<String> {
    let list = source.split_once(after).expect("the list").1.split_once(']').expect("its end").0;
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn script() -> String {
    std::fs::read_to_string("www/embed.js").expect("the script")
}

#[test]
fn attributes_of_the_element_are_all_options_and_no_others() {
    let knobs = Key::ALL.iter().map(|key| key.knob().name);
    let all = knobs.chain(SHOWN.iter().map(|shown| shown.name)).chain(["lesson", "preset"]);
    assert_eq!(names(&script(), "const OPTIONS = new Set(["), all.map(str::to_owned).collect());
}

#[test]
fn options_that_html_has_taken_are_named_in_the_head() {
    let taken = |name: &&String| names(&script(), "const OWN = new Set([").contains(*name);
    let options = names(&script(), "const OPTIONS = new Set([");
    let taken: Vec<_> = options.iter().filter(taken).collect();
    assert_eq!(taken, ["hidden", "lang", "width"]);
    let source = script();
    let head = source.split_once("(() =>").expect("the head").0;
    assert!(taken.iter().all(|name| head.contains(&format!("`option-{name}`"))));
}

#[test]
fn the_element_has_every_call_of_the_interface() {
    let types = std::fs::read_to_string("www/gradient-garden.d.ts").expect("the types");
    let interface = types.split_once("export interface GradientGarden {").expect("the interface").1;
    let interface = interface.split_once("\n}").expect("its end").0;
    let calls =
        interface.lines().filter_map(|line| line.strip_prefix("  ")?.split_once('(').map(|(name, _)| name.to_owned()));
    let calls: BTreeSet<String> = calls.filter(|name| name.chars().all(char::is_alphanumeric)).collect();
    assert_eq!(names(&script(), "const CALLS = ["), calls);
}
