use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, Record, State, UnreadWhy, Value, Version};
use proptest::prelude::*;

const DUMP: &str = "Local device\n\tUUID: 5A\n\tMessaging Protocol Version: 3\n\tProduct Type: iPhone14,5\n\tProperties: {\n\
    \t\tBuildVersion => 21F79\n\t\tDeviceClass => iPhone\n\t\tOSVersion => 17.5\n\t\tSerialNumber => F2LX\n\t}\n\
    \tServices:\n\t\tcom.apple.a\n\t\tcom.apple.b\n\t\t\tProperties: {\n\t\t\t\tLegacy => true\n\t\t\t}\n\n\
    Found ncm-device\n\tState: connected (connectable)\n\tProduct Type: \"MacBookPro15,1\"\n\tLocal Services:\n\t\tcom.apple.c\n";

fn seen(dump: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(17, 5, 0)) };
    look_at(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], dump), &indicators(&[]), &acquisition)
}

fn field<'a>(record: &'a Record, name: &str) -> &'a Value {
    record.fields.iter().find(|(field, _)| field == name).map_or(&Value::None, |(_, value)| value)
}

#[test]
fn the_phone_and_what_it_found_are_records_without_their_numbers() {
    let seen = seen(DUMP);
    assert_eq!(seen.state(), &State::Examined { records: 2, gaps: 0, unread: vec![] });
    let [phone, found] = &seen.records[..] else { panic!("{:?}", seen.records) };
    for (name, value) in
        [("device", "phone"), ("product", "iPhone14,5"), ("version", "17.5"), ("build", "21F79")]
    {
        assert_eq!(field(phone, name), &Value::from(value), "{name}");
    }
    let services = vec!["com.apple.a".to_owned(), "com.apple.b".to_owned()];
    assert_eq!(field(phone, "services"), &Value::from(services));
    assert_eq!(field(found, "product"), &Value::from("MacBookPro15,1"));
    assert_eq!(field(found, "state"), &Value::from("connected (connectable)"));
    assert!(!format!("{:?}", seen.records).contains("F2LX"));
}

#[test]
fn a_cut_dump_tells_what_it_has_and_what_is_none_is_said() {
    let seen_cut = seen("Local device\n\tProduct Ty");
    assert_eq!(seen_cut.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    assert_eq!(seen("a photo of a holiday").unread()[0].why, UnreadWhy::UnknownLayout);
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

proptest! {
    #[test]
    fn takes_anything(dump in "(Local device|Found |\t|\n|Services:|=>|: |[ -~é]){0,40}") {
        let _ = seen(&dump);
    }
}
