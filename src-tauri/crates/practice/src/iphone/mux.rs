//! usbmuxd: which phones are plugged in, pairing records, and connections through the cable.
//!
//! Frames: length, version, type and tag, little-endian, then an XML property list. `PortNumber` is in network
//! order. After `Connect` the same socket is the connection with the phone.

use super::{
    cable::Cable,
    ended::Ended,
    keys, lockdown,
    phone::{Lines, Phone},
    services,
    stream::Stream,
    wire,
};
use crate::archive;
use plist::{Dictionary, Value};
use std::{
    collections::BTreeMap,
    io::Write,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    thread,
    time::Duration,
};

/// Port of lockdownd.
const LOCKDOWN: u16 = 62_078;

/// Results of usbmuxd.
const DONE: u32 = 0;
const BAD_COMMAND: u32 = 1;
const BAD_DEVICE: u32 = 2;
const REFUSED: u32 = 3;

/// The computer's side of the cables.
#[derive(Default)]
pub(super) struct Mux {
    phones: Mutex<Vec<Arc<Phone>>>,
    /// Pairing records by UDID.
    records: Mutex<BTreeMap<String, Vec<u8>>>,
    attachments: Arc<AtomicU32>,
    open: Lines,
    stopped: AtomicBool,
}

impl Mux {
    pub(super) fn attachments(&self) -> Arc<AtomicU32> {
        // usbmuxd counts from 1.
        let _ = self.attachments.compare_exchange(0, 1, Ordering::Relaxed, Ordering::Relaxed);
        Arc::clone(&self.attachments)
    }

    pub(super) fn phones(&self) -> Vec<Arc<Phone>> {
        self.phones.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn add(&self, phone: Arc<Phone>) {
        self.phones.lock().unwrap_or_else(PoisonError::into_inner).push(phone);
    }

    pub(super) fn keep_record(&self, udid: String, record: Vec<u8>) {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).insert(udid, record);
    }

    /// UDIDs that have a pairing record.
    pub(super) fn records(&self) -> Vec<String> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner).keys().cloned().collect()
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
        self.phones().iter().for_each(|phone| phone.stop());
        self.open.cut_all();
    }

    /// Phones that are plugged in, by their number.
    fn attached(&self) -> BTreeMap<u32, Arc<Phone>> {
        self.phones().into_iter().filter_map(|phone| Some((phone.attachment()?, phone))).collect()
    }
}

/// One client of usbmuxd, until it goes away.
pub(super) fn talk(mux: &Mux, cable: Cable) {
    let _held = mux.open.hold(&cable);
    // Whatever ended the conversation, the client sees it end.
    if let Ok(Some((phone, port))) = requests(mux, &mut cable.clone()) {
        let _ = connected(&phone, port, &cable);
    }
    cable.cut();
}

/// Answers until the client goes away or connects to a port of a phone.
fn requests(mux: &Mux, cable: &mut Cable) -> Result<Option<(Arc<Phone>, u16)>, Ended> {
    loop {
        let [length, _version, _type, tag] = header(cable)?;
        let body = wire::body(cable, length.saturating_sub(16))?;
        let request = wire::list(&body)?.into_dictionary().ok_or(Ended::Unexpected("no dictionary"))?;
        match wire::text(&request, "MessageType").unwrap_or_default() {
            "Connect" => {
                let phone = number(&request, "DeviceID").and_then(|id| mux.attached().remove(&id));
                let Some(phone) = phone else {
                    result(cable, tag, BAD_DEVICE)?;
                    continue;
                };
                let port = number(&request, "PortNumber").and_then(|port| u16::try_from(port & 0xffff).ok());
                let port = u16::from_be(port.unwrap_or_default());
                if port != LOCKDOWN && !phone.state().ports.contains_key(&port) {
                    result(cable, tag, REFUSED)?;
                    continue;
                }
                result(cable, tag, DONE)?;
                return Ok(Some((phone, port)));
            }
            "Listen" => {
                result(cable, tag, DONE)?;
                watch(mux, cable)?;
                return Ok(None);
            }
            other => answer(mux, cable, tag, other, &request)?,
        }
    }
}

fn answer(mux: &Mux, cable: &mut Cable, tag: u32, what: &str, request: &Dictionary) -> Result<(), Ended> {
    let udid = wire::text(request, "PairRecordID").unwrap_or_default();
    match what {
        "ListDevices" => {
            let list = mux.attached().iter().map(|(number, phone)| phone.attached(*number)).collect();
            send(cable, tag, &archive::dictionary([("DeviceList", Value::Array(list))]))
        }
        "ListListeners" => {
            send(cable, tag, &archive::dictionary([("ListenerList", Value::Array(Vec::new()))]))
        }
        "ReadBUID" => send(cable, tag, &archive::dictionary([("BUID", keys::SYSTEM_BUID.into())])),
        "ReadPairRecord" => {
            let record = mux.records.lock().unwrap_or_else(PoisonError::into_inner).get(udid).cloned();
            match record {
                Some(record) => {
                    send(cable, tag, &archive::dictionary([("PairRecordData", Value::Data(record))]))
                }
                None => result(cable, tag, BAD_DEVICE),
            }
        }
        "SavePairRecord" => match request.get("PairRecordData").and_then(Value::as_data) {
            Some(record) if !udid.is_empty() => {
                mux.keep_record(udid.to_owned(), record.to_vec());
                result(cable, tag, DONE)
            }
            _ => result(cable, tag, BAD_COMMAND),
        },
        "DeletePairRecord" => {
            let removed = mux.records.lock().unwrap_or_else(PoisonError::into_inner).remove(udid);
            result(cable, tag, if removed.is_some() { DONE } else { BAD_DEVICE })
        }
        _ => result(cable, tag, BAD_COMMAND),
    }
}

/// Tells a listener of phones that come and go, until it goes away itself.
fn watch(mux: &Mux, cable: &mut Cable) -> Result<(), Ended> {
    let mut known = BTreeMap::new();
    while !mux.is_stopped() {
        let now = mux.attached();
        for number in known.keys().filter(|number| !now.contains_key(number)) {
            let gone = [("DeviceID", Value::from(*number)), ("MessageType", "Detached".into())];
            send(cable, 0, &archive::dictionary(gone))?;
        }
        for (number, phone) in now.iter().filter(|(number, _)| !known.contains_key(*number)) {
            send(cable, 0, &phone.attached(*number))?;
        }
        known = now;
        if cable.stirs() {
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// The connection with a port of the phone.
fn connected(phone: &Arc<Phone>, port: u16, cable: &Cable) -> Result<(), Ended> {
    let cable = cable.with_speed(phone.speed());
    let _held = phone.hold(&cable);
    if phone.attachment().is_none() {
        return Ok(());
    }
    let stream = Stream::Plain(cable);
    if port == LOCKDOWN {
        return lockdown::serve(phone, stream);
    }
    let waiting = phone.state().ports.remove(&port);
    match waiting {
        Some((service, host)) => services::serve(phone, stream, &service, &host),
        None => Ok(()),
    }
}

fn header(cable: &mut Cable) -> Result<[u32; 4], Ended> {
    let bytes: [u8; 16] = wire::exact(cable)?;
    let (words, _) = bytes.as_chunks::<4>();
    Ok(std::array::from_fn(|at| u32::from_le_bytes(words[at])))
}

fn number(of: &Dictionary, key: &str) -> Option<u32> {
    of.get(key)?.as_unsigned_integer().and_then(|number| u32::try_from(number).ok())
}

fn result(cable: &mut Cable, tag: u32, number: u32) -> Result<(), Ended> {
    send(cable, tag, &archive::dictionary([("MessageType", "Result".into()), ("Number", number.into())]))
}

/// In one write: libusbmuxd reads the header with one `recv`.
fn send(cable: &mut Cable, tag: u32, list: &Value) -> Result<(), Ended> {
    let body = archive::xml(list)?;
    let length = u32::try_from(body.len() + 16).unwrap_or(u32::MAX);
    let mut frame: Vec<u8> = [length, 1, 8, tag].into_iter().flat_map(u32::to_le_bytes).collect();
    frame.extend_from_slice(&body);
    Ok(cable.write_all(&frame)?)
}
