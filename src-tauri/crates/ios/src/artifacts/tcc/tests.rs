use super::ARTIFACT;
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look, look_at};
use engine::{NotExamined, State, Value, Version, Weight};

const PATH: &str = "HomeDomain/Library/TCC/TCC.db";
const NEW: &str = "CREATE TABLE access (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL,
        auth_value INTEGER NOT NULL, auth_reason INTEGER NOT NULL, auth_version INTEGER, last_modified INTEGER,
        PRIMARY KEY (service, client, client_type));
    CREATE TABLE expired (service TEXT NOT NULL, client TEXT NOT NULL, client_type INTEGER NOT NULL,
        last_modified INTEGER NOT NULL, expired_at INTEGER, PRIMARY KEY (service, client, client_type));
    INSERT INTO access VALUES ('kTCCServiceCamera', 'org.example.app', 0, 2, 4, 1, 1718272688);";

fn fields(record: &engine::Record) -> Vec<(&str, Value)> {
    record.fields.iter().map(|(name, value)| (name.as_str(), value.clone())).collect()
}

#[test]
fn all_three_shapes_are_read() {
    let oldest = "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, allowed INTEGER, prompt_count INTEGER);
        INSERT INTO access VALUES ('kTCCServiceMicrophone', 'org.example.app', 0, 1, 3);";
    let older = "CREATE TABLE access (service TEXT, client TEXT, client_type INTEGER, allowed INTEGER, prompt_count INTEGER,
        last_modified INTEGER);
        INSERT INTO access VALUES ('kTCCServiceMicrophone', '/usr/libexec/thing', 1, 0, 1, 1718272688);";
    let answers = [(oldest, "allowed", 0), (older, "denied", 1), (NEW, "allowed", 1)];
    for (shape, answer, times) in answers {
        let seen = look(&ARTIFACT, &Phone::with(PATH, database(shape)), &[]);
        assert_eq!(seen.records.len(), 1);
        assert!(fields(&seen.records[0]).contains(&("answer", Value::from(answer))), "{shape}");
        assert_eq!(seen.records[0].times.len(), times, "{shape}");
        assert!(seen.unread().is_empty());
    }
    let seen = look(&ARTIFACT, &Phone::with(PATH, database(NEW)), &[]);
    assert!(fields(&seen.records[0]).contains(&("reason", Value::from("system set"))));
}

#[test]
fn published_programs_and_apps_are_found_also_after_they_ran_out() {
    let more = "INSERT INTO access VALUES ('kTCCServiceMicrophone', 'com.plant.implant', 0, 2, 2, 1, 1718272688);
        INSERT INTO expired VALUES ('kTCCServicePhotos', 'com.plant.stalker', 0, 1718272688, 1718272689);
        INSERT INTO access VALUES ('kTCCServiceMicrophone', '/private/var/tmp/plantbh', 1, 2, 2, 1, 1718272688);";
    let names = ["process:name='com.plant.implant'", "app:id='com.plant.stalker'", "process:name='plantbh'"];
    let seen = look(&ARTIFACT, &Phone::with(PATH, database(&format!("{NEW}{more}"))), &names);
    assert_eq!(seen.fired(), ["ios.tcc.client", "ios.tcc.client", "ios.tcc.app"]);
    assert!(seen.examined.findings.iter().all(|finding| finding.weight == Weight::KnownSpyware));
    assert_eq!(seen.examined.findings[0].when.map(|when| when.as_second()), Some(1_718_272_688));
}

#[test]
fn look_alikes_are_silent_and_an_installed_app_weighs_less() {
    let names = ["process:name='org.example.app'", "app:id='com.plant'"];
    let more =
        "INSERT INTO access VALUES ('kTCCServiceMicrophone', 'com.plant.other', 0, 2, 2, 1, 1718272688);";
    let phone = Phone::with(PATH, database(&format!("{NEW}{more}")));
    let mut acquisition = acquisition(Version(17, 0, 0));
    acquisition.apps.push("org.example.app".into());
    let seen = look_at(&ARTIFACT, &phone, &indicators(&names), &acquisition);
    assert_eq!(seen.fired(), ["ios.tcc.client"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::Look);
}

#[test]
fn the_place_of_a_program_counts_where_no_list_names_it() {
    let told = |path: &str, kind: u8| {
        let row = format!(
            "INSERT INTO access VALUES ('kTCCServiceMicrophone', '{path}', {kind}, 2, 2, 1, 1718272688);"
        );
        let phone = Phone::with(PATH, database(&format!("{NEW}{row}")));
        look(&ARTIFACT, &phone, &[]).fired().join(" ")
    };
    let staged = "/private/var/db/com.apple.xpc.roleaccountd.staging/x";
    assert_eq!(told(staged, 1), "ios.tcc.staging");
    assert_eq!(told(staged, 0), "", "no path");
    assert_eq!(told("/private/var/tmp/x", 1), "ios.tcc.odd-place");
    assert_eq!(told("/usr/libexec/x", 1), "");
}

#[test]
fn damaged_and_hostile_databases_are_said() {
    let odd = "CREATE TABLE access (service, client, client_type, auth_value, auth_reason, last_modified);
        INSERT INTO access VALUES (NULL, NULL, NULL, NULL, NULL, NULL);
        INSERT INTO access VALUES (x'ff00', 7, 'path', 99, -1, 1e300);";
    let seen = look(&ARTIFACT, &Phone::with(PATH, database(odd)), &[]);
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE other (a);")), &[]);
    assert_eq!(seen.unread().len(), 1);
    let seen = look(&ARTIFACT, &Phone::with(PATH, &database(NEW)[..5000]), &[]);
    assert!(!matches!(seen.state(), State::Examined { unread, .. } if unread.is_empty()));
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Missing));
}

#[test]
fn the_copy_in_a_sysdiagnose_is_read_too() {
    let phone = Phone::with("Sysdiagnose/logs/Accessibility/TCC.db", database(NEW));
    assert!(!look(&ARTIFACT, &phone, &[]).records.is_empty());
}
