//! What no artifact reads: photos, preferences of apps, links. And planted files.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    error::PracticeError,
    scenario::What,
    words,
};

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("files");
    for number in 1..=phone.scenario.sizes.files {
        let when = phone.any_moment(&mut random);
        let picture = words::picture(600 + random.index(9000), &mut random);
        let path = format!("Media/DCIM/{}APPLE/IMG_{:04}.JPG", 100 + number / 1000, number % 1000);
        backup.store(Entry::new("CameraRollDomain", &path, when), &picture)?;
    }
    for app in &phone.scenario.apps {
        let when = phone.any_moment(&mut random);
        let path = format!("Library/Preferences/{app}.plist");
        let list = dictionary([("LaunchCount", random.below(900).into()), ("FirstLaunch", when.plist())]);
        backup.store(Entry::new(&format!("AppDomain-{app}"), &path, when).class(1), &binary(&list)?)?;
    }
    let empty =
        Entry::new("HomeDomain", "Library/Preferences/com.apple.purplebuddy.notbackedup", phone.begin);
    backup.store(empty, b"")?;
    if let Some(app) = phone.scenario.apps.first() {
        let domain = format!("AppDomain-{app}");
        let entry = Entry::new(&domain, "Library/WebKit/WebsiteData/IndexedDB/v0", phone.begin);
        backup.link(&entry, "v1")?;
    }
    for (plant, value) in phone.plants(&[What::File]) {
        let domain = plant.from.as_deref().unwrap_or("HomeDomain");
        let content = random.bytes::<64>();
        backup.store(Entry::new(domain, &value, Moment::of(plant.when)), &content)?;
        phone.planted(What::File, &value, (domain, &value), "Files".to_owned());
    }
    Ok(())
}
