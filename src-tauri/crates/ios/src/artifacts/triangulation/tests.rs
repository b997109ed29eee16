use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, database, look, plist};
use engine::{NotExamined, Stamps, State, Weight};
use jiff::Timestamp;

const IMAGES: &str = "RootDomain/Library/Preferences/com.apple.ImageIO.plist";
const FOLDER: &str = "MediaDomain/Library/SMS/Attachments/ab/11";
/// 2022-08-08T23:06:40Z, also as seconds since 2001.
const BEGIN: i64 = 1_660_000_000;
const BEGIN_MAC: i64 = BEGIN - 978_307_200;

fn at(second: i64) -> Option<Timestamp> {
    Timestamp::from_second(BEGIN + second).ok()
}

fn settings_file(phone: Phone, second: i64) -> Phone {
    let stamps = Stamps { modified: at(second), changed: at(second), born: at(second) };
    phone.and(IMAGES, "").stamped(IMAGES, stamps)
}

fn folder(phone: Phone, path: &str, modified: Option<i64>, changed: Option<i64>) -> Phone {
    phone.folder(
        path,
        Stamps { modified: modified.and_then(at), changed: changed.and_then(at), born: at(-9_000_000) },
    )
}

fn seen(phone: &Phone) -> Seen {
    look(&ARTIFACT, phone, &[])
}

#[test]
fn an_attachment_that_came_and_went_beside_a_changed_file_is_strong() {
    let phone = folder(settings_file(Phone::default(), 100), FOLDER, Some(0), Some(0));
    let found = seen(&phone);
    assert_eq!(found.fired(), ["ios.triangulation.combination"]);
    let finding = &found.examined.findings[0];
    assert_eq!((finding.weight, finding.when), (Weight::Strong, at(0)));
    assert!(
        finding.quotes["events"].value.contains(IMAGES) && finding.quotes["events"].value.contains(FOLDER)
    );
}

#[test]
fn traffic_and_a_stopped_service_count_from_all_three_records() {
    let usage = format!(
        "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZFIRSTTIMESTAMP, ZTIMESTAMP, ZPROCNAME);
         CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS, ZTIMESTAMP);
         INSERT INTO ZPROCESS VALUES (1, 5e8, 6e8, 'nehelper'), (2, {BEGIN_MAC}, {BEGIN_MAC}, 'apsd');
         INSERT INTO ZLIVEUSAGE VALUES (1, 1, {});",
        BEGIN_MAC + 10
    );
    let service = "com.apple.locationd.bundle-/System/Library/LocationBundles/IonosphereHarvest.bundle";
    let clients = plist(&format!(
        "<dict><key>{service}:</key><dict><key>LocationTimeStopped</key><real>{}</real></dict></dict>",
        BEGIN_MAC + 60
    ));
    let phone = Phone::with(super::events::READS[3], database(&usage)).and(super::events::READS[5], clients);
    assert_eq!(seen(&phone).fired(), ["ios.triangulation.combination"]);

    let summary = plist(
        "<dict><key>netUsageBaseline</key><dict><key>com.apple.WebKit.WebContent</key><array>\
        <date>2022-08-08T23:07:00Z</date></array></dict></dict>",
    );
    let phone = settings_file(Phone::with(super::events::READS[4], summary), 0);
    assert_eq!(seen(&phone).fired(), ["ios.triangulation.combination"]);
}

#[test]
fn a_folder_without_a_time_of_its_entry_counts_neither_for_nor_against() {
    let folder = |phone: Phone, second| folder(phone, FOLDER, Some(second), None);
    assert_eq!(seen(&folder(settings_file(Phone::default(), 0), 10)).fired(), Vec::<&str>::new());
    let summary = plist(
        "<dict><key>netUsageBaseline</key><dict><key>com.apple.WebKit.WebContent</key><array>\
        <date>2022-08-08T23:07:00Z</date></array></dict></dict>",
    );
    let both = settings_file(Phone::with(super::events::READS[4], summary), 0);
    assert_eq!(seen(&folder(both, 10)).fired(), ["ios.triangulation.combination"]);
}

#[test]
fn ordinary_phones_are_silent() {
    assert_eq!(seen(&settings_file(Phone::default(), 0)).fired(), Vec::<&str>::new(), "one class alone");
    let apart = folder(settings_file(Phone::default(), 400), FOLDER, Some(0), Some(0));
    assert_eq!(seen(&apart).fired(), Vec::<&str>::new(), "too far apart");
    let half = folder(settings_file(Phone::default(), 10), FOLDER, Some(0), Some(-5000));
    assert_eq!(seen(&half).fired(), Vec::<&str>::new(), "only the content changed");
    let real = format!("{FOLDER}/GUID/a.gif");
    let real_one = folder(settings_file(Phone::default(), 10), FOLDER, Some(0), Some(0))
        .and(&real, "GIF")
        .stamped(&real, Stamps { modified: at(0), changed: at(0), born: at(0) });
    assert_eq!(seen(&real_one).fired(), Vec::<&str>::new(), "a real attachment");
}

#[test]
fn attachments_alone_are_not_even_kept() {
    let phone = folder(settings_file(Phone::default(), 0), FOLDER, Some(90_000), Some(90_000));
    assert_eq!(seen(&phone).records.len(), 3);
}

#[test]
fn damage_is_said_by_the_artifact_that_owns_the_file() {
    let phone = settings_file(Phone::with(super::events::READS[3], "no database"), 0);
    assert_eq!(seen(&phone).state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert_eq!(seen(&Phone::default()).state(), &State::NotExamined(NotExamined::Absent));
}
