//! Rules on crash reports.

use super::Level::{Look, Match, Strong};
use super::Mark::{Read, Told, Unsure};
use super::crashed::{crash, crashed, home, phone};
use super::{Rule, rule, sysdiagnose};
use crate::artifacts::crash_reports;
use crate::artifacts::testing::Phone;
use engine::Version;

pub(super) fn rules() -> Vec<Rule> {
    let reports = sysdiagnose(&crash_reports::ARTIFACT).version(Version(18, 5, 0));
    let fifteen = sysdiagnose(&crash_reports::ARTIFACT).version(Version(15, 5, 0));
    let older = sysdiagnose(&crash_reports::ARTIFACT).version(Version(18, 2, 0));
    let path = |path: &str| phone(&[crash("x", 0, &format!(r#","procPath":"{path}""#))]);
    let staging = "/private/var/db/com.apple.xpc.roleaccountd.staging";
    let failed = |name, exception: &str| {
        crash(name, 0, &format!(r#","exception":{{"type":"EXC_BAD_ACCESS","subtype":"{exception}"}}"#))
    };
    let guard = crash("com.apple.WebKit.GPU", 200, r#","exception":{"type":"EXC_GUARD"}"#);
    let pointer = failed("mediaplaybackd", "EXC_ARM_DA_ALIGN at 0x1");
    let elsewhere = failed("Photos", "EXC_ARM_DA_ALIGN at 0x1");
    vec![
        rule(
            "S7",
            [
                reports.line("known", Match, Read, ["plantd", "plantdd"].map(crashed)),
                reports.line(
                    "staging",
                    Strong,
                    Read,
                    [path(&format!("{staging}/x")), path("/usr/libexec/x")],
                ),
                reports.line("odd-place", Look, Read, [path("/private/var/root/x"), path("/sbin/x")]),
            ],
        ),
        rule(
            "S8",
            [
                reports.line("home-then-messages", Strong, Read, [home(6), home(4)]),
                fifteen.line("find-my-then-messages", Look, Unsure, [find_my("fmfd"), find_my("Photos")]),
                reports.line("unpacking", Strong, Read, [nested(100), nested(20)]),
            ],
        ),
        rule(
            "S9",
            [
                older.line("nickname", Look, Unsure, [nickname("imagent"), nickname("Photos")]),
                super::correlations::nickname(),
            ],
        ),
        rule("S10", [reports.line("burst", Look, Read, [three("imagent"), three("Photos")])]),
        rule(
            "S11",
            [
                reports.line("address", Strong, Told, [at("configd"), at("Photos")]),
                reports.line(
                    "pointer",
                    Look,
                    Told,
                    [phone(std::slice::from_ref(&pointer)), phone(&[elsewhere])],
                ),
                reports.line(
                    "pointer",
                    Strong,
                    Told,
                    [phone(&[pointer, guard]), phone(&[crash("Photos", 0, "")])],
                ),
            ],
        ),
    ]
}

/// A crash of this program on iOS 15, and of the message service an hour later.
fn find_my(first: &str) -> Phone {
    let on_15 = |report: String| report.replacen("{", "{\"os_version\":\"iPhone OS 15.5 (19F77)\",", 1);
    phone(&[crash(first, 0, ""), crash("imagent", 60, "")].map(on_15))
}

fn nested(turns: usize) -> Phone {
    let two = r#"{"symbol":"-[NSKeyedUnarchiver _decodeArrayOfObjectsForKey:]"},{"symbol":"-[NSArray(NSArray) initWithCoder:]"},"#;
    let stack = format!(r#","threads":[{{"frames":[{}{{}}]}}]"#, two.repeat(turns));
    phone(&[crash("MessagesBlastDoorService", 0, &stack)])
}

fn nickname(name: &str) -> Phone {
    let stack = r#","faultingThread":0,"threads":[{"frames":[{"symbol":"-[IMNicknameController x]"}]}]"#;
    phone(&[crash(name, 0, stack)])
}

fn three(name: &str) -> Phone {
    phone(&[0, 25, 50].map(|minute| crash(name, minute, "")))
}

fn at(name: &str) -> Phone {
    let stack = r#","faultingThread":0,"threads":[{"threadState":{"pc":{"value":513}}}]"#;
    phone(&[crash(name, 0, stack)])
}
