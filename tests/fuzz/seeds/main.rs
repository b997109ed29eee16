//! Writes what the targets start from: parts of pretend phones, made by `practice`.
//! `cargo run --example seeds <CORPUS>` writes `<CORPUS>/<target>/seed-…`; `cargo xtask fuzz` does it.

mod system_log;

use ios::acquisition::{identify, open};
use property_list::{Limits, read};
use sqlite::rusqlite::Connection;
use std::error::Error;
use std::fs;
use std::path::Path;

type Done = Result<(), Box<dyn Error>>;

/// Longer files would only slow the targets down.
const LONGEST: usize = 160 << 10;

fn main() -> Done {
    let place = tempfile::tempdir()?;
    let at = |name: &str| place.path().join(name);
    for name in ["ordinary", "pegasus-link", "hidden-profile"] {
        let scenario = practice::scenario(name)?;
        let backup = at(name);
        practice::write_backup(&scenario, &backup, None)?;
        of_evidence(name, &backup)?;
        of_backup(name, &backup)?;
        let (sysdiagnose, _) = practice::write_sysdiagnose(&scenario, &at(&format!("{name}.tar.gz")))?;
        seed("archive", name, &fs::read(&sysdiagnose)?)?;
        of_evidence(name, &sysdiagnose)?;
        let reports = at(&format!("{name}-reports"));
        practice::write_crash_reports(&scenario, &reports)?;
        of_evidence(name, &reports)?;
        let files = at(&format!("{name}-files"));
        practice::write_filesystem(&scenario, &files)?;
        of_evidence(name, &files)?;
    }
    let encrypted = at("encrypted");
    let encryption = practice::Encryption {
        password: "lantern".to_owned().into(),
        rounds: practice::Encryption::QUICK_ROUNDS,
    };
    practice::write_backup(&practice::scenario("ordinary")?, &encrypted, Some(&encryption))?;
    let list = read(&fs::read(encrypted.join("Manifest.plist"))?, &Limits::default())?;
    seed("key_bag", "encrypted", list.get("BackupKeyBag").and_then(|bag| bag.as_data()).unwrap_or_default())?;
    archives(place.path())?;
    small_databases()?;
    for compressed in [false, true] {
        let [trace, clock, words] = system_log::files(compressed);
        seed("unified_log", &format!("{compressed}"), &joined(&[&trace, &clock, &words]))?;
    }
    texts()
}

fn seed(target: &str, name: &str, bytes: &[u8]) -> Done {
    let corpus = std::env::args_os().nth(1).ok_or("where to? seeds <CORPUS>")?;
    let folder = Path::new(&corpus).join(target);
    if bytes.len() <= LONGEST {
        fs::create_dir_all(&folder)?;
        fs::write(folder.join(format!("seed-{name}").replace('/', "_")), bytes)?;
    }
    Ok(())
}

/// As `fuzz::parts` takes it apart.
fn joined(parts: &[&[u8]]) -> Vec<u8> {
    let lengths =
        parts.iter().take(parts.len() - 1).flat_map(|part| (part.len() as u32).to_le_bytes()[..3].to_vec());
    lengths.chain(parts.concat()).collect()
}

/// Files that artifacts read, decrypted and by the path at which they are read.
fn of_evidence(name: &str, path: &Path) -> Done {
    let evidence = open(&identify(path)?[0], None, &mut |_, _| true)?.evidence;
    let first = |pattern: &str| -> Vec<u8> {
        let found = evidence.find(&[pattern]).unwrap_or_default();
        found.first().and_then(|entry| evidence.read(entry, 64 << 20).ok()).unwrap_or_default()
    };
    for (at, artifact) in ios::artifacts::ALL.iter().enumerate() {
        for entry in evidence.find(artifact.reads).unwrap_or_default().iter().take(3) {
            let Ok(bytes) = evidence.read(entry, LONGEST) else { continue };
            let last = entry.path.rsplit('/').next().unwrap_or_default();
            seed(
                "any_artifact",
                &format!("{name}-{}-{last}", artifact.id),
                &[&[at as u8], &bytes[..]].concat(),
            )?;
            match artifact.id {
                "ios.crash-reports" | "ios.jetsam-reports" => {
                    seed("crash_report", &format!("{name}-{last}"), &joined(&[&bytes, &bytes]))?;
                }
                "ios.mail" if entry.path.ends_with(".emlx") => {
                    seed("mail", &format!("{name}-{last}"), &bytes)?
                }
                "ios.shutdown-log" => seed("shutdown_log", &format!("{name}-{last}"), &bytes)?,
                "ios.webkit-storage" | "ios.app-privacy-report" | "ios.web-clips" | "ios.pairing-records" => {
                    seed("saved_files", &format!("{name}-{}-{last}", artifact.id), &bytes)?;
                }
                _ if bytes.starts_with(b"bplist") || bytes.starts_with(b"<?xml") => {
                    seed("property_list", &format!("{name}-{last}"), &bytes)?;
                    seed("keyed_archive", &format!("{name}-{last}"), &bytes)?;
                }
                _ => {}
            }
        }
    }
    let processes = ["ps.txt", "ps_thread.txt", "taskinfo.txt", "spindump-nosymbols.txt"];
    let processes = processes.map(|file| first(&format!("Sysdiagnose/{file}")));
    if processes.iter().any(|file| !file.is_empty()) {
        seed("processes", name, &joined(&processes.each_ref().map(Vec::as_slice)))?;
    }
    let messages = first("HomeDomain/Library/SMS/sms.db");
    if !messages.is_empty() {
        let log = first("HomeDomain/Library/SMS/sms.db-wal");
        seed("messages", name, &joined(&[&messages, &log]))?;
        seed("deleted_rows", name, &joined(&[&messages, &log, b""]))?;
        seed("sqlite", name, &joined(&[&messages, &log, b""]))?;
        seed("sqlite_unused", name, &joined(&[&messages, &log, b""]))?;
        let file = tempfile::NamedTempFile::new()?;
        fs::write(file.path(), &messages)?;
        let rows = Connection::open(file.path())?;
        for column in ["attributedBody", "payload_data", "message_summary_info"] {
            let query = format!("SELECT {column} FROM message WHERE {column} IS NOT NULL LIMIT 8");
            let Ok(mut query) = rows.prepare(&query) else { continue };
            let found: Vec<Vec<u8>> = query.query_map([], |row| row.get(0))?.flatten().collect();
            for (at, bytes) in found.iter().enumerate() {
                seed("typed_stream", &format!("{name}-{column}-{at}"), bytes)?;
            }
        }
    }
    Ok(())
}

/// The files beside the stored ones, the records of files, the whole in archives.
fn of_backup(name: &str, backup: &Path) -> Done {
    for list in ["Manifest.plist", "Info.plist", "Status.plist"] {
        seed("property_list", &format!("{name}-{list}"), &fs::read(backup.join(list))?)?;
    }
    let list = Connection::open(backup.join("Manifest.db"))?;
    let mut query = list.prepare("SELECT file FROM Files WHERE file IS NOT NULL LIMIT 8")?;
    let records: Vec<Vec<u8>> = query.query_map([], |row| row.get(0))?.flatten().collect();
    for (at, record) in records.iter().enumerate() {
        seed("file_record", &format!("{name}-{at}"), record)?;
        seed("keyed_archive", &format!("{name}-record-{at}"), record)?;
    }
    Ok(())
}

/// A backup's list and another file, packed in every way.
fn archives(place: &Path) -> Done {
    let folder = place.join("small");
    fs::create_dir_all(folder.join("a/3d"))?;
    fs::write(folder.join("a/Manifest.plist"), "<plist><dict/></plist>")?;
    fs::write(folder.join("a/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28"), [7; 3000])?;
    fs::write(folder.join("a/ps.txt"), "words ".repeat(300))?;
    for (name, pack) in [
        ("zip", practice::damage::zip as fn(&Path, &Path) -> _),
        ("tar", practice::damage::tar),
        ("tar.gz", practice::damage::tar_gz),
    ] {
        let packed = place.join(format!("small.{name}"));
        pack(&folder, &packed)?;
        seed("archive", name, &fs::read(packed)?)?;
    }
    Ok(())
}

/// Databases of some pages, with deleted rows, a log and a journal.
fn small_databases() -> Done {
    let place = tempfile::tempdir()?;
    let path = place.path().join("sms.db");
    let rows = Connection::open(&path)?;
    rows.execute_batch(
        "PRAGMA page_size=512; PRAGMA secure_delete=OFF; PRAGMA journal_mode=WAL;
         CREATE TABLE message(ROWID INTEGER PRIMARY KEY, text TEXT, handle_id INT, date INT, is_from_me INT);
         CREATE TABLE handle(ROWID INTEGER PRIMARY KEY, id TEXT);
         INSERT INTO handle VALUES (1, 'somebody@example.org');
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
         INSERT INTO message SELECT i, 'https://example.org/' || i, 1, i * 1000, 0 FROM n;
         PRAGMA wal_checkpoint(TRUNCATE);",
    )?;
    rows.execute_batch(
        "DELETE FROM message WHERE ROWID % 3 = 0 OR ROWID > 40; UPDATE message SET text = 'new';",
    )?;
    let (main, log) = (fs::read(&path)?, fs::read(place.path().join("sms.db-wal"))?);
    for target in ["sqlite", "sqlite_unused", "deleted_rows"] {
        seed(target, "small-log", &joined(&[&main, &log, b""]))?;
        seed(target, "small-torn", &joined(&[&main, &log[..log.len() / 2], &log]))?;
    }
    seed("messages", "small-log", &joined(&[&main, &log]))?;
    rows.execute_batch(
        "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE; BEGIN; DELETE FROM message;",
    )?;
    let journal = fs::read(place.path().join("sms.db-journal")).unwrap_or_default();
    let main = fs::read(&path)?;
    for target in ["sqlite", "sqlite_unused", "deleted_rows"] {
        seed(target, "small-journal", &joined(&[&main, b"", &journal]))?;
    }
    seed("loose_bytes", "page", &main[512..1024])
}

/// What has no file of its own in a pretend phone.
fn texts() -> Done {
    let patterns = [
        "[domain-name:value = 'evil.example']",
        "[domain-name:value='a.example'] OR [url:value IN ('https://b.example/x','c.example')]",
        "([file:name = 'bh'] AND [process:name = 'bh']) FOLLOWEDBY [email-addr:value LIKE '%@a.example']",
        "[file:hashes.'SHA-256' = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']",
    ];
    for (at, pattern) in patterns.iter().enumerate() {
        seed("stix", &format!("pattern-{at}"), pattern.as_bytes())?;
    }
    let bundle = format!(
        r#"{{"type":"bundle","id":"bundle--1","objects":[{{"type":"malware","id":"malware--1","name":"m"}},
        {{"type":"indicator","id":"indicator--1","pattern_type":"stix","pattern":"{}"}},
        {{"type":"relationship","id":"relationship--1","source_ref":"indicator--1","target_ref":"malware--1"}}]}}"#,
        patterns[0]
    );
    seed("stix", "bundle", bundle.as_bytes())?;
    for (at, text) in ["https://evil.example/a?b=c", "x@evil.example", "[::1]:80", "xn--bcher-kva.example"]
        .into_iter()
        .enumerate()
    {
        seed("lookups", &at.to_string(), text.as_bytes())?;
        seed("quoted", &at.to_string(), format!("{text}\u{202e}\n\u{7}").as_bytes())?;
    }
    let one = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+\x05hello\x86\x84\x02iI\x01\x05\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x00\x86\x86";
    seed("typed_stream", "hello", one)?;
    seed("shutdown_log", "old", b"After 1.2s, these clients are still here:\n\t\tremaining client pid: 84 (/usr/libexec/nfcd)\nSIGTERM: [1700000000] All buffers flushed\n")
}
