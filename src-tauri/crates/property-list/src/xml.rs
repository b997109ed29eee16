//! XML property lists, read from start to end through a small window. Only what property lists use of
//! XML is understood: no entities of one's own, no name spaces, UTF-8.

use crate::event::Event;
use crate::limits::Budget;
use crate::source::Window;
use crate::{Date, Refused, base64};
use engine::ReadAt;
use std::borrow::Cow;

pub(crate) struct Xml<'a> {
    window: Window<'a>,
    /// The containers that are open: true for dictionaries.
    open: Vec<bool>,
    /// The innermost is a dictionary and its next element a key.
    wants_key: bool,
    tag: Vec<u8>,
    started: bool,
    finished: bool,
    /// `<dict/>`: its end follows although the list does not say it.
    end_follows: bool,
}

/// What a pair of angle brackets says; its name lies in [`Xml::tag`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tag {
    Start,
    Empty,
    End,
    /// Nothing follows.
    Finished,
}

impl<'a> Xml<'a> {
    /// The longest tag with all its attributes; `<plist version="1.0">` is the longest one in use.
    const LONGEST_TAG: usize = 1000;

    pub(crate) fn new(source: &'a dyn ReadAt) -> Self {
        Self {
            window: Window::new(source),
            open: Vec::new(),
            wants_key: false,
            tag: Vec::new(),
            started: false,
            finished: false,
            end_follows: false,
        }
    }

    pub(crate) fn next<'e>(&mut self, budget: &mut Budget) -> Result<Option<Event<'e>>, Refused> {
        if self.end_follows {
            self.end_follows = false;
            return self.close().map(Some);
        }
        if self.finished {
            return Ok(None);
        }
        loop {
            let tag = self.next_tag()?;
            match (tag, self.tag.as_slice()) {
                (Tag::Start | Tag::Empty, b"plist") if !self.started => self.started = true,
                (Tag::End, b"plist") if self.started && self.open.is_empty() => {}
                (Tag::Finished, _) if self.started && self.open.is_empty() => {
                    self.finished = true;
                    return Ok(None);
                }
                (Tag::End, b"dict") if self.open.last() == Some(&true) && self.wants_key => {
                    return self.close().map(Some);
                }
                (Tag::End, b"array") if self.open.last() == Some(&false) => return self.close().map(Some),
                (Tag::Start | Tag::Empty, _) => {
                    self.started = true;
                    return self.element(tag == Tag::Empty, budget).map(Some);
                }
                _ => return Err(self.broken()),
            }
        }
    }

    /// After a key: passes over its value.
    pub(crate) fn skip_value(&mut self) -> Result<(), Refused> {
        let tag = self.next_tag()?;
        match tag {
            Tag::Empty => {}
            Tag::Start if matches!(self.tag.as_slice(), b"dict" | b"array") => self.pass_over_content(1)?,
            Tag::Start => self.text(None)?,
            Tag::End | Tag::Finished => return Err(self.broken()),
        }
        self.wants_key = true;
        Ok(())
    }

    /// Leaves the innermost container.
    pub(crate) fn leave(&mut self) -> Result<(), Refused> {
        if self.end_follows {
            self.end_follows = false;
        } else {
            self.pass_over_content(1)?;
        }
        self.close().map(drop)
    }

    fn pass_over_content(&mut self, mut depth: u64) -> Result<(), Refused> {
        while depth > 0 {
            let tag = self.next_tag()?;
            match (tag, self.tag.as_slice()) {
                (Tag::Start, b"dict" | b"array") => depth += 1,
                (Tag::End, b"dict" | b"array") => depth -= 1,
                (Tag::Start, _) => self.text(None)?,
                (Tag::Empty, _) => {}
                (Tag::End | Tag::Finished, _) => return Err(self.broken()),
            }
        }
        Ok(())
    }

    fn close<'e>(&mut self) -> Result<Event<'e>, Refused> {
        if self.open.pop().is_none() {
            return Err(self.broken());
        }
        self.value_told();
        Ok(Event::End)
    }

    fn value_told(&mut self) {
        self.wants_key = self.open.last() == Some(&true);
    }

    fn element<'e>(&mut self, empty: bool, budget: &mut Budget) -> Result<Event<'e>, Refused> {
        let is_key = self.tag == b"key";
        if is_key != self.wants_key {
            return Err(self.broken());
        }
        let is_dict = self.tag == b"dict";
        if is_dict || self.tag == b"array" {
            budget.charge(0)?;
            budget.descend(self.open.len())?;
            self.open.push(is_dict);
            self.wants_key = is_dict;
            self.end_follows = empty;
            return Ok(if is_dict { Event::StartDictionary } else { Event::StartArray });
        }
        let name = std::mem::take(&mut self.tag);
        let mut content = Vec::new();
        if !empty {
            self.text(Some((&mut content, budget.bytes_left())))?;
        }
        budget.charge(content.len())?;
        if is_key {
            self.wants_key = false;
            return Ok(Event::Key(Cow::Owned(lossy(content))));
        }
        self.value_told();
        self.scalar(&name, content)
    }

    fn scalar<'e>(&self, name: &[u8], content: Vec<u8>) -> Result<Event<'e>, Refused> {
        let text = || std::str::from_utf8(&content).unwrap_or("").trim();
        let event = match name {
            b"true" => Some(Event::Boolean(true)),
            b"false" => Some(Event::Boolean(false)),
            b"integer" => integer(text()).map(Event::Integer),
            b"real" => text().parse().ok().map(Event::Real),
            b"date" => Some(Event::Date(Date::from_xml(text()))),
            b"data" => base64::decode(&content).map(|bytes| Event::Data(Cow::Owned(bytes))),
            b"string" => Some(Event::String(Cow::Owned(lossy(content)))),
            _ => None,
        };
        event.ok_or_else(|| self.broken())
    }

    fn broken(&self) -> Refused {
        if self.started { self.window.damaged() } else { Refused::NotAPropertyList }
    }

    /// The next tag; text before it has to be white space. Comments and declarations are passed over.
    fn next_tag(&mut self) -> Result<Tag, Refused> {
        loop {
            match self.window.next()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => {}
                // A byte order mark.
                Some(0xef | 0xbb | 0xbf) if !self.started => {}
                Some(b'<') => {
                    if let Some(tag) = self.tag()? {
                        return Ok(tag);
                    }
                }
                Some(_) => return Err(self.broken()),
                None => return Ok(Tag::Finished),
            }
        }
    }

    /// Behind `<`. None for what is no element.
    fn tag(&mut self) -> Result<Option<Tag>, Refused> {
        self.tag.clear();
        let whole = match self.window.peek()? {
            Some(b'?') => self.window.pass(b"?>", None)?,
            Some(b'!') => self.declaration()?,
            _ => {
                let kept = Some((&mut self.tag, Self::LONGEST_TAG));
                let found = self.window.seek(b'>', kept).map_err(|error| match error {
                    Refused::TooLarge => self.window.damaged(),
                    other => other,
                });
                if !found? {
                    return Err(self.broken());
                }
                self.window.next()?;
                return Ok(Some(self.named()));
            }
        };
        if whole { Ok(None) } else { Err(self.broken()) }
    }

    /// Cuts [`tag`](Self::tag) down to its name.
    fn named(&mut self) -> Tag {
        let kind = match (self.tag.first(), self.tag.last()) {
            (Some(b'/'), _) => {
                self.tag.remove(0);
                Tag::End
            }
            (_, Some(b'/')) => {
                self.tag.pop();
                Tag::Empty
            }
            _ => Tag::Start,
        };
        let end = self.tag.iter().position(u8::is_ascii_whitespace).unwrap_or(self.tag.len());
        self.tag.truncate(end);
        kind
    }

    /// Behind `<`, before `!`: a comment, or the document type (whose own brackets are passed over).
    fn declaration(&mut self) -> Result<bool, Refused> {
        self.window.next()?;
        if self.window.peek()? == Some(b'-') {
            self.window.next()?;
            return self.window.pass(b"-->", None);
        }
        let mut inside = false;
        loop {
            match self.window.next()? {
                Some(b'[') => inside = true,
                Some(b']') => inside = false,
                Some(b'>') if !inside => return Ok(true),
                Some(_) => {}
                None => return Ok(false),
            }
        }
    }

    /// The text up to the end of its element, and that end; entities are resolved.
    fn text(&mut self, mut keep: Option<(&mut Vec<u8>, usize)>) -> Result<(), Refused> {
        let mut piece = Vec::new();
        loop {
            let room = keep.as_ref().map(|(kept, most)| most.saturating_sub(kept.len()));
            if !self.window.seek(b'<', room.map(|room| (&mut piece, room)))? {
                return Err(self.broken());
            }
            self.window.next()?;
            if let Some((kept, _)) = &mut keep {
                resolve(&piece, kept);
                piece.clear();
            }
            match self.window.peek()? {
                Some(b'/') => {
                    let found = self.window.seek(b'>', None)?;
                    self.window.next()?;
                    return if found { Ok(()) } else { Err(self.broken()) };
                }
                Some(b'!') => {
                    self.window.next()?;
                    let whole = match self.window.next()? {
                        Some(b'-') => self.window.pass(b"-->", None)?,
                        Some(b'[') => {
                            let opened = self.window.pass(b"[", None)?;
                            let room = keep.as_mut().map(|(kept, most)| (&mut **kept, *most));
                            opened && self.window.pass(b"]]>", room)?
                        }
                        _ => false,
                    };
                    if !whole {
                        return Err(self.broken());
                    }
                }
                _ => return Err(self.broken()),
            }
        }
    }
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let value = match digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")) {
        Some(digits) => i128::from_str_radix(digits, 16).ok()?,
        None => digits.parse().ok()?,
    };
    Some(if negative { value.checked_neg()? } else { value })
}

/// Copies text with `&amp;` and its like resolved. A name that is none becomes U+FFFD.
fn resolve(text: &[u8], into: &mut Vec<u8>) {
    const LONGEST_NAME: usize = 12;
    let mut rest = text;
    while let Some(at) = rest.iter().position(|byte| *byte == b'&') {
        let (before, from) = rest.split_at(at);
        into.extend_from_slice(before);
        let end = from.iter().take(LONGEST_NAME).position(|byte| *byte == b';');
        let Some(end) = end else {
            into.push(b'&');
            rest = &from[1..];
            continue;
        };
        let character = match &from[1..end] {
            b"amp" => '&',
            b"lt" => '<',
            b"gt" => '>',
            b"quot" => '"',
            b"apos" => '\'',
            number => numbered(number).unwrap_or(char::REPLACEMENT_CHARACTER),
        };
        into.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        rest = &from[end + 1..];
    }
    into.extend_from_slice(rest);
}

/// `#65` or `#x41`.
fn numbered(name: &[u8]) -> Option<char> {
    let digits = std::str::from_utf8(name).ok()?.strip_prefix('#')?;
    let number = match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    char::from_u32(number.ok()?)
}
