//! Faults that published indicators really have, each with what becomes of it here.

use indicators::stix::{PatternProblem, WithheldWhy};
use indicators::{Builder, ImportReport, Indicators, Kind, Tier};

fn import(objects: &str) -> (ImportReport, Indicators) {
    let mut builder = Indicators::builder();
    let report = builder.stix("t", format!(r#"{{"objects": [{objects}]}}"#).as_bytes()).expect("readable");
    (report, builder.build())
}

/// Imports indicators with these patterns, written as JSON writes them.
fn patterns(patterns: &[&str]) -> (ImportReport, Indicators) {
    let objects: Vec<String> = patterns
        .iter()
        .map(|pattern| format!(r#"{{"type": "indicator", "pattern": "{pattern}"}}"#))
        .collect();
    import(&objects.join(","))
}

/// Why a single value is withheld; `None` when it is used.
fn withheld(pattern: &str) -> Option<WithheldWhy> {
    let (report, _) = patterns(&[pattern]);
    assert_eq!(report.not_understood, 0, "{pattern}");
    assert_eq!(report.added + report.withheld, 1, "{pattern}");
    report.withheld_values.first().map(|withheld| withheld.why)
}

#[test]
fn trap_1_an_equals_sign_in_a_value_and_a_bad_pattern_beside_it() {
    let (report, set) = patterns(&[
        "[url:value='http://lamp-x.com/?a=b&c==d']",
        "[domain-name:value='lamp-y.com",
        "[domain-name:value='lamp-z.com']",
    ]);
    assert!(set.url("http://lamp-x.com/?a=b&c==d").is_some());
    assert!(set.host("lamp-z.com").is_some());
    assert_eq!((report.added, report.not_understood), (2, 1));
    assert_eq!(report.not_understood_patterns.first().map(|p| p.why), Some(PatternProblem::Malformed));
    assert_eq!(set.totals().not_understood, 1);
}

#[test]
fn trap_2_the_name_of_the_digest_in_every_spelling() {
    let digest = "ab".repeat(32);
    for name in ["sha256", "SHA256", "'SHA-256'", "'sha-256'", "\\\"SHA-256\\\""] {
        let (report, set) = patterns(&[&format!("[file:hashes.{name} = '{digest}']")]);
        assert_eq!(set.file_hash(&digest).is_some(), !name.contains('"'), "{name}");
        assert_eq!(report.not_understood, u64::from(name.contains('"')), "{name}");
    }
    assert_eq!(patterns(&["[file:hashes.SSDEEP = 'x']"]).0.not_understood, 1);
}

#[test]
fn trap_3_values_in_the_wrong_field() {
    let (report, set) = patterns(&[
        "[domain-name:value='198.51.100.7']",
        "[domain-name:value='lamp-x.xyz/x']",
        "[domain-name:value='https://lamp-y.com/']",
        "[domain-name:value='lamp-z.com:8080']",
    ]);
    assert_eq!(report.understood.get(&Kind::Ip), Some(&1));
    assert!(set.url("http://198.51.100.7/x").is_some());
    assert!(set.url("http://lamp-x.xyz/x").is_some() && set.host("lamp-x.xyz").is_none());
    assert!(set.host("lamp-y.com").is_some() && set.host("lamp-z.com").is_some());
    for impossible in
        ["despachosnegocios", "peticaonline.comv", "a.comcom", "xn--mxamya0a.ccn", "a..com", "a b.com", ""]
    {
        assert_eq!(
            withheld(&format!("[domain-name:value='{impossible}']")),
            Some(if impossible == "peticaonline.comv" {
                WithheldWhy::NeverMatch
            } else {
                WithheldWhy::Impossible
            }),
            "{impossible}"
        );
    }
    assert_eq!(withheld("[domain-name:value='amazing.lab']"), Some(WithheldWhy::NeverMatch));
    assert_eq!(
        withheld("[domain-name:value='known.example']"),
        None,
        "reserved names are for invented indicators"
    );
}

#[test]
fn trap_4_invisible_characters_and_padding() {
    for written in [
        "lamp\u{ad}update.com",
        "\u{feff}lampupdate.com",
        "\u{a0}lampupdate.com \u{200b}",
        " LampUpdate.com. ",
    ] {
        let (_, set) = patterns(&[&format!("[domain-name:value='{written}']")]);
        assert!(set.host("lampupdate.com").is_some(), "{written:?}");
    }
    let mut builder = Indicators::builder();
    let with_mark =
        "\u{feff}{\"objects\": [{\"type\": \"indicator\", \"pattern\": \"[process:name='lampd']\"}]}";
    assert!(builder.stix("t", with_mark.as_bytes()).is_ok_and(|report| report.added == 1));
}

#[test]
fn trap_6_duplicates_and_loose_ends_keep_every_name() {
    let (report, set) = import(
        r#"{"type": "malware", "id": "malware--1", "name": "One"}, {"type": "malware", "id": "malware--1", "name": "Late"},
        {"type": "campaign", "id": "campaign--2", "name": "Two"},
        {"type": "indicator", "id": "indicator--1", "pattern": "[process:name='lampd']"},
        {"type": "indicator", "id": "indicator--1", "pattern": "[process:name='lampd']"},
        {"type": "indicator", "id": "indicator--2", "pattern": "[process:name='lampd']"},
        {"type": "relationship", "source_ref": "indicator--1", "target_ref": "malware--1"},
        {"type": "relationship", "source_ref": "indicator--2", "target_ref": "campaign--2"},
        {"type": "relationship", "source_ref": "indicator--1", "target_ref": "malware--gone"},
        {"type": "relationship", "source_ref": "indicator--gone", "target_ref": "malware--1"}"#,
    );
    assert_eq!(report.added, 3);
    assert_eq!(set.totals().total(), 1);
    let hit = set.process("lampd").expect("a hit");
    assert_eq!((hit.campaign.as_str(), hit.also), ("One", vec!["One (t)".to_owned(), "Two (t)".to_owned()]));
}

#[test]
fn campaigns_come_from_relationships_then_reports_and_groupings() {
    let (_, set) = import(
        r#"{"type": "report", "id": "report--1", "name": "A report", "object_refs": ["indicator--1", "indicator--2", 5]},
        {"type": "grouping", "id": "grouping--1", "name": "A group", "object_refs": ["indicator--3"]},
        {"type": "intrusion-set", "id": "intrusion-set--1", "name": "A set"},
        {"type": "indicator", "id": "indicator--1", "pattern": "[process:name='one-d']"},
        {"type": "indicator", "id": "indicator--2", "pattern": "[process:name='two-d']"},
        {"type": "indicator", "id": "indicator--3", "pattern": "[process:name='three-d']"},
        {"type": "indicator", "id": "indicator--4", "pattern": "[process:name='four-d']"},
        {"type": "relationship", "source_ref": "indicator--2", "target_ref": "intrusion-set--1"}"#,
    );
    for (name, campaign) in
        [("one-d", "A report"), ("two-d", "A set"), ("three-d", "A group"), ("four-d", "")]
    {
        assert_eq!(set.process(name).map(|hit| hit.campaign).as_deref(), Some(campaign), "{name}");
    }
}

#[test]
fn trap_7_case_is_kept_where_it_matters() {
    let sha1 = "AB".repeat(20);
    let (_, set) = patterns(&[
        &format!("[app:cert.sha1='{sha1}']"),
        "[domain-name:value='external-Sht_lamp_2.com']",
        "[app:id='com.Lamp.App']",
        "[file:name='Lamp.PLIST']",
    ]);
    assert!(set.app_certificate(&sha1.to_lowercase()).is_some());
    assert!(set.host("EXTERNAL-sht_Lamp_2.com").is_some());
    assert!(set.app_id("com.Lamp.App").is_some() && set.app_id("com.lamp.app").is_none());
    assert!(set.file_name("Lamp.PLIST").is_some() && set.file_name("lamp.plist").is_none());
}

#[test]
fn trap_8_and_15_digests_that_can_never_point_at_a_file() {
    let favicon = "ef2e1c47166fe0c5ab3bf5216baf6ad6b96f759e15ac218d1a1a3cdcc9e0994f";
    assert_eq!(withheld(&format!("[file:hashes.sha256='{favicon}']")), Some(WithheldWhy::NeverMatch));
    for empty in [
        "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "d41d8cd98f00b204e9800998ecf8427e",
        &"0".repeat(64),
    ] {
        assert_eq!(
            withheld(&format!("[file:hashes.sha256='{empty}']")),
            Some(WithheldWhy::EmptyFile),
            "{empty}"
        );
    }
    assert_eq!(withheld("[file:hashes.sha256='abc']"), Some(WithheldWhy::Impossible));
    let test_key = "61ED377E85D386A8DFEE6B864BD85B0BFAA5AF81";
    assert_eq!(withheld(&format!("[app:cert.sha1='{test_key}']")), Some(WithheldWhy::NeverMatch));
}

#[test]
fn trap_9_paths_as_names_and_folders_with_and_without_a_slash() {
    let (report, set) = patterns(&[
        "[file:name='/private/var/tmp/lamphook']",
        "[file:path='Library/Preferences/com.lamp.plist']",
        "[file:path='/private/var/db/com.lamp/']",
        "[directory:path='/private/var/db/com.lamp2']",
    ]);
    assert_eq!(report.understood.get(&Kind::FilePath), Some(&4));
    assert!(set.file_path("/var/tmp/lamphook").is_some() && set.file_name("lamphook").is_none());
    assert!(set.file_path("/private/var/mobile/Library/Preferences/com.lamp.plist").is_some());
    for folder in ["com.lamp", "com.lamp2"] {
        assert!(set.file_path(&format!("/private/var/db/{folder}/x")).is_some());
        assert!(set.file_path(&format!("/private/var/db/{folder}x")).is_none());
    }
    for broad in
        ["/", "/tmp/", "/private/var/tmp/", "/var/mobile", "/Library/Preferences", "/data/local/tmp", "x"]
    {
        assert_eq!(withheld(&format!("[file:path='{broad}']")), Some(WithheldWhy::TooBroad), "{broad}");
    }
}

#[test]
fn trap_10_values_made_unclickable() {
    let (report, set) = patterns(&[
        "[domain-name:value='`lamp-a[.]com`']",
        "[domain-name:value='++lamp-b(.)com++']",
        "[url:value='hxxps://lamp-c[.]com/x']",
        "[ipv4-addr:value='198[.]51[.]100[.]9']",
        "[email-addr:value='a[@]lamp-d[.]com']",
        "[domain-name:value='hxxp[:]//lamp-e.com']",
        "[domain-name:value=' \\\"lamp-f.com\\\" ']",
    ]);
    assert_eq!(report.withheld_values, []);
    assert!(set.host("lamp-a.com").is_some() && set.host("lamp-b.com").is_some());
    assert!(set.url("https://lamp-c.com/x").is_some() && set.host("198.51.100.9").is_some());
    assert!(set.email("a@lamp-d.com").is_some() && set.host("lamp-e.com").is_some());
    assert!(set.host("lamp-f.com").is_some());
}

#[test]
fn trap_12_shared_services_are_not_attackers() {
    for host in ["bit.ly", "tinyurl.com", "www.bit.ly", "rebrand.ly", "mediafire.com", "google.com"] {
        assert_eq!(
            withheld(&format!("[domain-name:value='{host}']")),
            Some(WithheldWhy::NeverMatch),
            "{host}"
        );
    }
    for host in ["firebaseio.com", "github.io", "co.uk", "gr.com", "duckdns.org", "windows.net"] {
        assert_eq!(
            withheld(&format!("[domain-name:value='{host}']")),
            Some(WithheldWhy::SharedService),
            "{host}"
        );
    }
    // One address on a shortener is an indicator; the shortener is not.
    let (_, set) = patterns(&["[url:value='https://bit.ly/lAmP37']"]);
    assert!(set.url("http://bit.ly/lAmP37").is_some() && set.url("https://bit.ly/other").is_none());
    for spoofed in ["google@script", "google.com@localhost", "@lamp.com", "lamp"] {
        assert_eq!(
            withheld(&format!("[email-addr:value='{spoofed}']")),
            Some(WithheldWhy::Impossible),
            "{spoofed}"
        );
    }
    assert_eq!(withheld("[email-addr:value='admin@microsoftstore.com']"), Some(WithheldWhy::NeverMatch));
}

#[test]
fn trap_13_addresses_that_stand_for_everybody() {
    for ip in ["104.21.64.137", "142.251.183.138", "104.16.1.1", "173.194.1.1"] {
        assert_eq!(withheld(&format!("[ipv4-addr:value='{ip}']")), Some(WithheldWhy::NeverMatch), "{ip}");
    }
    for ip in ["127.0.0.1", "10.1.2.3", "192.168.1.1", "0.0.0.0", "::1", "fe80::1"] {
        assert_eq!(withheld(&format!("[ipv4-addr:value='{ip}']")), Some(WithheldWhy::NotPublic), "{ip}");
    }
    assert_eq!(withheld("[ipv4-addr:value='198.51.100.0/24']"), Some(WithheldWhy::Impossible));
    assert_eq!(withheld("[ipv4-addr:value='198.51.100.1/32']"), None);
}

#[test]
fn trap_16_and_withdrawn_values_are_not_taken_even_alone() {
    for pattern in [
        "[app:id='com.pegasus.android']",
        "[app:id='com.xdja.safekeyservice']",
        "[file:name='com.apple.CrashReporter.plist']",
        "[file:path='/tmp/l']",
        "[file:path='/private/var/tmp/l/']",
        "[file:path='private/var/db/com.apple.xpc.roleaccountd.staging/']",
        "[domain-name:value='appspy.com']",
        "[process:name='diagnosticd']",
    ] {
        let why = withheld(pattern);
        assert!(matches!(why, Some(WithheldWhy::NeverMatch | WithheldWhy::TooBroad)), "{pattern} {why:?}");
    }
}

#[test]
fn imported_values_keep_the_tier_that_they_have_in_the_packs() {
    let (_, set) = patterns(&[
        "[process:name='bh']",
        "[process:name='mnm']",
        "[app:id='Anon.Mobile.Tracker']",
        "[process:name='lampd']",
    ]);
    assert_eq!(set.process("bh").map(|hit| hit.tier), Some(Tier::Context));
    assert_eq!(set.process("mnm").map(|hit| hit.tier), Some(Tier::Context));
    assert_eq!(set.app_id("Anon.Mobile.Tracker").map(|hit| hit.tier), Some(Tier::Context));
    assert_eq!(set.process("lampd").map(|hit| hit.tier), Some(Tier::Strong));
}

#[test]
fn revoked_and_foreign_indicators_are_counted_and_not_used() {
    let (report, set) = import(
        r#"{"type": "indicator", "pattern": "[process:name='a-d']", "revoked": true},
        {"type": "indicator", "pattern": "alert tcp", "pattern_type": "snort"},
        {"type": "indicator", "pattern": 5}, {"type": "indicator"}, {"type": 5}, 5, null, [], {},
        {"type": "indicator", "pattern": "[process:name='b-d']", "pattern_type": "stix", "name": 7, "revoked": false}"#,
    );
    assert_eq!((report.revoked, report.not_understood, report.added), (1, 3, 1));
    assert!(set.process("a-d").is_none() && set.process("b-d").is_some());
}

#[test]
fn the_same_value_in_a_pack_and_in_a_file_is_one_hit_with_both_names() {
    let mut builder = Builder::builtin();
    let bundle = br#"[{"type": "indicator", "pattern": "[process:name='roleaccountd']"}]"#;
    let before = Indicators::builtin().totals();
    assert!(builder.stix("friend.stix2", bundle).is_ok());
    let set = builder.build();
    let hit = set.process("roleaccountd").expect("a hit");
    assert_eq!((hit.pack.as_str(), hit.campaign.as_str()), ("pegasus", "Pegasus"));
    assert!(hit.also.iter().any(|other| other.contains("friend.stix2")));
    assert_eq!(set.totals().total(), before.total());
    assert_eq!(set.totals().packs.len(), before.packs.len() + 1);
}
