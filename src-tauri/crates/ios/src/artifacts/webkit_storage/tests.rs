use super::ARTIFACT;
use super::origin::tests::file;
use crate::artifacts::testing::{Phone, Seen, look};
use engine::{NotExamined, State, Weight};

const SAFARI: &str = "AppDomain-com.apple.mobilesafari/Library/WebKit/WebsiteData";
const VIEW: &str = "AppDomain-org.example/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn seen(path: &str) -> Seen {
    look(&ARTIFACT, &Phone::with(path, *b"x"), PLANT)
}

#[test]
fn published_sites_are_found_in_every_store_of_every_app() {
    for path in [
        format!("{SAFARI}/IndexedDB/v1/https_cdn.plant.example_0/x/IndexedDB.sqlite3"),
        format!("{SAFARI}/LocalStorage/https_plant.example_0.localstorage"),
        format!("{VIEW}/IndexedDB/http_plant.example_8080/db"),
        format!("{VIEW}/https_cdn.plant.example_0/x"),
        format!("{VIEW}/MediaKeys/v1/https_plant.example_0/SecureStop.plist"),
    ] {
        let seen = seen(&path);
        assert_eq!(seen.fired(), ["ios.webkit-storage.site"], "{path}");
        let finding = &seen.examined.findings[0];
        assert_eq!((finding.weight, finding.cite.path.as_str()), (Weight::KnownSpyware, path.as_str()));
        assert!(finding.quotes["app"].value.starts_with("AppDomain-"));
    }
}

#[test]
fn folders_without_files_and_files_without_content_count_and_stores_of_profiles() {
    let fired = |phone: &Phone| look(&ARTIFACT, phone, PLANT).fired().join(" ");
    let folder = |host: &str| format!("{SAFARI}/IndexedDB/v1/https_{host}_0");
    for (host, found) in [("plant.example", "ios.webkit-storage.site"), ("plant.example.org", "")] {
        assert_eq!(
            fired(&Phone::default().folder(&folder(host), engine::Stamps::default())),
            found,
            "{host}"
        );
        assert_eq!(fired(&Phone::default().missing(&format!("{}/x", folder(host)))), found, "{host}");
    }
    let profile = "AppDomain-com.apple.mobilesafari/Library/WebKit/WebsiteDataStore/0B5E9E3C-5A3B";
    let bytes = file([("example.org", None), ("cdn.plant.example", None)], false);
    assert_eq!(
        fired(&Phone::with(&format!("{profile}/Origins/a/b/origin"), bytes)),
        "ios.webkit-storage.site"
    );
    let gone = look(&ARTIFACT, &Phone::default().missing(&format!("{SAFARI}/Default/a/b/origin")), PLANT);
    assert_eq!(gone.state(), &State::NotExamined(NotExamined::Missing));
}

#[test]
fn files_of_newer_systems_name_page_and_site() {
    let path = format!("{SAFARI}/Default/aGFzaA/aGFzaB/origin");
    let bytes = file([("example.org", None), ("cdn.plant.example", None)], false);
    let phone = Phone::with(&path, bytes)
        .and(&format!("{SAFARI}/Default/aGFzaA/aGFzaB/LocalStorage/localstorage.sqlite3"), *b"x");
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.webkit-storage.site"]);
    let sites: Vec<_> = seen.records.iter().map(|record| record.fields[0].1.clone()).collect();
    assert_eq!(sites, ["cdn.plant.example".into(), "example.org".into()]);
    let odd = look(
        &ARTIFACT,
        &Phone::with(&path, *b"odd").and(&format!("{SAFARI}/LocalStorage/https_a.example_0"), ""),
        PLANT,
    );
    assert_eq!(odd.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
}

#[test]
fn a_file_that_cannot_be_read_is_not_an_absent_one() {
    let path = format!("{SAFARI}/Default/AB/CD/origin");
    let hurt = look(&ARTIFACT, &Phone::with(&path, *b"\x01"), PLANT);
    assert!(hurt.state().is_hurt(), "{:?}", hurt.state());
}

#[test]
fn ports_are_notes_and_only_made_up_hosts_worth_a_look() {
    let weight = |name: &str| {
        let seen = seen(&format!("{SAFARI}/IndexedDB/{name}/x"));
        seen.examined.findings.first().map(|finding| (finding.detection.clone(), finding.weight))
    };
    let odd = Some(("ios.webkit-storage.odd-port".to_owned(), Weight::Note));
    assert_eq!(weight("https_router.home.example_8443"), odd);
    assert_eq!(weight("http_192.168.1.1_8080"), odd);
    assert_eq!(weight("https_192-168-1-2.ab12cd34.direct.quickconnect.example_5001"), odd);
    let made_up = Some(("ios.webkit-storage.made-up-site".to_owned(), Weight::Look));
    assert_eq!(weight("https_bun54l2b67.get1tn0w.odd.example_30495"), made_up);
    assert_eq!(weight("https_bun54l2b67.get1tn0w.odd.example_0"), None);
    assert_eq!(weight("https_example.org_443"), None);
}

#[test]
fn look_alikes_and_other_files_are_silent() {
    assert_eq!(seen(&format!("{SAFARI}/LocalStorage/https_not-plant.example_0")).fired(), Vec::<&str>::new());
    assert_eq!(
        seen(&format!("{SAFARI}/ResourceLoadStatistics/x")).state(),
        &State::NotExamined(NotExamined::Absent)
    );
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}
