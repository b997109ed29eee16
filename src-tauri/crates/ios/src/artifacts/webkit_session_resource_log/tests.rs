use super::ARTIFACT;
use crate::artifacts::testing::{Phone, look};
use engine::{State, UnreadWhy};

const PATH: &str = "AppDomain-com.apple.mobilesafari/Library/WebKit/WebsiteData/ResourceLoadStatistics/\
    full_browsing_session_resourceLog.plist";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn list(sites: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>browsingStatistics</key>\
         <array>{sites}</array></dict></plist>"
    )
}

fn site(origin: &str, key: &str, other: &str) -> String {
    format!(
        "<dict><key>PrevalentResourceOrigin</key><string>{origin}</string>\
         <key>lastSeen</key><date>2024-07-02T13:44:51Z</date>\
         <key>{key}</key><array><dict><key>domain</key><string>{other}</string></dict></array></dict>"
    )
}

#[test]
fn the_site_itself_and_each_other_site_are_compared() {
    let sites = site("plant.example", "x", "y")
        + &site("a.example", "topFrameUniqueRedirectsTo", "cdn.plant.example")
        + &site("b.example", "topFrameUniqueRedirectsFrom", "plant.example")
        + &site("c.example", "subframeUnderTopFrameOrigins", "plant.example")
        + &site("d.example", "subresourceUnderTopFrameOrigins", "plant.example")
        + &site("not-plant.example", "topFrameUniqueRedirectsTo", "plant.example.org");
    let seen = look(&ARTIFACT, &Phone::with(PATH, list(&sites)), PLANT);
    assert_eq!(seen.fired(), ["ios.webkit-session-resource-log.site"; 5]);
    let finding = &seen.examined.findings[1];
    assert_eq!(finding.cite.place, "browsingStatistics 1");
    assert_eq!(
        (finding.quotes["url"].value.as_str(), finding.quotes["origin"].value.as_str()),
        ("cdn.plant.example", "a.example")
    );
    assert_eq!(finding.when.unwrap().to_string(), "2024-07-02T13:44:51Z");
    assert_eq!(seen.records.len(), 6);
}

#[test]
fn keys_of_the_newer_layout_and_seconds_since_1970_are_read() {
    let newer = site("plant.example", "subframeUnderTopFrameDomains", "b.example")
        .replace("Origin<", "Domain<")
        .replace("<date>2024-07-02T13:44:51Z</date>", "<real>1719927891</real>");
    let seen = look(&ARTIFACT, &Phone::with(PATH, list(&newer)), PLANT);
    assert_eq!(seen.fired(), ["ios.webkit-session-resource-log.site"]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2024-07-02T13:44:51Z");
    assert!(format!("{:?}", seen.records).contains("b.example"));
    let other = look(&ARTIFACT, &Phone::with(PATH, list("<dict><key>a</key><true/></dict>")), PLANT);
    assert!(other.state().is_hurt(), "{:?}", other.state());
}

#[test]
fn a_site_that_is_named_twice_is_one_finding() {
    let sites = site("plant.example", "topFrameUniqueRedirectsTo", "www.plant.example");
    assert_eq!(look(&ARTIFACT, &Phone::with(PATH, list(&sites)), PLANT).fired().len(), 1);
}

#[test]
fn other_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, list("<dict/><string>x</string>")), PLANT);
    assert!(matches!(seen.state(), State::Examined { records: 0, gaps: 2, .. }));
    let other = "<?xml version=\"1.0\"?><plist version=\"1.0\"><array/></plist>";
    assert_eq!(look(&ARTIFACT, &Phone::with(PATH, other), PLANT).unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(PATH, "bplist00 cut"), PLANT);
    assert!(matches!(seen.state(), State::NotExamined(_)));
}
