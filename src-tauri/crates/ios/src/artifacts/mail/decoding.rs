//! How mail writes bytes as letters: base64, quoted-printable, encoded words, entities of HTML. None refuses anything:
//! what is no code stays as it is, as mail programs do it.

use std::borrow::Cow;

/// Base64 that comes in pieces. What is not of its alphabet is passed over.
#[derive(Default)]
pub(super) struct Base64 {
    bits: u32,
    count: u8,
}

impl Base64 {
    pub(super) fn take(&mut self, letters: &[u8], out: &mut Vec<u8>) {
        for letter in letters {
            let six = match letter {
                b'A'..=b'Z' => letter - b'A',
                b'a'..=b'z' => letter - b'a' + 26,
                b'0'..=b'9' => letter - b'0' + 52,
                b'+' | b'-' => 62,
                b'/' | b'_' => 63,
                // What follows is another run.
                b'=' => {
                    *self = Self::default();
                    continue;
                }
                _ => continue,
            };
            self.bits = self.bits << 6 | u32::from(six);
            self.count += 6;
            if self.count >= 8 {
                self.count -= 8;
                let [.., byte] = (self.bits >> self.count).to_be_bytes();
                out.push(byte);
            }
        }
    }
}

/// One line of quoted-printable, with its line end unless a `=` at the end takes it away.
pub(super) fn quoted_printable(line: &str, out: &mut Vec<u8>) {
    let line = line.trim_end();
    let (line, goes_on) = line.strip_suffix('=').map_or((line, false), |line| (line, true));
    escaped(line.as_bytes(), out);
    if !goes_on {
        out.push(b'\n');
    }
}

/// `=C3=A9` as the bytes it stands for.
fn escaped(mut text: &[u8], out: &mut Vec<u8>) {
    while let Some((first, rest)) = text.split_first() {
        let code = rest.get(..2).filter(|_| *first == b'=').and_then(|code| {
            let code = std::str::from_utf8(code).ok().filter(|code| !code.starts_with('+'))?;
            u8::from_str_radix(code, 16).ok()
        });
        out.push(code.unwrap_or(*first));
        text = if code.is_some() { &rest[2..] } else { rest };
    }
}

/// A field with its `=?charset?B?…?=` words decoded (RFC 2047). White space between two of them is no text.
pub(super) fn encoded_words(field: &str) -> String {
    let (mut out, mut rest, mut after_word) = (String::new(), field, false);
    while let Some((before, word)) = rest.split_once("=?") {
        let Some((decoded, after)) = encoded_word(word) else {
            out.push_str(before);
            out.push_str("=?");
            (rest, after_word) = (word, false);
            continue;
        };
        if !after_word || !before.trim().is_empty() {
            out.push_str(before);
        }
        out.push_str(&decoded);
        (rest, after_word) = (after, true);
    }
    out.push_str(rest);
    out
}

fn encoded_word(word: &str) -> Option<(String, &str)> {
    let (charset, word) = word.split_once('?')?;
    let (encoding, word) = word.split_once('?')?;
    let (text, after) = word.split_once("?=")?;
    let mut bytes = Vec::new();
    match encoding {
        "b" | "B" => Base64::default().take(text.as_bytes(), &mut bytes),
        "q" | "Q" => escaped(text.replace('_', " ").as_bytes(), &mut bytes),
        _ => return None,
    }
    let latin = charset.to_ascii_lowercase().starts_with("iso-8859-1");
    let decoded = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if latin => error.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    Some((decoded, after))
}

/// `&amp;` and numbers such as `&#46;` as what they stand for: both occur inside addresses.
pub(super) fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, entity)) = rest.split_once('&') {
        out.push_str(before);
        match entity_at(entity) {
            Some((character, after)) => {
                out.push(character);
                rest = after;
            }
            None => {
                out.push('&');
                rest = entity;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity_at(entity: &str) -> Option<(char, &str)> {
    let end = entity.as_bytes().iter().take(10).position(|byte| *byte == b';')?;
    let (name, after) = (entity.get(..end)?, entity.get(end + 1..)?);
    let number = |digits: &str, radix| {
        let number = digits.bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(digits)?;
        u32::from_str_radix(number, radix).ok().and_then(char::from_u32)
    };
    let character = match name.strip_prefix('#') {
        Some(code) => match code.strip_prefix(['x', 'X']) {
            Some(digits) => number(digits, 16)?,
            None => number(code, 10)?,
        },
        None if name == "amp" => '&',
        None => return None,
    };
    Some((character, after))
}

#[cfg(test)]
mod tests {
    use super::{Base64, encoded_words, quoted_printable, without_entities};
    use proptest::prelude::*;

    #[test]
    fn what_is_no_code_stays() {
        let mut out = Vec::new();
        quoted_printable("a=3Db=3D=XX=+1 =", &mut out);
        quoted_printable("ü=3", &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), "a=b==XX=+1 ü=3\n");
        assert_eq!(without_entities("a&#46;b&#x2E;c&amp;d&lt;&#x;&#9999999;&"), "a.b.c&d&lt;&#x;&#9999999;&");
        assert_eq!(encoded_words("a =?x?Z?y?= =?b"), "a =?x?Z?y?= =?b");
        assert_eq!(encoded_words("=?iso-8859-1?q?caf=E9_au?= lait"), "café au lait");
    }

    proptest! {
        #[test]
        fn base64_in_pieces_is_base64_at_once(bytes in proptest::collection::vec(any::<u8>(), 0..60), cut in 0usize..80) {
            let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
            let mut letters = Vec::new();
            for three in bytes.chunks(3) {
                let mut padded = [0; 4];
                padded[1..=three.len()].copy_from_slice(three);
                let bits = u32::from_be_bytes(padded);
                for at in 0..=three.len() {
                    letters.push(alphabet[(bits >> (18 - 6 * at) & 63) as usize]);
                }
            }
            let (first, second) = letters.split_at(cut.min(letters.len()));
            let (mut decoder, mut out) = (Base64::default(), Vec::new());
            decoder.take(first, &mut out);
            decoder.take(b"\r\n", &mut out);
            decoder.take(second, &mut out);
            prop_assert_eq!(out, bytes);
        }

        #[test]
        fn any_text_is_decoded_without_harm(text in ".{0,60}") {
            let mut out = Vec::new();
            quoted_printable(&text, &mut out);
            prop_assert!(out.len() <= text.len() + 1);
            prop_assert!(without_entities(&text).len() <= text.len());
            prop_assert!(encoded_words(&text).len() <= text.len() * 3);
        }
    }
}
