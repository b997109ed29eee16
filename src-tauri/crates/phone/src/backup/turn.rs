//! One computer at a time: the lock that programs for phones agree on, a file that is opened over AFC.
//!
//! Frames of AFC: `CFA6LPAA`, whole length, length without content, number, kind; little-endian, 64 bits.
//! Kinds 13 opens, 20 closes, 27 locks; answers 1 a status (0 fine, 19 somebody else has it), 14 a handle.

use crate::Failure;
use crate::link::{Phone, failure, odd};
use idevice::Idevice;
use std::time::Duration;

const FILE: &[u8] = b"/com.apple.itunes.lock_sync\0";
const READ_AND_WRITE: u64 = 3;
const TAKE: u64 = 2 | 4;
const TRIES: u32 = 50;
const BETWEEN: Duration = Duration::from_millis(200);
const BUSY: u64 = 19;
const ANSWER: Duration = Duration::from_secs(30);
/// No answer here has more than a few numbers.
const LONGEST: u64 = 4096;

/// It is this computer's turn until this is dropped and the stream with it.
pub(crate) struct Turn(#[expect(dead_code, reason = "holds the lock while it lives")] Idevice);

impl Turn {
    /// Waits up to ten seconds for another program.
    ///
    /// # Errors
    /// `copy-in-use` if another program has the turn, or as [`Phone::service`].
    pub(crate) async fn take(phone: &Phone) -> Result<Self, Failure> {
        let mut stream = phone.service("com.apple.afc", false).await?;
        let (kind, handle) = ask(&mut stream, 0, 13, &[&READ_AND_WRITE.to_le_bytes(), FILE].concat()).await?;
        if kind != 14 {
            return Err(odd("no handle for the lock"));
        }
        let lock = [handle.to_le_bytes(), TAKE.to_le_bytes()].concat();
        for number in 1..=TRIES {
            match ask(&mut stream, u64::from(number), 27, &lock).await? {
                (1, 0) => return Ok(Self(stream)),
                (1, BUSY) => tokio::time::sleep(BETWEEN).await,
                _ => return Err(odd("no answer to the lock")),
            }
        }
        Err(Failure::new("copy-in-use").with("by", "phone"))
    }
}

/// Gives the kind of the answer and its first number.
async fn ask(stream: &mut Idevice, number: u64, kind: u64, content: &[u8]) -> Result<(u64, u64), Failure> {
    let len = 40 + content.len() as u64;
    let mut frame = b"CFA6LPAA".to_vec();
    for part in [len, len, number, kind] {
        frame.extend(part.to_le_bytes());
    }
    frame.extend(content);
    let answer = async {
        stream.send_raw(&frame).await.map_err(|error| failure(&error))?;
        let head = stream.read_raw(40).await.map_err(|error| failure(&error))?;
        let part =
            |at: usize| head.get(at..at + 8).and_then(|part| part.try_into().ok()).map(u64::from_le_bytes);
        let (len, kind) = part(8).zip(part(32)).ok_or_else(|| odd("head"))?;
        let rest = len.checked_sub(40).filter(|rest| *rest <= LONGEST && head.starts_with(b"CFA6LPAA"));
        let rest =
            rest.and_then(|rest| usize::try_from(rest).ok()).ok_or_else(|| odd("length of an answer"))?;
        let rest = stream.read_raw(rest).await.map_err(|error| failure(&error))?;
        let first = rest.first_chunk().map_or(0, |first| u64::from_le_bytes(*first));
        Ok((kind, first))
    };
    tokio::time::timeout(ANSWER, answer).await.map_err(|_| Failure::new("phone-silent"))?
}
