//! The one function between a value from the evidence and a reader's eyes.

/// Longer values are cut: nobody reads more, and a megabyte in a page is an attack.
const LONGEST: usize = 300;

/// In a sentence a longer value loses its middle: what to do must stay in sight. Experts see [`LONGEST`].
const LONGEST_IN_SENTENCE: usize = 80;

/// Makes a hostile value harmless to look at: control characters and those that turn or hide text are
/// shown as `⟨U+202E⟩`, runs of white space become one space, the length is capped.
///
/// Escaping for HTML or JSON is the writer's; a value cleaned here may still hold `<`.
pub fn clean(value: &str) -> String {
    let mut out = String::with_capacity(value.len().min(LONGEST));
    clean_into(&mut out, value);
    out
}

/// As [`clean`], at the end of `out`.
pub(crate) fn clean_into(out: &mut String, value: &str) {
    if is_plain(value) {
        return out.push_str(value);
    }
    let mut space = false;
    for (shown, character) in value.trim().chars().enumerate() {
        if shown == LONGEST {
            out.push('…');
            break;
        }
        if character == ' ' || character == '\n' || character == '\t' || character == '\r' {
            if !space {
                out.push(' ');
            }
            space = true;
            continue;
        }
        space = false;
        if is_deceptive(character) {
            out.push_str(&format!("⟨U+{:04X}⟩", u32::from(character)));
        } else {
            out.push(character);
        }
    }
}

/// As [`clean`], for a sentence: of a long value its beginning and its end.
pub(crate) fn brief(value: &str) -> String {
    let whole = clean(value);
    let length = whole.chars().count();
    if length <= LONGEST_IN_SENTENCE {
        return whole;
    }
    let half = LONGEST_IN_SENTENCE / 2;
    let (start, end) = (whole.chars().take(half), whole.chars().skip(length - half));
    start.chain(['…']).chain(end).collect()
}

/// Nothing to do, as for most values: short, printable ASCII, single spaces inside.
fn is_plain(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.len() <= LONGEST
        && bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
        && !bytes.starts_with(b" ")
        && !bytes.ends_with(b" ")
        && !bytes.windows(2).any(|two| two == b"  ")
}

/// Makes an address unusable by a slip of the finger: `news[.]example`, `hxxps://…`.
pub(crate) fn defang(address: &str) -> String {
    let lower = address.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("http"));
    let rest = if lower { &address[4..] } else { address };
    let (host_end, start) = match rest.find("://") {
        Some(at) => (rest[at + 3..].find('/').map_or(rest.len(), |end| at + 3 + end), at + 3),
        None => (rest.find('/').unwrap_or(rest.len()), 0),
    };
    let host = rest[start..host_end].replace('.', "[.]");
    format!("{}{}{host}{}", if lower { "hxxp" } else { "" }, &rest[..start], &rest[host_end..])
}

/// Controls, bidirectional overrides and isolates, zero-width and invisible characters, private use.
fn is_deceptive(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFEFF
            | 0xFFA0 | 0xFFF0..=0xFFFB | 0xE0000..=0xE0FFF | 0xF0000..=0x10_FFFF)
}

/// Quotes that hold an address are shown so that it cannot be opened by a slip.
pub(crate) fn is_address(name: &str) -> bool {
    matches!(name, "url" | "host" | "domain" | "link" | "address" | "target" | "origin" | "icon")
}

#[cfg(test)]
mod tests {
    use super::{brief, clean, defang};

    #[test]
    fn characters_that_hide_or_turn_text_are_shown() {
        assert_eq!(clean("gpj\u{202E}exe"), "gpj⟨U+202E⟩exe");
        assert_eq!(clean("a\0b\u{200B}c\u{1B}[2J"), "a⟨U+0000⟩b⟨U+200B⟩c⟨U+001B⟩[2J");
        assert_eq!(clean("  two\n\n lines "), "two lines");
        assert_eq!(clean("عربي"), "عربي");
    }

    #[test]
    fn a_long_value_is_cut() {
        assert_eq!(clean(&"x".repeat(100_000)).chars().count(), 301);
    }

    #[test]
    fn a_sentence_takes_both_ends_of_a_long_value() {
        let path = format!("/private/var/{}/subridged", "folder/".repeat(20));
        let said = brief(&path);
        assert_eq!(said.chars().count(), 81);
        assert!(said.starts_with("/private/var/folder/") && said.ends_with("/folder//subridged"), "{said}");
        let longest = "ع".repeat(80);
        assert_eq!(brief(&longest), longest);
    }

    #[test]
    fn an_address_cannot_be_clicked() {
        assert_eq!(defang("https://cdn.news.example/a.b"), "hxxps://cdn[.]news[.]example/a.b");
        assert_eq!(defang("news.example"), "news[.]example");
        assert_eq!(defang("HTTP://x.y"), "hxxp://x[.]y");
        assert_eq!(defang(""), "");
    }

    proptest::proptest! {
        #[test]
        fn no_value_panics_or_grows_without_end(value in ".*") {
            proptest::prop_assert!(clean(&value).chars().count() <= 9 * 301);
            let _ = defang(&value);
        }
    }
}
