//! Which words of a piece are published values. What cannot be one is told by its length and two hashes in a small
//! table, so that reading is what takes the time.

use super::stream::{MARGIN, Piece};
use super::words::{self, after, before, is_account, is_address, is_word};
use engine::indicators::{Hit, Indicators, Kind};
use std::collections::BTreeMap;

/// Names of programs from here on; shorter ones are words of some language.
const SHORTEST_PROGRAM: usize = 8;
const SHORTEST: usize = 4;
/// At most one less than the shortest word, and odd.
const STEP: usize = 3;
/// Longest host, name or id.
const LONGEST: usize = 253;
/// Values kept of one file.
const MOST: usize = 500;

/// A published value in one file.
pub(super) struct At {
    pub(super) hit: Hit,
    /// Offset of the first one.
    pub(super) first: u64,
    pub(super) times: u64,
}

/// What was seen in a file or a part of it.
#[derive(Default)]
pub(super) struct Seen {
    /// By kind and by the word as it was found first.
    pub(super) values: BTreeMap<(Kind, String), At>,
    /// There were more.
    pub(super) cut: bool,
}

impl Seen {
    fn keep(&mut self, hit: Hit, word: &str, at: u64) {
        self.add(hit.kind, word.to_owned(), At { hit, first: at, times: 1 });
    }

    fn add(&mut self, kind: Kind, word: String, at: At) {
        let is_full = self.values.len() == MOST;
        // One published value, however it is written.
        let same = |((other, _), known): &(&(Kind, String), &mut At)| {
            *other == kind && known.hit.value == at.hit.value
        };
        match self.values.iter_mut().find(same) {
            Some((_, known)) => known.times += at.times,
            None if is_full => self.cut = true,
            None => _ = self.values.insert((kind, word), at),
        }
    }

    /// Adds what was seen in the next part.
    pub(super) fn extend(&mut self, next: Self) {
        self.cut |= next.cut;
        for ((kind, word), at) in next.values {
            self.add(kind, word, at);
        }
    }
}

pub(super) struct Matcher<'a> {
    indicators: &'a Indicators,
    /// A bit for the hash of each name, id and of the last two labels of each host.
    table: Vec<u64>,
}

const BITS: u32 = 19;

fn place(hash: u64) -> (usize, u32) {
    let bit = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS);
    (usize::try_from(bit / 64).unwrap_or(0), u32::try_from(bit % 64).unwrap_or(0))
}

/// Case does not matter: the lookup itself is exact.
fn hash(word: &[u8]) -> u64 {
    word.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte | 0x20)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// `example.org` of `a.b.example.org`.
fn last_two_labels(word: &[u8]) -> &[u8] {
    let mut dots = word.iter().enumerate().rev().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at + 1);
    let second = dots.nth(1).unwrap_or(0);
    &word[second..]
}

impl<'a> Matcher<'a> {
    pub(super) fn new(indicators: &'a Indicators) -> Self {
        let mut matcher = Self { indicators, table: vec![0; 1 << (BITS - 6)] };
        for (kind, _, value) in indicators.known_answer_values() {
            match kind {
                Kind::Domain | Kind::Ip => matcher.mark(last_two_labels(value.as_bytes())),
                Kind::Url => {
                    let host = value.split_once("://").map_or(value.as_str(), |(_, rest)| rest);
                    let host = host.split(['/', ':', '?', '#']).next().unwrap_or_default();
                    matcher.mark(last_two_labels(host.as_bytes()));
                }
                Kind::Email => {
                    let host = value.rsplit('@').next().unwrap_or_default();
                    matcher.mark(last_two_labels(host.as_bytes()));
                }
                Kind::Process => {
                    let name = value.as_bytes();
                    matcher.mark(name);
                    // Names that were cut after sixteen letters.
                    matcher.mark(&name[..name.len().min(16)]);
                }
                Kind::FileName | Kind::AppId => matcher.mark(value.as_bytes()),
                // By its last part: that is where a path is looked at.
                Kind::FilePath => {
                    matcher
                        .mark(value.trim_end_matches('/').rsplit('/').next().unwrap_or_default().as_bytes());
                }
                _ => {}
            }
        }
        matcher
    }

    fn mark(&mut self, word: &[u8]) {
        let (at, bit) = place(hash(word));
        self.table[at] |= 1 << bit;
    }

    fn may_be(&self, word: &[u8]) -> bool {
        let (at, bit) = place(hash(word));
        self.table[at] >> bit & 1 == 1
    }

    /// Looks at every word that begins in this piece.
    pub(super) fn look(&self, piece: &Piece) -> Seen {
        let mut seen = Seen::default();
        self.words(piece, &mut seen);
        seen
    }

    fn words(&self, piece: &Piece, seen: &mut Seen) {
        let bytes = piece.bytes.as_slice();
        let mut at = piece.from;
        // The middle of a word that belongs to the piece before.
        if at > 0 && is_word(bytes[at - 1]) {
            at += after(bytes, at, usize::MAX, is_word);
        }
        // A word has four letters at least, so every third byte is enough to meet each; an odd step also meets the
        // letters of wide ones.
        let mut floor = at;
        while at < piece.to {
            while at + 2 < bytes.len() && !is_word(bytes[at + 2]) {
                at += STEP;
            }
            if at + 2 >= bytes.len() {
                return;
            }
            let start = at + 2 - before(&bytes[at..], 2, 2, is_word);
            let end = start + after(bytes, start, usize::MAX, is_word);
            let len = end - start;
            if len == 1 && bytes.get(end) == Some(&0) {
                let first = wide_start(bytes, floor, start);
                if first >= piece.to {
                    return;
                }
                at = self.wide(piece, first, seen).max(end);
                floor = at;
                continue;
            }
            if start >= piece.to {
                return;
            }
            if (SHORTEST..=LONGEST).contains(&len) {
                self.word(bytes, start..end, piece.offset, seen);
            }
            at = end;
            floor = end;
        }
    }

    /// A run of letters with a zero behind each; gives where to go on.
    fn wide(&self, piece: &Piece, start: usize, seen: &mut Seen) -> usize {
        let bytes = piece.bytes.as_slice();
        let is_wide = |at| is_wide(bytes, at);
        // The run may have begun before this piece: then it was looked at there.
        let begun = start <= piece.from + 1 && start >= 2 && is_wide(start - 2);
        let letter_before = start >= 2 && words::is_wide_letter(bytes, start - 2);
        let mut narrow = Vec::new();
        let mut at = start;
        while narrow.len() < MARGIN / 2 && is_wide(at) {
            narrow.push(bytes[at]);
            at += 2;
        }
        if !begun && narrow.len() >= SHORTEST {
            let letter_after = words::is_wide_letter(bytes, at);
            let mut inner = 0;
            while inner < narrow.len() {
                let len = after(&narrow, inner, LONGEST + 1, is_word);
                let cut = (inner == 0 && letter_before) || (inner + len == narrow.len() && letter_after);
                if !cut && (SHORTEST..=LONGEST).contains(&len) {
                    self.word(&narrow, inner..inner + len, piece.offset + start as u64, seen);
                }
                inner += len.max(1);
            }
        }
        at
    }

    fn word(&self, bytes: &[u8], range: std::ops::Range<usize>, offset: u64, seen: &mut Seen) {
        let (start, end) = (range.start, range.end);
        let run = &bytes[range];
        let trimmed = run.trim_ascii_end();
        let dots = |word: &'_ [u8]| word.first() == Some(&b'.') || word.last() == Some(&b'.');
        let word = if dots(trimmed) { trim_dots(trimmed) } else { trimmed };
        if word.len() < SHORTEST {
            return;
        }
        self.one(bytes, word, (start, end), offset, seen);
        if let Some(word) = words::without_mark(word) {
            self.one(bytes, word, (start + 1, end), offset, seen);
        }
    }

    /// A word that has its whole length.
    fn one(&self, bytes: &[u8], word: &[u8], (start, end): (usize, usize), offset: u64, seen: &mut Seen) {
        let has_dot = word.contains(&b'.');
        let as_host = has_dot && self.may_be(last_two_labels(word));
        let as_name = (has_dot || word.len() >= SHORTEST_PROGRAM || path_ends(bytes, (start, end)))
            && self.may_be(word);
        if !as_host && !as_name {
            return;
        }
        if words::follows_a_letter(bytes, start) || words::letter_follows(bytes, end) {
            return;
        }
        let Ok(text) = std::str::from_utf8(word) else { return };
        let at = offset + start as u64;
        if as_host {
            self.host(bytes, text, (start, end), at, seen);
        }
        if as_name {
            self.name(bytes, text, (start, end), at, seen);
        }
    }

    fn host(&self, bytes: &[u8], word: &str, (start, end): (usize, usize), at: u64, seen: &mut Seen) {
        if bytes[..start].last() == Some(&b'@') {
            let before = before(bytes, start - 1, 64, is_account);
            let whole = std::str::from_utf8(&bytes[start - 1 - before..end]).unwrap_or_default();
            if let Some(hit) = self.indicators.email(whole.trim_end_matches('.')) {
                return seen.keep(hit, whole.trim_end_matches('.'), at);
            }
        }
        // The second form is how JSON writes it.
        let scheme = bytes[..start].ends_with(b"://") || bytes[..start].ends_with(b":\\/\\/");
        // What stands in a path or a query is part of the address around it, as is a name in front of an `@`.
        if bytes.get(end) == Some(&b'@') || (!scheme && is_inside_address(bytes, start)) {
            return;
        }
        let rest = after(bytes, end, 2000, is_address);
        let whole =
            if scheme { std::str::from_utf8(&bytes[start..end + rest]).unwrap_or(word) } else { word };
        let scheme = if scheme { "https://" } else { "" };
        let plain = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'', '\\']);
        let hit = [whole, plain].into_iter().find_map(|text| self.indicators.url(&format!("{scheme}{text}")));
        if let Some(hit) = hit.or_else(|| self.indicators.host(word)) {
            seen.keep(hit, word, at);
        }
    }

    fn name(&self, bytes: &[u8], word: &str, (start, end): (usize, usize), at: u64, seen: &mut Seen) {
        if bytes.get(end) == Some(&b'@') {
            return;
        }
        if path_ends(bytes, (start, end)) {
            let before = before(bytes, start, 1024, |byte| is_word(byte) || matches!(byte, b'/' | b'~'));
            let path = std::str::from_utf8(&bytes[start - before..end]).unwrap_or_default();
            let path = path.find(['/', '~']).and_then(|first| path.get(first..)).unwrap_or_default();
            if let Some(hit) = self.indicators.file_path(path) {
                seen.keep(hit, word, at);
            }
        } else if let Some(hit) = self.indicators.file_name(word) {
            seen.keep(hit, word, at);
        }
        if word.len() >= SHORTEST_PROGRAM
            && let Some(hit) = self.indicators.process(word)
        {
            seen.keep(hit, word, at);
        }
        if let Some(hit) = self.indicators.app_id(word) {
            seen.keep(hit, word, at);
        }
    }
}

/// A letter with a zero behind it.
fn is_wide(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_some_and(|byte| is_address(*byte)) && bytes.get(at + 1) == Some(&0)
}

/// Where the run begins that was met at `met`: the steps may have passed over its first letters.
fn wide_start(bytes: &[u8], floor: usize, met: usize) -> usize {
    let mut start = met;
    while start >= floor + 2 && is_wide(bytes, start - 2) {
        start -= 2;
    }
    start
}

/// True if the host at `start` stands in the path or the query of an address.
fn is_inside_address(bytes: &[u8], start: usize) -> bool {
    match bytes[..start].last() {
        Some(b'/') => true,
        Some(b'=' | b'&' | b'%' | b'#' | b'?') => {
            let before = before(bytes, start, 1000, is_address);
            bytes[start - before..start].windows(3).any(|window| window == b"://")
        }
        _ => false,
    }
}

/// The last part of a path.
fn path_ends(bytes: &[u8], (start, end): (usize, usize)) -> bool {
    bytes[..start].last() == Some(&b'/') && bytes.get(end) != Some(&b'/')
}

fn trim_dots(word: &[u8]) -> &[u8] {
    let first = word.iter().position(|byte| *byte != b'.').unwrap_or(word.len());
    let last = word.iter().rposition(|byte| *byte != b'.').map_or(first, |last| last + 1);
    &word[first..last.max(first)]
}
