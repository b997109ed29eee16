//! The cable is pulled in the middle and put back.

use crate::client::{Ended, until};
use crate::{backup, quick};
use practice::iphone::{Fault, Resume, Screen, serve};
use std::{collections::BTreeSet, path::Path};

/// A backup that breaks off at 40 percent, and the one after it.
fn twice(resume: Resume, folder: &Path) -> (Ended, Ended) {
    let mut options = quick();
    options.faults = vec![Fault::CutAtPercent(40)];
    options.resume = resume;
    let serving = serve(options).unwrap();
    let first = backup(&serving, folder).backup();
    assert!(first.broken.is_some() && first.code.is_none(), "{first:?}");
    until(|| serving.control().screen() == Screen::Home);
    let second = backup(&serving, folder).backup();
    assert_eq!(second.code, Some(0), "{second:?}");
    (first, second)
}

fn in_snapshot(ended: &Ended) -> BTreeSet<&String> {
    ended.files.iter().filter(|name| name.contains('/')).collect()
}

#[test]
fn only_what_is_missing_is_sent() {
    let home = tempfile::tempdir().unwrap();
    let (first, second) = twice(Resume::Missing, home.path());
    let (before, after) = (in_snapshot(&first), in_snapshot(&second));
    assert!(before.len() > 10 && before.is_disjoint(&after), "{} {}", before.len(), after.len());
    assert!(second.progress[1] > 20.0, "it does not begin at nothing: {:?}", second.progress);
}

#[test]
fn or_it_begins_again() {
    let home = tempfile::tempdir().unwrap();
    let (first, second) = twice(Resume::Anew, home.path());
    assert!(in_snapshot(&first).is_subset(&in_snapshot(&second)));
}

#[test]
fn a_cable_is_cut_after_so_many_bytes_and_only_once() {
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    options.faults = vec!["cut-after-bytes=20000".parse().unwrap()];
    let serving = serve(options).unwrap();
    assert!(backup(&serving, home.path()).backup().broken.is_some());
    until(|| serving.control().screen() == Screen::Home);
    assert_eq!(backup(&serving, home.path()).backup().code, Some(0));
    assert_eq!(backup(&serving, home.path()).backup().code, Some(0), "a finished one is made anew");
}

#[test]
fn another_password_makes_another_backup() {
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    options.faults = vec![Fault::CutAtPercent(60)];
    let serving = serve(options).unwrap();
    let first = backup(&serving, home.path()).backup();
    until(|| serving.control().screen() == Screen::Home);
    let mut client = backup(&serving, home.path());
    assert_eq!(client.password(None, Some("lantern")).code, Some(0));
    let second = client.backup();
    assert_eq!(second.code, Some(0), "{second:?}");
    assert!(
        in_snapshot(&first).is_subset(&in_snapshot(&second)),
        "nothing plain is left among the encrypted"
    );
}
