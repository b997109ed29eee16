//! Web sites in the names of files and folders.
//!
//! WebKit names a folder `<scheme>_<host>_<port>` (port 0: the usual one), other software puts hosts between
//! underscores or uses them as they are. Only whole pieces between underscores count, never part of one.

/// Folders in which WebKit keeps something for sites; those of profiles of Safari, and of apps that keep several, lie
/// behind a number of their own.
pub(crate) const STORES: [&str; 2] = ["/WebsiteData/", "/WebsiteDataStore/"];

/// A host that names a file or folder.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Site<'a> {
    pub(crate) host: &'a str,
    /// The port, where the name tells it; 0 is the usual one.
    pub(crate) port: Option<u16>,
}

/// Every site in a path.
pub(crate) fn in_path(path: &str) -> impl Iterator<Item = Site<'_>> {
    path.split('/').filter(|name| name.contains('.')).flat_map(in_name)
}

fn in_name(name: &str) -> impl Iterator<Item = Site<'_>> {
    let origin = of_origin(name);
    let pieces = origin.is_none().then(|| name.split('_').filter(|piece| could_be_host(piece)));
    let pieces = pieces.into_iter().flatten().map(|host| Site { host, port: None });
    origin.into_iter().chain(pieces)
}

/// `https_example.org_0`; a host itself may hold underscores.
fn of_origin(name: &str) -> Option<Site<'_>> {
    let rest = name.strip_prefix("https_").or_else(|| name.strip_prefix("http_"))?;
    let (host, port) = rest.rsplit_once('_')?;
    // Files of a database carry an ending behind the port.
    let port = port.split('.').next()?.parse().ok()?;
    Some(Site { host, port: Some(port) })
}

fn could_be_host(piece: &str) -> bool {
    piece.rsplit_once('.').is_some_and(|(before, last)| {
        !before.is_empty() && last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit())
            || piece.split('.').count() == 4
    })
}

#[cfg(test)]
mod tests {
    use super::{Site, in_path};
    use proptest::prelude::*;

    fn sites(path: &str) -> Vec<(&str, Option<u16>)> {
        in_path(path).map(|Site { host, port }| (host, port)).collect()
    }

    #[test]
    fn folders_of_web_sites_are_taken_apart() {
        let path = "Library/WebKit/WebsiteData/LocalStorage/https_cdn.a.example_0.localstorage";
        assert_eq!(sites(path), [("cdn.a.example", Some(0))]);
        assert_eq!(sites("IndexedDB/http_b_c.example_8080/x"), [("b_c.example", Some(8080))]);
        assert_eq!(sites("Caches/a.example/x_b.example_y"), [("a.example", None), ("b.example", None)]);
        assert_eq!(sites("x/203.0.113.7"), [("203.0.113.7", None)]);
    }

    #[test]
    fn ordinary_names_are_no_hosts() {
        assert_eq!(sites("Media/DCIM/IMG_0001/v1.2"), []);
        assert_eq!(sites(".hidden/x"), []);
    }

    proptest! {
        #[test]
        fn never_panics(path in any::<String>(), name in "https?_[a-z._0-9]{0,20}") {
            let _ = sites(&path);
            let _ = sites(&name);
        }
    }
}
