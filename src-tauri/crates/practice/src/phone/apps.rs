//! The installed apps, as Info.plist and Manifest.plist name them.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    clock::Moment,
    error::PracticeError,
    random::Random,
    scenario::What,
    words,
};
use plist::Value;

/// An installed app.
pub(super) struct App {
    pub(super) bundle: String,
    /// Which program installed it.
    source: String,
    bought: Moment,
    planted: bool,
}

/// What a phone tells of an app.
pub(crate) struct AppFacts {
    pub(crate) bundle: String,
    pub(crate) name: String,
    pub(crate) version: String,
    /// Names its folders.
    pub(crate) uuid: String,
    /// Its entry under `Applications` of a backup's Info.plist.
    pub(crate) in_backup: Value,
}

/// Those of the scenario, then the planted ones.
pub(super) fn installed(phone: &Phone<'_>) -> Vec<App> {
    let mut random = phone.random("apps");
    let ordinary = phone.scenario.apps.iter().map(|bundle| App {
        bundle: bundle.clone(),
        source: "com.apple.AppStore".to_owned(),
        bought: phone.any_moment(&mut random),
        planted: false,
    });
    let mut apps: Vec<App> = ordinary.collect();
    apps.extend(phone.plants(&[What::App]).into_iter().map(|(plant, bundle)| App {
        bundle,
        source: plant.from.unwrap_or_else(|| "com.apple.AppStore".to_owned()),
        bought: Moment::of(plant.when),
        planted: true,
    }));
    apps
}

impl App {
    pub(super) fn is_planted(&self) -> bool {
        self.planted
    }

    fn name(&self) -> &str {
        self.bundle.rsplit('.').next().unwrap_or(&self.bundle)
    }

    /// Its own stream, so that an app is the same wherever it is named.
    fn random(&self, seed: u64) -> Random {
        Random::new(seed, &format!("app {}", self.bundle))
    }

    /// What a phone tells of it.
    pub(super) fn facts(&self, seed: u64) -> Result<AppFacts, PracticeError> {
        let mut random = self.random(seed);
        Ok(AppFacts {
            bundle: self.bundle.clone(),
            name: self.name().to_owned(),
            version: format!("{}.{}", 1 + random.below(30), random.below(10)),
            uuid: random.uuid(),
            in_backup: self.info_entry(seed)?,
        })
    }

    /// Its entry under `Applications` of Info.plist.
    pub(super) fn info_entry(&self, seed: u64) -> Result<Value, PracticeError> {
        let mut random = self.random(seed);
        let name = self.name();
        let account = dictionary([
            ("AppleID", "owner@mail.example".into()),
            ("DSPersonID", random.below(1 << 30).into()),
        ]);
        let download = dictionary([("accountInfo", account), ("purchaseDate", self.bought.text().into())]);
        let metadata = dictionary([
            ("softwareVersionBundleId", self.bundle.as_str().into()),
            ("itemName", name.into()),
            ("artistName", format!("{name} makers").into()),
            ("bundleShortVersionString", format!("{}.{}", 1 + random.below(30), random.below(10)).into()),
            ("bundleVersion", random.below(9000).into()),
            ("genre", "Utilities".into()),
            ("genreId", 6002.into()),
            ("itemId", (100_000_000 + random.below(900_000_000)).into()),
            ("kind", "software".into()),
            ("releaseDate", "2019-05-05T07:00:00Z".into()),
            ("sourceApp", self.source.as_str().into()),
            ("com.apple.iTunesStore.downloadInfo", download),
        ]);
        let mut sinf = vec![0; 1120];
        random.fill(&mut sinf);
        Ok(dictionary([
            ("ApplicationSINF", Value::Data(sinf)),
            ("PlaceholderIcon", Value::Data(words::picture(700, &mut random))),
            ("iTunesMetadata", Value::Data(binary(&metadata)?)),
        ]))
    }

    /// Its entry under `Applications` of Manifest.plist.
    pub(super) fn manifest_entry(&self, random: &mut Random) -> Value {
        let name = self.name();
        dictionary([
            ("CFBundleIdentifier", self.bundle.as_str().into()),
            ("CFBundleVersion", random.below(900).to_string().into()),
            ("Path", format!("/var/containers/Bundle/Application/{}/{name}.app", random.uuid()).into()),
            ("ContainerContentClass", "Data/Application".into()),
        ])
    }
}
