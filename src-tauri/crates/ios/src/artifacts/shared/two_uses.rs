//! Apps with honest uses that can also follow a person: those that are listed as such, and those that show the screen to
//! somebody far away, for help with a phone. Swindlers who call people ask for them first, and whoever once had the phone
//! in hand may have left one.
//!
//! Facts: BugBane for Mac (beginnings of the makers' bundle ids); RustDesk, `flutter/ios` (its own id).

use engine::indicators::Indicators;

/// How the ids of apps for help from afar begin, by their makers.
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

/// True for an app that gets the gentle question.
pub(crate) fn has_two_uses(indicators: &Indicators, bundle_id: &str) -> bool {
    indicators.dual_use(bundle_id).is_some() || is_remote_support(bundle_id)
}

fn is_remote_support(bundle_id: &str) -> bool {
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
