//! A small client for the tests: what it takes to talk with the simulated phone, and no more.

mod afc;
mod backup;
mod wire;

pub(crate) use afc::Afc;
pub(crate) use backup::{Backup, Ended};
pub(crate) use wire::{Wire, dictionary, parse};

use plist::{Dictionary, Value};
use practice::iphone::Serving;
use std::{io, net::SocketAddr, time::Duration};

/// The computer that the test client is.
pub(crate) const HOST: &str = "7E57C11E-0000-4000-8000-00000000C0DE";

const LOCKDOWN: u16 = 62_078;

/// Speaks with the simulator's usbmuxd.
#[derive(Clone, Copy)]
pub(crate) struct Client(SocketAddr);

impl Client {
    pub(crate) fn of(serving: &Serving) -> Self {
        Self(serving.address())
    }

    /// Asks usbmuxd for one thing.
    pub(crate) fn mux(self, request: Value) -> Dictionary {
        let mut wire = Wire::to(self.0);
        wire.send_mux(&request);
        wire.read_mux().unwrap()
    }

    /// Properties of the phones that are plugged in.
    pub(crate) fn phones(self) -> Vec<Dictionary> {
        let answer = self.mux(dictionary([("MessageType", "ListDevices".into())]));
        let list = answer["DeviceList"].as_array().unwrap();
        list.iter().map(|phone| phone.as_dictionary().unwrap().clone()).collect()
    }

    /// The first phone's number.
    pub(crate) fn number(self) -> u64 {
        self.phones()[0]["DeviceID"].as_unsigned_integer().unwrap()
    }

    /// A listening connection: it hears of phones that come and go.
    pub(crate) fn listen(self) -> Wire {
        let mut wire = Wire::to(self.0);
        wire.send_mux(&dictionary([("MessageType", "Listen".into())]));
        assert_eq!(wire.read_mux().unwrap()["Number"].as_unsigned_integer(), Some(0));
        wire
    }

    /// A connection with a port of the first phone; usbmuxd's number where it refuses.
    pub(crate) fn connect(self, port: u16) -> Result<Wire, u64> {
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

    pub(crate) fn lockdown(self) -> Lockdown {
        Lockdown { client: self, wire: self.connect(LOCKDOWN).unwrap() }
    }

    /// Pairs, waiting for the owner; then a session.
    pub(crate) fn trusted(self) -> Lockdown {
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
pub(crate) struct Lockdown {
    client: Client,
    wire: Wire,
}

impl Lockdown {
    pub(crate) fn try_ask(&mut self, request: Value) -> io::Result<Result<Dictionary, String>> {
        self.wire.send(&request);
        let answer = self.wire.list()?.into_dictionary().unwrap();
        Ok(match answer.get("Error").and_then(Value::as_string) {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer),
        })
    }

    pub(crate) fn ask(&mut self, request: Value) -> Result<Dictionary, String> {
        self.try_ask(request).unwrap()
    }

    pub(crate) fn value(&mut self, domain: &str, key: &str) -> Result<Value, String> {
        let mut request = vec![("Request", "GetValue".into()), ("Key", key.into())];
        if !domain.is_empty() {
            request.push(("Domain", domain.into()));
        }
        Ok(self.ask(dictionary(request))?["Value"].clone())
    }

    /// Asks to be trusted, once. The escrow bag.
    pub(crate) fn pair(&mut self, host: &str) -> Result<Vec<u8>, String> {
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
    pub(crate) fn session(&mut self, host: &str) -> Result<(), String> {
        self.ask(dictionary([("Request", "StartSession".into()), ("HostID", host.into())]))?;
        self.wire.secure();
        Ok(())
    }

    /// Ends the session; the connection goes on in plain bytes.
    pub(crate) fn end_session(&mut self) {
        self.ask(dictionary([("Request", "StopSession".into())])).unwrap();
        self.wire.unsecure();
    }

    /// Opens a service.
    pub(crate) fn service(&mut self, name: &str, escrow: Option<&[u8]>) -> Result<Wire, String> {
        let mut request = vec![("Request", Value::from("StartService")), ("Service", name.into())];
        request.extend(escrow.map(|escrow| ("EscrowBag", Value::Data(escrow.to_vec()))));
        let port = self.ask(dictionary(request))?["Port"].as_unsigned_integer().unwrap();
        let mut wire = self.client.connect(u16::try_from(port).unwrap()).unwrap();
        wire.secure();
        Ok(wire)
    }

    /// A service of a phone that is not locked.
    pub(crate) fn open(&mut self, name: &str) -> Wire {
        self.service(name, None).unwrap()
    }
}

/// Long enough for a thread to move on.
pub(crate) fn pause() {
    std::thread::sleep(Duration::from_millis(10));
}

/// Waits until it holds; fails after a minute.
#[track_caller]
pub(crate) fn until(mut holds: impl FnMut() -> bool) {
    for _ in 0..6000 {
        if holds() {
            return;
        }
        pause();
    }
    panic!("it never came to pass");
}
