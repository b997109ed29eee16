use super::certificate::tests::certificate;
use super::{ARTIFACT, LIST};
use crate::artifacts::testing::{Phone, Seen, base64, look, odd_value};
use engine::{Class, NotExamined, State, Weight};
use proptest::prelude::*;

const PATH: &str = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/profile-ab.stub";
const NAMES: [&str; 3] = [
    "domain-name:value='plant.example'",
    "configuration-profile:id='9F1F7B3E-0000-4000-8000-PLANT0000001'",
    "configuration-profile:id='com.plant.payload'",
];

fn plist(value: &str) -> Vec<u8> {
    crate::artifacts::testing::plist(value)
}

/// A profile with these keys and payloads (type, keys).
fn profile(keys: &str, payloads: &[(&str, &str)]) -> Vec<u8> {
    let payload = |(kind, keys): &(&str, &str)| {
        format!(
            "<dict><key>PayloadType</key><string>{kind}</string><key>PayloadUUID</key><string>P</string>{keys}</dict>"
        )
    };
    let payloads: String = payloads.iter().map(payload).collect();
    plist(&format!(
        "<dict><key>InstallDate</key><date>2024-04-14T09:05:17Z</date><key>PayloadDisplayName</key><string>Work</string>\
         <key>PayloadOrganization</key><string>Example Ltd</string><key>PayloadIdentifier</key><string>org.example</string>\
         <key>PayloadUUID</key><string>AAAA</string>{keys}<key>PayloadContent</key><array>{payloads}</array></dict>"
    ))
}

fn seen(list: Vec<u8>) -> Seen {
    look(&ARTIFACT, &Phone::with(PATH, list), &NAMES)
}

fn fired(payloads: &[(&str, &str)]) -> String {
    seen(profile("", payloads)).fired().join(" ").replace("ios.configuration-profiles.", "")
}

fn text(key: &str, value: &str) -> String {
    format!("<key>{key}</key><string>{value}</string>")
}

const LOCK: &str = "<key>PayloadRemovalDisallowed</key><true/>";
const MDM: (&str, &str) = ("com.apple.mdm", "<key>ServerURL</key><string>https://mdm.example.org/</string>");
const NOTIFICATIONS: (&str, &str) = ("com.apple.notificationsettings", "");

#[test]
fn a_published_number_is_found_in_profile_and_payload() {
    let own = "<key>PayloadUUID</key><string>9f1f7b3e-0000-4000-8000-plant0000001</string>";
    let found = seen(profile(own, &[("com.apple.wifi.managed", "")]));
    assert_eq!(found.fired(), ["ios.configuration-profiles.known-profile"]);
    let finding = &found.examined.findings[0];
    assert_eq!((finding.weight, finding.quotes["profile"].value.as_str()), (Weight::KnownSpyware, "Work"));
    assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2024-04-14T09:05:17Z"));

    let second = ("com.apple.vpn.other", "<key>PayloadIdentifier</key><string>com.plant.payload</string>");
    assert_eq!(fired(&[("com.apple.wifi.managed", ""), second]), "known-profile");
}

#[test]
fn a_part_of_a_published_number_is_not_it() {
    for uuid in ["A", "9F1F7B3E", "PLANT0000001"] {
        let own = text("PayloadUUID", uuid);
        assert_eq!(seen(profile(&own, &[])).fired(), ["ios.configuration-profiles.installed"], "{uuid}");
    }
}

#[test]
fn each_power_is_told_wherever_it_stands() {
    let vpn = "<key>VPN</key><dict><key>RemoteAddress</key><string>vpn.example.org</string></dict>";
    let relay = "<key>Relays</key><array><dict><key>HTTP3RelayURL</key><string>https://r.example.org</string></dict></array>";
    let dns =
        "<key>DNSSettings</key><dict><key>ServerURL</key><string>https://dns.example.org</string></dict>";
    let proxy = text("ProxyServer", "proxy.example.org");
    let hidden = "<key>blockedAppBundleIDs</key><array><string>org.example</string></array>";
    let cases = [
        (MDM, "management", "https://mdm.example.org/"),
        (("com.apple.vpn.managed", vpn), "traffic", "vpn.example.org"),
        (("com.apple.relay.managed", relay), "traffic", "https://r.example.org"),
        (("com.apple.proxy.http.global", &proxy), "traffic", "proxy.example.org"),
        (("com.apple.wifi.managed", &proxy), "traffic", "proxy.example.org"),
        (("com.apple.webcontent-filter", ""), "traffic", ""),
        (("com.apple.dnsSettings.managed", dns), "dns", "https://dns.example.org"),
        (
            ("com.apple.security.root", "<key>PayloadCertificateFileName</key><string>ca.cer</string>"),
            "certificate",
            "ca.cer",
        ),
        (("com.apple.applicationaccess", hidden), "hides-apps", ""),
        (NOTIFICATIONS, "hides-notifications", ""),
    ];
    for (payload, name, server) in cases {
        let seen = seen(profile("", &[("com.apple.wifi.managed", ""), payload]));
        assert_eq!(seen.fired(), [format!("ios.configuration-profiles.{name}")], "{payload:?}");
        let finding = &seen.examined.findings[0];
        assert_eq!(finding.quotes["server"].value, server);
        assert!(finding.class == Class::Posture && finding.weight <= Weight::Look);
    }
}

#[test]
fn ordinary_payloads_are_a_note_and_worth_a_look_if_nobody_says_who_made_them() {
    let empty = "<key>blockedAppBundleIDs</key><array/><key>allowCamera</key><false/>";
    for payload in [
        ("com.apple.wifi.managed", ""),
        ("com.apple.mail.managed", ""),
        ("com.apple.applicationaccess", empty),
    ] {
        let weight = |keys: &str| {
            let seen = seen(profile(keys, &[payload]));
            assert_eq!(seen.fired(), ["ios.configuration-profiles.installed"], "{payload:?}");
            seen.examined.findings[0].weight
        };
        assert_eq!(weight(""), Weight::Note);
        assert_eq!(weight("<key>PayloadOrganization</key><string></string>"), Weight::Look);
    }
}

#[test]
fn only_certificates_that_vouch_for_themselves_count() {
    let data = |issuer: &str| {
        let bytes = certificate(issuer, "Corp Root");
        format!("<key>PayloadContent</key><data>{}</data>", base64(&bytes))
    };
    assert_eq!(fired(&[("com.apple.security.pkcs1", &data("Corp Root"))]), "certificate");
    assert_eq!(fired(&[("com.apple.security.pem", &data("Other Root"))]), "installed");
    assert_eq!(fired(&[("com.apple.security.pkcs1", "")]), "installed");
    let pem = |issuer: &str| {
        let lines = base64(&certificate(issuer, "Corp Root"));
        let (first, second) = lines.split_at(20);
        let text =
            format!("-----BEGIN CERTIFICATE-----\r\n{first}\r\n{second}\r\n-----END CERTIFICATE-----\r\n");
        format!("<key>PayloadContent</key><data>{}</data>", base64(text.as_bytes()))
    };
    assert_eq!(fired(&[("com.apple.security.pem", &pem("Corp Root"))]), "certificate");
    assert_eq!(fired(&[("com.apple.security.pem", &pem("Other Root"))]), "installed");
}

#[test]
fn a_published_address_anywhere_in_a_profile_is_found() {
    for (kind, keys) in [
        ("com.apple.mdm", text("ServerURL", "https://mdm.plant.example:8443/x")),
        (
            "com.apple.vpn.managed",
            format!("<key>VPN</key><dict>{}</dict>", text("RemoteAddress", "vpn.plant.example")),
        ),
        (
            "com.apple.dnsSettings.managed",
            format!("<key>DNSSettings</key><dict>{}</dict>", text("ServerName", "plant.example")),
        ),
    ] {
        let told = fired(&[(kind, &keys)]);
        assert!(told.contains("address"), "{kind}: {told}");
    }
    let other = fired(&[("com.apple.mdm", &text("ServerURL", "https://plant.example.org/"))]);
    assert_eq!(other, "management");
}

#[test]
fn lock_control_and_hidden_notifications_together_are_one_finding() {
    let together = seen(profile(LOCK, &[NOTIFICATIONS, MDM]));
    assert_eq!(together.fired(), ["ios.configuration-profiles.hidden-monitoring"]);
    let finding = &together.examined.findings[0];
    assert_eq!(finding.weight, Weight::Look);
    assert_eq!(finding.quotes["parts"].value, "com.apple.notificationsettings, com.apple.mdm");
    let password = ("com.apple.profileRemovalPassword", "");
    assert_eq!(fired(&[NOTIFICATIONS, ("com.apple.security.root", ""), password]), "hidden-monitoring");

    let employer = seen(profile(LOCK, &[MDM])).fired().join(" ");
    assert_eq!(employer, "ios.configuration-profiles.management ios.configuration-profiles.removal-locked");
    assert_eq!(fired(&[NOTIFICATIONS, MDM]), "management hides-notifications");
}

#[test]
fn no_profiles_are_told_from_no_folder() {
    let list = plist("<dict><key>OrderedProfiles</key><array/></dict>");
    let none = look(&ARTIFACT, &Phone::with(LIST, list), &[]);
    assert_eq!(none.state(), &State::Examined { records: 0, gaps: 0, unread: vec![] });
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Absent));
}

#[test]
fn profiles_that_are_listed_and_not_there_are_said_and_compared() {
    let list = |names: &str| plist(&format!("<dict><key>HiddenProfiles</key><array>{names}</array></dict>"));
    let seen = |names: &str| look(&ARTIFACT, &Phone::with(LIST, list(names)), &NAMES);
    let other = seen("<string>org.example</string>");
    assert!(other.fired().is_empty());
    assert_eq!(other.unread()[0].why, engine::UnreadWhy::Missing);
    assert_eq!(
        seen("<string>com.plant.payload</string>").fired(),
        ["ios.configuration-profiles.known-profile"]
    );
    let torn = look(&ARTIFACT, &Phone::with(LIST, *b"bplist00"), &NAMES);
    assert_eq!(torn.state(), &State::NotExamined(NotExamined::Unreadable));
}

#[test]
fn damaged_profiles_are_said() {
    assert_eq!(seen(b"\x30\x82signed".to_vec()).state(), &State::NotExamined(NotExamined::Unreadable));
    assert!(matches!(seen(plist("<array/>")).state(), State::Examined { gaps: 1, .. }));
    let odd = plist("<dict><key>PayloadContent</key><array><string>x</string><dict/></array></dict>");
    assert!(matches!(seen(odd).state(), State::Examined { records: 1, gaps: 2, .. }));
}

#[test]
fn stubs_of_a_sysdiagnose_are_read_too() {
    let stub = plist(
        "<dict><key>PayloadIdentifier</key><string>org.example</string><key>PayloadContent</key><array/></dict>",
    );
    let phone = Phone::with("Sysdiagnose/logs/MCState/Shared/profile-1.stub", stub);
    assert_eq!(look(&ARTIFACT, &phone, &[]).records.len(), 1);
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value(), kind in "com.apple.(mdm|vpn.managed|security.pkcs1|applicationaccess|wifi.managed)") {
        seen(plist(&value));
        seen(plist(&format!("<dict><key>PayloadContent</key>{value}</dict>")));
        seen(profile("", &[(&kind, &format!("<key>PayloadContent</key>{value}<key>VPN</key>{value}"))]));
    }
}
