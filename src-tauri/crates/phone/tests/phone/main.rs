//! The simulated iPhone on a cable, and what we make of it.
//!
//! This program is its own worker, so it is the real, confined process that talks to the phone here. The
//! tests run one after another: where phones are looked for is one setting of the whole program.

mod files;
mod hostile;
mod leaving;
mod table;
mod trust;
mod undoing;

use libtest_mimic::{Arguments, Trial};

fn main() {
    phone::enter_if_worker();
    scan::enter_if_worker(scan::Library::shipped());
    leaving::enter_if_parent_to_be_killed();
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(trust::trials());
    trials.extend(undoing::trials());
    trials.extend(files::trials());
    trials.extend(hostile::trials());
    trials.extend(leaving::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
