//! AFC, as far as the tests need it.

use super::Wire;

pub(crate) struct Afc {
    wire: Wire,
    number: u64,
}

impl Afc {
    pub(crate) fn new(wire: Wire) -> Self {
        Self { wire, number: 0 }
    }

    /// One request: the operation of the answer, its head, its payload.
    pub(crate) fn ask(&mut self, operation: u64, body: &[u8]) -> (u64, Vec<u8>, Vec<u8>) {
        self.number += 1;
        let whole = 40 + body.len() as u64;
        let head = [whole, whole, self.number, operation].into_iter().flat_map(u64::to_le_bytes);
        let frame: Vec<u8> = b"CFA6LPAA".iter().copied().chain(head).chain(body.iter().copied()).collect();
        self.wire.send_bytes(&frame);
        let head: [u8; 40] = self.wire.exact().unwrap();
        let word = |at: usize| u64::from_le_bytes(head[at * 8..at * 8 + 8].try_into().unwrap());
        assert_eq!((&head[..8], word(3)), (&b"CFA6LPAA"[..], self.number));
        let (whole, this) = (word(1), word(2));
        let head = self.wire.some(u32::try_from(this - 40).unwrap()).unwrap();
        let payload = self.wire.some(u32::try_from(whole - this).unwrap()).unwrap();
        (word(4), head, payload)
    }

    /// Names in a folder, without `.` and `..`.
    pub(crate) fn list(&mut self, path: &str) -> Vec<String> {
        let (operation, _, payload) = self.ask(3, &[path.as_bytes(), b"\0"].concat());
        assert_eq!(operation, 2, "{path}");
        texts(&payload).into_iter().filter(|name| name != "." && name != "..").collect()
    }

    /// The content of a file; the status where it cannot be opened.
    pub(crate) fn read(&mut self, path: &str) -> Result<Vec<u8>, u64> {
        let (operation, head, _) = self.ask(13, &[&1_u64.to_le_bytes()[..], path.as_bytes(), b"\0"].concat());
        let number = u64::from_le_bytes(head[..8].try_into().unwrap());
        if operation != 14 {
            return Err(number);
        }
        let mut content = Vec::new();
        loop {
            let (_, _, piece) = self.ask(15, &[number.to_le_bytes(), 1000_u64.to_le_bytes()].concat());
            if piece.is_empty() {
                break;
            }
            content.extend(piece);
        }
        assert_eq!(self.ask(20, &number.to_le_bytes()).0, 1);
        Ok(content)
    }
}

fn texts(payload: &[u8]) -> Vec<String> {
    let parts = payload.split(|byte| *byte == 0).filter(|part| !part.is_empty());
    parts.map(|part| String::from_utf8(part.to_vec()).unwrap()).collect()
}
