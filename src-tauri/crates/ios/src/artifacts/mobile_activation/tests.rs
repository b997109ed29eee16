use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Value, Version};
use proptest::prelude::*;

const LOG: &str = "Sysdiagnose/logs/MobileActivation/mobileactivationd.log.0";
const START: &str = "MA: main: ____________________ Mobile Activation Startup _____________________";
const END: &str = "MA: main: ____________________________________________________________________";

fn seen(phone: &Phone) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(17, 5, 0)) };
    look_at(&ARTIFACT, phone, &indicators(&[]), &acquisition)
}

fn line(words: &str) -> String {
    format!("Wed May 24 13:08:13 2023 [135] <debug> (0x16f1db000) {words}\n")
}

fn fields(seen: &Seen) -> Vec<Vec<(&str, &str)>> {
    let one = |record: &'_ engine::Record| -> Vec<(String, String)> {
        let text = |value: &Value| if let Value::Text(text) = value { text.clone() } else { String::new() };
        record.fields.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
    };
    let owned: Vec<Vec<(String, String)>> = seen.records.iter().map(one).collect();
    owned.leak().iter().map(|record| record.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect()).collect()
}

#[test]
fn starts_moves_and_states_are_records_with_times() {
    let log = line(START)
        + &line("MA: main: build_version: 19H349")
        + &line("MA: main: internal_build: false")
        + &line("MA: main: product_type: iPhone9,3")
        + &line(END)
        + &line("MA: perform_data_migration: Migrating from 19H332 to 19H349.")
        + &line("MA: dealwith_activation: Activation State: Activated");
    let seen = seen(&Phone::with(LOG, log));
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert_eq!(
        fields(&seen),
        [
            vec![("event", "started"), ("build", "19H349"), ("product", "iPhone9,3")],
            vec![("event", "moved"), ("before", "19H332"), ("build", "19H349")],
            vec![("event", "activation"), ("state", "Activated")],
        ]
    );
    assert!(seen.records.iter().all(|record| record.times[0].1.to_string() == "2023-05-24T13:08:13Z"));
}

#[test]
fn the_request_tells_the_system_and_no_number_of_the_phone() {
    let path = "Sysdiagnose/logs/MobileActivation/collection_oob_request.txt";
    let body = r#"{"serial-number":"F2LX","udid":"0000","imei":"35","productType":"iPhone14,5","os-version":"17.5","os-build":"21F79"}"#;
    let seen = seen(&Phone::with(path, format!("HEADERS: {{}}\nBODY: {body}\nEND\n")));
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    let told = [("event", "request"), ("build", "21F79"), ("version", "17.5"), ("product", "iPhone14,5")];
    assert_eq!(fields(&seen), [told]);
}

#[test]
fn a_cut_log_tells_what_it_has_and_property_lists_inside_are_passed_over() {
    let log = line("MA: x: Activation message:")
        + "<plist version=\"1.0\"><dict><key>AccountToken</key></dict></plist>\n"
        + &line(END)
        + &line(START)
        + "Wed May 24 13:08:13 2023 [135] <debug> (0x16f1db000) MA: main: build_ver";
    let seen = seen(&Phone::with(LOG, log));
    assert_eq!(fields(&seen), [[("event", "started")]]);
}

#[test]
fn what_is_none_of_this_is_said() {
    assert_eq!(seen(&Phone::with(LOG, "a photo of a holiday")).unread()[0].why, UnreadWhy::UnknownLayout);
    let request = ARTIFACT.reads[2];
    assert_eq!(seen(&Phone::with(request, "BODY: none")).unread()[0].why, UnreadWhy::UnknownLayout);
    assert_eq!(seen(&Phone::with(request, "BODY: {\"a\":")).unread()[0].why, UnreadWhy::CutShort);
    let seen = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::NeedsSysdiagnose));
}

proptest! {
    #[test]
    fn takes_anything(log in "(Wed May 24 13:05:30 2023 |MA: main: |____ Mobile Activation Startup|perform_data_migration|1A1|BODY: |\\{|\"|\n|[ -~é]){0,30}") {
        let _ = seen(&Phone::with(LOG, log.clone()).and(ARTIFACT.reads[2], log));
    }
}
