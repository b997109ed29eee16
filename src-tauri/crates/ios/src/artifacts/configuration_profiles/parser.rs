//! A profile: what it says about itself, and what each of its payloads can do.
//!
//! Names of payload types and keys: Apple's "Configuration Profile Reference" and the device-management
//! schema that Apple publishes (github.com/apple/device-management).

use super::certificate::is_self_signed;
use crate::artifacts::shared::plists;
use jiff::Timestamp;
use property_list::{Dictionary, Value};

/// More payloads than any real profile has.
const MOST_PAYLOADS: usize = 2000;

/// One profile.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Profile {
    /// `PayloadIdentifier`.
    pub(super) identifier: String,
    /// `PayloadUUID`.
    pub(super) uuid: String,
    /// The name that the phone shows; the identifier if it has none.
    pub(super) name: String,
    /// Who says to have made it; the identifier if nobody does.
    pub(super) organization: String,
    /// Somebody says so.
    pub(super) names_organization: bool,
    /// When it was installed.
    pub(super) installed: Option<Timestamp>,
    /// It cannot be removed, or only with a password.
    pub(super) locked: bool,
    /// Everything in it.
    pub(super) payloads: Vec<Payload>,
    /// Payloads that were not understood.
    pub(super) gaps: u64,
}

/// One payload.
#[derive(Debug, PartialEq)]
pub(super) struct Payload {
    /// `PayloadType`.
    pub(super) kind: String,
    /// `PayloadIdentifier`.
    pub(super) identifier: String,
    /// `PayloadUUID`.
    pub(super) uuid: String,
    /// What it can do, if that matters here.
    pub(super) power: Option<Power>,
    /// The server it names, or the name of its certificate.
    pub(super) points_to: String,
}

/// What a payload can do that a person should know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Power {
    /// Someone manages the phone from afar.
    Management,
    /// Traffic goes another way, or through a filter.
    Traffic,
    /// Look-ups of names go elsewhere.
    Dns,
    /// A certificate that can vouch for websites.
    Certificate,
    /// Which apps may show notifications.
    Notifications,
    /// Which apps may be seen.
    HiddenApps,
    /// The profile can only be removed with a password.
    RemovalPassword,
}

impl Profile {
    /// None if the value is no dictionary: then it is no profile.
    pub(super) fn of(value: &Value) -> Option<Self> {
        let dict = value.as_dictionary()?;
        let mut profile = Self {
            identifier: text(dict, "PayloadIdentifier"),
            uuid: text(dict, "PayloadUUID"),
            name: text(dict, "PayloadDisplayName"),
            organization: text(dict, "PayloadOrganization"),
            installed: dict.get("InstallDate").and_then(plists::moment),
            locked: is_true(dict, "PayloadRemovalDisallowed") || is_true(dict, "HasRemovalPasscode"),
            ..Self::default()
        };
        if profile.name.is_empty() {
            profile.name.clone_from(&profile.identifier);
        }
        profile.names_organization = !profile.organization.is_empty();
        if !profile.names_organization {
            profile.organization.clone_from(&profile.identifier);
        }
        let payloads = match dict.get("PayloadContent") {
            Some(Value::Array(payloads)) => payloads.as_slice(),
            // One payload outside a list is seen in enrolment profiles.
            Some(one @ Value::Dictionary(_)) => std::slice::from_ref(one),
            Some(_) => {
                profile.gaps += 1;
                &[]
            }
            None => &[],
        };
        for payload in payloads.iter().take(MOST_PAYLOADS) {
            match payload.as_dictionary().and_then(Payload::of) {
                Some(payload) => profile.payloads.push(payload),
                None => profile.gaps += 1,
            }
        }
        profile.gaps += payloads.len().saturating_sub(MOST_PAYLOADS) as u64;
        profile.locked |= profile.has(Power::RemovalPassword);
        Some(profile)
    }

    /// Whether some payload has this power.
    pub(super) fn has(&self, power: Power) -> bool {
        self.payloads.iter().any(|payload| payload.power == Some(power))
    }
}

impl Payload {
    fn of(dict: &Dictionary) -> Option<Self> {
        let kind = text(dict, "PayloadType");
        if kind.is_empty() {
            return None;
        }
        let power = power(&kind, dict);
        let points_to = match power {
            Some(Power::Certificate) => certificate_name(dict),
            Some(Power::Management | Power::Traffic | Power::Dns) => server(dict),
            _ => String::new(),
        };
        Some(Self {
            power,
            points_to,
            identifier: text(dict, "PayloadIdentifier"),
            uuid: text(dict, "PayloadUUID"),
            kind,
        })
    }
}

fn power(kind: &str, dict: &Dictionary) -> Option<Power> {
    match kind {
        "com.apple.mdm" => Some(Power::Management),
        "com.apple.vpn.managed"
        | "com.apple.vpn.managed.applayer"
        | "com.apple.vpn.managed.appmapping"
        | "com.apple.relay.managed"
        | "com.apple.proxy.http.global"
        | "com.apple.dnsProxy.managed"
        | "com.apple.webcontent-filter" => Some(Power::Traffic),
        "com.apple.wifi.managed" | "com.apple.cellular" | "com.apple.apn.managed" if has_proxy(dict) => {
            Some(Power::Traffic)
        }
        "com.apple.dnsSettings.managed" => Some(Power::Dns),
        "com.apple.security.root" => Some(Power::Certificate),
        "com.apple.security.pkcs1" | "com.apple.security.pem" if vouches(dict) => Some(Power::Certificate),
        "com.apple.notificationsettings" => Some(Power::Notifications),
        "com.apple.applicationaccess" | "com.apple.applicationaccess.new" if hides_apps(dict) => {
            Some(Power::HiddenApps)
        }
        "com.apple.profileRemovalPassword" => Some(Power::RemovalPassword),
        _ => None,
    }
}

fn has_proxy(dict: &Dictionary) -> bool {
    let in_apn = |apns: &Value| {
        apns.as_array().is_some_and(|apns| apns.iter().filter_map(Value::as_dictionary).any(names_proxy))
    };
    names_proxy(dict) || dict.get("APNs").is_some_and(in_apn)
}

fn names_proxy(dict: &Dictionary) -> bool {
    ["ProxyServer", "ProxyPACURL", "Proxy"].iter().any(|key| !text(dict, key).is_empty())
}

fn hides_apps(dict: &Dictionary) -> bool {
    const LISTS: [&str; 4] = [
        "blockedAppBundleIDs",
        "blacklistedAppBundleIDs",
        "allowListedAppBundleIDs",
        "whitelistedAppBundleIDs",
    ];
    LISTS.iter().any(|list| dict.get(*list).and_then(Value::as_array).is_some_and(|apps| !apps.is_empty()))
}

/// A certificate for one network or mail server does not vouch for websites; one that names itself does.
fn vouches(dict: &Dictionary) -> bool {
    dict.get("PayloadContent").and_then(Value::as_data).is_some_and(is_self_signed)
}

fn certificate_name(dict: &Dictionary) -> String {
    let file = text(dict, "PayloadCertificateFileName");
    if file.is_empty() { text(dict, "PayloadDisplayName") } else { file }
}

/// The first server that the payload names, at the places where payloads name one.
fn server(dict: &Dictionary) -> String {
    const KEYS: [&str; 10] = [
        "ServerURL",
        "ProxyServer",
        "ProxyPACURL",
        "RemoteAddress",
        "CommRemoteAddress",
        "ServerName",
        "HTTP3RelayURL",
        "HTTP2RelayURL",
        "ServerAddress",
        "Proxy",
    ];
    const INSIDE: [&str; 9] =
        ["VPN", "IKEv2", "IPSec", "PPP", "AlwaysOn", "DNSSettings", "Relays", "APNs", "VendorConfig"];
    let direct = |dict: &Dictionary| KEYS.iter().map(|key| text(dict, key)).find(|server| !server.is_empty());
    let inside = INSIDE.iter().filter_map(|key| dict.get(*key)).flat_map(dictionaries);
    std::iter::once(dict).chain(inside).find_map(direct).unwrap_or_default()
}

/// The dictionary that a value is, or those that it lists.
fn dictionaries(value: &Value) -> impl Iterator<Item = &Dictionary> {
    let listed = value.as_array().unwrap_or_default().iter().filter_map(Value::as_dictionary);
    value.as_dictionary().into_iter().chain(listed)
}

fn text(dict: &Dictionary, key: &str) -> String {
    dict.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn is_true(dict: &Dictionary, key: &str) -> bool {
    dict.get(key).and_then(Value::as_bool).unwrap_or_default()
}
