//! Rules on the logs of a sysdiagnose: what ran, what was connected, what filters traffic.

use super::Level::{Look, Match, Note, Strong};
use super::Mark::{Read, Told};
use super::{Rule, Setting, full_copy, rule, sysdiagnose};
use crate::artifacts::testing::{Phone, plist};
use crate::artifacts::unified_log::tests::phone as logged;
use crate::artifacts::{
    jetsam_reports, lockdownd_log, network_extensions, nvram, pairing_records, processes, shutdown_log,
    unified_log,
};
use engine::{Version, Weight};

const STAGED: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/x";
const UPDATE: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/exec/16777219.7998814.xpc/com.apple.NRD.UpdateBrainService";
const ODD: &str = "/private/var/tmp/x";
const ORDINARY: &str = "/usr/libexec/nfcd";
const UUID: &str = "/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A";

pub(super) fn rules() -> Vec<Rule> {
    let shutdowns = sysdiagnose(&shutdown_log::ARTIFACT);
    let log = sysdiagnose(&unified_log::ARTIFACT);
    let sixteen = sysdiagnose(&shutdown_log::ARTIFACT).version(Version(16, 1, 0));
    vec![
        rule(
            "S1",
            [
                shutdowns.line(
                    "staging",
                    Strong,
                    Read,
                    [(STAGED, UUID), (UPDATE, UUID)].map(|(path, uuid)| newer(1, &format!("{path}{uuid}"))),
                ),
                shutdowns.line("odd-place", Look, Read, [newer(1, ODD), newer(1, ORDINARY)]),
                shutdowns.line(
                    "known",
                    Match,
                    Read,
                    [newer(1, "/usr/libexec/plantd"), newer(1, "/usr/plantd/nfcd")],
                ),
            ],
        ),
        rule(
            "S2",
            [
                shutdowns.line("delayed", Note, Read, [newer(3, ORDINARY), newer(2, ORDINARY)]),
                shutdowns.line("delayed", Look, Read, [newer(3, STAGED), newer(2, ORDINARY)]),
            ],
        ),
        rule("S3", [shutdowns.line("staging", Strong, Read, [classic(STAGED), classic(UPDATE)])]),
        rule(
            "S4",
            [
                sixteen.line("emptied", Look, Read, [emptied(""), newer(1, ORDINARY)]),
                sixteen.line(
                    "fewer-reboots",
                    Look,
                    Told,
                    [emptied("SIGTERM: [1600000000]\n"), emptied(REBOOTS)],
                ),
            ],
        ),
        places(
            "S5",
            &sysdiagnose(&processes::ARTIFACT),
            running,
            vec![("without-path", Note, ["hidden", ORDINARY])],
        ),
        rule(
            "S6",
            [sysdiagnose(&jetsam_reports::ARTIFACT).line(
                "known",
                Match,
                Read,
                ["plantd", "plantdd"].map(jetsam),
            )],
        ),
        rule(
            "S12",
            [
                log.line("words", Strong, Told, ["[DarkSword] ready", "DarkSword"].map(said)),
                log.line("words", Strong, Told, ["TASKROP 1", "Hello from afar"].map(said)),
                log.line(
                    "words",
                    Strong,
                    Told,
                    ["open /private/var/tmp/plantpath", "open /private/var/tmp/plantpaths"].map(said),
                ),
                sysdiagnose(&unified_log::ARTIFACT).builtin().line(
                    "words",
                    Strong,
                    Told,
                    ["open /private/var/tmp/keychain-2.db", "open /private/var/logs/keybagd/x"].map(said),
                ),
            ],
        ),
        places("S13", &log, met, vec![]),
        rule(
            "S14",
            [
                sysdiagnose(&network_extensions::ARTIFACT).line(
                    "controls-traffic",
                    Look,
                    Read,
                    ["ContentFilter", "VPN"].map(configured),
                ),
                sysdiagnose(&network_extensions::ARTIFACT).line(
                    "controls-traffic",
                    Look,
                    Read,
                    ["DNSProxy", "Nothing"].map(configured),
                ),
                sysdiagnose(&network_extensions::ARTIFACT).line(
                    "controls-traffic",
                    Look,
                    Read,
                    ["ProfileInfo", "Nothing"].map(configured),
                ),
            ],
        ),
        rule(
            "S16",
            [
                sysdiagnose(&lockdownd_log::ARTIFACT).line(
                    "extraction-tool",
                    Match,
                    Told,
                    [TOOL, "9016926980658937761372208"].map(paired),
                ),
                full_copy(&pairing_records::ARTIFACT).line(
                    "extraction-tool",
                    Match,
                    Told,
                    [TOOL, "A1B2"].map(recorded),
                ),
                log.line(
                    "extraction-tool",
                    Match,
                    Told,
                    ["HostID = 9016926980658937761372207;", "HostID = 90169269;"].map(said),
                ),
                sysdiagnose(&crate::artifacts::crash_reports::ARTIFACT).line(
                    "extraction-tool",
                    Match,
                    Told,
                    ["mnm", "mnms"].map(super::crashed::crashed),
                ),
                sysdiagnose(&nvram::ARTIFACT).line(
                    "extraction-tool",
                    Match,
                    Told,
                    ["mnm-state", "mnms"].map(variable),
                ),
            ],
        ),
        rule(
            "S18",
            [sysdiagnose(&processes::ARTIFACT).line("just-started", Note, Read, [848, 86_400].map(on_for))],
        ),
    ]
}

/// The rule of published names, the staging folder and other odd folders, for one list of programs.
fn places(
    id: &'static str,
    setting: &Setting,
    of: fn(&str) -> Phone,
    more: Vec<(&str, super::Level, [&str; 2])>,
) -> Rule {
    let own = [
        ("known", Match, ["/usr/libexec/plantd", "/usr/libexec/plantdd"]),
        ("known", Match, ["/private/var/tmp/plantpath", "/usr/plantd/x"]),
        ("staging", Strong, [STAGED, UPDATE]),
        ("odd-place", Look, [ODD, ORDINARY]),
    ];
    let lines = own.into_iter().chain(more);
    Rule {
        id,
        lines: lines.map(|(name, level, pair)| setting.line(name, level, Read, pair.map(of))).collect(),
    }
}

const LOG: &str = "Sysdiagnose/system_logs.logarchive/Extra/shutdown.log";
const REBOOTS: &str = "SIGTERM: [1684830000]\nSIGTERM: [1684933530]\n";
const TOOL: &str = "9016926980658937761372207";

fn newer(looks: u8, client: &str) -> Phone {
    let look = |n| {
        format!("After {n}.26s, these clients are still here:\n\t\tremaining client pid: 155 ({client})\n")
    };
    let looks: String = (1..=looks).map(look).collect();
    Phone::with(LOG, format!("{looks}SIGTERM: [1684933530] All buffers flushed\n"))
}

fn classic(client: &str) -> Phone {
    Phone::with(LOG, format!("After 0.1s, remaining client pid: 155 ({client})\nSIGTERM: [1684933530]\n"))
}

/// A log beside two boots that another log dates.
fn emptied(log: &str) -> Phone {
    let boots = "Tue May 23 13:05:30 2023 [72] <notice> (0x1) containermanagerd first boot cleanup complete\n\
                 Wed May 24 13:05:30 2023 [72] <notice> (0x1) containermanagerd first boot cleanup complete\n";
    Phone::with(LOG, log).and("Sysdiagnose/logs/MobileContainerManager/containermanagerd.log.0", boots)
}

fn running(program: &str) -> Phone {
    let list = format!(
        "USER  UID PRSNA   PID  PPID        F  %CPU STAT STARTED      TIME COMMAND\n\
         root    0     -     10     1     4004   0.0  ?s    7:22PM   0:00.00 {program}\n"
    );
    Phone::with("Sysdiagnose/ps.txt", list)
}

fn on_for(seconds: u32) -> Phone {
    running("/sbin/launchd")
        .and("Sysdiagnose/spindump-nosymbols.txt", format!("Time Since Boot:  {seconds}s\n"))
}

fn jetsam(name: &str) -> Phone {
    let list = format!(
        "{{\"bug_type\":\"298\",\"timestamp\":\"2025-11-22 19:29:43.00 -0500\"}}\n\
         {{\"processes\":[{{\"name\":\"{name}\"}}]}}"
    );
    Phone::with("Sysdiagnose/crashes_and_spins/JetsamEvent-2025-11-22-192943.ips", list)
}

fn met(program: &str) -> Phone {
    logged(program, "nothing special")
}

fn said(text: &str) -> Phone {
    logged(ORDINARY, text)
}

/// An archive with one configuration that has this part.
fn configured(part: &str) -> Phone {
    let uid = |number: u32| format!("<dict><key>CF$UID</key><integer>{number}</integer></dict>");
    let list = format!(
        "<dict><key>$archiver</key><string>NSKeyedArchiver</string><key>$version</key><integer>100000</integer>\
         <key>$top</key><dict><key>A</key>{}</dict><key>$objects</key><array><string>$null</string>\
         <dict><key>$class</key>{}<key>{part}</key>{}</dict>\
         <dict><key>$classname</key><string>NEConfiguration</string></dict><dict/></array></dict>",
        uid(1),
        uid(2),
        uid(3)
    );
    Phone::with(network_extensions::LISTS[0], plist(&list))
}

fn paired(host: &str) -> Phone {
    let log = format!(
        "04/11/23 07:44:51.388024 pid=76 handle_pair: Pair message: {{\n    PairRecord =     {{\n        HostID = {host};\n\
         \x20       SystemBUID = \"x\";\n    }};\n    Request = Pair;\n}}\n"
    );
    Phone::with("Sysdiagnose/logs/MobileLockdown/lockdownd.log", log)
}

fn recorded(host: &str) -> Phone {
    let record = plist(&format!("<dict><key>HostID</key><string>{host}</string></dict>"));
    Phone::with("RootDomain/Library/Lockdown/pair_records/x.plist", record)
}

#[test]
fn a_weight_below_the_table_is_that_of_a_summary() {
    assert_eq!(super::weight(Strong, Told), Weight::Look);
    assert_eq!(super::weight(Match, Told), Weight::Strong);
    assert_eq!(super::weight(Match, super::Mark::Unsure), Weight::Look);
}

fn variable(name: &str) -> Phone {
    Phone::with(nvram::ARTIFACT.reads[0], format!("+-o options  <class IODTNVRAM>\n  \"{name}\" = <01>\n"))
}
