//! What one artifact gave in several acquisitions of one phone, as one row.

use crate::{Coverage, Examined, NotExamined, State, Unread, UnreadWhy};

/// The sum of both. What was read anywhere was examined; what could not be read anywhere stays said.
pub(crate) fn together(mut one: Examined, other: Examined) -> Examined {
    one.findings.extend(other.findings);
    one.facts.extend(other.facts);
    let expected = one.coverage.expected || other.coverage.expected;
    let id = &one.coverage.artifact;
    let state = states(said(id, one.coverage.state), said(id, other.coverage.state));
    Examined { coverage: Coverage { expected, state, ..one.coverage }, ..one }
}

/// Where nothing of one acquisition was understood, what another one holds must not hide it.
fn said(artifact: &str, state: State) -> State {
    match state {
        State::Examined { records: 0, gaps, mut unread } if gaps > 0 => {
            let part = format!("all {gaps} entries in one of the copies");
            unread.push(Unread::part(artifact, part, UnreadWhy::UnknownLayout));
            State::Examined { records: 0, gaps, unread }
        }
        other => other,
    }
}

fn states(one: State, other: State) -> State {
    match (one, other) {
        (State::Broke { how }, _) | (_, State::Broke { how }) => State::Broke { how },
        (
            State::Examined { records, gaps, mut unread },
            State::Examined { records: more, gaps: more_gaps, unread: others },
        ) => {
            unread.extend(others);
            State::Examined { records: records + more, gaps: gaps + more_gaps, unread }
        }
        // There and not readable, or missing where it should be: reading it elsewhere does not mend that.
        (State::Examined { .. }, State::NotExamined(why))
        | (State::NotExamined(why), State::Examined { .. })
            if matches!(why, NotExamined::Unreadable | NotExamined::Missing) =>
        {
            State::NotExamined(why)
        }
        (read @ State::Examined { .. }, State::NotExamined(_))
        | (State::NotExamined(_), read @ State::Examined { .. }) => read,
        (State::NotExamined(one), State::NotExamined(other)) => {
            State::NotExamined(if rank(other) > rank(one) { other } else { one })
        }
    }
}

/// The reason that tells most.
fn rank(why: NotExamined) -> u8 {
    match why {
        NotExamined::Missing => 9,
        NotExamined::Unreadable => 8,
        NotExamined::NotAsked => 7,
        NotExamined::NotKept => 6,
        NotExamined::Absent | NotExamined::KeptByApp => 5,
        NotExamined::NotOnThisOs => 4,
        NotExamined::NeedsBackup => 3,
        NotExamined::NeedsEncryptedBackup => 2,
        NotExamined::NeedsSysdiagnose => 1,
        NotExamined::NeedsFilesystem => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::{said, states};
    use crate::{NotExamined, State, Unread, UnreadWhy};

    fn read(records: u64, unread: &[&str]) -> State {
        let unread = unread.iter().map(|path| Unread::new(path, UnreadWhy::Damaged)).collect();
        State::Examined { records, gaps: 0, unread }
    }

    #[test]
    fn a_copy_of_which_nothing_was_understood_is_not_hidden_by_another() {
        let odd = || State::Examined { records: 0, gaps: 50, unread: vec![] };
        assert!(states(said("ios.sms", odd()), said("ios.sms", read(300, &[]))).is_hurt());
        assert!(!states(said("ios.sms", read(2, &[])), said("ios.sms", read(300, &[]))).is_hurt());
    }

    #[test]
    fn nothing_unread_is_lost_when_rows_are_merged() {
        assert_eq!(states(read(2, &["a"]), read(3, &["b"])), read(5, &["a", "b"]));
        let absent = || State::NotExamined(NotExamined::Absent);
        assert_eq!(states(absent(), read(3, &[])), read(3, &[]));
        for why in [NotExamined::Missing, NotExamined::Unreadable] {
            assert_eq!(states(read(3, &[]), State::NotExamined(why)), State::NotExamined(why));
            assert_eq!(states(State::NotExamined(why), absent()), State::NotExamined(why));
        }
        let broke = State::Broke { how: "panicked".into() };
        assert_eq!(states(read(3, &[]), broke.clone()), broke);
        let needs = State::NotExamined(NotExamined::NeedsSysdiagnose);
        assert_eq!(states(needs, absent()), absent());
    }
}
