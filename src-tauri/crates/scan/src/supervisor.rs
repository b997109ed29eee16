//! Starts workers, listens and watches the clock.

mod limits;
mod outcome;
mod parts;
mod recheck;
mod round;

use crate::progress::{Observer, Progress};
use crate::protocol::{Candidate, Loaded, Order, Reply, Secret, Task};
use crate::{Failure, Library, Password};
use engine::{Acquisition, Artifact, Day, Examined, Finding, Outcome, State, Wanted};
pub use limits::Limits;
use parts::parts;
pub use recheck::recheck;
use round::{End, Round};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// What to check, and with what.
#[derive(Debug, Clone)]
pub struct Request {
    /// What [`identify`] found. What lies with it is checked with it.
    pub candidate: Candidate,
    /// Further acquisitions of the same phone.
    pub with: Vec<Candidate>,
    /// For an encrypted acquisition.
    pub password: Option<Password>,
    /// Whether to compare with the built-in packs.
    pub builtin_indicators: bool,
    /// Further lists, STIX 2.
    pub indicator_files: Vec<PathBuf>,
    /// Ids of artifacts; none means all.
    pub only: Option<Vec<String>>,
    /// Artifacts at once; none means one per core.
    pub jobs: Option<usize>,
    /// Which records [`Observer::record`] is told.
    pub records: Wanted,
    /// Whether to read every byte of every file too; takes as long as copying the acquisition.
    pub deep: bool,
    /// Days that the person remembers.
    pub dates: Vec<Day>,
    /// When to give an artifact up.
    pub limits: Limits,
}

impl Request {
    /// Everything, with the built-in packs.
    pub fn new(candidate: Candidate) -> Self {
        Self {
            candidate,
            with: Vec::new(),
            password: None,
            builtin_indicators: true,
            indicator_files: Vec::new(),
            only: None,
            jobs: None,
            records: Wanted::Nothing,
            deep: false,
            dates: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// What lies at `path`, told by its content: a backup, a folder around one, a file inside one, an archive.
///
/// # Errors
/// [`Failure`] with `no-acquisition-here`, `empty-folder`, `backup-incomplete` … or `worker-broke`.
pub fn identify(path: &Path) -> Result<Vec<Candidate>, Failure> {
    identify_and_tell(path, &AtomicBool::new(false), &mut |_, _| {})
}

/// As [`identify`]; `told` hears bytes done, of all, while a large archive is listed.
///
/// # Errors
/// As [`identify`], and `stopped`.
pub fn identify_and_tell(
    path: &Path,
    stop: &AtomicBool,
    told: &mut dyn FnMut(u64, u64),
) -> Result<Vec<Candidate>, Failure> {
    let mut found = Vec::new();
    // The worker is shut in to this place and may not ask where it is itself.
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let end = Round::start(&Order::Identify(path))?.listen(Limits::default(), stop, |reply| {
        match reply {
            Reply::Identified(candidates) => {
                found = candidates;
                return true;
            }
            Reply::Listing { done, of } => told(done, of),
            _ => {}
        }
        false
    });
    match end {
        End::Done => Ok(found),
        other => Err(other.into_failure()),
    }
}

/// Acquisitions in the places where Finder, iTunes and their like put them. A place that cannot be read is
/// left out: nobody pointed at it.
pub fn usual_places() -> Vec<Candidate> {
    ios::acquisition::usual_places()
        .iter()
        .filter(|place| place.is_dir())
        .flat_map(|place| identify(place).unwrap_or_default())
        // The person chooses from a list: what else lies there is no part of it.
        .map(|one| Candidate { acquisition: Acquisition { beside: Vec::new(), ..one.acquisition }, ..one })
        .collect()
}

/// Runs a check to its end.
///
/// # Errors
/// [`Failure`] if the acquisition cannot be opened (`wrong-password`, `backup-damaged` …), if the person
/// stopped it (`stopped`), or if the worker failed before any artifact (`worker-broke`).
pub fn run(
    request: &Request,
    library: Library,
    stop: &AtomicBool,
    observer: &mut dyn Observer,
) -> Result<Outcome, Failure> {
    let mut check = Check::new(request, library, observer);
    check.observer.progress(Progress::Opening);
    let all = library.artifacts(request.candidate.acquisition.platform);
    let asked = |artifact: &&&Artifact| {
        let on_request = || request.deep || !library.on_request.contains(&artifact.id);
        request.only.as_ref().map_or_else(on_request, |only| only.iter().any(|id| id == artifact.id))
    };
    let mut waiting: Vec<&'static Artifact> = all.iter().filter(asked).copied().collect();
    let mut alone: Vec<&'static Artifact> = Vec::new();
    check.of = waiting.len();
    while !waiting.is_empty() || !alone.is_empty() || check.opened.is_none() {
        // Whoever was at work when a worker fell is tried alone, so that only the culprit is lost.
        let (now, jobs) = match alone.pop() {
            Some(suspect) => (vec![suspect], 1),
            None => (std::mem::take(&mut waiting), check.jobs()),
        };
        let fallen = check.round(&now, jobs, stop)?;
        if check.opened.is_none() {
            return Err(Failure::new("worker-broke"));
        }
        let left = |artifact: &&&'static Artifact| !check.ended.contains_key(artifact.id);
        let (suspects, untried): (Vec<_>, Vec<_>) =
            now.iter().filter(left).copied().partition(|artifact| fallen.contains(&artifact.id));
        match suspects.as_slice() {
            [] if untried.len() == now.len() && !now.is_empty() => return Err(Failure::new("worker-broke")),
            [] => {}
            suspects => alone.extend(suspects),
        }
        waiting.extend(untried);
    }
    check.outcome(all)
}

/// A check under way, over as many workers as it takes.
struct Check<'a> {
    request: &'a Request,
    library: Library,
    observer: &'a mut dyn Observer,
    confinement: Option<Vec<String>>,
    opened: Option<Acquisition>,
    key: Option<Password>,
    loaded: Loaded,
    ended: BTreeMap<String, Examined>,
    order: Vec<String>,
    of: usize,
    bytes: (u64, u64),
    bytes_before: u64,
    permille: u32,
    told: Option<(Instant, usize)>,
    dates: Vec<Day>,
    /// What an earlier check saw in several artifacts together, if its records are compared again.
    earlier: Option<Vec<Finding>>,
}

impl<'a> Check<'a> {
    fn new(request: &'a Request, library: Library, observer: &'a mut dyn Observer) -> Self {
        Self {
            request,
            library,
            observer,
            confinement: None,
            opened: None,
            key: None,
            loaded: Loaded::default(),
            ended: BTreeMap::new(),
            order: Vec::new(),
            of: 0,
            bytes: (0, 0),
            bytes_before: 0,
            permille: 0,
            told: None,
            dates: request.dates.clone(),
            earlier: None,
        }
    }

    fn jobs(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        self.request.jobs.unwrap_or_else(cores).clamp(1, 64)
    }

    fn task(&self, artifacts: &[&'static Artifact], jobs: usize) -> Task {
        let request = self.request;
        let parts = parts(request);
        let locked = (request.candidate.with.iter().chain(&request.with))
            .any(|candidate| candidate.acquisition.encrypted);
        // A second worker need not derive the key again, unless there are several.
        let secret = match &self.key {
            Some(key) if !locked => Some(Secret::Key(key.clone())),
            _ => request.password.clone().map(Secret::Password),
        };
        Task {
            parts,
            secret,
            builtin_indicators: request.builtin_indicators,
            indicator_files: request.indicator_files.clone(),
            artifacts: Some(artifacts.iter().map(|artifact| artifact.id.to_owned()).collect()),
            jobs,
            records: request.records,
        }
    }

    /// One worker's life. Gives the artifacts that were at work when it fell; those that are to blame for
    /// certain have got their row already.
    fn round(
        &mut self,
        artifacts: &[&'static Artifact],
        jobs: usize,
        stop: &AtomicBool,
    ) -> Result<Vec<&'static str>, Failure> {
        let task = self.task(artifacts, jobs);
        let mut at_work: BTreeMap<String, u64> = BTreeMap::new();
        self.bytes_before = self.bytes.0;
        let end = Round::start(&Order::Examine(Box::new(task)))?
            .listen(self.request.limits, stop, |reply| self.hear(reply, &mut at_work));
        let at_work: Vec<_> =
            at_work.keys().filter_map(|id| self.library.find(id)).map(|artifact| artifact.id).collect();
        let how = match &end {
            End::Done => return Ok(Vec::new()),
            End::Hung(culprits) => {
                for id in culprits {
                    self.blame(id, "hung");
                }
                return Ok(at_work);
            }
            End::Failed(failure) => return Err(failure.clone()),
            End::Stopped => return Err(Failure::new("stopped")),
            End::OutOfMemory => "too-much-memory",
            End::Fell(_) => "crashed",
        };
        match at_work.as_slice() {
            [] if self.opened.is_none() || artifacts.len() == 1 => Err(end.into_failure()),
            [culprit] => {
                self.blame(culprit, how);
                Ok(Vec::new())
            }
            _ => Ok(at_work),
        }
    }

    fn blame(&mut self, id: &str, how: &str) {
        let (Some(artifact), Some(acquisition)) = (self.library.find(id), &self.opened) else { return };
        let state = State::Broke { how: how.to_owned() };
        self.ended.insert(id.to_owned(), Examined::without_result(artifact, acquisition, state));
        self.order.push(id.to_owned());
    }

    /// What a worker says. It read hostile bytes: ids are looked up, never taken on trust. True ends it.
    fn hear(&mut self, reply: Reply, at_work: &mut BTreeMap<String, u64>) -> bool {
        match reply {
            Reply::Confined(held) => {
                // Several workers: what all of them had.
                let so_far = self.confinement.take().unwrap_or_else(|| held.clone());
                self.confinement = Some(so_far.into_iter().filter(|limit| held.contains(limit)).collect());
                return false;
            }
            Reply::Unlocking { done, of } => {
                self.observer.progress(Progress::Unlocking { done, of });
                return false;
            }
            Reply::Listing { done, of } => {
                self.observer.progress(Progress::Listing { done, of });
                return false;
            }
            Reply::Opened { acquisition, apps, with, key, loaded, bytes } => {
                let with = with.into_iter().map(|(one, apps)| Acquisition { apps, ..one }).collect();
                self.opened = Some(Acquisition { apps, with, ..*acquisition });
                self.key = key;
                self.loaded = loaded;
                self.bytes.1 = self.bytes.1.max(bytes);
            }
            Reply::Earlier { dates, across } => {
                self.dates.extend(dates);
                self.earlier = Some(across);
            }
            Reply::Started(id) => {
                if self.library.find(&id).is_some() {
                    self.observer.begins(&id);
                    at_work.insert(id, 0);
                }
            }
            Reply::Alive { artifact, records } => {
                at_work.entry(artifact).and_modify(|count| *count = records);
            }
            Reply::Read { bytes } => self.bytes.0 = self.bytes_before + bytes,
            Reply::Records { artifact, records } => {
                if at_work.contains_key(&artifact) {
                    records.into_iter().for_each(|record| self.observer.record(&artifact, record));
                }
                return false;
            }
            Reply::Ended(ended) => {
                let id = ended.coverage.artifact.clone();
                if at_work.remove(&id).is_some() {
                    self.order.push(id.clone());
                    self.ended.insert(id, *ended);
                }
            }
            Reply::Done => return true,
            Reply::Identified(_) | Reply::Failed(_) => return false,
        }
        self.tell(at_work);
        false
    }

    /// At most ten times a second, and whenever an artifact ends.
    fn tell(&mut self, at_work: &BTreeMap<String, u64>) {
        let recently = self.told.is_some_and(|(when, _)| when.elapsed() < Duration::from_millis(100));
        if recently && self.told.is_some_and(|(_, ended)| ended == self.order.len()) {
            return;
        }
        self.told = Some((Instant::now(), self.order.len()));
        let read = |examined: &Examined| match examined.coverage.state {
            State::Examined { records, .. } => records,
            _ => 0,
        };
        // Bytes tell best, but not all of a database is needed; so the artifacts that ended have a say.
        let (bytes, of_bytes) = self.bytes;
        let by_bytes = bytes.min(of_bytes).saturating_mul(950).checked_div(of_bytes).unwrap_or(0);
        let by_count = (self.order.len() as u64 * 1000).checked_div(self.of as u64).unwrap_or(0);
        let permille = u32::try_from(by_bytes.max(by_count)).unwrap_or(1000).min(1000);
        self.permille = self.permille.max(permille);
        self.observer.progress(Progress::Examining {
            now: at_work.keys().cloned().collect(),
            ended: self.order.clone(),
            of: self.of,
            records: at_work.values().sum::<u64>() + self.ended.values().map(read).sum::<u64>(),
            permille: self.permille,
        });
    }
}
