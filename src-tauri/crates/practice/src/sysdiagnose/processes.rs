//! What ran when the sysdiagnose was made: `ps.txt`, `ps_thread.txt`, `taskinfo.txt`, `spindump-nosymbols.txt`.

use super::Folder;
use crate::{phone::Phone, random::Random, scenario::What};
use std::fmt::Write;

/// Programs that every phone runs. Some are listed by name alone.
const PROGRAMS: &[(&str, &str)] = &[
    ("root", "/sbin/launchd"),
    ("root", "/usr/libexec/logd"),
    ("root", "/usr/libexec/UserEventAgent"),
    ("root", "/usr/libexec/configd"),
    ("root", "/usr/libexec/containermanagerd"),
    ("root", "/usr/sbin/notifyd"),
    ("root", "/System/Library/PrivateFrameworks/DuetActivityScheduler.framework/dasd"),
    ("mobile", "/System/Library/CoreServices/SpringBoard.app/SpringBoard"),
    ("mobile", "/usr/libexec/backboardd"),
    ("mobile", "/System/Library/PrivateFrameworks/IMCore.framework/imagent.app/imagent"),
    ("mobile", "/System/Library/PrivateFrameworks/IDS.framework/identityservicesd.app/identityservicesd"),
    ("mobile", "/usr/libexec/nsurlsessiond"),
    ("mobile", "/Applications/MobilePhone.app/MobilePhone"),
    ("mobile", "/Applications/MobileMail.app/MobileMail"),
    (
        "mobile",
        "/System/Library/Frameworks/WebKit.framework/XPCServices/com.apple.WebKit.Networking.xpc/com.apple.WebKit.Networking",
    ),
    ("_networkd", "/usr/libexec/symptomsd"),
    ("_mdnsresponder", "/usr/sbin/mDNSResponder"),
];
const HEAD: &str = "USER  UID PRSNA   PID  PPID        F  %CPU STAT STARTED      TIME COMMAND\n";

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("processes");
    let mut programs: Vec<(String, String)> =
        PROGRAMS.iter().map(|(user, path)| ((*user).to_owned(), (*path).to_owned())).collect();
    for app in phone.scenario.apps.iter().take(4) {
        let name = app.rsplit('.').next().unwrap_or(app);
        let uuid = random.uuid();
        let path = format!("/private/var/containers/Bundle/Application/{uuid}/{name}.app/{name}");
        programs.push(("mobile".to_owned(), path));
    }
    let plants = phone.plants(&[What::RunningProgram]);
    programs.extend(plants.iter().map(|(_, value)| ("root".to_owned(), value.clone())));
    let (mut ps, mut threads) = (HEAD.to_owned(), HEAD.to_owned());
    let mut tasks = String::new();
    let mut samples =
        format!("Date/Time:        {}\nTime Since Boot:  {}s\n\n", super::stamp(phone.end), 260_000);
    let mut pid = 0_u64;
    for (user, path) in &programs {
        pid += if pid == 0 { 1 } else { 1 + random.below(40) };
        let place = line(&mut ps, user, pid, path);
        line(&mut threads, user, pid, path);
        threads.push_str("                                  4006   0.0  ?s    9:12AM   0:00.01\n");
        sample(&mut random, &mut tasks, &mut samples, pid, path);
        if let Some((plant, value)) = plants.iter().find(|(_, value)| value == path) {
            super::planted(phone, plant.what, value, "ps.txt", place);
        }
    }
    phone.count("processes", programs.len() as u64);
    folder.add("ps.txt", ps);
    folder.add("ps_thread.txt", threads);
    folder.add("taskinfo.txt", tasks);
    folder.add("spindump-nosymbols.txt", samples);
}

fn line(out: &mut String, user: &str, pid: u64, path: &str) -> String {
    let uid = if user == "root" { 0 } else { 501 };
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{user:<14} {uid:>3}     - {pid:>5}     1     4004   0.0  ?s    9:12AM   0:00.42 {path}"
    );
    format!("process {pid}")
}

fn sample(random: &mut Random, tasks: &mut String, samples: &mut String, pid: u64, path: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    let build = random.uuid();
    let _ = writeln!(tasks, "process: \"{name}\" [{pid}]\n  executable uuid: {build}\n  threads: 3\n");
    let _ = writeln!(samples, "Process:          {name} [{pid}]\nUUID:             {build}");
    if path.starts_with('/') {
        let _ = writeln!(samples, "Path:             {path}");
        let _ = writeln!(samples, "  Binary Images:\n           0x100000000 - ???  {name} <{build}>  {path}");
    }
    samples.push('\n');
}
