//! The confined process: takes one order, shuts itself in, reads, replies, ends.

use crate::protocol::{Candidate, Loaded, Order, Reply, Secret, Task};
use crate::{Failure, Library, Password};
use crate::{opening, recheck};
use engine::{Artifact, Case, Control, Entry, Event, Evidence, Observer, Pack, ReadAt, Unread};
use indicators::Indicators;
use ios::acquisition as backup;
use std::io::{self, BufWriter, Stdout, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use worker::confine::{self, Left};
use worker::frames;

/// The hidden mode's only argument.
pub(crate) const MODE: &str = "--confined-worker";

/// Bytes of memory that the worker may fill.
pub(crate) const MEMORY: u64 = 1 << 30;

/// To be called first in `main`: does nothing in an ordinary start; in the hidden mode it does the work
/// and does not return.
pub fn enter_if_worker(library: Library) {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|first| first == MODE) {
        let code = i32::from(serve(library).is_err());
        std::process::exit(code);
    }
}

/// Replies from several threads, one after another.
struct Out(Mutex<BufWriter<Stdout>>);

impl Out {
    fn send(&self, reply: &Reply) -> io::Result<()> {
        let mut pipe = self.0.lock().map_err(|_| io::ErrorKind::BrokenPipe)?;
        frames::write(&mut *pipe, reply)?;
        // Records come by the hundred thousand; everything else is waited for.
        if matches!(reply, Reply::Records { .. }) { Ok(()) } else { pipe.flush() }
    }

    /// True while the supervisor listens.
    fn tell(&self, reply: &Reply) -> bool {
        self.send(reply).is_ok()
    }
}

fn serve(library: Library) -> io::Result<()> {
    // Evidence must not reach a terminal or a log by way of a panic's message.
    std::panic::set_hook(Box::new(|_| {}));
    let out = Out(Mutex::new(BufWriter::with_capacity(64 << 10, io::stdout())));
    let Some(order) = frames::read::<Order>(&mut io::stdin().lock())? else {
        return Ok(());
    };
    let result = match order {
        Order::Identify(path) => identify(&path, &out),
        Order::Examine(task) => examine(*task, library, &out),
        Order::Recheck(task) => compare_again(&task, library, &out),
    };
    match result {
        Ok(last) => out.send(&last),
        Err(failure) => out.send(&Reply::Failed(failure)),
    }
}

fn shut(readable: Vec<PathBuf>, out: &Out) {
    out.tell(&Reply::Confined(confine::shut(&Left { readable, memory: MEMORY })));
}

/// A file may be one inside a backup, two folders deep; a folder may be one of its 256.
fn around(path: &Path) -> Vec<PathBuf> {
    let up = if path.is_dir() { 1 } else { 2 };
    path.ancestors().take(up + 1).filter(|path| path.parent().is_some()).map(Path::to_path_buf).collect()
}

fn identify(path: &Path, out: &Out) -> Result<Reply, Failure> {
    shut(around(path), out);
    let mut listing = Listing::new(out);
    let found = backup::identify_and_tell(path, &mut |done, of| listing.told(done, of));
    let found = found.map_err(|error| opening::failure(&error))?;
    Ok(Reply::Identified(found.into_iter().map(Candidate::from).collect()))
}

fn examine(task: Task, library: Library, out: &Out) -> Result<Reply, Failure> {
    let readable = task.parts.iter().map(|part| &part.path).chain(&task.indicator_files).cloned().collect();
    shut(readable, out);
    let (indicators, loaded) = load_indicators(&task)?;
    let mut last = std::time::Instant::now();
    let mut progress = |done, of| {
        if last.elapsed() < Duration::from_millis(100) && done < of {
            return true;
        }
        last = std::time::Instant::now();
        out.tell(&Reply::Unlocking { done, of })
    };
    let candidates = candidates(&task, out)?;
    let secret = task.secret.as_ref().map(Secret::to_backup);
    let mut parts = Vec::new();
    let mut key = None;
    for (number, candidate) in (0..).zip(&candidates) {
        let opened = backup::open(candidate, secret.as_ref(), &mut progress);
        let opened = opened.map_err(|error| opening::failure(&error))?;
        key = key.or(opened.derived_key);
        parts.push(backup::Part { number, acquisition: opened.acquisition, evidence: opened.evidence });
    }
    let with = parts.iter().skip(1).map(|part| (part.acquisition.clone(), part.acquisition.apps.clone()));
    let with = with.collect();
    let trees = backup::Joined::trees(parts);
    let bytes = Arc::default();
    let opened: Vec<_> = trees
        .iter()
        .filter_map(|tree| Some((Counted { inner: tree, bytes: Arc::clone(&bytes) }, tree.acquisition()?)))
        .collect();
    let Some((_, main)) = opened.first() else { return Err(Failure::new("no-acquisition-here")) };
    let artifacts = chosen(&task, library, main.platform);
    let sizes = opened.iter().flat_map(|(tree, _)| artifacts.iter().map(|artifact| size_of(tree, artifact)));
    out.tell(&Reply::Opened {
        acquisition: Box::new(main.clone()),
        apps: main.apps.clone(),
        with,
        key: key.as_ref().map(|key| Password::new(key.to_vec())),
        loaded,
        bytes: sizes.sum(),
    });
    let case = |(evidence, acquisition)| Case { evidence, indicators: &indicators, acquisition };
    let cases: Vec<_> =
        opened.iter().map(|(tree, acquisition)| case((tree as &dyn Evidence, acquisition))).collect();
    let control = Control { jobs: task.jobs, records: task.records };
    let ended = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let ticker = scope.spawn(|| {
            while !ended.load(Ordering::Relaxed) {
                std::thread::park_timeout(Duration::from_millis(100));
                if !out.tell(&Reply::Read { bytes: bytes.load(Ordering::Relaxed) }) {
                    return;
                }
            }
        });
        engine::examine_all(&cases, &artifacts, control, &Teller(out));
        ended.store(true, Ordering::Relaxed);
        ticker.thread().unpark();
    });
    Ok(Reply::Done)
}

fn compare_again(task: &Task, library: Library, out: &Out) -> Result<Reply, Failure> {
    let place = &task.parts.first().ok_or_else(|| Failure::new("no-acquisition-here"))?.path;
    shut(std::iter::once(place).chain(&task.indicator_files).cloned().collect(), out);
    let (indicators, loaded) = load_indicators(task)?;
    let folder = recheck::place(place)?;
    let head = recheck::head(&folder)?;
    out.tell(&Reply::Opened {
        acquisition: Box::new(head.acquisition.clone()),
        apps: Vec::new(),
        with: head.with.iter().map(|one| (one.clone(), Vec::new())).collect(),
        key: None,
        loaded,
        bytes: 0,
    });
    let mut held = Vec::new();
    for artifact in library.artifacts(head.acquisition.platform) {
        let id = || artifact.id.to_owned();
        out.tell(&Reply::Started(id()));
        let mut alive = |records| out.tell(&Reply::Alive { artifact: id(), records });
        let ended = recheck::examine((&folder, &head), artifact, &indicators, &mut alive);
        held.extend(ended.findings.iter().map(|finding| (finding.cite.clone(), finding.weight)));
        if !out.tell(&Reply::Ended(Box::new(ended))) {
            break;
        }
    }
    let combinations = library.across(head.acquisition.platform).iter().map(|across| across.id);
    let across = recheck::combinations(&head, combinations, &held);
    out.tell(&Reply::Earlier { dates: head.dates.clone(), across });
    Ok(Reply::Done)
}

/// What the task names, found again: each place is looked at once.
fn candidates(task: &Task, out: &Out) -> Result<Vec<backup::Candidate>, Failure> {
    let mut listing = Listing::new(out);
    let mut seen: Vec<(&Path, Vec<backup::Candidate>)> = Vec::new();
    let mut candidates = Vec::new();
    for part in &task.parts {
        if seen.iter().all(|(path, _)| *path != part.path) {
            let found = backup::identify_and_tell(&part.path, &mut |done, of| listing.told(done, of));
            seen.push((&part.path, found.map_err(|error| opening::failure(&error))?));
        }
        let at_path = seen.iter().filter(|(path, _)| *path == part.path).flat_map(|(_, found)| found);
        let at_path = at_path.flat_map(|one| std::iter::once(one).chain(&one.with));
        let mut same =
            at_path.filter(|one| one.member_prefix == part.inside && one.acquisition.kind == part.kind);
        candidates.push(same.next().cloned().ok_or_else(|| Failure::new("no-acquisition-here"))?);
    }
    let all: Vec<_> = candidates.iter().collect();
    backup::of_one_phone(&all).map_err(|error| opening::failure(&error))?;
    Ok(candidates)
}

/// Tells how far an archive is listed, ten times a second. Nobody listening stops it.
struct Listing<'a> {
    out: &'a Out,
    last: std::time::Instant,
}

impl<'a> Listing<'a> {
    fn new(out: &'a Out) -> Self {
        Self { out, last: std::time::Instant::now() }
    }

    fn told(&mut self, done: u64, of: u64) -> bool {
        if self.last.elapsed() < Duration::from_millis(100) {
            return true;
        }
        self.last = std::time::Instant::now();
        self.out.tell(&Reply::Listing { done, of })
    }
}

fn load_indicators(task: &Task) -> Result<(Indicators, Loaded), Failure> {
    let unreadable = |path: &Path, cause: String| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Failure::new("indicators-unreadable").with("file", name).because(cause)
    };
    let mut builder =
        if task.builtin_indicators { indicators::Builder::builtin() } else { Indicators::builder() };
    for path in &task.indicator_files {
        #[expect(
            clippy::disallowed_methods,
            reason = "lists of indicators are chosen by the person, not evidence"
        )]
        let bytes = std::fs::read(path).map_err(|error| unreadable(path, error.to_string()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        builder.stix(&name, &bytes).map_err(|error| unreadable(path, error.to_string()))?;
    }
    let indicators = builder.build();
    let totals = indicators.totals();
    let pack = |pack: &indicators::PackSummary| Pack {
        id: pack.id.clone(),
        publisher: pack.publisher.clone(),
        published: pack.published.clone().unwrap_or_default(),
        sha256: pack.sha256.clone(),
        count: pack.count,
    };
    let loaded = Loaded {
        by_kind: totals.by_kind.clone(),
        not_understood: totals.not_understood,
        packs: totals.packs.iter().map(pack).collect(),
    };
    Ok((indicators, loaded))
}

fn chosen(task: &Task, library: Library, platform: engine::Platform) -> Vec<&'static Artifact> {
    let all = library.artifacts(platform);
    match &task.artifacts {
        None => all.to_vec(),
        Some(ids) => all.iter().copied().filter(|artifact| ids.iter().any(|id| id == artifact.id)).collect(),
    }
}

fn size_of(evidence: &dyn Evidence, artifact: &Artifact) -> u64 {
    evidence.find(artifact.reads).map_or(0, |entries| entries.iter().map(|entry| entry.size).sum())
}

struct Teller<'a>(&'a Out);

impl Observer for Teller<'_> {
    fn tell(&self, event: Event<'_>) -> bool {
        let id = |artifact: &Artifact| artifact.id.to_owned();
        self.0.tell(&match event {
            Event::Started(artifact) => Reply::Started(id(artifact)),
            Event::Alive(artifact, records) => Reply::Alive { artifact: id(artifact), records },
            Event::Records(artifact, records) => Reply::Records { artifact: id(artifact), records },
            Event::Ended(_, ended) => Reply::Ended(Box::new(ended)),
        })
    }
}

/// Evidence that counts the bytes read from it: the only honest progress there is.
struct Counted<'a> {
    inner: &'a dyn Evidence,
    bytes: Arc<AtomicU64>,
}

struct CountedFile {
    inner: Arc<dyn ReadAt>,
    bytes: Arc<AtomicU64>,
}

impl ReadAt for CountedFile {
    fn len(&self) -> u64 {
        self.inner.len()
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        self.bytes.fetch_add(buf.len() as u64, Ordering::Relaxed);
        self.inner.read_at(offset, buf)
    }
}

impl Evidence for Counted<'_> {
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        self.inner.find(patterns)
    }

    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        let inner = self.inner.open(entry)?;
        Ok(Arc::new(CountedFile { inner, bytes: Arc::clone(&self.bytes) }))
    }

    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        self.inner.walk(visit)
    }

    fn part(&self, path: &str) -> u16 {
        self.inner.part(path)
    }

    fn left_out(&self, patterns: &[&str]) -> bool {
        self.inner.left_out(patterns)
    }
}
