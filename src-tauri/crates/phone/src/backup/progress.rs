//! How far a copy is: counted here, told at most ten times a second.

use crate::{Progress, Stage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

const BETWEEN: Duration = Duration::from_millis(100);
/// No guess before so much time and so many bytes.
const BEFORE_A_GUESS: Duration = Duration::from_secs(3);
/// Below this the phone's percentage says little.
const TELLING_PERCENT: f64 = 3.0;
/// Weight of the newest second in what is shown.
const NEWEST: f64 = 0.1;

/// Counts, and tells.
pub(crate) struct Pace {
    told: Box<dyn FnMut(Progress)>,
    bytes: Arc<AtomicU64>,
    passcode: Arc<AtomicBool>,
    stage: Stage,
    files: u64,
    /// What the phone holds: the most that can come.
    used: Option<u64>,
    announced: u64,
    percent: f64,
    expected: Option<f64>,
    last: Option<(Instant, Stage)>,
    began: Option<Instant>,
    rate: Rate,
}

impl Pace {
    /// `bytes` is counted by whoever reads; `passcode` is true while the phone asks for its passcode.
    pub(crate) fn new(
        told: Box<dyn FnMut(Progress)>,
        bytes: Arc<AtomicU64>,
        passcode: Arc<AtomicBool>,
    ) -> Self {
        Self {
            told,
            bytes,
            passcode,
            stage: Stage::Preparing,
            files: 0,
            used: None,
            announced: 0,
            percent: 0.0,
            expected: None,
            last: None,
            began: None,
            rate: Rate::default(),
        }
    }

    /// What the phone holds, if it said so.
    pub(crate) fn expect(&mut self, used: Option<u64>) {
        self.used = used.filter(|used| *used > 0);
    }

    /// A new stage, told at once.
    pub(crate) fn enter(&mut self, stage: Stage) {
        self.stage = stage;
        self.tick();
    }

    /// A file came over.
    pub(crate) fn file(&mut self) {
        self.files += 1;
        self.began.get_or_insert_with(Instant::now);
    }

    /// The phone said how far it is, or how much is to come.
    pub(crate) fn hear(&mut self, percent: Option<f64>, announced: Option<u64>) {
        self.percent = self.percent.max(percent.unwrap_or(0.0).clamp(0.0, 100.0));
        self.announced = self.announced.saturating_add(announced.unwrap_or(0));
    }

    /// Looks at the clock, and tells if it is time.
    pub(crate) fn tick(&mut self) {
        let asked = self.passcode.load(Ordering::Relaxed);
        let stage = if asked { Stage::WaitingForPasscode } else { self.stage };
        let now = Instant::now();
        if self.last.is_some_and(|(when, told)| told == stage && now.duration_since(when) < BETWEEN) {
            return;
        }
        self.last = Some((now, stage));
        let bytes = self.bytes.load(Ordering::Relaxed);
        self.rate.note(now, bytes);
        self.guess(bytes);
        let of_bytes = self.of_bytes(bytes);
        let early = self.began.is_none_or(|began| now.duration_since(began) < BEFORE_A_GUESS);
        let seconds_left = match (stage, of_bytes, self.rate.per_second) {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "saturates, as wanted"
            )]
            (Stage::Copying, Some(of), Some(rate)) if !early && rate > 1.0 => {
                Some((of.saturating_sub(bytes) as f64 / rate).ceil() as u64)
            }
            _ => None,
        };
        (self.told)(Progress { stage, bytes, of_bytes, files: self.files, seconds_left });
    }

    fn guess(&mut self, bytes: u64) {
        let now = if self.percent >= TELLING_PERCENT {
            bytes as f64 * 100.0 / self.percent
        } else if let Some(used) = self.used {
            used as f64
        } else if self.announced > 0 {
            self.announced as f64
        } else {
            return;
        };
        self.expected = Some(self.expected.map_or(now, |before| before + (now - before) * NEWEST));
    }

    fn of_bytes(&self, bytes: u64) -> Option<u64> {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, as wanted")]
        self.expected.map(|expected| (expected as u64).max(bytes))
    }
}

/// Bytes a second, the last seconds counting most.
#[derive(Default)]
struct Rate {
    at: Option<(Instant, u64)>,
    per_second: Option<f64>,
}

impl Rate {
    fn note(&mut self, now: Instant, bytes: u64) {
        let Some((when, before)) = self.at else {
            self.at = Some((now, bytes));
            return;
        };
        let seconds = now.duration_since(when).as_secs_f64();
        if seconds < 0.5 {
            return;
        }
        let newest = bytes.saturating_sub(before) as f64 / seconds;
        let weight = (NEWEST * seconds).min(1.0);
        self.per_second = Some(self.per_second.map_or(newest, |old| old + (newest - old) * weight));
        self.at = Some((now, bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use crate::{Progress, Stage};
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

    #[test]
    fn what_is_expected_is_never_less_than_what_came_and_a_passcode_is_shown() {
        let (bytes, passcode) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(true)));
        let said: Rc<RefCell<Vec<Progress>>> = Rc::default();
        let hear = said.clone();
        let told = Box::new(move |progress| hear.borrow_mut().push(progress));
        let mut pace = Pace::new(told, bytes.clone(), passcode.clone());
        pace.expect(Some(1000));
        pace.enter(Stage::PhonePrepares);
        passcode.store(false, Ordering::Relaxed);
        bytes.store(5000, Ordering::Relaxed);
        pace.hear(Some(f64::MAX), Some(u64::MAX));
        pace.enter(Stage::Copying);
        // Too soon: not told.
        pace.tick();
        let said = said.borrow();
        assert_eq!(said.len(), 2);
        assert_eq!((said[0].stage, said[0].of_bytes), (Stage::WaitingForPasscode, Some(1000)));
        assert_eq!((said[1].stage, said[1].of_bytes), (Stage::Copying, Some(5000)));
    }
}
