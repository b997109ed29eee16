use super::ARTIFACT;
use crate::artifacts::testing::{
    Phone, Seen, acquisition, base64, indicators, look, look_at, odd_value, plist,
};
use engine::indicators::Indicators;
use engine::{NotExamined, State, Version, Weight};
use proptest::prelude::*;

const NAMES: [&str; 2] = ["app:id='com.plant.stalker'", "process:name='com.plant.process'"];

fn papers(id: &str, source: &str) -> String {
    let id = if id.is_empty() {
        String::new()
    } else {
        format!("<key>softwareVersionBundleId</key><string>{id}</string>")
    };
    let source = if source.is_empty() {
        String::new()
    } else {
        format!("<key>sourceApp</key><string>{source}</string>")
    };
    format!(
        "<dict>{id}{source}<key>itemName</key><string>Shown</string><key>com.apple.iTunesStore.downloadInfo</key>\
         <dict><key>purchaseDate</key><string>2024-01-29T09:02:08Z</string></dict></dict>"
    )
}

fn app(id: &str, papers: &str) -> String {
    let inside = if papers.is_empty() {
        String::new()
    } else {
        format!("<key>iTunesMetadata</key><data>{}</data>", base64(&plist(papers)))
    };
    format!("<key>{id}</key><dict><key>PlaceholderIcon</key><data>iVBORw0KGgo=</data>{inside}</dict>")
}

fn info(apps: &str) -> Vec<u8> {
    plist(&format!(
        "<dict><key>Applications</key><dict>{apps}</dict><key>Build Version</key><string>x</string></dict>"
    ))
}

fn seen(apps: &str) -> Seen {
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], info(apps)), &NAMES)
}

#[test]
fn published_apps_are_known_by_either_id() {
    let found = seen(&app("com.plant.stalker", &papers("com.plant.stalker", "com.apple.AppStore")));
    assert_eq!(found.fired(), ["ios.applications.known-app"]);
    let finding = &found.examined.findings[0];
    assert_eq!((finding.weight, finding.quotes["app"].value.as_str()), (Weight::KnownSpyware, "Shown"));
    assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2024-01-29T09:02:08Z"));
    let renamed = seen(&app("org.example.a", &papers("com.plant.stalker", "com.apple.AppStore")));
    assert_eq!(renamed.fired(), ["ios.applications.known-app"]);
}

#[test]
fn a_published_process_name_is_worth_a_look_only() {
    let found = seen(&app("com.plant.process", &papers("com.plant.process", "com.apple.AppStore")));
    assert_eq!(found.fired(), ["ios.applications.process"]);
    assert_eq!(found.examined.findings[0].weight, Weight::Look);
}

#[test]
fn ordinary_apps_are_silent() {
    for source in
        ["com.apple.AppStore", "com.apple.AppStore.ProductPageExtension", "com.apple.dmd", "dmd", ""]
    {
        assert_eq!(
            seen(&app("org.example.a", &papers("org.example.a", source))).fired(),
            Vec::<&str>::new(),
            "{source}"
        );
    }
    let alike = app("com.plant.stalker.lite", &papers("com.plant.stalker.lite", "dmd"));
    assert_eq!(seen(&alike).fired(), Vec::<&str>::new());
}

#[test]
fn other_sources_are_worth_a_look_and_test_versions_a_note() {
    let weight = |source: &str| {
        let seen = seen(&app("org.example.a", &papers("org.example.a", source)));
        (seen.fired()[0].to_owned(), seen.examined.findings[0].weight)
    };
    assert_eq!(weight("com.plant.otherstore"), ("ios.applications.other-source".into(), Weight::Look));
    assert_eq!(weight("com.apple.AppStoreX"), ("ios.applications.other-source".into(), Weight::Note));
    assert_eq!(weight("com.apple.TestFlight"), ("ios.applications.test-version".into(), Weight::Note));
}

#[test]
fn an_app_with_two_uses_gets_a_gentle_question() {
    let phone = |id: &str| Phone::with(ARTIFACT.reads[0], info(&app(id, &papers(id, "com.apple.AppStore"))));
    let indicators = Indicators::builtin();
    let look = |id: &str| look_at(&ARTIFACT, &phone(id), &indicators, &acquisition(Version(17, 0, 0)));
    let seen = look("com.life360.safetymap");
    assert_eq!(
        (seen.fired(), seen.examined.findings[0].weight),
        (vec!["ios.applications.dual-use"], Weight::Note)
    );
    assert_eq!(look("com.teamviewer.rc").fired(), ["ios.applications.dual-use"]);
    for other in ["com.life360.safetymap.other", "com.teamviewers.rc"] {
        assert_eq!(look(other).fired(), Vec::<&str>::new());
    }
}

#[test]
fn papers_without_an_id_are_worth_a_look_and_none_only_where_others_have_them() {
    let without_id = seen(&app("org.example.a", &papers("", "com.apple.AppStore")));
    assert_eq!(without_id.fired(), ["ios.applications.no-store-record"]);
    assert_eq!(without_id.examined.findings[0].weight, Weight::Look);
    let weights = |apps: &str| {
        let found = seen(apps).examined.findings;
        assert!(found.iter().all(|one| one.detection == "ios.applications.no-store-record"), "{found:?}");
        found.into_iter().map(|one| (one.quotes["id"].value.clone(), one.weight)).collect::<Vec<_>>()
    };
    let (none, other) = (app("org.example.a", ""), app("org.example.b", ""));
    let bought = app("org.example.c", &papers("org.example.c", "dmd"));
    let both = |weight| [("org.example.a".to_owned(), weight), ("org.example.b".to_owned(), weight)];
    assert_eq!(weights(&format!("{none}{other}")), both(Weight::Note));
    assert_eq!(weights(&format!("{none}{bought}{other}")), both(Weight::Look));
}

#[test]
fn apps_that_are_only_listed_by_id_are_compared_too() {
    let mut acquisition = acquisition(Version(17, 0, 0));
    acquisition.apps = vec!["org.example.a".into(), "com.plant.stalker".into()];
    let phone = Phone::with(ARTIFACT.reads[0], info(&app("org.example.a", &papers("org.example.a", "dmd"))));
    let seen = look_at(&ARTIFACT, &phone, &indicators(&NAMES), &acquisition);
    assert_eq!((seen.fired(), seen.records.len()), (vec!["ios.applications.known-app"], 2));
    // Some computers describe only what has papers.
    acquisition.apps = vec!["org.example.a".into(), "org.example.hermit".into(), "com.apple.x".into()];
    let seen = look_at(&ARTIFACT, &phone, &indicators(&NAMES), &acquisition);
    let told: Vec<_> = seen
        .examined
        .findings
        .iter()
        .map(|found| (found.quotes["id"].value.as_str(), found.weight))
        .collect();
    assert_eq!(told, [("org.example.hermit", Weight::Look)]);
}

#[test]
fn the_papers_beside_each_app_of_a_full_copy_are_read_alike() {
    let path = |folder: &str| {
        format!("Filesystem/private/var/containers/Bundle/Application/{folder}/iTunesMetadata.plist")
    };
    let papers = |id: &str, source: &str| {
        plist(&format!(
            "<dict><key>softwareVersionBundleId</key><string>{id}</string><key>sourceApp</key>\
             <string>{source}</string></dict>"
        ))
    };
    let phone = Phone::with(&path("A"), papers("com.plant.stalker", "com.apple.AppStore"))
        .and(&path("B"), papers("org.example.b", "org.example.shop"))
        .and(&path("C"), papers("com.plant.stalker.not", "com.apple.AppStore"));
    let seen = look(&ARTIFACT, &phone, &NAMES);
    assert_eq!(seen.fired(), ["ios.applications.known-app", "ios.applications.other-source"]);
    assert_eq!(seen.examined.findings[0].cite.path, path("A"));
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn an_app_that_no_shop_signed_is_worth_a_look_in_a_full_copy() {
    let folder = "Filesystem/private/var/containers/Bundle/Application/A";
    let seen = |path: &str| look(&ARTIFACT, &Phone::with(&format!("{folder}/{path}"), *b"0"), &NAMES);
    let found = seen("My Carrier.app/embedded.mobileprovision");
    assert_eq!(found.fired(), ["ios.applications.signed-elsewhere"]);
    let finding = &found.examined.findings[0];
    assert_eq!((finding.weight, finding.quotes["app"].value.as_str()), (Weight::Look, "My Carrier"));
    assert_eq!(found.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    for other in [
        "My Carrier.app/Info.plist",
        "My Carrier.app/x/embedded.mobileprovision",
        "a/embedded.mobileprovision",
    ] {
        assert_eq!(seen(other).fired(), Vec::<&str>::new(), "{other}");
    }
    let broken = look(&ARTIFACT, &Phone::broken(engine::UnreadWhy::Damaged), &NAMES);
    assert!(!matches!(broken.state(), State::Examined { .. }));
}

#[test]
fn apps_of_a_full_copy_are_known_by_their_own_id_whatever_lies_beside_them() {
    let at = |file: &str| format!("Filesystem/private/var/containers/Bundle/Application/{file}");
    let bundle =
        |id: &str| plist(&format!("<dict><key>CFBundleIdentifier</key><string>{id}</string></dict>"));
    let shop =
        |id: &str| plist(&format!("<dict><key>softwareVersionBundleId</key><string>{id}</string></dict>"));
    let told = |phone: Phone| {
        let found = look(&ARTIFACT, &phone, &NAMES).examined.findings;
        let told = |one: &engine::Finding| (one.detection.replace("ios.applications.", ""), one.weight);
        found.iter().map(told).collect::<Vec<_>>()
    };
    let known = ("known-app".to_owned(), Weight::KnownSpyware);
    let sold = Phone::with(&at("A/iTunesMetadata.plist"), shop("org.example.a"));
    let ordinary = sold.and(&at("A/a.app/Info.plist"), bundle("org.example.a"));
    assert_eq!(told(ordinary), []);
    // Another app under the papers of an ordinary one; one without any papers; one that somebody else signed.
    let sold = || Phone::with(&at("A/iTunesMetadata.plist"), shop("org.example.a"));
    assert_eq!(
        told(sold().and(&at("A/a.app/Info.plist"), bundle("com.plant.stalker"))),
        std::slice::from_ref(&known)
    );
    assert_eq!(
        told(sold().and(&at("B/b.app/Info.plist"), bundle("com.plant.stalker"))),
        std::slice::from_ref(&known)
    );
    let signed = |id: &str| {
        Phone::with(&at("B/b.app/embedded.mobileprovision"), *b"0").and(&at("B/b.app/Info.plist"), bundle(id))
    };
    let elsewhere = ("signed-elsewhere".to_owned(), Weight::Look);
    assert_eq!(told(signed("com.plant.stalker")), [elsewhere.clone(), known]);
    assert_eq!(told(signed("org.example.b")), [elsewhere]);
    // Without papers among others that have them, and in a copy that has none at all; Apple's come with the system.
    let bare = ("no-store-record".to_owned(), Weight::Look);
    assert_eq!(told(sold().and(&at("B/b.app/Info.plist"), bundle("org.example.b"))), [bare]);
    assert_eq!(told(Phone::with(&at("B/b.app/Info.plist"), bundle("org.example.b"))), []);
    assert_eq!(told(sold().and(&at("B/b.app/Info.plist"), bundle("com.apple.b"))), []);
    let torn = sold()
        .and(&at("B/iTunesMetadata.plist"), "<plist><di")
        .and(&at("B/b.app/Info.plist"), bundle("org.example.b"));
    assert_eq!(told(torn), []);
    let nameless = look(&ARTIFACT, &Phone::with(&at("B/b.app/Info.plist"), plist("<dict/>")), &NAMES);
    assert_eq!(nameless.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
}

#[test]
fn damaged_lists_are_said() {
    let odd =
        format!("<key>a</key><dict><key>iTunesMetadata</key><data>{}</data></dict>", base64(b"no list"));
    assert_eq!(seen(&odd).state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    let whole = info(&app("com.plant.stalker", &papers("com.plant.stalker", "dmd")));
    let cut = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], &whole[..whole.len() - 60]), &NAMES);
    assert_eq!(cut.fired(), ["ios.applications.known-app"]);
    assert_eq!(cut.unread().len(), 1);
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Missing));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], plist(&format!("<dict><key>Applications</key>{value}</dict>"))), &NAMES);
        seen(&format!("<key>a</key>{value}"));
        seen(&app("a", &value));
    }
}
