use super::{Report, parse};
use crate::artifacts::shared::json::Broken;
use engine::Version;
use proptest::prelude::*;

const HEAD: &str = r#"{"app_name":"imagent","timestamp":"2025-11-22 19:29:43.00 -0500","bug_type":"309","os_version":"iPhone OS 18.5 (22F76)","incident_id":"41030059"}"#;

fn report(text: &str) -> Report {
    let reading = parse(text);
    assert!(reading.is_report && reading.broken.is_none());
    reading.report
}

#[test]
fn two_values_make_a_crash() {
    let body = r#"{"pid":435,"procName":"imagent","procPath":"/usr/libexec/imagent","parentProc":"launchd",
        "exception":{"type":"EXC_BAD_ACCESS","signal":"SIGBUS","subtype":"EXC_ARM_DA_ALIGN at 0x201"},
        "faultingThread":1,"threads":[{"id":1,"frames":[]},{"queue":"com.apple.x","threadState":{"pc":{"value":513}},
        "frames":[{"symbol":"-[IMNicknameController update]"},{"imageOffset":1}]}],
        "usedImages":[{"path":"/usr/lib/dyld"},{"base":1}]}"#;
    let crash = report(&format!("{HEAD}\n{body}"));
    assert_eq!(
        (crash.program(), crash.program_name(), crash.is_crash()),
        ("/usr/libexec/imagent", "imagent", true)
    );
    assert_eq!(crash.when.map(|when| when.to_string()).as_deref(), Some("2025-11-23T00:29:43Z"));
    assert_eq!(crash.version, Some(Version(18, 5, 0)));
    assert_eq!(crash.exception.trim(), "EXC_BAD_ACCESS SIGBUS EXC_ARM_DA_ALIGN at 0x201");
    let thread = crash.failed().unwrap();
    assert_eq!(
        (thread.pc, thread.queue.as_deref(), thread.nickname),
        (Some(0x201), Some("com.apple.x"), true)
    );
    assert_eq!(crash.loaded.iter().collect::<Vec<_>>(), ["/usr/lib/dyld"]);
    assert_eq!(crash.others.iter().collect::<Vec<_>>(), ["launchd"]);
}

#[test]
fn lists_of_programs_are_read_in_every_shape() {
    let jetsam = report(&format!(
        "{HEAD}\n{}",
        r#"{"largestProcess":"a","processes":[{"name":"b","pid":1},{"pid":2}]}"#
    ));
    assert_eq!(jetsam.others.iter().collect::<Vec<_>>(), ["a", "b"]);
    let stacks = report(&format!(
        "{HEAD}\n{}",
        r#"{"processByPid":{"1":{"procname":"launchd"},"2":{"procname":"b"}}}"#
    ));
    assert_eq!(stacks.others.iter().collect::<Vec<_>>(), ["b", "launchd"]);
    let panic = report(&format!(
        "{HEAD}\n{}",
        r#"{"panicString":"panic(cpu 3): x\nPanicked task 0xf: 3 pages, 5 threads: pid 33: log d\npid x: y"}"#
    ));
    assert_eq!(panic.others.iter().collect::<Vec<_>>(), ["log d"]);
}

#[test]
fn text_reports_are_read() {
    let text = "\
Incident Identifier: AAAA
Process:             homed [120]
Path:                /System/Library/PrivateFrameworks/HomeKitDaemon.framework/Support/homed
Parent Process:      launchd [1]

Date/Time:           2020-10-19 23:46:29.268 +0100
OS Version:          iPhone OS 14.2 (18B92)

Exception Type:  EXC_CRASH (SIGABRT)
Triggered by Thread:  3

Thread 3 name:  Dispatch queue: com.apple.homed
Thread 3 Crashed:
0   Foundation    \t0x1 -[NSKeyedUnarchiver _decodeArrayOfObjectsForKey:] + 1
1   Foundation    \t0x1 -[NSArray(NSArray) initWithCoder:] + 1
2   Foundation    \t0x1 -[NSKeyedUnarchiver _decodeArrayOfObjectsForKey:] + 1

Thread 3 crashed with ARM Thread State (64-bit):
    x0: 0x0000000000000000   x1: 0x0000000000000000
    sp: 0x0000000000000000   pc: 0x0000000000000201 cpsr: 0x00000000

Binary Images:
0x104b10000 - 0x104b1bfff homed arm64  <ebfb3e7f4ca430568e9c8ccf5995c34a> /private/var/tmp/x.dylib
";
    let crash = report(text);
    assert!(crash.is_crash());
    assert_eq!((crash.program_name(), crash.failed), ("homed", Some(3)));
    let thread = crash.failed().unwrap();
    assert_eq!(
        (thread.unpacking, thread.pc, thread.queue.as_deref()),
        (2, Some(0x201), Some("com.apple.homed"))
    );
    assert_eq!(crash.loaded.iter().collect::<Vec<_>>(), ["/private/var/tmp/x.dylib"]);

    let usage = "{\"bug_type\":\"202\",\"name\":\"x\"}\nDate/Time: 2020-10-19 23:46:29.268 +0100\nCommand:          apfs_defragd\nPath:  /usr/libexec/apfs_defragd\nEvent:            cpu usage\n";
    let usage = report(usage);
    assert_eq!(
        (usage.kind.as_str(), usage.program(), usage.is_crash()),
        ("202", "/usr/libexec/apfs_defragd", false)
    );
    assert_eq!(usage.program_name(), "apfs_defragd");
}

#[test]
fn what_is_broken_is_told_and_what_came_before_counts() {
    let cut = parse(&format!("{HEAD}\n{{\"procPath\":\"/a\",\"threads\":["));
    assert_eq!((cut.broken, cut.report.path.as_deref()), (Some(Broken::CutShort), Some("/a")));
    assert!(!parse("a photo of a holiday").is_report);
    assert!(!parse("").is_report);
    let deep = parse(&format!("{HEAD}\n{}", "{\"a\":".repeat(100_000)));
    assert_eq!(deep.broken, Some(Broken::TooDeep));
}

#[test]
fn a_report_without_what_follows_its_first_line_is_cut() {
    assert_eq!(parse(HEAD).broken, Some(Broken::CutShort));
    assert_eq!(parse(&HEAD.replace("309", "211")).broken, None, "other kinds may be all head");
}

#[test]
fn hostile_reports_are_bounded() {
    let names: String = (0..30_000).map(|n| format!("{{\"name\":\"p{n}\"}},")).collect();
    let many = parse(&format!("{HEAD}\n{{\"processes\":[{names}{{}}]}}")).report;
    assert_eq!((many.others.len(), many.too_many), (super::MOST_NAMES, true));
    let far = parse(&format!("{HEAD}\n{{\"faultingThread\":18446744073709551615,\"threads\":[]}}")).report;
    assert_eq!(far.failed(), None);
    let text = parse("Triggered by Thread: 99999999999\nThread 99999999 Crashed:\n0 x\n").report;
    assert!(text.threads.is_empty());
}

proptest! {
    #[test]
    fn takes_anything(text in "(\\{|\\}|\"bug_type\"|\"threads\"|:|,|\\[|1|\"a\"|Process: |Path: /|Thread 1 Crashed:\n|pc: 0x|\n|[ -~é]){0,60}") {
        let _ = parse(&text);
    }
}

#[test]
fn every_line_of_a_list_of_events_is_read() {
    let events = "{\"message\":{\"processName\":\"a\"}}\n{\"message\":{\"process_name\":\"b\"}}\n\n{\"termination\":{\"byProc\":\"c\"}}\n";
    let list = report(&format!("{HEAD}\n{events}"));
    assert_eq!(list.others.iter().collect::<Vec<_>>(), ["a", "b", "c"]);
    let cut = parse(&format!("{HEAD}\n{events}{{\"message\":{{\"proc"));
    assert_eq!((cut.broken, cut.report.others.len()), (Some(Broken::CutShort), 3));
}
