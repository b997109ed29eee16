//! Crash reports and sysdiagnoses.

use crate::client::{Afc, Client, until};
use crate::{quick, waiting};
use practice::iphone::serve;
use std::time::Duration;

const FOLDER: &str = "/DiagnosticLogs/sysdiagnose";

#[test]
fn reports_are_there() {
    let serving = serve(quick()).unwrap();
    let mut lockdown = Client::of(&serving).trusted();
    let mut mover = lockdown.open("com.apple.crashreportmover");
    assert_eq!(mover.exact::<5>().unwrap(), *b"ping\0");
    let mut afc = Afc::new(lockdown.open("com.apple.crashreportcopymobile"));
    let names = afc.list("/");
    let reports: Vec<&String> = names.iter().filter(|name| name.ends_with(".ips")).collect();
    assert!(reports.len() >= 4, "{names:?}");
    for report in reports {
        let text = String::from_utf8(afc.read(&format!("/{report}")).unwrap()).unwrap();
        let (head, body) = text.split_once('\n').unwrap();
        assert!(head.contains("\"bug_type\":\"") && body.starts_with('{'), "{text}");
    }
    assert_eq!(afc.read("/no-such-report.ips"), Err(8));
    assert_eq!(afc.read("/../etc/passwd"), Err(8));
    assert_eq!(serving.seen().asked.iter().filter(|asked| asked.starts_with("crashes remove")).count(), 0);
}

#[test]
fn a_sysdiagnose_takes_its_time() {
    let mut options = waiting();
    options.trusted = true;
    options.old_sysdiagnoses = 2;
    options.sysdiagnose_after = Duration::from_millis(600);
    options.hands = practice::iphone::Hands::Own;
    options.pause = Duration::from_millis(20);
    let serving = serve(options).unwrap();
    let list =
        || Afc::new(Client::of(&serving).trusted().open("com.apple.crashreportcopymobile")).list(FOLDER);
    assert_eq!(list().len(), 2);
    serving.control().press_sysdiagnose();
    let during = list();
    assert_eq!(during.len(), 3);
    assert_eq!(during.iter().filter(|name| name.starts_with("IN_PROGRESS_")).count(), 1, "{during:?}");
    until(|| list().iter().all(|name| name.starts_with("sysdiagnose_") && name.ends_with(".tar.gz")));
    let names = list();
    let mut afc = Afc::new(Client::of(&serving).trusted().open("com.apple.crashreportcopymobile"));
    let bytes = afc.read(&format!("{FOLDER}/{}", names[2])).unwrap();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes.as_slice()));
    let paths: Vec<String> = archive
        .entries()
        .unwrap()
        .map(|entry| entry.unwrap().path().unwrap().to_string_lossy().into_owned())
        .collect();
    assert!(paths.iter().any(|path| path.ends_with("/ps.txt")), "{paths:?}");
}
