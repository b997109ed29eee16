//! Words in bytes: the longest runs of letters that a host, a name or an id can have, and what stands around them.

/// Letters, digits, `-`, `.`, `_`.
const WORD: u8 = 1;
/// May stand in the part of an address behind its host, or in a path.
const ADDRESS: u8 = 2;
/// May stand in front of the `@` of an account.
const ACCOUNT: u8 = 4;

static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 128_u8 {
        let is_word = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.' || byte == b'_';
        let is_address = byte.is_ascii_graphic() && byte != b'"' && byte != b'<' && byte != b'>';
        let is_account = is_word || byte == b'%' || byte == b'+';
        classes[byte as usize] =
            is_word as u8 * WORD + is_address as u8 * ADDRESS + is_account as u8 * ACCOUNT;
        byte += 1;
    }
    classes
};

#[inline]
pub(super) fn is_word(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & WORD != 0
}

pub(super) fn is_address(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & ADDRESS != 0
}

pub(super) fn is_account(byte: u8) -> bool {
    CLASSES[usize::from(byte)] & ACCOUNT != 0
}

/// How many bytes of this class stand before `at`, at most `most`.
pub(super) fn before(bytes: &[u8], at: usize, most: usize, is: impl Fn(u8) -> bool) -> usize {
    let start = at.saturating_sub(most);
    bytes[start..at].iter().rev().position(|byte| !is(*byte)).unwrap_or(at - start)
}

/// How many bytes of this class stand from `at` on, at most `most`.
pub(super) fn after(bytes: &[u8], at: usize, most: usize, is: impl Fn(u8) -> bool) -> usize {
    let end = at.saturating_add(most).min(bytes.len());
    bytes[at..end].iter().position(|byte| !is(*byte)).unwrap_or(end - at)
}

/// True if a letter of another script ends right before `at`: then what begins there is the middle of a word. A
/// single byte above ASCII is a length or a mark, not a letter.
pub(super) fn follows_a_letter(bytes: &[u8], at: usize) -> bool {
    let ends = bytes[..at].iter().rev().take(3).take_while(|byte| (0x80..0xc0).contains(*byte)).count();
    if ends == 0 {
        return false;
    }
    let Some(start) = at.checked_sub(ends + 1) else { return false };
    std::str::from_utf8(&bytes[start..at])
        .is_ok_and(|text| text.chars().next().is_some_and(char::is_alphabetic))
}

/// True if a letter of another script begins at `at`.
pub(super) fn letter_follows(bytes: &[u8], at: usize) -> bool {
    let end = bytes.len().min(at + 4);
    let rest = bytes.get(at..end).unwrap_or_default();
    if rest.first().is_none_or(|byte| *byte < 0xc2) {
        return false;
    }
    (2..=rest.len()).any(|len| {
        std::str::from_utf8(&rest[..len])
            .is_ok_and(|text| text.chars().next().is_some_and(char::is_alphabetic))
    })
}

/// Words that may have lost their first letter: in a property list and in other binary forms a length stands
/// right before the text, and some lengths look like letters.
pub(super) fn without_mark(word: &[u8]) -> Option<&[u8]> {
    let (first, rest) = word.split_first()?;
    let short_text = usize::from(first & 0x0f) == rest.len() && first & 0xf0 == 0x50;
    (short_text || usize::from(*first) == rest.len()).then_some(rest)
}

/// True if two bytes at `at` are a letter of a script near the Latin one, in UTF-16. Others are as likely a number.
pub(super) fn is_wide_letter(bytes: &[u8], at: usize) -> bool {
    let Some([low, high]) = bytes.get(at..at + 2) else { return false };
    let unit = u16::from_le_bytes([*low, *high]);
    (0xc0..0x700).contains(&unit) && char::from_u32(unit.into()).is_some_and(char::is_alphabetic)
}
