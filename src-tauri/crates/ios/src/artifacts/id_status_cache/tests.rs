use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::{NotExamined, State, Version, Weight};
use proptest::prelude::*;

const PATH: &str = "HomeDomain/Library/Preferences/com.apple.identityservices.idstatuscache.plist";

fn cache(accounts: &[&str]) -> Vec<u8> {
    let account = |account: &&str| {
        format!(
            "<key>{account}</key><dict><key>IDStatus</key><integer>1</integer><key>LookupDate</key><real>730441985</real></dict>"
        )
    };
    let accounts: String = accounts.iter().map(account).collect();
    plist(&format!(
        "<dict><key>version</key><integer>2</integer><key>com.apple.madrid</key><dict>{accounts}</dict></dict>"
    ))
}

fn seen(accounts: &[&str]) -> Seen {
    look(&ARTIFACT, &Phone::with(PATH, cache(accounts)), &["email-addr:value='plant@plant-mail.com'"])
}

/// XML cannot hold a NUL, so this is a binary list: one service, one account, no answer in it.
fn with_nuls() -> Vec<u8> {
    let mut list = b"bplist00\xd1\x01\x02\x51s\xd1\x03\x04\x5d".to_vec();
    list.extend(b"mailto:a\0\0b@c");
    list.push(0xd0);
    let table = list.len();
    list.extend([8, 11, 13, 16, 30]);
    list.extend([0; 6]);
    list.extend([1, 1]);
    for number in [5_u64, 0, table as u64] {
        list.extend(number.to_be_bytes());
    }
    list
}

#[test]
fn a_published_account_is_found_in_any_case() {
    let seen = seen(&["mailto:Plant@plant-mail.com", "tel:+15550100"]);
    assert_eq!(seen.fired(), ["ios.id-status-cache.email"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.weight, Weight::KnownSpyware);
    assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2024-02-24T04:33:05Z"));
    assert!(finding.quotes["account"].personal && !finding.cite.place.contains("plant-mail"));
    assert_eq!(seen.records.len(), 2);
}

#[test]
fn look_alikes_are_silent() {
    let accounts =
        ["mailto:a.plant@plant-mail.com", "mailto:plant@plant-mail.com.example", "tel:plant@plant-mail.com"];
    assert_eq!(seen(&accounts).fired(), Vec::<&str>::new());
}

#[test]
fn two_invisible_characters_in_a_row_are_strong() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, with_nuls()), &[]);
    assert_eq!(seen.fired(), ["ios.id-status-cache.null-bytes"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::Strong);
    assert_eq!(seen.examined.findings[0].quotes["account"].value, "mailto:a\0\0b@c");
}

#[test]
fn it_is_read_where_it_is_and_not_expected_on_newer_systems() {
    let newer = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(newer.state(), &State::NotExamined(NotExamined::NotOnThisOs));
    let older = look_at(&ARTIFACT, &Phone::default(), &indicators(&[]), &acquisition(Version(14, 6, 0)));
    assert_eq!(older.state(), &State::NotExamined(NotExamined::Absent));
}

#[test]
fn damaged_lists_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, &with_nuls()[..20]), &[]);
    assert!(
        !matches!(seen.state(), State::Examined { unread, .. } if unread.is_empty()),
        "{:?}",
        seen.state()
    );
    let odd = plist("<dict><key>s</key><dict><key>mailto:a@b</key><string>x</string></dict></dict>");
    let seen = look(&ARTIFACT, &Phone::with(PATH, odd), &[]);
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        look(&ARTIFACT, &Phone::with(PATH, plist(&value)), &[]);
    }
}
