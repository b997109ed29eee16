//! Whatever comes in: no panic, no hit that should not be.

use indicators::stix::parse_pattern;
use indicators::{Indicators, Kind, links};
use proptest::prelude::*;

fn ask_everything(set: &Indicators, text: &str) {
    let _ = set.url(text);
    let _ = set.host(text);
    let _ = set.process(text);
    let _ = set.email(text);
    let _ = set.file_name(text);
    let _ = set.file_path(text);
    let _ = set.file_hash(text);
    let _ = set.app_id(text);
    let _ = set.app_certificate(text);
    let _ = set.profile_id(text);
    let _ = set.android_property(text);
    let _ = set.dual_use(text);
    for (link, _) in set.links(text) {
        assert!(text.contains(link));
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_lookup_panic(text in "\\PC*", odd in "[a-z0-9.:/@%\\[\\]?#\\\\ x\u{ad}\u{fc}\u{3002}-]{0,60}") {
        let set = Indicators::builtin();
        ask_everything(&set, &text);
        ask_everything(&set, &odd);
        ask_everything(&set, &format!("https://{odd}"));
    }

    #[test]
    fn no_text_makes_the_pattern_reader_panic(text in any::<String>(), odd in "[\\[\\]()'\\\\=:., a-zOR]{0,80}") {
        let _ = parse_pattern(&text);
        let _ = parse_pattern(&odd);
    }

    #[test]
    fn no_bytes_make_the_loader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), value in any::<String>()) {
        let mut builder = Indicators::builder();
        let _ = builder.stix("t", &bytes);
        for key in ["domain-name:value", "url:value", "ipv4-addr:value", "email-addr:value", "file:path", "file:name",
            "process:name", "file:hashes.MD5", "app:id", "app:cert.sha1", "configuration-profile:id"] {
            let escaped = value.replace('\\', "\\\\").replace('\'', "\\'");
            let object = serde_json::json!([{"type": "indicator", "pattern": format!("[{key} = '{escaped}']")}]);
            let report = builder.stix("t", object.to_string().as_bytes()).expect("readable");
            prop_assert_eq!((report.added + report.withheld, report.not_understood), (1, 0));
        }
        ask_everything(&builder.build(), &value);
    }

    #[test]
    fn escaping_a_literal_and_reading_it_gives_the_literal(value in any::<String>(), space in "[ \t\n]{0,3}") {
        let escaped = value.replace('\\', "\\\\").replace('\'', "\\'");
        let pattern = format!("{space}[{space}process:name{space}={space}'{escaped}'{space}]{space}");
        let found = parse_pattern(&pattern).expect("a good pattern");
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].value, &value);
    }

    #[test]
    fn one_character_off_never_hits(pick in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), new in "[a-z0-9]") {
        let set = Indicators::builtin();
        let values: Vec<_> = set.known_answer_values().collect();
        let (kind, _, value) = pick.get(&values);
        let mut chars: Vec<char> = value.chars().collect();
        let at = at.index(chars.len());
        chars[at] = new.chars().next().expect("one character");
        let other: String = chars.into_iter().collect();
        // What is met must be a published value in its own right: equal, or a name or folder that really contains it.
        let fits = |hit: Option<indicators::Hit>, fits: &dyn Fn(&str) -> bool| hit.is_none_or(|hit| fits(&hit.value));
        let same_text = other.eq_ignore_ascii_case(value) && !matches!(kind, Kind::Process | Kind::FileName | Kind::AppId);
        let ok = same_text || match kind {
            Kind::Domain => fits(set.host(&other), &|hit| other == hit || other.ends_with(&format!(".{hit}"))),
            Kind::Process => fits(set.process(&other), &|hit| other == hit || other.len() == 16 && hit.starts_with(&other)),
            Kind::Email => fits(set.email(&other), &|hit| other.eq_ignore_ascii_case(hit)),
            Kind::FileName => fits(set.file_name(&other), &|hit| other == hit),
            Kind::FileHash => fits(set.file_hash(&other), &|hit| other.eq_ignore_ascii_case(hit)),
            Kind::AppId => fits(set.app_id(&other), &|hit| other == hit),
            Kind::AppCertificate => fits(set.app_certificate(&other), &|hit| other.eq_ignore_ascii_case(hit)),
            Kind::ProfileId => fits(set.profile_id(&other), &|hit| other.eq_ignore_ascii_case(hit)),
            Kind::AndroidProperty => fits(set.android_property(&other), &|hit| other == hit),
            Kind::Ip => fits(set.host(&other), &|hit| hit.parse::<std::net::IpAddr>().ok() == other.parse().ok()),
            Kind::FilePath => fits(set.file_path(&other), &|hit| {
                let hit = hit.trim_end_matches('/');
                other == hit || other.starts_with(&format!("{hit}/")) || other.ends_with(&format!("/{hit}"))
                    || other.ends_with(hit.trim_start_matches("/private/var"))
            }),
            Kind::Url => true,
        };
        prop_assert!(ok, "{kind:?} {value} -> {other}");
    }

    #[test]
    fn a_planted_link_is_found_in_any_text(before in "[a-zA-Z .,!?\u{600}-\u{6ff}]{0,40}", after in "[ .,!?)\"\u{4e00}-\u{4eff}]{0,10}") {
        let mut builder = Indicators::builder();
        builder.stix("t", br#"[{"type": "indicator", "pattern": "[domain-name:value='evil-lamp.com']"}]"#).expect("readable");
        let set = builder.build();
        let text = format!("{before} https://a.evil-lamp.com/x{after}");
        prop_assert_eq!(set.links(&text).len(), 1, "{}", text);
    }

    #[test]
    fn links_are_parts_of_the_text_in_order(text in any::<String>()) {
        let mut from = 0;
        for link in links::in_text(&text) {
            let at = text[from..].find(link);
            prop_assert!(at.is_some());
            from += at.unwrap_or(0);
        }
    }
}
