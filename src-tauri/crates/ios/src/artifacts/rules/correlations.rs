//! Rules on what several artifacts saw together: examined in the whole, from the files to the combination.

use super::Level::{Look, Match, Note, Strong};
use super::Mark::{Read, Unsure};
use super::{Level, Line, Mark, PLANTED, Rule, rule};
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look_at, plist};
use crate::artifacts::{ACROSS, ordinary};
use engine::{Day, Finding, Occasion, Stamps, Version, examine_across};

pub(super) fn rules() -> Vec<Rule> {
    vec![
        rule(
            "B18",
            [line("large-transfer", Note, Read, [near(&[passes(0), transfer(31e6)]), of(&[transfer(31e6)])])],
        ),
        rule(
            "C1",
            [
                line("attempt", Strong, Read, [near(&[passes(0)]), near(&[passes(2)])]),
                line("attempt", Strong, Read, [left(0), left(2)]),
                line("attempt", Look, Read, [burst("309"), burst("202")]),
            ],
        ),
        rule(
            "C2",
            [
                line(
                    "attempt-then-program",
                    Match,
                    Read,
                    [near(&[passes(0), used(1)]), near(&[passes(2), used(-1)])],
                ),
                line(
                    "attempt-then-program",
                    Strong,
                    Read,
                    [near(&[passes(0), gone(1)]), near(&[passes(2), gone(-1)])],
                ),
                line(
                    "attempt-then-program",
                    Strong,
                    Read,
                    [near(&[passes(0), odd_one(1)]), near(&[passes(2), odd_one(-1)])],
                ),
            ],
        ),
        rule(
            "C3",
            [
                line("traces-removed", Note, Read, [of(&[gone(0)]), of(&[used(0)])]),
                line("traces-removed", Look, Read, [of(&[gone(0), emptied()]), of(&[used(0), emptied()])]),
            ],
        ),
        rule(
            "C4",
            [
                line("computer-around-day", Strong, Read, ["2023-04-10", "2023-04-17"].map(seized)),
                line("appeared-around-day", Match, Read, ["2023-04-10", "2023-04-17"].map(seized)),
            ],
        ),
        rule("C5", [line("reached-only", Note, Read, [of(&[link()]), of(&[link(), used(0)])])]),
    ]
}

/// What was seen: a phone of this version, and a day that the person named.
struct Whole {
    phone: Phone,
    version: Version,
    days: Vec<Day>,
}

impl Whole {
    fn across(&self) -> Vec<Finding> {
        let (mut findings, mut facts) = (Vec::new(), Vec::new());
        let (indicators, acquisition) = (indicators(PLANTED), acquisition(self.version));
        for artifact in ordinary() {
            let seen = look_at(artifact, &self.phone, &indicators, &acquisition).examined;
            findings.extend(seen.findings);
            facts.extend(seen.facts);
        }
        examine_across(ACROSS, facts, &findings, &self.days, &acquisition)
    }
}

fn line(name: &str, level: Level, mark: Mark, [fires, alike]: [Whole; 2]) -> Line {
    Line {
        detection: format!("ios.across.{name}"),
        level,
        mark,
        lighter: None,
        fires: fires.across(),
        alike: alike.across(),
    }
}

/// A crash of the message service, and twenty seconds or two minutes later a folder that changed and is empty.
pub(super) fn nickname() -> Line {
    let whole = |seconds: i64| {
        let changed = "2025-11-22T10:00:00Z".parse::<jiff::Timestamp>().unwrap();
        let changed = Some(changed + jiff::SignedDuration::from_secs(seconds));
        let stamps = Stamps { modified: changed, changed, born: None };
        let phone =
            super::crashed::crashed("imagent").folder("MediaDomain/Library/SMS/Attachments/ab/11", stamps);
        Whole { phone, version: Version(18, 2, 0), days: vec![] }
    };
    line("crash-then-folder", Look, Unsure, [whole(20), whole(120)])
}

/// One file, at its path.
type File = (&'static str, Vec<u8>);

/// 22 November 2025, ten o'clock, in seconds since 2001.
const TEN: i64 = 785_498_400;
const DAY: i64 = 86_400;

fn of(files: &[File]) -> Whole {
    let phone = files.iter().fold(Phone::default(), |phone, (path, bytes)| phone.and(path, bytes.as_slice()));
    Whole { phone, version: Version(16, 6, 0), days: vec![] }
}

/// The same beside crashes of the home service and of the door of messages.
fn near(files: &[File]) -> Whole {
    let phone =
        files.iter().fold(super::crashed::home(6), |phone, (path, bytes)| phone.and(path, bytes.as_slice()));
    Whole { phone, ..of(&[]) }
}

/// Something left a folder of attachments that holds others, so many days after ten o'clock.
fn left(days: i64) -> Whole {
    let at = |second| jiff::Timestamp::from_second(TEN + 978_307_200 + second).ok();
    let (folder, now) = ("MediaDomain/Library/SMS/Attachments/ab/11", days * DAY);
    let old = Stamps { modified: at(-9_000_000), changed: at(-9_000_000), born: at(-9_000_000) };
    let phone = super::crashed::home(6)
        .folder(folder, Stamps { modified: at(now), changed: at(now), born: at(-9_000_001) })
        .folder(&format!("{folder}/GUID"), old);
    Whole { phone, ..of(&[]) }
}

/// Three reports of this kind within an hour, and passes of a stranger that Apple's system was closed to.
fn burst(kind: &str) -> Whole {
    let report = |minute| {
        let report = super::crashed::crash("mediaplaybackd", minute, "");
        report.replace("\"309\"", &format!("\"{kind}\""))
    };
    let phone = super::crashed::phone(&[0, 10, 20].map(report));
    let (path, bytes) = passes(0);
    Whole { phone: phone.and(path, bytes), version: Version(17, 0, 0), days: vec![] }
}

/// Eight passes of one name from a stranger, so many days after ten o'clock.
fn passes(days: i64) -> File {
    let row = |n: i64| {
        let created = (TEN + days * DAY + n * 20) * 1_000_000_000;
        format!(
            "INSERT INTO attachment VALUES ({n}, NULL, 'sample.pkpass', {created}, 0); \
             INSERT INTO message_attachment_join VALUES (1, {n});"
        )
    };
    let rows: String = (1..=8).map(row).collect();
    messages("hello", &rows)
}

fn link() -> File {
    messages("https://plant.example/a", "")
}

fn messages(text: &str, rows: &str) -> File {
    let bytes = database(&format!(
        "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, filename TEXT, transfer_name TEXT, created_date INTEGER, \
         is_outgoing INTEGER); CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, date INTEGER, handle_id INTEGER, \
         is_from_me INTEGER); CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); CREATE TABLE message_attachment_join \
         (message_id INTEGER, attachment_id INTEGER); INSERT INTO handle VALUES (1, '+15550100'); \
         INSERT INTO message VALUES (1, '{text}', 700000000000000000, 1, 0); {rows}"
    ));
    ("HomeDomain/Library/SMS/sms.db", bytes)
}

fn usage(rows: &str) -> File {
    let bytes = database(&format!(
        "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZFIRSTTIMESTAMP, ZTIMESTAMP, ZBUNDLENAME, ZPROCNAME); \
         CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS, ZTIMESTAMP, ZWWANIN, ZWWANOUT); {rows}"
    ));
    (crate::artifacts::datausage::PATH, bytes)
}

/// Bytes that came in as files of messages, an hour after ten.
fn transfer(bytes: f64) -> File {
    let when = TEN + 3600;
    usage(&format!(
        "INSERT INTO ZPROCESS VALUES (1, {when}, {when}, NULL, 'IMTransferAgent/com.apple.datausage.messages'); \
         INSERT INTO ZLIVEUSAGE VALUES (1, 1, {when}, {bytes}, 0);"
    ))
}

/// A published program used the network, so many days after ten o'clock.
fn used(days: i64) -> File {
    let when = TEN + days * DAY;
    usage(&format!("INSERT INTO ZPROCESS VALUES (1, {when}, {when}, NULL, 'plantd');"))
}

/// A program in an odd place held up a restart, so many days after ten o'clock.
fn odd_one(days: i64) -> File {
    let when = TEN + 978_307_200 + days * DAY;
    let log = format!(
        "After 1.25s, these clients are still here:\n\t\tremaining client pid: 100 (/private/var/tmp/x)\n\
         SIGTERM: [{when}] Unix time\n"
    );
    ("Sysdiagnose/system_logs.logarchive/Extra/shutdown.log", log.into())
}

/// Use of the network by a program that is gone.
fn gone(days: i64) -> File {
    usage(&format!("INSERT INTO ZLIVEUSAGE VALUES (1, 586, {}, 1, 2);", TEN + days * DAY))
}

fn emptied() -> File {
    ("Sysdiagnose/system_logs.logarchive/Extra/shutdown.log", Vec::new())
}

/// A phone that was seized on a day, and on 11 April 2023 connected to an extraction tool and given a published app.
fn seized(day: &str) -> Whole {
    let log = "04/11/23 07:44:51.388024 pid=76 handle_pair: Pair message: {\n    PairRecord =     {\n\
        \x20       HostID = 9016926980658937761372207;\n        SystemBUID = \"x\";\n    };\n    Request = Pair;\n}\n";
    let papers = plist(
        "<dict><key>softwareVersionBundleId</key><string>com.plant.stalker</string><key>sourceApp</key>\
         <string>com.apple.AppStore</string><key>com.apple.iTunesStore.downloadInfo</key><dict><key>purchaseDate</key>\
         <string>2023-04-11T09:02:08Z</string></dict></dict>",
    );
    let app = "Filesystem/private/var/containers/Bundle/Application/A/iTunesMetadata.plist";
    let whole = of(&[("Sysdiagnose/logs/MobileLockdown/lockdownd.log", log.into()), (app, papers)]);
    Whole { days: vec![Day { what: Occasion::Seizure, day: day.parse().unwrap() }], ..whole }
}
