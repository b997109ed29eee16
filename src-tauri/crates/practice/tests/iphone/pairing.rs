//! Trust: asked, given, refused, never answered, taken back.

use crate::client::{Client, HOST, dictionary, until};
use crate::{quick, waiting};
use plist::Value;
use practice::iphone::{Fault, Screen, Why, serve};

const PENDING: &str = "PairingDialogResponsePending";

#[test]
fn the_owner_is_asked_and_trusts() {
    let serving = serve(waiting()).unwrap();
    let (client, control) = (Client::of(&serving), serving.control());
    assert_eq!(control.screen(), Screen::Home);
    assert!(!control.tap_trust(), "nothing was asked");
    assert_eq!(client.lockdown().session(HOST), Err("InvalidHostID".to_owned()));
    assert_eq!(client.lockdown().pair(HOST), Err(PENDING.to_owned()));
    assert_eq!(client.lockdown().pair(HOST), Err(PENDING.to_owned()));
    assert_eq!(control.screen(), Screen::TrustPrompt);
    assert!(control.tap_trust());
    assert!(client.lockdown().pair(HOST).is_ok());
    assert_eq!(control.screen(), Screen::Home);
    assert_eq!(client.lockdown().session(HOST), Ok(()));
    assert_eq!(serving.seen().hosts, [HOST]);

    let unpair = dictionary([("Request", "Unpair".into()), ("HostID", HOST.into())]);
    assert!(client.lockdown().ask(unpair).is_ok());
    assert_eq!(client.lockdown().session(HOST), Err("InvalidHostID".to_owned()));
    assert!(serving.seen().hosts.is_empty());
}

#[test]
fn a_refusal_stands_until_the_cable_is_pulled() {
    let serving = serve(waiting()).unwrap();
    let (client, control) = (Client::of(&serving), serving.control());
    let _ = client.lockdown().pair(HOST);
    assert!(control.tap_dont_trust());
    assert_eq!(client.lockdown().pair(HOST), Err("UserDeniedPairing".to_owned()));
    assert_eq!(client.lockdown().pair(HOST), Err("UserDeniedPairing".to_owned()));
    assert!(control.unplug());
    assert_eq!(control.screen(), Screen::Unplugged);
    assert!(control.plug());
    assert_eq!(client.lockdown().pair(HOST), Err(PENDING.to_owned()));
}

#[test]
fn a_phone_with_a_passcode_asks_for_it_after_trust() {
    let mut options = waiting();
    options.passcode = true;
    let serving = serve(options).unwrap();
    let (client, control) = (Client::of(&serving), serving.control());
    let _ = client.lockdown().pair(HOST);
    assert!(control.tap_trust());
    assert_eq!(control.screen(), Screen::PasscodePrompt { why: Why::Trust });
    assert_eq!(client.lockdown().pair(HOST), Err(PENDING.to_owned()));
    assert!(control.type_passcode());
    assert!(client.lockdown().pair(HOST).is_ok());
}

#[test]
fn a_locked_phone_does_not_pair() {
    let mut options = waiting();
    options.locked = true;
    let serving = serve(options).unwrap();
    let (client, control) = (Client::of(&serving), serving.control());
    assert_eq!(client.lockdown().pair(HOST), Err("PasswordProtected".to_owned()));
    assert_eq!(client.lockdown().value("", "PasswordProtected"), Ok(true.into()));
    assert!(control.unlock() && !control.unlock());
    assert_eq!(client.lockdown().pair(HOST), Err(PENDING.to_owned()));
}

#[test]
fn an_escrow_bag_opens_the_services_of_a_locked_phone() {
    let serving = serve(quick()).unwrap();
    let client = Client::of(&serving);
    client.trusted();
    let escrow = client.lockdown().pair(HOST).unwrap();
    let mut waiting = waiting();
    waiting.trusted = true;
    waiting.locked = true;
    let serving = serve(waiting).unwrap();
    let client = Client::of(&serving);
    // The computer that was trusted before shows the same certificates under its own name.
    let record = client.mux(dictionary([
        ("MessageType", "ReadPairRecord".into()),
        ("PairRecordID", serving.control().udid().into()),
    ]));
    let record = crate::client::parse(record["PairRecordData"].as_data().unwrap()).unwrap();
    let record = record.as_dictionary().unwrap();
    assert_eq!(record["EscrowBag"].as_data().unwrap(), escrow, "of the same phone");
    let mut lockdown = client.lockdown();
    lockdown.session(record["HostID"].as_string().unwrap()).unwrap();
    let refused = lockdown.service("com.apple.afc", None).err();
    assert_eq!(refused.as_deref(), Some("PasswordProtected"));
    assert!(lockdown.service("com.apple.afc", Some(&escrow)).is_ok());
    assert!(lockdown.service("com.apple.afc", Some(b"another")).is_err());
}

#[test]
fn before_pairing_only_public_values_are_told() {
    let serving = serve(quick()).unwrap();
    let client = Client::of(&serving);
    assert_eq!(client.lockdown().value("", "ProductVersion"), Ok("26.1".into()));
    assert_eq!(client.lockdown().value("", "SerialNumber"), Err("GetProhibited".to_owned()));
    assert_eq!(client.lockdown().value("", "NoSuchKey"), Err("MissingValue".to_owned()));
    let mut lockdown = client.trusted();
    assert!(lockdown.value("", "SerialNumber").unwrap().as_string().unwrap().starts_with("PRACTICE"));
    assert_eq!(lockdown.value("com.apple.mobile.backup", "WillEncrypt"), Ok(false.into()));
    let refused = lockdown.service("com.apple.no-such-service", None).err();
    assert_eq!(refused.as_deref(), Some("InvalidService"));
    lockdown.end_session();
    assert_eq!(lockdown.value("", "SerialNumber"), Err("GetProhibited".to_owned()));
    let refused = lockdown.service("com.apple.afc", None).err();
    assert_eq!(refused.as_deref(), Some("SessionInactive"));
}

#[test]
fn a_certificate_for_another_key_is_refused() {
    let serving = serve(waiting()).unwrap();
    let pem = include_str!("../../src/iphone/keys/host.crt");
    let pem = || Value::Data(pem.as_bytes().to_vec());
    let record = dictionary([
        ("DeviceCertificate", pem()),
        ("HostCertificate", pem()),
        ("RootCertificate", pem()),
        ("HostID", HOST.into()),
    ]);
    let pair = dictionary([("Request", "Pair".into()), ("PairRecord", record)]);
    assert_eq!(Client::of(&serving).lockdown().ask(pair), Err("InvalidPairRecord".to_owned()));
    assert_eq!(serving.control().screen(), Screen::Home);
}

#[test]
fn faults_of_trust() {
    let mut options = quick();
    options.faults = vec![Fault::TrustRefused];
    let serving = serve(options).unwrap();
    let client = Client::of(&serving);
    until(|| client.lockdown().pair(HOST) == Err("UserDeniedPairing".to_owned()));

    let mut options = quick();
    options.faults = vec![Fault::TrustNeverAnswered];
    let serving = serve(options).unwrap();
    let client = Client::of(&serving);
    for _ in 0..30 {
        assert_eq!(client.lockdown().pair(HOST), Err(PENDING.to_owned()));
        crate::client::pause();
    }

    let mut options = quick();
    options.faults = vec![Fault::Locked];
    let serving = serve(options).unwrap();
    assert_eq!(Client::of(&serving).lockdown().pair(HOST), Err("PasswordProtected".to_owned()));
    assert!(!serving.control().unlock());
}

#[test]
fn usbmuxd_keeps_pairing_records() {
    let serving = serve(waiting()).unwrap();
    let client = Client::of(&serving);
    let about = |what: &str| dictionary([("MessageType", what.into()), ("PairRecordID", "x".into())]);
    let number = |answer: plist::Dictionary| answer.get("Number").and_then(Value::as_unsigned_integer);
    assert_eq!(number(client.mux(about("ReadPairRecord"))), Some(2));
    let save = dictionary([
        ("MessageType", "SavePairRecord".into()),
        ("PairRecordID", "x".into()),
        ("PairRecordData", Value::Data(b"kept".to_vec())),
    ]);
    assert_eq!(number(client.mux(save)), Some(0));
    assert_eq!(client.mux(about("ReadPairRecord"))["PairRecordData"].as_data(), Some(&b"kept"[..]));
    assert_eq!(serving.seen().records, ["x"]);
    assert_eq!(number(client.mux(about("DeletePairRecord"))), Some(0));
    assert_eq!(number(client.mux(about("DeletePairRecord"))), Some(2));
    assert_eq!(number(client.mux(about("NoSuchThing"))), Some(1));
    assert_eq!(client.connect(1).err(), Some(3), "nothing listens there");
}
