//! A folder of crash reports, as Finder, libimobiledevice and their like copy it from a phone.
//!
//! A report begins with one line of JSON that names the kind of report, the system and the time. Source:
//! Apple, "Interpreting the JSON format of a crash report"; reference/detections.md 5.3.

use super::scrape::{self, Ids};
use super::sysdiagnose::below;
use super::tree::{Files, Listed, Tree, head_of};
use engine::{Acquisition, EntryKind, Kind, Version};
use jiff::Timestamp;

/// First step of its files as evidence.
const TOP: &str = "CrashReports";
/// Entries that are looked at to tell what a folder is.
const GLANCE: usize = 20_000;
/// Reports that are opened to learn of the phone.
const MOST_OPENED: usize = 400;
const HEAD: usize = 64 << 10;

/// What the reports say of the phone; `None` unless most of the files here are reports of one. In a folder that Lucerna made
/// (`own`) any number will do: phones keep many logs of other shapes beside them, and the copy takes all.
pub(crate) fn look(tree: &Tree, own: bool) -> Option<(Acquisition, Ids)> {
    let files: Vec<Listed> =
        tree.glance(GLANCE).into_iter().filter(|listed| listed.kind == EntryKind::File).collect();
    let mut reports: Vec<&Listed> = files.iter().filter(|listed| is_report(&listed.name)).collect();
    if reports.is_empty() || (!own && reports.len() * 2 < files.len()) {
        return None;
    }
    // Names end with the day and the time: the newest are opened.
    reports.sort_by(|a, b| day_in(&b.name).cmp(&day_in(&a.name)).then_with(|| a.name.cmp(&b.name)));
    let opened = reports.into_iter().filter(|listed| !of_a_watch(&listed.name)).take(MOST_OPENED);
    let mut newest: Option<Report> = None;
    let mut ids = Ids::default();
    let mut model = None;
    for report in opened.filter_map(|listed| Report::read(tree, listed)) {
        ids.reporter = ids.reporter.or_else(|| report.reporter.clone());
        model = model.or_else(|| report.model.clone());
        if newest.as_ref().is_none_or(|newest| report.when > newest.when) {
            newest = Some(report);
        }
    }
    let newest = newest?;
    let acquisition = Acquisition {
        os_version: newest.version,
        os_build: newest.build,
        model: newest.model.or(model),
        ..Acquisition::of(Kind::IosCrashReports)
    };
    Some((acquisition, ids))
}

/// Reports of a watch lie beside those of its phone.
pub(crate) fn of_a_watch(name: &str) -> bool {
    name.split('/').any(|step| step.starts_with("ProxiedDevice"))
}

/// `….ips`, `….ips.ca.synced`, `….panic`, `….crash`, in any case.
pub(crate) fn is_report(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let mut parts = name.split('.').skip(1);
    !name.starts_with("._") && parts.any(|part| matches!(part, "ips" | "panic" | "crash"))
}

/// `2023-05-24-132915` in a name.
fn day_in(name: &str) -> Option<&str> {
    let is_day = |at: &usize| {
        let text = name.as_bytes().get(*at..*at + 10);
        text.is_some_and(|text| {
            text.iter()
                .enumerate()
                .all(|(n, byte)| if matches!(n, 4 | 7) { *byte == b'-' } else { byte.is_ascii_digit() })
        })
    };
    let at = (0..name.len().saturating_sub(9)).find(is_day)?;
    name.get(at..)
}

/// What one report says of the phone.
struct Report {
    when: Option<Timestamp>,
    version: Option<Version>,
    build: Option<String>,
    model: Option<String>,
    reporter: Option<String>,
}

impl Report {
    /// `None` if it is no report, or not one of a phone.
    fn read(tree: &Tree, listed: &Listed) -> Option<Self> {
        let text = head_of(&*tree.open(listed).ok()?, HEAD)?;
        let first = text.lines().next()?;
        let header: Option<serde_json::Value> = serde_json::from_str(first).ok();
        let header = header.filter(|header| header.get("bug_type").is_some());
        let of_header = |key: &str| Some(header.as_ref()?.get(key)?.as_str()?.to_owned());
        if header.is_none() && !text.starts_with("Incident Identifier:") {
            return None;
        }
        let system = of_header("os_version").or_else(|| scrape::after(&text, "OS Version"))?;
        let (version, build) = scrape::system(&system)?;
        let models = ["modelCode", "product", "Hardware Model"];
        let model = models.iter().find_map(|key| scrape::after(&text, key));
        let reporters = ["crashReporterKey", "CrashReporter Key"];
        Some(Self {
            when: of_header("timestamp").and_then(|text| scrape::moment(&text)),
            version,
            build,
            model: model.filter(|model| scrape::is_ours(model)),
            reporter: reporters.iter().find_map(|key| scrape::after(&text, key)),
        })
    }
}

/// Its files by the names of the contract.
pub(crate) fn files(tree: Tree) -> Files {
    below(tree, TOP)
}

#[cfg(test)]
mod tests {
    use super::{day_in, is_report, of_a_watch};

    #[test]
    fn names_of_reports_are_known() {
        for name in
            ["a.ips", "x/JetsamEvent-2024-01-02-030405.ips", "a.ips.ca.synced", "P.panic", "b.IPS", "c.crash"]
        {
            assert!(is_report(name), "{name}");
        }
        for name in ["a.txt", "ips", "a.ipsx", "notes about.a.ipsw", "._a.ips"] {
            assert!(!is_report(name), "{name}");
        }
        assert!(of_a_watch("ProxiedDevice-abc/a.ips") && !of_a_watch("a.ips"));
    }

    #[test]
    fn the_day_in_a_name_orders_reports() {
        assert_eq!(day_in("JetsamEvent-2024-01-02-030405.ips"), Some("2024-01-02-030405.ips"));
        assert_eq!(day_in("é-12-34"), None);
    }
}
