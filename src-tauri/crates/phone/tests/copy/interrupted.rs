//! Pulled cables, and people who stop.

use super::table::{Done, Table, hold, made, options, same, same_files, stored, trial};
use libtest_mimic::Trial;
use phone::{Keep, Stage, Unfinished, unfinished_copies};
use practice::iphone::{Fault, Resume};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("a_cable_pulled_at_40_percent_and_put_back_by_a_phone_that_goes_on", cut_and_on),
        trial("a_cable_pulled_at_40_percent_and_put_back_by_a_phone_that_starts_over", cut_and_anew),
        trial("a_small_copy_survives_the_cable_too", cut_small),
        trial("a_stopped_copy_is_gone_on_with", stopped),
        trial("a_copy_of_before_the_computer_was_started_is_told_and_not_gone_on_with", too_old),
        trial("a_slow_cable_only_takes_longer", slow),
    ]
}

fn cut(resume: Resume, keep: Keep) -> Result<(Table, phone::Copied), libtest_mimic::Failed> {
    let mut options = options();
    options.faults = vec![Fault::CutAtPercent(40)];
    options.resume = resume;
    let table = Table::with(options)?;
    let mut plan = table.plan();
    plan.keep = keep;
    let went = table.copy(&plan);
    hold(went.passed(Stage::WaitingForPhone), "the cable was not missed")?;
    let (copied, _) = went.whole()?;
    Ok((table, copied))
}

fn resumed(table: &Table) -> bool {
    table.serving.seen().asked.iter().any(|what| what.starts_with("backup resumed from"))
}

fn cut_and_on() -> Done {
    let (table, copied) = cut(Resume::Missing, Keep::All)?;
    hold(resumed(&table), "the phone did not go on")?;
    same_files(&stored(&copied.backup.ok_or("no backup")?), &stored(&made(table.folder.path())?))
}

fn cut_and_anew() -> Done {
    let (table, copied) = cut(Resume::Anew, Keep::All)?;
    hold(!resumed(&table), "the phone went on")?;
    same_files(&stored(&copied.backup.ok_or("no backup")?), &stored(&made(table.folder.path())?))
}

fn cut_small() -> Done {
    let (table, copied) = cut(Resume::Missing, Keep::Needed)?;
    hold(resumed(&table), "the phone did not go on")?;
    let (kept, all) = (stored(&copied.backup.ok_or("no backup")?), stored(&made(table.folder.path())?));
    hold(kept.len() < all.len(), "everything was kept")?;
    hold(kept.iter().all(|(name, content)| all.get(name) == Some(content)), "a file is not what it was")
}

fn stopped() -> Done {
    let mut options = options();
    options.faults = vec![Fault::SlowLink(4_000_000)];
    let table = Table::with(options)?;
    let went =
        table.copy_until(&table.plan(), |progress| progress.stage == Stage::Copying && progress.files > 3);
    same(went.code().as_str(), "stopped")?;
    hold(table.unfinished().join("lucerna-unfinished").is_file(), "not marked as unfinished")?;
    // Whoever comes later finds it, from the place around it too, and finds none once it is whole.
    let plan = table.plan();
    let told =
        Unfinished { folder: plan.folder.clone(), udid: plan.udid.clone(), goes_on: Some(plan.keep.clone()) };
    let around = plan.folder.parent().ok_or("no folder around it")?.to_path_buf();
    same(unfinished_copies(std::slice::from_ref(&plan.folder)), vec![told.clone()])?;
    hold(unfinished_copies(&[around]).contains(&told), "not found from around it")?;
    let (copied, _) = table.copy(&plan).whole()?;
    same(unfinished_copies(&[plan.folder]), Vec::new())?;
    hold(resumed(&table), "the phone did not go on")?;
    same_files(&stored(&copied.backup.ok_or("no backup")?), &stored(&made(table.folder.path())?))
}

/// The computer was started since, so the copy is told, and that it would begin anew.
fn too_old() -> Done {
    let table = Table::with(options())?;
    let (plan, root) = (table.plan(), table.unfinished());
    std::fs::create_dir_all(&root)?;
    std::fs::write(root.join("lucerna-unfinished"), "")?;
    std::fs::write(root.join("lucerna-kept.json"), r#"{"kept":"all","start":"another"}"#)?;
    let told = unfinished_copies(std::slice::from_ref(&plan.folder));
    same(told, vec![Unfinished { folder: plan.folder, udid: plan.udid, goes_on: None }])
}

fn slow() -> Done {
    let mut options = options();
    options.faults = vec![Fault::SlowLink(3_000_000)];
    let table = Table::with(options)?;
    let (_, told) = table.copy(&table.plan()).whole()?;
    // At most ten a second, and one more for each change of what is done.
    let changes = told.windows(2).filter(|pair| pair[0].stage != pair[1].stage).count();
    hold(told.len() > changes, "only changes were told")
}
