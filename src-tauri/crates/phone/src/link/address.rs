//! Where the system's service for phones (usbmuxd) answers.

use idevice::usbmuxd::UsbmuxdAddr;
use std::ffi::OsString;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use worker::confine::Door;

/// Honoured by every client of usbmuxd: `IP:PORT`, `[IP6]:PORT`, `HOST:PORT` for this computer's own name,
/// `UNIX:/path` (libusbmuxd's form) or a bare path.
pub(crate) const ENVIRONMENT: &str = "USBMUXD_SOCKET_ADDRESS";

/// Where phones are to be looked for by the window's choice or the environment's; none is the system's own.
pub(crate) fn chosen_address() -> Option<OsString> {
    let chosen = crate::address().map(OsString::from);
    chosen.or_else(|| std::env::var_os(ENVIRONMENT)).filter(|address| !address.is_empty())
}

/// The address that is in use.
#[derive(Debug, Clone)]
pub(crate) struct Address(UsbmuxdAddr);

impl Address {
    /// The one that the environment names, or the system's own. One that is not understood is as good as
    /// none that answers, so the system's own is not tried in its place.
    pub(crate) fn of_environment() -> Self {
        match std::env::var(ENVIRONMENT) {
            Ok(text) if !text.is_empty() => {
                let nobody = || UsbmuxdAddr::TcpSocket(SocketAddr::from((Ipv4Addr::LOCALHOST, 1)));
                Self(parse(&text).unwrap_or_else(nobody))
            }
            _ => Self(UsbmuxdAddr::default()),
        }
    }

    /// For `idevice`.
    pub(crate) fn mux(&self) -> &UsbmuxdAddr {
        &self.0
    }

    /// For confinement.
    pub(crate) fn door(&self) -> Door {
        match &self.0 {
            UsbmuxdAddr::TcpSocket(address) => Door::Port(address.port()),
            #[cfg(unix)]
            UsbmuxdAddr::UnixSocket(_) => Door::Socket,
        }
    }
}

/// Only this computer is meant: names are not looked up, because that would ask the network.
fn parse(text: &str) -> Option<UsbmuxdAddr> {
    #[cfg(unix)]
    if let Some(path) = text.strip_prefix("UNIX:").or_else(|| text.starts_with('/').then_some(text)) {
        return (!path.is_empty()).then(|| UsbmuxdAddr::UnixSocket(path.to_owned()));
    }
    let local =
        |host: &str| host.eq_ignore_ascii_case("localhost").then_some(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if let Ok(address) = text.parse::<SocketAddr>() {
        return address.ip().is_loopback().then_some(UsbmuxdAddr::TcpSocket(address));
    }
    let (host, port) = text.rsplit_once(':')?;
    let address = SocketAddr::new(local(host)?, port.parse().ok()?);
    Some(UsbmuxdAddr::TcpSocket(address))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use idevice::usbmuxd::UsbmuxdAddr;
    use proptest::prelude::*;

    fn shown(text: &str) -> Option<String> {
        parse(text).map(|address| match address {
            UsbmuxdAddr::TcpSocket(address) => address.to_string(),
            #[cfg(unix)]
            UsbmuxdAddr::UnixSocket(path) => path,
        })
    }

    #[test]
    fn the_forms_that_other_clients_take() {
        assert_eq!(shown("127.0.0.1:27015").as_deref(), Some("127.0.0.1:27015"));
        assert_eq!(shown("[::1]:27015").as_deref(), Some("[::1]:27015"));
        assert_eq!(shown("localhost:27015").as_deref(), Some("127.0.0.1:27015"));
        #[cfg(unix)]
        {
            assert_eq!(shown("UNIX:/tmp/mux").as_deref(), Some("/tmp/mux"));
            assert_eq!(shown("/tmp/mux:1").as_deref(), Some("/tmp/mux:1"));
        }
    }

    #[test]
    fn another_computer_is_never_asked() {
        for text in ["192.0.2.1:27015", "phones.example.org:27015", "[2001:db8::1]:1", "UNIX:", "x", ":", ""]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_address_panics(text in ".{0,60}") {
            let _ = parse(&text);
        }
    }
}
