//! Groups of artifacts, as the coverage page shows them.

/// Groups in reading order; each is the key `group-<name>` of its words.
pub(crate) const ORDER: &[&str] = &["messages", "web", "apps", "settings", "accounts", "ran", "files"];

/// The group of an artifact; what nobody sorted yet lies with the files.
pub(crate) fn of(artifact: &str) -> &'static str {
    let name = artifact.split_once('.').map_or(artifact, |(_, name)| name);
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    if starts(&["sms", "whatsapp", "calls", "signal", "telegram", "viber", "messenger", "line"]) {
        "messages"
    } else if starts(&["safari", "webkit", "web-clips", "chrome", "firefox", "cache-files"]) {
        "web"
    } else if starts(&[
        "applications",
        "app-privacy",
        "app-installation",
        "appstored",
        "tcc",
        "shortcuts",
        "locationd",
    ]) {
        "apps"
    } else if starts(&[
        "configuration",
        "profile",
        "global",
        "backup-info",
        "network-extensions",
        "wifi",
        "mobile-activation",
        "remotectl",
        "security-state",
    ]) {
        "settings"
    } else if starts(&[
        "id-status",
        "calendar",
        "contacts",
        "interaction",
        "accounts",
        "pairing",
        "lockdownd",
    ]) {
        "accounts"
    } else if starts(&[
        "datausage",
        "netusage",
        "analytics",
        "os-analytics",
        "triangulation",
        "shutdown",
        "processes",
        "crash",
        "jetsam",
        "unified-log",
        "log-statistics",
        "log-archive",
        "powerlog",
        "across",
    ]) {
        "ran"
    } else {
        "files"
    }
}
