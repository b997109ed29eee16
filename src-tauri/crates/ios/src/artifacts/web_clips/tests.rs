use super::ARTIFACT;
use crate::artifacts::testing::{Phone, look, odd_value, plist};
use engine::{NotExamined, State};
use proptest::prelude::*;

const PATH: &str = "HomeDomain/Library/WebClips/B8F92A01.webclip/Info.plist";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn clip(url: &str) -> Phone {
    let list =
        format!("<dict><key>Title</key><string>Bank</string><key>URL</key><string>{url}</string></dict>");
    Phone::with(PATH, plist(&list))
}

#[test]
fn a_published_page_is_found_and_its_like_is_not() {
    let seen = look(&ARTIFACT, &clip("https://login.plant.example/"), PLANT);
    assert_eq!(seen.fired(), ["ios.web-clips.link"]);
    assert!(seen.examined.findings[0].quotes["title"].personal);
    assert_eq!(seen.records[0].fields.len(), 2);
    for like in ["https://plant.example.org/", "https://example.org/?u=https://plant.example/", ""] {
        assert_eq!(look(&ARTIFACT, &clip(like), PLANT).fired(), Vec::<&str>::new(), "{like}");
    }
}

#[test]
fn odd_and_damaged_lists_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, plist("<array/>")), PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"bplist00"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        look(&ARTIFACT, &Phone::with(PATH, plist(&format!("<dict><key>URL</key>{value}<key>Title</key>{value}</dict>"))), PLANT);
    }
}
