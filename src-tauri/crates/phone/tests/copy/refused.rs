//! Phones that say no.

use super::table::{Done, Table, options, same, trial, with_fault};
use libtest_mimic::Trial;
use phone::{Keep, Password};
use practice::iphone::Fault;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("what_a_phone_refuses_has_a_name_and_leaves_nothing_whole", refusals),
        trial("a_refused_passcode_sets_no_password_and_makes_no_copy", passcode),
        trial("a_new_copy_is_begun_after_a_refusal", after),
    ]
}

fn refusals() -> Done {
    for (fault, expected) in [(Fault::NoSpace, "no-space"), (Fault::SnapshotExists, "phone-needs-restart")] {
        let table = Table::with(with_fault(fault))?;
        let went = table.copy(&table.plan());
        same(went.code().as_str(), expected)?;
        same(
            super::table::folder(&table.folder.path().join("backup")),
            vec![format!("{}.unfinished", table.udid())],
        )?;
    }
    Ok(())
}

fn passcode() -> Done {
    let mut options = with_fault(Fault::PasscodeRefused);
    options.passcode = true;
    let table = Table::with(options)?;
    let mut plan = table.plan();
    same(table.copy(&plan).code().as_str(), "passcode-not-typed")?;
    plan.new_password = Some(Password::new("lantern"));
    same(table.copy(&plan).code().as_str(), "passcode-not-typed")?;
    same(table.serving.seen().encrypted, false)?;
    let changes = phone::changes(table.folder.path()).map_err(|failure| failure.to_string())?;
    same(changes.iter().filter(|change| change.what == phone::What::BackupPassword).count(), 0)
}

fn after() -> Done {
    let table = Table::with(with_fault(Fault::NoSpace))?;
    same(table.copy(&table.plan()).code().as_str(), "no-space")?;
    let better = Table::with(options())?;
    let plan = phone::Plan { folder: table.folder.path().to_path_buf(), keep: Keep::All, ..better.plan() };
    better.copy(&plan).whole().map(|_| ())
}
