//! The one function that makes the conclusion.

use crate::{Acquisition, Coverage, Finding, Weight};
use serde::{Deserialize, Serialize};

/// What can be said of a check, one of four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// Something matches what researchers published on spyware.
    KnownTraces,
    /// Something needs an expert's eye.
    ExpertLook,
    /// Nothing of the kind, in an acquisition that held all it should, all of it read.
    NothingFound,
    /// Too much could not be looked at to say anything.
    NotEnough,
}

/// Findings speak even when coverage is poor; silence speaks only when coverage is whole.
///
/// "Nothing found" needs at least one expected artifact, every expected one read from end to end, no
/// artifact broken or only partly read, nothing beside it that could not be opened, and an acquisition that does not call
/// itself unfinished and holds more than reports of crashes: those can show an attack, their silence says nothing of a phone.
pub fn conclude(findings: &[Finding], coverage: &[Coverage], acquisition: &Acquisition) -> Conclusion {
    match findings.iter().map(|finding| finding.weight).max() {
        Some(Weight::KnownSpyware) => return Conclusion::KnownTraces,
        Some(Weight::Strong | Weight::Look) => return Conclusion::ExpertLook,
        Some(Weight::Note) | None => {}
    }
    let mut expected = coverage.iter().filter(|row| row.expected).peekable();
    let whole = expected.peek().is_some() && expected.all(|row| row.state.is_complete());
    let unhurt = coverage.iter().all(|row| !row.state.is_hurt());
    let finished = acquisition.all_finished() != Some(false);
    let all_opened = acquisition.all().all(|one| one.beside.is_empty());
    let speaks = finished && all_opened && !acquisition.is_only_hearsay();
    if whole && unhurt && speaks { Conclusion::NothingFound } else { Conclusion::NotEnough }
}

#[cfg(test)]
mod tests {
    use super::{Conclusion, conclude};
    use crate::{
        Acquisition, Cite, Class, Coverage, Detection, Finding, Kind, NotExamined, State, Unread, UnreadWhy,
        Weight,
    };

    fn backup(finished: Option<bool>) -> Acquisition {
        Acquisition { finished, ..Acquisition::of(Kind::IosBackup) }
    }

    fn row(expected: bool, state: State) -> Coverage {
        Coverage { artifact: "ios.sms".into(), version: 1, expected, state }
    }

    fn read() -> State {
        State::Examined { records: 1, gaps: 0, unread: vec![] }
    }

    fn partly() -> State {
        let unread = vec![Unread::new("HomeDomain/Library/SMS/sms.db", UnreadWhy::CutShort)];
        State::Examined { records: 1, gaps: 0, unread }
    }

    fn finding(weight: Weight) -> Finding {
        let detection = Detection { id: "ios.sms.link", weight, class: Class::Targeted };
        Finding::new(&detection, Cite::new("p", "1"))
    }

    #[test]
    fn nothing_found_needs_everything_expected_to_be_read_whole() {
        assert_eq!(conclude(&[], &[row(true, read())], &backup(Some(true))), Conclusion::NothingFound);
        assert_eq!(
            conclude(&[finding(Weight::Note)], &[row(true, read())], &backup(None)),
            Conclusion::NothingFound
        );
        let absent = row(false, State::NotExamined(NotExamined::Absent));
        assert_eq!(conclude(&[], &[row(true, read()), absent], &backup(None)), Conclusion::NothingFound);
    }

    #[test]
    fn silence_without_coverage_is_never_nothing_found() {
        let broke = State::Broke { how: "hung".into() };
        for coverage in [
            vec![],
            vec![row(false, read())],
            vec![row(true, partly())],
            vec![row(true, read()), row(false, partly())],
            vec![row(true, read()), row(false, broke)],
            vec![row(true, read()), row(false, State::NotExamined(NotExamined::Unreadable))],
            vec![row(true, read()), row(true, State::NotExamined(NotExamined::Missing))],
            vec![row(true, read()), row(true, State::NotExamined(NotExamined::NotAsked))],
        ] {
            assert_eq!(conclude(&[], &coverage, &backup(None)), Conclusion::NotEnough, "{coverage:?}");
        }
        assert_eq!(conclude(&[], &[row(true, read())], &backup(Some(false))), Conclusion::NotEnough);
        let not_alone = Acquisition { beside: vec!["cut.tar.gz".into()], ..backup(Some(true)) };
        assert_eq!(conclude(&[], &[row(true, read())], &not_alone), Conclusion::NotEnough);
    }

    #[test]
    fn crash_reports_and_the_phones_own_word_are_never_enough_for_silence() {
        let reports = Acquisition::of(Kind::IosCrashReports);
        assert_eq!(conclude(&[], &[row(true, read())], &reports), Conclusion::NotEnough);
        let reports = Acquisition { with: vec![Acquisition::of(Kind::IosAnswers)], ..reports };
        assert_eq!(conclude(&[], &[row(true, read())], &reports), Conclusion::NotEnough);
        let together = Acquisition { with: vec![reports], ..backup(Some(true)) };
        assert_eq!(conclude(&[], &[row(true, read())], &together), Conclusion::NothingFound);
    }

    #[test]
    fn findings_speak_even_when_coverage_is_poor() {
        assert_eq!(conclude(&[finding(Weight::Look)], &[], &backup(Some(false))), Conclusion::ExpertLook);
        assert_eq!(conclude(&[finding(Weight::Strong)], &[], &backup(None)), Conclusion::ExpertLook);
        let both = [finding(Weight::Look), finding(Weight::KnownSpyware)];
        assert_eq!(conclude(&both, &[], &backup(None)), Conclusion::KnownTraces);
    }
}
