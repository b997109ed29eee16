//! Links in running text.

use indicators::links::in_text;

fn found(text: &str) -> Vec<&str> {
    in_text(text).collect()
}

#[test]
fn links_are_found_as_people_write_them() {
    for (text, expected) in [
        ("see https://x.org/a?b=c#d now", vec!["https://x.org/a?b=c#d"]),
        ("HTTP://X.ORG", vec!["HTTP://X.ORG"]),
        ("hxxps://x[.]org/a and hXXp://y.org", vec!["hxxps://x[.]org/a", "hXXp://y.org"]),
        ("x[.]org", vec!["x[.]org"]),
        ("go to www.x.org/a.", vec!["www.x.org/a"]),
        ("x.org, y.co.uk; z.info!", vec!["x.org", "y.co.uk", "z.info"]),
        ("x.org,y.org", vec!["x.org", "y.org"]),
        ("(https://x.org/a_(b))", vec!["https://x.org/a_(b))"]),
        ("(https://x.org/a)", vec!["https://x.org/a"]),
        ("<https://x.org>", vec!["https://x.org"]),
        ("\"https://x.org/\"", vec!["https://x.org/"]),
        ("«https://x.org»", vec!["https://x.org"]),
        ("https://x.org...", vec!["https://x.org"]),
        ("https://x.org،https://y.org", vec!["https://x.org", "https://y.org"]),
        ("https://x.org,https://y.org", vec!["https://x.org", "https://y.org"]),
        ("see:https://x.org", vec!["https://x.org"]),
        ("y.org:https://x.org", vec!["y.org", "https://x.org"]),
        ("https://x.org/?u=https://y.org/", vec!["https://x.org/?u=https://y.org/"]),
        ("\u{200f}https://x.org\u{200f}", vec!["https://x.org"]),
        ("https://x.org\u{2028}y", vec!["https://x.org"]),
        ("http://203.0.113.77/login", vec!["http://203.0.113.77/login"]),
        ("http://[2001:db8::1]/", vec!["http://[2001:db8::1]/"]),
        ("Bücher.com", vec!["Bücher.com"]),
        ("موقع.شبكة", vec!["موقع.شبكة"]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn ordinary_text_has_no_links() {
    for text in [
        "",
        "Hello there. How are you? Fine...",
        "me@x.org",
        "mailto:me@x.org",
        "version 1.2.3",
        "at 10.30",
        "etc. and so on",
        "file.plist",
        "://",
        "http:",
        "...........",
        "ftp://",
    ] {
        assert_eq!(found(text), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn long_and_repeated_text_stays_bounded() {
    let long = format!("https://x.org/{}", "a".repeat(1 << 20));
    assert_eq!(found(&long).first().map(|link| link.len()), Some(8192));
    assert!(found(&"https://".repeat(200_000)).len() <= 1);
    assert!(found(&"://".repeat(500_000)).is_empty());
    assert_eq!(found(&"x.org ".repeat(100_000)).len(), 20_000);
    assert!(found(&".".repeat(1 << 20)).is_empty());
    assert!(found(&"(".repeat(1 << 20)).is_empty());
    let _ = found(&"a.".repeat(1 << 19));
    let _ = found(&"[.]".repeat(1 << 19));
    let _ = found(&"é.com".repeat(1 << 18));
    let _ = found(&",http://".repeat(100_000));
}
