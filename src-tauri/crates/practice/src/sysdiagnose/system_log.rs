//! The system's log in Apple's binary form, as small as it can be: one boot, one catalog of the programs that wrote,
//! one line, and beside them the text files that name the programs. No version from iOS 13 to 27 is known to differ in
//! what stands here. Layouts: Mandiant's public description of unified logs.

use super::Folder;
use crate::{archive, clock::Moment, phone::Phone, random::Random, release::Release, scenario::What};

const LOG: &str = "system_logs.logarchive";
/// Where programs of the system write; the first catalog is this long before the end.
const FILE: &str = "system_logs.logarchive/Persist/0000000000000001.tracev3";
/// Days that the log covers.
const DAYS: f64 = 4.0;
const PROGRAMS: [&str; 5] = [
    "/usr/libexec/locationd",
    "/usr/libexec/nfcd",
    "/usr/sbin/bluetoothd",
    "/System/Library/CoreServices/SpringBoard.app/SpringBoard",
    "/System/Library/PrivateFrameworks/IMCore.framework/imagent.app/imagent",
];
const HEADER: u32 = 0x1000;
const CATALOG: u32 = 0x600b;
const LINES: u32 = 0x600d;
const SIMPLE: u32 = 0x6004;

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("system log");
    let boot: [u8; 16] = random.bytes();
    let began = phone.end.minus_days(DAYS);
    let plants = phone.plants(&[What::SpeakingProgram]);
    let programs: Vec<(String, [u8; 16])> = PROGRAMS
        .iter()
        .map(|path| (*path).to_owned())
        .chain(plants.iter().map(|(_, value)| value.clone()))
        .map(|path| (path, random.bytes()))
        .collect();
    let mut log = header(boot);
    let place = format!("byte {}", log.len());
    log.extend(catalog(&programs));
    log.extend(line("locationd: started", programs[0].1));
    for (path, build) in &programs {
        let number = crate::random::hex(build).to_uppercase();
        let (folded, name) = number.split_at(2);
        folder.add(format!("{LOG}/{folded}/{name}"), texts(path));
    }
    for (plant, value) in &plants {
        super::planted(phone, plant.what, value, FILE, place.clone());
    }
    folder.add(FILE, log);
    folder.add(format!("{LOG}/timesync/0000000000000001.timesync"), clock(boot, began));
    folder.add(format!("{LOG}/Info.plist"), list(phone, &mut random, boot, began));
    phone.count("programs of the log", programs.len() as u64);
}

/// Kind, part, size, content; the next begins at a multiple of eight.
fn chunk(kind: u32, content: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend([0; 4]);
    bytes.extend((content.len() as u64).to_le_bytes());
    bytes.extend(content);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    bytes
}

/// Ticks of one nanosecond, and the number of the boot.
fn header(boot: [u8; 16]) -> Vec<u8> {
    let mut content = [1_u32.to_le_bytes(), 1_u32.to_le_bytes()].concat();
    content.resize(128, 0);
    content.extend(boot);
    content.resize(208, 0);
    chunk(HEADER, &content)
}

/// Numbers of the builds, and one entry for each program.
fn catalog(programs: &[(String, [u8; 16])]) -> Vec<u8> {
    let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX).to_le_bytes();
    let builds = programs.len() * 16;
    let mut content = Vec::new();
    for offset in [builds, builds, programs.len(), builds + programs.len() * 48, 0, 0, 0, 0] {
        content.extend(short(offset));
    }
    content.extend(1_000_000_000_u64.to_le_bytes());
    content.extend(programs.iter().flat_map(|(_, build)| build));
    for number in 0..programs.len() {
        let pid = u32::try_from(40 + number * 7).unwrap_or_default();
        for field in [number, 0, number] {
            content.extend(short(field));
        }
        // It is in no shared cache.
        content.extend(u16::MAX.to_le_bytes());
        content.extend(u64::from(pid).to_le_bytes());
        for field in [pid, pid, 501, 0, 0, 0, 0, 0] {
            content.extend(field.to_le_bytes());
        }
    }
    chunk(CATALOG, &content)
}

/// One line of the plain kind, not compressed.
fn line(text: &str, build: [u8; 16]) -> Vec<u8> {
    let text = format!("{text}\0");
    let size = |bytes: usize| u32::try_from(bytes).unwrap_or_default().to_le_bytes();
    let mut dump = Vec::new();
    for number in [40_u64, 40, 2_000_000_000, 1, 0] {
        dump.extend(number.to_le_bytes());
    }
    dump.extend(build);
    dump.extend([0; 16]);
    dump.extend([size(1), size(0), size(text.len())].concat());
    dump.extend(text.as_bytes());
    let inner = chunk(SIMPLE, &dump);
    chunk(LINES, &[b"bv4-".as_slice(), &size(inner.len()), &inner, b"bv4$"].concat())
}

/// Texts of a program; its path is the last.
fn texts(path: &str) -> Vec<u8> {
    let mut bytes = vec![0x99, 0x88, 0x77, 0x66];
    bytes.extend([2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend(format!("started %s\0{path}\0").as_bytes());
    bytes
}

/// When the boot began, and one moment at which its clock was compared.
fn clock(boot: [u8; 16], began: Moment) -> Vec<u8> {
    let nanoseconds = began.unix().saturating_mul(1_000_000_000).to_le_bytes();
    let mut bytes = 0xbbb0_u16.to_le_bytes().to_vec();
    bytes.extend(48_u16.to_le_bytes());
    bytes.extend([0; 4]);
    bytes.extend(boot);
    bytes.extend([1_u32.to_le_bytes(), 1_u32.to_le_bytes()].concat());
    bytes.extend(nanoseconds);
    bytes.extend([0; 8]);
    bytes.extend(0x20_7354_u32.to_le_bytes());
    bytes.extend([0; 12]);
    bytes.extend(nanoseconds);
    bytes.extend([0; 8]);
    bytes
}

/// What the archive says of itself. Format 4 is known of iOS 12 and 13, 5 from iOS 17 on.
fn list(phone: &Phone<'_>, random: &mut Random, boot: [u8; 16], began: Moment) -> Vec<u8> {
    let boot = crate::random::hex(&boot).to_uppercase();
    let time = |when: Moment| {
        let since = when.unix().saturating_sub(began.unix());
        archive::dictionary([
            ("ContinuousTime", plist::Value::from(since.saturating_mul(1_000_000_000))),
            ("UUID", boot.as_str().into()),
            ("WallTime", when.unix().saturating_mul(1_000_000_000).into()),
        ])
    };
    let part = |when| archive::dictionary([("OldestTimeRef", time(when))]);
    let list = archive::dictionary([
        ("ArchiveIdentifier", plist::Value::from(random.uuid())),
        ("EndTimeRef", time(phone.end)),
        ("LiveMetadata", part(phone.end.minus_days(0.1))),
        ("OSArchiveVersion", if phone.release >= Release(17) { 5 } else { 4 }.into()),
        ("PersistMetadata", part(began)),
        ("SourceIdentifier", random.uuid().into()),
        ("SpecialMetadata", part(phone.end.minus_days(DAYS * 5.0))),
    ]);
    archive::xml(&list).unwrap_or_default()
}
