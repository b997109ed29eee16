//! The stream to the phone: bounded frames in, whole frames out, never waiting for ever.
//!
//! Everything is framed by a big-endian length of four bytes. No length is believed before the bytes are
//! there: what is read into memory has a limit, and the content of files passes through one fixed buffer.

use super::ended::{Ended, odd};
use crate::Failure;
use plist::Value as Plist;
use property_list::{Limits, Value};
use std::future::{Future, poll_fn};
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

/// Bytes on their way in. As much as two reads of the disk's own liking.
const BUFFER: usize = 512 << 10;
/// As much as is gathered before it is passed on, while more is at hand.
const GATHERED: usize = 256 << 10;
/// The longest message: a list of moves for some ten thousand files.
const LONGEST_MESSAGE: u32 = 16 << 20;
/// How often a quiet wire looks up.
const GLANCE: Duration = Duration::from_millis(100);

/// How long to wait, and who counts. Being stopped means being dropped.
#[derive(Debug, Clone)]
pub(crate) struct Watch {
    /// The phone may be silent for so long.
    pub(crate) silence: Duration,
    /// Bytes that came in; whoever shows progress looks here.
    pub(crate) bytes: Arc<AtomicU64>,
}

/// A stream to the phone with a buffer.
pub(crate) struct Wire<S> {
    stream: S,
    watch: Watch,
    buffer: Box<[u8]>,
    start: usize,
    end: usize,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(crate) fn new(stream: S, watch: Watch) -> Self {
        Self { stream, watch, buffer: vec![0; BUFFER].into(), start: 0, end: 0 }
    }

    /// One message. An odd one ends the conversation.
    pub(crate) async fn message(&mut self, tick: &mut dyn FnMut()) -> Result<Value, Ended> {
        let len = self.number(tick).await?;
        if !(8..=LONGEST_MESSAGE).contains(&len) {
            return Err(odd("length of a message"));
        }
        let mut bytes = Vec::new();
        let mut left = len as usize;
        while left > 0 {
            let some = self.some(left, tick).await?;
            bytes.extend_from_slice(some);
            left -= some.len();
        }
        let limits = Limits { bytes: 64 << 20, input: u64::from(LONGEST_MESSAGE), ..Limits::default() };
        property_list::read(&bytes, &limits).map_err(|_| odd("a message that is no property list"))
    }

    /// A number of four bytes.
    pub(crate) async fn number(&mut self, tick: &mut dyn FnMut()) -> Result<u32, Ended> {
        let mut bytes = [0; 4];
        self.exactly(&mut bytes, tick).await?;
        Ok(u32::from_be_bytes(bytes))
    }

    /// One byte.
    pub(crate) async fn byte(&mut self, tick: &mut dyn FnMut()) -> Result<u8, Ended> {
        let mut byte = [0];
        self.exactly(&mut byte, tick).await?;
        Ok(byte[0])
    }

    /// Text of `len` bytes; longer than `most` ends the conversation.
    pub(crate) async fn text(
        &mut self,
        len: u32,
        most: usize,
        tick: &mut dyn FnMut(),
    ) -> Result<String, Ended> {
        let len =
            usize::try_from(len).ok().filter(|len| *len <= most).ok_or_else(|| odd("length of a name"))?;
        let mut bytes = vec![0; len];
        self.exactly(&mut bytes, tick).await?;
        String::from_utf8(bytes).map_err(|_| odd("a name that is no text"))
    }

    async fn exactly(&mut self, out: &mut [u8], tick: &mut dyn FnMut()) -> Result<(), Ended> {
        let mut filled = 0;
        while filled < out.len() {
            let some = self.some(out.len() - filled, tick).await?;
            out[filled..filled + some.len()].copy_from_slice(some);
            filled += some.len();
        }
        Ok(())
    }

    /// The next bytes, at least one and at most `most`; gathers what is at hand first.
    pub(crate) async fn some(&mut self, most: usize, tick: &mut dyn FnMut()) -> Result<&[u8], Ended> {
        if self.start == self.end {
            self.fill(tick).await?;
        }
        let from = self.start;
        self.start += most.min(self.end - self.start);
        Ok(&self.buffer[from..self.start])
    }

    async fn fill(&mut self, tick: &mut dyn FnMut()) -> Result<(), Ended> {
        (self.start, self.end) = (0, 0);
        let began = Instant::now();
        while self.end < GATHERED {
            let mut read = pin!(self.stream.read(&mut self.buffer[self.end..]));
            // What is there already is taken without a clock.
            let at_hand = poll_fn(|context| Poll::Ready(read.as_mut().poll(context))).await;
            let result = match at_hand {
                Poll::Ready(result) => result,
                Poll::Pending if self.end > 0 => break,
                Poll::Pending => loop {
                    if let Ok(result) = tokio::time::timeout(GLANCE, read.as_mut()).await {
                        break result;
                    }
                    tick();
                    check(&self.watch, began)?;
                },
            };
            match result {
                Ok(more @ 1..) => self.end += more,
                // What came before the end is read first; the end is met again.
                _ if self.end > 0 => break,
                Ok(_) => return Err(Ended::Lost(io::ErrorKind::UnexpectedEof.into())),
                Err(error) => return Err(Ended::Lost(error)),
            }
        }
        self.watch.bytes.fetch_add(self.end as u64, Ordering::Relaxed);
        tick();
        check(&self.watch, began)
    }

    /// Sends a message.
    pub(crate) async fn say(&mut self, message: &Plist) -> Result<(), Ended> {
        let frame =
            framed(message).map_err(|error| Ended::Failed(Failure::new("our-fault").because(error)))?;
        self.send(&frame).await
    }

    /// Sends a message whatever was asked to stop; the caller has the clock.
    pub(crate) async fn farewell(&mut self, message: &Plist) -> io::Result<()> {
        self.stream.write_all(&framed(message)?).await?;
        self.stream.flush().await
    }

    /// Sends bytes as they are; one write for one frame, since some phones' counterparts read no other way.
    pub(crate) async fn send(&mut self, bytes: &[u8]) -> Result<(), Ended> {
        let Self { stream, watch, .. } = self;
        let began = Instant::now();
        let mut sending = pin!(async {
            stream.write_all(bytes).await?;
            stream.flush().await
        });
        loop {
            match tokio::time::timeout(GLANCE, sending.as_mut()).await {
                Ok(sent) => return sent.map_err(Ended::Lost),
                Err(_) => check(watch, began)?,
            }
        }
    }
}

/// A message behind its length.
fn framed(message: &Plist) -> io::Result<Vec<u8>> {
    let mut frame = vec![0; 4];
    message.to_writer_binary(&mut frame).map_err(io::Error::other)?;
    let len = u32::try_from(frame.len() - 4).map_err(io::Error::other)?;
    frame[..4].copy_from_slice(&len.to_be_bytes());
    Ok(frame)
}

fn check(watch: &Watch, began: Instant) -> Result<(), Ended> {
    if began.elapsed() > watch.silence {
        return Err(Failure::new("phone-silent").with("seconds", watch.silence.as_secs()).into());
    }
    Ok(())
}
