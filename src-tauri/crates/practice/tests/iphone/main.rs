//! The simulated iPhone, over the wire, with a client of the tests' own.
#![expect(clippy::disallowed_methods, reason = "what came over the wire in a test is no evidence")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod backups;
mod client;
mod crashes;
mod faults;
mod pairing;
mod passwords;
mod resume;
mod small_services;

use client::{Backup, Client};
use practice::iphone::{Hands, Options, Serving, serve};
use std::time::Duration;

/// A phone with the least content, whose owner waits for the test.
fn waiting() -> Options {
    let mut options = Options::new(small());
    options.hands = Hands::Waiting;
    options
}

/// A phone that trusts, whose owner acts at once.
fn quick() -> Options {
    let mut options = Options::new(small());
    options.pause = Duration::from_millis(30);
    options
}

fn small() -> practice::Scenario {
    let mut scenario = practice::scenario("ordinary").unwrap();
    scenario.sizes.messages = 30;
    scenario.sizes.visits = 20;
    scenario.sizes.whatsapp_messages = 10;
    scenario.sizes.interactions = 10;
    scenario.sizes.other_visits = 5;
    scenario
}

/// Trust, then a client of its backups that keeps them in `folder`.
fn backup(serving: &Serving, folder: &std::path::Path) -> Backup {
    let wire = Client::of(serving).trusted().open("com.apple.mobilebackup2");
    Backup::new(wire, serving.control().udid(), folder)
}

#[test]
fn several_phones_hang_on_one_computer() {
    let mut serving = serve(waiting()).unwrap();
    let mut second = waiting();
    second.number = 1;
    let other = serving.add_phone(second).unwrap();
    let client = Client::of(&serving);
    let udids: Vec<String> = client.phones().iter().map(udid).collect();
    assert_eq!(udids, [serving.control().udid(), other.udid()]);
    assert_ne!(udids[0], udids[1]);
    assert!(serving.control().unplug());
    assert_eq!(client.phones().len(), 1);
    assert_eq!(serving.seen_by(&other).unwrap().asked, Vec::<String>::new());
}

fn udid(phone: &plist::Dictionary) -> String {
    phone["Properties"].as_dictionary().unwrap()["SerialNumber"].as_string().unwrap().to_owned()
}

#[test]
fn listeners_hear_of_phones_that_come_and_go() {
    let serving = serve(waiting()).unwrap();
    let control = serving.control();
    let mut listening = Client::of(&serving).listen();
    let kind = |wire: &mut client::Wire| {
        let message = wire.read_mux().unwrap();
        (message["MessageType"].as_string().unwrap().to_owned(), message["DeviceID"].as_unsigned_integer())
    };
    let (attached, first) = kind(&mut listening);
    assert_eq!(attached, "Attached");
    assert!(control.unplug() && !control.unplug());
    assert_eq!(kind(&mut listening), ("Detached".to_owned(), first));
    assert!(control.plug() && !control.plug());
    let (attached, second) = kind(&mut listening);
    assert_eq!(attached, "Attached");
    assert_ne!(first, second, "usbmuxd counts on");
}

#[test]
fn its_files_go_with_it() {
    let home = tempfile::tempdir().unwrap();
    let serving = serve(quick()).unwrap();
    assert_eq!(backup(&serving, home.path()).backup().code, Some(0));
    // Whoever holds a control holds the phone, not its files.
    let control = serving.control();
    let folder = serving.folder().unwrap();
    assert!(folder.is_dir());
    drop(serving);
    assert!(!folder.exists());
    assert_eq!(control.screen(), practice::iphone::Screen::Home);
}

#[test]
fn dropping_it_ends_everything() {
    let serving = serve(waiting()).unwrap();
    let address = serving.address();
    let mut listening = Client::of(&serving).listen();
    listening.read_mux().unwrap();
    drop(serving);
    assert!(listening.read_mux().is_err());
    assert!(std::net::TcpStream::connect(address).is_err());
}
