//! The phone is left as it was found, and the journal tells the truth about it.

use crate::table::{Done, Table, code, connected, options, same, trial};
use libtest_mimic::{Failed, Trial};
use phone::{ChangeState, Password, What};
use practice::iphone::{Control, Fault, Settings};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("trust_that_we_gained_is_taken_back", trust),
        trial("trust_that_others_gained_stays", trust_of_others),
        trial("a_gone_phone_leaves_the_journal_as_it_was", gone),
        trial("a_backup_password_that_we_set_is_taken_back_with_trust", everything),
        trial("a_change_that_was_begun_and_not_made_is_undone_without_a_passcode", begun_not_made),
        trial("a_change_that_was_begun_and_made_is_found_by_asking_the_phone", begun_and_made),
        trial("a_password_under_management_is_stuck_and_said", managed),
        trial("a_passcode_that_is_not_typed_leaves_the_password_and_says_so", not_typed),
    ]
}

/// What a change would be seen by; what was asked does not count.
fn standing(seen: Settings) -> (bool, Option<String>, Vec<String>, Vec<String>) {
    (seen.encrypted, seen.password, seen.hosts, seen.records)
}

fn put_back(folder: &Path) -> Result<Vec<(What, ChangeState)>, phone::Failure> {
    put_back_with(folder, None)
}

fn put_back_with(folder: &Path, password: Option<&str>) -> Result<Vec<(What, ChangeState)>, phone::Failure> {
    let never = AtomicBool::new(false);
    let password = password.map(Password::new);
    let all = phone::put_back(folder, password.as_ref(), &[], &never)?;
    Ok(all.into_iter().map(|change| (change.what, change.state)).collect())
}

fn of(udid: &str) -> Result<Option<ChangeState>, Failed> {
    let all = phone::changes("".as_ref()).map_err(|failure| failure.to_string())?;
    Ok(all.into_iter().find(|change| change.udid == udid).map(|change| change.state))
}

fn trust() -> Done {
    let mut options = options();
    options.number = 11;
    let table = Table::with(options)?;
    let before = standing(table.seen());
    connected(&table)?;
    same(of(table.owner.udid())?, Some(ChangeState::Made))?;
    same(standing(table.seen()) == before, false)?;
    put_back("".as_ref()).map_err(|failure| failure.to_string())?;
    same(standing(table.seen()), before)?;
    same(of(table.owner.udid())?, Some(ChangeState::Undone))?;
    // Once more changes nothing, and asks nothing of the phone.
    let asked = table.seen().asked;
    put_back("".as_ref()).map_err(|failure| failure.to_string())?;
    same(table.seen().asked, asked)
}

fn trust_of_others() -> Done {
    let mut options = options();
    (options.trusted, options.number) = (true, 12);
    let table = Table::with(options)?;
    let before = standing(table.seen());
    connected(&table)?;
    put_back("".as_ref()).map_err(|failure| failure.to_string())?;
    same(standing(table.seen()), before)
}

fn gone() -> Done {
    let mut options = options();
    options.number = 14;
    let table = Table::with(options)?;
    connected(&table)?;
    table.owner.unplug();
    same(code(put_back("".as_ref())), "phone-gone".to_owned())?;
    same(of(table.owner.udid())?, Some(ChangeState::Made))?;
    table.owner.plug();
    put_back("".as_ref()).map_err(|failure| failure.to_string())?;
    same(of(table.owner.udid())?, Some(ChangeState::Undone))?;
    same(table.seen().hosts, Vec::new())
}

/// A journal as a killed program leaves it.
#[expect(clippy::disallowed_methods, reason = "the test is the program that was killed")]
fn journal(folder: &Path, udid: &str) -> Done {
    let text = format!(
        r#"{{"format":"lucerna-changes/1","changes":[
            {{"what":{{"what":"backup-password"}},"udid":"{udid}","when":"2026-01-01T00:00:00Z","state":"begun"}}
        ]}}"#
    );
    Ok(std::fs::write(folder.join("lucerna-changes.json"), text)?)
}

fn state_of(folder: &Path, what: &What) -> Result<Option<ChangeState>, Failed> {
    let all = phone::changes(folder).map_err(|failure| failure.to_string())?;
    Ok(all.into_iter().rfind(|change| change.what == *what).map(|change| change.state))
}

/// Types the passcode whenever the phone asks for it, until told to end.
fn typing(owner: Control) -> (Arc<AtomicBool>, JoinHandle<()>) {
    let end = Arc::new(AtomicBool::new(false));
    let until = Arc::clone(&end);
    let hands = std::thread::spawn(move || {
        while !until.load(Ordering::Relaxed) {
            owner.type_passcode();
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    (end, hands)
}

fn everything() -> Done {
    let mut options = options();
    (options.passcode, options.number) = (true, 21);
    let table = Table::with(options)?;
    let before = standing(table.seen());
    connected(&table)?;
    let folder = tempfile::tempdir()?;
    let root = folder.path().canonicalize()?;
    let (end, hands) = typing(table.owner.clone());
    let mut plan = crate::files::aside(&table, &root, &[]);
    (plan.backup, plan.new_password) = (true, Some(Password::new("three little words")));
    let copied = crate::files::copy(&plan)?;
    same((copied.encrypted, copied.left_out.as_slice()), (true, &[][..]))?;
    same(state_of(&root, &What::BackupPassword)?, Some(ChangeState::Made))?;
    same(state_of(&root, &What::Pairing)?, Some(ChangeState::Made))?;
    same(phone::unfinished_changes(std::slice::from_ref(&root)).len(), 1)?;
    same(code(put_back(&root)), "phone-wrong-password".to_owned())?;
    same(code(put_back_with(&root, Some("wrong"))), "phone-wrong-password".to_owned())?;
    same(state_of(&root, &What::BackupPassword)?, Some(ChangeState::Made))?;
    put_back_with(&root, Some("three little words")).map_err(|failure| failure.to_string())?;
    end.store(true, Ordering::Relaxed);
    hands.join().map_err(|_| "the owner panicked")?;
    same(standing(table.seen()), before)?;
    same(state_of(&root, &What::BackupPassword)?, Some(ChangeState::Undone))?;
    same(state_of(&root, &What::Pairing)?, Some(ChangeState::Undone))?;
    same(phone::unfinished_changes(&[root]).len(), 0)
}

fn begun_not_made() -> Done {
    let mut options = options();
    (options.passcode, options.trusted, options.number) = (true, true, 22);
    let table = Table::with(options)?;
    let folder = tempfile::tempdir()?;
    journal(folder.path(), table.owner.udid())?;
    put_back_with(folder.path(), Some("three little words")).map_err(|failure| failure.to_string())?;
    same(state_of(folder.path(), &What::BackupPassword)?, Some(ChangeState::Undone))?;
    same(table.seen().times("backup ChangePassword"), 0)
}

fn begun_and_made() -> Done {
    let mut options = options();
    (options.trusted, options.number) = (true, 23);
    options.password = Some("three little words".to_owned());
    let table = Table::with(options)?;
    let folder = tempfile::tempdir()?;
    journal(folder.path(), table.owner.udid())?;
    put_back_with(folder.path(), Some("three little words")).map_err(|failure| failure.to_string())?;
    same(state_of(folder.path(), &What::BackupPassword)?, Some(ChangeState::Undone))?;
    same(table.seen().encrypted, false)
}

fn managed() -> Done {
    let mut options = options();
    (options.trusted, options.number) = (true, 24);
    options.password = Some("three little words".to_owned());
    options.faults = vec![Fault::ManagedEncryption];
    let table = Table::with(options)?;
    let folder = tempfile::tempdir()?;
    journal(folder.path(), table.owner.udid())?;
    same(code(put_back_with(folder.path(), Some("three little words"))), "password-managed".to_owned())?;
    same(state_of(folder.path(), &What::BackupPassword)?, Some(ChangeState::Stuck))?;
    same(table.seen().encrypted, true)
}

fn not_typed() -> Done {
    let mut options = options();
    (options.trusted, options.passcode, options.number) = (true, true, 25);
    options.password = Some("three little words".to_owned());
    options.passcode_wait = Duration::from_secs(1);
    let table = Table::with(options)?;
    let folder = tempfile::tempdir()?;
    journal(folder.path(), table.owner.udid())?;
    same(code(put_back_with(folder.path(), Some("three little words"))), "passcode-not-typed".to_owned())?;
    same(state_of(folder.path(), &What::BackupPassword)?, Some(ChangeState::Begun))?;
    same(table.seen().encrypted, true)
}
