//! One message of RFC 5322 and MIME, line by line: who sent it, when, and every piece of text in it.
//!
//! Nothing nests: a line that closes one part or opens the next is known by itself, so a message with ten thousand
//! parts inside each other costs as much as one with ten thousand beside each other. Pictures and other files are
//! passed over without being decoded.

use super::decoding::{Base64, encoded_words, quoted_printable, without_entities};
use jiff::Timestamp;
use std::collections::HashSet;

/// Bytes of text that are looked at together, and of an end that may be half a link.
const PIECE: usize = 1 << 20;
const HALF: usize = 64 << 10;
/// Bytes of one field that are kept.
const FIELD: usize = 64 << 10;
/// Lines that may divide a message; honest ones have a few.
const MOST_BOUNDARIES: usize = 10_000;

/// What stands above a message.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// The address of the sender alone.
    pub(super) sender: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) sent: Option<Timestamp>,
    /// False if there was no field at all.
    pub(super) any: bool,
    /// True if parts may have been passed over.
    pub(super) lost: bool,
}

/// Takes a message in, a line at a time.
pub(super) struct Reader<'a> {
    look: &'a mut dyn FnMut(&str),
    head: Head,
    /// True until the fields of the message itself have ended.
    outermost: bool,
    inside: Inside,
    field: String,
    part: Part,
    boundaries: HashSet<String>,
    base64: Base64,
    text: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Fields,
    Text,
    /// A file, or what stands between parts.
    Other,
}

/// What the fields of a part say of its content.
#[derive(Default)]
struct Part {
    kind: Kind,
    encoding: Encoding,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Plain,
    Html,
    /// A message of its own.
    Message,
    Other,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    #[default]
    None,
    QuotedPrintable,
    Base64,
}

impl<'a> Reader<'a> {
    /// `look` is handed every piece of text, decoded.
    pub(super) fn new(look: &'a mut dyn FnMut(&str)) -> Self {
        Self {
            look,
            head: Head::default(),
            outermost: true,
            inside: Inside::Fields,
            field: String::new(),
            part: Part::default(),
            boundaries: HashSet::new(),
            base64: Base64::default(),
            text: Vec::new(),
        }
    }

    pub(super) fn line(&mut self, line: &str) {
        if let Some(closes) = self.boundary(line) {
            self.end_part();
            self.inside = if closes { Inside::Other } else { Inside::Fields };
            return;
        }
        match self.inside {
            Inside::Fields => self.field_line(line),
            Inside::Text => self.text_line(line),
            Inside::Other => {}
        }
    }

    /// What stood above it; the last piece of text is handed over.
    pub(super) fn end(mut self) -> Head {
        self.end_part();
        self.head
    }

    /// Whether a line divides parts, and whether it is the last of its kind.
    fn boundary(&self, line: &str) -> Option<bool> {
        let name = line.strip_prefix("--")?.trim_end();
        if self.boundaries.contains(name) {
            return Some(false);
        }
        self.boundaries.contains(name.strip_suffix("--")?).then_some(true)
    }

    fn field_line(&mut self, line: &str) {
        if line.starts_with([' ', '\t']) && !self.field.is_empty() {
            if self.field.len() + line.len() <= FIELD {
                self.field.push_str(line);
            }
            return;
        }
        self.end_field();
        if !line.is_empty() {
            line.clone_into(&mut self.field);
            return;
        }
        self.outermost = false;
        self.inside = match self.part.kind {
            Kind::Plain | Kind::Html => Inside::Text,
            Kind::Message => Inside::Fields,
            Kind::Other => Inside::Other,
        };
        if self.part.kind == Kind::Message {
            self.part = Part::default();
        }
    }

    fn end_field(&mut self) {
        let field = std::mem::take(&mut self.field);
        let Some((name, value)) = field.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => self.content_type(value),
            "content-transfer-encoding" => {
                self.part.encoding = match value.to_ascii_lowercase().as_str() {
                    "quoted-printable" => Encoding::QuotedPrintable,
                    "base64" => Encoding::Base64,
                    _ => Encoding::None,
                };
            }
            "from" if self.outermost => self.head.sender = address(value).map(str::to_owned),
            "subject" if self.outermost => {
                let subject = encoded_words(value);
                (self.look)(&subject);
                self.head.subject = Some(subject);
            }
            "date" if self.outermost => {
                self.head.sent = jiff::fmt::rfc2822::parse(value).ok().map(|zoned| zoned.timestamp());
            }
            _ => {}
        }
        self.head.any = true;
    }

    fn content_type(&mut self, value: &str) {
        let kind = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        self.part.kind = match kind.as_str() {
            "text/html" | "application/xhtml+xml" => Kind::Html,
            "message/rfc822" => Kind::Message,
            kind if kind.starts_with("text/") || kind.is_empty() => Kind::Plain,
            _ => Kind::Other,
        };
        let Some(boundary) = parameter(value, "boundary") else {
            // Where its parts begin and end is not known.
            self.head.lost |= kind.starts_with("multipart/");
            return;
        };
        if self.boundaries.len() < MOST_BOUNDARIES {
            self.boundaries.insert(boundary.to_owned());
        } else {
            self.head.lost = true;
        }
    }

    fn text_line(&mut self, line: &str) {
        match self.part.encoding {
            Encoding::Base64 => self.base64.take(line.as_bytes(), &mut self.text),
            Encoding::QuotedPrintable => quoted_printable(line, &mut self.text),
            Encoding::None => {
                self.text.extend_from_slice(line.as_bytes());
                self.text.push(b'\n');
            }
        }
        if self.text.len() > PIECE {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'>' | b'"');
            let end = self.text.iter().rposition(ends).map_or(0, |at| at + 1);
            let end = if self.text.len() - end > HALF { self.text.len() } else { end };
            self.hand_over(end);
        }
    }

    fn end_part(&mut self) {
        if self.inside == Inside::Fields {
            self.end_field();
        }
        self.outermost = false;
        self.hand_over(self.text.len());
        self.base64 = Base64::default();
        self.part = Part::default();
    }

    fn hand_over(&mut self, end: usize) {
        // Text of two bytes a letter has a zero in each that links are made of.
        let piece: Vec<u8> = self.text.drain(..end).filter(|byte| *byte != 0).collect();
        let text = String::from_utf8_lossy(&piece);
        match self.part.kind {
            _ if text.is_empty() => {}
            Kind::Html => (self.look)(&without_entities(&text)),
            _ => (self.look)(&text),
        }
    }
}

/// The address in `Name <user@host>`, or the whole.
pub(super) fn address(from: &str) -> Option<&str> {
    let inside = from.rsplit_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(address, _)| address);
    let address = inside.unwrap_or(from).trim();
    (address.contains('@') && !address.contains(char::is_whitespace)).then_some(address)
}

/// A parameter of a field, without its quotation marks.
fn parameter<'v>(value: &'v str, name: &str) -> Option<&'v str> {
    let mut quoted = false;
    let mut parts = value.split(|character: char| {
        quoted ^= character == '"';
        character == ';' && !quoted
    });
    parts.find_map(|part| {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::{HALF, Head, PIECE, Reader};
    use proptest::prelude::*;

    fn read(message: &str) -> (Head, String) {
        let mut texts = String::new();
        let mut look = |text: &str| {
            texts.push_str(text);
            texts.push('|');
        };
        let mut reader = Reader::new(&mut look);
        message.lines().for_each(|line| reader.line(line));
        let head = reader.end();
        (head, texts)
    }

    #[test]
    fn a_message_with_two_forms_and_a_file_gives_both_texts() {
        let (head, texts) = read(
            "From: \"a@b <c>\" <Ann@Mail.example>\nSubject: =?UTF-8?B?w4k=?= =?utf-8?q?t=C3=A9_?=\n for you\n\
             Date: Tue, 01 Sep 2026 10:20:30 +0200\nContent-Type: multipart/mixed;\n boundary=\"out;er\"\n\n\
             before\n--out;er\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\n\
             plain https://a.example/x\n--in\nContent-Type: text/html; charset=utf-8\n\
             Content-Transfer-Encoding: quoted-printable\n\n<a href=3D\"https://b.exam=\nple/?a=3D1&amp;b\">\n\
             --in--\n--out;er\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\n\
             aHR0cHM6Ly9jLmV4YW1wbGU=\n--out;er--\nafter\n",
        );
        assert_eq!(head.sender.as_deref(), Some("Ann@Mail.example"));
        assert_eq!(head.subject.as_deref(), Some("Été  for you"));
        assert_eq!(head.sent.unwrap().to_string(), "2026-09-01T08:20:30Z");
        assert!(head.any && !head.lost);
        assert_eq!(
            texts,
            "Été  for you|plain https://a.example/x\n|<a href=\"https://b.example/?a=1&b\">\n|"
        );
    }

    #[test]
    fn base64_and_wide_text_and_messages_inside_are_read() {
        let wide = "aAB0AHQAcABzADoALwAvAGEALgBlAHgA\nYQBtAHAAbABlAA==";
        let (_, texts) = read(&format!(
            "Content-Type: multipart/digest; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n\
             From: x@y\nSubject: inner\nContent-Type: text/plain; charset=utf-16le\n\
             Content-Transfer-Encoding: BASE64\n\n{wide}\n--b--\n"
        ));
        assert_eq!(texts, "https://a.example|");
    }

    #[test]
    fn a_link_over_the_edge_of_a_piece_stays_whole() {
        let filling = "x".repeat(PIECE - 10);
        let (_, texts) = read(&format!(
            "Content-Transfer-Encoding: quoted-printable\n\n{filling} https://edge.ex=\nample/p\n"
        ));
        assert!(texts.ends_with("|https://edge.example/p\n|"), "{}", &texts[texts.len() - 40..]);
        let endless = "y".repeat(HALF + PIECE);
        assert_eq!(read(&format!("\n{endless}")).1.matches('|').count(), 1);
    }

    #[test]
    fn ten_thousand_parts_inside_each_other_end() {
        let mut message = String::new();
        for depth in 0..12_000 {
            message.push_str(&format!("Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n"));
        }
        message.push_str("\nhttps://deep.example\n");
        let (head, texts) = read(&message);
        assert!(head.lost, "more lines that divide than are kept");
        assert_eq!(texts, "", "behind them nothing is known");
        assert_eq!(read("no message").0, Head::default());
    }

    proptest! {
        #[test]
        fn any_lines_end(lines in proptest::collection::vec("(--b|--b--|Content-Type: (multipart/x; boundary=b|message/rfc822|text/html)|Content-Transfer-Encoding: (base64|quoted-printable)|From: .{0,9}|Date: .{0,9}||.{0,30})", 0..40)) {
            let message = lines.join("\n");
            let (head, texts) = read(&message);
            prop_assert!(head.any || texts.len() <= message.len() * 3 + 8);
        }
    }
}
