use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, look, odd_value, plist};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

fn seen(list: Vec<u8>) -> Seen {
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], list), &[])
}

#[test]
fn lockdown_mode_is_a_note_either_way_and_nothing_without_the_key() {
    for (value, detection) in [
        ("<true/>", "ios.global-preferences.lockdown-on"),
        ("<false/>", "ios.global-preferences.lockdown-off"),
    ] {
        let seen = seen(plist(&format!(
            "<dict><key>LDMGlobalEnabled</key>{value}<key>AppleLocale</key><string>en_DE</string></dict>"
        )));
        assert_eq!(seen.fired(), [detection]);
        assert_eq!(seen.examined.findings[0].weight, Weight::Note);
        assert_eq!(seen.records.len(), 2);
    }
    assert_eq!(
        seen(plist("<dict><key>LDMGlobalEnabledOther</key><false/></dict>")).fired(),
        Vec::<&str>::new()
    );
}

#[test]
fn damaged_lists_are_said() {
    let odd = seen(plist("<dict><key>LDMGlobalEnabled</key><string>yes</string></dict>"));
    assert_eq!(odd.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    assert_eq!(seen(b"no".to_vec()).state(), &State::NotExamined(NotExamined::Unreadable));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        seen(plist(&value));
    }
}
