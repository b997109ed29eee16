//! Ordinary phones: nothing weighs more than a note, with the built-in lists alone and with every public one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{findings, lucerna, scan, shared};
use std::path::{Path, PathBuf};

/// Public lists of indicators that lie beside the project.
fn public_lists() -> Vec<String> {
    let entries = shared("stix2").into_iter().flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let mut lists: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    lists.retain(|path| path.extension().is_some_and(|end| end == "stix2"));
    lists.sort();
    lists.iter().flat_map(|path| ["--indicators".to_owned(), path.to_str().unwrap().to_owned()]).collect()
}

fn made(scenario: &str, kind: &str, folder: &Path) -> PathBuf {
    let out = folder.join(kind);
    let run = lucerna(&["practice", "make", scenario, "--out", out.to_str().unwrap(), "--as", kind], "");
    assert_eq!(run.code, 0, "{}", run.err);
    PathBuf::from(run.out.trim())
}

#[test]
fn a_large_ordinary_phone_has_nothing_above_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let backup = made("large", "backup", folder.path());
    let lists = public_lists();
    let with_lists: Vec<&str> = lists.iter().map(String::as_str).collect();
    for more in [&[][..], &with_lists] {
        let (run, outcome) = scan(&backup, more, "");
        assert_eq!((run.code, outcome["conclusion"].as_str()), (0, Some("nothing-found")), "{}", run.err);
        let loud: Vec<_> =
            findings(&outcome).into_iter().filter(|(_, weight, ..)| weight != "note").collect();
        assert!(loud.is_empty(), "{loud:?}");
    }
}

#[test]
fn other_copies_of_an_ordinary_phone_have_nothing_above_a_note_either() {
    let folder = tempfile::tempdir().unwrap();
    let lists = public_lists();
    let with_lists: Vec<&str> = lists.iter().map(String::as_str).collect();
    for kind in ["sysdiagnose", "crash-reports", "filesystem"] {
        let copy = made("ordinary", kind, folder.path());
        let (run, outcome) = scan(&copy, &with_lists, "");
        assert!([0, 30].contains(&run.code), "{kind}: {} {}", run.code, run.err);
        let loud: Vec<_> =
            findings(&outcome).into_iter().filter(|(_, weight, ..)| weight != "note").collect();
        assert!(loud.is_empty(), "{kind}: {loud:?}");
    }
}
