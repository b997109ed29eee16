//! From a path of a backup (`HomeDomain/Library/SMS/sms.db`) to the path on the phone
//! (`/private/var/mobile/Library/SMS/sms.db`), which is what published paths mostly are.
//!
//! Roots of the domains: the `Domains.plist` of the backup service, as described by libimobiledevice and
//! theapplewiki.com ("iTunes Backup"). Domains of apps and of app groups lie in folders with random names:
//! they have no path that could be published, and none is given.

/// Domains that lie at one place on every phone.
const ROOTS: &[(&str, &str)] = &[
    ("BooksDomain", "/private/var/mobile/Media/Books"),
    ("CameraRollDomain", "/private/var/mobile"),
    ("DatabaseDomain", "/private/var/db"),
    ("HealthDomain", "/private/var/mobile/Library"),
    ("HomeDomain", "/private/var/mobile"),
    ("HomeKitDomain", "/private/var/mobile"),
    ("InstallDomain", "/private/var/installd"),
    ("KeyboardDomain", "/private/var/mobile"),
    ("KeychainDomain", "/private/var/Keychains"),
    ("ManagedPreferencesDomain", "/private/var/Managed Preferences"),
    ("MediaDomain", "/private/var/mobile"),
    ("MobileDeviceDomain", "/private/var/MobileDevice"),
    ("NetworkDomain", "/private/var/networkd"),
    ("ProtectedDomain", "/private/var/protected"),
    ("RootDomain", "/private/var/root"),
    ("SystemPreferencesDomain", "/private/var/preferences"),
    ("TonesDomain", "/private/var/mobile"),
    ("WirelessDomain", "/private/var/wireless"),
];

/// The path on the phone of `domain` and `relative`; none for domains without a fixed place.
pub(crate) fn on_phone(domain: &str, relative: &str) -> Option<String> {
    let at = ROOTS.binary_search_by_key(&domain, |(name, _)| name).ok()?;
    let (_, root) = ROOTS.get(at)?;
    Some(format!("{root}/{relative}"))
}

/// The last step of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{ROOTS, file_name, on_phone};

    #[test]
    fn the_list_is_in_the_order_that_it_is_searched_in() {
        assert!(ROOTS.is_sorted_by_key(|(name, _)| name));
    }

    #[test]
    fn a_domain_with_a_place_gets_it() {
        let path = on_phone("HomeDomain", "Library/SMS/sms.db");
        assert_eq!(path.as_deref(), Some("/private/var/mobile/Library/SMS/sms.db"));
        let path = on_phone("RootDomain", "Library/Caches/locationd/clients.plist");
        assert_eq!(path.as_deref(), Some("/private/var/root/Library/Caches/locationd/clients.plist"));
    }

    #[test]
    fn a_domain_without_a_place_gets_none() {
        assert_eq!(on_phone("AppDomain-com.example.app", "Documents/a"), None);
        assert_eq!(on_phone("", ""), None);
    }

    #[test]
    fn a_file_name_is_the_last_step() {
        assert_eq!(file_name("a/b/c.gif"), "c.gif");
        assert_eq!(file_name("c.gif"), "c.gif");
        assert_eq!(file_name("a/"), "");
    }
}
