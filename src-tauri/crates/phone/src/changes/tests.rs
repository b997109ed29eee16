//! The journal without a phone: what it says, before, during and after.

#![expect(clippy::disallowed_methods, reason = "damages a journal of its own")]

use super::{
    Change, ChangeState, Journal, What, begin_copy, changes, note_trust, pending, unfinished_changes,
};
use super::{TrustStep, put_back};
use std::sync::atomic::AtomicBool;

const PHONE: &str = "00008110-000A111122223333";

fn states(folder: &std::path::Path) -> Vec<(What, ChangeState)> {
    changes(folder).unwrap().into_iter().map(|change| (change.what, change.state)).collect()
}

#[test]
fn a_change_is_one_line_from_begin_to_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path()).unwrap();
    journal.note(What::BackupPassword, PHONE, ChangeState::Begun).unwrap();
    assert_eq!(states(folder.path()), [(What::BackupPassword, ChangeState::Begun)]);
    journal.note(What::BackupPassword, PHONE, ChangeState::Made).unwrap();
    assert_eq!(states(folder.path()), [(What::BackupPassword, ChangeState::Made)]);
    journal.note(What::BackupPassword, PHONE, ChangeState::Undone).unwrap();
    journal.note(What::BackupPassword, PHONE, ChangeState::Begun).unwrap();
    let twice = [(What::BackupPassword, ChangeState::Undone), (What::BackupPassword, ChangeState::Begun)];
    assert_eq!(states(folder.path()), twice);
    journal.strike(&What::BackupPassword, PHONE).unwrap();
    assert_eq!(states(folder.path()), twice[..1]);
}

#[test]
fn no_journal_is_no_changes_and_a_damaged_one_is_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(changes(folder.path()).unwrap(), []);
    for damaged in ["", "{", "[]", r#"{"format":"lucerna-changes/9","changes":[]}"#] {
        std::fs::write(folder.path().join("lucerna-changes.json"), damaged).unwrap();
        assert_eq!(changes(folder.path()).unwrap_err().code, "not-readable", "{damaged}");
    }
    let places = [folder.path().to_path_buf()];
    assert_eq!(unfinished_changes(&places), [(folder.path().to_path_buf(), Vec::new())]);
}

#[test]
fn a_writing_that_was_cut_short_leaves_the_journal_before_it() {
    let folder = tempfile::tempdir().unwrap();
    Journal::open(folder.path()).unwrap().note(What::Pairing, PHONE, ChangeState::Made).unwrap();
    std::fs::write(folder.path().join("lucerna-changes.json.part"), "{\"form").unwrap();
    assert_eq!(states(folder.path()), [(What::Pairing, ChangeState::Made)]);
    Journal::open(folder.path()).unwrap().note(What::Pairing, PHONE, ChangeState::Undone).unwrap();
    assert_eq!(states(folder.path()), [(What::Pairing, ChangeState::Undone)]);
}

#[test]
fn only_what_stands_on_a_phone_is_unfinished() {
    let place = tempfile::tempdir().unwrap();
    let folder = |name: &str| {
        let folder = place.path().join(name);
        std::fs::create_dir(&folder).unwrap();
        folder
    };
    let note = |name: &str, what: What, state| {
        let folder = folder(name);
        Journal::open(&folder).unwrap().note(what, PHONE, state).unwrap();
        folder
    };
    let begun = note("begun", What::BackupPassword, ChangeState::Begun);
    note("kept", What::Pairing, ChangeState::Kept);
    let made = note("made", What::Pairing, ChangeState::Made);
    note("undone", What::Pairing, ChangeState::Undone);
    note("copy", What::Copy { folder: place.path().join("copy") }, ChangeState::Made);
    folder("empty");
    let found: Vec<_> =
        unfinished_changes(&[place.path().to_path_buf()]).into_iter().map(|it| it.0).collect();
    assert_eq!(found, [begun, made]);
}

#[test]
fn trust_before_there_is_a_folder_is_written_once_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let phone = "00008110-00000000000000AA";
    let mine = |all: Vec<Change>| all.into_iter().find(|change| change.udid == phone).map(|it| it.state);
    note_trust(phone, TrustStep::Begun);
    assert_eq!(mine(pending::all()), Some(ChangeState::Begun));
    note_trust(phone, TrustStep::Made);
    begin_copy(folder.path(), phone).unwrap();
    assert_eq!(mine(pending::all()), None);
    let copy = What::Copy { folder: folder.path().to_path_buf() };
    assert_eq!(
        states(folder.path()),
        [(What::Pairing, ChangeState::Made), (copy.clone(), ChangeState::Made)]
    );
    // Going on with the same copy adds nothing.
    begin_copy(folder.path(), phone).unwrap();
    assert_eq!(states(folder.path()).len(), 2);
}

#[test]
fn what_is_to_stay_is_kept_without_asking_a_phone() {
    let folder = tempfile::tempdir().unwrap();
    Journal::open(folder.path()).unwrap().note(What::Pairing, PHONE, ChangeState::Made).unwrap();
    let never = AtomicBool::new(false);
    let all = put_back(folder.path(), None, &[What::Pairing], &never).unwrap();
    assert_eq!(all[0].state, ChangeState::Kept);
    assert_eq!(states(folder.path()), [(What::Pairing, ChangeState::Kept)]);
}
