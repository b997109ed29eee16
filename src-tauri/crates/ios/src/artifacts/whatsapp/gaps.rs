//! Runs of message numbers that are not there. WhatsApp numbers messages of all chats in one row and never
//! uses a number again, so a run of missing numbers is a run of messages that were there once.

use sqlite::Gap;

/// Shorter runs are everyday: a message taken back, a system message that was tidied up.
const SHORTEST: i64 = 10;
/// The longest runs are told; more would only repeat that messages get deleted.
const MOST_TOLD: usize = 10;

/// A run of missing numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Run {
    pub(super) first: i64,
    pub(super) last: i64,
    /// Time of the message before it.
    pub(super) after: Option<f64>,
}

impl Run {
    pub(super) fn count(&self) -> u64 {
        self.last.abs_diff(self.first) + 1
    }
}

/// Collects runs while the numbers pass by in order.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    before: Option<(i64, Option<f64>)>,
    runs: Vec<Run>,
}

impl Gaps {
    /// The next message: its number and its time.
    pub(super) fn pass(&mut self, number: i64, time: Option<f64>) {
        if let Some((before, after)) = self.before {
            // Behind damage, numbers may come in reverse.
            if number <= before {
                return;
            }
            let (first, last) = (before.saturating_add(1), number - 1);
            if last.saturating_sub(first) >= SHORTEST - 1 {
                self.keep(Run { first, last, after });
            }
        }
        self.before = Some((number, time));
    }

    fn keep(&mut self, run: Run) {
        self.runs.push(run);
        // Twice as many as are told, so that the shortest is not looked for at each step.
        if self.runs.len() >= 2 * MOST_TOLD {
            self.shorten();
        }
    }

    fn shorten(&mut self) {
        self.runs.sort_by_key(|run| (std::cmp::Reverse(run.count()), run.first));
        self.runs.truncate(MOST_TOLD);
    }

    /// The longest runs in order, without those that `damage` explains.
    pub(super) fn found(mut self, damage: &[Gap]) -> Vec<Run> {
        self.runs.retain(|run| !damage.iter().any(|gap| gap.first <= run.last && run.first <= gap.last));
        self.shorten();
        self.runs.sort_by_key(|run| run.first);
        self.runs
    }
}

#[cfg(test)]
mod tests {
    use super::{Gaps, Run};
    use proptest::prelude::*;
    use sqlite::Gap;

    fn runs(numbers: impl IntoIterator<Item = i64>, damage: &[Gap]) -> Vec<(i64, i64)> {
        let mut gaps = Gaps::default();
        numbers.into_iter().for_each(|number| gaps.pass(number, None));
        gaps.found(damage).into_iter().map(|Run { first, last, .. }| (first, last)).collect()
    }

    #[test]
    fn long_runs_between_messages_are_told() {
        assert_eq!(runs((1..=168).chain(184..=200), &[]), [(169, 183)]);
        assert_eq!(runs([1, 12, 22], &[]), [(2, 11)]);
        assert_eq!(runs(500..=510, &[]), []);
        assert_eq!(runs([], &[]), []);
    }

    #[test]
    fn what_damage_explains_is_not_told() {
        assert_eq!(runs((1..=10).chain(50..=60), &[Gap { first: 11, last: 49 }]), []);
    }

    #[test]
    fn only_the_longest_are_told() {
        let numbers = (0..100).map(|n| n * 20 + n * n);
        let told = runs(numbers, &[]);
        assert_eq!(told.len(), 10);
        assert!(told.is_sorted());
        assert_eq!(told[9].1, 99 * 20 + 99 * 99 - 1);
    }

    proptest! {
        #[test]
        fn any_numbers_in_any_order_are_bounded(numbers in proptest::collection::vec(any::<i64>(), 0..200)) {
            prop_assert!(runs(numbers, &[]).len() <= 10);
        }
    }
}
