//! Phones that are not phones.

use super::table::{Done, Table, folder, hold, same, trial, with_fault};
use libtest_mimic::Trial;
use phone::Patience;
use practice::iphone::Fault;
use std::time::Duration;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("names_that_lead_out_of_the_folder_write_nothing_there", names),
        trial("a_block_of_4_gib_ends_it", || ends(Fault::HugeLength, &["odd-answer", "phone-silent"])),
        trial("a_list_that_unfolds_beyond_measure_ends_it", || ends(Fault::PlistBomb, &["odd-answer"])),
        trial("a_phone_that_hangs_is_left", hangs),
        trial("a_stream_that_ends_without_goodbye_is_no_trouble", no_goodbye),
    ]
}

fn ends(fault: Fault, codes: &[&str]) -> Done {
    let table = Table::with(with_fault(fault))?;
    let code = table.copy(&table.plan()).code();
    hold(codes.contains(&code.as_str()), &code)?;
    hold(table.unfinished().join("lucerna-unfinished").is_file(), "not marked as unfinished")
}

fn names() -> Done {
    let table = Table::with(with_fault(Fault::EscapingNames))?;
    same(table.copy(&table.plan()).code().as_str(), "odd-answer")?;
    let around = folder(table.folder.path());
    let harmless = Table::with(super::table::options())?;
    harmless.copy(&harmless.plan()).whole()?;
    same(around, folder(harmless.folder.path()))?;
    same(folder(&table.folder.path().join("backup")), vec![format!("{}.unfinished", table.udid())])
}

fn hangs() -> Done {
    let table = Table::with(with_fault(Fault::EndlessHang))?;
    let patience = Patience { gone: Duration::from_secs(5), silence: Duration::from_secs(2) };
    let went = table.copy_with(&table.plan(), patience, &mut |_| false);
    same(went.code().as_str(), "phone-silent")
}

fn no_goodbye() -> Done {
    let table = Table::with(with_fault(Fault::NoCloseNotify))?;
    table.copy(&table.plan()).whole().map(|_| ())
}
