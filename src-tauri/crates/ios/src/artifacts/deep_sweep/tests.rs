use super::ARTIFACT;
use crate::artifacts::testing::{Phone, look};
use proptest::prelude::*;

const PLANTS: &[&str] = &[
    "domain-name:value='plant.example'",
    "url:value='https://shared.example/plant'",
    "ipv4-addr:value='198.51.100.7'",
    "email-addr:value='attacker@mail.example'",
    "process:name='plantprocessd'",
    "process:name='bhx'",
    "file:name='plant.dropper.dylib'",
    "file:path='/private/var/tmp/plantfolder/'",
    "app:id='com.plant.spy'",
];

fn fired(bytes: impl Into<Vec<u8>>) -> Vec<String> {
    let seen = look(&ARTIFACT, &Phone::with("AppDomain-x/Library/cache.bin", bytes), PLANTS);
    let mut all: Vec<_> =
        seen.examined.findings.iter().filter_map(|finding| finding.indicator.clone()).collect();
    all.sort();
    all.into_iter().map(|seen| seen.value).collect()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn every_kind_is_found_as_a_whole_word_in_both_encodings() {
    for (text, value) in [
        ("see https://cdn.plant.example/x now", "plant.example"),
        ("plant.example", "plant.example"),
        ("\u{1}\u{2}plant.example\u{0}\u{7}", "plant.example"),
        ("PLANT.EXAMPLE.", "plant.example"),
        ("https://shared.example/plant", "https://shared.example/plant"),
        ("http://198.51.100.7:8080/", "198.51.100.7"),
        ("from attacker@mail.example,", "attacker@mail.example"),
        ("exec plantprocessd[44]", "plantprocessd"),
        ("/System/x/plant.dropper.dylib", "plant.dropper.dylib"),
        ("id=com.plant.spy;", "com.plant.spy"),
        ("host=plant.example;", "plant.example"),
        ("{\"u\":\"https:\\/\\/plant.example\\/x\"}", "plant.example"),
        ("at /private/var/tmp/plantfolder here", "/private/var/tmp/plantfolder/"),
    ] {
        assert_eq!(fired(text), [value], "{text}");
        assert_eq!(fired(wide(text)), [value], "wide {text}");
    }
}

#[test]
fn what_stands_beside_the_list_of_a_backup_is_swept_once() {
    let phone =
        Phone::with("HomeDomain/a", "nothing").and("Backup/Info.plist", "<string>com.plant.spy</string>");
    let seen = look(&ARTIFACT, &phone, PLANTS);
    assert_eq!((seen.fired(), seen.records.len()), (vec!["ios.deep-sweep.name"], 2));
}

#[test]
fn parts_of_words_and_of_other_names_are_silent() {
    for text in [
        "not-plant.example",
        "xplant.example",
        "plant.example.org",
        "plant.examples",
        "https://example.org/?next=plant.example",
        "https://example.org/plant.example",
        "plant.example@example.org",
        "https://shared.example/planted",
        "198.51.100.70",
        "1198.51.100.7",
        "xattacker@mail.example",
        "attacker@mail.example.org",
        "plantprocessd2",
        "bhx",
        "plant.dropper.dylib.bak",
        "com.plant.spy.helper",
        "/private/var/tmp/plantfolder2",
        "\u{e9}plant.example",
        "plant.example\u{e9}",
    ] {
        assert_eq!(fired(text), Vec::<String>::new(), "{text}");
        assert_eq!(fired(wide(text)), Vec::<String>::new(), "wide {text}");
    }
}

#[test]
fn a_length_before_a_text_does_not_hide_it() {
    let list = [&[0x5d][..], b"plant.example"].concat();
    assert_eq!(fired(list), ["plant.example"]);
    let short = [&[0x57][..], b"plant.example"].concat();
    assert_eq!(fired(short), Vec::<String>::new(), "a letter that is no length");
    let byte = [&[0x0d][..], b"plant.example"].concat();
    assert_eq!(fired(byte), ["plant.example"]);
}

#[test]
fn a_find_says_where_and_how_often_and_is_worth_a_look_at_most() {
    let bytes = [vec![0; 5000], b"plant.example".to_vec(), vec![0; 10], b"a.plant.example".to_vec()].concat();
    let seen = look(&ARTIFACT, &Phone::with("AppDomain-x/cache", bytes), PLANTS);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.detection.as_str(), finding.weight), ("ios.deep-sweep.site", engine::Weight::Look));
    assert_eq!((finding.cite.place.as_str(), finding.quotes["count"].value.as_str()), ("byte 5000", "2"));
    let account = look(&ARTIFACT, &Phone::with("a", *b"attacker@mail.example"), PLANTS);
    assert_eq!(account.fired(), ["ios.deep-sweep.account"]);
    let name = look(&ARTIFACT, &Phone::with("a", *b"plantprocessd"), PLANTS);
    assert_eq!(name.fired(), ["ios.deep-sweep.name"]);
}

#[test]
fn more_values_than_are_kept_of_one_file_are_said() {
    let many: Vec<String> = (0..501).map(|n| format!("domain-name:value='plant{n}.example'")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let text = |count: usize| (0..count).map(|n| format!("plant{n}.example ")).collect::<String>();
    let all = look(&ARTIFACT, &Phone::with("a", text(501)), &many);
    assert_eq!((all.fired().len(), all.unread().len()), (500, 1));
    assert!(look(&ARTIFACT, &Phone::with("a", text(500)), &many).unread().is_empty());
}

#[test]
fn files_are_told_in_their_order_however_many_threads_look() {
    let plant = |n: usize| [vec![b' '; n % 7 * 300_000], b" plant.example ".to_vec()].concat();
    let phone = (0..40).fold(Phone::default(), |phone, n| phone.and(&format!("f{n:02}"), plant(n)));
    let seen = look(&ARTIFACT, &phone, PLANTS);
    let paths: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.path.clone()).collect();
    assert!(paths.is_sorted() && paths.len() == 40, "{paths:?}");
}

#[test]
fn packed_files_are_counted_as_not_opened() {
    let seen = look(&ARTIFACT, &Phone::with("a.gz", *b"\x1f\x8b\x08plant.example"), PLANTS);
    let engine::State::Examined { gaps, .. } = seen.state() else { panic!("{:?}", seen.state()) };
    assert_eq!(*gaps, 1);
}

proptest! {
    /// Wherever a block ends, a value is found once, whole.
    #[test]
    fn borders_of_blocks_hide_nothing(shift in 0..9000_usize, is_wide in any::<bool>()) {
        let start = (1 << 20) - 600 + shift;
        let plant = if is_wide { wide("plant.example") } else { b"plant.example".to_vec() };
        let bytes = [vec![b' '; start], plant, vec![b' '; 20_000]].concat();
        let seen = look(&ARTIFACT, &Phone::with("a", bytes), PLANTS);
        prop_assert_eq!(seen.fired(), ["ios.deep-sweep.site"]);
        prop_assert_eq!(&seen.examined.findings[0].quotes["count"].value, "1");
        prop_assert_eq!(&seen.examined.findings[0].cite.place, &format!("byte {start}"));
    }

    #[test]
    fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
        fired(bytes);
    }
}

/// `cargo test --release -p ios --lib deep_sweep -- --ignored --nocapture`: what matching costs beside reading.
#[test]
#[ignore = "measures, does not judge"]
#[expect(clippy::print_stderr, reason = "the numbers are what it is for")]
fn megabytes_per_second() {
    use super::{matcher::Matcher, stream::Pieces};
    let builtin = engine::indicators::Indicators::builtin();
    let text =
        "Good morning, see https://www.example.org/weather/today?x=1 and /var/mobile/Library/SMS/sms.db ok. ";
    let rows: Vec<u8> =
        (0..200_000_u32).flat_map(|n| [&n.to_be_bytes()[..], text.as_bytes()].concat()).collect();
    let mut noise = 1_u64;
    let random: Vec<u8> = (0..20_000_000)
        .map(|_| {
            noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            noise.to_be_bytes()[0]
        })
        .collect();
    let zeros = vec![0; 20_000_000];
    let matcher = Matcher::new(&builtin);
    for (name, bytes) in [("text", rows), ("random", random), ("zeros", zeros)] {
        let megabytes = bytes.len() as f64 / 1e6;
        let speed = |work: &mut dyn FnMut(&super::stream::Piece)| {
            let start = std::time::Instant::now();
            let (mut pieces, mut room) = (Pieces::of(&bytes), Vec::new());
            while let Some(piece) = pieces.next(|| std::mem::take(&mut room)).unwrap() {
                work(&piece);
                room = piece.bytes;
            }
            megabytes / start.elapsed().as_secs_f64()
        };
        let reading = speed(&mut |_| {});
        let matching = speed(&mut |piece| drop(matcher.look(piece)));
        eprintln!("{name:8} {reading:8.0} MB/s read from memory, {matching:8.0} MB/s read and matched");
    }
}
