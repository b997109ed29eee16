//! What matches and, as important, what does not. The cases are those in which tools of this field have been wrong.

use indicators::{Hit, Indicators, Tier};

/// A set with these patterns under one campaign.
fn set(patterns: &[&str]) -> Indicators {
    let mut objects = vec![r#"{"type": "malware", "id": "malware--1", "name": "Lampblack"}"#.to_owned()];
    for (number, pattern) in patterns.iter().enumerate() {
        let pattern = pattern.replace('\\', "\\\\").replace('"', "\\\"");
        objects
            .push(format!(r#"{{"type": "indicator", "id": "indicator--{number}", "pattern": "{pattern}"}}"#));
        objects.push(format!(
            r#"{{"type": "relationship", "id": "relationship--{number}", "relationship_type": "indicates",
                "source_ref": "indicator--{number}", "target_ref": "malware--1"}}"#
        ));
    }
    let bundle = format!(r#"{{"type": "bundle", "objects": [{}]}}"#, objects.join(","));
    let mut builder = Indicators::builder();
    let report = builder.stix("test.stix2", bundle.as_bytes()).expect("a readable bundle");
    assert_eq!(report.not_understood_patterns, []);
    assert_eq!(report.withheld_values, []);
    builder.build()
}

fn value(hit: Option<Hit>) -> Option<String> {
    hit.map(|hit| hit.value)
}

#[test]
fn a_domain_is_met_by_itself_and_by_every_name_below_it() {
    let set = set(&["[domain-name:value='a.evil-lamp.com']"]);
    for seen in [
        "a.evil-lamp.com",
        "b.a.evil-lamp.com",
        "c.b.a.evil-lamp.com",
        "A.EVIL-Lamp.COM",
        "a.evil-lamp.com.",
        "a.evil-lamp.com:8080",
        "https://a.evil-lamp.com:8443",
        "user:p@a.evil-lamp.com:80",
    ] {
        assert_eq!(value(set.host(seen)).as_deref(), Some("a.evil-lamp.com"), "{seen}");
        assert_eq!(value(set.url(seen)).as_deref(), Some("a.evil-lamp.com"), "{seen}");
    }
    for seen in [
        "evil-lamp.com",
        "b.evil-lamp.com",
        "xa.evil-lamp.com",
        "a.evil-lamp.com.org",
        "a.evil-lamp.co",
        "a-evil-lamp.com",
        "evil-lamp.com.a",
        "",
        ".",
        "https://",
        "https://:80/",
    ] {
        assert_eq!(set.host(seen), None, "{seen}");
        assert_eq!(set.url(seen), None, "{seen}");
    }
}

#[test]
fn only_the_host_of_an_address_counts() {
    let set = set(&["[domain-name:value='evil-lamp.com']"]);
    for seen in [
        "https://example.org/?next=https://evil-lamp.com/",
        "https://example.org/evil-lamp.com",
        "https://example.org#evil-lamp.com",
        "https://evil-lamp.com@example.org/",
        "https://evil-lamp.com.example.org/",
        "https://not-evil-lamp.com/",
        "mailto:somebody@evil-lamp.com",
        "tel:evil-lamp.com",
    ] {
        assert_eq!(set.url(seen), None, "{seen}");
    }
    for seen in [
        "http://evil-lamp.com",
        "HTTPS://EVIL-LAMP.COM/X1",
        "https://example.org@evil-lamp.com/",
        "https://evil-lamp.com?x=1",
        "https://evil-lamp.com#x",
        "https://evil-lamp.com\\@example.org",
        "http:\\\\evil-lamp.com\\x",
        "blob:https://evil-lamp.com/0b1c",
        "//evil-lamp.com/x",
        "hxxps://evil-lamp[.]com/x",
        "https://ev%69l-lamp.com/",
        "\u{a0}https://evil-lamp.com/\n",
    ] {
        assert_eq!(value(set.url(seen)).as_deref(), Some("evil-lamp.com"), "{seen}");
    }
}

#[test]
fn a_domain_with_www_can_match() {
    let set = set(&["[domain-name:value='www.lamp-x.com']"]);
    assert!(set.url("https://www.lamp-x.com/a").is_some());
    assert!(set.url("https://lamp-x.com/a").is_none());
}

#[test]
fn an_unknown_ending_is_no_reason_to_search_inside() {
    let set = set(&["[domain-name:value='lamp-x.org']", "[ipv4-addr:value='198.51.100.1']"]);
    assert!(set.host("foolamp-x.org.unknowntld").is_none());
    assert!(set.url("http://198.51.100.12/").is_none());
    assert!(set.url("http://1198.51.100.1/").is_none());
    assert!(set.url("http://198.51.100.1.example.org/").is_none());
}

#[test]
fn addresses_are_met_in_every_spelling_of_the_same_address() {
    let set = set(&["[ipv4-addr:value='198.51.100.1']", "[ipv6-addr:value='2001:DB8:0::1']"]);
    for seen in [
        "198.51.100.1",
        "http://198.51.100.1:8080/x",
        "http://0xc6.0x33.0x64.0x1/",
        "http://3325256705/",
        "::ffff:198.51.100.1",
    ] {
        assert_eq!(value(set.host(seen)).as_deref(), Some("198.51.100.1"), "{seen}");
    }
    for seen in ["2001:db8::1", "http://[2001:db8::1]/", "[2001:0db8::0001]:443"] {
        assert_eq!(value(set.host(seen)).as_deref(), Some("2001:db8::1"), "{seen}");
    }
    assert!(set.host("2001:db8::11").is_none());
    // Hosts are rented: an address alone never makes known spyware.
    assert_eq!(set.host("198.51.100.1").map(|hit| hit.tier), Some(Tier::Context));
}

#[test]
fn international_names_match_in_both_spellings() {
    for written in ["xn--bcher-kva.com", "Bücher.com", "b\u{fc}cher.com", "bu\u{308}cher.com"] {
        let set = set(&[&format!("[domain-name:value='{written}']")]);
        for seen in
            ["https://bücher.com/", "https://BÜCHER.com/", "https://a.xn--bcher-kva.com/", "bücher。com"]
        {
            assert_eq!(value(set.url(seen)).as_deref(), Some("xn--bcher-kva.com"), "{written} {seen}");
        }
        assert!(set.url("https://bucher.com/").is_none());
    }
}

#[test]
fn a_whole_address_matches_without_scheme_default_port_and_final_slash() {
    let set = set(&[
        "[url:value='https://Shared-Lamp.org/~plant/exact?x=1&y=2']",
        "[url:value='http://lamp-x.com:81/a/']",
    ]);
    for seen in [
        "https://shared-lamp.org/~plant/exact?x=1&y=2",
        "http://SHARED-LAMP.org:80/~plant/exact?x=1&y=2",
        "https://shared-lamp.org:443/~plant/exact/?x=1&y=2#part",
    ] {
        assert!(set.url(seen).is_some(), "{seen}");
    }
    assert!(set.url("http://lamp-x.com:81/a").is_some());
    for seen in [
        "https://shared-lamp.org/",
        "https://shared-lamp.org/~plant/exact",
        "https://shared-lamp.org/~Plant/exact?x=1&y=2",
        "https://www.shared-lamp.org/~plant/exact?x=1&y=2",
        "https://shared-lamp.org:8443/~plant/exact?x=1&y=2",
        "http://lamp-x.com/a",
        "http://lamp-x.com:81/a/b",
    ] {
        assert_eq!(set.url(seen), None, "{seen}");
    }
    assert!(set.host("shared-lamp.org").is_none(), "an address says nothing about the rest of its host");
}

#[test]
fn names_on_shared_platforms_match_exactly() {
    let set = set(&[
        "[domain-name:value='evil-lamp.github.io']",
        "[domain-name:value='evil-lamp.firebaseio.com']",
        "[domain-name:value='evil-lamp.gr.com']",
        "[domain-name:value='evil-lamp.b.windows.net']",
    ]);
    for host in
        ["evil-lamp.github.io", "evil-lamp.firebaseio.com", "evil-lamp.gr.com", "evil-lamp.b.windows.net"]
    {
        assert!(set.host(host).is_some(), "{host}");
        assert!(set.host(&format!("x.{host}")).is_none(), "{host}");
    }
    assert!(set.host("other.github.io").is_none());
}

#[test]
fn processes_match_exactly_or_cut_after_sixteen() {
    let set = set(&[
        "[process:name='Diagnosticxd']",
        "[process:name='EnforcementServiceX']",
        "[process:name='sixteencharsname']",
        "[process:name='short']",
    ]);
    assert!(set.process("Diagnosticxd").is_some());
    assert!(set.process("/usr/libexec/Diagnosticxd").is_some());
    assert_eq!(value(set.process("EnforcementServi")).as_deref(), Some("EnforcementServiceX"));
    assert!(set.process("sixteencharsname").is_some());
    for seen in [
        "diagnosticxd",
        "Diagnosticx",
        "Diagnosticxdd",
        "EnforcementServ",
        "EnforcementServic",
        "enforcementservi",
        "sixteencharsnam",
        "sixteencharsname2",
        "/short/other",
        "shor",
        "",
    ] {
        assert_eq!(set.process(seen), None, "{seen}");
    }
}

#[test]
fn paths_match_whole_components_only() {
    let set = set(&[
        "[file:path='/tmp/abc']",
        "[file:path='/private/var/db/com.lamp.xpc/']",
        "[file:path='Library/Preferences/com.lamp.photod.plist']",
        "[file:name='lamp.plist']",
    ]);
    for seen in [
        "/tmp/abc",
        "/private/var/tmp/abc",
        "/var/tmp/abc/x",
        "/tmp/abc/0B5E9E3C-5A3B",
        "//tmp//abc/",
        "/tmp/x/../abc",
        "/private/var/db/com.lamp.xpc",
        "/var/db/com.lamp.xpc/bin",
        "Library/Preferences/com.lamp.photod.plist",
        "/private/var/mobile/Library/Preferences/com.lamp.photod.plist",
        "~/Library/Preferences/com.lamp.photod.plist",
        "/anywhere/lamp.plist",
    ] {
        assert!(set.file_path(seen).is_some(), "{seen}");
    }
    for seen in [
        "/tmp/abcdef",
        "/tmp/ab",
        "/tmp",
        "/data/local/tmp/abc",
        "tmp/abc",
        "var/tmp/abc/x",
        "/TMP/abc",
        "/private/var/db/com.lamp.xpc2/bin",
        "/private/var/db",
        "/Users/x/Library/Preferences/com.lamp.photod.plist",
        "/anywhere/lamp.plist.bak",
        "/anywhere/xlamp.plist",
        "/lamp.plist/x",
        "",
        "/",
        "..",
    ] {
        assert_eq!(set.file_path(seen), None, "{seen}");
    }
    assert_eq!(
        value(set.file_path("/var/db/com.lamp.xpc/bin")).as_deref(),
        Some("/private/var/db/com.lamp.xpc/")
    );
    assert!(set.file_name("Lamp.plist").is_none());
}

#[test]
fn a_folder_near_the_root_speaks_for_itself_alone() {
    let set = set(&[
        "[file:path='/private/var/lampdir/']",
        "[file:path='/private/var/tmp/lampdir/']",
        "[file:path='/data/data/com.lamp']",
        "[file:path='Library/Caches/com.lamp']",
    ]);
    for seen in [
        "/private/var/lampdir",
        "/var/lampdir/",
        "/tmp/lampdir/x/y",
        "/data/data/com.lamp/files/a",
        "/private/var/mobile/Library/Caches/com.lamp/x",
    ] {
        assert!(set.file_path(seen).is_some(), "{seen}");
    }
    for seen in ["/private/var/lampdir/x", "/var/lampdir/x/y", "/private/var/tmp/lampdir2/x"] {
        assert_eq!(set.file_path(seen), None, "{seen}");
    }
}

#[test]
fn the_other_kinds_are_equal_or_not() {
    let sha1 = "0123456789abcdef0123456789abcdef01234567";
    let set = set(&[
        "[email-addr:value='Plant.Invite@Lamp-Mail.com']",
        "[app:id='com.android.servicez']",
        &format!("[app:cert.sha1='{}']", sha1.to_uppercase()),
        "[file:hashes.MD5='0123456789ABCDEF0123456789abcdef']",
        "[configuration-profile:id='9F1F7B3E-0000-4000-8000-000000000001']",
        "[android-property:name='sys.lamp.note']",
    ]);
    assert!(set.email("plant.invite@lamp-mail.com").is_some());
    assert!(set.email("MAILTO:Plant.Invite@LAMP-mail.com").is_some());
    assert!(set.email("xplant.invite@lamp-mail.com").is_none());
    assert!(set.email("plant.invite@lamp-mail.com.org").is_none());
    assert!(set.app_id("com.android.servicez").is_some());
    assert!(set.app_id("com.android.servicezx").is_none());
    assert!(set.app_id("com.Android.servicez").is_none());
    assert!(set.app_certificate(sha1).is_some());
    let pairs: Vec<&str> = (0..20).filter_map(|at| sha1.get(2 * at..2 * at + 2)).collect();
    assert!(set.app_certificate(&pairs.join(":").to_uppercase()).is_some());
    assert!(set.file_hash(sha1).is_none(), "a certificate is not a file");
    assert!(set.file_hash("0123456789abcdef0123456789ABCDEF").is_some());
    assert!(set.profile_id("9f1f7b3e-0000-4000-8000-000000000001").is_some());
    assert!(set.profile_id("9").is_none());
    assert!(set.profile_id("9F1F7B3E").is_none());
    assert!(set.android_property("sys.lamp.note").is_some());
    assert!(set.android_property("sys.lamp.notes").is_none());
}

#[test]
fn links_in_running_text_hit_as_they_stand_there() {
    let set = set(&["[domain-name:value='evil-lamp.com']", "[domain-name:value='xn--bcher-kva.com']"]);
    let text = "Your parcel (see https://a.evil-lamp.com/x?y=1). Not https://example.org/?n=https://evil-lamp.com/, \
        nor me@evil-lamp.com; but www.evil-lamp.com, 点击evil-lamp.com/a查看 and hxxp://evil-lamp[.]com/b! \
        Bücher.com/x 点击https://evil-lamp.com查看";
    let hits: Vec<&str> = set.links(text).into_iter().map(|(link, _)| link).collect();
    assert_eq!(
        hits,
        [
            "https://a.evil-lamp.com/x?y=1",
            "www.evil-lamp.com",
            "点击evil-lamp.com/a查看",
            "hxxp://evil-lamp[.]com/b",
            "Bücher.com/x",
            "https://evil-lamp.com查看",
        ]
    );
}

#[test]
fn a_hit_says_where_it_comes_from() {
    let set = set(&["[domain-name:value='evil-lamp.com']"]);
    let hit = set.host("x.evil-lamp.com").expect("a hit");
    assert_eq!(
        (hit.pack.as_str(), hit.campaign.as_str(), hit.published, hit.tier),
        ("test.stix2", "Lampblack", None, Tier::Strong)
    );
    assert_eq!(set.totals().total(), 1);
}

#[test]
fn an_empty_set_answers_nothing() {
    let empty = Indicators::empty();
    assert!(empty.url("https://evil-lamp.com").is_none());
    assert!(empty.process("bh").is_none());
    assert!(empty.dual_use("com.life360.android").is_none());
    assert_eq!(empty.totals(), indicators::Totals::default());
}
