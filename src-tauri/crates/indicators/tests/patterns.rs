//! The sentences of the STIX pattern language: understood, or said not to be and why.

use indicators::Kind;
use indicators::stix::{PatternProblem, parse_pattern};

#[test]
fn every_path_that_this_field_writes_has_its_kind() {
    for (path, kind) in [
        ("domain-name:value", Kind::Domain),
        ("ipv4-addr:value", Kind::Ip),
        ("ipv6-addr:value", Kind::Ip),
        ("url:value", Kind::Url),
        ("network-traffic:dst_ref.value", Kind::Domain),
        ("process:name", Kind::Process),
        ("email-addr:value", Kind::Email),
        ("email-message:from_ref.value", Kind::Email),
        ("file:name", Kind::FileName),
        ("file:path", Kind::FilePath),
        ("directory:path", Kind::FilePath),
        ("file:hashes.MD5", Kind::FileHash),
        ("file:hashes.md5", Kind::FileHash),
        ("file:hashes.'SHA-1'", Kind::FileHash),
        ("file:hashes.SHA1", Kind::FileHash),
        ("file:hashes.sha256", Kind::FileHash),
        ("file:hashes.'SHA-256'", Kind::FileHash),
        ("file : hashes . 'SHA-256'", Kind::FileHash),
        ("app:id", Kind::AppId),
        ("app:cert.md5", Kind::AppCertificate),
        ("app:cert.sha1", Kind::AppCertificate),
        ("app:cert.sha256", Kind::AppCertificate),
        ("configuration-profile:id", Kind::ProfileId),
        ("android-property:name", Kind::AndroidProperty),
    ] {
        let found = parse_pattern(&format!("[{path}='x']")).expect(path);
        assert_eq!(
            found.first().map(|found| (found.kind, found.value.as_str())),
            Some((kind, "x")),
            "{path}"
        );
    }
    let ip = parse_pattern("[network-traffic:dst_ref.value = '198.51.100.1']").expect("an address");
    assert_eq!(ip.first().map(|found| found.kind), Some(Kind::Ip));
}

#[test]
fn lists_are_taken_whole() {
    for pattern in [
        "[process:name='a' OR process:name='b' OR process:name='c']",
        "[process:name='a'] OR [process:name='b'] OR [process:name='c']",
        "([process:name='a'] OR [process:name='b']) or [process:name='c']",
        "[(process:name='a' OR process:name='b') OR process:name='c']",
        "[process:name IN ('a', 'b', 'c')]",
        "[process:name in('a','b')OR process:name=='c']",
        "\u{feff} [ process:name = 'a' ]\n OR\t[process:name IN ( 'b' , 'c' ) ] ",
    ] {
        let found = parse_pattern(pattern).expect(pattern);
        let values: Vec<&str> = found.iter().map(|found| found.value.as_str()).collect();
        assert_eq!(values, ["a", "b", "c"], "{pattern}");
    }
}

#[test]
fn literals_keep_everything_between_their_quotes() {
    for (written, value) in [
        (r"it\'s", "it's"),
        (r"a\\b", r"a\b"),
        (r"C:\temp\x", r"C:\temp\x"),
        ("a = b AND [c] OR 'd".trim_end_matches("'d"), "a = b AND [c] OR "),
        ("http://x.org/?a=b&c=[d]", "http://x.org/?a=b&c=[d]"),
        ("", ""),
        ("日本", "日本"),
    ] {
        let found = parse_pattern(&format!("[url:value='{written}']")).expect(written);
        assert_eq!(found.first().map(|found| found.value.as_str()), Some(value), "{written}");
    }
}

#[test]
fn what_is_not_understood_is_named() {
    use PatternProblem::{Combination, Malformed, NotText, Operator, Qualifier, TooLong, UnknownPath};
    for (pattern, why) in [
        ("", Malformed),
        ("[]", Malformed),
        ("[process:name]", Malformed),
        ("[process:name=]", Malformed),
        ("[process:name='a'", Malformed),
        ("[process:name='a]", Malformed),
        ("process:name='a'", Malformed),
        ("[process='a']", Malformed),
        ("[process:name='a'] [process:name='b']", Malformed),
        ("[process:name='a' OR]", Malformed),
        ("[process:name IN 'a']", Malformed),
        ("[process:name IN ()]", Malformed),
        ("[process:name=\"a\"]", Malformed),
        ("[process:name='a' AND process:name='b']", Combination),
        ("[process:name='a'] AND [process:name='b']", Combination),
        ("[process:name='a'] FOLLOWEDBY [process:name='b']", Combination),
        ("[process:name LIKE 'a%']", Operator),
        ("[process:name MATCHES '^a']", Operator),
        ("[process:name != 'a']", Operator),
        ("[process:name <> 'a']", Operator),
        ("[process:name > 'a']", Operator),
        ("[process:name NOT = 'a']", Operator),
        ("[NOT process:name = 'a']", Operator),
        ("[ipv4-addr:value ISSUBSET '198.51.100.0/24']", Operator),
        ("[process:pid = 5]", NotText),
        ("[process:name = true]", NotText),
        ("[process:command_line='a']", UnknownPath),
        ("[windows-registry-key:key='a']", UnknownPath),
        ("[x509-certificate:hashes.'SHA-1'='a']", UnknownPath),
        ("[file:hashes.SSDEEP='a']", UnknownPath),
        ("[file:extensions.'x'.sections[*].name='a']", UnknownPath),
        ("[process:name='a'] WITHIN 5 SECONDS", Qualifier),
        ("[process:name='a'] REPEATS 5 TIMES", Qualifier),
        ("[process:name='a'] START t'2026' STOP t'2027'", Qualifier),
    ] {
        assert_eq!(parse_pattern(pattern), Err(why), "{pattern}");
    }
    assert_eq!(parse_pattern(&"[".repeat(2 << 20)), Err(TooLong));
    let many = vec!["process:name='a'"; 10_001].join(" OR ");
    assert_eq!(parse_pattern(&format!("[{many}]")), Err(TooLong));
    assert_eq!(parse_pattern(&"(".repeat(100_000)), Err(Malformed));
}

#[test]
fn one_unknown_comparison_spoils_its_whole_pattern() {
    // Half a pattern would claim more than its author did.
    assert_eq!(
        parse_pattern("[process:name='a' OR windows-registry-key:key='b']"),
        Err(PatternProblem::UnknownPath)
    );
}
