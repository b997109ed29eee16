use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, look, plist};
use engine::{NotExamined, Stamps, State, Weight};

const FOLDER: &str = "RootDomain/Library/Lockdown/pair_records";

fn record(host: &str, system: &str) -> Vec<u8> {
    plist(&format!(
        "<dict><key>HostID</key><string>{host}</string><key>SystemBUID</key><string>{system}</string></dict>"
    ))
}

fn seen(name: &str, bytes: Vec<u8>) -> Seen {
    let path = format!("{FOLDER}/{name}.plist");
    let made = "2026-01-02T03:04:05Z".parse().ok();
    let stamps = Stamps { modified: made, changed: made, born: made };
    look(&ARTIFACT, &Phone::with(&path, bytes).stamped(&path, stamps), &[])
}

#[test]
fn an_ordinary_computer_is_a_note_a_record_and_a_fact() {
    let seen = seen("A1B2", record("A1B2-C3", "D4E5"));
    assert_eq!(seen.fired(), ["ios.pairing-records.computers"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::Note);
    assert_eq!(seen.examined.findings[0].quotes["count"].value, "1");
    assert_eq!(seen.records[0].fields[0], ("host".into(), "A1B2-C3".into()));
    let fact = &seen.examined.facts[0];
    assert_eq!((fact.what.as_str(), fact.about.as_str()), ("computer-paired", "A1B2-C3"));
}

#[test]
fn the_numbers_of_the_tool_are_strong_in_the_list_or_in_its_name() {
    for (name, bytes) in [
        ("x", record("9016926980658937761372207", "D4E5")),
        ("x", record("A1B2", "30313996-42072961236303456")),
        ("9016926980658937761372207", b"locked".to_vec()),
    ] {
        let seen = seen(name, bytes);
        assert!(seen.fired().contains(&"ios.pairing-records.extraction-tool"), "{name}");
        let finding = &seen.examined.findings[0];
        assert_eq!((finding.weight, finding.when.is_some()), (Weight::Strong, true));
    }
    let near = seen("x", record("901692698065893776137220", "30313996-4207296123630345"));
    assert_eq!(near.fired(), ["ios.pairing-records.computers"]);
}

#[test]
fn damage_is_said_and_backups_do_not_hold_it() {
    let seen = seen("A1B2", b"locked".to_vec());
    assert_eq!(seen.unread().len(), 1);
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsFilesystem)
    );
}
