use super::{ARTIFACT, PATH};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::{NotExamined, State, Version, Weight};
use proptest::prelude::*;

fn summary(lines: &[&str]) -> Vec<u8> {
    let line = |name: &&str| {
        format!(
            "<key>{name}</key><array><date>2024-06-07T00:23:33Z</date><real>1</real><real>2</real><integer>3</integer>\
             <real>4</real></array>"
        )
    };
    let lines: String = lines.iter().map(line).collect();
    plist(&format!("<dict><key>netUsageBaseline</key><dict>{lines}</dict></dict>"))
}

fn seen(lines: &[&str], comparisons: &[&str]) -> Seen {
    look(&ARTIFACT, &Phone::with(PATH, summary(lines)), comparisons)
}

#[test]
fn published_names_are_found_and_look_alikes_are_not() {
    let names = ["process:name='plantroleaccountd'"];
    let found = seen(&["apsd", "plantroleaccountd"], &names);
    assert_eq!(found.fired(), ["ios.os-analytics-ad-daily.process"]);
    let finding = &found.examined.findings[0];
    assert_eq!(
        (finding.weight, finding.cite.place.as_str()),
        (Weight::KnownSpyware, "netUsageBaseline plantroleaccountd")
    );
    assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2024-06-07T00:23:33Z"));
    assert_eq!(found.records.len(), 2);
    assert_eq!(
        seen(&["roleaccountd", "plantroleaccountd2", "BackupAgent2"], &names).fired(),
        Vec::<&str>::new()
    );
}

#[test]
fn the_old_backup_program_is_known() {
    assert_eq!(seen(&["BackupAgent"], &[]).fired(), ["ios.os-analytics-ad-daily.backup-agent"]);
    let both = seen(&["BackupAgent"], &["process:name='BackupAgent'"]);
    assert_eq!(both.fired(), ["ios.os-analytics-ad-daily.backup-agent"]);
    assert_eq!(both.examined.findings[0].weight, Weight::KnownSpyware);
}

#[test]
fn an_installed_app_with_a_published_name_is_worth_a_look_only() {
    let mut acquisition = acquisition(Version(17, 0, 0));
    acquisition.apps.push("org.example.app".into());
    let phone = Phone::with(PATH, summary(&["org.example.app"]));
    let seen = look_at(&ARTIFACT, &phone, &indicators(&["process:name='org.example.app'"]), &acquisition);
    assert_eq!(seen.examined.findings[0].weight, Weight::Look);
}

#[test]
fn damaged_lists_are_said_and_absence_is_ordinary() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, "not a list"), &[]);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let seen = look(
        &ARTIFACT,
        &Phone::with(PATH, plist("<dict><key>netUsageBaseline</key><string>x</string></dict>")),
        &[],
    );
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Absent));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        look(&ARTIFACT, &Phone::with(PATH, plist(&format!("<dict><key>netUsageBaseline</key>{value}</dict>"))), &[]);
    }
}
