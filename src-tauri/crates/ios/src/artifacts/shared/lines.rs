//! Reads text files of any size line by line, with memory that does not grow; what could not be read is said.

use engine::{Case, Entry, Notes, Unread, UnreadWhy};

/// Bytes of one file that are read; the largest honest ones are some dozen megabytes.
const MOST_BYTES: u64 = 512 << 20;
/// Bytes of one line that are kept.
const LONGEST: usize = 64 << 10;
/// Bytes that are asked for at once.
const PIECE: usize = 256 << 10;

/// Tells each line of a file with its number, from 1, without its end; bytes that are no text become `U+FFFD`.
/// `tell` answers false to stop. False if the file could not be opened.
pub(crate) fn each(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    entry: &Entry,
    tell: &mut dyn FnMut(u64, &str, &mut Notes<'_>) -> bool,
) -> bool {
    let source = match case.evidence.open(entry) {
        Ok(source) => source,
        Err(unread) => {
            notes.unread(unread);
            return false;
        }
    };
    let mut lines = Lines { entry, number: 0, kept: Vec::new(), cut: false };
    let readable = source.len().min(MOST_BYTES);
    let mut piece = vec![0; PIECE];
    let mut at = 0;
    while at < readable {
        let size = usize::try_from(readable - at).unwrap_or(PIECE).min(PIECE);
        let Some(piece) = piece.get_mut(..size) else { break };
        if let Err(error) = source.read_at(at, piece) {
            let why = Unread::from_io(&entry.path, &error).why;
            notes.unread(Unread::part(&entry.path, format!("after line {}", lines.number), why));
            break;
        }
        if !lines.take(piece, notes, tell) {
            return true;
        }
        at += size as u64;
    }
    if readable < source.len() {
        let part = format!("after line {}", lines.number);
        notes.unread(Unread::part(&entry.path, part, UnreadWhy::TooLarge));
    }
    if !lines.kept.is_empty() {
        lines.end(notes, tell);
    }
    true
}

/// The line that is being read.
struct Lines<'a> {
    entry: &'a Entry,
    number: u64,
    kept: Vec<u8>,
    /// True if more was there than is kept.
    cut: bool,
}

impl Lines<'_> {
    fn take(
        &mut self,
        piece: &[u8],
        notes: &mut Notes<'_>,
        tell: &mut dyn FnMut(u64, &str, &mut Notes<'_>) -> bool,
    ) -> bool {
        let mut parts = piece.split(|byte| *byte == b'\n').peekable();
        while let Some(part) = parts.next() {
            let room = LONGEST.saturating_sub(self.kept.len());
            self.cut |= part.len() > room;
            self.kept.extend_from_slice(part.get(..room).unwrap_or(part));
            if parts.peek().is_some() && !self.end(notes, tell) {
                return false;
            }
        }
        true
    }

    fn end(
        &mut self,
        notes: &mut Notes<'_>,
        tell: &mut dyn FnMut(u64, &str, &mut Notes<'_>) -> bool,
    ) -> bool {
        self.number += 1;
        if std::mem::take(&mut self.cut) {
            let part = format!("end of line {}", self.number);
            notes.unread(Unread::part(&self.entry.path, part, UnreadWhy::TooLarge));
        }
        let line = self.kept.strip_suffix(b"\r").unwrap_or(&self.kept);
        let go_on = tell(self.number, &String::from_utf8_lossy(line), notes);
        self.kept.clear();
        go_on
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, PIECE, each};
    use crate::artifacts::testing::{Phone, acquisition};
    use engine::indicators::Indicators;
    use engine::{Case, Evidence, Notes, UnreadWhy, Version};
    use proptest::prelude::*;

    fn read(bytes: &[u8]) -> (Vec<(u64, String)>, Vec<UnreadWhy>) {
        let phone = Phone::with("a.txt", bytes);
        let (indicators, acquisition) = (Indicators::empty(), acquisition(Version(17, 0, 0)));
        let case = Case { evidence: &phone, indicators: &indicators, acquisition: &acquisition };
        let mut go_on = |_| true;
        let mut notes = Notes::new("ios.x", None, &mut go_on);
        let mut lines = Vec::new();
        let entry = &phone.find(&["a.txt"]).unwrap()[0];
        assert!(each(&case, &mut notes, entry, &mut |number, line, _| {
            lines.push((number, line.to_owned()));
            true
        }));
        (lines, notes.unread_parts().iter().map(|unread| unread.why).collect())
    }

    #[test]
    fn lines_are_numbered_and_their_ends_left_out() {
        let (lines, unread) = read(b"a\r\n\nb\xff\nlast");
        let shown: Vec<_> = lines.iter().map(|(number, line)| (*number, line.as_str())).collect();
        assert_eq!(shown, [(1, "a"), (2, ""), (3, "b\u{fffd}"), (4, "last")]);
        assert!(unread.is_empty());
        assert!(read(b"").0.is_empty());
    }

    #[test]
    fn a_line_over_several_pieces_is_one_and_one_too_long_is_said() {
        let mut bytes = vec![b'x'; PIECE - 10];
        bytes.extend_from_slice(b"\nover the border of two pieces\nend");
        let (lines, unread) = read(&bytes);
        assert_eq!(lines[0].1.len(), LONGEST);
        assert_eq!(lines[1].1, "over the border of two pieces");
        assert_eq!((lines[2].1.as_str(), unread), ("end", vec![UnreadWhy::TooLarge]));
    }

    proptest! {
        #[test]
        fn lines_are_the_ones_of_the_text(text in "[a-c\n]{0,60}") {
            let lines: Vec<_> = read(text.as_bytes()).0.into_iter().map(|(_, line)| line).collect();
            let expected: Vec<_> = text.lines().map(str::to_owned).collect();
            prop_assert_eq!(lines, expected);
        }
    }
}
