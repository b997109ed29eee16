//! installation_proxy: the apps.

use super::{ended::Ended, fault::Fault, phone::Phone, profiles, stream::Stream, wire};
use crate::{archive, phone::AppFacts};
use plist::{Dictionary, Value};
use std::sync::Arc;

/// What is told only to those who ask for it.
const ON_DEMAND: &[&str] = &["ApplicationSINF", "iTunesMetadata"];

/// One client.
pub(super) fn serve(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    loop {
        let request = wire::read_dictionary(stream)?;
        let command = wire::text(&request, "Command").unwrap_or_default();
        phone.asked(format!("apps {command}"));
        if phone.fails(Fault::PlistBomb) {
            return wire::frame(stream, &profiles::bomb());
        }
        let options = request.get("ClientOptions").and_then(Value::as_dictionary);
        match command {
            "Browse" => browse(phone, options, stream)?,
            "Lookup" => {
                let apps = apps(phone, options)?;
                let found = apps.into_iter().map(|app| {
                    let id = wire::text(&app, "CFBundleIdentifier").unwrap_or_default().to_owned();
                    (id, Value::Dictionary(app))
                });
                let answer = [("LookupResult", archive::dictionary(found)), ("Status", "Complete".into())];
                wire::write(stream, &archive::dictionary(answer))?;
            }
            _ => wire::write(stream, &archive::dictionary([("Error", "APIInternalError".into())]))?,
        }
    }
}

fn browse(phone: &Phone, options: Option<&Dictionary>, stream: &mut Stream) -> Result<(), Ended> {
    let apps = apps(phone, options)?;
    let total = apps.len();
    // In several answers, as phones do.
    for (number, part) in apps.chunks(4).enumerate() {
        let list = part.iter().cloned().map(Value::Dictionary).collect();
        let answer = archive::dictionary([
            ("Status", "BrowsingApplications".into()),
            ("CurrentIndex", (number * 4).into_value()),
            ("CurrentAmount", part.len().into_value()),
            ("Total", total.into_value()),
            ("CurrentList", Value::Array(list)),
        ]);
        wire::write(stream, &answer)?;
    }
    wire::write(stream, &archive::dictionary([("Status", "Complete".into())]))
}

/// Counts as property lists have them.
trait IntoValue {
    fn into_value(self) -> Value;
}

impl IntoValue for usize {
    fn into_value(self) -> Value {
        Value::from(self as u64)
    }
}

/// The apps that `options` ask for, with the facts that it asks for.
fn apps(phone: &Phone, options: Option<&Dictionary>) -> Result<Vec<Dictionary>, Ended> {
    let array = |key: &str| {
        let list = options?.get(key)?.as_array()?;
        Some(list.iter().filter_map(Value::as_string).collect::<Vec<_>>())
    };
    let wanted = array("ReturnAttributes");
    let ids = array("BundleIDs");
    let kind = options.and_then(|options| wire::text(options, "ApplicationType")).unwrap_or("Any");
    if !matches!(kind, "User" | "Any") {
        return Ok(Vec::new());
    }
    let apps = crate::phone::app_facts(&phone.options.scenario)?;
    let chosen =
        apps.into_iter().filter(|app| ids.as_ref().is_none_or(|ids| ids.contains(&app.bundle.as_str())));
    let told = |(key, _): &(String, Value)| match &wanted {
        Some(wanted) => wanted.contains(&key.as_str()),
        None => !ON_DEMAND.contains(&key.as_str()),
    };
    Ok(chosen.map(|app| facts(&app).into_iter().filter(told).collect()).collect())
}

fn facts(app: &AppFacts) -> Vec<(String, Value)> {
    let text = |text: &str| Value::from(text);
    let path = format!("/private/var/containers/Bundle/Application/{}/{}.app", app.uuid, app.name);
    let entitlements = archive::dictionary([
        ("application-identifier", format!("PRACTICE01.{}", app.bundle).into()),
        ("com.apple.developer.team-identifier", "PRACTICE01".into()),
    ]);
    let facts = [
        ("ApplicationType", "User".into()),
        ("CFBundleIdentifier", text(&app.bundle)),
        ("CFBundleDisplayName", text(&app.name)),
        ("CFBundleName", text(&app.name)),
        ("CFBundleExecutable", text(&app.name)),
        ("CFBundleShortVersionString", text(&app.version)),
        ("CFBundleVersion", text(&app.version)),
        ("Container", format!("/private/var/mobile/Containers/Data/Application/{}", app.uuid).into()),
        ("Entitlements", entitlements),
        ("IsUpgradeable", true.into()),
        ("MinimumOSVersion", "16.0".into()),
        ("Path", path.into()),
        ("SignerIdentity", "Apple iPhone OS Application Signing".into()),
        ("UIFileSharingEnabled", false.into()),
    ];
    let backup = app.in_backup.as_dictionary().into_iter().flatten();
    let backup = backup.filter(|(key, _)| ON_DEMAND.contains(&key.as_str()));
    facts
        .into_iter()
        .map(|(key, value)| (key.to_owned(), value))
        .chain(backup.map(|(key, value)| (key.clone(), value.clone())))
        .collect()
}
