//! A small client for the tests: what it takes to talk with the simulated phone, and no more.

mod afc;
mod backup;
mod wire;

pub use afc::Afc;
pub use backup::{Backup, Ended};
pub use wire::{Wire, dictionary, parse};

use plist::{Dictionary, Value};
use practice::iphone::Serving;
use std::{io, net::SocketAddr, time::Duration};

/// The computer that the test client is.
pub const HOST: &str = "7E57C11E-0000-4000-8000-00000000C0DE";

const LOCKDOWN: u16 = 62_078;

/// Speaks with the simulator's usbmuxd.
#[derive(Clone, Copy)]
pub struct Client(SocketAddr);

impl Client {
    pub fn of(serving: &Serving) -> Self {
        Self(serving.address())
    }

    /// Asks usbmuxd for one thing.
    pub fn mux(self, request: Value) -> Dictionary {
        let mut wire = Wire::to(self.0);
        wire.send_mux(&request);
        wire.read_mux().unwrap()
    }

    /// Properties of the phones that are plugged in.
    pub fn phones(self) -> Vec<Dictionary> {
        let answer = self.mux(dictionary([("MessageType", "ListDevices".into())]));
        let list = answer["DeviceList"].as_array().unwrap();
        list.iter().map(|phone| phone.as_dictionary().unwrap().clone()).collect()
    }

    /// The first phone's number.
    pub fn number(self) -> u64 {
        self.phones()[0]["DeviceID"].as_unsigned_integer().unwrap()
    }

    /// A listening connection: it hears of phones that come and go.
    pub fn listen(self) -> Wire {
        let mut wire = Wire::to(self.0);
        wire.send_mux(&dictionary([("MessageType", "Listen".into())]));
        assert_eq!(wire.read_mux().unwrap()["Number"].as_unsigned_integer(), Some(0));
        wire
    }

    /// A connection with a port of the first phone; usbmuxd's number where it refuses.
    pub fn connect(self, port: u16) -> Result<Wire, u64> {
        let mut wire = Wire::to(self.0);
        wire.send_mux(&dictionary([
            ("MessageType", "Connect".into()),
            ("DeviceID", self.number().into()),
            ("PortNumber", port.to_be().into()),
        ]));
        match wire.read_mux().unwrap()["Number"].as_unsigned_integer().unwrap() {
            0 => Ok(wire),
            refused => Err(refused),
        }
    }

    pub fn lockdown(self) -> Lockdown {
        Lockdown { client: self, wire: self.connect(LOCKDOWN).unwrap() }
    }

    /// Pairs, waiting for the owner; then a session.
    pub fn trusted(self) -> Lockdown {
        for _ in 0..500 {
            match self.lockdown().pair(HOST) {
                Ok(_) => {
                    let mut lockdown = self.lockdown();
                    lockdown.session(HOST).unwrap();
                    return lockdown;
                }
                Err(error) if error == "PairingDialogResponsePending" => pause(),
                Err(error) => panic!("{error}"),
            }
        }
        panic!("nobody trusted");
    }
}

/// One connection with lockdown.
pub struct Lockdown {
    client: Client,
    wire: Wire,
}

impl Lockdown {
    pub fn try_ask(&mut self, request: Value) -> io::Result<Result<Dictionary, String>> {
        self.wire.send(&request);
        let answer = self.wire.read()?.into_dictionary().unwrap();
        Ok(match answer.get("Error").and_then(Value::as_string) {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer),
        })
    }

    pub fn ask(&mut self, request: Value) -> Result<Dictionary, String> {
        self.try_ask(request).unwrap()
    }

    pub fn value(&mut self, domain: &str, key: &str) -> Result<Value, String> {
        let mut request = vec![("Request", "GetValue".into()), ("Key", key.into())];
        if !domain.is_empty() {
            request.push(("Domain", domain.into()));
        }
        Ok(self.ask(dictionary(request))?["Value"].clone())
    }

    /// Asks to be trusted, once. The escrow bag.
    pub fn pair(&mut self, host: &str) -> Result<Vec<u8>, String> {
        let pem = |text: &str| Value::Data(text.as_bytes().to_vec());
        let record = dictionary([
            ("DeviceCertificate", pem(wire::DEVICE_CERTIFICATE)),
            ("HostCertificate", pem(wire::HOST_CERTIFICATE)),
            ("RootCertificate", pem(wire::ROOT_CERTIFICATE)),
            ("HostID", host.into()),
            ("SystemBUID", "30142955-444094379208051516".into()),
        ]);
        let answer = self.ask(dictionary([("Request", "Pair".into()), ("PairRecord", record)]))?;
        Ok(answer["EscrowBag"].as_data().unwrap().to_vec())
    }

    /// Begins a session inside TLS.
    pub fn session(&mut self, host: &str) -> Result<(), String> {
        self.ask(dictionary([("Request", "StartSession".into()), ("HostID", host.into())]))?;
        self.wire.secure();
        Ok(())
    }

    /// Ends the session; the connection goes on in plain bytes.
    pub fn end_session(&mut self) {
        self.ask(dictionary([("Request", "StopSession".into())])).unwrap();
        self.wire.unsecure();
    }

    /// Opens a service.
    pub fn service(&mut self, name: &str, escrow: Option<&[u8]>) -> Result<Wire, String> {
        let mut request = vec![("Request", Value::from("StartService")), ("Service", name.into())];
        request.extend(escrow.map(|escrow| ("EscrowBag", Value::Data(escrow.to_vec()))));
        let port = self.ask(dictionary(request))?["Port"].as_unsigned_integer().unwrap();
        let mut wire = self.client.connect(u16::try_from(port).unwrap()).unwrap();
        wire.secure();
        Ok(wire)
    }

    /// A service of a phone that is not locked.
    pub fn open(&mut self, name: &str) -> Wire {
        self.service(name, None).unwrap()
    }
}

/// Long enough for a thread to move on.
pub fn pause() {
    std::thread::sleep(Duration::from_millis(10));
}

/// Waits until it holds; fails after a minute.
#[track_caller]
pub fn until(mut holds: impl FnMut() -> bool) {
    for _ in 0..6000 {
        if holds() {
            return;
        }
        pause();
    }
    panic!("it never came to pass");
}
