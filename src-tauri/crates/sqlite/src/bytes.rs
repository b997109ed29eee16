//! Numbers inside pages of SQLite's file format, read without trusting any length.

/// Big-endian, two bytes at `at`; none beyond the end.
pub(crate) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Big-endian, four bytes at `at`; none beyond the end.
pub(crate) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// SQLite's variable-length integer at the start of `bytes`, and its length: seven bits a byte, eight in the ninth.
pub(crate) fn varint(bytes: &[u8]) -> Option<(i64, usize)> {
    let mut value = 0u64;
    for (at, byte) in bytes.get(..8).unwrap_or(bytes).iter().enumerate() {
        value = value << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((value.cast_signed(), at + 1));
        }
    }
    bytes.get(8).map(|byte| ((value << 8 | u64::from(*byte)).cast_signed(), 9))
}

/// Page size in a database header (100 bytes); none if this is no header.
pub(crate) fn page_size_of(header: &[u8]) -> Option<usize> {
    let size = match be16(header, 16)? {
        1 => 65_536,
        n => usize::from(n),
    };
    let sane = header.starts_with(b"SQLite format 3\0") && size.is_power_of_two() && size >= 512;
    sane.then_some(size)
}
