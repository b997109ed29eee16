//! Apps that show the screen to somebody far away, for help with a phone. Swindlers who call people ask for them first,
//! and whoever once had the phone in hand may have left one.
//!
//! Facts: BugBane for Mac (beginnings of the makers' bundle ids); RustDesk, `flutter/ios` (its own id).

/// How the ids of their makers' apps begin.
const MAKERS: [&str; 12] = [
    "com.anydesk.",
    "com.beyondtrust.",
    "com.bomgar.",
    "com.carriez.flutterHbb",
    "com.getscreen.",
    "com.gotoassist.",
    "com.logmein.",
    "com.realvnc.",
    "com.rustdesk.",
    "com.splashtop.",
    "com.teamviewer.",
    "com.zoho.assist",
];

/// True for an app of such a maker.
pub(crate) fn is_remote_support(bundle_id: &str) -> bool {
    MAKERS.iter().any(|maker| bundle_id.starts_with(maker))
}

#[cfg(test)]
mod tests {
    use super::is_remote_support;

    #[test]
    fn apps_of_those_makers_and_no_others() {
        for id in ["com.teamviewer.rc", "com.carriez.flutterHbb", "com.zoho.assist.customer"] {
            assert!(is_remote_support(id), "{id}");
        }
        for id in ["com.teamviewers.rc", "org.com.teamviewer.rc", "com.zoho.mail", "com.realvncx", ""] {
            assert!(!is_remote_support(id), "{id}");
        }
    }
}
