//! All that the shell remembers, in memory only.

use crate::at_phone::AtPhone;
use crate::failure::{Answer, our_fault};
use crate::wire::Found;
use engine::Outcome;
use scan::Candidate;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use tempfile::TempDir;

/// Where a check is.
#[derive(Default)]
pub(crate) enum Check {
    /// None yet.
    #[default]
    Idle,
    /// One runs; set the flag to stop it.
    Running(Arc<AtomicBool>),
    /// One ended with an outcome.
    Done(Arc<Outcome>),
}

/// Something that was found; its index is the opaque id.
pub(crate) struct Known {
    pub candidate: Candidate,
    pub source: &'static str,
}

#[derive(Default)]
pub(crate) struct Inside {
    pub check: Check,
    pub known: Vec<Known>,
    pub practice: Vec<TempDir>,
    pub at_phone: AtPhone,
    pub erased: Vec<PathBuf>,
    pub erased_copies: Vec<PathBuf>,
    pub saved: Vec<PathBuf>,
    pub drops: Option<tauri::ipc::Channel<crate::wire::DropEvent>>,
}

/// The state behind its lock.
#[derive(Default)]
pub(crate) struct Shell(Mutex<Inside>);

impl Shell {
    /// The state. A panic elsewhere while it was held does not make it useless.
    pub(crate) fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Remembers candidates and gives what the window may know of them.
    pub(crate) fn remember(&self, candidates: Vec<Candidate>, source: &'static str) -> Vec<Found> {
        let mut inside = self.inside();
        let mut remember = |candidate: Candidate| {
            let place =
                inside.known.iter().position(|known| known.candidate == candidate && known.source == source);
            let place = place.unwrap_or_else(|| {
                inside.known.push(Known { candidate: candidate.clone(), source });
                inside.known.len() - 1
            });
            Found::new(place, &candidate, source)
        };
        candidates.into_iter().map(&mut remember).collect()
    }

    /// The candidate behind an id.
    pub(crate) fn candidate(&self, id: &str) -> Answer<Candidate> {
        let inside = self.inside();
        let known = id.parse::<usize>().ok().and_then(|place| inside.known.get(place));
        known.map(|known| known.candidate.clone()).ok_or_else(our_fault)
    }

    /// The outcome, if a check ended with one.
    pub(crate) fn outcome(&self) -> Answer<Arc<Outcome>> {
        match &self.inside().check {
            Check::Done(outcome) => Ok(Arc::clone(outcome)),
            Check::Idle | Check::Running(_) => Err(our_fault()),
        }
    }

    /// Before the program ends: stops a check, erases practice folders.
    pub(crate) fn close(&self) {
        let mut inside = self.inside();
        if let Check::Running(stop) = &inside.check {
            stop.store(true, Ordering::Relaxed);
        }
        if let Some(stop) = &inside.at_phone.talking {
            stop.store(true, Ordering::Relaxed);
        }
        inside.practice.clear();
    }
}
