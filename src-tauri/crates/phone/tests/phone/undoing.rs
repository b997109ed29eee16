//! The phone is left as it was found, and the journal tells the truth about it.

use crate::table::{Done, Table, code, connected, options, same, trial};
use libtest_mimic::{Failed, Trial};
use phone::{ChangeState, What};
use practice::iphone::Settings;
use std::path::Path;
use std::sync::atomic::AtomicBool;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("trust_that_we_gained_is_taken_back", trust),
        trial("trust_that_others_gained_stays", trust_of_others),
        trial("a_gone_phone_leaves_the_journal_as_it_was", gone),
    ]
}

/// What a change would be seen by; what was asked does not count.
fn standing(seen: Settings) -> (bool, Option<String>, Vec<String>, Vec<String>) {
    (seen.encrypted, seen.password, seen.hosts, seen.records)
}

fn put_back(folder: &Path) -> Result<Vec<(What, ChangeState)>, phone::Failure> {
    let never = AtomicBool::new(false);
    let all = phone::put_back(folder, None, &[], &never)?;
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
