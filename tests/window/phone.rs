//! The way with a connected phone, against the simulated iPhone: its owner's hands are moved from here.

use crate::none;
use crate::walk::Walk;
use practice::iphone::{Control, Fault, Hands, Options, Screen, Serving, Settings, serve};
use std::time::Duration;

/// The password that the person chooses for the copy.
const CHOSEN: &str = "three small lamps";

/// One person, one phone.
struct Visit {
    walk: Walk,
    phone: Serving,
    before: Settings,
}

impl Visit {
    /// A locked phone with a passcode that trusts nobody, and a person on screen 7.
    fn begin(lang: &str, scenario: &str, change: impl FnOnce(&mut Options)) -> Self {
        let scenario = practice::scenario(scenario).expect("a scenario of ours");
        let mut options = Options::new(scenario);
        (options.locked, options.passcode, options.hands) = (true, true, Hands::Waiting);
        options.sysdiagnose_after = Duration::from_secs(2);
        change(&mut options);
        let phone = serve(options).expect("the simulated iPhone starts");
        let before = phone.seen();
        let walk = Walk::begin_beside(lang, Some(&phone.address().to_string()));
        walk.straight_to_bring();
        walk.choose("bring", "iphone");
        walk.go_on();
        walk.arrive(7);
        Self { walk, phone, before }
    }

    fn hands(&self) -> Control {
        self.phone.control()
    }

    /// Waits for what the phone shows.
    fn shows(&self, screen: Screen) {
        let hands = self.hands();
        self.walk.wait_until(&format!("{screen:?} on the phone"), || hands.screen() == screen);
    }

    /// Types the passcode whenever the phone asks for it, until `holds`.
    fn typing_until(&self, what: &str, holds: impl Fn() -> bool) {
        let hands = self.hands();
        self.walk.wait_until(what, || {
            hands.type_passcode();
            holds()
        });
    }

    /// From the lock screen to a ready phone, and on to screen 8, leaving out the diagnosis file.
    fn trusted(&self) {
        self.hands().unlock();
        self.shows(Screen::TrustPrompt);
        self.hands().tap_trust();
        self.typing_until("a ready phone", || self.walk.has(".phone-lit"));
        self.walk.go_on();
        self.walk.arrive(21);
        self.walk.go_on();
        self.walk.arrive(8);
    }

    /// Chooses a password and the smaller copy, and starts.
    fn begin_copy(&self) {
        self.walk.choose("lock", "lock");
        self.walk.choose("size", "needed");
        self.walk.fill("main .input-row input:nth-of-type(1)", CHOSEN);
        self.walk.fill("main .input-row input:nth-of-type(2)", CHOSEN);
        self.walk.go_on();
    }

    /// Waits until the copy was made and checked.
    fn covered(&self) {
        self.typing_until("the covered result", || self.walk.number() == 11);
    }

    /// From the result over what comes next to the end.
    fn finish(&mut self) {
        for next in [16, 17, 18] {
            self.walk.go_on();
            self.walk.arrive(next);
        }
        self.walk.click(".actions > .btn-line");
        self.put_back();
    }

    /// From screen 19 to a phone that is as it was, and no copy left.
    fn put_back(&mut self) {
        self.walk.arrive(19);
        self.walk.wait_for("main .rows");
        self.walk.look(19, "finish-phone");
        self.walk.go_on();
        self.typing_until("the question about the copy", || self.walk.has("input[name=fate]"));
        self.walk.look(19, "finish-phone-as-it-was");
        self.walk.choose("fate", "erase");
        self.walk.go_on();
        self.walk.wait_for("main .status");
        self.walk.look(19, "finish-phone-erased");
        assert!(!self.walk.holds_copies(), "a copy was left");
        let now = self.phone.seen();
        assert_eq!(
            (now.encrypted, &now.password, &now.hosts, &now.records),
            (self.before.encrypted, &self.before.password, &self.before.hosts, &self.before.records),
            "the phone is not as it was"
        );
    }
}

/// Connect, trust, diagnosis file, password, copy, check, result, and everything back.
fn whole_way(lang: &str) {
    let mut visit = Visit::begin(lang, "ordinary", |_| {});
    visit.walk.wait_for(".phone-dots");
    visit.walk.look(7, "connect-locked");
    visit.hands().unlock();
    visit.shows(Screen::TrustPrompt);
    visit.walk.wait_for(".phone-dialog");
    visit.walk.look(7, "connect-trust");
    visit.hands().tap_trust();
    visit.typing_until("a ready phone", || visit.walk.has(".phone-lit"));
    visit.walk.look(7, "connect-ready");
    visit.walk.go_on();
    visit.walk.arrive(21);
    visit.walk.look(21, "diagnosis");
    visit.hands().press_sysdiagnose();
    visit.walk.wait_for("main fieldset input:checked");
    visit.walk.look(21, "diagnosis-there");
    visit.walk.go_on();
    visit.walk.arrive(8);
    visit.walk.look(8, "passwords");
    visit.begin_copy();
    visit.walk.arrive(9);
    visit.walk.glimpse(9, "copying");
    visit.covered();
    visit.walk.look(11, "covered-phone");
    visit.walk.go_on();
    visit.walk.arrive(12);
    visit.walk.look(12, "result-phone");
    visit.finish();
    none(&visit.walk.faults());
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_connected_phone_in_english() {
    whole_way("en");
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_connected_phone_in_arabic() {
    whole_way("ar");
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn trust_that_is_refused_first() {
    let mut visit = Visit::begin("en", "ordinary", |_| {});
    visit.hands().unlock();
    visit.shows(Screen::TrustPrompt);
    visit.hands().tap_dont_trust();
    visit.walk.wait_for("main .problem-no");
    assert_eq!(visit.walk.text("main .problem-no b"), "214");
    visit.walk.look(7, "connect-refused");
    visit.hands().unplug();
    visit.hands().plug();
    visit.hands().unlock();
    visit.walk.click("main .btn-row .btn");
    visit.shows(Screen::TrustPrompt);
    visit.hands().tap_trust();
    visit.typing_until("a ready phone", || visit.walk.has(".phone-lit"));
    none(&visit.walk.faults());
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_cable_that_is_pulled_and_put_back() {
    let mut visit = Visit::begin("en", "ordinary", |options| {
        options.faults = vec![Fault::CutAtPercent(40)];
    });
    visit.trusted();
    visit.begin_copy();
    let hands = visit.hands();
    visit.typing_until("the cable to be out", || hands.screen() == Screen::Unplugged);
    visit.walk.wait_for("main .copy-pic .cable.d");
    visit.walk.look(9, "copying-out");
    visit.hands().plug();
    visit.hands().unlock();
    visit.covered();
    none(&visit.walk.faults());
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_disk_that_is_nearly_full() {
    let mut visit = Visit::begin("en", "ordinary", |options| {
        options.faults = vec![Fault::NoSpace];
    });
    visit.trusted();
    visit.begin_copy();
    visit.typing_until("the problem", || visit.walk.has("main .problem-no"));
    assert!(["311", "312"].contains(&visit.walk.text("main .problem-no b").as_str()));
    visit.walk.look(9, "copying-no-space");
    visit.walk.click(".actions > .btn-line");
    visit.put_back();
    none(&visit.walk.faults());
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_password_that_is_forgotten() {
    let mut visit = Visit::begin("en", "ordinary", |options| {
        options.password = Some("nobody knows it".to_owned());
    });
    visit.trusted();
    visit.walk.choose("lock", "forgotten");
    visit.walk.look(8, "passwords-forgotten");
    visit.walk.go_on();
    visit.covered();
    visit.walk.go_on();
    visit.walk.arrive(12);
    visit.walk.look(12, "result-phone-without-backup");
    let now = visit.phone.seen();
    assert_eq!(now.password, visit.before.password, "the phone's own password is as it was");
    none(&visit.walk.faults());
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_person_who_stops() {
    let mut visit = Visit::begin("en", "ordinary", |options| {
        options.faults = vec![Fault::SlowLink(60_000)];
    });
    visit.trusted();
    visit.begin_copy();
    visit.typing_until("files to come", || visit.walk.has("main progress[value]"));
    visit.walk.look(9, "copying");
    visit.walk.click(".actions > .btn-line");
    visit.walk.click("dialog[open] .btn-line");
    visit.walk.wait_for(".actions > .btn-quiet");
    visit.walk.look(9, "copying-stopped");
    visit.walk.click(".actions > .btn-line");
    visit.put_back();
    none(&visit.walk.faults());
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_copy_that_is_gone_on_with_another_day_in_english() {
    gone_on_with("en");
}

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_copy_that_is_gone_on_with_another_day_in_arabic() {
    gone_on_with("ar");
}

fn gone_on_with(lang: &str) {
    let mut visit = Visit::begin(lang, "ordinary", |options| {
        options.faults = vec![Fault::SlowLink(200_000)];
    });
    visit.trusted();
    visit.begin_copy();
    visit.typing_until("the backup to begin", || visit.walk.holds_begun_backup());
    let address = visit.phone.address().to_string();
    visit.walk = visit.walk.close_and_open(Some(&address));
    visit.walk.go_on();
    visit.walk.arrive(2);
    visit.walk.look(2, "welcome-left-over");
    visit.walk.back();
    visit.walk.straight_to_bring();
    visit.walk.choose("bring", "iphone");
    visit.walk.go_on();
    visit.walk.arrive(7);
    visit.typing_until("a ready phone", || visit.walk.has(".phone-lit"));
    visit.walk.go_on();
    visit.walk.arrive(21);
    visit.walk.go_on();
    visit.walk.arrive(8);
    visit.walk.choose("lock", "known");
    visit.walk.choose("size", "needed");
    visit.walk.fill("main input[type=password]", CHOSEN);
    visit.walk.go_on();
    visit.typing_until("the copy that goes on", || visit.walk.has("#goes-on"));
    visit.walk.look(9, "copying-goes-on");
    visit.covered();
    visit.walk.go_on();
    visit.walk.arrive(12);
    visit.finish();
    none(&visit.walk.faults());
}

/// The button on the screen of a pretend phone that takes its passcode.
const PASSCODE: &str = ".phone-pretend .phone-screen > .phone-btn";

#[test]
#[ignore = "needs a display and the built app: `cargo xtask test` has both"]
fn a_pretend_phone_whose_buttons_are_pressed() {
    let mut walk = Walk::begin("ar");
    walk.straight_to_bring();
    walk.choose("bring", "practice");
    walk.go_on();
    walk.choose("practice", "ordinary");
    walk.click(".actions > .btn-line");
    walk.arrive(7);
    walk.wait_for(PASSCODE);
    walk.look(7, "pretend-locked");
    walk.click(PASSCODE);
    walk.wait_for(".phone-pretend .phone-dialog");
    walk.look(7, "pretend-trust");
    walk.click(".phone-dialog .is-here");
    walk.click(PASSCODE);
    walk.wait_for(".phone-pretend.phone-lit");
    walk.look(7, "pretend-ready");
    walk.go_on();
    walk.arrive(21);
    walk.go_on();
    walk.arrive(8);
    walk.choose("lock", "without");
    walk.choose("size", "needed");
    walk.go_on();
    walk.wait_until("the covered result", || {
        walk.press_if_there(PASSCODE);
        walk.number() == 11
    });
    none(&walk.faults());
}
