//! Timeline rows as bytes that sort as the rows do: a million rows are two pieces of memory, not five million.
//!
//! A row: its time as 16 bytes, its four texts with a zero between them, the lengths of the first three. Two rows are
//! equal if their bytes are.

use jiff::Timestamp;
use report::Row;
use std::io::{self, Read, Write};

/// Bytes of a time, and of the lengths at the end.
const TIME: usize = 16;
const LENGTHS: usize = 12;

/// Rows in the order of their coming.
#[derive(Default)]
pub(crate) struct Packed {
    bytes: Vec<u8>,
    rows: Vec<Span>,
}

/// Where one row lies.
struct Span {
    /// The time in steps of four seconds: most comparisons end here.
    time: u64,
    from: usize,
    to: usize,
}

impl Packed {
    /// About how many bytes it takes in memory.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len() + self.rows.len() * size_of::<Span>()
    }

    /// Takes a row in, and says by how much the size grew.
    pub(crate) fn push(&mut self, row: &Row<'_>) -> usize {
        let from = self.bytes.len();
        let time = time(row.when);
        self.bytes.extend_from_slice(&time.to_be_bytes());
        let texts = [row.artifact, row.cite, row.what, row.message];
        for (at, text) in texts.into_iter().enumerate() {
            if at > 0 {
                self.bytes.push(0);
            }
            self.bytes.extend_from_slice(text.as_bytes());
        }
        for text in &texts[..3] {
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            self.bytes.extend_from_slice(&length.to_le_bytes());
        }
        // Nanoseconds since the year -9999 stay below 2^70: whoever has the larger of these is later.
        let time = u64::try_from(time >> 32).unwrap_or(u64::MAX);
        self.rows.push(Span { time, from, to: self.bytes.len() });
        self.bytes.len() - from + size_of::<Span>()
    }

    /// The rows as bytes, sorted, equal ones once.
    pub(crate) fn sorted(self) -> impl Iterator<Item = Vec<u8>> {
        let Self { bytes, mut rows } = self;
        let bytes_of = |span: &Span| &bytes[span.from..span.to];
        rows.sort_unstable_by(|a, b| a.time.cmp(&b.time).then_with(|| bytes_of(a).cmp(bytes_of(b))));
        rows.dedup_by(|a, b| bytes_of(a) == bytes_of(b));
        rows.into_iter().map(move |span| bytes[span.from..span.to].to_vec())
    }
}

/// A number that grows with the time, from 0.
fn time(when: Timestamp) -> u128 {
    (when.as_nanosecond() - Timestamp::MIN.as_nanosecond()).unsigned_abs()
}

/// The row that was packed.
///
/// # Errors
/// `InvalidData` if the bytes are none: a run that something else wrote into.
pub(crate) fn unpack(bytes: &[u8]) -> io::Result<Row<'_>> {
    unpacked(bytes).ok_or_else(|| io::ErrorKind::InvalidData.into())
}

fn unpacked(bytes: &[u8]) -> Option<Row<'_>> {
    let (time, rest) = bytes.split_at_checked(TIME)?;
    let (mut rest, lengths) = rest.split_at_checked(rest.len().checked_sub(LENGTHS)?)?;
    let since = i128::try_from(u128::from_be_bytes(time.try_into().ok()?)).ok()?;
    let when = Timestamp::from_nanosecond(since.checked_add(Timestamp::MIN.as_nanosecond())?).ok()?;
    let mut texts = [""; 3];
    for (text, length) in texts.iter_mut().zip(lengths.as_chunks::<4>().0) {
        let (here, after) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        *text = std::str::from_utf8(here).ok()?;
        rest = after.split_first()?.1;
    }
    let [artifact, cite, what] = texts;
    Some(Row { when, artifact, cite, what, message: std::str::from_utf8(rest).ok()? })
}

/// Writes one row of a run: its length, its bytes.
pub(crate) fn write(to: &mut impl Write, row: &[u8]) -> io::Result<()> {
    let length = u32::try_from(row.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(row)
}

/// Reads one; none at the end.
pub(crate) fn read(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let mut row = Vec::new();
    let length = u32::from_le_bytes(length);
    if from.take(u64::from(length)).read_to_end(&mut row)? < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(Some(row))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::{Packed, read, unpack, write};
    use jiff::Timestamp;
    use proptest::prelude::*;
    use report::Row;

    fn packed(row: &Row<'_>) -> Vec<u8> {
        let mut rows = Packed::default();
        let grown = rows.push(row);
        assert_eq!(grown, rows.size());
        rows.sorted().next().unwrap()
    }

    proptest! {
        #[test]
        fn a_row_comes_back_as_it_was(
            nanoseconds in Timestamp::MIN.as_nanosecond()..=Timestamp::MAX.as_nanosecond(),
            texts in proptest::array::uniform4(".*"),
        ) {
            let when = Timestamp::from_nanosecond(nanoseconds).unwrap();
            let [artifact, cite, what, message] = &texts;
            let row = Row { when, artifact, cite, what, message };
            let bytes = packed(&row);
            prop_assert_eq!(unpack(&bytes).unwrap(), row);
            let mut file = Vec::new();
            write(&mut file, &bytes).unwrap();
            prop_assert_eq!(read(&mut file.as_slice()).unwrap(), Some(bytes));
            file.pop();
            prop_assert!(read(&mut file.as_slice()).is_err());
        }

        #[test]
        fn rows_sort_as_their_bytes(
            (first, second) in (0_i64..3, 0_i64..3),
            (a, b) in ("[a-b]{0,2}", "[a-b]{0,2}"),
        ) {
            let at = |second, message| {
                let when = Timestamp::from_second(second - 1).unwrap();
                Row { when, artifact: "ios.a", cite: "", what: "sent", message }
            };
            let (left, right) = (at(first, a.as_str()), at(second, b.as_str()));
            prop_assert_eq!(left.cmp(&right), packed(&left).cmp(&packed(&right)));
            let mut both = Packed::default();
            both.push(&left);
            both.push(&right);
            let sorted: Vec<_> = both.sorted().collect();
            let mut expected = [packed(&left), packed(&right)].to_vec();
            expected.sort();
            expected.dedup();
            prop_assert_eq!(sorted, expected);
        }
    }

    #[test]
    fn bytes_of_something_else_are_an_error() {
        for bytes in [&[][..], &[0; 27], &[0xff; 40]] {
            assert!(unpack(bytes).is_err(), "{bytes:?}");
        }
    }
}
