//! A small phone in memory, for the tests of all artifacts: files at paths, indicators from patterns, and
//! what an artifact says of them.

use engine::indicators::Indicators;
use engine::{
    Acquisition, Artifact, Case, Control, Entry, EntryKind, Event, Evidence, Examined, Kind, Observer,
    ReadAt, Record, Stamps, State, Unread, UnreadWhy, Version, Wanted,
};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// Evidence in memory.
#[derive(Default)]
pub(crate) struct Phone {
    files: BTreeMap<String, (Entry, Option<Vec<u8>>)>,
    /// Answered instead of a list of files, if set.
    broken: Option<UnreadWhy>,
    /// Answered after the list of files, if set.
    torn: Option<UnreadWhy>,
}

impl Phone {
    /// With one file.
    pub(crate) fn with(path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self::default().and(path, bytes)
    }

    /// One whose list of files cannot be read.
    pub(crate) fn broken(why: UnreadWhy) -> Self {
        Self { broken: Some(why), ..Self::default() }
    }

    /// The same, whose list of files ends in damage.
    pub(crate) fn torn(self, why: UnreadWhy) -> Self {
        Self { torn: Some(why), ..self }
    }

    /// With one more file.
    pub(crate) fn and(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        let mut entry = entry(path, EntryKind::File);
        entry.size = bytes.len() as u64;
        self.files.insert(path.to_owned(), (entry, Some(bytes)));
        self
    }

    /// With one more file that is listed and not stored.
    pub(crate) fn missing(mut self, path: &str) -> Self {
        let entry = Entry { stored: false, ..entry(path, EntryKind::File) };
        self.files.insert(path.to_owned(), (entry, None));
        self
    }

    /// With one more folder that has these times.
    pub(crate) fn folder(mut self, path: &str, stamps: Stamps) -> Self {
        let entry = Entry { stamps, ..entry(path, EntryKind::Folder) };
        self.files.insert(path.to_owned(), (entry, None));
        self
    }

    /// With another mode for an entry that is there.
    pub(crate) fn with_mode(mut self, path: &str, mode: u32) -> Self {
        if let Some((entry, _)) = self.files.get_mut(path) {
            entry.mode = mode;
        }
        self
    }

    /// With other times for an entry that is there.
    pub(crate) fn stamped(mut self, path: &str, stamps: Stamps) -> Self {
        if let Some((entry, _)) = self.files.get_mut(path) {
            entry.stamps = stamps;
        }
        self
    }
}

fn entry(path: &str, kind: EntryKind) -> Entry {
    Entry { kind, stored: true, mode: 0o100_644, owner: Some(501), ..Entry::listed(path) }
}

impl Evidence for Phone {
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        if let Some(why) = self.broken {
            return Err(Unread::new("Backup/Manifest.db", why));
        }
        let wanted = |entry: &Entry| {
            entry.kind == EntryKind::File && patterns.iter().any(|pattern| matches(pattern, &entry.path))
        };
        Ok(self.files.values().map(|(entry, _)| entry).filter(|entry| wanted(entry)).cloned().collect())
    }

    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        let bytes = self.files.get(&entry.path).and_then(|(_, bytes)| bytes.clone());
        let bytes = bytes.ok_or_else(|| Unread::new(&entry.path, UnreadWhy::Missing))?;
        Ok(Arc::new(bytes))
    }

    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        if let Some(why) = self.broken {
            return Err(Unread::new("Backup/Manifest.db", why));
        }
        for (entry, _) in self.files.values() {
            if !visit(entry) {
                break;
            }
        }
        self.torn.map_or(Ok(0), |why| Err(Unread::new("Backup/Manifest.db", why)))
    }
}

/// As [`Evidence::find`] describes it; in tests paths are short and honest.
fn matches(pattern: &str, path: &str) -> bool {
    match (pattern.split_once('*'), path) {
        (None, path) => pattern == path,
        (Some((before, after)), path) => {
            let Some(rest) = path.strip_prefix(before) else { return false };
            if let Some(after) = after.strip_prefix("*/") {
                let folders = rest.match_indices('/').map(|(at, _)| at + 1);
                return std::iter::once(0).chain(folders).any(|at| matches(after, &rest[at..]));
            }
            let step = rest.find('/').unwrap_or(rest.len());
            (0..=step).filter(|at| rest.is_char_boundary(*at)).any(|at| matches(after, &rest[at..]))
        }
    }
}

/// Indicators from STIX comparisons such as `domain-name:value='plant.example'`.
pub(crate) fn indicators(comparisons: &[&str]) -> Indicators {
    let objects: Vec<String> = comparisons
        .iter()
        .enumerate()
        .map(|(n, comparison)| {
            format!(r#"{{"type":"indicator","id":"indicator--{n}","pattern":"[{comparison}]"}}"#)
        })
        .collect();
    if comparisons.is_empty() {
        return Indicators::empty();
    }
    let bundle = format!(r#"{{"type":"bundle","objects":[{}]}}"#, objects.join(","));
    let mut builder = Indicators::builder();
    builder.stix("test.stix2", bundle.as_bytes()).unwrap();
    builder.build()
}

/// A phone with this version of its system.
pub(crate) fn acquisition(os_version: Version) -> Acquisition {
    Acquisition {
        encrypted: true,
        os_version: Some(os_version),
        finished: Some(true),
        ..Acquisition::of(Kind::IosBackup)
    }
}

/// What an artifact gave.
pub(crate) struct Seen {
    pub(crate) examined: Examined,
    pub(crate) records: Vec<Record>,
}

impl Seen {
    /// Ids of the detections that fired, in order.
    pub(crate) fn fired(&self) -> Vec<&str> {
        self.examined.findings.iter().map(|finding| finding.detection.as_str()).collect()
    }

    /// Parts that could not be read.
    pub(crate) fn unread(&self) -> &[Unread] {
        match &self.examined.coverage.state {
            State::Examined { unread, .. } => unread,
            _ => &[],
        }
    }

    /// The state.
    pub(crate) fn state(&self) -> &State {
        &self.examined.coverage.state
    }
}

/// Examines `phone`, of iOS 17, with these indicators.
pub(crate) fn look(artifact: &'static Artifact, phone: &Phone, comparisons: &[&str]) -> Seen {
    look_at(artifact, phone, &indicators(comparisons), &acquisition(Version(17, 6, 1)))
}

/// Examines `phone` as part of `acquisition`. Whatever its files hold, what is said is of these files, is declared, and
/// is the same when it is looked at again.
pub(crate) fn look_at(
    artifact: &'static Artifact,
    phone: &Phone,
    indicators: &Indicators,
    acquisition: &Acquisition,
) -> Seen {
    let seen = once(artifact, phone, indicators, acquisition, Wanted::Records);
    let Seen { examined, records } = &seen;
    for finding in &examined.findings {
        assert!(phone.files.contains_key(&finding.cite.path), "{finding:?}");
        let declared = artifact.detections.iter().find(|detection| detection.id == finding.detection);
        assert!(declared.is_some_and(|detection| finding.weight <= detection.weight), "{finding:?}");
    }
    for record in records {
        assert!(phone.files.contains_key(&record.cite.path), "{record:?}");
    }
    // Nor does it matter whether somebody wants to know what records are made of, or how many threads there are.
    let mut again = once(artifact, phone, indicators, acquisition, Wanted::WithStored);
    again.records.iter_mut().for_each(|record| record.stored.clear());
    assert_eq!(format!("{examined:?} {records:?}"), format!("{:?} {:?}", again.examined, again.records));
    seen
}

fn once(
    artifact: &'static Artifact,
    phone: &Phone,
    indicators: &Indicators,
    acquisition: &Acquisition,
    records: Wanted,
) -> Seen {
    #[derive(Default)]
    struct Listener(Mutex<(Vec<Record>, Option<Examined>)>);
    impl Observer for Listener {
        fn tell(&self, event: Event<'_>) -> bool {
            let mut heard = self.0.lock().unwrap();
            match event {
                Event::Records(_, records) => heard.0.extend(records),
                Event::Ended(_, examined) => heard.1 = Some(examined),
                Event::Started(_) | Event::Alive(..) => {}
            }
            true
        }
    }
    let case = Case { evidence: phone, indicators, acquisition };
    let listener = Listener::default();
    engine::examine(
        &case,
        &[artifact],
        Control { jobs: if records == Wanted::WithStored { 3 } else { 1 }, records },
        &listener,
    );
    let (records, examined) = listener.0.into_inner().unwrap();
    Seen { examined: examined.unwrap(), records }
}

/// The bytes of a database made by these statements.
pub(crate) fn database(statements: &str) -> Vec<u8> {
    let connection = sqlite::rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch(statements).unwrap();
    bytes_of(connection)
}

/// The bytes of a database that lives in memory.
pub(crate) fn bytes_of(mut connection: sqlite::rusqlite::Connection) -> Vec<u8> {
    connection.serialize("main").unwrap().to_vec()
}

/// Bytes as a property list in XML holds them.
pub(crate) fn base64(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// An XML property list with this value.
pub(crate) fn plist(value: &str) -> Vec<u8> {
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><plist version="1.0">{value}</plist>"#).into_bytes()
}

/// Odd values inside a property list, for artifacts that must take anything.
pub(crate) fn odd_value() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let single = prop_oneof![
        Just("<true/>".to_owned()),
        "[a-z0-9 :/.@-]{0,12}".prop_map(|text| format!("<string>{text}</string>")),
        any::<i64>().prop_map(|number| format!("<integer>{number}</integer>")),
        any::<f64>().prop_map(|number| format!("<real>{number}</real>")),
        "[0-9TZ:-]{0,20}".prop_map(|date| format!("<date>{date}</date>")),
        Just("<data>AAECAw==</data>".to_owned()),
    ];
    single.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4)
                .prop_map(|values| format!("<array>{}</array>", values.concat())),
            prop::collection::vec((ODD_KEYS, inner), 0..4).prop_map(|entries| {
                let entries: String =
                    entries.iter().map(|(key, value)| format!("<key>{key}</key>{value}")).collect();
                format!("<dict>{entries}</dict>")
            }),
        ]
    })
}

/// Keys that artifacts look for, and others.
const ODD_KEYS: &str = "PayloadContent|PayloadType|PayloadUUID|ProfileEvents|netUsageBaseline|BundleId|Executable|\
                        LookupDate|LocationTimeStopped|iTunesMetadata|Applications|[a-z]{1,6}";

#[test]
fn patterns_mean_what_evidence_says() {
    assert!(matches("A-*/b/*.db", "A-x/b/c.db"));
    assert!(!matches("A-*/b/*.db", "A-x/b/c/d.db"));
    assert!(matches("**/x.db", "A/b/x.db") && matches("A/**/x.db", "A/x.db"));
}
