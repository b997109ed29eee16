//! Copies that come to their end.

use super::table::{
    Done, Table, findings, folder, hold, made, options, same, same_files, stored, trial, with_fault,
};
use libtest_mimic::Trial;
use phone::{ChangeState, Keep, Password, Stage, What};
use practice::iphone::{DeviceNames, Fault};
use std::fs;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("a_plain_copy_is_what_is_on_the_phone_and_scans_to_the_same", plain),
        trial("a_new_password_locks_the_copy_and_stands_in_the_journal", new_password),
        trial("a_password_that_is_on_stays_and_the_copy_is_whole", old_password),
        trial("only_what_is_needed_is_kept_and_scans_to_the_same", only_needed),
        trial("names_that_tell_nothing_lose_nothing", only_needed_opaque),
        trial("a_file_that_the_phone_cannot_send_is_named", file_error),
        trial("a_phone_that_asks_for_room_is_answered", purge),
        trial("thousands_of_files", many),
        trial("a_whole_copy_is_not_made_again", again),
    ]
}

fn plain() -> Done {
    let table = Table::with(options())?;
    let (copied, told) = table.copy(&table.plan()).whole()?;
    let backup = copied.backup.clone().ok_or("no backup")?;
    same(&backup, &table.folder.path().canonicalize()?.join("backup").join(table.udid()))?;
    let made = made(table.folder.path())?;
    same_files(&stored(&backup), &stored(&made))?;
    same((copied.encrypted, copied.not_sent.len()), (false, 0))?;
    let names = folder(&backup);
    hold(!names.contains(&"lucerna-unfinished".to_owned()), "the mark of an unfinished copy is still there")?;
    let marker = fs::read_to_string(backup.join("lucerna-copy.json"))?;
    hold(marker.contains("\"finished\": true") && marker.contains("names-and-sizes"), &marker)?;
    let ours = names.iter().filter(|name| name.starts_with("lucerna-")).count();
    same(ours, 1)?;
    hold(fs::read_to_string(backup.join("Info.plist"))?.contains("Unique Identifier"), "Info.plist")?;
    same(findings(&backup, None)?, findings(&made, None)?)?;
    let mut before = 0;
    for progress in &told {
        hold(
            progress.bytes >= before && progress.of_bytes.is_none_or(|of| of >= progress.bytes),
            "progress",
        )?;
        before = progress.bytes;
    }
    hold(before > copied.bytes / 2, "bytes were not counted")?;
    hold(told.iter().any(|progress| progress.stage == Stage::Verifying), "not verified")
}

fn new_password() -> Done {
    let mut options = options();
    options.passcode = true;
    options.pause = std::time::Duration::from_millis(400);
    let table = Table::with(options)?;
    let mut plan = table.plan();
    plan.new_password = Some(Password::new("lantern"));
    let went = table.copy(&plan);
    hold(went.passed(Stage::WaitingForPasscode) || went.code() != "whole", "the passcode was not shown")?;
    let (copied, _) = went.whole()?;
    let backup = copied.backup.ok_or("no backup")?;
    hold(copied.encrypted && table.serving.seen().encrypted, "not encrypted")?;
    let marker = fs::read_to_string(backup.join("lucerna-copy.json"))?;
    hold(marker.contains("names-and-sizes"), &marker)?;
    let changes = phone::changes(table.folder.path()).map_err(|failure| failure.to_string())?;
    let made = changes.iter().any(|it| it.what == What::BackupPassword && it.state == ChangeState::Made);
    hold(made, "the journal does not tell of the password")?;
    let plain = made_findings(&table)?;
    same(findings(&backup, Some("lantern"))?.0, plain)
}

fn made_findings(table: &Table) -> Result<Vec<String>, libtest_mimic::Failed> {
    Ok(findings(&made(table.folder.path())?, None)?.0)
}

fn old_password() -> Done {
    let mut options = options();
    options.password = Some("older".to_owned());
    let table = Table::with(options)?;
    let mut plan = table.plan();
    plan.new_password = Some(Password::new("lantern"));
    let (copied, _) = table.copy(&plan).whole()?;
    let backup = copied.backup.ok_or("no backup")?;
    same(table.serving.seen().password.as_deref(), Some("older"))?;
    let marker = fs::read_to_string(backup.join("lucerna-copy.json"))?;
    hold(copied.encrypted && marker.contains("\"compared\": \"not\""), &marker)?;
    same(findings(&backup, Some("older"))?.0, made_findings(&table)?)
}

fn only_needed() -> Done {
    let table = Table::with(options())?;
    let mut plan = table.plan();
    plan.keep = Keep::Needed;
    let (copied, _) = table.copy(&plan).whole()?;
    let backup = copied.backup.ok_or("no backup")?;
    let made = made(table.folder.path())?;
    let (kept, all) = (stored(&backup), stored(&made));
    let bytes =
        |files: &std::collections::BTreeMap<String, Vec<u8>>| files.values().map(Vec::len).sum::<usize>();
    eprintln!(
        "only needed: {} of {} files, {} of {} bytes",
        kept.len(),
        all.len(),
        bytes(&kept),
        bytes(&all)
    );
    hold(kept.len() < all.len() && bytes(&kept) < bytes(&all), "everything was kept")?;
    let marker = fs::read_to_string(backup.join("lucerna-copy.json"))?;
    hold(marker.contains("\"kept\": \"needed\""), &marker)?;
    same(findings(&backup, None)?.0, findings(&made, None)?.0)
}

fn only_needed_opaque() -> Done {
    let mut options = options();
    options.device_names = DeviceNames::Opaque;
    let table = Table::with(options)?;
    let mut plan = table.plan();
    plan.keep = Keep::Needed;
    let (copied, _) = table.copy(&plan).whole()?;
    let backup = copied.backup.ok_or("no backup")?;
    let made = made(table.folder.path())?;
    hold(stored(&backup).len() < stored(&made).len(), "what is not needed was not removed")?;
    same(findings(&backup, None)?.0, findings(&made, None)?.0)
}

fn file_error() -> Done {
    let table = Table::with(with_fault(Fault::FileError))?;
    let (copied, _) = table.copy(&table.plan()).whole()?;
    let backup = copied.backup.ok_or("no backup")?;
    same(copied.not_sent.len(), 1)?;
    let marker = fs::read_to_string(backup.join("lucerna-copy.json"))?;
    hold(marker.contains(&copied.not_sent[0]), &marker)
}

fn purge() -> Done {
    let table = Table::with(with_fault(Fault::PurgeRequest))?;
    table.copy(&table.plan()).whole()?;
    let asked = table.serving.seen().asked;
    hold(asked.iter().any(|what| what.starts_with("backup purge answered")), "nothing was asked")
}

fn many() -> Done {
    if !std::path::Path::new("/dev/shm").is_dir() {
        eprintln!("SKIPPED: 200,000 files are not written to a real disk in a test");
        return Ok(());
    }
    let table = Table::with(with_fault(Fault::ManyFiles))?;
    let (_, told) = table.copy(&table.plan()).whole()?;
    let files = told.iter().map(|progress| progress.files).max().unwrap_or(0);
    hold(files > 5000, &format!("{files} files"))
}

fn again() -> Done {
    let table = Table::with(options())?;
    let (first, _) = table.copy(&table.plan()).whole()?;
    let asked = |table: &Table| table.serving.seen().times("backup Backup");
    let before = asked(&table);
    let (second, _) = table.copy(&table.plan()).whole()?;
    same(asked(&table), before)?;
    same(first.backup, second.backup)
}
