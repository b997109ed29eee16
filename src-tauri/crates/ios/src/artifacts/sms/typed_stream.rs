//! The strings inside a `typedstream`: how Messages keeps a text with its attributes (`attributedBody`).
//!
//! Layout, as the bytes show it (the format is NeXT's and has no public description by Apple):
//! a byte 4, a length-prefixed `streamtyped`, the system version as a number, then groups. A group is a type
//! string and one value per letter of it. Numbers are one signed byte, or `0x81` and two bytes, or `0x82`
//! and four, little-endian. `0x84` announces something new, `0x85` nothing, `0x86` the end of an object;
//! any other number, less [`FIRST_REFERENCE`], points back into the table of strings (types, class names)
//! or into that of objects (objects, classes, C strings).
//!
//! The strings are kept as slices of the input: nothing is copied, so a hostile stream cannot grow.

/// Number that points to the first entry of a table.
const FIRST_REFERENCE: i64 = -110;
const SIGNATURE: &[u8] = b"\x04\x0bstreamtyped";
const TWO_BYTES: u8 = 0x81;
const FOUR_BYTES: u8 = 0x82;
const REAL: u8 = 0x83;
const NEW: u8 = 0x84;
const NOTHING: u8 = 0x85;
const END: u8 = 0x86;

/// Nested objects; Messages needs 4.
const MOST_DEPTH: u32 = 32;
/// Values, strings, objects and references together.
const MOST_STEPS: u32 = 20_000;

/// What was read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Strings<'a> {
    /// Every text in it, in order: the message first, then names and values of attributes, links among them.
    pub(crate) texts: Vec<&'a str>,
    /// False if the stream ended or broke before its end, or holds something unknown.
    pub(crate) complete: bool,
}

/// Whether these bytes say that they are one.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(SIGNATURE)
}

/// Reads as far as it makes sense. Never fails: what was not understood shows in `complete`.
pub(crate) fn strings(bytes: &[u8]) -> Strings<'_> {
    let Some(rest) = bytes.strip_prefix(SIGNATURE) else { return Strings::default() };
    let mut reader = Reader { rest, steps: 0, shared: Vec::new(), objects: 0, texts: Vec::new() };
    let read = reader.number().and_then(|_version| {
        while !reader.rest.is_empty() {
            reader.group(0)?;
        }
        Some(())
    });
    Strings { texts: reader.texts, complete: read.is_some() }
}

struct Reader<'a> {
    rest: &'a [u8],
    steps: u32,
    /// Types and class names, in order of appearance.
    shared: Vec<&'a [u8]>,
    /// How many objects, classes and C strings there were; what they hold is not needed.
    objects: i64,
    texts: Vec<&'a str>,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        self.take(1).map(|byte| byte[0])
    }

    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    fn number(&mut self) -> Option<i64> {
        let head = self.byte()?;
        self.number_from(head)
    }

    fn number_from(&mut self, head: u8) -> Option<i64> {
        match head {
            TWO_BYTES => Some(i64::from(i16::from_le_bytes(*self.take(2)?.first_chunk()?))),
            FOUR_BYTES => Some(i64::from(i32::from_le_bytes(*self.take(4)?.first_chunk()?))),
            REAL..=END => None,
            byte => Some(i64::from(byte.cast_signed())),
        }
    }

    /// A length is a number without sign.
    fn length(&mut self) -> Option<usize> {
        match self.byte()? {
            TWO_BYTES => Some(usize::from(u16::from_le_bytes(*self.take(2)?.first_chunk()?))),
            FOUR_BYTES => usize::try_from(u32::from_le_bytes(*self.take(4)?.first_chunk()?)).ok(),
            REAL..=END => None,
            byte => Some(usize::from(byte)),
        }
    }

    /// A string of the table: new, none, or one that was there before.
    fn shared(&mut self) -> Option<Option<&'a [u8]>> {
        match self.byte()? {
            NEW => {
                let length = self.length()?;
                let string = self.take(length)?;
                self.shared.push(string);
                Some(Some(string))
            }
            NOTHING => Some(None),
            head => {
                let at = usize::try_from(self.number_from(head)? - FIRST_REFERENCE).ok()?;
                self.shared.get(at).map(|string| Some(*string))
            }
        }
    }

    /// A type string and its values.
    fn group(&mut self, depth: u32) -> Option<()> {
        let types = self.shared()??;
        self.values(types, depth)
    }

    fn values(&mut self, types: &[u8], depth: u32) -> Option<()> {
        let mut types = types;
        while let Some((letter, rest)) = types.split_first() {
            types = match letter {
                b'[' => self.array(rest, depth)?,
                // The type of a struct: `{name=fields}`; names are not values.
                b'{' => rest.splitn(2, |byte| *byte == b'=').nth(1)?,
                b'}' => rest,
                _ => {
                    self.value(*letter, depth)?;
                    rest
                }
            };
        }
        Some(())
    }

    /// `[12c]`: twelve values of one type. Arrays of bytes are taken in one go. Returns the types behind it.
    fn array<'t>(&mut self, types: &'t [u8], depth: u32) -> Option<&'t [u8]> {
        let digits = types.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let count: usize = str::from_utf8(types.get(..digits)?).ok()?.parse().ok()?;
        let (letter, rest) = types.get(digits..)?.split_first()?;
        let rest = rest.strip_prefix(b"]")?;
        if matches!(letter, b'c' | b'C') {
            self.take(count)?;
            return Some(rest);
        }
        for _ in 0..count {
            self.value(*letter, depth)?;
        }
        Some(rest)
    }

    fn value(&mut self, letter: u8, depth: u32) -> Option<()> {
        match letter {
            b'@' => self.object(depth),
            b'#' => self.class(depth),
            b'+' => self.text(),
            b'*' => self.c_string(),
            b':' | b'%' => self.shared().map(|_| ()),
            b'c' | b'C' | b'B' => self.byte().map(|_| ()),
            b's' | b'S' | b'i' | b'I' | b'l' | b'L' | b'q' | b'Q' => self.number().map(|_| ()),
            b'f' => self.real(4),
            b'd' => self.real(8),
            _ => None,
        }
    }

    fn real(&mut self, size: usize) -> Option<()> {
        match self.byte()? {
            REAL => self.take(size).map(|_| ()),
            head => self.number_from(head).map(|_| ()),
        }
    }

    fn text(&mut self) -> Option<()> {
        let length = self.length()?;
        let bytes = self.take(length)?;
        self.texts.push(str::from_utf8(bytes).ok()?);
        Some(())
    }

    fn c_string(&mut self) -> Option<()> {
        match self.byte()? {
            NEW => {
                self.objects += 1;
                self.shared().map(|_| ())
            }
            NOTHING => Some(()),
            head => self.known_object(head),
        }
    }

    fn object(&mut self, depth: u32) -> Option<()> {
        match self.byte()? {
            NEW if depth < MOST_DEPTH => {
                self.objects += 1;
                self.class(depth)?;
                while self.peek()? != END {
                    self.group(depth + 1)?;
                }
                self.byte().map(|_| ())
            }
            NEW => None,
            NOTHING => Some(()),
            head => self.known_object(head),
        }
    }

    /// A class, then the one that it comes from, until none or a known one.
    fn class(&mut self, depth: u32) -> Option<()> {
        for _ in depth..MOST_DEPTH {
            match self.byte()? {
                NEW => {
                    self.objects += 1;
                    self.shared()??;
                    self.number()?;
                }
                NOTHING => return Some(()),
                head => return self.known_object(head),
            }
        }
        None
    }

    fn known_object(&mut self, head: u8) -> Option<()> {
        let at = self.number_from(head)? - FIRST_REFERENCE;
        (0..self.objects).contains(&at).then_some(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Strings, strings};
    use proptest::prelude::*;

    /// A message as Messages writes it: its text, and the attribute that numbers its one part.
    pub(crate) fn message(text: &str) -> Vec<u8> {
        let mut bytes = opening(text);
        bytes.extend(b"\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01\x92\x84\x96\x96");
        bytes.extend(b"\x1d__kIMMessagePartAttributeName\x86");
        bytes.extend(b"\x92\x84\x84\x84\x08NSNumber\x00\x84\x84\x07NSValue\x00\x94\x84\x01*\x84\x99\x99\x00\x86\x86\x86");
        bytes
    }

    /// A message whose words hide a link that they do not show.
    pub(crate) fn message_over_link(text: &str, link: &str) -> Vec<u8> {
        let mut bytes = opening(text);
        bytes.extend(b"\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01\x92\x84\x96\x96");
        bytes.extend(b"\x16__kIMLinkAttributeName\x86");
        bytes.extend(b"\x92\x84\x84\x84\x05NSURL\x00\x94\x84\x01c\x00\x92\x84\x96\x96");
        push_length(&mut bytes, link.len());
        bytes.extend(link.as_bytes());
        bytes.extend(b"\x86\x86\x86\x86");
        bytes
    }

    fn opening(text: &str) -> Vec<u8> {
        let mut bytes =
            b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00".to_vec();
        bytes.extend(b"\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+");
        push_length(&mut bytes, text.len());
        bytes.extend(text.as_bytes());
        bytes.extend(b"\x86\x84\x02iI\x01");
        push_length(&mut bytes, text.encode_utf16().count());
        bytes
    }

    fn push_length(bytes: &mut Vec<u8>, length: usize) {
        match length {
            0..0x80 => bytes.push(length.try_into().unwrap()),
            0x80..0x8000 => {
                bytes.push(0x81);
                bytes.extend(u16::try_from(length).unwrap().to_le_bytes());
            }
            _ => {
                bytes.push(0x82);
                bytes.extend(u32::try_from(length).unwrap().to_le_bytes());
            }
        }
    }

    #[test]
    fn texts_of_every_length_are_read() {
        for length in [0, 1, 127, 128, 129, 255, 256, 0x7fff, 0x8000, 70_000] {
            let text = "ä".repeat(length / 2) + &"x".repeat(length % 2);
            let bytes = message(&text);
            let read = strings(&bytes);
            assert!(read.complete, "{length}");
            assert_eq!(read.texts, [text.as_str(), "__kIMMessagePartAttributeName"]);
        }
    }

    #[test]
    fn a_link_behind_other_words_is_read() {
        let bytes = message_over_link("your invoice", "https://evil.example/a");
        let read = strings(&bytes);
        assert!(read.complete);
        assert_eq!(read.texts, ["your invoice", "__kIMLinkAttributeName", "https://evil.example/a"]);
    }

    #[test]
    fn a_cut_stream_gives_what_came_before_the_cut() {
        let whole = message("see https://evil.example/a");
        for cut in 0..whole.len() {
            let read = strings(&whole[..cut]);
            assert!(!read.complete || cut == 16, "{cut}");
            assert!(read.texts.len() <= 2);
        }
        assert_eq!(strings(&whole[..110]).texts, ["see https://evil.example/a"]);
    }

    #[test]
    fn what_is_no_stream_gives_nothing() {
        assert_eq!(strings(b""), Strings::default());
        assert_eq!(strings(b"bplist00 and so on"), Strings::default());
    }

    #[test]
    fn nesting_and_lies_about_length_end() {
        let mut deep = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@".to_vec();
        deep.extend(b"\x84\x84\x84\x01A\x00\x85");
        for _ in 0..100_000 {
            deep.extend(b"\x92\x84\x93");
        }
        assert!(!strings(&deep).complete);
        let long = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01+\x82\xff\xff\xff\xff";
        assert!(!strings(long).complete);
        let array = b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x0c[4000000000i]\x01\x01";
        assert!(!strings(array).complete);
    }

    proptest! {
        #[test]
        fn never_panics_and_keeps_to_its_input(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let mut stream = b"\x04\x0bstreamtyped\x81\xe8\x03".to_vec();
            stream.extend(&bytes);
            let total: usize = strings(&stream).texts.iter().map(|text| text.len()).sum();
            prop_assert!(total <= stream.len());
            let _ = strings(&bytes);
        }

        #[test]
        fn one_changed_byte_never_panics(at in 16usize..200, byte: u8, text in ".{0,80}") {
            let mut bytes = message(&text);
            let at = at % bytes.len();
            bytes[at] = byte;
            let _ = strings(&bytes);
        }

        #[test]
        fn every_text_comes_back(text in any::<String>()) {
            let bytes = message(&text);
            prop_assert_eq!(strings(&bytes).texts.first().copied(), Some(text.as_str()));
        }
    }
}
