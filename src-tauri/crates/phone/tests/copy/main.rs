//! Copies of the simulated iPhone: whole, interrupted, refused, hostile.
//!
//! This program is its own worker, so it is the real, confined process that talks to the phone here. The
//! tests run one after another: where phones are looked for is one setting of the whole program.
#![expect(clippy::disallowed_methods, reason = "tests look at the folders that they had written")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::print_stdout, reason = "a process that is to be killed tells its test how far it is")]
#![expect(clippy::print_stderr, reason = "what is left out is said loudly")]

mod hostile;
mod interrupted;
mod killed;
mod refused;
mod room;
mod table;
mod whole;

use libtest_mimic::{Arguments, Trial};

fn main() {
    phone::enter_if_worker();
    scan::enter_if_worker(scan::Library::shipped());
    killed::enter_if_parent_to_be_killed();
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1);
    let mut trials: Vec<Trial> = Vec::new();
    trials.extend(whole::trials());
    trials.extend(refused::trials());
    trials.extend(interrupted::trials());
    trials.extend(hostile::trials());
    trials.extend(killed::trials());
    trials.extend(room::trials());
    libtest_mimic::run(&arguments, trials).exit();
}
