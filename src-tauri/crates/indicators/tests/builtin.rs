//! The packs as they are compiled into the program.

use std::collections::HashMap;

use indicators::{Builder, Hit, Indicators, Kind, Tier};

#[test]
fn every_pack_of_the_first_release_is_there() {
    let totals = Indicators::builtin().totals();
    let counts: HashMap<&str, u64> = totals.packs.iter().map(|pack| (pack.id.as_str(), pack.count)).collect();
    for (pack, at_least) in [
        ("pegasus", 1600),
        ("predator", 650),
        ("triangulation", 110),
        ("reign", 160),
        ("coruna", 200),
        ("darksword", 60),
        ("stalkerware", 5500),
        ("android-campaign-2023", 2180),
        ("novispy", 18),
        ("residentbat", 48),
    ] {
        assert!(counts.get(pack).is_some_and(|count| *count >= at_least), "{pack}: {:?}", counts.get(pack));
    }
    assert!(totals.packs.iter().all(|pack| {
        pack.sha256.len() == 64 && !pack.publisher.is_empty() && pack.published.is_some() && pack.count > 0
    }));
    assert!(!counts.contains_key("never-match") && !counts.contains_key("dual-use"));
    assert_eq!(Indicators::builtin().count_of(&Kind::ALL), totals.total());
    assert!(totals.total() > 13_000);
}

/// Looks a value up as an artifact would meet it.
fn look_up(set: &Indicators, kind: Kind, value: &str) -> Option<Hit> {
    match kind {
        Kind::Domain => set.url(&format!("https://{}:8443/a?b=c", value.to_uppercase())),
        Kind::Url => set.url(value),
        Kind::Ip => set.url(&format!("http://{value}/")),
        Kind::Process => set.process(&format!("/usr/libexec/{value}")),
        Kind::Email => set.email(&value.to_uppercase()),
        Kind::FileName => set.file_name(&format!("/a/b/{value}")),
        Kind::FilePath => set.file_path(value),
        Kind::FileHash => set.file_hash(&value.to_uppercase()),
        Kind::AppId => set.app_id(value),
        Kind::AppCertificate => set.app_certificate(&value.to_uppercase()),
        Kind::ProfileId => set.profile_id(&value.to_lowercase()),
        Kind::AndroidProperty => set.android_property(value),
    }
}

#[test]
fn every_builtin_value_is_found_again_under_its_own_kind() {
    for set in [Indicators::builtin(), Builder::builtin().build()] {
        let mut seen = 0;
        for (kind, tier, value) in set.known_answer_values() {
            let hit = look_up(&set, kind, &value).unwrap_or_else(|| panic!("{kind:?} {value} is not found"));
            assert_eq!(hit.kind, kind, "{value}");
            assert!(hit.tier <= tier, "{value}");
            assert!(!hit.campaign.is_empty() && !hit.publisher.is_empty() && !hit.pack.is_empty(), "{value}");
            seen += 1;
        }
        assert!(seen > 13_000);
    }
}

/// A pack value that an import would read differently is an error in the pack.
#[test]
fn every_builtin_value_reads_as_itself_and_obeys_the_rules() {
    let set = Indicators::builtin();
    let keys = |kind: Kind| match kind {
        Kind::Domain => "domain-name:value",
        Kind::Url => "url:value",
        Kind::Ip => "ipv4-addr:value",
        Kind::Process => "process:name",
        Kind::Email => "email-addr:value",
        Kind::FileName => "file:name",
        Kind::FilePath => "file:path",
        Kind::FileHash => "file:hashes.sha256",
        Kind::AppId => "app:id",
        Kind::AppCertificate => "app:cert.sha1",
        Kind::ProfileId => "configuration-profile:id",
        Kind::AndroidProperty => "android-property:name",
    };
    let objects: Vec<String> = set
        .known_answer_values()
        .map(|(kind, _, value)| {
            format!(r#"{{"type": "indicator", "pattern": "[{}='{value}']"}}"#, keys(kind))
        })
        .collect();
    let mut builder = Indicators::builder();
    let report = builder.stix("all", format!("[{}]", objects.join(",")).as_bytes()).expect("readable");
    assert_eq!(report.withheld_values, []);
    assert_eq!(report.not_understood, 0);
    let again = builder.build();
    assert_eq!(again.totals().by_kind, set.totals().by_kind);
    for (kind, _, value) in set.known_answer_values() {
        // The strongest naming of a value decides, in the packs as in an import.
        let tier = |set: &Indicators| look_up(set, kind, &value).map(|hit| hit.tier);
        assert_eq!(tier(&again), tier(&set), "{kind:?} {value}");
    }
    for (kind, _, value) in set.known_answer_values().filter(|(kind, ..)| *kind == Kind::Domain) {
        let below = format!("x.{value}");
        assert_eq!(
            set.host(&below).map(|hit| hit.value),
            again.host(&below).map(|hit| hit.value),
            "{kind:?} {value}: the pack and the rules disagree on what is shared"
        );
    }
}

#[test]
fn tiers_follow_what_a_hit_can_mean() {
    let set = Indicators::builtin();
    let tier = |hit: Option<Hit>| hit.map(|hit| hit.tier);
    for name in ["bh", "payload", "updaterd", "pcsd", "BackupAgent", "Diagnosticd", "com.apple.avcapture"] {
        assert_eq!(tier(set.process(name)), Some(Tier::Context), "{name}");
    }
    assert_eq!(tier(set.process("roleaccountd")), Some(Tier::Strong));
    assert_eq!(tier(set.file_path("/private/var/tmp/stop")), Some(Tier::Context));
    let ips = set.known_answer_values().filter(|(kind, ..)| *kind == Kind::Ip);
    assert!(ips.into_iter().all(|(_, tier, _)| tier == Tier::Information));
    let vendor = set
        .known_answer_values()
        .filter(|(kind, tier, _)| *kind == Kind::Domain && *tier == Tier::Information);
    assert!(vendor.count() > 400, "vendors' web sites are information");
    assert!(set.process("diagnosticd").is_none() && set.process("BackupAgent2").is_none());
}

#[test]
fn apps_with_two_uses_are_named_and_are_no_hits() {
    let set = Indicators::builtin();
    assert_eq!(set.dual_use("Anon.Mobile.Tracker").as_deref(), Some("Anon Mobile Tracker"));
    assert!(set.app_id("Anon.Mobile.Tracker").is_none());
    assert!(set.dual_use("com.example.nothing").is_none());
    assert!(Builder::builtin().build().dual_use("Anon.Mobile.Tracker").is_some());
}

/// Other scanners take a program with live malicious addresses in it for malware, and readers copy them.
#[test]
#[expect(clippy::disallowed_methods, reason = "reads this very program, not evidence")]
fn no_readable_address_lies_in_the_binary() {
    let program = std::fs::read(std::env::current_exe().expect("a path")).expect("this program");
    let set = Indicators::builtin();
    let mut by_start: HashMap<[u8; 8], Vec<String>> = HashMap::new();
    let mut addresses = 0;
    for (kind, _, value) in set.known_answer_values() {
        let long_enough = value.len() >= 9 && matches!(kind, Kind::Domain | Kind::Url | Kind::Email);
        let start = value.as_bytes().get(..8).and_then(|start| start.try_into().ok());
        if let (true, Some(start)) = (long_enough, start) {
            by_start.entry(start).or_default().push(value);
            addresses += 1;
        }
    }
    assert!(addresses > 7_000);
    assert!(program.len() > set.as_bytes().len());
    let readable = |bytes: &[u8]| {
        bytes.windows(8).enumerate().find_map(|(at, window)| {
            let start: [u8; 8] = window.try_into().ok()?;
            let values = by_start.get(&start)?;
            values
                .iter()
                .find(|value| bytes.get(at..).is_some_and(|rest| rest.starts_with(value.as_bytes())))
                .cloned()
        })
    };
    assert_eq!(readable(&program), None);
    assert_eq!(readable(set.as_bytes()), None);
    let planted = by_start.values().flatten().next().expect("a value").clone();
    assert!(readable(format!("x{planted}y").as_bytes()).is_some(), "the search itself works");
}

#[test]
fn a_set_survives_the_way_to_another_process_and_damage_does_not_panic() {
    let set = Indicators::builtin();
    let again = Indicators::from_bytes(set.as_bytes().to_vec()).expect("the same bytes");
    assert_eq!(again.totals(), set.totals());
    assert!(Indicators::from_bytes(Vec::new()).is_none());
    let mut cut = set.as_bytes().to_vec();
    cut.pop();
    assert!(Indicators::from_bytes(cut).is_none());
    for step in [3, 7, 11] {
        let mut damaged = set.as_bytes().to_vec();
        damaged.iter_mut().skip(80).step_by(step).for_each(|byte| *byte ^= 0x5a);
        if let Some(damaged) = Indicators::from_bytes(damaged) {
            let _ = damaged.url("https://www.example.org/");
            let _ = damaged.totals();
            assert!(damaged.known_answer_values().count() <= 100_000);
        }
    }
}
