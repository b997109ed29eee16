//! A connection with a client, before or inside TLS.

use super::{cable::Cable, ended::Ended};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::{
    io::{self, Read, Write},
    sync::Arc,
};

/// Plain bytes that TLS may hold before it sends them: several of its records at once.
const HELD: usize = 1 << 20;

/// A connection with a client.
pub(super) enum Stream {
    /// As it comes from usbmuxd.
    Plain(Cable),
    /// Inside TLS.
    Tls(Box<StreamOwned<ServerConnection, Cable>>),
}

impl Stream {
    /// Shakes hands; the client begins.
    pub(super) fn secured(self, config: &Arc<ServerConfig>) -> Result<Self, Ended> {
        let Self::Plain(mut cable) = self else { return Ok(self) };
        let mut connection = ServerConnection::new(Arc::clone(config))?;
        connection.set_buffer_limit(Some(HELD));
        while connection.is_handshaking() {
            connection.complete_io(&mut cable)?;
        }
        Ok(Self::Tls(Box::new(StreamOwned::new(connection, cable))))
    }

    /// Back to plain bytes once both have said goodbye, as lockdown does after `StopSession`.
    pub(super) fn unsecured(mut self) -> Result<Self, Ended> {
        // Nothing but the goodbye of TLS may come now; it reads as the end.
        if self.read(&mut [0])? > 0 {
            return Err(Ended::Unexpected("more after the end of the session"));
        }
        match self {
            Self::Plain(_) => Ok(self),
            Self::Tls(mut tls) => {
                tls.conn.send_close_notify();
                tls.flush()?;
                Ok(Self::Plain(tls.sock))
            }
        }
    }

    /// The connection below.
    pub(super) fn cable(&self) -> &Cable {
        match self {
            Self::Plain(cable) => cable,
            Self::Tls(tls) => &tls.sock,
        }
    }

    /// Ends it; `politely` with the goodbye of TLS.
    pub(super) fn close(mut self, politely: bool) {
        if let (Self::Tls(tls), true) = (&mut self, politely) {
            tls.conn.send_close_notify();
            // The client may be gone already.
            let _ = tls.flush();
        }
        self.cable().cut();
    }
}

impl Read for Stream {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(cable) => cable.read(into),
            Self::Tls(tls) => tls.read(into),
        }
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(cable) => cable.write(bytes),
            Self::Tls(tls) => tls.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(cable) => cable.flush(),
            Self::Tls(tls) => tls.flush(),
        }
    }
}
