//! What lockdown knows about the phone.

use super::{keys, phone::Phone};
use crate::{
    archive,
    random::Random,
    scenario::{PhoneFacts, Scenario},
};
use plist::{Dictionary, Value};

/// Values that lockdown tells to anybody, before pairing.
const PUBLIC: &[&str] = &[
    "BuildVersion",
    "CPUArchitecture",
    "DeviceClass",
    "DeviceColor",
    "DeviceName",
    "DevicePublicKey",
    "HardwareModel",
    "HumanReadableProductVersionString",
    "PasswordProtected",
    "ProductName",
    "ProductType",
    "ProductVersion",
    "ProtocolVersion",
    "UniqueDeviceID",
    "WiFiAddress",
];

/// The facts that do not change.
pub(super) struct Facts {
    pub(super) udid: String,
    pub(super) serial: String,
    pub(super) phone: PhoneFacts,
    pub(super) wifi: String,
    pub(super) chip: u64,
    /// Handed out with each pairing.
    pub(super) escrow: Vec<u8>,
    /// Bytes of its storage, and how many are free.
    pub(super) storage: (u64, u64),
}

impl Facts {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let mut random = Random::new(scenario.seed, "lockdown");
        let (udid, serial) = crate::phone::identity(scenario.seed);
        // 02: an address that nobody was given.
        let tail: Vec<String> = (0..5).map(|_| random.hex(1)).collect();
        Self {
            udid,
            serial,
            phone: scenario.phone.clone(),
            wifi: format!("02:{}", tail.join(":")),
            chip: random.below(1 << 52),
            escrow: random.bytes::<32>().to_vec(),
            storage: (127_989_493_760, 61_203_283_968),
        }
    }
}

/// Why lockdown gives no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoValue {
    Missing,
    /// Not before pairing.
    Prohibited,
}

/// One value, or all of a domain.
pub(super) fn get(phone: &Phone, domain: &str, key: Option<&str>, paired: bool) -> Result<Value, NoValue> {
    let mut values = domain_values(phone, domain);
    for ((of, key), value) in &phone.state().set {
        if of == domain {
            values.insert(key.clone(), value.clone());
        }
    }
    let told = |key: &str| paired || (domain.is_empty() && PUBLIC.contains(&key));
    let Some(key) = key else {
        let all = values.into_iter().filter(|(key, _)| told(key)).collect::<Dictionary>();
        return Ok(Value::Dictionary(all));
    };
    match values.remove(key) {
        Some(value) if told(key) => Ok(value),
        Some(_) => Err(NoValue::Prohibited),
        None => Err(NoValue::Missing),
    }
}

fn domain_values(phone: &Phone, domain: &str) -> Dictionary {
    let facts = &phone.facts;
    let values = match domain {
        "" => global(phone),
        "com.apple.mobile.backup" => vec![
            ("WillEncrypt", phone.state().password.is_some().into()),
            ("RequiresEncryption", phone.fails(super::Fault::ManagedEncryption).into()),
            ("Version", "2.4".into()),
            ("CloudBackupEnabled", false.into()),
        ],
        "com.apple.disk_usage" | "com.apple.disk_usage.factory" => vec![
            ("TotalDiskCapacity", (facts.storage.0 + 11_000_000_000).into()),
            ("TotalDataCapacity", facts.storage.0.into()),
            ("TotalDataAvailable", facts.storage.1.into()),
            ("AmountDataAvailable", facts.storage.1.into()),
            ("TotalSystemCapacity", 11_000_000_000_u64.into()),
        ],
        "com.apple.iTunes" | "com.apple.mobile.iTunes" => {
            vec![("MinITunesVersion", "12.13.0".into()), ("KeyTypeSupportVersion", 492.into())]
        }
        "com.apple.mobile.battery" => vec![
            ("BatteryCurrentCapacity", 82.into()),
            ("BatteryIsCharging", true.into()),
            ("ExternalConnected", true.into()),
        ],
        "com.apple.international" => vec![
            ("Language", facts.phone.language.as_str().into()),
            ("Locale", facts.phone.language.replace('-', "_").into()),
        ],
        "com.apple.mobile.data_sync" | "com.apple.mobile.wireless_lockdown" => {
            vec![("EnableWifiConnections", false.into())]
        }
        "com.apple.security.mac.amfi" => vec![("DeveloperModeStatus", false.into())],
        _ => Vec::new(),
    };
    values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn global(phone: &Phone) -> Vec<(&'static str, Value)> {
    let facts = &phone.facts;
    let told = &facts.phone;
    let text = |text: &str| Value::from(text);
    vec![
        ("ActivationState", "Activated".into()),
        ("BasebandVersion", "5.00.02".into()),
        ("BluetoothAddress", text(&facts.wifi)),
        ("BuildVersion", text(&told.build)),
        ("CPUArchitecture", "arm64e".into()),
        ("DeviceClass", "iPhone".into()),
        ("DeviceColor", "1".into()),
        ("DeviceName", text(&told.name)),
        ("DevicePublicKey", Value::Data(keys::DEVICE_PUBLIC_KEY.as_bytes().to_vec())),
        ("HardwareModel", "D47AP".into()),
        ("HasSiDP", true.into()),
        ("HumanReadableProductVersionString", text(&told.version)),
        ("IntegratedCircuitCardIdentity", "8900000000000000000".into()),
        ("InternationalMobileEquipmentIdentity", "350000000000000".into()),
        ("MobileEquipmentIdentifier", "35000000000000".into()),
        ("PartitionType", "GUID_partition_scheme".into()),
        ("PasswordProtected", phone.state().locked.into()),
        ("PhoneNumber", text(&told.number)),
        ("ProductName", "iPhone OS".into()),
        ("ProductType", text(&told.model)),
        ("ProductVersion", text(&told.version)),
        ("ProtocolVersion", "2".into()),
        ("RegionInfo", "ZD/A".into()),
        ("SerialNumber", text(&facts.serial)),
        ("SIMStatus", "kCTSIMSupportSIMStatusReady".into()),
        ("TelephonyCapability", true.into()),
        ("TimeZone", "Etc/UTC".into()),
        ("TrustedHostAttached", true.into()),
        ("UniqueChipID", facts.chip.into()),
        ("UniqueDeviceID", text(&facts.udid)),
        ("WiFiAddress", text(&facts.wifi)),
        ("NonVolatileRAM", archive::dictionary::<String>([])),
    ]
}
