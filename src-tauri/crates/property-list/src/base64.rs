//! Base64 of XML property lists: standard alphabet, white space anywhere, padding optional.

/// The bytes; none if a character is neither of the alphabet nor white space.
pub(crate) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in text {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(six);
        count += 1;
        if count == 4 {
            let [_, a, b, c] = bits.to_be_bytes();
            bytes.extend([a, b, c]);
            (bits, count) = (0, 0);
        }
    }
    match (count, (bits << (6 * (4 - count) % 24)).to_be_bytes()) {
        (0, _) => {}
        (2, [_, a, _, _]) => bytes.push(a),
        (3, [_, a, b, _]) => bytes.extend([a, b]),
        _ => return None,
    }
    Some(bytes)
}
