//! Comparing a program that ran with published ones, and where it lay with where programs of an iPhone lie.
//!
//! Facts: Kaspersky, "A lightweight method to detect potential iOS malware", 2024 (the staging folder, and other
//! folders below `/private/var`); Marczak and Fossaceca, Black Hat Europe 2023 (programs of updates are the only
//! ordinary ones in the staging folder); the projects Trace and BugBane for Mac (where ordinary programs lie).

use crate::paths::file_name;
use engine::indicators::{Hit, Indicators, Kind};
use engine::{Cite, Class, Detection, Finding, Weight};

/// Kinds of indicator that a program is compared with.
pub(crate) const COMPARES: &[Kind] = &[Kind::Process, Kind::FilePath, Kind::FileName];

/// Where the phone copies services to before it runs them as another account.
const STAGING: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/";
/// Folders that can be written to and hold no programs of their own.
const WRITABLE: [&str; 3] = ["/private/var/db/", "/private/var/tmp/", "/private/var/root/"];
/// Where programs of the system and of apps lie.
const ORDINARY: [&str; 8] = [
    "/System/",
    "/usr/",
    "/sbin/",
    "/bin/",
    "/kernel/",
    "/Applications/",
    "/Developer/",
    "/private/preboot/Cryptexes/",
];
/// Where the system puts what a person installs, and plug-ins of it.
const APPS: [&str; 2] =
    ["/private/var/containers/Bundle/Application/", "/private/var/containers/Bundle/PluginKitPlugin/"];
/// Parts of an update that run in a folder of their own below the staging folder.
const UPDATES: [&str; 2] =
    ["com.apple.NRD.UpdateBrainService", "com.apple.MobileSoftwareUpdate.UpdateBrainService"];

/// What the place of a program says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// No path is known.
    Unknown,
    /// Where such programs lie.
    Ordinary,
    /// In the folder of an app that somebody installed.
    App,
    /// In the staging folder, and no part of an update.
    Staging,
    /// In another folder that can be written to.
    Writable,
    /// Nowhere that is known.
    Odd,
}

/// Where `path` lies. `/var` is `/private/var`.
pub(crate) fn place(path: &str) -> Place {
    if !path.starts_with('/') {
        return Place::Unknown;
    }
    let path = rooted(path);
    if path.split('/').any(|step| step == "..") {
        return Place::Odd;
    }
    if let Some(below) = path.strip_prefix(STAGING) {
        return staged(below);
    }
    let below = |folders: &[&str]| folders.iter().any(|folder| path.starts_with(folder));
    match path.as_ref() {
        "/kernel" => Place::Ordinary,
        _ if below(&APPS) => Place::App,
        _ if below(&ORDINARY) => Place::Ordinary,
        _ if below(&WRITABLE) => Place::Writable,
        _ => Place::Odd,
    }
}

fn rooted(path: &str) -> std::borrow::Cow<'_, str> {
    match ["/var/", "/tmp/", "/etc/"].iter().any(|link| path.starts_with(link)) {
        true => format!("/private{path}").into(),
        false => path.into(),
    }
}

/// Parts of updates are copied to `exec/<number>.<number>.xpc/` before they run; anybody can use such a name for a folder.
fn staged(below: &str) -> Place {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let in_workspace = below.strip_prefix("exec/").and_then(|rest| rest.split_once('/'));
    let name = in_workspace.and_then(|(workspace, name)| {
        let (account, instance) = workspace.strip_suffix(".xpc")?.split_once('.')?;
        (number(account) && number(instance)).then_some(name)
    });
    match name {
        Some(name) if UPDATES.contains(&name) => Place::Ordinary,
        _ => Place::Staging,
    }
}

/// The three detections of an artifact that names programs which ran.
pub(crate) struct Programs {
    /// A published name or path.
    pub(crate) known: Detection,
    /// A program ran from the staging folder.
    pub(crate) staging: Detection,
    /// A program ran from another place where programs do not lie.
    pub(crate) odd_place: Detection,
}

impl Programs {
    /// The ids are spelt out so that a search finds them.
    pub(crate) const fn new(known: &'static str, staging: &'static str, odd_place: &'static str) -> Self {
        Self {
            known: Detection { id: known, weight: Weight::KnownSpyware, class: Class::Execution },
            staging: Detection { id: staging, weight: Weight::Strong, class: Class::Execution },
            odd_place: Detection { id: odd_place, weight: Weight::Look, class: Class::Execution },
        }
    }

    /// What the place alone says of a program, of one that no list names.
    pub(crate) fn by_place(&self, path: &str, cite: &Cite) -> Option<Finding> {
        let detection = match place(path) {
            Place::Staging => &self.staging,
            Place::Writable => &self.odd_place,
            Place::Unknown | Place::Ordinary | Place::App | Place::Odd => return None,
        };
        Some(Finding::new(detection, cite.clone()).quote("process", file_name(path)).quote("path", path))
    }

    /// At most one finding for a program, by its path or, where none is known, by its name.
    ///
    /// A published name that needs context has it when the program ran from the staging folder: then the folder
    /// is what is told, at its own weight, with the published name beside it.
    pub(crate) fn finding(&self, indicators: &Indicators, program: &str, cite: Cite) -> Option<Finding> {
        let place = place(program);
        let hit = published(indicators, program, place);
        let staged = place == Place::Staging;
        let quoted = |finding: Finding| {
            let name = file_name(program.trim_end_matches('/'));
            finding.quote("process", name).quote("path", program)
        };
        if let Some(hit) = hit {
            let finding = quoted(Finding::new(&self.known, cite.clone()).matched(hit));
            // Anyone can publish an app with such a name.
            let finding = if place == Place::App { finding.at_most(Weight::Look) } else { finding };
            if !staged || finding.weight == Weight::KnownSpyware {
                return Some(finding);
            }
            let mut staging = quoted(Finding::new(&self.staging, cite));
            staging.indicator = finding.indicator;
            return Some(staging);
        }
        match place {
            Place::Staging => Some(quoted(Finding::new(&self.staging, cite))),
            Place::Writable | Place::Odd => Some(quoted(Finding::new(&self.odd_place, cite))),
            Place::Unknown | Place::Ordinary | Place::App => None,
        }
    }
}

/// What was published of the program: its whole path or a folder above it, else its whole name. Never any other
/// part of its path.
fn published(indicators: &Indicators, program: &str, place: Place) -> Option<Hit> {
    if program.is_empty() {
        return None;
    }
    let by_path = (place != Place::Unknown).then(|| indicators.file_path(program)).flatten();
    by_path.or_else(|| indicators.process(program))
}

#[cfg(test)]
mod tests {
    use super::{Place, Programs, place};
    use crate::artifacts::testing::indicators;
    use engine::{Cite, Weight};
    use proptest::prelude::*;

    static PROGRAMS: Programs = Programs::new("ios.x.known", "ios.x.staging", "ios.x.odd-place");
    const STAGING: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging";

    fn fired(program: &str, comparisons: &[&str]) -> Option<(String, Weight, bool)> {
        let finding = PROGRAMS.finding(&indicators(comparisons), program, Cite::new("p", "1"))?;
        Some((finding.detection, finding.weight, finding.indicator.is_some()))
    }

    #[test]
    fn ordinary_programs_are_silent() {
        for program in [
            "/usr/libexec/nfcd",
            "/kernel",
            "/System/Cryptexes/App/usr/libexec/x",
            "/private/preboot/Cryptexes/OS/usr/libexec/x",
            "/var/containers/Bundle/Application/U/A b.app/A b",
            "/Applications/MobileSMS.app/MobileSMS",
            "/private/var/db/com.apple.xpc.roleaccountd.staging/exec/16777219.7998814.xpc/com.apple.NRD.UpdateBrainService",
            "nfcd",
            "",
        ] {
            assert_eq!(fired(program, &["process:name='plantd'"]), None, "{program}");
        }
    }

    #[test]
    fn the_staging_folder_is_strong_and_its_neighbours_are_not() {
        for program in [
            "plantd",
            "drop/plantd",
            "exec/1.2.xpc/plantd",
            "exec/1.2.xpc/com.apple.WebKit.Networking",
            "exec/x.xpc/com.apple.NRD.UpdateBrainService",
        ] {
            let seen = fired(&format!("{STAGING}/{program}"), &[]);
            assert_eq!(seen, Some(("ios.x.staging".into(), Weight::Strong, false)), "{program}");
        }
        let linked = fired("/var/db/com.apple.xpc.roleaccountd.staging/plantd", &[]);
        assert_eq!(linked.map(|seen| seen.1), Some(Weight::Strong));
        for program in [
            "/private/var/db/com.apple.xpc.roleaccountd.staging2/x",
            "/private/var/tmp/x",
            "/private/var/root/x",
            "/private/var/mobile/x",
            "/usr/../private/var/tmp/x",
        ] {
            let seen = fired(program, &[]);
            assert_eq!(seen, Some(("ios.x.odd-place".into(), Weight::Look, false)), "{program}");
        }
    }

    #[test]
    fn published_programs_are_met_by_whole_name_and_whole_path_only() {
        let known = ["process:name='plantd'", "file:path='/private/var/tmp/plantpath'"];
        let seen = |program| fired(program, &known).filter(|seen| seen.2);
        for program in ["plantd", "/usr/libexec/plantd", "/private/var/tmp/plantpath", "/tmp/../x/plantd"] {
            assert_eq!(seen(program).map(|seen| seen.1), Some(Weight::KnownSpyware), "{program}");
        }
        for program in ["/usr/plantd/other", "/usr/libexec/plantd2", "plantD", "/private/var/tmp/plantpath2"]
        {
            assert_eq!(seen(program), None, "{program}");
        }
        let app = seen("/private/var/containers/Bundle/Application/U/plantd.app/plantd");
        assert_eq!(app.map(|seen| seen.1), Some(Weight::Look));
    }

    proptest! {
        #[test]
        fn any_path_has_one_place(path in "(/private|/var|/db|/tmp|/exec|/1.2.xpc|[a-z/.]){0,12}") {
            let place = place(&path);
            prop_assert_eq!(place == Place::Unknown, !path.starts_with('/'));
        }
    }
}
