//! What one artifact gave in several acquisitions of one phone, as one row.

use crate::{Coverage, Examined, NotExamined, State};

/// The sum of both. What was read anywhere was examined; what could not be read anywhere stays said.
pub(crate) fn together(mut one: Examined, other: Examined) -> Examined {
    one.findings.extend(other.findings);
    one.facts.extend(other.facts);
    let expected = one.coverage.expected || other.coverage.expected;
    let state = states(one.coverage.state, other.coverage.state);
    Examined { coverage: Coverage { expected, state, ..one.coverage }, ..one }
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
    use super::states;
    use crate::{NotExamined, State, Unread, UnreadWhy};

    fn read(records: u64, unread: &[&str]) -> State {
        let unread = unread.iter().map(|path| Unread::new(path, UnreadWhy::Damaged)).collect();
        State::Examined { records, gaps: 0, unread }
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
