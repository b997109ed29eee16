//! From "no phone" to "ready", in every way that it can go.

use crate::table::{Done, Table, code, connect, connected, options, same, state, trial};
use libtest_mimic::Trial;
use phone::{DeviceState, Seen};
use practice::iphone::Screen;
use std::io::{Read, Write};
use std::net::TcpStream;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("a_phone_that_trusts_us_is_ready_at_once", trusted),
        trial("looking_at_phones_asks_nothing_of_them", looking),
        trial("a_new_phone_is_asked_and_ready_after_the_tap", asked),
        trial("a_locked_phone_waits_for_its_passcode", locked),
        trial("a_refusal_ends_it_and_a_new_cable_asks_again", refused),
        trial("a_phone_that_is_pulled_out_while_asking_starts_over", pulled),
        trial("of_several_phones_one_has_to_be_chosen", several),
        trial("without_a_service_there_is_something_to_install", no_service),
        trial("waiting_can_be_stopped", stopped),
        trial("a_record_of_trust_that_we_do_not_understand_is_never_overwritten", strange_record),
    ]
}

fn trusted() -> Done {
    let mut options = options();
    options.trusted = true;
    let table = Table::with(options)?;
    let (device, seen) = connect(None, |_| false);
    let device = device.map_err(|failure| failure.to_string())?;
    same(device.state, DeviceState::Ready)?;
    same(device.udid.as_str(), table.owner.udid())?;
    same(device.backup_password, Some(false))?;
    same(device.model.is_some() && device.os_version.is_some() && device.os_build.is_some(), true)?;
    same(device.used_bytes.is_some_and(|bytes| bytes > 0), true)?;
    same(seen, vec![Seen::One(device)])?;
    same(table.seen().times("lockdown Pair"), 0)?;
    same(phone::changes("".as_ref()).map(|all| all.iter().any(|it| it.udid == table.owner.udid())), Ok(false))
}

fn looking() -> Done {
    let table = Table::with(options())?;
    let found = phone::devices().map_err(|failure| failure.to_string())?;
    same(found.len(), 1)?;
    same(found[0].state, DeviceState::NotTrusted)?;
    same(found[0].backup_password, None)?;
    same(table.owner.screen(), Screen::Home)?;
    same(table.seen().times("lockdown Pair"), 0)
}

fn asked() -> Done {
    let mut options = options();
    options.passcode = true;
    let table = Table::with(options)?;
    let owner = table.owner.clone();
    let (device, seen) = connect(None, |seen| {
        if state(seen) == Some(DeviceState::Asking) {
            owner.tap_trust();
            owner.type_passcode();
        }
        false
    });
    same(device.map(|device| device.state), Ok(DeviceState::Ready))?;
    let states: Vec<_> = seen.iter().filter_map(state).collect();
    same(states, vec![DeviceState::NotTrusted, DeviceState::Asking, DeviceState::Ready])?;
    let settings = table.seen();
    same((settings.hosts.len(), settings.records), (1, vec![table.owner.udid().to_owned()]))
}

fn locked() -> Done {
    let mut options = options();
    options.locked = true;
    let table = Table::with(options)?;
    let owner = table.owner.clone();
    let mut was_locked = false;
    let (device, _) = connect(None, |seen| {
        match state(seen) {
            Some(DeviceState::Locked) => was_locked = owner.unlock(),
            Some(DeviceState::Asking) => {
                owner.tap_trust();
            }
            _ => {}
        }
        false
    });
    same(device.map(|device| device.state), Ok(DeviceState::Ready))?;
    same(was_locked, true)
}

fn refused() -> Done {
    let table = Table::with(options())?;
    let owner = table.owner.clone();
    let (refused, seen) = connect(None, |seen| {
        if state(seen) == Some(DeviceState::Asking) {
            owner.tap_dont_trust();
        }
        false
    });
    same(code(refused), "trust-refused".to_owned())?;
    same(seen.last().and_then(state), Some(DeviceState::Refused))?;
    same(phone::changes("".as_ref()).map(|all| all.iter().any(|it| it.udid == owner.udid())), Ok(false))?;
    same(table.seen().records, Vec::new())?;
    owner.unplug();
    owner.plug();
    same(connected(&table)?.state, DeviceState::Ready)
}

fn pulled() -> Done {
    let table = Table::with(options())?;
    let owner = table.owner.clone();
    let mut pulls = 0;
    let (device, seen) = connect(None, |seen| {
        match (seen, state(seen)) {
            (_, Some(DeviceState::Asking)) if pulls == 0 => {
                pulls += 1;
                owner.unplug();
            }
            (Seen::Nothing, _) => {
                owner.plug();
            }
            (_, Some(DeviceState::Asking)) => {
                owner.tap_trust();
            }
            _ => {}
        }
        false
    });
    same(device.map(|device| device.state), Ok(DeviceState::Ready))?;
    same(seen.contains(&Seen::Nothing), true)
}

fn several() -> Done {
    let mut first = options();
    first.trusted = true;
    let mut table = Table::with(first)?;
    let mut second = options();
    (second.trusted, second.number) = (true, 1);
    let other = table.serving.add_phone(second).map_err(|error| error.to_string())?;
    let (ended, seen) = connect(None, |seen| matches!(seen, Seen::Several(_)));
    same(code(ended), "stopped".to_owned())?;
    let Some(Seen::Several(devices)) = seen.last() else { return Err(format!("{seen:?}").into()) };
    same(devices.len(), 2)?;
    let (chosen, _) = connect(Some(other.udid()), |_| false);
    same(chosen.map(|device| device.udid), Ok(other.udid().to_owned()))?;
    same(phone::devices().map(|devices| devices.len()), Ok(2))
}

fn no_service() -> Done {
    // Nobody listens on the port of a simulator that has ended.
    let address = Table::with(options())?.serving.address();
    phone::look_at(Some(address.to_string()));
    same(code(phone::devices()), "no-usb-service".to_owned())?;
    let (ended, seen) = connect(None, |_| true);
    same(code(ended), "stopped".to_owned())?;
    same(matches!(seen.as_slice(), [Seen::NoService { .. }]), true)
}

fn stopped() -> Done {
    let table = Table::with(options())?;
    let (ended, _) = connect(None, |seen| state(seen) == Some(DeviceState::Asking));
    same(code(ended), "stopped".to_owned())?;
    same(table.seen().hosts, Vec::new())
}

/// Another program left a record of its own kind.
fn strange_record() -> Done {
    let table = Table::with(options())?;
    let udid = table.owner.udid();
    let list = format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>MessageType</key>\
        <string>SavePairRecord</string><key>PairRecordID</key><string>{udid}</string>\
        <key>PairRecordData</key><data>c3RyYW5nZQ==</data></dict></plist>"
    );
    let mut mux = TcpStream::connect(table.serving.address())?;
    let mut frame = Vec::new();
    for number in [u32::try_from(list.len() + 16)?, 1, 8, 1] {
        frame.extend_from_slice(&number.to_le_bytes());
    }
    frame.extend_from_slice(list.as_bytes());
    mux.write_all(&frame)?;
    mux.read_exact(&mut [0; 16])?;
    let records = table.seen().records;
    same(records.as_slice(), &[udid.to_owned()][..])?;
    let (ended, _) = connect(None, |_| false);
    same(code(ended), "pairing-failed".to_owned())?;
    same((table.seen().records, table.seen().times("lockdown Pair")), (records, 0))
}
