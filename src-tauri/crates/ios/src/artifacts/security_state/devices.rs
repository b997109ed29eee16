//! Devices that the keychain in iCloud trusts: one JSON object, `contextDump.peers[]`, each with `permanentInfo.model_id`
//! and `stableInfo.os_version`. Serial numbers and all else in it are passed over.

use super::super::shared::json::{Broken, Leaf, Step, is_at, walk};
use engine::{Cite, Entry, Notes, ReadAt, Record, Unread, UnreadWhy};

/// The largest honest ones are some hundred kilobytes.
const LARGEST: u64 = 16 << 20;

pub(super) fn read(file: &dyn ReadAt, entry: &Entry, notes: &mut Notes<'_>) {
    let mut bytes = vec![0; usize::try_from(file.len().min(LARGEST)).unwrap_or(0)];
    if let Err(error) = file.read_at(0, &mut bytes) {
        return notes.unread(Unread::from_io(&entry.path, &error));
    }
    if file.len() > LARGEST {
        return notes.unread(Unread::new(&entry.path, UnreadWhy::TooLarge));
    }
    let mut devices = Vec::<Device>::new();
    let mut dumped = false;
    let outcome = walk(&String::from_utf8_lossy(&bytes), &mut |path, leaf| {
        dumped |= matches!(path, [Step::Key(key), ..] if key == "contextDump");
        let Some(Step::Item(peer)) = path.get(2) else { return };
        let (Leaf::Text(text), true) = (leaf, path.len() == 5) else { return };
        let field = |keys: [&str; 2]| is_at(path, &["contextDump", "peers", "*", keys[0], keys[1]]);
        if field(["permanentInfo", "model_id"]) {
            at(&mut devices, *peer).model = Some(text.to_owned());
        } else if field(["stableInfo", "os_version"]) {
            at(&mut devices, *peer).system = Some(text.to_owned());
        }
    });
    for Device { peer, model, system } in devices {
        let cite = Cite::new(&entry.path, format!("contextDump.peers[{peer}]"));
        if !notes.record(|| Record::new(cite).field("model", model).field("system", system)) {
            return;
        }
    }
    match outcome {
        Err(Broken::Damaged) if !dumped => notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout)),
        Err(broken) => notes.unread(Unread::new(&entry.path, broken.why())),
        Ok(()) if !dumped => notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout)),
        Ok(()) => {}
    }
}

#[derive(Default)]
struct Device {
    peer: usize,
    model: Option<String>,
    system: Option<String>,
}

/// The device that is being read: they come one after the other.
fn at(devices: &mut Vec<Device>, peer: usize) -> &mut Device {
    if devices.last().is_none_or(|device| device.peer != peer) {
        devices.push(Device { peer, ..Device::default() });
    }
    let last = devices.len() - 1;
    &mut devices[last]
}
