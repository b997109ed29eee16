//! Property lists of the system: daily usage, identity lookups, global preferences.

use super::{Phone, data_usage::SYSTEM};
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    error::PracticeError,
    scenario::What,
};
use plist::Value;

const ANALYTICS: (&str, &str) = ("HomeDomain", "Library/Preferences/com.apple.osanalytics.addaily.plist");
const IDENTITY: (&str, &str) =
    ("HomeDomain", "Library/Preferences/com.apple.identityservices.idstatuscache.plist");
const GLOBAL: (&str, &str) = ("HomeDomain", "Library/Preferences/.GlobalPreferences.plist");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    analytics(phone, backup)?;
    identity(phone, backup)?;
    global(phone, backup)
}

fn analytics(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("analytics");
    let mut usage: Vec<(String, Moment)> = SYSTEM
        .iter()
        .map(|&name| name.to_owned())
        .chain(phone.scenario.apps.iter().cloned())
        .map(|name| (name, phone.any_moment(&mut random)))
        .collect();
    for (plant, value) in phone.plants(&[What::AnalyticsProcess]) {
        phone.planted(What::AnalyticsProcess, &value, ANALYTICS, format!("netUsageBaseline {value}"));
        usage.push((value, Moment::of(plant.when)));
    }
    phone.count("analytics_processes", usage.len() as u64);
    let baseline = dictionary(usage.into_iter().map(|(name, when)| {
        let mut bytes = || Value::Real((random.unit() * 9e7).floor());
        (name, Value::Array(vec![when.plist(), bytes(), bytes(), bytes(), bytes()]))
    }));
    let list = dictionary([("netUsageBaseline", baseline), ("nextDailyDate", phone.end.plist())]);
    backup.store(Entry::new(ANALYTICS.0, ANALYTICS.1, phone.end).class(4), &binary(&list)?)
}

fn identity(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("identity");
    let mut lookups: Vec<(String, Value)> = Vec::new();
    let lookup = |when: Moment| dictionary([("IDStatus", 1.into()), ("LookupDate", when.apple().into())]);
    if phone.release.fills_identity_cache() {
        for person in &phone.people {
            let key = format!("mailto:{}", person.email);
            lookups.push((key, lookup(phone.any_moment(&mut random))));
        }
    }
    for (plant, value) in phone.plants(&[What::IdentityLookup]) {
        let key = format!("mailto:{value}");
        phone.planted(What::IdentityLookup, &value, IDENTITY, format!("com.apple.madrid {key}"));
        lookups.push((key, lookup(Moment::of(plant.when))));
    }
    phone.count("identity_lookups", lookups.len() as u64);
    let list =
        dictionary([("com.apple.madrid", dictionary(lookups)), ("com.apple.ess", dictionary::<String>([]))]);
    backup.store(Entry::new(IDENTITY.0, IDENTITY.1, phone.end), &binary(&list)?)
}

fn global(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let language = &phone.scenario.phone.language;
    let mut keys = vec![
        ("AppleLanguages", Value::Array(vec![language.as_str().into()])),
        ("AppleLocale", language.replace('-', "_").into()),
        ("AppleLanguagesDidMigrate", phone.scenario.phone.build.as_str().into()),
        ("AppleLanguagesSchemaVersion", 3000.into()),
        ("AppleKeyboards", Value::Array(vec!["emoji@sw=Emoji".into()])),
        ("WebKitShowLinkPreviews", true.into()),
        ("PKKeychainVersionKey", 8.into()),
    ];
    if let Some(on) = phone.scenario.phone.lockdown_mode.filter(|_| phone.release.has_lockdown_mode()) {
        keys.push(("LDMGlobalEnabled", on.into()));
    }
    let list = dictionary(keys);
    backup.store(Entry::new(GLOBAL.0, GLOBAL.1, phone.end).class(4), &binary(&list)?)
}
