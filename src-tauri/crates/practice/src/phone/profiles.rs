//! Configuration profiles, their order, and the log of their events.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    error::PracticeError,
    random::Random,
    scenario::{ProfileFacts, What},
};
use plist::Value;
use sha2::{Digest, Sha256};

const DOMAIN: &str = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles";
const FOLDER: &str = "Library/ConfigurationProfiles";

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("profiles");
    let (mut shown, mut hidden, mut events) = (Vec::new(), Vec::new(), Vec::new());

    // An ordinary one: the Wi-Fi of a school.
    let ordinary = ProfileFacts {
        name: "Elmgrove School Wi-Fi".to_owned(),
        organization: "Elmgrove School".to_owned(),
        identifier: "example.elmgrove.wifi".to_owned(),
        payloads: vec!["com.apple.wifi.managed".to_owned()],
        ..ProfileFacts::default()
    };
    let installed = phone.any_moment(&mut random);
    let uuid = random.uuid();
    store(phone, backup, &ordinary, &uuid, installed, &mut random)?;
    shown.push(Value::from(ordinary.identifier.as_str()));
    events.push(event(&ordinary.identifier, installed));

    for (plant, value) in phone.plants(&[What::Profile]) {
        let facts = plant.profile.unwrap_or_default();
        let path = store(phone, backup, &facts, &value, Moment::of(plant.when), &mut random)?;
        let list = if facts.hidden { &mut hidden } else { &mut shown };
        list.push(Value::from(facts.identifier.as_str()));
        phone.planted(What::Profile, &value, (DOMAIN, &path), "PayloadUUID".to_owned());
    }
    let log = format!("{FOLDER}/MCProfileEvents.plist");
    for (plant, value) in phone.plants(&[What::ProfileEvent]) {
        phone.planted(What::ProfileEvent, &value, (DOMAIN, &log), format!("ProfileEvents {}", events.len()));
        events.push(event(&value, Moment::of(plant.when)));
    }
    phone.count("profiles", (shown.len() + hidden.len()) as u64);
    phone.count("profile_events", events.len() as u64);
    let order =
        dictionary([("OrderedProfiles", Value::Array(shown)), ("HiddenProfiles", Value::Array(hidden))]);
    let entry = |name: &'static str| format!("{FOLDER}/{name}.plist");
    backup.store(Entry::new(DOMAIN, &entry("PayloadManifest"), phone.end).class(4), &binary(&order)?)?;
    let nothing = binary(&dictionary::<String>([]))?;
    for name in ["ProfileTruth", "ClientTruth", "UserSettings", "CloudConfigurationDetails"] {
        backup.store(Entry::new(DOMAIN, &entry(name), phone.end).class(4), &nothing)?;
    }
    let list = dictionary([("ProfileEvents", Value::Array(events))]);
    backup.store(Entry::new(DOMAIN, &log, phone.end).class(4), &binary(&list)?)
}

fn event(identifier: &str, when: Moment) -> Value {
    let what = dictionary([
        ("Operation", "install".into()),
        ("Process", "profiled".into()),
        ("timestamp", when.plist()),
    ]);
    dictionary([(identifier, what)])
}

/// Stores `profile-<hash of the identifier>.stub` and returns its path.
fn store(
    phone: &Phone<'_>,
    backup: &mut Backup,
    facts: &ProfileFacts,
    uuid: &str,
    installed: Moment,
    random: &mut Random,
) -> Result<String, PracticeError> {
    let payloads = facts
        .payloads
        .iter()
        .zip(1_u32..)
        .map(|(kind, number)| payload(facts, kind, number, random))
        .collect();
    let mut signer = vec![0; 600];
    random.fill(&mut signer);
    let profile = dictionary([
        ("InstallDate", installed.plist()),
        ("InstallOptions", dictionary::<String>([])),
        ("PayloadContent", Value::Array(payloads)),
        ("PayloadDescription", facts.name.as_str().into()),
        ("PayloadDisplayName", facts.name.as_str().into()),
        ("PayloadIdentifier", facts.identifier.as_str().into()),
        ("PayloadOrganization", facts.organization.as_str().into()),
        ("PayloadRemovalDisallowed", facts.removal_disallowed.into()),
        ("PayloadType", "Configuration".into()),
        ("PayloadUUID", uuid.into()),
        ("PayloadVersion", 1.into()),
        ("SignerCerts", Value::Array(vec![Value::Data(signer)])),
    ]);
    let hash = crate::random::hex(&Sha256::digest(&facts.identifier));
    let path = format!("{FOLDER}/profile-{hash}.stub");
    backup.store(Entry::new(DOMAIN, &path, installed).class(4), &binary(&profile)?)?;
    debug_assert!(installed <= phone.end, "profiles are installed before the backup");
    Ok(path)
}

/// One payload with the keys that its kind has; every address is invented.
fn payload(facts: &ProfileFacts, kind: &str, number: u32, random: &mut Random) -> Value {
    let mut keys = vec![
        ("PayloadType", kind.into()),
        ("PayloadIdentifier", format!("{}.{number}", facts.identifier).into()),
        ("PayloadUUID", random.uuid().into()),
        ("PayloadVersion", 1.into()),
    ];
    match kind {
        "com.apple.mdm" => keys.extend([
            ("ServerURL", "https://manage.device-services.example/mdm".into()),
            ("CheckInURL", "https://manage.device-services.example/checkin".into()),
            ("Topic", "com.apple.mgmt.External.device-services".into()),
            ("AccessRights", 8191.into()),
        ]),
        "com.apple.vpn.managed" => keys.extend([
            ("UserDefinedName", facts.name.as_str().into()),
            ("VPNType", "IKEv2".into()),
            (
                "IKEv2",
                dictionary([
                    ("RemoteAddress", "vpn.device-services.example".into()),
                    ("OnDemandEnabled", 1.into()),
                ]),
            ),
        ]),
        "com.apple.proxy.http.global" => keys.extend([
            ("ProxyType", "Manual".into()),
            ("ProxyServer", "proxy.device-services.example".into()),
            ("ProxyServerPort", 8080.into()),
        ]),
        "com.apple.security.root" => {
            let mut certificate = vec![0; 800];
            random.fill(&mut certificate);
            keys.extend([
                ("PayloadCertificateFileName", "root.cer".into()),
                ("PayloadContent", Value::Data(certificate)),
            ]);
        }
        "com.apple.notificationsettings" => keys.push((
            "NotificationSettings",
            Value::Array(vec![dictionary([
                ("BundleIdentifier", "com.apple.Preferences".into()),
                ("NotificationsEnabled", false.into()),
            ])]),
        )),
        "com.apple.wifi.managed" => keys.extend([
            ("SSID_STR", "elmgrove".into()),
            ("EncryptionType", "WPA2".into()),
            ("AutoJoin", true.into()),
        ]),
        _ => {}
    }
    dictionary(keys)
}
