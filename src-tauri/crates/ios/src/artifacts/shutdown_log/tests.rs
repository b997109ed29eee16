use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

const LOG: &str = "Sysdiagnose/system_logs.logarchive/Extra/shutdown.log";
const BOOTS: &str = "Sysdiagnose/logs/MobileContainerManager/containermanagerd.log.0";
const ORDINARY: &str = "\
After 1.26s, these clients are still here:
\t\tremaining client pid: 155 (/usr/libexec/nfcd/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A)
\t\tremaining client pid: 0 (/kernel/D504008E-47BE-3030-836A-E692031BB4AE)
After 1.77s, these clients are still here:
\t\tremaining client pid: 155 (/usr/libexec/nfcd/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A)
SIGTERM: [1684933530] All buffers flushed
";
const STAGED: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/plantd";

fn sysdiagnose(version: Version) -> Acquisition {
    Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(version) }
}

fn on(version: Version, phone: &Phone) -> Seen {
    look_at(&ARTIFACT, phone, &indicators(&["process:name='plantx'"]), &sysdiagnose(version))
}

fn seen(log: &str) -> Seen {
    on(Version(17, 6, 1), &Phone::with(LOG, log))
}

fn shutdown(looks: usize, program: &str, end: &str) -> String {
    let look = |at: usize| {
        format!("After {at}.5s, these clients are still here:\n\t\tremaining client pid: 900 ({program})\n")
    };
    (1..=looks).map(look).collect::<String>() + end
}

#[test]
fn an_ordinary_log_is_silent_and_each_program_is_a_record_of_its_reboot() {
    let seen = seen(&ORDINARY.repeat(3));
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 6, gaps: 0, unread: vec![] });
    let nfcd = &seen.records[0];
    assert_eq!(nfcd.times[0].1.to_string(), "2023-05-24T13:05:30Z");
    assert_eq!(nfcd.cite.place, "line 2");
    let shown = format!("{:?}", nfcd.fields);
    assert!(
        shown.contains("/usr/libexec/nfcd\"") && shown.contains("3.03") && shown.contains("Int(2)"),
        "{shown}"
    );
}

#[test]
fn the_older_layout_is_read_and_its_clients_belong_to_the_date_behind_them() {
    let log = "%%%%% Entering phase: Waiting for apps to exit\n\n\
        After 0.1s, remaining client pid: 155 (/usr/libexec/nfcd)\n\
        After 0.2s, remaining client pid: 155 (/usr/libexec/nfcd)\n\
        SIGTERM: [1684933530]\n\
        After 0.1s, remaining client pid: 7 (/private/var/tmp/plantx)\n\
        SIGTERM: [1684933999]\n";
    let seen = seen(log);
    assert_eq!(seen.fired(), ["ios.shutdown-log.known"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.when.map(|when| when.as_second()), Some(1_684_933_999));
    assert_eq!((finding.weight, finding.cite.place.as_str()), (Weight::KnownSpyware, "line 6"));
}

#[test]
fn the_staging_folder_is_strong_and_makes_many_looks_worth_one() {
    let end = "SIGTERM: [1684933530] All buffers flushed\n";
    let odd = seen(&shutdown(3, &format!("{STAGED}/AAAA1111-B896-3E7F-A6CC-577F0A547BB1"), end));
    let weights: Vec<_> = odd.examined.findings.iter().map(|f| (f.detection.as_str(), f.weight)).collect();
    assert_eq!(
        weights,
        [("ios.shutdown-log.staging", Weight::Strong), ("ios.shutdown-log.delayed", Weight::Look)]
    );
    assert_eq!(odd.examined.findings[0].quotes["path"].value, STAGED);
    assert_eq!(seen(&shutdown(2, "/private/var/root/x", end)).fired(), ["ios.shutdown-log.odd-place"]);
    // Many looks alone are a note, two are nothing.
    let slow = seen(&shutdown(4, "/usr/libexec/nfcd", end));
    assert_eq!(slow.fired(), ["ios.shutdown-log.delayed"]);
    assert_eq!(slow.examined.findings[0].weight, Weight::Note);
    assert!(seen(&shutdown(2, "/usr/libexec/nfcd", end)).fired().is_empty());
}

#[test]
fn look_alikes_are_silent() {
    for program in [
        "/usr/plantx/nfcd",
        "/usr/libexec/plantx2",
        "/private/var/db/com.apple.xpc.roleaccountd.staging/exec/16777219.7998814.xpc/com.apple.NRD.UpdateBrainService",
    ] {
        assert_eq!(
            seen(&shutdown(1, program, "SIGTERM: [1684933530]\n")).fired(),
            Vec::<&str>::new(),
            "{program}"
        );
    }
    // The number of the build is not the name of the program, and what follows the last date counts too.
    let cut = seen(&shutdown(1, "/usr/bin/plantx/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A", ""));
    assert_eq!(cut.fired(), ["ios.shutdown-log.known"]);
    assert_eq!(cut.examined.findings[0].when, None);
}

#[test]
fn undated_shutdowns_are_told_apart_by_their_clock() {
    let one = "%%%%% Entering phase: Waiting for apps to exit\n\nAfter 0.1s, remaining client pid: 155 (/usr/libexec/nfcd)\n\
        After 0.2s, remaining client pid: 155 (/usr/libexec/nfcd)\n\
        SIGTERM: [0x100304080] Sent SIGTERM to remaining client pid: 155 (/usr/libexec/nfcd)\n\n";
    // Two looks each are ordinary however often the phone was switched off; nothing is dated.
    let ordinary = seen(&one.repeat(3));
    assert_eq!(ordinary.fired(), Vec::<&str>::new());
    assert_eq!(ordinary.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert!(ordinary.records.iter().all(|record| record.times.is_empty()));
    // One look each: the mark tells them apart though the clock shows the same.
    let short =
        "%%%%% Entering phase: x\nAfter 0.1s, remaining client pid: 1 (/usr/libexec/nfcd)\n".repeat(4);
    assert_eq!((seen(&short).fired(), seen(&short).records.len()), (vec![], 4));
    // Without a date, many looks of one shutdown are told too, and one program of it as before.
    let slow = shutdown(4, "/usr/libexec/nfcd", "");
    assert_eq!(seen(&slow).fired(), ["ios.shutdown-log.delayed"]);
    let odd = seen(&(one.repeat(2) + &one.replace("/usr/libexec/nfcd", "/private/var/tmp/x") + one));
    assert_eq!(odd.fired(), ["ios.shutdown-log.odd-place"]);
    assert_eq!(odd.records.len(), 4);
    // What an older system wrote gets no date from the newer one behind it.
    let both = seen(&(one.to_owned() + ORDINARY));
    let dated = both.records.iter().map(|record| record.times.len()).collect::<Vec<_>>();
    assert_eq!(dated, [0, 1, 1]);
}

#[test]
fn a_clock_that_begins_anew_before_the_date_is_one_shutdown() {
    let log =
        shutdown(2, "/usr/libexec/nfcd", "") + &shutdown(2, "/usr/libexec/nfcd", "SIGTERM: [1684933530]\n");
    let seen = seen(&log);
    assert_eq!((seen.fired(), seen.records.len()), (vec!["ios.shutdown-log.delayed"], 1));
}

#[test]
fn a_log_that_ends_at_a_look_was_cut() {
    let cut = seen(&format!("{ORDINARY}After 1.26s, these clients are still here:\n"));
    assert_eq!(cut.unread()[0].part.as_deref(), Some("after line 7"));
}

#[test]
fn the_system_that_wrote_the_log_counts_not_that_of_a_backup_beside_it() {
    let empty = Phone::with(LOG, "");
    let beside = |backup, log| {
        let all = Acquisition { with: vec![sysdiagnose(log)], ..acquisition(backup) };
        look_at(&ARTIFACT, &empty, &indicators(&[]), &all).fired().len()
    };
    assert_eq!(beside(Version(17, 6, 0), Version(26, 0, 0)), 0);
    assert_eq!(beside(Version(26, 0, 0), Version(17, 6, 0)), 1);
}

fn boots(days: &[u32]) -> String {
    let line = |day: &u32| {
        format!(
            "Wed May {day} 13:05:30 2023 [72] <notice> (0x16be43000) _containermanagerd_init_block_invoke: \
             containermanagerd first boot cleanup complete\n"
        )
    };
    "Tue May 2 10:00:00 2023 [72] <notice> (0x1) something else\n".to_owned()
        + &days.iter().map(line).collect::<String>()
}

#[test]
fn a_log_that_was_emptied_is_told_on_systems_that_keep_every_reboot() {
    let empty = Phone::with(LOG, "");
    let seen = on(Version(17, 6, 1), &empty);
    assert_eq!(seen.fired(), ["ios.shutdown-log.emptied"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::Look);
    for version in [Version(26, 0, 0), Version(26, 1, 0), Version(26, 2, 0), Version(27, 0, 0)] {
        assert_eq!(on(version, &empty).fired(), Vec::<&str>::new(), "{version}");
    }
    let unknown = Acquisition { os_version: None, ..sysdiagnose(Version(17, 0, 0)) };
    assert!(look_at(&ARTIFACT, &empty, &indicators(&[]), &unknown).fired().is_empty());
}

#[test]
fn reboots_are_compared_with_the_boots_of_another_log() {
    // All reboots of the log lie before the boots of the other.
    let before = "SIGTERM: [1600000000] All buffers flushed\n";
    let fired = |log: &str, days: &[u32]| {
        let seen = on(Version(16, 1, 0), &Phone::with(LOG, log).and(BOOTS, boots(days)));
        seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect::<Vec<_>>()
    };
    assert_eq!(fired(before, &[22, 23, 24]), [("ios.shutdown-log.emptied".to_owned(), Weight::Look)]);
    assert_eq!(fired(before, &[23, 24]), [("ios.shutdown-log.fewer-reboots".to_owned(), Weight::Note)]);
    assert_eq!(fired(before, &[24]), []);
    assert_eq!(fired(ORDINARY, &[23, 24]), []);
    assert_eq!(fired(ORDINARY, &[22, 23, 24]), [("ios.shutdown-log.fewer-reboots".to_owned(), Weight::Note)]);
}

#[test]
fn what_is_not_understood_is_said() {
    let gaps = seen(&format!("{ORDINARY}a new kind of line\n"));
    let State::Examined { records: 2, gaps: 1, unread } = gaps.state() else { panic!("{:?}", gaps.state()) };
    assert_eq!(unread[0].part.as_deref(), Some("1 lines of an unknown kind"));
    let unclear = seen(&format!("{ORDINARY}\t\tremaining client pid: 155 /usr/libexec/nfcd\n"));
    assert_eq!(unclear.unread()[0].part.as_deref(), Some("line 7"));
    assert_eq!(seen("a photo of a holiday\n").unread().len(), 1);
    let absent = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(absent.state(), &State::NotExamined(NotExamined::NeedsSysdiagnose));
    let missing = on(Version(17, 0, 0), &Phone::default().missing(LOG));
    assert_eq!(missing.state(), &State::NotExamined(NotExamined::Missing));
}

#[test]
fn hostile_logs_are_bounded() {
    let many: String =
        (0..6_000).map(|n| format!("After 1s, remaining client pid: {n} (/usr/{n})\n")).collect();
    let seen = seen(&many);
    assert_eq!((seen.records.len(), seen.unread().len()), (5_000, 1));
    let huge = format!("After {}s, remaining client pid: 1 (/{})\n", "9".repeat(400), "x".repeat(200_000));
    assert_eq!(self::seen(&huge).unread().len(), 2);
}

proptest! {
    #[test]
    fn takes_anything(text in "(After |1.5s, |these clients are still here:|\n|remaining client pid: |7 |\\(/a/b\\)|SIGTERM: \\[|12\\]|[ -~]){0,30}") {
        let _ = seen(&text);
    }
}
