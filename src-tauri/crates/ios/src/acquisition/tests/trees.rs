//! Sysdiagnoses, crash reports and full copies: as folders and in archives, good, damaged and hostile.

use super::super::{identify, identify_and_tell, of_one_phone};
use super::archives::{gzip, tar, zip};
use super::{bytes, one, only, opened, refused};
use engine::{EntryKind, Kind, UnreadWhy, Version};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;
use zip::CompressionMethod;

type FileList = Vec<(String, Vec<u8>)>;

fn list(files: &[(&str, &str)]) -> FileList {
    files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
}

fn unpack(files: &FileList, folder: &Path) -> PathBuf {
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder.to_owned()
}

fn put(folder: &Path, name: &str, content: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path
}

const LOG: &str = "x IN_PROGRESS_sysdiagnose_2024.05.24_13-29-15-0700_iPhone-OS_iPhone_21F79.tar.gz\n";
const DEVICES: &str = "Local device\n\tProperties: {\n\t\tProductType => iPhone14,5\n\t\tOSVersion => 17.5\n\
                       \t\tUniqueDeviceID => 00008110-000A\n\t\tSerialNumber => F00\n\t}\n";

fn diagnosis() -> FileList {
    list(&[
        ("sysdiagnose.log", LOG),
        ("remotectl_dumpstate.txt", DEVICES),
        ("ps.txt", "USER UID PID COMMAND\n"),
        ("._ps.txt", "added by a Mac"),
        ("system_logs.logarchive/Extra/shutdown.log", "After 1s\n"),
        ("crashes_and_spins/a-2024-05-23-010203.ips", "{}\n"),
        ("logs/ProxiedDevice-1/remotectl_dumpstate.txt", "ProductType => Watch6,1\n"),
    ])
}

fn is_diagnosis(path: &Path) {
    let found = only(path);
    let acquisition = &found.acquisition;
    assert_eq!(acquisition.kind, Kind::IosSysdiagnose, "{}", path.display());
    assert_eq!(acquisition.os_version, Some(Version(17, 5, 0)));
    assert_eq!(acquisition.os_build.as_deref(), Some("21F79"));
    assert_eq!(acquisition.model.as_deref(), Some("iPhone14,5"));
    assert_eq!(acquisition.made_at.map(|at| at.as_second()), Some(1_716_582_555));
    let evidence = opened(path, None).evidence;
    assert_eq!(bytes(&*evidence, "Sysdiagnose/system_logs.logarchive/Extra/shutdown.log"), b"After 1s\n");
    let reports = evidence.find(&["Sysdiagnose/crashes_and_spins/*.ips", "Sysdiagnose/*.txt"]).unwrap();
    let paths: Vec<_> = reports.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "Sysdiagnose/crashes_and_spins/a-2024-05-23-010203.ips",
            "Sysdiagnose/ps.txt",
            "Sysdiagnose/remotectl_dumpstate.txt"
        ]
    );
}

#[test]
fn a_sysdiagnose_is_known_by_what_lies_in_it() {
    let place = tempdir().unwrap();
    let top = "sysdiagnose_2024.05.24_13-29-15-0700_iPhone-OS_iPhone_21F79/";
    let packed = gzip(&tar(&diagnosis(), top));
    let at = |name: &str| {
        let folder = place.path().join(name);
        fs::create_dir_all(&folder).unwrap();
        folder
    };
    is_diagnosis(&put(&at("a"), "sysdiagnose.tar.gz", &packed));
    is_diagnosis(&put(&at("b"), "holiday pictures", &packed));
    is_diagnosis(&put(&at("c"), "x.tar", &tar(&diagnosis(), "renamed/")));
    is_diagnosis(&put(&at("d"), "x.zip", &zip(&diagnosis(), "renamed/", CompressionMethod::Deflated)));
    let inner: FileList = vec![("s.tar.gz".to_owned(), packed.clone())];
    is_diagnosis(&put(&at("e"), "x.zip", &zip(&inner, "", CompressionMethod::Stored)));
    is_diagnosis(&put(&at("f"), "x.zip", &zip(&inner, "", CompressionMethod::Deflated)));
    is_diagnosis(&unpack(&diagnosis(), &at("g/renamed")));
    // Around it, and a file inside.
    is_diagnosis(&at("g"));
    is_diagnosis(&at("g").join("renamed").join("ps.txt"));
    put(&at("h"), "notes.txt", b"not an archive");
    put(&at("h"), "s.bin", &packed);
    is_diagnosis(&at("h"));
}

#[test]
fn facts_come_from_whichever_file_is_there() {
    let place = tempdir().unwrap();
    let files = list(&[
        ("ps.txt", ""),
        ("taskinfo.txt", ""),
        (
            "logs/SystemVersion/SystemVersion.plist",
            "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>ProductVersion</key><string>14.2</string>\
             <key>ProductBuildVersion</key><string>18B92</string></dict></plist>",
        ),
        (
            "system_logs.logarchive/Info.plist",
            "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>EndTimeRef</key><dict><key>WallTime</key>\
             <integer>1600000000000000000</integer></dict></dict></plist>",
        ),
        ("logs/MobileActivation/collection_oob_request.txt", "{ \"productType\" : \"iPad8,1\" }"),
    ]);
    let acquisition = only(&unpack(&files, &place.path().join("x"))).acquisition;
    assert_eq!(acquisition.os_version, Some(Version(14, 2, 0)));
    assert_eq!(acquisition.os_build.as_deref(), Some("18B92"));
    assert_eq!(acquisition.model.as_deref(), Some("iPad8,1"));
    assert_eq!(acquisition.made_at.map(|at| at.as_second()), Some(1_600_000_000));
}

#[test]
fn a_sysdiagnose_of_a_mac_or_watch_is_refused_and_one_mark_is_none() {
    let place = tempdir().unwrap();
    let mac = list(&[("ps.txt", ""), ("remotectl_dumpstate.txt", "ProductType => Mac14,2\n")]);
    let refusal = refused(&unpack(&mac, &place.path().join("mac")));
    assert_eq!(refusal.code(), "unsupported-layout");
    let little = list(&[("ps.txt", ""), ("letter.txt", "")]);
    assert_eq!(refused(&unpack(&little, &place.path().join("little"))).code(), "no-acquisition-here");
}

#[test]
fn a_cut_archive_is_said_to_be_damaged_and_listing_stops_when_asked() {
    let place = tempdir().unwrap();
    let mut files = diagnosis();
    let noise: Vec<u8> = (0..3_000_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[2]).collect();
    files.push(("tailspin-trace.bin".to_owned(), noise));
    let packed = gzip(&tar(&files, "s/"));
    for keep in [packed.len() / 2, packed.len() - 9, packed.len() - 1] {
        let path = put(place.path(), "cut.tar.gz", &packed[..keep]);
        assert_eq!(refused(&path).code(), "archive-damaged", "{keep}");
    }
    let path = put(place.path(), "whole.tar.gz", &packed);
    let mut heard = Vec::new();
    let all = identify_and_tell(&path, &mut |done, of| {
        heard.push((done, of));
        true
    });
    assert!(all.is_ok());
    assert!(heard.is_sorted() && heard.iter().all(|(done, of)| done <= of), "{heard:?}");
    let stopped = identify_and_tell(&path, &mut |_, _| false);
    assert_eq!(stopped.unwrap_err().code(), "stopped");
}

#[test]
fn what_inflates_a_thousandfold_is_refused_and_odd_tars_end() {
    let place = tempdir().unwrap();
    let mut files = diagnosis();
    files.push(("zeros".to_owned(), vec![0; 48 << 20]));
    let mut best = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    std::io::Write::write_all(&mut best, &tar(&files, "s/")).unwrap();
    let path = put(place.path(), "bomb.tar.gz", &best.finish().unwrap());
    let error = refused(&path);
    assert_eq!(
        (error.code(), error.values()),
        ("archive-unsafe", vec![("why", "inflates-too-much".to_owned())])
    );
    // A header that claims more than there is.
    let mut tar = tar(&diagnosis(), "s/");
    tar[124..136].copy_from_slice(b"77777777777\0");
    let sum: u32 = tar[..512]
        .iter()
        .enumerate()
        .map(|(n, b)| if (148..156).contains(&n) { 32 } else { u32::from(*b) })
        .sum();
    tar[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    assert_eq!(refused(&put(place.path(), "boast.tar", &tar)).code(), "archive-damaged");
}

fn report(version: &str, day: &str, model: &str) -> String {
    format!(
        "{{\"bug_type\":\"309\",\"timestamp\":\"{day} 01:02:03.00 +0000\",\"os_version\":\"{version}\"}}\n\
         {{\"modelCode\" : \"{model}\", \"crashReporterKey\" : \"abc\"}}\n"
    )
}

#[test]
fn crash_reports_are_known_by_their_headers() {
    let place = tempdir().unwrap();
    let files: FileList = [
        ("a-2024-01-01-010203.ips", report("iPhone OS 17.2 (21C62)", "2024-01-01", "iPhone14,5")),
        (
            "Retired/b-2024-03-01-010203.ips.ca.synced",
            report("iPhone OS 17.4 (21E219)", "2024-03-01", "iPhone14,5"),
        ),
        (
            "ProxiedDevice-1/w-2024-09-01-010203.ips",
            report("Watch OS 10.0 (21R356)", "2024-09-01", "Watch6,1"),
        ),
    ]
    .map(|(name, text)| (name.to_owned(), text.into_bytes()))
    .to_vec();
    for path in [
        unpack(&files, &place.path().join("reports")),
        put(place.path(), "r.zip", &zip(&files, "from phone/", CompressionMethod::Deflated)),
        put(place.path(), "r.tar.gz", &gzip(&tar(&files, ""))),
    ] {
        let found = only(&path);
        assert_eq!(found.acquisition.kind, Kind::IosCrashReports, "{}", path.display());
        assert_eq!(found.acquisition.os_version, Some(Version(17, 4, 0)));
        assert_eq!(found.acquisition.os_build.as_deref(), Some("21E219"));
        assert_eq!(found.acquisition.model.as_deref(), Some("iPhone14,5"));
        let evidence = opened(&path, None).evidence;
        assert!(one(&*evidence, "CrashReports/Retired/b-2024-03-01-010203.ips.ca.synced").stored);
        assert_eq!(evidence.find(&["CrashReports/**/*.ips"]).unwrap().len(), 2);
    }
}

#[test]
fn a_folder_of_other_texts_or_of_a_mac_s_reports_is_no_acquisition() {
    let place = tempdir().unwrap();
    let mac = vec![("a.ips".to_owned(), report("macOS 14.1 (23B74)", "2024-01-01", "Mac14,2").into_bytes())];
    let texts = list(&[("letter.txt", "dear"), ("recipe.md", "salt"), ("odd.ips", "not a report\n")]);
    let one_of_many = [
        list(&[("a.txt", ""), ("b.txt", ""), ("c.txt", "")]),
        vec![("a.ips".to_owned(), report("iPhone OS 17.2 (21C62)", "2024-01-01", "iPhone14,5").into_bytes())],
    ]
    .concat();
    for (name, files) in [("mac", mac), ("texts", texts), ("many", one_of_many)] {
        let folder = unpack(&files, &place.path().join(name).join("inner"));
        assert_eq!(refused(&folder).code(), "no-acquisition-here", "{name}");
    }
}

fn container(id: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>MCMMetadataIdentifier</key>\
         <string>{id}</string></dict></plist>"
    )
}

const APPS: &str = "private/var/mobile/Containers/Data/Application";
const META: &str = ".com.apple.mobile_container_manager.metadata.plist";

fn phone() -> FileList {
    let (chat, odd) = (container("org.example.chat"), container("../../etc"));
    let files: Vec<(String, &str)> = vec![
        ("private/var/mobile/Library/SMS/sms.db".into(), "messages"),
        ("private/var/mobile/Library/SMS/Attachments/a/b.gif".into(), "picture"),
        ("private/var/root/Library/Caches/locationd/clients.plist".into(), "clients"),
        ("private/var/db/diagnostics/shutdown.log".into(), "shutdown"),
        ("private/var/networkd/netusage.sqlite".into(), "usage"),
        (format!("{APPS}/11/{META}"), chat.as_str()),
        (format!("{APPS}/11/Library/Caches/Cache.db"), "cache"),
        (format!("{APPS}/22/{META}"), odd.as_str()),
        (format!("{APPS}/22/Documents/x"), "x"),
        (format!("{APPS}/33/Documents/y"), "y"),
        (
            "private/var/installd/Library/MobileInstallation/LastBuildInfo.plist".into(),
            "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>ProductVersion</key><string>16.6</string>\
             </dict></plist>",
        ),
    ];
    files.into_iter().map(|(name, text)| (name, text.as_bytes().to_vec())).collect()
}

fn is_phone(path: &Path) {
    let opened = opened(path, None);
    let (acquisition, evidence) = (opened.acquisition, &*opened.evidence);
    assert_eq!(acquisition.kind, Kind::IosFilesystem, "{}", path.display());
    assert_eq!(acquisition.os_version, Some(Version(16, 6, 0)));
    assert!(acquisition.apps.contains(&"org.example.chat".to_owned()), "{:?}", acquisition.apps);
    for (name, content) in [
        ("HomeDomain/Library/SMS/sms.db", "messages"),
        ("MediaDomain/Library/SMS/Attachments/a/b.gif", "picture"),
        ("RootDomain/Library/Caches/locationd/clients.plist", "clients"),
        ("Filesystem/private/var/db/diagnostics/shutdown.log", "shutdown"),
        ("Filesystem/private/var/networkd/netusage.sqlite", "usage"),
        ("AppDomain-org.example.chat/Library/Caches/Cache.db", "cache"),
        ("AppDomain-22/Documents/x", "x"),
        ("AppDomain-33/Documents/y", "y"),
        // By the path on the phone as well.
        ("Filesystem/private/var/mobile/Library/SMS/sms.db", "messages"),
    ] {
        assert_eq!(bytes(evidence, name), content.as_bytes(), "{name} in {}", path.display());
    }
    let caches = evidence.find(&["**/Cache.db", "Filesystem/private/var/**/Cache.db"]).unwrap();
    assert_eq!(caches.len(), 1, "{caches:?}");
    let mut odd = Vec::new();
    let walked = evidence.walk(&mut |entry| {
        odd.extend(entry.path.contains("..").then(|| entry.path.clone()));
        true
    });
    assert!(walked.is_ok() && odd.is_empty(), "{odd:?}");
}

#[test]
fn a_full_copy_is_read_by_the_names_of_a_backup() {
    let place = tempdir().unwrap();
    let without_private: FileList = phone()
        .into_iter()
        .map(|(name, content)| (name.trim_start_matches("private/").to_owned(), content))
        .collect();
    is_phone(&unpack(&phone(), &place.path().join("a")));
    is_phone(&unpack(&without_private, &place.path().join("b")));
    is_phone(unpack(&phone(), &place.path().join("c").join("filesystem1")).parent().unwrap());
    is_phone(&put(place.path(), "a.tar", &tar(&phone(), "")));
    is_phone(&put(place.path(), "b.tar.gz", &gzip(&tar(&phone(), "dump of a phone/"))));
    is_phone(&put(place.path(), "c.zip", &zip(&phone(), "filesystem1/", CompressionMethod::Deflated)));
    is_phone(&put(place.path(), "d.zip", &zip(&without_private, "", CompressionMethod::Stored)));
}

#[test]
fn folders_of_apps_that_tell_no_id_are_said_to_be_missing() {
    let place = tempdir().unwrap();
    let unread = |files: &FileList, name: &str| {
        let evidence = opened(&unpack(files, &place.path().join(name)), None).evidence;
        let found = evidence.find(&["AppDomain-org.example.chat/Library/Caches/Cache.db"]).unwrap();
        evidence.open(&found[0]).err().map(|unread| unread.why)
    };
    let without: FileList = phone().into_iter().filter(|(name, _)| !name.ends_with(META)).collect();
    assert_eq!(unread(&phone(), "with"), None);
    assert_eq!(unread(&without, "without"), Some(engine::UnreadWhy::Missing));
}

#[test]
fn names_that_point_outside_are_refused() {
    let place = tempdir().unwrap();
    for name in ["../x", "/private/x", "private/var/../../x", "C:/x"] {
        let mut files = phone();
        files.push((name.to_owned(), b"x".to_vec()));
        let path = put(place.path(), "x.zip", &zip(&files, "", CompressionMethod::Stored));
        assert_eq!(refused(&path).code(), "archive-unsafe", "{name}");
    }
}

#[cfg(unix)]
#[test]
fn links_are_listed_and_never_followed_and_large_holes_cost_nothing() {
    let place = tempdir().unwrap();
    let outside = put(place.path(), "secret", b"not of the phone");
    let root = unpack(&phone(), &place.path().join("copy"));
    let home = root.join("private/var/mobile/Library");
    std::os::unix::fs::symlink(&outside, home.join("link.db")).unwrap();
    std::os::unix::fs::symlink("..", home.join("loop")).unwrap();
    fs::File::create(home.join("large.db")).unwrap().set_len(10 << 30).unwrap();
    let deep = (0..80).fold(home.join("deep"), |path, _| path.join("d"));
    fs::create_dir_all(&deep).unwrap();
    let evidence = opened(&root, None).evidence;
    // Only the folder that is too deep to be listed may hold them.
    let anywhere = evidence.find(&["HomeDomain/Library/**/link.db", "HomeDomain/Library/loop/**/*"]).unwrap();
    assert!(anywhere.iter().all(|entry| !entry.stored && entry.path.contains("/deep/")), "{anywhere:?}");
    // In the place of a file, or of a folder above it, a link is said.
    for (pattern, way) in [
        ("HomeDomain/Library/link.db", "HomeDomain/Library/link.db"),
        ("HomeDomain/Library/l*.db", "HomeDomain/Library/link.db"),
        ("HomeDomain/Library/loop/Library/SMS/sms.db", "HomeDomain/Library/loop"),
        ("Filesystem/private/var/mobile/Library/loop/x", "Filesystem/private/var/mobile/Library/loop"),
    ] {
        let found = evidence.find(&[pattern]).unwrap();
        let link =
            found.iter().find(|entry| entry.path == way).unwrap_or_else(|| panic!("{pattern}: {found:?}"));
        assert_eq!(evidence.open(link).err().unwrap().why, UnreadWhy::Refused, "{pattern}");
    }
    assert_eq!(one(&*evidence, "HomeDomain/Library/large.db").size, 10 << 30);
    let mut links = 0;
    let walked = evidence.walk(&mut |entry| {
        links += u32::from(entry.kind == EntryKind::Link);
        true
    });
    assert_eq!(links, 2);
    // What lies too deep is said.
    assert_eq!(walked.unwrap_err().why, UnreadWhy::TooLarge);
    let found = evidence.find(&["HomeDomain/Library/deep/**/*.db"]).unwrap();
    assert!(found.len() == 1 && !found[0].stored, "{found:?}");
    assert_eq!(evidence.open(&found[0]).err().unwrap().why, UnreadWhy::TooLarge);
}

#[test]
fn one_name_twice_is_two_files() {
    let place = tempdir().unwrap();
    let mut files = diagnosis();
    files.push(("ps.txt".to_owned(), b"another".to_vec()));
    let path = put(place.path(), "x.tar", &tar(&files, "s/"));
    let evidence = opened(&path, None).evidence;
    let found = evidence.find(&["Sysdiagnose/ps.txt"]).unwrap();
    let contents: Vec<_> = found.iter().map(|entry| evidence.read(entry, 100).unwrap()).collect();
    assert!(contents.contains(&b"another".to_vec()) && contents.len() == 2);
}

#[test]
fn a_copy_of_our_own_is_one_candidate_with_all_its_parts() {
    let place = tempdir().unwrap();
    let root = place.path().join("copy");
    super::writer::Phone::plain().write(&root.join("backup"), "00008110-000A");
    fs::create_dir_all(root.join("sysdiagnose")).unwrap();
    put(&root.join("sysdiagnose"), "s.tar.gz", &gzip(&tar(&diagnosis(), "s/")));
    let crash = report("iPhone OS 17.6 (21G80)", "2024-08-01", "iPhone14,5");
    unpack(&vec![("a.ips".to_owned(), crash.into_bytes())], &root.join("crash-reports"));
    let found = only(&root);
    assert_eq!(found.acquisition.kind, Kind::IosBackup);
    let kinds: Vec<_> = found.with.iter().map(|part| part.acquisition.kind).collect();
    assert_eq!(kinds, [Kind::IosSysdiagnose, Kind::IosCrashReports]);
    let all: Vec<_> = std::iter::once(&found).chain(&found.with).collect();
    // The writer's backup names another phone than the sysdiagnose.
    assert!(of_one_phone(&all[..1]).is_ok());
    // Without the backup, the rest stands together.
    fs::remove_dir_all(root.join("backup")).unwrap();
    let found = only(&root);
    assert_eq!((found.acquisition.kind, found.with.len()), (Kind::IosSysdiagnose, 1));
    assert!(identify(&root).is_ok());
}

#[test]
fn every_row_of_availability_names_its_source() {
    let rows =
        crate::artifacts::ALL.iter().flat_map(|one| one.availability.iter().map(|row| (one.id, row.source)));
    let nameless: Vec<_> = rows.filter(|(_, source)| source.is_empty()).map(|(id, _)| id).collect();
    assert!(nameless.is_empty(), "{nameless:?}");
}
