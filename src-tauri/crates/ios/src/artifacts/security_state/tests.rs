use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Version};
use proptest::prelude::*;

const STATE: &str = "ccstatus: In Circle (0)\nPeers: iPhone of Example\n\nHomeKit keychain state:\n\
    homekit: accc=<SecAccessControlRef: ck>,acct=69AAAFE9,agrp=com.apple.hap.pairing,cdat=2023-05-24 19:56:14 +0000,gena={length = 33, bytes = 0xe3, x},labl=Kitchen of Example,mdat=2023-05-25 19:56:14 +0000,svce=HomeKit,vwht=Home\n\
    Client: trust\n\
    2023-05-24 19:55:51 +0000 EventSoftFailure: OTAPKIEvent - Attributes: {product : iPhone OS, errorCode : -67694 }\n\
    2023-05-24 9:57:58 PM +0000 EventHardFailure: MitmDetectionEvent - Attributes: {overallScore : 0, rootUsages : (\n foo,\n), errorCode : 0 }\n\
    Client: cloudservices\nNo data\nAll values in the store:\nx: y\n";

fn seen(state: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(17, 5, 0)) };
    look_at(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], state), &indicators(&[]), &acquisition)
}

#[test]
fn entries_and_events_are_records_with_times_and_without_names_of_people() {
    let seen = seen(STATE);
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    let times: Vec<String> = seen.records.iter().map(|record| record.times[0].1.to_string()).collect();
    assert_eq!(times, ["2023-05-24T19:56:14Z", "2023-05-24T19:55:51Z", "2023-05-24T21:57:58Z"]);
    assert_eq!(seen.records[0].times[1].1.to_string(), "2023-05-25T19:56:14Z");
    let told = format!("{:?}", seen.records);
    for word in ["com.apple.hap.pairing", "homekit keychain", "OTAPKIEvent", "EventHardFailure", "-67694"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    for word in ["Example", "69AAAFE9"] {
        assert!(!told.contains(word), "{word}: {told}");
    }
}

#[test]
fn damaged_events_are_gaps_and_what_is_none_is_said() {
    let hurt = seen("Client: trust\n2023-05-24 xx EventSoftFailure: A - Attributes: {}\n");
    assert_eq!(hurt.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    assert_eq!(seen("a photo of a holiday").unread()[0].why, UnreadWhy::UnknownLayout);
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

const DEVICES: &str = r#"{"lastOctagonPush":"2026-01-02 03:04:05 +0000","contextDump":{"self":{"stableInfo":{"os_version":"x"}},
    "peers":[{"permanentInfo":{"model_id":"iPhone15,2","machine_id":"secret"},"stableInfo":{"os_version":"iPhone OS 17.5 (21F79)",
    "serial_number":"F2LSECRET","device_name":"Phone of Example"}},{"permanentInfo":{"model_id":"Mac14,2"},"dynamicInfo":{}},
    {"stableInfo":{"os_version":"macOS 15"}}, 7]}}"#;

fn devices(text: &str) -> Seen {
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[1], text), &[])
}

#[test]
fn trusted_devices_are_records_without_serial_numbers_and_names() {
    let seen = devices(DEVICES);
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].cite.place, "contextDump.peers[0]");
    let told = format!("{:?}", seen.records);
    for word in ["iPhone15,2", "iPhone OS 17.5 (21F79)", "Mac14,2", "macOS 15"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    assert!(!told.contains("SECRET") && !told.contains("secret") && !told.contains("Example"), "{told}");
}

#[test]
fn a_list_of_devices_that_is_cut_or_another_file_is_said() {
    let why = |text: &str| devices(text).unread().first().map(|unread| unread.why);
    let cut = devices(&DEVICES[..DEVICES.find("Mac14").unwrap()]);
    assert_eq!((cut.records.len(), cut.unread()[0].why), (1, UnreadWhy::CutShort));
    assert_eq!(why("[]"), Some(UnreadWhy::UnknownLayout));
    assert_eq!(why("Octagon is not available"), Some(UnreadWhy::UnknownLayout));
    assert_eq!(why(&format!("{{\"contextDump\":{}", "[".repeat(100_000))), Some(UnreadWhy::TooLarge));
}

proptest! {
    #[test]
    fn any_list_of_devices_ends(text in "(\\{|\\}|\\[|\\]|\"contextDump\":|\"peers\":|\"permanentInfo\":|\"model_id\":\"a\"|,|[ -~]){0,30}") {
        let seen = devices(&text);
        prop_assert!(seen.records.len() <= text.len() && seen.examined.findings.is_empty());
    }
}

proptest! {
    #[test]
    fn takes_anything(state in "(x keychain state:\n|Client: a\n|\\{|\\}|agrp=|cdat=|,|: | - Attributes: \\{|2023-05-24 9:57:58 PM|\n|[ -~é]){0,30}") {
        let _ = seen(&state);
    }
}
