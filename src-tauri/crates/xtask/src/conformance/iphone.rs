//! Clients that we did not write judge the simulated iPhone: Debian's and pymobiledevice3. What they take from
//! it must scan to the same outcome as the pretend phone itself.

use super::judge::{Judge, PYMOBILEDEVICE};
use super::{PASSWORD, make, simulated::Simulated};
use crate::board::{Board, Ended};
use crate::failure::Failure;
use crate::place;
use crate::program::{Program, exists};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Its content.
const SCENARIO: &str = "pegasus-link";

/// Debian's clients, from the package `libimobiledevice-utils`.
const DEBIAN: [&str; 4] = ["ideviceinfo", "idevicepair", "idevicebackup2", "idevicecrashreport"];

/// All judges, each a step.
pub(super) fn steps(board: &mut Board) {
    let folder = place::target().join("conformance").join("iphone");
    let missing: Vec<&str> = DEBIAN.into_iter().filter(|client| !exists(client)).collect();
    if missing.is_empty() {
        board.step("iphone: Debian's clients pair", || pair(&folder));
        board.step("iphone: idevicebackup2, plain", || plain(&folder));
        board.step("iphone: idevicebackup2, encrypted", || encrypted(&folder));
        board.step("iphone: idevicecrashreport", || crashes(&folder));
    } else {
        board.step("iphone: Debian's clients", || {
            let what = missing.join(", ");
            Ok(Ended::Skipped(format!("{what} not found: apt-get install libimobiledevice-utils")))
        });
    }
    if let Err(failure) = PYMOBILEDEVICE.install() {
        board.step("iphone: pymobiledevice3", || {
            Ok(Ended::Skipped(format!("it could not be installed: {failure}")))
        });
        return;
    }
    board.step("iphone: pymobiledevice3 asks", || asks(&PYMOBILEDEVICE, &folder));
    board.step("iphone: pymobiledevice3, plain", || plain_by_python(&PYMOBILEDEVICE, &folder));
}

/// Trust asked, given, taken back; and refused.
fn pair(folder: &Path) -> Result<Ended, Failure> {
    let phone = Simulated::start(SCENARIO, &[], folder)?;
    // `-s` asks without pairing.
    let told = |key: &str| phone.client("ideviceinfo").args(["-s", "-k", key]).read_whatever();
    expect("a version before trust", !told("ProductVersion")?.trim().is_empty())?;
    expect("no serial number before trust", told("SerialNumber")?.trim().is_empty())?;
    // The first question brings up the prompt, the owner taps, a later one is answered.
    let said = ask_until(&phone, "SUCCESS: Paired")?;
    expect("the prompt is announced", said.contains("accept the trust dialog"))?;
    phone.client("idevicepair").arg("validate").quiet().run()?;
    let serial = phone.client("ideviceinfo").args(["-k", "SerialNumber"]).read()?;
    expect("ideviceinfo after trust", serial.starts_with("PRACTICE"))?;
    phone.client("idevicepair").arg("unpair").quiet().run()?;
    expect("validate after unpair", !phone.client("idevicepair").arg("validate").succeeds())?;

    let refused = Simulated::start(SCENARIO, &["--fault", "trust-refused"], folder)?;
    ask_until(&refused, "denied")?;
    let locked = Simulated::start(SCENARIO, &["--fault", "locked"], folder)?;
    ask_until(&locked, "passcode")?;
    Ok(Ended::Well)
}

/// Lets `idevicepair` ask until it says `words`; all that it said.
fn ask_until(phone: &Simulated, words: &str) -> Result<String, Failure> {
    let mut said = String::new();
    for _ in 0..30 {
        said += &phone.client("idevicepair").arg("pair").read_whatever()?;
        if said.contains(words) {
            return Ok(said);
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    Err(Failure::Answer { line: "idevicepair pair".to_owned(), answer: said })
}

fn plain(folder: &Path) -> Result<Ended, Failure> {
    let phone = Simulated::start(SCENARIO, &["--trusted"], folder)?;
    let out = fresh(folder, "plain")?;
    phone.client("idevicebackup2").args(["backup", "--full"]).arg(&out).quiet().run()?;
    same_outcome(&out, folder, None)
}

fn encrypted(folder: &Path) -> Result<Ended, Failure> {
    let phone = Simulated::start(SCENARIO, &["--trusted", "--passcode"], folder)?;
    let out = fresh(folder, "encrypted")?;
    let encryption = |words: &[&str]| phone.client("idevicebackup2").arg("encryption").args(words).arg(&out);
    encryption(&["on", PASSWORD]).quiet().run()?;
    let told =
        phone.client("ideviceinfo").args(["-q", "com.apple.mobile.backup", "-k", "WillEncrypt"]).read()?;
    expect("WillEncrypt", told.trim() == "true")?;
    let said = encryption(&["off", "another password"]).read_whatever()?;
    expect("a wrong password is told", said.contains("207"))?;
    phone.client("idevicebackup2").args(["backup", "--full"]).arg(&out).quiet().run()?;
    encryption(&["off", PASSWORD]).quiet().run()?;
    let told =
        phone.client("ideviceinfo").args(["-q", "com.apple.mobile.backup", "-k", "WillEncrypt"]).read()?;
    expect("WillEncrypt afterwards", told.trim() == "false")?;
    same_outcome(&out, folder, Some(PASSWORD))
}

fn crashes(folder: &Path) -> Result<Ended, Failure> {
    let phone = Simulated::start(SCENARIO, &["--trusted", "--old-sysdiagnoses", "1"], folder)?;
    let out = fresh(folder, "crashes")?;
    phone.client("idevicecrashreport").arg("-k").arg(&out).quiet().run()?;
    reports(&out)?;
    let inside = std::fs::read_dir(out.join("DiagnosticLogs/sysdiagnose"));
    expect("the sysdiagnose came", inside.is_ok_and(|mut files| files.next().is_some()))?;
    Ok(Ended::Well)
}

fn asks(judge: &Judge, folder: &Path) -> Result<Ended, Failure> {
    let phone = Simulated::start("hidden-profile", &["--trusted"], folder)?;
    let ask = |words: &[&str]| phone.client(judge.path("pymobiledevice3")).args(words).read();
    expect("usbmux list", ask(&["usbmux", "list"])?.contains("\"ConnectionType\": \"USB\""))?;
    expect("lockdown info", ask(&["lockdown", "info"])?.contains("\"SerialNumber\": \"PRACTICE"))?;
    expect("profile list", ask(&["profile", "list"])?.contains("PayloadUUID"))?;
    expect("apps list", ask(&["apps", "list"])?.contains("CFBundleIdentifier"))?;
    expect("crash ls", ask(&["crash", "ls"])?.contains("/JetsamEvent-"))?;
    let out = fresh(folder, "crashes-python")?;
    ask(&["crash", "pull", &out.display().to_string()])?;
    reports(&out)?;
    Ok(Ended::Well)
}

fn plain_by_python(judge: &Judge, folder: &Path) -> Result<Ended, Failure> {
    let phone = Simulated::start(SCENARIO, &["--trusted"], folder)?;
    let out = fresh(folder, "plain-python")?;
    let client = phone.client(judge.path("pymobiledevice3"));
    client.args(["backup2", "backup", "--full"]).arg(&out).quiet().run()?;
    same_outcome(&out, folder, None)
}

/// What a scan says of the backup below `taken` and of the pretend phone itself must be the same.
fn same_outcome(taken: &Path, folder: &Path, password: Option<&str>) -> Result<Ended, Failure> {
    let made = folder.join("made");
    make(SCENARIO, &made, password)?;
    let (ours, theirs) = (outcome(&made, password)?, outcome(taken, password)?);
    for part in ["conclusion", "findings", "coverage"] {
        let (here, there) = (comparable(&ours[part]), comparable(&theirs[part]));
        if here != there || ours[part].is_null() {
            return Err(Failure::Rule {
                what: format!("the {part} of {} and of {} differ", made.display(), taken.display()),
                next: "scan both with --json and compare".to_owned(),
            });
        }
    }
    let found = ours["findings"].as_array().map_or(0, Vec::len);
    println!("  {found} findings in both");
    Ok(Ended::Well)
}

/// Clients write Info.plist themselves, with their own clock: what is cited from there has another time, and so
/// another place in the order.
fn comparable(part: &Value) -> Vec<String> {
    let mut all = part.as_array().cloned().unwrap_or_else(|| vec![part.clone()]);
    for one in &mut all {
        if one["cite"]["path"] == "Backup/Info.plist" {
            one["when"] = Value::Null;
        }
    }
    let mut all: Vec<String> = all.iter().map(Value::to_string).collect();
    all.sort();
    all
}

fn outcome(backup: &Path, password: Option<&str>) -> Result<Value, Failure> {
    let json = backup.with_extension("json");
    let scan =
        Program::new(place::built("lucerna")).arg("scan").arg(backup).args(["--quiet", "--json"]).arg(&json);
    let scan = match password {
        Some(password) => scan.arg("--password-stdin").input(password),
        None => scan,
    };
    let line = scan.line();
    match scan.code()? {
        Some(0 | 10 | 20) => {}
        other => return Err(Failure::Program { line, status: format!("{other:?}") }),
    }
    let text = std::fs::read_to_string(&json).map_err(Failure::file(&json))?;
    serde_json::from_str(&text).map_err(|error| Failure::Answer { line, answer: error.to_string() })
}

/// Crash reports came into `folder`.
fn reports(folder: &Path) -> Result<(), Failure> {
    let files = std::fs::read_dir(folder).map_err(Failure::file(folder))?;
    let reports = files.flatten().filter(|file| file.path().extension().is_some_and(|end| end == "ips"));
    expect("five crash reports", reports.count() == 5)
}

fn fresh(folder: &Path, name: &str) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).map_err(Failure::file(&path))?;
    }
    std::fs::create_dir_all(&path).map_err(Failure::file(&path))?;
    Ok(path)
}

fn expect(what: &str, holds: bool) -> Result<(), Failure> {
    if holds {
        return Ok(());
    }
    Err(Failure::Rule {
        what: format!("not as a phone would answer: {what}"),
        next: "start `lucerna practice serve iphone` and ask by hand".to_owned(),
    })
}
