//! Every other fault, once.

use crate::client::{Backup, Client};
use crate::{backup, quick};
use practice::iphone::{Fault, Options, Serving, serve};
use std::time::{Duration, Instant};

fn with(fault: Fault) -> Serving {
    let mut options: Options = quick();
    options.faults = vec![fault];
    serve(options).unwrap()
}

fn code(fault: Fault) -> Option<u64> {
    let home = tempfile::tempdir().unwrap();
    backup(&with(fault), home.path()).backup().code
}

#[test]
fn errors_that_the_phone_tells() {
    assert_eq!(code(Fault::NoSpace), Some(105));
    assert_eq!(code(Fault::SnapshotExists), Some(3));
}

#[test]
fn a_passcode_that_never_comes() {
    let home = tempfile::tempdir().unwrap();
    for (fault, words) in [
        (Fault::PasscodeNever, "Device locked - timeout waiting for passcode entry (MBErrorDomain/208)"),
        (Fault::PasscodeRefused, "Device locked (MBErrorDomain/208)"),
    ] {
        let mut options = quick();
        options.passcode = true;
        options.passcode_wait = Duration::from_millis(400);
        options.faults = vec![fault];
        let serving = serve(options).unwrap();
        let ended = backup(&serving, home.path()).backup();
        assert_eq!((ended.code, ended.description.as_str()), (Some(208), words));
    }
}

#[test]
fn a_locked_phone_makes_no_backup() {
    let home = tempfile::tempdir().unwrap();
    let serving = serve(quick()).unwrap();
    let mut client = backup(&serving, home.path());
    // The owner of this phone unlocks it after a moment: the client is quicker.
    serving.control().lock();
    assert_eq!(client.backup().code, Some(208));
}

#[test]
fn a_request_for_room_is_no_failure() {
    let home = tempfile::tempdir().unwrap();
    for answer in [0, -1] {
        let serving = with(Fault::PurgeRequest);
        let mut client = backup(&serving, home.path());
        client.purge = answer;
        let ended = client.backup();
        assert_eq!(ended.code, Some(0));
        assert!(ended.messages.contains(&"DLMessagePurgeDiskSpace".to_owned()));
        assert_eq!(serving.seen().times(&format!("backup purge answered {answer}")), 1);
    }
}

#[test]
fn one_file_cannot_be_read() {
    let home = tempfile::tempdir().unwrap();
    let ended = backup(&with(Fault::FileError), home.path()).backup();
    assert_eq!((ended.code, ended.failed.len()), (Some(0), 1), "{ended:?}");
}

#[test]
fn names_that_lead_out_of_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let ended = backup(&with(Fault::EscapingNames), home.path()).backup();
    assert_eq!(ended.code, Some(0));
    assert_eq!(ended.refused.len(), 7, "{:?}", ended.refused);
}

#[test]
fn blocks_and_lists_beyond_measure() {
    let home = tempfile::tempdir().unwrap();
    let ended = backup(&with(Fault::HugeLength), home.path()).backup();
    assert_eq!(ended.broken.as_deref(), Some("a length beyond reason"));

    let serving = with(Fault::PlistBomb);
    let mut lockdown = Client::of(&serving).trusted();
    for (service, request) in [
        ("com.apple.mobile.MCInstall", ("RequestType", "GetProfileList")),
        ("com.apple.mobile.installation_proxy", ("Command", "Browse")),
    ] {
        let mut wire = lockdown.open(service);
        wire.send(&crate::client::dictionary([(request.0, request.1.into())]));
        let bytes = wire.read_frame().unwrap();
        assert!(bytes.starts_with(b"bplist00") && bytes.len() < 400, "small, and not to be read");
    }
}

#[test]
fn silence_in_the_middle() {
    let home = tempfile::tempdir().unwrap();
    let serving = with(Fault::EndlessHang);
    let mut client = backup(&serving, home.path());
    let ended = std::thread::scope(|scope| {
        let cut = client.cutter();
        let work = scope.spawn(|| client.backup());
        std::thread::sleep(Duration::from_secs(1));
        assert!(!work.is_finished());
        cut();
        work.join().unwrap()
    });
    assert!(ended.broken.is_some());
}

#[test]
fn answers_that_are_none() {
    for fault in [Fault::ShortAnswer, Fault::Garbage] {
        let serving = with(fault);
        let mut lockdown = Client::of(&serving).lockdown();
        let request = [("Request", "GetValue".into()), ("Key", "ProductVersion".into())];
        assert!(lockdown.try_ask(crate::client::dictionary(request)).is_err());
    }
}

#[test]
fn tls_without_a_goodbye() {
    use std::io::Read;
    for (fault, polite) in [(None, true), (Some(Fault::NoCloseNotify), false)] {
        let mut options = quick();
        options.faults = fault.into_iter().collect();
        let serving = serve(options).unwrap();
        let mut wire = Client::of(&serving).trusted().open("com.apple.mobile.diagnostics_relay");
        wire.send(&crate::client::dictionary([("Request", "Goodbye".into())]));
        wire.list().unwrap();
        assert_eq!(wire.read(&mut [0]).is_ok_and(|read| read == 0), polite);
    }
}

#[test]
fn a_slow_cable() {
    let mut options = quick();
    options.faults = vec![Fault::SlowLink(20_000)];
    let serving = serve(options).unwrap();
    let started = Instant::now();
    let mut lockdown = Client::of(&serving).trusted();
    let before = started.elapsed();
    for _ in 0..8 {
        lockdown.ask(crate::client::dictionary([("Request", "GetValue".into())])).unwrap();
    }
    // Eight answers of more than 2,500 bytes each.
    assert!(started.elapsed() - before > Duration::from_millis(700));
}

#[test]
fn two_hundred_thousand_small_files() {
    let home = tempfile::tempdir().unwrap();
    let serving = with(Fault::ManyFiles);
    let mut client: Backup = backup(&serving, home.path());
    client.keep = false;
    let ended = client.backup();
    assert!(ended.files.len() > 200_000, "{}", ended.files.len());
}
