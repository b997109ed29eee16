use super::{ARTIFACT, PATH};
use crate::artifacts::testing::{Phone, Seen, look, odd_value, plist};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

const NAMES: [&str; 4] = [
    "process:name='plantlocd'",
    "process:name='plantbin'",
    "file:path='/private/var/db/com.apple.xpc.plantd/'",
    "app:id='com.plant.stalker'",
];

fn seen(entries: &str) -> Seen {
    look(&ARTIFACT, &Phone::with(PATH, plist(&format!("<dict>{entries}</dict>"))), &NAMES)
}

fn app(key: &str, id: &str, executable: &str) -> String {
    format!(
        "<key>{key}</key><dict><key>BundleId</key><string>{id}</string><key>Executable</key><string>{executable}</string>\
         <key>Registered</key><true/><key>LocationTimeStopped</key><real>734409880.5</real></dict>"
    )
}

#[test]
fn programs_are_found_by_key_and_by_path() {
    let by_key = "<key>MigrationVersion</key><integer>7</integer>\
        <key>com.apple.locationd.bundle-/System/Library/PrivateFrameworks/plantlocd:</key>\
        <dict><key>LocationTimeStopped</key><real>734409880</real></dict>";
    let found = seen(by_key);
    assert_eq!(found.fired(), ["ios.locationd-clients.process"]);
    assert_eq!(found.examined.findings[0].weight, Weight::KnownSpyware);
    assert_eq!(found.records.len(), 1);
    assert_eq!(found.examined.facts.len(), 1);

    let by_path = app("com.apple.locationd.executable-other:", "", "/var/db/com.apple.xpc.plantd/other");
    assert_eq!(seen(&by_path).fired(), ["ios.locationd-clients.path"]);
    let by_executable = app("com.apple.locationd.executable-plantbin:", "", "/usr/libexec/x");
    assert_eq!(seen(&by_executable).fired(), ["ios.locationd-clients.process"]);
}

#[test]
fn apps_are_known_by_id_and_weigh_less_by_name() {
    let stalker = app(
        "icom.plant.stalker:",
        "com.plant.stalker",
        "/private/var/containers/Bundle/Application/U/a.app/a",
    );
    assert_eq!(seen(&stalker).fired(), ["ios.locationd-clients.app"]);
    let named = app(
        "iorg.example:",
        "org.example",
        "/private/var/containers/Bundle/Application/U/plantbin.app/plantbin",
    );
    let found = seen(&named);
    assert_eq!(found.fired(), ["ios.locationd-clients.process"]);
    assert_eq!(found.examined.findings[0].weight, Weight::Look);
}

#[test]
fn look_alikes_are_silent() {
    let others = [
        app("com.apple.locationd.executable-plantbin2:", "", "/private/var/mobile/com.apple.xpc.plantd/x"),
        app("icom.plant.stalker.other:", "com.plant.stalker.other", "/usr/libexec/plantlocdx"),
    ];
    assert_eq!(seen(&others.concat()).fired(), Vec::<&str>::new());
}

#[test]
fn the_place_of_a_program_counts_where_no_list_names_it() {
    let staging = "/private/var/db/com.apple.xpc.roleaccountd.staging";
    let told = |path: &str| {
        let found = seen(&app("com.apple.locationd.executable-x:", "", path)).examined.findings;
        found.into_iter().map(|one| (one.detection, one.weight)).collect::<Vec<_>>()
    };
    let named = |name: &str, weight| [(format!("ios.locationd-clients.{name}"), weight)];
    assert_eq!(told(&format!("{staging}/x")), named("staging", Weight::Strong));
    assert_eq!(told("/private/var/db/com.apple.xpc.plantd2/x"), named("odd-place", Weight::Look));
    assert_eq!(told("/var/db/com.apple.xpc.plantd/x"), named("path", Weight::KnownSpyware));
    for ordinary in
        ["/usr/libexec/x".to_owned(), format!("{staging}/exec/1.2.xpc/com.apple.NRD.UpdateBrainService")]
    {
        assert_eq!(told(&ordinary), [], "{ordinary}");
    }
}

#[test]
fn damaged_lists_are_said() {
    assert_eq!(
        seen("<key>a</key><array/>").state(),
        &State::Examined { records: 0, gaps: 1, unread: vec![] }
    );
    let cut = look(&ARTIFACT, &Phone::with(PATH, "<?xml version=\"1.0\"?><plist><dict><key>a"), &NAMES);
    assert_eq!(cut.state(), &State::NotExamined(NotExamined::Unreadable));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        look(&ARTIFACT, &Phone::with(PATH, plist(&format!("<dict><key>x:</key>{value}</dict>"))), &NAMES);
    }
}
