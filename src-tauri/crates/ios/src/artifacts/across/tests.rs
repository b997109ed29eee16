use super::{ACROSS, facts};
use crate::artifacts::testing::acquisition;
use engine::{Cite, Class, Day, Detection, Fact, Finding, Occasion, Version, Weight, examine_across};
use jiff::Timestamp;
use proptest::prelude::*;

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + second).unwrap()
}

fn fact(what: &str, second: i64, about: &str) -> Fact {
    let cite = Cite::new(&format!("path/{about}"), what);
    Fact { artifact: "ios.x".into(), what: what.into(), when: at(second), about: about.into(), cite }
}

fn finding(id: &'static str, weight: Weight, class: Class, second: i64) -> Finding {
    Finding::new(&Detection { id, weight, class }, Cite::new(id, second.to_string())).at(Some(at(second)))
}

/// The finding that a fact was made with.
fn behind(fact: &Fact, weight: Weight) -> Finding {
    let mut finding = finding("ios.x.y", weight, Class::Attempt, 0).at(Some(fact.when));
    finding.cite = fact.cite.clone();
    finding
}

struct Scene {
    facts: Vec<Fact>,
    findings: Vec<Finding>,
    days: Vec<Day>,
    version: Version,
}

impl Scene {
    fn of(facts: impl Into<Vec<Fact>>, findings: impl Into<Vec<Finding>>) -> Self {
        Self { facts: facts.into(), findings: findings.into(), days: Vec::new(), version: Version(16, 6, 0) }
    }

    /// The 14th of November 2023 is the day of second 0.
    fn day(mut self, what: Occasion, day: &str) -> Self {
        self.days.push(Day { what, day: day.parse().unwrap() });
        self
    }

    fn fired(&self) -> Vec<(String, Weight)> {
        let found = examine_across(
            &[&ACROSS],
            self.facts.clone(),
            &self.findings,
            &self.days,
            &acquisition(self.version),
        );
        found.into_iter().map(|finding| (finding.detection, finding.weight)).collect()
    }

    fn weight_of(&self, id: &str) -> Option<Weight> {
        let id = format!("ios.across.{id}");
        self.fired().into_iter().find(|(fired, _)| *fired == id).map(|(_, weight)| weight)
    }
}

#[test]
fn something_odd_near_a_pattern_of_crashes_is_an_attempt_as_heavy_as_its_heaviest_part() {
    let (crash, pass) =
        (fact(facts::CRASH_PATTERN, 0, "homed"), fact(facts::ODD_ATTACHMENT, HOUR, "sample.pkpass"));
    let of = |crash_weighs, pass_weighs| {
        let findings = [behind(&crash, crash_weighs), behind(&pass, pass_weighs)];
        Scene::of([crash.clone(), pass.clone()], findings).weight_of("attempt")
    };
    assert_eq!(of(Weight::Strong, Weight::Look), Some(Weight::Strong));
    assert_eq!(of(Weight::Look, Weight::Look), Some(Weight::Look));
    assert_eq!(of(Weight::Note, Weight::Note), Some(Weight::Note));
    assert_eq!(of(Weight::KnownSpyware, Weight::Look), Some(Weight::Strong), "never above strong");
    let alone = Scene::of([crash.clone(), pass.clone()], []);
    assert_eq!(alone.weight_of("attempt"), Some(Weight::Look), "facts alone are worth a look");
    let before = Scene::of([crash.clone(), fact(facts::ODD_ATTACHMENT, -2 * HOUR, "a.gif")], []);
    assert_eq!(before.weight_of("attempt"), Some(Weight::Look), "what came may be older than the crash");
    let folder = fact(facts::ATTACHMENT_FOLDER_CHANGED, 60, "MediaDomain/Library/SMS/Attachments/ab/11");
    assert_eq!(Scene::of([crash, folder], []).weight_of("attempt"), Some(Weight::Look));
}

#[test]
fn halves_of_an_attempt_and_halves_that_are_far_apart_are_none() {
    let (crash, pass) =
        (fact(facts::CRASH_PATTERN, 0, "homed"), fact(facts::ODD_ATTACHMENT, 4 * HOUR, "x.pkpass"));
    assert_eq!(Scene::of([crash.clone(), pass.clone()], []).fired(), []);
    assert_eq!(Scene::of([crash], []).fired(), []);
    let single = fact(facts::EARLY_IMAGENT_CRASH, 4 * HOUR, "imagent");
    assert_eq!(Scene::of([single, pass], []).fired(), [], "one crash is no pattern");
}

#[test]
fn many_crashes_around_one_thing_are_one_attempt() {
    let mut all: Vec<Fact> = (0..5).map(|n| fact(facts::CRASH_PATTERN, n * 60, "homed")).collect();
    all.push(fact(facts::ODD_ATTACHMENT, 100, "x.pkpass"));
    assert_eq!(Scene::of(all.clone(), []).fired().len(), 1);
    // As heavy as the heaviest of them, whichever came first.
    let mut strong = fact(facts::CRASH_PATTERN, 3000, "homed");
    strong.cite.path = "path/strong".into();
    all.push(strong.clone());
    let both = Scene::of(all, [behind(&strong, Weight::Strong)]);
    assert_eq!((both.fired().len(), both.weight_of("attempt")), (1, Some(Weight::Strong)));
}

#[test]
fn a_program_after_an_attempt_is_told_with_it_and_one_before_it_is_not() {
    let halves = [fact(facts::CRASH_PATTERN, 0, "homed"), fact(facts::ODD_ATTACHMENT, HOUR, "x.pkpass")];
    let ran = |weight, second| finding("ios.shutdown-log.program", weight, Class::Execution, second);
    let weight = |finding| Scene::of(halves.clone(), [finding]).weight_of("attempt-then-program");
    assert_eq!(weight(ran(Weight::Strong, 2 * DAY)), Some(Weight::Strong));
    assert_eq!(weight(ran(Weight::KnownSpyware, 2 * DAY)), Some(Weight::KnownSpyware));
    assert_eq!(weight(ran(Weight::Look, 2 * DAY)), None, "too light to be what came of it");
    let light = |id, quotes: &[(&'static str, &str)]| {
        let light = finding(id, Weight::Look, Class::Execution, 2 * DAY);
        weight(quotes.iter().fold(light, |light, (name, value)| light.quote(name, *value)))
    };
    let (usage, places) = ("ios.datausage.process", "ios.processes.odd-place");
    assert_eq!(light(usage, &[("process", "rolexd")]), Some(Weight::Look), "the second sign of a name");
    assert_eq!(
        light(usage, &[("process", "rolexd"), ("bundle", "org.example.rolexd")]),
        None,
        "an app's name"
    );
    assert_eq!(light(places, &[("process", "x"), ("path", "/private/var/tmp/x")]), Some(Weight::Look));
    let app = "/private/var/containers/Bundle/Application/U/rolexd.app/rolexd";
    assert_eq!(light(places, &[("process", "rolexd"), ("path", app)]), None, "an app's name");
    assert_eq!(light("ios.shortcuts.automation", &[("process", "x")]), None, "no program");
    for (artifact, detection) in [
        ("ios.os-analytics-ad-daily", "ios.os-analytics-ad-daily.process"),
        ("ios.jetsam-reports", "ios.jetsam-reports.known"),
        ("ios.crash-reports", "ios.crash-reports.known"),
        ("ios.unified-log", "ios.unified-log.known"),
    ] {
        assert_eq!(light(detection, &[("process", "bh")]), Some(Weight::Look), "{artifact}");
    }
    assert_eq!(weight(ran(Weight::Strong, -DAY)), None, "before the attempt");
    // Met before the attempt and used after it: a name that needs a second sign had it before already.
    let used_again = |weight| {
        let ran = finding(usage, weight, Class::Execution, -DAY).quote("process", "rolexd");
        let again = Fact { artifact: "ios.datausage".into(), ..fact(facts::PROCESS_TRAFFIC, DAY, "rolexd") };
        let other = Fact { about: "rolexd2".into(), ..again.clone() };
        [again, other].map(|used| {
            let facts = [halves.as_slice(), &[used]].concat();
            Scene::of(facts, [ran.clone()]).weight_of("attempt-then-program")
        })
    };
    assert_eq!(used_again(Weight::KnownSpyware), [Some(Weight::KnownSpyware), None]);
    assert_eq!(used_again(Weight::Look), [None, None]);
    assert_eq!(weight(ran(Weight::Strong, 31 * DAY)), None, "long after it");
    for id in ["ios.datausage.live-without-process", "ios.netusage.live-without-process"] {
        assert_eq!(weight(finding(id, Weight::Strong, Class::Cleanup, DAY)), Some(Weight::Strong), "{id}");
    }
    assert_eq!(Scene::of([], [ran(Weight::Strong, 0)]).weight_of("attempt-then-program"), None);
}

#[test]
fn imagent_and_then_a_folder_within_a_minute_is_worth_a_look_on_open_systems() {
    let folder =
        |second| fact(facts::ATTACHMENT_FOLDER_CHANGED, second, "MediaDomain/Library/SMS/Attachments/ab/11");
    let scene = |second| Scene::of([fact(facts::EARLY_IMAGENT_CRASH, 0, "imagent"), folder(second)], []);
    assert_eq!(scene(20).weight_of("crash-then-folder"), Some(Weight::Look));
    assert_eq!(scene(61).weight_of("crash-then-folder"), None);
    assert_eq!(scene(-5).weight_of("crash-then-folder"), None, "the folder changed before");
    // The report tells the system that crashed; the phone was updated since.
    let updated = Scene { version: Version(26, 1, 0), ..scene(20) };
    assert_eq!(updated.weight_of("crash-then-folder"), Some(Weight::Look));
}

#[test]
fn a_large_transfer_is_a_note_beside_one_half_of_an_attempt_and_nothing_alone() {
    let transfer = |second| fact(facts::MESSAGE_TRANSFER, second, "31");
    for half in [facts::CRASH_PATTERN, facts::ODD_ATTACHMENT] {
        let seen = |second| Scene::of([fact(half, 0, "x"), transfer(second)], []).weight_of("large-transfer");
        assert_eq!(seen(2 * HOUR), Some(Weight::Note), "{half}");
        assert_eq!(seen(-4 * HOUR), None, "{half}");
    }
    assert_eq!(Scene::of([transfer(0), fact(facts::EARLY_IMAGENT_CRASH, 0, "imagent")], []).fired(), []);
}

#[test]
fn a_computer_around_a_named_day_is_told_and_on_other_days_not() {
    let pairing = fact(facts::COMPUTER_PAIRED, 0, "30313996-42072961236303456");
    let on =
        |day| Scene::of([pairing.clone()], []).day(Occasion::Seizure, day).weight_of("computer-around-day");
    assert_eq!(on("2023-11-14"), Some(Weight::Look));
    assert_eq!(on("2023-11-15"), Some(Weight::Look), "people remember roughly");
    assert_eq!(on("2023-11-17"), None);
    assert_eq!(Scene::of([pairing.clone()], []).fired(), [], "without a day a pairing says nothing");
    let link = Scene::of([pairing], []).day(Occasion::OddLink, "2023-11-14");
    assert_eq!(link.fired(), [], "nobody had the phone in hand on the day of a link");
    let tool = finding("ios.lockdown.extraction-tool", Weight::Strong, Class::PhysicalAccess, 0);
    let scene = Scene::of([], [tool]).day(Occasion::Border, "2023-11-14");
    assert_eq!(scene.weight_of("computer-around-day"), Some(Weight::Strong));
}

#[test]
fn what_came_around_a_named_day_weighs_as_before() {
    let app = |second| finding("ios.applications.known-app", Weight::KnownSpyware, Class::Execution, second);
    let odd = finding("ios.applications.other-source", Weight::Look, Class::PhysicalAccess, 0);
    let on = |finding| {
        Scene::of([], [finding]).day(Occasion::Seizure, "2023-11-14").weight_of("appeared-around-day")
    };
    assert_eq!(on(app(0)), Some(Weight::KnownSpyware));
    assert_eq!(on(odd), Some(Weight::Look));
    assert_eq!(on(app(10 * DAY)), None);
    let note = finding("ios.applications.x", Weight::Note, Class::Execution, 0);
    assert_eq!(on(note), None, "an ordinary app came from the store that day");
}

#[test]
fn removed_traces_alone_are_a_note_and_from_two_sides_as_heavy_as_the_second() {
    let gone = finding("ios.datausage.live-without-process", Weight::Strong, Class::Cleanup, 0);
    let log = finding("ios.shutdown-log.emptied", Weight::Look, Class::Cleanup, 0);
    let of = |findings: &[&Finding]| {
        Scene::of([], findings.iter().map(|finding| (*finding).clone()).collect::<Vec<_>>())
            .weight_of("traces-removed")
    };
    assert_eq!(of(&[&gone]), Some(Weight::Note));
    assert_eq!(of(&[&gone, &gone]), Some(Weight::Note), "one artifact twice is one side");
    assert_eq!(of(&[&gone, &log]), Some(Weight::Look));
    let ran = finding("ios.ps.program", Weight::Strong, Class::Execution, 0);
    assert_eq!(of(&[&gone, &ran]), None, "not alone");
    assert_eq!(of(&[&finding("ios.whatsapp.missing-messages", Weight::Note, Class::Cleanup, 0)]), None);
}

#[test]
fn a_link_with_nothing_behind_it_is_a_note() {
    let link = finding("ios.sms.link", Weight::KnownSpyware, Class::Targeted, 0);
    assert_eq!(Scene::of([], [link.clone()]).fired(), [("ios.across.reached-only".into(), Weight::Note)]);
    let ran = finding("ios.datausage.process", Weight::KnownSpyware, Class::Execution, 0);
    assert_eq!(Scene::of([], [link, ran]).weight_of("reached-only"), None);
    let vendor = finding("ios.sms.vendor-site", Weight::Note, Class::Targeted, 0);
    assert_eq!(Scene::of([], [vendor]).fired(), []);
}

proptest! {
    /// Whatever the facts and findings are: no panic, nothing heavier than the heaviest, the same in any order.
    #[test]
    fn never_heavier_than_what_it_was_made_of(
        facts in proptest::collection::vec((0..7_usize, -20_i64 * DAY..20 * DAY), 0..40),
        findings in proptest::collection::vec((0..4_usize, 0..5_usize, -20_i64 * DAY..20 * DAY), 0..20),
        day in -20_i64..20,
    ) {
        let names = [
            facts::EARLY_IMAGENT_CRASH, facts::CRASH_PATTERN, facts::ODD_ATTACHMENT, facts::ATTACHMENT_FOLDER_CHANGED,
            facts::COMPUTER_PAIRED, facts::PROCESS_TRAFFIC, facts::MESSAGE_TRANSFER,
        ];
        let weights = [Weight::Note, Weight::Look, Weight::Strong, Weight::KnownSpyware];
        let classes = [Class::Targeted, Class::Attempt, Class::Execution, Class::Cleanup, Class::PhysicalAccess];
        let facts: Vec<Fact> = facts.into_iter().map(|(name, second)| fact(names[name], second, "imagent")).collect();
        let findings: Vec<Finding> = findings
            .into_iter()
            .map(|(weight, class, second)| finding("ios.x.y", weights[weight], classes[class], second))
            .collect();
        let heaviest = findings.iter().map(|finding| finding.weight).max().unwrap_or(Weight::Note).max(Weight::Look);
        let date = jiff::tz::Offset::UTC.to_datetime(at(day * DAY)).date().to_string();
        let scene = Scene::of(facts, findings).day(Occasion::Seizure, &date);
        let fired = scene.fired();
        prop_assert!(fired.iter().all(|(_, weight)| *weight <= heaviest), "{fired:?}");
        let turned = Scene { facts: scene.facts.iter().rev().cloned().collect(), findings: scene.findings.clone(), days: scene.days.clone(), version: scene.version };
        prop_assert_eq!(fired, turned.fired());
    }
}
