use super::ARTIFACT;
use super::pass::tests::pass;
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look, look_at};
use engine::{NotExamined, State, Version, Weight};

const PATH: &str = "HomeDomain/Library/SMS/sms.db";
const FOLDER: &str = "MediaDomain/Library/SMS/Attachments/aa/10/GUID";
const PLANT: &[&str] = &["file:name='plantedImplant.gif'"];
const TABLES: &str = "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, created_date INTEGER, filename TEXT, \
    mime_type TEXT, is_outgoing INTEGER, transfer_name TEXT, total_bytes INTEGER); \
    CREATE TABLE message (ROWID INTEGER PRIMARY KEY, handle_id INTEGER, is_from_me INTEGER); \
    CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); \
    CREATE TABLE message_attachment_join (message_id INTEGER, attachment_id INTEGER); \
    INSERT INTO handle VALUES (1, '+15550100'); INSERT INTO message VALUES (1, 1, 0), (2, 1, 1), (3, 2, 0); \
    INSERT INTO handle VALUES (2, 'stranger@mail.example');";

fn attachments(rows: &str) -> Phone {
    Phone::with(PATH, database(&format!("{TABLES} {rows}")))
}

fn row(id: i64, filename: &str, outgoing: i64) -> String {
    format!(
        "INSERT INTO attachment VALUES ({id}, 737632132031480320, '{filename}', 'image/jpeg', {outgoing}, NULL, 3);"
    )
}

#[test]
fn files_with_published_names_are_found_and_longer_names_are_not() {
    let rows = row(11, "~/Library/SMS/Attachments/aa/10/GUID/plantedImplant.gif", 0)
        + &row(12, "~/Library/SMS/Attachments/aa/10/GUID/xplantedImplant.gif", 0)
        + "INSERT INTO message_attachment_join VALUES (1, 11);";
    let seen = look(&ARTIFACT, &attachments(&rows), PLANT);
    assert_eq!(seen.fired(), ["ios.sms-attachments.known-file"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("attachment 11", Weight::KnownSpyware));
    assert!(finding.quotes["sender"].personal);
    assert_eq!(finding.when.unwrap().to_string(), "2024-05-17T09:48:52.03148032Z");
}

#[test]
fn received_copies_from_the_temporary_folder_are_worth_a_look() {
    let rows = row(13, "/var/tmp/com.apple.messages/plant.gif-1", 0)
        + &row(14, "/private/var/tmp/x-1", 0)
        + &row(15, "/var/tmp/com.apple.messages/plant.gif-1", 1)
        + &row(16, "/var/tmp/com.apple.messages/plant.gif", 0)
        + &row(17, "~/Library/var/tmp/a-1", 0);
    let seen = look(&ARTIFACT, &attachments(&rows), PLANT);
    assert_eq!(seen.fired(), ["ios.sms-attachments.temporary-copy"; 2]);
    assert!(seen.examined.findings.iter().all(|finding| finding.weight == Weight::Look));
}

#[test]
fn pictures_that_are_something_else_inside_are_worth_a_look() {
    let phone = attachments("")
        .and(&format!("{FOLDER}/a.gif"), *b"8BPS\0\x01 and more")
        .and(&format!("{FOLDER}/b.gif"), *b"%PDF-1.3 /Filter /JBIG2Decode")
        .and(&format!("{FOLDER}/c.gif"), *b"GIF89a")
        .and(&format!("{FOLDER}/d.gif"), *b"\xff\xd8\xff\xe0")
        .and(&format!("{FOLDER}/e.gif"), *b"%PDF-1.7 /FlateDecode")
        .and(&format!("{FOLDER}/f.gif"), *b"")
        .and(&format!("{FOLDER}/g.psd"), *b"8BPS");
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.sms-attachments.disguised-picture"; 2]);
    assert_eq!(seen.examined.findings[0].quotes["inside"].value, "Photoshop");
    assert_eq!(seen.examined.findings[1].quotes["inside"].value, "PDF");
}

#[test]
fn one_honest_picture_sent_many_times_is_silent() {
    let phone = (0..10)
        .fold(attachments(""), |phone, n| phone.and(&format!("{FOLDER}/{n}/cat.gif"), *b"GIF89a the same"));
    assert!(look(&ARTIFACT, &phone, PLANT).fired().is_empty());
}

#[test]
fn odd_passes_are_strong_where_the_attack_worked_and_a_look_later() {
    let odd = pass(&[("pass.json", b"{}"), ("logo.png", b"RIFF\x10\0\0\0WEBPVP8L..bplist00\xd1")]);
    let ordinary = pass(&[("pass.json", b"{}"), ("logo.png", b"\x89PNG")]);
    let phone = attachments("")
        .and(&format!("{FOLDER}/sample.pkpass"), odd)
        .and(&format!("{FOLDER}/train.pkpass"), ordinary);
    for (version, weight) in [(Version(16, 6, 0), Weight::Strong), (Version(16, 6, 1), Weight::Look)] {
        let seen = look_at(&ARTIFACT, &phone, &indicators(PLANT), &acquisition(version));
        assert_eq!(seen.fired(), ["ios.sms-attachments.odd-pass"]);
        assert_eq!(seen.examined.findings[0].weight, weight);
    }
}

/// One pass, so many seconds after the first.
fn pass_row(n: i64, second: i64, message: i64) -> String {
    let created = (700_000_000 + second) * 1_000_000_000;
    format!(
        "INSERT INTO attachment VALUES ({n}, {created}, NULL, NULL, 0, 'sample.pkpass', 1); \
         INSERT INTO message_attachment_join VALUES ({message}, {n});"
    )
}

/// `count` passes of one name, `apart` seconds from each other, with message `message`.
fn passes(count: i64, apart: i64, message: i64) -> Phone {
    let rows: String = (0..count).map(|n| pass_row(n, n * apart, message)).collect();
    attachments(&rows)
}

#[test]
fn many_passes_from_a_stranger_within_minutes_are_told() {
    let old = acquisition(Version(16, 5, 0));
    let fired = |phone: &Phone| look_at(&ARTIFACT, phone, &indicators(PLANT), &old).examined.findings;
    let findings = fired(&passes(8, 20, 3));
    assert_eq!(findings.len(), 1);
    assert_eq!(
        (findings[0].detection.as_str(), findings[0].weight),
        ("ios.sms-attachments.many-passes", Weight::Strong)
    );
    assert_eq!(findings[0].quotes["count"].value, "8");
    assert_eq!(fired(&passes(4, 20, 3)), [], "too few");
    assert_eq!(fired(&passes(8, 400, 3)), [], "too far apart");
    assert_eq!(fired(&passes(8, 20, 1)), [], "from somebody who was written to");
}

#[test]
fn tickets_of_an_acquaintance_do_not_hide_a_strangers_passes_of_the_same_name() {
    let old = acquisition(Version(16, 5, 0));
    // Message 1 is of an acquaintance, 3 of a stranger; seconds after the first pass.
    let weights = |rows: &[(i64, i64)]| {
        let rows: String =
            rows.iter().zip(0..).map(|((second, message), n)| pass_row(n, *second, *message)).collect();
        let seen = look_at(&ARTIFACT, &attachments(&rows), &indicators(PLANT), &old);
        seen.examined
            .findings
            .iter()
            .map(|found| (found.weight, found.quotes["count"].value.clone()))
            .collect::<Vec<_>>()
    };
    let row = |from: i64, apart: i64, message: i64| (0..5).map(move |n| (from + n * apart, message));
    let five = |weight| vec![(weight, "5".to_owned())];
    let later: Vec<_> = row(0, 20, 1).chain(row(90_000, 20, 3)).collect();
    assert_eq!(weights(&later), five(Weight::Strong));
    let across_the_end: Vec<_> = row(0, 20, 1).chain(row(540, 60, 3)).collect();
    assert_eq!(weights(&across_the_end), five(Weight::Strong));
    let between: Vec<_> = row(0, 40, 1).chain(row(20, 40, 3)).collect();
    assert_eq!(weights(&between), five(Weight::Strong));
    // Too few of the stranger's, and some whose sender is gone.
    assert_eq!(weights(&row(0, 20, 1).chain((0..4).map(|n| (n, 3))).collect::<Vec<_>>()), []);
    assert_eq!(weights(&(0..3).map(|n| (n, 99)).chain((0..3).map(|n| (n, 3))).collect::<Vec<_>>()).len(), 1);
    let twice: Vec<_> = row(0, 20, 3).chain(row(90_000, 20, 3)).collect();
    assert_eq!(weights(&twice).len(), 2);
}

#[test]
fn somebody_who_was_written_to_by_another_service_is_no_stranger() {
    let old = acquisition(Version(16, 5, 0));
    let rows: String = (0..5).map(|n| pass_row(n, n, 5)).collect();
    let fired = |account: &str| {
        let handle =
            format!("INSERT INTO handle VALUES (3, '{account}'); INSERT INTO message VALUES (5, 3, 0);");
        look_at(&ARTIFACT, &attachments(&(handle + &rows)), &indicators(PLANT), &old).examined.findings.len()
    };
    assert_eq!((fired("+15550100"), fired("+15550199")), (0, 1));
}

#[test]
fn many_passes_whose_sender_was_removed_are_worth_a_look() {
    let old = acquisition(Version(16, 5, 0));
    let seen = look_at(&ARTIFACT, &passes(8, 20, 99), &indicators(PLANT), &old);
    assert_eq!(
        seen.examined.findings.iter().map(|finding| finding.weight).collect::<Vec<_>>(),
        [Weight::Look]
    );
}

#[test]
fn a_picture_of_a_pass_that_cannot_be_unpacked_is_a_gap() {
    let mut bytes = pass(&[("pass.json", b"{}"), ("logo.png", b"RIFF\x10\0\0\0WEBPVP8L..bplist00\xd1")]);
    let at = bytes.windows(8).position(|word| word == b"logo.png").unwrap() - 30;
    bytes[at] = b'X';
    let seen = look(&ARTIFACT, &attachments("").and(&format!("{FOLDER}/x.PKPASS"), bytes), PLANT);
    assert!(matches!(seen.state(), State::Examined { gaps: 1, .. }), "{:?}", seen.state());
}

#[test]
fn what_cannot_be_read_is_said() {
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Missing));
    let phone = attachments("")
        .missing(&format!("{FOLDER}/gone.gif"))
        .and(&format!("{FOLDER}/x.pkpass"), *b"no archive");
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert!(matches!(seen.state(), State::Examined { gaps: 2, unread, .. } if unread.is_empty()));
}
