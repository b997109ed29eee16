//! Who is on the cable, by usbmuxd.

use super::{Address, failing};
use crate::Failure;
use idevice::IdeviceError;
use idevice::usbmuxd::{Connection, UsbmuxdAddr, UsbmuxdConnection, UsbmuxdDevice};
use std::time::Duration;
use tokio::net::TcpStream;

/// It lies on this computer and answers at once.
const LOCAL: Duration = Duration::from_secs(10);

/// A conversation with usbmuxd.
///
/// # Errors
/// `no-usb-service` if nobody answers there.
pub(crate) async fn mux(address: &Address) -> Result<UsbmuxdConnection, Failure> {
    let nobody = |cause: String| Failure::new("no-usb-service").because(cause);
    match tokio::time::timeout(LOCAL, dial(address.mux())).await {
        Ok(Ok(connection)) => Ok(connection),
        Ok(Err(error)) => Err(nobody(failing::failure(&error).to_string())),
        Err(_) => Err(nobody("silent".to_owned())),
    }
}

/// Reaches usbmuxd. Over TCP every frame goes out at once: `idevice` writes a length and what it counts apart,
/// and a system that waits for the answer to the first would cost 40 ms for each question.
///
/// # Errors
/// Those of the socket.
pub(super) async fn dial(address: &UsbmuxdAddr) -> Result<UsbmuxdConnection, IdeviceError> {
    match address {
        UsbmuxdAddr::TcpSocket(address) => {
            let stream = TcpStream::connect(address).await?;
            // Only slower without.
            let _ = stream.set_nodelay(true);
            Ok(UsbmuxdConnection::new(Box::new(stream), 0))
        }
        #[cfg(unix)]
        UsbmuxdAddr::UnixSocket(_) => address.connect(0).await,
    }
}

/// The phones on a cable, each once, in a lasting order. Those reached over the air are left out.
///
/// # Errors
/// `no-usb-service`, `odd-answer`.
pub(crate) async fn attached(address: &Address) -> Result<Vec<UsbmuxdDevice>, Failure> {
    let mut connection = mux(address).await?;
    let mut devices = failing::within(LOCAL, connection.get_devices()).await?;
    devices.retain(|device| device.connection_type == Connection::Usb && is_udid(&device.udid));
    devices.sort_by(|a, b| a.udid.cmp(&b.udid).then(a.device_id.cmp(&b.device_id)));
    devices.dedup_by(|a, b| a.udid == b.udid);
    devices.truncate(64);
    Ok(devices)
}

/// It becomes the name of a folder. `00008110-000A111122223333`, or 40 hexadecimal digits on older phones.
fn is_udid(text: &str) -> bool {
    (8..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::is_udid;

    #[test]
    fn what_could_lead_out_of_a_folder_is_no_identifier() {
        assert!(is_udid("00008110-000A111122223333"));
        assert!(is_udid(&"a1".repeat(20)));
        for bad in ["", "..", "../../../../etc", "0000 8110", "00008110/000A1111", &"a".repeat(65)] {
            assert!(!is_udid(bad), "{bad}");
        }
    }
}
