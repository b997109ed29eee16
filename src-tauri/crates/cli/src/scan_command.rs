//! `lucerna scan`.

use crate::arguments::{Lists, Scan, Told};
use crate::records::Writer;
use crate::{exit, password, say};
use engine::{Outcome, Record, Wanted};
use indicatif::{ProgressBar, ProgressStyle};
use report::{Options, Words};
use scan::{Candidate, Failure, Library, Observer, Progress, Request};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

pub(crate) fn run(options: Scan, lang: &str) -> Result<ExitCode, Failure> {
    check_names(&options)?;
    let mut named = options
        .acquisition
        .iter()
        .map(|path| found(path, options.told.quiet))
        .collect::<Result<Vec<_>, _>>()?;
    if named.is_empty() {
        return Err(Failure::new("no-acquisition-here"));
    }
    let mut request = Request::new(named.remove(0));
    request.with = named;
    request.password = password::of(&options)?;
    let locked = |one: &Candidate| {
        one.acquisition.encrypted || one.with.iter().any(|other| other.acquisition.encrypted)
    };
    if (locked(&request.candidate) || request.with.iter().any(locked)) && request.password.is_none() {
        return Err(Failure::new("password-needed"));
    }
    (request.builtin_indicators, request.indicator_files) = compared(&options.lists)?;
    request.only = options.only.clone();
    request.dates = options.dates.clone();
    request.deep = options.deep;
    request.jobs = options.jobs.map(usize::from);
    request.records = if options.mvt.is_some() {
        Wanted::WithStored
    } else if options.records.is_some() || options.timeline.is_some() {
        Wanted::Records
    } else {
        Wanted::Nothing
    };

    let writer =
        Writer::new(options.records.as_deref(), options.timeline.as_deref(), options.mvt.as_deref())?;
    let mut listener =
        Listener { bar: bar(options.told.quiet), words: Words::new(lang), writer, failed: None };
    let outcome = scan::run(&request, Library::shipped(), &AtomicBool::new(false), &mut listener);
    listener.bar.finish_and_clear();
    let outcome = outcome?;
    match listener.failed.take() {
        Some(failure) => return Err(failure),
        None => listener.writer.finish(&outcome)?,
    }
    tell(&outcome, &options.told, lang)?;
    Ok(ExitCode::from(exit::of(outcome.conclusion)))
}

/// The one acquisition in this place. Listing a large archive takes a while, and is shown.
fn found(path: &Path, quiet: bool) -> Result<Candidate, Failure> {
    let bar = bar(quiet);
    let never = AtomicBool::new(false);
    let candidates = scan::identify_and_tell(path, &never, &mut |done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    the_one(candidates?)
}

fn the_one(candidates: Vec<Candidate>) -> Result<Candidate, Failure> {
    let count = candidates.len();
    let mut candidates = candidates.into_iter();
    match (candidates.next(), count) {
        (Some(only), 1) => Ok(only),
        (Some(_), _) => Err(Failure::new("several-backups").with("count", count)),
        (None, _) => Err(Failure::new("no-acquisition-here")),
    }
}

/// Names that would be refused after a long check are refused before it.
fn check_names(options: &Scan) -> Result<(), Failure> {
    let wrong = |path: &Option<PathBuf>, known: &[&str]| {
        path.as_ref().is_some_and(|path| {
            !path.extension().and_then(OsStr::to_str).is_some_and(|end| known.contains(&end))
        })
    };
    let unknown =
        options.only.iter().flatten().find(|id| Library::shipped().ios.iter().all(|known| known.id != **id));
    if wrong(&options.told.report, &["html", "txt"])
        || wrong(&options.timeline, &["csv", "jsonl"])
        || unknown.is_some()
    {
        let message = match unknown {
            Some(id) => {
                format!("--only: there is no artifact {}; see `lucerna artifacts`", report::clean(id))
            }
            None => "--report must end in .html or .txt, --timeline in .csv or .jsonl".to_owned(),
        };
        clap::Error::raw(clap::error::ErrorKind::ValueValidation, format!("{message}\n")).exit();
    }
    Ok(())
}

/// Whether the built-in lists count, and which others.
pub(crate) fn compared(asked: &Lists) -> Result<(bool, Vec<PathBuf>), Failure> {
    Ok((!asked.no_builtin_indicators, lists(&asked.indicators)?))
}

/// Files as named, folders by what they hold.
pub(crate) fn lists(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in named {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unreadable =
            |error| Failure::new("indicators-unreadable").with("file", path.display()).because(error);
        #[expect(
            clippy::disallowed_methods,
            reason = "a folder of lists that the person named; it is not evidence"
        )]
        let entries = std::fs::read_dir(path).map_err(unreadable)?;
        let is_list = |path: &PathBuf| {
            let end = path.extension().and_then(OsStr::to_str);
            matches!(end, Some("stix2" | "json" | "stix")) && path.is_file()
        };
        let mut inside: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(is_list).collect();
        inside.sort();
        if inside.is_empty() {
            return Err(Failure::new("indicators-unreadable").with("file", path.display()));
        }
        files.extend(inside);
    }
    Ok(files)
}

/// Writes the outcome and the report where they were asked for, and prints the report.
pub(crate) fn tell(outcome: &Outcome, asked: &Told, lang: &str) -> Result<(), Failure> {
    let (json, personal) = (asked.json.as_deref(), asked.personal);
    if let Some(path) = json {
        save(path, &report::json(outcome, personal))?;
    }
    let view = report::view(outcome, lang, Options { personal });
    if let Some(path) = &asked.report {
        let html = path.extension().is_some_and(|end| end == "html");
        save(path, &if html { report::html(&view, true) } else { report::text(&view, true) })?;
    }
    if !asked.quiet && json != Some(Path::new("-")) {
        say::out(&report::text(&view, false));
    }
    Ok(())
}

fn save(path: &Path, content: &str) -> Result<(), Failure> {
    if path == Path::new("-") {
        say::out(content);
        return Ok(());
    }
    crate::files::written(
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(path).and_then(
            |mut file| {
                std::io::Write::write_all(&mut file, content.as_bytes()).and_then(|()| file.sync_all())
            },
        ),
    )
}

struct Listener {
    bar: ProgressBar,
    words: Words,
    writer: Writer,
    failed: Option<Failure>,
}

impl Observer for Listener {
    fn progress(&mut self, progress: Progress) {
        match progress {
            Progress::Opening => self.bar.set_message("…"),
            Progress::Listing { done, of } => {
                self.bar.set_length(of);
                self.bar.set_position(done);
            }
            Progress::Unlocking { done, of } => {
                self.bar.set_length(u64::from(of));
                self.bar.set_position(u64::from(done));
            }
            Progress::Examining { now, permille, .. } => {
                let name = |id: &String| self.words.say(&format!("{}.name", id.replace('.', "-")));
                self.bar.set_length(1000);
                self.bar.set_position(u64::from(permille));
                self.bar.set_message(now.first().map(name).unwrap_or_default());
            }
        }
    }

    fn begins(&mut self, artifact: &str) {
        let begun = self.writer.begin(artifact);
        self.remember(begun);
    }

    fn record(&mut self, artifact: &str, record: Record) {
        let written = self.writer.record(artifact, &record);
        self.remember(written);
    }
}

impl Listener {
    /// The first failure is the one that is told; the check ends anyway.
    fn remember(&mut self, result: Result<(), Failure>) {
        if let (Err(failure), None) = (result, &self.failed) {
            self.failed = Some(failure);
        }
    }
}

fn bar(quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(1000);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent:>3} % {msg}") {
        bar.set_style(style);
    }
    bar
}
