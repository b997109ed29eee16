//! The real window, driven through every screen in English and Arabic.
//!
//! `cargo xtask test` runs this on a display in memory; `cargo xtask screenshots` runs it too, and keeps
//! the pictures. Both say where the built app stands in `LUCERNA_APP`.

#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, reason = "writes pictures of practice phones, reads no evidence")]

mod driver;
mod judge;
mod phone;
mod walk;

use walk::Walk;

/// Scenarios that are not encrypted, and the conclusion that each ends in.
const CONCLUSIONS: [(&str, &str); 4] = [
    ("ordinary", "nothing-found"),
    ("hidden-profile", "expert-look"),
    ("pegasus-link", "known-traces"),
    ("damaged", "not-enough"),
];

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn every_screen_in_english() {
    every_screen("en");
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn every_screen_in_arabic() {
    every_screen("ar");
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn every_conclusion_in_english() {
    every_conclusion("en");
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn every_conclusion_in_arabic() {
    every_conclusion("ar");
}

/// The whole way of a worried person with an encrypted backup, and every side room of it.
fn every_screen(lang: &str) {
    let mut walk = Walk::begin(lang);
    walk.look(1, "language");
    walk.click(".topbar .tool:last-of-type");
    walk.look(1, "language-help");
    walk.click("dialog[open] .btn-primary");
    walk.go_on();
    walk.look(2, "welcome");
    walk.go_on();

    walk.look(3, "watching");
    walk.choose("watching", "yes");
    walk.go_on();
    walk.look(4, "noticed");
    walk.choose("pause", "go");
    walk.go_on();
    walk.look(5, "whose");
    walk.choose("whose", "me");
    walk.click("main input[type=checkbox]");
    walk.go_on();
    // A day after tomorrow's is refused, one that was is taken.
    walk.look(22, "days");
    walk.enter_day("seizure", "2999-01-01");
    walk.wait_for(".actions button[aria-disabled]");
    walk.enter_day("seizure", "2026-08-11");
    walk.choose("depth", "deep");
    walk.go_on();

    walk.look(6, "bring");
    walk.choose("bring", "file");
    walk.go_on();
    walk.look(6, "bring-file");
    walk.back();
    walk.choose("bring", "practice");
    walk.go_on();
    walk.wait_for("input[name=practice]");
    walk.look(6, "bring-practice");
    walk.choose("practice", "encrypted-ordinary");
    walk.go_on();

    walk.look(8, "password");
    let password = walk.text("main code bdi");
    walk.fill("main input[type=password]", "not the password");
    walk.go_on();
    walk.wait_for("main input[aria-invalid=true]");
    walk.look(8, "password-wrong");
    walk.fill("main input[type=password]", &password);
    walk.go_on();
    walk.glimpse(10, "checking");
    walk.look(11, "covered");
    walk.go_on();
    walk.look(12, "result");
    none(&walk.faults());
}

/// From each result through what belongs to it, to the end, where the pretend phone is erased.
fn every_conclusion(lang: &str) {
    let mut faults = Vec::new();
    for (scenario, conclusion) in CONCLUSIONS {
        let mut walk = Walk::begin(lang);
        walk.straight_to_result(scenario);
        walk.look(12, &format!("result-{conclusion}"));
        if conclusion == "known-traces" {
            walk.side_rooms();
        }
        faults.extend(walk.faults());
    }
    none(&faults);
}

#[track_caller]
pub(crate) fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n  {}\n", faults.len(), faults.join("\n  "));
}
