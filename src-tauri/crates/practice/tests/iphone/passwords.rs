//! The backup password.

use crate::client::{Client, until};
use crate::{backup, quick, waiting};
use practice::iphone::{Fault, Screen, Why, serve};

#[test]
fn set_changed_removed() {
    let home = tempfile::tempdir().unwrap();
    let serving = serve(quick()).unwrap();
    let mut client = backup(&serving, home.path());
    let encrypted = || {
        let mut lockdown = Client::of(&serving).trusted();
        lockdown.value("com.apple.mobile.backup", "WillEncrypt").unwrap().as_boolean().unwrap()
    };
    assert!(!encrypted());
    assert_eq!(client.password(Some("guess"), Some("one")).code, Some(207), "there is none to change");
    assert_eq!(client.password(None, Some("one")).code, Some(0));
    assert!(encrypted());
    assert_eq!(client.password(None, Some("two")).code, Some(207), "there is one already");
    let ended = client.password(Some("One"), Some("two"));
    assert_eq!((ended.code, ended.description.as_str()), (Some(207), "Invalid password (MBErrorDomain/207)"));
    assert_eq!(client.password(Some("one"), Some("two")).code, Some(0));
    assert_eq!(serving.seen().password.as_deref(), Some("two"));
    assert_eq!(client.password(Some("one"), None).code, Some(207));
    assert_eq!(client.password(Some("two"), None).code, Some(0));
    assert!(!encrypted() && !serving.seen().encrypted);
    assert_eq!(serving.seen().times("backup ChangePassword"), 7);
}

#[test]
fn the_passcode_guards_it() {
    let home = tempfile::tempdir().unwrap();
    let mut options = waiting();
    options.passcode = true;
    let serving = serve(options).unwrap();
    let control = serving.control();
    let code = std::thread::scope(|scope| {
        let work = scope.spawn(|| backup(&serving, home.path()).password(None, Some("one")).code);
        until(|| control.tap_trust());
        assert!(control.type_passcode());
        until(|| control.screen() == Screen::PasscodePrompt { why: Why::Password });
        assert!(control.refuse_passcode());
        work.join().unwrap()
    });
    assert_eq!(code, Some(208));
    assert!(!serving.seen().encrypted);
}

#[test]
fn faults_of_passwords() {
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    options.password = Some("one".to_owned());
    options.faults = vec![Fault::WrongPassword];
    let serving = serve(options.clone()).unwrap();
    assert_eq!(backup(&serving, home.path()).password(Some("one"), None).code, Some(207));

    options.faults = vec![Fault::ManagedEncryption];
    let serving = serve(options.clone()).unwrap();
    let mut client = backup(&serving, home.path());
    assert_eq!(client.password(Some("one"), None).code, Some(207));
    assert_eq!(client.password(Some("one"), Some("two")).code, Some(0));
    let mut lockdown = Client::of(&serving).trusted();
    assert_eq!(lockdown.value("com.apple.mobile.backup", "RequiresEncryption"), Ok(true.into()));

    options.password = None;
    let serving = serve(options).unwrap();
    assert_eq!(backup(&serving, home.path()).backup().code, Some(207), "none is set where one must be");
}
