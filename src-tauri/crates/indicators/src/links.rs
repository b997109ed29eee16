//! Links in running text, as people and scripts write them.

use psl::Psl as _;

/// Longest link that is looked at, in bytes; the rest of a longer one is passed over.
const LONGEST: usize = 8192;
/// Most links taken from one text.
const MOST: usize = 20_000;

/// Every link in `text`, in order: `http://` and `https://` in any case, `hxxp`, addresses with `[.]`, `www.` and bare
/// hosts whose last label is a known top-level domain. Punctuation that ends the sentence does not belong to the
/// link. A link inside another one's query is part of that one. Bounded in number and length, linear in time.
pub fn in_text(text: &str) -> impl Iterator<Item = &str> {
    text.split(ends_a_word).filter(|word| word.len() > 3).flat_map(in_word).take(MOST)
}

/// White space, control and direction characters, quotes and angle brackets of all scripts.
fn ends_a_word(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '^')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(
            c,
            '«' | '»'
                | '“'
                | '”'
                | '„'
                | '‘'
                | '’'
                | '‹'
                | '›'
                | '「'
                | '」'
                | '『'
                | '』'
                | '《'
                | '》'
        )
        || matches!(
            c,
            '，' | '。'
                | '！'
                | '？'
                | '；'
                | '：'
                | '、'
                | '（'
                | '）'
                | '【'
                | '】'
                | '،'
                | '؛'
                | '؟'
                | '\u{fffc}'
        )
}

fn in_word(word: &str) -> impl Iterator<Item = &str> {
    Stretches { rest: word }.flat_map(in_stretch).filter_map(trimmed)
}

/// A word cut before every link with a scheme.
struct Stretches<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Stretches<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest;
        if rest.is_empty() {
            return None;
        }
        let end = match scheme_start(rest, 0) {
            Some(0) => next_link(rest, 1),
            first => first,
        };
        let (stretch, after) = rest.split_at(end.unwrap_or(rest.len()));
        self.rest = after;
        Some(stretch)
    }
}

/// One link with a scheme, or the hosts that stand between separators.
fn in_stretch(stretch: &str) -> impl Iterator<Item = &str> {
    let whole = scheme_start(stretch, 0) == Some(0);
    let link = whole.then_some(stretch);
    let bare_in = if whole { "" } else { stretch };
    link.into_iter().chain(bare_in.split([',', ';', '(', ')', '=', '&', '*', '\'']).filter_map(bare))
}

const SEPARATES: [u8; 6] = [b',', b';', b')', b']', b'(', b'\''];

/// Where the scheme of the first link at or after `from` begins.
fn scheme_start(word: &str, from: usize) -> Option<usize> {
    let bytes = word.as_bytes();
    let mut at = from;
    loop {
        let colon = at + word.get(at..)?.find(':')?;
        at = colon + 1;
        let slashes = word.get(colon..).is_some_and(|rest| {
            rest.starts_with("://") || rest.starts_with(":\\\\") || rest.starts_with(":]//")
        });
        if !slashes {
            continue;
        }
        let before = bytes.get(from..colon)?;
        let before = before.strip_suffix(b"[").unwrap_or(before);
        let scheme = SCHEMES.iter().find(|scheme| {
            before
                .len()
                .checked_sub(scheme.len())
                .and_then(|start| before.get(start..))
                .is_some_and(|end| end.eq_ignore_ascii_case(scheme.as_bytes()))
        });
        if let Some(scheme) = scheme {
            return Some(from + before.len() - scheme.len());
        }
    }
}

/// Longer names first: `https` ends in no other, but `http` must not be found inside it.
const SCHEMES: [&str; 4] = ["https", "hxxps", "http", "hxxp"];

/// A further link in the same word begins only after a separator; after `=`, `/`, `?` it belongs to the first.
fn next_link(word: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(start) = scheme_start(word, at) {
        if word.as_bytes().get(start - 1).is_some_and(|b| SEPARATES.contains(b)) {
            return Some(start);
        }
        at = start + 1;
    }
    None
}

/// A host without a scheme, with what follows it. Not the domain of an e-mail address.
fn bare(word: &str) -> Option<&str> {
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let host_end = word.find(['/', '?', '#', '\\', '@']).unwrap_or(word.len());
    let (host, after) = word.split_at(host_end);
    if after.starts_with('@') || host.len() > LONGEST {
        return None;
    }
    let plain = crate::host::refang(host);
    let plain = plain.split_once(':').map_or(&*plain, |(host, _)| host);
    let name = plain.trim_end_matches(|c: char| !c.is_alphanumeric());
    if name.contains('.') && known_ending(name) {
        return Some(word);
    }
    // Scripts without spaces run on after a host: its ASCII part may be one.
    let ascii = word.find(|c: char| !c.is_ascii()).and_then(|at| word.get(..at))?;
    bare(ascii)
}

fn known_ending(name: &str) -> bool {
    let top = name.rsplit('.').next().unwrap_or_default();
    if top.eq_ignore_ascii_case("example") || top.eq_ignore_ascii_case("test") || top.starts_with("xn--") {
        return true;
    }
    if !top.is_ascii() {
        return idna::domain_to_ascii(top).is_ok_and(|top| is_top(&top));
    }
    is_top(&top.to_ascii_lowercase())
}

fn is_top(top: &str) -> bool {
    !top.is_empty() && psl::List.suffix(top.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// Without the punctuation of the sentence around it.
fn trimmed(link: &str) -> Option<&str> {
    let end = (0..=LONGEST.min(link.len())).rev().find(|at| link.is_char_boundary(*at))?;
    let mut link = link.get(..end)?;
    loop {
        let last = link.chars().next_back()?;
        let closes_nothing = match last {
            ')' => !link.contains('('),
            ']' => !link.contains('['),
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' => true,
            _ => false,
        };
        if !closes_nothing {
            return (link.len() > 3).then_some(link);
        }
        link = link.get(..link.len() - last.len_utf8())?;
    }
}
