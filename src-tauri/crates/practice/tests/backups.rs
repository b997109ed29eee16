//! Writes every built-in phone and reads it back with nothing but SQLite and the file system.
#![expect(clippy::disallowed_methods, reason = "looks at practice folders, which are no evidence")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use practice::{Encryption, Made, PracticeError, Scenario, damage, scenario, scenarios, write_backup};
use rusqlite::{Connection, OpenFlags};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// A built-in scenario without the wait for a large one, its indicators filled with invented values.
fn ready(name: &str) -> Scenario {
    let mut scenario = scenario(name).unwrap();
    if name == "large" {
        scenario.sizes.messages = 2000;
        scenario.sizes.visits = 1500;
        scenario.sizes.files = 40;
    }
    scenario.fill(|wanted| Some(format!("{}-{}.test", wanted.kind, wanted.index))).unwrap();
    scenario
}

fn make(scenario: &Scenario, encryption: Option<&Encryption>) -> (tempfile::TempDir, PathBuf, Made) {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("backup");
    let made = write_backup(scenario, &out, encryption).unwrap();
    (folder, out, made)
}

fn open(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn number(database: &Connection, sql: &str) -> u64 {
    database.query_row(sql, [], |row| row.get(0)).unwrap()
}

/// Every file of a folder with its content.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(path) = waiting.pop() {
        for entry in fs::read_dir(&path).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                out.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    out
}

/// A database with its write-ahead log beside it, as SQLite expects them.
fn with_log(backup: &Path, domain: &str, path: &str) -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("x.db");
    fs::copy(damage::stored(backup, domain, path), &database).unwrap();
    let log = damage::stored(backup, domain, &format!("{path}-wal"));
    if log.exists() {
        fs::copy(log, folder.path().join("x.db-wal")).unwrap();
    }
    let connection = Connection::open(&database).unwrap();
    (folder, connection)
}

#[test]
fn manifest_lists_what_is_stored() {
    for file in scenarios().iter().filter(|file| file.name != "damaged") {
        let (_folder, out, made) = make(&ready(file.name), None);
        let manifest = open(&out.join("Manifest.db"));
        assert_eq!(
            number(&manifest, "SELECT count(*) FROM Files WHERE flags=1"),
            made.totals.files,
            "{}",
            file.name
        );
        assert_eq!(number(&manifest, "SELECT count(*) FROM Files WHERE flags=2"), made.totals.folders);
        assert_eq!(number(&manifest, "SELECT count(*) FROM Files WHERE flags=4"), made.totals.links);
        let mut statement =
            manifest.prepare("SELECT fileID, domain, relativePath FROM Files WHERE flags=1").unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (id, domain, path): (String, String, String) =
                (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap());
            let stored = damage::stored(&out, &domain, &path);
            assert!(stored.ends_with(format!("{}/{id}", &id[..2])));
            assert!(stored.is_file(), "{domain} {path}");
        }
        assert_eq!(tree(&out).len() as u64, made.totals.files + 4);
    }
}

#[test]
fn databases_are_sound_and_hold_what_the_scenario_says() {
    for release in ["12.5.7", "13.6.1", "14.8", "15.8.4", "16.7.11", "17.6.1", "18.6.1", "26.1", "27.0.1"] {
        let mut scenario = ready("ordinary");
        scenario.phone.version = release.to_owned();
        let (_folder, out, made) = make(&scenario, None);
        for (path, content) in tree(&out) {
            if content.starts_with(b"SQLite format 3\0") && !path.ends_with("Manifest.db") {
                let database = open(&out.join(path));
                database.execute_batch("PRAGMA query_only=1").unwrap();
                let sound: String =
                    database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
                assert_eq!(sound, "ok", "{release}");
            }
        }
        let (_copy, messages) = with_log(&out, "HomeDomain", "Library/SMS/sms.db");
        assert_eq!(number(&messages, "SELECT count(*) FROM message"), made.counts["message"]);
        assert_eq!(made.counts["message"], u64::from(scenario.sizes.messages));
        let deleted = "SELECT count(*) FROM sqlite_master WHERE name='chat_recoverable_message_join'";
        let modern = release.split('.').next().unwrap().parse::<u32>().unwrap() >= 16;
        assert_eq!(number(&messages, deleted) == 1, modern);
        assert_eq!(number(&messages, "SELECT count(*) FROM message WHERE text IS NULL") > 0, modern);
        let history = damage::stored(&out, "HomeDomain", "Library/Safari/History.db");
        assert_eq!(history.exists(), release != "27.0.1", "{release}");
    }
}

#[test]
fn newest_rows_are_only_in_the_log() {
    let scenario = ready("ordinary");
    let (_folder, out, made) = make(&scenario, None);
    for (domain, path, table, count) in [
        ("HomeDomain", "Library/SMS/sms.db", "message", made.counts["message"]),
        (
            "WirelessDomain",
            "Library/Databases/DataUsage.sqlite",
            "ZPROCESS",
            made.counts["data_usage_processes"],
        ),
    ] {
        let sql = format!("SELECT count(*) FROM {table}");
        let (_copy, whole) = with_log(&out, domain, path);
        assert_eq!(number(&whole, &sql), count);
        let stored = damage::stored(&out, domain, path);
        let alone = Connection::open_with_flags(
            format!("file:{}?immutable=1", stored.display()),
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        )
        .unwrap();
        assert!(number(&alone, &sql) < count, "{path}");
    }
}

#[test]
fn same_scenario_same_bytes() {
    let encryption = Encryption::quick("lantern");
    for encryption in [None, Some(&encryption)] {
        let scenario = ready("pegasus-link");
        let (_first, one, made) = make(&scenario, encryption);
        let (_second, two, again) = make(&scenario, encryption);
        assert_eq!(made, again);
        let (one, two) = (tree(&one), tree(&two));
        assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
        for (path, content) in &one {
            assert!(two[path] == *content, "{} differs", path.display());
        }
    }
}

#[test]
fn a_plain_phone_and_its_encrypted_twin_list_the_same() {
    let scenario = ready("ordinary");
    let (_first, _, plain) = make(&scenario, None);
    let (_second, _, twin) = make(&scenario, Some(&Encryption::quick("lantern")));
    assert_eq!(plain, twin);
}

#[test]
fn another_seed_another_phone() {
    let mut scenario = ready("ordinary");
    let (_first, _, made) = make(&scenario, None);
    scenario.seed += 1;
    let (_second, _, other) = make(&scenario, None);
    assert_ne!(made.udid, other.udid);
}

#[test]
fn nothing_readable_is_left_in_an_encrypted_backup() {
    let scenario = ready("encrypted-ordinary");
    let (_folder, out, _) = make(&scenario, Some(&Encryption::quick("lantern")));
    for (path, content) in tree(&out) {
        let beside = path.extension().is_some_and(|extension| extension == "plist");
        assert!(beside || content.len() % 16 == 0, "{}", path.display());
        assert!(!content.starts_with(b"SQLite"), "{}", path.display());
    }
    assert!(fs::read(out.join("Manifest.plist")).unwrap().windows(4).any(|tag| tag == b"WPKY"));
}

#[test]
fn plants_are_where_they_are_said_to_be() {
    let (_folder, out, made) = make(&ready("pegasus-link"), None);
    assert_eq!(made.planted.len(), 3);
    let (_copy, messages) = with_log(&out, "HomeDomain", "Library/SMS/sms.db");
    let row = made.planted[0].place.strip_prefix("message ").unwrap();
    let text: String = messages
        .query_row(&format!("SELECT text FROM message WHERE ROWID={row}"), [], |row| row.get(0))
        .unwrap();
    assert!(text.contains(&made.planted[0].value), "{text}");
    let (_copy, usage) = with_log(&out, "WirelessDomain", "Library/Databases/DataUsage.sqlite");
    let orphans = "SELECT count(*) FROM ZLIVEUSAGE WHERE ZHASPROCESS NOT IN (SELECT Z_PK FROM ZPROCESS)";
    assert_eq!(number(&usage, orphans), 1);
}

#[test]
fn every_kind_of_plant_can_be_written() {
    let kinds = [
        "sms-link",
        "sms-attributed-link",
        "sms-rich-link",
        "sms-handleless-link",
        "sms-deleted-link",
        "sms-text",
        "sms-sender",
        "sms-attachment",
        "safari-visit",
        "safari-profile-visit",
        "safari-redirect",
        "safari-tab",
        "chrome-visit",
        "firefox-visit",
        "webkit-site",
        "whatsapp-link",
        "data-usage-process",
        "data-usage-deleted",
        "analytics-process",
        "tcc-client",
        "identity-lookup",
        "location-client",
        "calendar-invitation",
        "calendar-event",
        "profile",
        "profile-event",
        "app",
        "file",
        "shortcut-link",
    ];
    let mut toml = scenarios()[0].toml.to_owned();
    for kind in kinds {
        toml += &format!(
            "\n[[plants]]\nwhat = \"{kind}\"\nwhen = 2026-09-01T10:00:00Z\nvalue = \"planted.test\"\n"
        );
    }
    let scenario = Scenario::parse(&toml).unwrap();
    let (_folder, out, made) = make(&scenario, None);
    assert_eq!(made.planted.len(), kinds.len());
    for planted in &made.planted {
        let path = if planted.domain.is_empty() {
            out.join(&planted.path)
        } else {
            damage::stored(&out, &planted.domain, &planted.path)
        };
        assert!(path.is_file(), "{planted:?}");
    }
}

#[test]
fn damaged_phone_is_damaged() {
    let (_folder, out, made) = make(&ready("damaged"), None);
    let manifest = open(&out.join("Manifest.db"));
    assert_eq!(number(&manifest, "SELECT count(*) FROM Files WHERE flags=1"), made.totals.files);
    assert_eq!(tree(&out).len() as u64, made.totals.files + 4 - 3);
    let status = fs::read(out.join("Status.plist")).unwrap();
    assert!(!status.windows(8).any(|word| word == b"finished"));
}

#[test]
fn a_filled_target_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.txt"), "mine").unwrap();
    let refused = write_backup(&ready("ordinary"), folder.path(), None);
    assert!(matches!(refused, Err(PracticeError::NotEmpty(_))));
    assert_eq!(tree(folder.path()).len(), 1);
}

#[test]
fn a_failure_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut scenario = ready("damaged");
    scenario.without.push("Library/Databases/DataUsage.sqlite".to_owned());
    let failed = write_backup(&scenario, &folder.path().join("backup"), None);
    assert!(matches!(failed, Err(PracticeError::Io { .. })), "there is nothing to remove: {failed:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn unfit_scenarios_are_refused() {
    let good = scenarios()[0].toml;
    for (from, to) in [
        ("version = \"26.1\"", "version = \"11.4\""),
        ("seed = 2601", "sed = 2601"),
        ("made_at = 2026-10-18T19:42:00Z", "made_at = 2026-10-18T19:42:00"),
        ("made_at = 2026-10-18T19:42:00Z", "made_at = 2026-10-18"),
    ] {
        assert!(good.contains(from));
        assert!(Scenario::parse(&good.replace(from, to)).is_err(), "{to}");
    }
    let outside = "\n[[plants]]\nwhat = \"sms-text\"\nwhen = 2027-01-01T00:00:00Z\nvalue = \"x\"\n";
    assert!(Scenario::parse(&format!("{good}{outside}")).is_err());
    let nothing = "\n[[plants]]\nwhat = \"sms-link\"\nwhen = 2026-09-01T00:00:00Z\n";
    assert!(Scenario::parse(&format!("{good}{nothing}")).is_err());
}

#[test]
fn damages_do_what_they_say() {
    let (folder, out, made) = make(&ready("ordinary"), Some(&Encryption::quick("lantern")));
    let before = fs::read(out.join("Manifest.plist")).unwrap();
    damage::break_key_bag(&out).unwrap();
    let after = fs::read(out.join("Manifest.plist")).unwrap();
    assert_eq!(before.iter().zip(&after).filter(|(one, two)| one != two).count(), 11);
    damage::garble_key_bag(&out).unwrap();
    let length = fs::metadata(out.join("Manifest.db")).unwrap().len();
    damage::cut_manifest(&out).unwrap();
    assert_eq!(fs::metadata(out.join("Manifest.db")).unwrap().len(), length / 2);
    let removed = damage::halve(&out).unwrap();
    assert_eq!(removed, made.totals.files.div_ceil(2));
    damage::without_manifest_plist(&out).unwrap();
    assert!(!out.join("Manifest.plist").exists());

    let holiday = folder.path().join("holiday");
    damage::holiday_photos(&holiday, 3).unwrap();
    assert_eq!(tree(&holiday).len(), 3);
    damage::zip(&holiday, &folder.path().join("h.zip")).unwrap();
    damage::tar(&holiday, &folder.path().join("h.tar")).unwrap();
    damage::tar_gz(&holiday, &folder.path().join("h.tar.gz")).unwrap();
    assert!(fs::read(folder.path().join("h.zip")).unwrap().starts_with(b"PK"));
    let tar = fs::read(folder.path().join("h.tar")).unwrap();
    assert!(tar.windows(20).any(|name| name == b"holiday/IMG_0001.JPG"));
    assert!(fs::read(folder.path().join("h.tar.gz")).unwrap().starts_with(&[0x1f, 0x8b]));
}

#[test]
fn no_scenario_holds_a_published_indicator() {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/indicators/facts.csv");
    let Ok(facts) = fs::read_to_string(&facts) else {
        #[expect(clippy::print_stderr, reason = "a skipped test says so")]
        {
            eprintln!("SKIPPED: {} is not here", facts.display());
        }
        return;
    };
    for file in scenarios() {
        for word in file.toml.split(|letter: char| !(letter.is_alphanumeric() || "._-".contains(letter))) {
            // A word with a dot or a long one is specific enough to be a host or an id.
            if word.contains('.') && word.len() > 6 {
                assert!(!facts.contains(&format!(",{word},")), "{} in {}", word, file.name);
            }
        }
    }
}
