//! One connection through the cable: plain bytes, as fast as the cable is.

use std::{
    io::{self, Read, Write},
    net::{Shutdown, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

/// Pieces of a second in which a slow cable carries its share.
const BEATS: u64 = 20;

/// One connection. A clone is the same connection.
#[derive(Clone)]
pub(super) struct Cable {
    stream: Arc<TcpStream>,
    /// Bytes in a second.
    speed: Option<u64>,
}

impl Cable {
    pub(super) fn new(stream: Arc<TcpStream>, speed: Option<u64>) -> Self {
        Self { stream, speed }
    }

    /// The same connection through a cable of this speed.
    pub(super) fn with_speed(&self, speed: Option<u64>) -> Self {
        Self { stream: Arc::clone(&self.stream), speed }
    }

    /// Ends it both ways, for whoever holds it.
    pub(super) fn cut(&self) {
        // It may be gone already.
        let _ = self.stream.shutdown(Shutdown::Both);
    }

    /// Waits at most `time` for bytes; reads then give `WouldBlock`. `None` waits for ever.
    pub(super) fn wait_at_most(&self, time: Option<Duration>) -> io::Result<()> {
        self.stream.set_read_timeout(time)
    }

    /// Whether the client has something to say, which may be that it went away. Waits a moment.
    pub(super) fn stirs(&self) -> bool {
        let before = self.stream.read_timeout();
        let peeked = self
            .stream
            .set_read_timeout(Some(Duration::from_millis(20)))
            .and_then(|()| self.stream.peek(&mut [0]));
        if let Ok(before) = before {
            let _ = self.stream.set_read_timeout(before);
        }
        match peeked {
            Ok(_) => true,
            Err(error) => !matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut),
        }
    }
}

impl Read for Cable {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        (&*self.stream).read(into)
    }
}

impl Write for Cable {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some(speed) = self.speed else { return (&*self.stream).write(bytes) };
        let share = usize::try_from(speed / BEATS).unwrap_or(usize::MAX).clamp(1, bytes.len().max(1));
        let written = (&*self.stream).write(&bytes[..share.min(bytes.len())])?;
        let nanoseconds = (written as u64).saturating_mul(1_000_000_000) / speed.max(1);
        thread::sleep(Duration::from_nanos(nanoseconds));
        Ok(written)
    }

    fn write_vectored(&mut self, pieces: &[io::IoSlice<'_>]) -> io::Result<usize> {
        if self.speed.is_none() {
            return (&*self.stream).write_vectored(pieces);
        }
        pieces.iter().find(|piece| !piece.is_empty()).map_or(Ok(0), |piece| self.write(piece))
    }

    fn flush(&mut self) -> io::Result<()> {
        (&*self.stream).flush()
    }
}
