//! What Lucerna copied from one phone lies together: `backup/<udid>/…`, `crash-reports/…`,
//! `sysdiagnose/*.tar.gz` and `phone-says/*.plist` in one folder, or in one archive of that folder. It is checked together.

use super::candidate::Candidate;
use super::error::{OpenError, Trouble};
use super::scrape::Ids;
use super::set::FOLDERS;
use super::single::{answers_at, archives_in, backup_at, entries, in_each, reports_at, tree_at};
use engine::{Acquisition, Kind, Version};
use std::path::Path;

/// The set in this folder, if it is one: the backup with everything else, or the first of what there is.
/// Several backups are several candidates, each with everything else.
pub(super) fn in_folder(
    folder: &Path,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Vec<Candidate>>, OpenError> {
    let below = |name: &str| Some(folder.join(name)).filter(|path| path.is_dir());
    let [backups, reports, diagnoses, answers] = FOLDERS.map(below);
    let mut main = Vec::new();
    let mut others = Vec::new();
    let mut beside = Trouble::new();
    if let Some(backups) = backups {
        main.extend(backup_at(&backups)?);
        main.extend(in_each(&entries(&backups)?, backup_at)?);
    }
    if let Some(diagnoses) = diagnoses {
        let inside = entries(&diagnoses)?;
        others.extend(tree_at(&diagnoses)?);
        others.extend(in_each(&inside, tree_at)?);
        let (found, trouble) = archives_in(&inside, told)?;
        others.extend(found);
        beside = trouble;
    }
    if let Some(reports) = reports {
        others.extend(reports_at(&reports)?);
    }
    if let Some(answers) = answers {
        others.extend(answers_at(&answers)?);
    }
    if main.is_empty() {
        if others.is_empty() {
            return beside.into_iter().next().map_or(Ok(None), |(_, error)| Err(error));
        }
        main.push(others.remove(0));
    }
    for candidate in &mut main {
        candidate.with.clone_from(&others);
        candidate.acquisition.beside = beside.iter().map(|(name, _)| name.clone()).collect();
    }
    Ok(Some(main))
}

/// Refuses acquisitions that cannot be of one phone.
///
/// An identifier that both have decides. Without one, they must agree in the model and, but for the last
/// number, in the version of the system, unless an update between them explains it. What neither says is no difference.
///
/// # Errors
/// [`OpenError::DifferentPhones`].
pub fn of_one_phone(candidates: &[&Candidate]) -> Result<(), OpenError> {
    let known: Vec<_> = candidates.iter().map(|one| (one.ids(), &one.acquisition)).collect();
    let pairs =
        known.iter().enumerate().flat_map(|(at, one)| known[at + 1..].iter().map(move |other| (one, other)));
    for (one, other) in pairs {
        if differ(one, other) {
            return Err(OpenError::DifferentPhones);
        }
    }
    Ok(())
}

fn differ((ids, phone): &(Ids, &Acquisition), (other_ids, other): &(Ids, &Acquisition)) -> bool {
    let plain =
        |id: &String| id.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let both = |a: &Option<String>, b: &Option<String>| Some(plain(a.as_ref()?) == plain(b.as_ref()?));
    let same = [
        both(&ids.udid, &other_ids.udid),
        both(&ids.serial, &other_ids.serial),
        both(&ids.reporter, &other_ids.reporter),
    ];
    if same.contains(&Some(false)) {
        return true;
    }
    let models = phone.model.as_ref().zip(other.model.as_ref());
    models.is_some_and(|(a, b)| a != b) || (!same.contains(&Some(true)) && !may_be_updates(phone, other))
}

/// True if both say the same version, or the one that was made later says the later one. The newest report of a crash is
/// older than what it was copied with.
fn may_be_updates(one: &Acquisition, other: &Acquisition) -> bool {
    let short = |one: &Acquisition| one.os_version.map(|Version(major, minor, _)| (major, minor));
    let Some((version, other_version)) = short(one).zip(short(other)) else { return true };
    if version == other_version {
        return true;
    }
    let (earlier, later) = if version < other_version { (one, other) } else { (other, one) };
    let made = earlier.made_at.zip(later.made_at);
    let is_reports = earlier.kind == Kind::IosCrashReports && later.kind != Kind::IosCrashReports;
    is_reports || made.is_some_and(|(before, after)| before < after)
}

#[cfg(test)]
mod tests {
    use super::{Ids, differ};
    use engine::{Acquisition, Kind, Version};

    fn phone(udid: Option<&str>, model: Option<&str>, version: Option<Version>) -> (Ids, Acquisition) {
        let ids = Ids { udid: udid.map(str::to_owned), ..Ids::default() };
        let model = model.map(str::to_owned);
        (ids, Acquisition { model, os_version: version, ..Acquisition::of(Kind::IosBackup) })
    }

    #[test]
    fn an_update_between_two_copies_is_no_difference() {
        let of = |kind, version, day: Option<&str>| {
            let made_at = day.map(|day| format!("{day}T00:00:00Z").parse().unwrap());
            Acquisition { os_version: Some(version), made_at, ..Acquisition::of(kind) }
        };
        let differs = |one: &Acquisition, other: &Acquisition| {
            let none = Ids::default;
            let pair = [differ(&(none(), one), &(none(), other)), differ(&(none(), other), &(none(), one))];
            assert_eq!(pair[0], pair[1]);
            pair[0]
        };
        let backup = of(Kind::IosBackup, Version(18, 0, 0), Some("2025-01-02"));
        let reports = |version| of(Kind::IosCrashReports, version, None);
        assert!(!differs(&backup, &reports(Version(17, 6, 0))), "no crash since the update");
        assert!(differs(&backup, &reports(Version(18, 1, 0))), "reports of a system that it never had");
        let diagnosis = |version, day| of(Kind::IosSysdiagnose, version, Some(day));
        assert!(!differs(&backup, &diagnosis(Version(18, 1, 0), "2025-02-01")));
        assert!(
            differs(&backup, &diagnosis(Version(18, 1, 0), "2024-12-01")),
            "older, and of a newer system"
        );
        assert!(!differs(&backup, &diagnosis(Version(17, 6, 0), "2024-12-01")));
    }

    #[test]
    fn phones_differ_if_something_that_both_say_does() {
        let one = phone(Some("00008110-000A"), Some("iPhone14,5"), Some(Version(17, 6, 1)));
        for (other, differs) in [
            (phone(None, None, None), false),
            (phone(Some("00008110000a"), Some("iPhone14,5"), Some(Version(18, 0, 0))), false),
            (phone(None, Some("iPhone14,5"), Some(Version(17, 6, 0))), false),
            (phone(None, Some("iPhone14,5"), Some(Version(18, 0, 0))), true),
            (phone(None, Some("iPhone14,4"), None), true),
            (phone(Some("00008110-000B"), Some("iPhone14,5"), Some(Version(17, 6, 1))), true),
        ] {
            assert_eq!(differ(&(one.0.clone(), &one.1), &(other.0.clone(), &other.1)), differs, "{other:?}");
        }
    }
}
