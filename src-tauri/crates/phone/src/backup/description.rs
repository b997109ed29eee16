//! `Info.plist`: what a computer writes beside a backup, for the programs that read it later.
//!
//! Keys as other clients write them (libimobiledevice, iTunes). Values come from the phone and are copied, not
//! believed: whatever does not fit is left out.

use crate::link::{self, Phone, speak};
use crate::{Failure, clock};
use plist::{Dictionary, Value as Plist};
use property_list::Value;

/// A value of lockdown and the name that it has in `Info.plist`.
const FACTS: [(&str, &str); 10] = [
    ("BuildVersion", "Build Version"),
    ("DeviceName", "Device Name"),
    ("ProductName", "Product Name"),
    ("ProductType", "Product Type"),
    ("ProductVersion", "Product Version"),
    ("SerialNumber", "Serial Number"),
    ("IntegratedCircuitCardIdentity", "ICCID"),
    ("InternationalMobileEquipmentIdentity", "IMEI"),
    ("MobileEquipmentIdentifier", "MEID"),
    ("PhoneNumber", "Phone Number"),
];

const MOST_APPS: usize = 5000;
const LONGEST_TEXT: usize = 255;
/// What a shop says of an app; an icon in it would make the file large.
const LONGEST_BYTES: usize = 64 << 10;

/// Asks the phone and writes it down as XML.
///
/// # Errors
/// `phone-gone`, `phone-silent`, `odd-answer`. A phone that tells nothing of its apps is described without.
pub(crate) async fn describe(phone: &Phone) -> Result<Vec<u8>, Failure> {
    let mut facts = Dictionary::new();
    let mut lockdown = phone.lockdown().await?;
    for (key, name) in FACTS {
        let value = link::value(&mut lockdown, None, key).await?;
        let text = value.as_ref().and_then(Plist::as_string).filter(|text| text.len() <= LONGEST_TEXT);
        if let Some(text) = text {
            facts.insert(name.to_owned(), text.into());
        }
    }
    let name = facts.get("Device Name").cloned().unwrap_or_else(|| "iPhone".into());
    facts.insert("Display Name".to_owned(), name);
    let udid = phone.udid();
    facts.insert("GUID".to_owned(), guid(udid).into());
    facts.insert("Target Identifier".to_owned(), udid.into());
    facts.insert("Target Type".to_owned(), "Device".into());
    facts.insert("Unique Identifier".to_owned(), udid.to_uppercase().into());
    facts.insert("iTunes Version".to_owned(), "10.0.1".into());
    let seconds = u64::try_from(clock::now().as_second()).unwrap_or(0);
    let now = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
    facts.insert("Last Backup Date".to_owned(), Plist::Date(now.into()));
    let (ids, apps) = match apps(phone).await {
        Ok(apps) => apps.unzip(),
        Err(failure) if failure.code == "phone-gone" => return Err(failure),
        Err(_) => (None, None),
    };
    facts.insert("Installed Applications".to_owned(), Plist::Array(ids.unwrap_or_default()));
    facts.insert("Applications".to_owned(), Plist::Dictionary(apps.unwrap_or_default()));
    let mut text = Vec::new();
    let written = Plist::Dictionary(facts).to_writer_xml(&mut text);
    written.map_err(|error| Failure::new("our-fault").because(error))?;
    Ok(text)
}

/// Ids of the apps that the owner installed, and what the shop says of each.
async fn apps(phone: &Phone) -> Result<Option<(Vec<Plist>, Dictionary)>, Failure> {
    let mut stream = phone.service("com.apple.mobile.installation_proxy", false).await?;
    let attributes = ["CFBundleIdentifier", "ApplicationSINF", "iTunesMetadata"].map(Plist::from);
    let mut options = Dictionary::new();
    options.insert("ApplicationType".to_owned(), "User".into());
    options.insert("ReturnAttributes".to_owned(), Plist::Array(attributes.into()));
    let mut request = Dictionary::new();
    request.insert("Command".to_owned(), "Browse".into());
    request.insert("ClientOptions".to_owned(), Plist::Dictionary(options));
    let (mut ids, mut apps) = (Vec::new(), Dictionary::new());
    let mut answer = speak::ask(&mut stream, request).await?;
    loop {
        for app in answer.get("CurrentList").and_then(Value::as_array).unwrap_or_default() {
            let id = app.get("CFBundleIdentifier").and_then(Value::as_str);
            let Some(id) = id.filter(|id| id.len() <= LONGEST_TEXT && ids.len() < MOST_APPS) else {
                continue;
            };
            ids.push(id.into());
            let mut about = Dictionary::new();
            for key in ["ApplicationSINF", "iTunesMetadata"] {
                let bytes =
                    app.get(key).and_then(Value::as_data).filter(|bytes| bytes.len() <= LONGEST_BYTES);
                if let Some(bytes) = bytes {
                    about.insert(key.to_owned(), Plist::Data(bytes.to_vec()));
                }
            }
            apps.insert(id.to_owned(), Plist::Dictionary(about));
        }
        match answer.get("Status").and_then(Value::as_str) {
            Some("BrowsingApplications") if ids.len() < MOST_APPS => {}
            Some("Complete") | Some("BrowsingApplications") => return Ok(Some((ids, apps))),
            _ => return Ok(None),
        }
        answer = speak::read(&speak::receive(&mut stream, std::time::Duration::from_secs(60)).await?)?;
    }
}

/// A name for this backup: readers want 32 digits, and nothing depends on them.
fn guid(udid: &str) -> String {
    let digits: String =
        udid.chars().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_uppercase()).collect();
    format!("{digits:0>32}").chars().take(32).collect()
}
