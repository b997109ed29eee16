//! What the phone says of itself, kept beside the copy for whoever reads it later.
//!
//! `lucerna-phone.json`: model, iOS and the two clocks; nothing that names a person. `phone-says/`: the
//! phone's own answers on its apps (installation_proxy) and on its configuration profiles (MCInstall), as
//! they came: what a phone under attack says may differ from what its files say, and both are evidence. An
//! answer that unfolds beyond measure is not kept.

use crate::link::{Phone, odd, speak};
use crate::{Failure, clock};
use serde::Serialize;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;

/// Facts of the phone, in the copy's folder.
const FACTS: &str = "lucerna-phone.json";

/// The phone's answers, in the copy's folder.
const ANSWERS: &str = "phone-says";

/// A phone with hundreds of apps takes its time.
const TIME: Duration = Duration::from_secs(120);

/// What is asked about each app. `SignerIdentity` tells those that did not come from the shop, `Entitlements` what Apple
/// lets them do.
const ABOUT_APPS: [&str; 10] = [
    "CFBundleIdentifier",
    "CFBundleDisplayName",
    "CFBundleName",
    "CFBundleVersion",
    "CFBundleShortVersionString",
    "ApplicationType",
    "SignerIdentity",
    "Entitlements",
    "ProfileValidated",
    "Path",
];

#[derive(Serialize)]
struct Facts {
    format: &'static str,
    model: Option<String>,
    hardware: Option<String>,
    os_version: Option<String>,
    os_build: Option<String>,
    /// Seconds since 1970 by the phone's clock, in UTC.
    phone_clock: Option<f64>,
    /// This computer's clock at that moment.
    computer_clock: String,
    time_zone: Option<String>,
}

/// Writes the facts of the phone into the copy's folder.
///
/// # Errors
/// Those of [`Phone::open`]; `save-failed`, `space-ran-out`.
pub(crate) async fn facts(phone: &Phone, folder: &Path) -> Result<(), Failure> {
    let text = async |key| -> Result<Option<String>, Failure> {
        let value = phone.value(None, key).await?;
        Ok(value.and_then(|value| Some(value.as_string()?.chars().take(200).collect())))
    };
    let seconds = phone.value(None, "TimeIntervalSince1970").await?;
    let facts = Facts {
        format: "lucerna-phone/1",
        model: text("ProductType").await?,
        hardware: text("HardwareModel").await?,
        os_version: text("ProductVersion").await?,
        os_build: text("BuildVersion").await?,
        phone_clock: seconds.and_then(|value| value.as_real()),
        computer_clock: clock::now().to_string(),
        time_zone: text("TimeZone").await?,
    };
    let facts = serde_json::to_vec_pretty(&facts).map_err(odd)?;
    save(folder, FACTS, &facts)
}

/// Asks for the list of apps and keeps the answer.
///
/// # Errors
/// As [`facts`]; `odd-answer` if it is no list that can be kept.
pub(crate) async fn apps(phone: &Phone, folder: &Path) -> Result<(), Failure> {
    let about = ABOUT_APPS.map(plist::Value::from).to_vec();
    let mut options = plist::Dictionary::new();
    options.insert("ApplicationType".to_owned(), "Any".into());
    options.insert("ReturnAttributes".to_owned(), plist::Value::Array(about));
    let mut request = plist::Dictionary::new();
    request.insert("Command".to_owned(), "Lookup".into());
    request.insert("ClientOptions".to_owned(), options.into());
    keep(phone, "com.apple.mobile.installation_proxy", request, "LookupResult", folder, "apps.plist").await
}

/// Asks for the list of configuration profiles and keeps the answer.
///
/// # Errors
/// As [`apps`].
pub(crate) async fn profiles(phone: &Phone, folder: &Path) -> Result<(), Failure> {
    let mut request = plist::Dictionary::new();
    request.insert("RequestType".to_owned(), "GetProfileList".into());
    keep(phone, "com.apple.mobile.MCInstall", request, "OrderedIdentifiers", folder, "profiles.plist").await
}

/// One question, one answer that has `key`, one file.
async fn keep(
    phone: &Phone,
    service: &str,
    request: plist::Dictionary,
    key: &str,
    folder: &Path,
    name: &str,
) -> Result<(), Failure> {
    let mut stream = phone.service(service, false).await?;
    speak::send(&mut stream, request).await?;
    let bytes = speak::receive(&mut stream, TIME).await?;
    if speak::read(&bytes)?.get(key).is_none() {
        return Err(odd(format!("an answer without {key}")));
    }
    let answers = folder.join(ANSWERS);
    fs::create_dir_all(&answers).map_err(|error| saving(&error))?;
    save(&answers, name, &bytes)
}

fn save(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let part = folder.join(format!("{name}.part"));
    let written = || -> io::Result<()> {
        let mut file = File::options().write(true).create(true).truncate(true).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, folder.join(name))
    };
    written().map_err(|error| saving(&error))
}

fn saving(error: &io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::StorageFull { "space-ran-out" } else { "save-failed" };
    Failure::new(code).because(error)
}
