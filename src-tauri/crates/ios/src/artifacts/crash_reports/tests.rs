use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

const NAMES: [&str; 2] = ["process:name='plantd'", "file:path='/private/var/tmp/plantpath'"];

/// A crash on 22 November 2025 at this minute after ten.
fn crash(name: &str, minute: u32, body: &str) -> String {
    let (hour, minute) = (10 + minute / 60, minute % 60);
    format!(
        "{{\"app_name\":\"{name}\",\"timestamp\":\"2025-11-22 {hour}:{minute:02}:00.00 +0000\",\"bug_type\":\"309\",\
         \"os_version\":\"iPhone OS 18.5 (22F76)\"}}\n{{\"procName\":\"{name}\",\"procPath\":\"/usr/libexec/{name}\"{body}}}"
    )
}

fn phone(reports: &[String]) -> Phone {
    let add = |phone: Phone, (report, number): (&String, u32)| {
        phone.and(&format!("Sysdiagnose/crashes_and_spins/a-{number:03}.ips"), report.as_str())
    };
    reports.iter().zip(0..).fold(Phone::default(), add)
}

fn seen_on(version: Version, phone: &Phone) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(version) };
    look_at(&ARTIFACT, phone, &indicators(&NAMES), &acquisition)
}

fn seen(reports: &[String]) -> Seen {
    seen_on(Version(18, 5, 0), &phone(reports))
}

fn weights(seen: &Seen) -> Vec<(&str, Weight)> {
    seen.examined.findings.iter().map(|f| (f.detection.as_str(), f.weight)).collect()
}

#[test]
fn ordinary_crashes_are_records_and_silent() {
    let reports =
        [crash("imagent", 0, ""), crash("Photos", 1, ""), crash("com.apple.WebKit.WebContent", 2, "")];
    let seen = seen(&reports);
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert!(seen.examined.facts.is_empty());
}

#[test]
fn published_programs_paths_and_files_are_found_and_look_alikes_are_not() {
    for body in [
        r#","parentProc":"plantd""#,
        r#","usedImages":[{"path":"/private/var/tmp/plantpath"}]"#,
        r#","procPath":"/private/var/tmp/plantpath""#,
    ] {
        assert_eq!(seen(&[crash("x", 0, body)]).fired(), ["ios.crash-reports.known"], "{body}");
    }
    assert_eq!(seen(&[crash("plantd", 0, "")]).fired(), ["ios.crash-reports.known"]);
    let staged = r#","procPath":"/private/var/db/com.apple.xpc.roleaccountd.staging/x""#;
    assert_eq!(weights(&seen(&[crash("x", 0, staged)])), [("ios.crash-reports.staging", Weight::Strong)]);
    let odd = r#","procPath":"/private/var/root/x""#;
    assert_eq!(weights(&seen(&[crash("x", 0, odd)])), [("ios.crash-reports.odd-place", Weight::Look)]);
    for body in [r#","parentProc":"plantd2""#, r#","usedImages":[{"path":"/private/var/tmp/plantpath2"}]"#] {
        assert_eq!(seen(&[crash("x", 0, body)]).fired(), Vec::<&str>::new(), "{body}");
    }
    let watch = Phone::with("Sysdiagnose/crashes_and_spins/ProxiedDevice-1/a.ips", crash("plantd", 0, ""));
    assert_eq!(seen_on(Version(18, 5, 0), &watch).state(), &State::NotExamined(NotExamined::Absent));
}

#[test]
fn the_home_service_and_then_the_door_of_messages() {
    let row = |homes: u32, doors: u32, apart: u32| {
        let homes = (0..homes).map(|n| crash("homed", n, ""));
        let doors = (0..doors).map(|n| crash("MessagesBlastDoorService", apart + n * 31, ""));
        homes.chain(doors).collect::<Vec<_>>()
    };
    let attacked = seen(&row(6, 5, 45));
    assert_eq!(weights(&attacked), [("ios.crash-reports.home-then-messages", Weight::Strong)]);
    assert_eq!(attacked.examined.findings[0].quotes["count"].value, "11");
    assert!(attacked.examined.facts.iter().any(|fact| fact.what == "crash-pattern"));
    // Fewer, further apart, or the other way round.
    for row in [row(4, 5, 45), row(6, 4, 45), row(6, 5, 240)] {
        assert!(seen(&row).fired().is_empty());
    }
}

#[test]
fn find_my_and_then_messages_on_the_one_version_that_is_known() {
    let row = |crashes: &[(&str, u32)], version: &str| {
        let crash = |(name, minute): &(&str, u32)| crash(name, *minute, "").replace("18.5 (22F76)", version);
        seen(&crashes.iter().map(crash).collect::<Vec<_>>())
    };
    let on_15 = "15.5 (19F77)";
    for door in ["imagent", "MessagesBlastDoorService", "IMTranscoderAgent"] {
        let attacked = row(&[("fmfd", 0), (door, 60), ("fmfd", 70), (door, 400)], on_15);
        assert_eq!(weights(&attacked), [("ios.crash-reports.find-my-then-messages", Weight::Look)], "{door}");
        assert_eq!(attacked.examined.findings[0].quotes["process"].value, door);
        assert!(attacked.examined.facts.iter().all(|fact| fact.what != "crash-pattern"));
    }
    // Another order, too far apart, one of them alone, another program, another version.
    for crashes in [
        vec![("imagent", 0), ("fmfd", 60)],
        vec![("fmfd", 0), ("imagent", 240)],
        vec![("fmfd", 0), ("fmfd", 10)],
        vec![("fmfd", 0), ("Photos", 10)],
    ] {
        assert!(row(&crashes, on_15).fired().is_empty(), "{crashes:?}");
    }
    assert!(row(&[("fmfd", 0), ("imagent", 60)], "16.5 (20F66)").fired().is_empty());
}

#[test]
fn a_stack_of_arrays_in_arrays_is_strong_when_it_is_deep() {
    let stack = |turns: usize| {
        let two = r#"{"symbol":"-[NSKeyedUnarchiver _decodeArrayOfObjectsForKey:]"},{"symbol":"-[NSArray(NSArray) initWithCoder:]"},"#;
        format!(r#","threads":[{{"frames":[{}{{}}]}}]"#, two.repeat(turns))
    };
    let deep = seen(&[crash("MessagesBlastDoorService", 0, &stack(100))]);
    assert_eq!(weights(&deep), [("ios.crash-reports.unpacking", Weight::Strong)]);
    assert!(seen(&[crash("MessagesBlastDoorService", 0, &stack(20))]).fired().is_empty());
    // Less where it was not seen, nothing where nobody's message comes.
    let service = seen(&[crash("imagent", 0, &stack(100))]);
    assert_eq!(weights(&service), [("ios.crash-reports.unpacking", Weight::Look)]);
    assert!(seen(&[crash("Game", 0, &stack(100))]).fired().is_empty());
}

#[test]
fn bursts_are_of_programs_that_strangers_reach() {
    let three = |name: &str, apart: u32| [0, 1, 2].map(|n| crash(name, n * apart, ""));
    for name in ["imagent", "com.apple.WebKit.WebContent.Development", "IMTranscoderAgent"] {
        assert_eq!(weights(&seen(&three(name, 25))), [("ios.crash-reports.burst", Weight::Look)], "{name}");
    }
    assert!(seen(&three("imagent", 40)).fired().is_empty());
    assert!(seen(&three("homed", 5)).fired().is_empty());
    assert!(seen(&three("Photos", 5)).fired().is_empty());
    // Reports of too much use of the processor are kept for the signs of one kit: they are no crashes.
    let busy = three("mediaplaybackd", 5).map(|report| report.replace("\"309\"", "\"202\""));
    let busy = seen(&busy);
    assert_eq!(weights(&busy), [("ios.crash-reports.pointer", Weight::Note)]);
    assert!(busy.examined.facts.is_empty());
    // The same report in two places counts once.
    let same = crash("imagent", 0, r#","incident":"A""#);
    assert!(seen(&[same.clone(), same.clone(), same]).fired().is_empty());
}

#[test]
fn the_signs_of_one_kit_count_on_its_versions_only() {
    let address =
        crash("configd", 0, r#","faultingThread":0,"threads":[{"threadState":{"pc":{"value":513}}}]"#);
    assert_eq!(weights(&seen(std::slice::from_ref(&address))), [("ios.crash-reports.address", Weight::Look)]);
    let older = address.replace("18.5", "17.5");
    assert!(seen(&[older]).fired().is_empty());
    let elsewhere =
        crash("Photos", 0, r#","faultingThread":0,"threads":[{"threadState":{"pc":{"value":513}}}]"#);
    assert!(seen(&[elsewhere]).fired().is_empty());

    let pointer =
        |minute| crash("mediaplaybackd", minute, r#","exception":{"subtype":"EXC_ARM_DA_ALIGN at 0x1"}"#);
    let guard = |minute| crash("com.apple.WebKit.GPU", minute, r#","exception":{"type":"EXC_GUARD"}"#);
    assert_eq!(weights(&seen(&[pointer(0), pointer(200)])), [("ios.crash-reports.pointer", Weight::Note)]);
    let both = seen(&[pointer(0), guard(200)]);
    assert_eq!(weights(&both), [("ios.crash-reports.pointer", Weight::Look)]);
    assert!(both.examined.facts.is_empty(), "a page is no half of a message");
    assert!(seen(&[pointer(0).replace("18.5", "18.8"), guard(9).replace("18.5", "17.0")]).fired().is_empty());
}

#[test]
fn nicknames_count_before_they_were_fixed() {
    let stack = r#","faultingThread":0,"threads":[{"frames":[{"symbol":"-[IMNicknameController x]"}]}]"#;
    let early = |name: &str| crash(name, 0, stack).replace("18.5", "18.2");
    assert_eq!(weights(&seen(&[early("imagent")])), [("ios.crash-reports.nickname", Weight::Look)]);
    assert!(seen(&[early("Photos")]).fired().is_empty());
    assert!(seen(&[crash("imagent", 0, stack)]).fired().is_empty());
    // The report says which system crashed, whatever the phone has now; where it does not, the copy it lies in does.
    let facts = |version, report: String| {
        let seen = seen_on(version, &phone(&[report]));
        seen.examined.facts.iter().map(|fact| fact.what.clone()).collect::<Vec<_>>()
    };
    let nameless = crash("imagent", 0, "").replace("iPhone OS 18.5 (22F76)", "");
    assert_eq!(
        facts(Version(26, 1, 0), crash("imagent", 0, "").replace("18.5", "18.2")),
        ["early-imagent-crash"]
    );
    assert_eq!(facts(Version(17, 0, 0), crash("imagent", 0, "")), Vec::<String>::new());
    assert_eq!(facts(Version(17, 0, 0), nameless.clone()), ["early-imagent-crash"]);
    assert_eq!(facts(Version(26, 1, 0), nameless), Vec::<String>::new());
}

#[test]
fn of_two_programs_of_one_name_the_heavier_is_told() {
    let staged = r#","parentProc":"/private/var/root/x","usedImages":[{"path":"/private/var/db/com.apple.xpc.roleaccountd.staging/x"}]"#;
    assert_eq!(weights(&seen(&[crash("y", 0, staged)])), [("ios.crash-reports.staging", Weight::Strong)]);
}

#[test]
fn the_name_of_an_app_weighs_no_more_than_its_path() {
    let app = r#","procPath":"/private/var/containers/Bundle/Application/U/plantd.app/plantd""#;
    assert_eq!(weights(&seen(&[crash("plantd", 0, app)])), [("ios.crash-reports.known", Weight::Look)]);
}

#[test]
fn a_crash_without_a_time_may_be_one_of_several_and_is_said() {
    let timeless = |name| crash(name, 0, "").replace("2025-11-22", "22. November");
    assert_eq!(seen(&[timeless("imagent")]).unread()[0].part.as_deref(), Some("time"));
    assert!(seen(&[timeless("Photos")]).unread().is_empty());
}

#[test]
fn a_tool_for_taking_phones_apart_is_told_as_such() {
    let queue = crash("x", 0, r#","threads":[{"queue":"com.cellebrite.bruteforce"}]"#);
    for report in [crash("mnm", 0, ""), queue] {
        let seen = seen(&[report]);
        assert_eq!(weights(&seen), [("ios.crash-reports.extraction-tool", Weight::Strong)]);
        assert_eq!(seen.examined.findings[0].class, engine::Class::PhysicalAccess);
    }
    assert!(
        seen(&[crash("mnms", 0, r#","threads":[{"queue":"com.apple.main-thread"}]"#)]).fired().is_empty()
    );
}

#[test]
fn a_cut_copy_does_not_stand_in_for_the_whole_one_and_empty_numbers_are_none() {
    let named =
        |id: &str, name: &str| crash(name, 0, "").replacen('{', &format!(r#"{{"incident_id":"{id}","#), 1);
    let whole = named("7", "plantd");
    let cut = whole[..whole.find("procName").unwrap()].to_owned();
    let both = seen(&[cut, whole]);
    assert_eq!((both.fired(), both.records.len()), (vec!["ios.crash-reports.known"], 1));
    assert_eq!(seen(&[named("", "homed"), named("", "plantd")]).records.len(), 2);
}

#[test]
fn a_clock_of_twelve_hours_counts_too() {
    let noon = |report: String| report.replace(" +0000", " AM +0000");
    let burst: Vec<_> = [0, 25, 50].map(|minute| noon(crash("imagent", minute, ""))).into();
    assert_eq!(seen(&burst).fired(), ["ios.crash-reports.burst"]);
}

#[test]
fn what_is_broken_is_said() {
    let cut = seen(&[crash("x", 0, ",\"threads\":[").trim_end_matches('}').to_owned()]);
    assert_eq!(cut.unread().len(), 1);
    let photo = seen(&["a photo of a holiday".to_owned()]);
    assert_eq!(photo.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    let backup = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(backup.state(), &State::NotExamined(NotExamined::NeedsSysdiagnose));
}

proptest! {
    #[test]
    fn takes_anything(bytes in prop::collection::vec(any::<u8>(), 0..200), name in "[a-zA-Z.]{0,12}", minute in 0..600_u32) {
        let noise = String::from_utf8_lossy(&bytes).into_owned();
        let _ = seen(&[noise.clone(), crash(&name, minute, &noise), crash("homed", minute, "")]);
    }
}
