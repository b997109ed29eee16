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
    if domain == FILESYSTEM {
        return Some(format!("/{relative}"));
    }
    let at = ROOTS.binary_search_by_key(&domain, |(name, _)| name).ok()?;
    let (_, root) = ROOTS.get(at)?;
    Some(format!("{root}/{relative}"))
}

/// Folders of a phone by the name that their files have as evidence, the more precise before the wider. A full
/// copy holds all of them, also what no backup takes (caches): the root of a domain maps as a whole.
///
/// Folders of apps are not here: they are found by the id in their metadata, see [`CONTAINERS`]. Whatever
/// stands in neither is [`FILESYSTEM`] and its path.
const FOLDERS: &[(&str, &str)] = &[
    ("private/var/Managed Preferences", "ManagedPreferencesDomain"),
    ("private/var/MobileDevice", "MobileDeviceDomain"),
    ("private/var/mobile/Containers", "Filesystem/private/var/mobile/Containers"),
    ("private/var/mobile/Library/Health", "HealthDomain/Health"),
    ("private/var/mobile/Library/Keyboard", "KeyboardDomain/Library/Keyboard"),
    ("private/var/mobile/Library/SMS/Attachments", "MediaDomain/Library/SMS/Attachments"),
    ("private/var/mobile/Library/homed", "HomeKitDomain/Library/homed"),
    ("private/var/mobile/Media/Books", "BooksDomain"),
    ("private/var/mobile/Media/DCIM", "CameraRollDomain/Media/DCIM"),
    ("private/var/mobile/Media/PhotoData", "CameraRollDomain/Media/PhotoData"),
    ("private/var/mobile/Media", "MediaDomain/Media"),
    ("private/var/mobile", "HomeDomain"),
    ("private/var/preferences", "SystemPreferencesDomain"),
    ("private/var/root", "RootDomain"),
    ("private/var/wireless", "WirelessDomain"),
];

/// Folders with one folder for each app or group, named by chance, and the domain of each: its id follows.
/// The id stands in `.com.apple.mobile_container_manager.metadata.plist`; without one, the folder's own name.
pub(crate) const CONTAINERS: &[(&str, &str)] = &[
    ("private/var/containers/Data/System", "SysContainerDomain-"),
    ("private/var/containers/Shared/SystemGroup", "SysSharedContainerDomain-"),
    ("private/var/mobile/Containers/Data/Application", "AppDomain-"),
    ("private/var/mobile/Containers/Data/PluginKitPlugin", "AppDomainPlugin-"),
    ("private/var/mobile/Containers/Shared/AppGroup", "AppDomainGroup-"),
];

/// First step of what belongs to no domain.
pub(crate) const FILESYSTEM: &str = "Filesystem";

/// The folder of evidence that a path from the root of the phone lies in, and how much of the path it
/// replaces. `private/var/mobile/Library/x` is `HomeDomain` and 18 letters: `HomeDomain/Library/x`.
pub(crate) fn as_evidence(on_phone: &str) -> (&'static str, usize) {
    let inside = |folder: &&(&'static str, &'static str)| {
        on_phone.strip_prefix(folder.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    match FOLDERS.iter().find(inside) {
        Some((folder, evidence)) => (evidence, folder.len()),
        None => (FILESYSTEM, 0),
    }
}

/// Names that files in a folder of the phone, or below it, may have beside the folder's own: domains whose
/// roots lie in it. A name may end with `*`.
pub(crate) fn domains_below(on_phone: &str) -> Vec<String> {
    let lies_in = |folder: &str| {
        on_phone.is_empty()
            || folder.strip_prefix(on_phone).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let folders = FOLDERS.iter().filter(|(folder, _)| lies_in(folder)).map(|(_, name)| (*name).to_owned());
    let containers = CONTAINERS.iter().filter(|(parent, _)| lies_in(parent));
    folders.chain(containers.map(|(_, domain)| format!("{domain}*"))).collect()
}

/// The last step of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{FOLDERS, ROOTS, as_evidence, file_name, on_phone};

    fn evidence(on_phone: &str) -> String {
        let (folder, replaced) = as_evidence(on_phone);
        let rest = on_phone[replaced..].trim_start_matches('/');
        format!("{folder}/{rest}")
    }

    #[test]
    fn a_full_copy_uses_the_names_of_a_backup_where_there_are_any() {
        for (path, name) in [
            ("private/var/mobile/Library/SMS/sms.db", "HomeDomain/Library/SMS/sms.db"),
            (
                "private/var/mobile/Library/SMS/Attachments/a/b.gif",
                "MediaDomain/Library/SMS/Attachments/a/b.gif",
            ),
            (
                "private/var/root/Library/Caches/locationd/clients.plist",
                "RootDomain/Library/Caches/locationd/clients.plist",
            ),
            (
                "private/var/wireless/Library/Databases/DataUsage.sqlite",
                "WirelessDomain/Library/Databases/DataUsage.sqlite",
            ),
            ("private/var/mobile/Media/DCIM/100APPLE/a.jpg", "CameraRollDomain/Media/DCIM/100APPLE/a.jpg"),
            ("private/var/db/diagnostics/shutdown.log", "Filesystem/private/var/db/diagnostics/shutdown.log"),
            ("private/var/mobile2/x", "Filesystem/private/var/mobile2/x"),
            ("private/var/mobile/Containers/x", "Filesystem/private/var/mobile/Containers/x"),
            ("System/Library/x", "Filesystem/System/Library/x"),
        ] {
            assert_eq!(evidence(path), name);
        }
    }

    /// What a full copy calls by the name of a domain lies where a backup says that the domain is.
    #[test]
    fn there_and_back_is_the_same_path() {
        for (folder, name) in FOLDERS {
            let path = format!("{folder}/x");
            let named = evidence(&path);
            let (domain, relative) = named.split_once('/').unwrap();
            if !name.starts_with("Filesystem") {
                assert_eq!(on_phone(domain, relative), Some(format!("/{path}")), "{folder}");
            }
        }
    }

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
