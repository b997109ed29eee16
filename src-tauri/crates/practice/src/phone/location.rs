//! `locationd`'s `clients.plist`: which app or system part asked for the location.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    error::PracticeError,
    scenario::What,
};
use plist::Value;

const FILE: (&str, &str) = ("RootDomain", "Library/Caches/locationd/clients.plist");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("location");
    let mut clients: Vec<(String, Value)> = vec![("MigrationVersion".to_owned(), 7.into())];
    for app in &phone.scenario.apps {
        let name = app.rsplit('.').next().unwrap_or(app);
        let bundle = format!("/private/var/containers/Bundle/Application/{}/{name}.app", random.uuid());
        let executable = format!("{bundle}/{name}");
        let stopped = phone.any_moment(&mut random).apple();
        clients.push((
            format!("i{app}:"),
            dictionary([
                ("Authorization", random.pick(&[&1, &2, &4]).to_owned().into()),
                ("BundleId", app.as_str().into()),
                ("BundlePath", bundle.as_str().into()),
                ("Executable", executable.as_str().into()),
                ("Registered", executable.as_str().into()),
                ("LocationTimeStopped", stopped.into()),
                ("ConsumptionPeriodBegin", (stopped - 90.0).into()),
                ("SupportedAuthorizationMask", 7.into()),
                ("Whitelisted", false.into()),
            ]),
        ));
    }
    for bundle in
        ["/System/Library/LocationBundles/Traffic.bundle", "/System/Library/LocationBundles/TimeZone.bundle"]
    {
        clients.push((
            format!("com.apple.locationd.bundle-{bundle}:"),
            dictionary([
                ("BundlePath", bundle.into()),
                ("Registered", true.into()),
                ("LocationTimeStopped", phone.any_moment(&mut random).apple().into()),
            ]),
        ));
    }
    for (plant, value) in phone.plants(&[What::LocationClient]) {
        let name = value.rsplit('/').next().unwrap_or(&value);
        let key = format!("com.apple.locationd.executable-{name}:");
        clients.push((
            key.clone(),
            dictionary([
                ("Executable", value.as_str().into()),
                ("Registered", value.as_str().into()),
                ("LocationTimeStopped", Moment::of(plant.when).apple().into()),
            ]),
        ));
        phone.planted(What::LocationClient, &value, FILE, key);
    }
    phone.count("location_clients", clients.len() as u64 - 1);
    backup.store(Entry::new(FILE.0, FILE.1, phone.end).class(4), &binary(&dictionary(clients))?)
}
