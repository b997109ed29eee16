//! Rows in loose bytes: wherever a row can begin, its header says how long its columns are, and the whole must
//! come out even. Format: <https://www.sqlite.org/fileformat2.html#record_format>

/// Columns of a row; the widest tables of phones have some hundred.
const MOST_COLUMNS: usize = 400;
/// Longest row that is looked for; regions are no longer than a page.
const LONGEST: u64 = 70_000;

/// Every text column of every row that lies whole in `bytes`.
pub fn texts(bytes: &[u8], tell: &mut dyn FnMut(&str)) {
    let mut at = 0;
    while at < bytes.len() {
        at += row(&bytes[at..], tell).unwrap_or(1);
    }
}

/// The length of the row that begins here, if one does.
fn row(bytes: &[u8], tell: &mut dyn FnMut(&str)) -> Option<usize> {
    let (payload, used) = varint(bytes)?;
    if !(4..=LONGEST).contains(&payload) {
        return None;
    }
    let (_rowid, more) = varint(bytes.get(used..)?)?;
    let start = used + more;
    let payload = usize::try_from(payload).ok()?;
    let record = bytes.get(start..start.checked_add(payload)?)?;
    let (header, mut at) = varint(record)?;
    let header = usize::try_from(header).ok().filter(|header| *header >= 2 && *header < record.len())?;
    let mut columns = Vec::new();
    let mut content = header;
    while at < header {
        let (kind, used) = varint(record.get(at..header)?)?;
        at += used;
        let size = size(kind)?;
        if kind >= 13 && kind % 2 == 1 {
            columns.push(content..content.checked_add(size)?);
        }
        content = content.checked_add(size).filter(|end| *end <= record.len())?;
        if columns.len() > MOST_COLUMNS {
            return None;
        }
    }
    if content != record.len() || columns.is_empty() {
        return None;
    }
    // Chance makes even sums, but no readable texts.
    let texts: Option<Vec<&str>> =
        columns.into_iter().map(|range| std::str::from_utf8(record.get(range)?).ok()).collect();
    let texts = texts?;
    texts.iter().filter(|text| text.len() >= 2).for_each(|text| tell(text));
    Some(start + payload)
}

fn size(kind: u64) -> Option<usize> {
    Some(match kind {
        0 | 8 | 9 => 0,
        1..=4 => usize::try_from(kind).ok()?,
        5 => 6,
        6 | 7 => 8,
        10 | 11 => return None,
        kind => usize::try_from((kind - 12) / 2).ok()?,
    })
}

fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0;
    for (at, byte) in bytes.iter().take(9).enumerate() {
        if at == 8 {
            return Some((value << 8 | u64::from(*byte), 9));
        }
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value, at + 1));
        }
    }
    None
}

/// Longest name before the `@` of an account.
const LONGEST_NAME: usize = 64;

/// What may be an account: letters around an `@`.
pub fn accounts(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter(|(_, byte)| **byte == b'@').filter_map(move |(at, _)| {
        let before = bytes[..at].iter().rev().take(LONGEST_NAME).take_while(|byte| is_name(**byte)).count();
        let after = bytes[at + 1..].iter().take(253).take_while(|byte| is_name(**byte)).count();
        (before > 0 && after > 3).then(|| text.get(at - before..at + 1 + after)).flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::{accounts, texts};
    use proptest::prelude::*;

    fn found(bytes: &[u8]) -> Vec<String> {
        let mut all = Vec::new();
        texts(bytes, &mut |text| all.push(text.to_owned()));
        all
    }

    /// A cell with an integer, two texts and nothing.
    fn cell(first: &str, second: &str) -> Vec<u8> {
        let serial = |text: &str| u8::try_from(13 + 2 * text.len()).unwrap();
        let header = [5, 1, serial(first), serial(second), 0];
        let record = [&header[..], &[7], first.as_bytes(), second.as_bytes()].concat();
        [&[u8::try_from(record.len()).unwrap(), 9][..], &record].concat()
    }

    #[test]
    fn rows_are_found_among_rubbish_and_their_columns_kept_apart() {
        let bytes =
            [&b"\x00\xff\x81"[..], &cell("bh", "com.plant"), b"\x07\x00", &cell("next", "one")].concat();
        assert_eq!(found(&bytes), ["bh", "com.plant", "next", "one"]);
    }

    #[test]
    fn a_row_that_is_cut_or_does_not_come_out_even_is_none() {
        let whole = cell("plant", "x.example");
        assert!(found(&whole[..whole.len() - 1]).is_empty());
        let mut odd = whole.clone();
        odd[0] += 1;
        odd.push(0);
        assert!(found(&odd).is_empty());
        let mut no_text = whole;
        let last = no_text.len() - 1;
        no_text[last] = 0xff;
        assert!(found(&no_text).is_empty());
    }

    #[test]
    fn accounts_are_cut_out_whole() {
        let all: Vec<_> = accounts("x<a.b+c@plant.example> @ @x y@z \u{e9}d@q.example").collect();
        assert_eq!(all, ["a.b+c@plant.example", "d@q.example"]);
    }

    proptest! {
        #[test]
        fn never_panics_and_ends(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            found(&bytes);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            prop_assert!(accounts(&text).all(|account| text.contains(account)));
        }
    }
}
