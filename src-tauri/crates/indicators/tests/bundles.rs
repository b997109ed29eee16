//! Public bundles, where they are at hand, and hostile files.

use std::collections::BTreeMap;
use std::path::Path;

use indicators::{ImportError, Indicators, Kind};

/// Reads a file beside the project; `None`, said aloud, where it is absent.
#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test input, not evidence; a skip must be seen"
)]
fn shared(path: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared").join(path);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    bytes
}

#[test]
fn public_bundles_load_with_the_counts_that_their_readme_gives() {
    use Kind::{AppCertificate, AppId, Domain, Email, FileHash, FileName, FilePath, Ip, Process, ProfileId};
    for (name, expected) in [
        ("pegasus", vec![(Domain, 1438), (Process, 81), (Email, 29), (FileName, 1)]),
        ("cytrox", vec![(Domain, 336), (FilePath, 6), (ProfileId, 1)]),
        ("novispy", vec![(Ip, 7), (AppId, 4), (AppCertificate, 3), (FileHash, 4)]),
        ("rcs", vec![(Domain, 26), (FileHash, 9), (AppId, 5)]),
        ("kingspawn", vec![(Domain, 164), (Process, 1), (FilePath, 2)]),
        ("operation_triangulation", vec![(Domain, 75), (Email, 36), (Process, 1)]),
        ("darksword", vec![(Domain, 10), (Ip, 3), (FileName, 7), (FilePath, 22), (FileHash, 1)]),
        ("residentbat", vec![(Ip, 24), (FileHash, 8), (AppId, 8), (AppCertificate, 8)]),
    ] {
        let Some(bytes) = shared(&format!("stix2/{name}.stix2")) else {
            return;
        };
        let mut builder = Indicators::builder();
        let report = builder.stix(name, &bytes).expect("a readable bundle");
        assert_eq!(report.understood, BTreeMap::from_iter(expected), "{name}");
        assert_eq!(report.not_understood, 0, "{name}");
        // `amazing.lab` cannot exist; two names in the RCS Lab list belong to an honest vendor.
        let withheld = match name {
            "cytrox" => 1,
            "rcs" => 2,
            _ => 0,
        };
        assert_eq!(report.withheld, withheld, "{name}: {:?}", report.withheld_values);
        let set = builder.build();
        assert_eq!(set.totals().total(), report.added, "{name}");
        assert!(set.known_answer_values().count() > 0);
    }
}

#[test]
fn invented_indicators_of_the_acquisitions_all_load() {
    let Some(bytes) = shared("acquisitions/planted-indicators.stix2") else {
        return;
    };
    let mut builder = Indicators::builder();
    let report = builder.stix("planted", &bytes).expect("a readable bundle");
    assert_eq!(
        (report.added, report.withheld, report.not_understood),
        (600, 0, 0),
        "{:?}",
        report.withheld_values
    );
    let set = builder.build();
    assert!(set.process("plantedverylongp").is_some() && set.process("decoydaemon").is_none());
    assert!(set.file_path("/private/var/mobile/Library/Caches/com.plant.dropper/payload.bin").is_some());
    assert!(set.file_path("Library/Caches/com.plant.dropper/payload.bin").is_some());
    assert!(set.url("https://not-plant-decoy.com/").is_none());
    assert!(set.url("https://plant-decoy.com.example.org/").is_none());
    assert!(set.profile_id("9f1f7b3e-0000-4000-8000-plant0000001").is_some());
}

fn error(bytes: &[u8]) -> ImportError {
    let mut builder = Indicators::builder();
    let error = builder.stix("t", bytes).expect_err("no bundle");
    assert_eq!(builder.build().totals().packs.len(), 0, "nothing of a refused file stays");
    error
}

#[test]
fn files_that_are_no_bundles_are_refused_with_a_code() {
    for (bytes, code) in [
        (&b""[..], "indicators-unreadable"),
        (b"<html>", "indicators-unreadable"),
        (b"\x00\xff\xfe", "indicators-unreadable"),
        (br#"{"type": "bundle", "objects": [{"type": "indicator", "pat"#, "indicators-unreadable"),
        (br#"{"type": "bundle"}"#, "indicators-not-stix"),
        (br#"{"type": "bundle", "objects": 5}"#, "indicators-not-stix"),
        (br#"{"type": "bundle", "objects": []}"#, "indicators-not-stix"),
        (b"[]", "indicators-not-stix"),
        (b"5", "indicators-not-stix"),
        (b"null", "indicators-not-stix"),
        (b"\"text\"", "indicators-not-stix"),
        (br#"{"rules": []}"#, "indicators-not-stix"),
    ] {
        assert_eq!(error(bytes).code(), code, "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn deep_nesting_is_refused_before_anything_is_built() {
    for opening in ["[", "{\"a\":", "{\"objects\":[{\"type\":\"indicator\",\"x\":["] {
        assert!(matches!(error(opening.repeat(500_000).as_bytes()), ImportError::TooDeep), "{opening}");
    }
    let in_text = format!(
        r#"[{{"type": "indicator", "x": "{}", "pattern": "[process:name='lampd']"}}]"#,
        "[{".repeat(1000)
    );
    let mut builder = Indicators::builder();
    assert!(builder.stix("t", in_text.as_bytes()).is_ok_and(|report| report.added == 1));
}

#[test]
fn hostile_sizes_inside_a_file_stay_bounded() {
    let mut objects = vec![format!(r#"{{"type": "malware", "id": "m", "name": "{}"}}"#, "n".repeat(1 << 20))];
    objects.push(r#"{"type": "indicator", "id": "i", "pattern": "[process:name='lampd']"}"#.to_owned());
    objects
        .push(format!(r#"{{"type": "indicator", "pattern": "[process:name='{}']"}}"#, "p".repeat(1 << 20)));
    objects
        .push(format!(r#"{{"type": "indicator", "pattern": "[process:name='{}']"}}"#, "p".repeat(100_000)));
    objects.push(format!(r#"{{"type": "indicator", "pattern": "{}"}}"#, "(".repeat(100_000)));
    for _ in 0..20_000 {
        objects.push(r#"{"type": "relationship", "source_ref": "i", "target_ref": "m"}"#.to_owned());
        objects.push(r#"{"type": "indicator", "pattern": "nonsense"}"#.to_owned());
    }
    let mut builder = Indicators::builder();
    let report = builder.stix("t", format!("[{}]", objects.join(",")).as_bytes()).expect("readable");
    assert_eq!((report.added, report.withheld, report.not_understood), (1, 1, 20_002));
    assert!(report.not_understood_patterns.len() <= 100);
    assert!(report.not_understood_patterns.iter().all(|p| p.pattern.len() <= 300));
    assert!(report.withheld_values.iter().all(|w| w.value.len() <= 300));
    let hit = builder.build().process("lampd").expect("a hit");
    assert!(hit.campaign.len() <= 200 && hit.also.is_empty());
}
