//! What web sites leave beside the history: pages on the home screen, stores of sites, a saved privacy report.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    error::PracticeError,
    scenario::What,
    words::{self, SITES},
};

const STORES: &str = "Library/WebKit/WebsiteData";
const REPORT: (&str, &str) = (
    "AppDomainGroup-group.com.apple.FileProvider.LocalStorage",
    "File Provider Storage/App_Privacy_Report_v4_2026-01-01T10_00_00.ndjson",
);

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    clips(phone, backup)?;
    stores(phone, backup)?;
    report(phone, backup)
}

fn clips(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("web clips");
    for (plant, value) in phone.plants(&[What::WebClip]) {
        let path = format!("Library/WebClips/{}.webclip/Info.plist", random.hex(16));
        let list = dictionary([
            ("Title", plant.text.as_deref().unwrap_or("News").into()),
            ("URL", words::link(&value, &mut random).into()),
            ("FullScreen", true.into()),
        ]);
        backup.store(Entry::new("HomeDomain", &path, Moment::of(plant.when)), &binary(&list)?)?;
        phone.planted(What::WebClip, &value, ("HomeDomain", &path), "URL".to_owned());
    }
    Ok(())
}

/// Apps that show pages and let a backup have what sites keep in them.
fn stores(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("stores of sites");
    let app = "org.wikimedia.wikipedia";
    let domain = format!("AppDomain-{app}");
    if phone.has_app(app) {
        for site in SITES.iter().take(3) {
            let path = format!("{STORES}/LocalStorage/https_{site}_0.localstorage");
            let when = phone.any_moment(&mut random);
            backup.store(Entry::new(&domain, &path, when), &random.bytes::<32>())?;
        }
    }
    for (plant, value) in phone.plants(&[What::StoredSite]) {
        let domain = plant.from.as_deref().unwrap_or("AppDomain-com.apple.mobilesafari");
        let path = format!("{STORES}/IndexedDB/v1/https_{value}_0/IndexedDB.sqlite3");
        backup.store(Entry::new(domain, &path, Moment::of(plant.when)), &random.bytes::<32>())?;
        phone.planted(What::StoredSite, &value, (domain, &path), "Files".to_owned());
    }
    Ok(())
}

/// Only phones whose owner saved one have it.
fn report(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let plants = phone.plants(&[What::ReportedSite]);
    if plants.is_empty() {
        return Ok(());
    }
    let mut lines = String::new();
    for (number, (plant, value)) in (1_u64..).zip(&plants) {
        let app = plant.from.as_deref().unwrap_or("com.apple.mobilesafari");
        lines += &format!(
            "{{\"domain\":\"{value}\",\"firstTimeStamp\":\"{when}\",\"context\":\"\",\"timeStamp\":\"{when}\",\"domainType\":2,\
             \"initiatedType\":\"NonAppInitiated\",\"hits\":1,\"type\":\"networkActivity\",\"domainOwner\":\"\",\"bundleID\":\"{app}\"}}\n",
            when = plant.when
        );
        phone.planted(What::ReportedSite, value, REPORT, format!("line {number}"));
    }
    backup.store(Entry::new(REPORT.0, REPORT.1, phone.end), lines.as_bytes())
}
