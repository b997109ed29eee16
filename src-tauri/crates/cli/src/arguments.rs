//! The command line. Its shape is a contract.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Checks the copy of a phone for traces of spyware, offline.
#[derive(Debug, Parser)]
#[command(version, name = "lucerna")]
pub(crate) struct Arguments {
    /// Language of reports and messages (BCP 47 tag)
    #[arg(long, global = true, default_value = "en")]
    pub lang: String,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check a backup, sysdiagnose, crash reports or a whole file system (a folder, a zip or tar of one)
    #[command(
        after_help = "Exit codes: 0 nothing found in what was checked · 10 something an expert should see · \
20 traces of known spyware · 30 could not check enough to say · 1 failure · 2 usage"
    )]
    Scan(Box<Scan>),
    /// Compare records of an earlier check (`--records`) with today's lists, without the phone
    #[command(
        after_help = "Only what stands in records can be compared: links hidden in a message, profiles' insides and \
deleted rows need the copy itself. Findings that came of no published value are taken over. Exit codes as for scan."
    )]
    Recheck(Recheck),
    /// List what can be examined: paths, kinds of copies and versions of iOS, detections
    Artifacts {
        /// Only this one, with the fields of its records
        #[arg(long, value_name = "ID")]
        describe: Option<String>,
    },
    /// Copy the connected phone: a backup, and its crash reports first
    #[command(
        after_help = "Exit codes: 0 the copy is whole · 1 failure · 2 usage. Ctrl-C leaves what came; the same command goes on from there."
    )]
    Backup(Box<Backup>),
    /// List the phones on the cable and how far each is. Asks nothing of them that they would show
    Devices {
        /// Print what is known of each, its name too, as JSON
        #[arg(long)]
        json: bool,
    },
    /// Look at lists of indicators
    #[command(subcommand)]
    Indicators(Indicators),
    /// Pretend phones, to learn and to test with
    #[command(subcommand)]
    Practice(Practice),
}

#[derive(Debug, Args)]
pub(crate) struct Scan {
    /// What to check; several of one phone are checked together
    #[arg(required = true)]
    pub acquisition: Vec<PathBuf>,
    /// Read the backup's password from this file (its first line)
    #[arg(long, value_name = "F", conflicts_with = "password_stdin")]
    pub password_file: Option<PathBuf>,
    /// Read the backup's password from standard input (its first line)
    #[arg(long)]
    pub password_stdin: bool,
    #[command(flatten)]
    pub lists: Lists,
    #[command(flatten)]
    pub told: Told,
    /// Write all dated records as .csv or, for Timesketch, .jsonl
    #[arg(long, value_name = "FILE")]
    pub timeline: Option<PathBuf>,
    /// Write all records, one file for each artifact
    #[arg(long, value_name = "DIR")]
    pub records: Option<PathBuf>,
    /// Write records, timeline and alerts in the files of the Mobile Verification Toolkit
    #[arg(long, value_name = "DIR")]
    pub mvt: Option<PathBuf>,
    /// A day that the person remembers: WHAT is seizure, border, odd-link or notification
    #[arg(long = "date", value_name = "WHAT=YYYY-MM-DD", value_parser = day)]
    pub dates: Vec<engine::Day>,
    /// Look at every byte of every file too (deep check); takes as long as copying it
    #[arg(long)]
    pub deep: bool,
    /// Examine these artifacts only
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub only: Option<Vec<String>>,
    /// Artifacts examined at once (default: one for each core)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
}

/// What is compared with.
#[derive(Debug, Args)]
pub(crate) struct Lists {
    /// Compare with this STIX 2 file too, or with all in this folder
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub indicators: Vec<PathBuf>,
    /// Leave the built-in lists out
    #[arg(long)]
    pub no_builtin_indicators: bool,
}

/// Where the answer goes, and what it holds.
#[derive(Debug, Args)]
pub(crate) struct Told {
    /// Write the outcome as JSON (`-` for standard output)
    #[arg(long, value_name = "FILE|-")]
    pub json: Option<PathBuf>,
    /// Write the report as .html or .txt
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Include values that tell of people (senders, addresses, the phone's name)
    #[arg(long)]
    pub personal: bool,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Recheck {
    /// The folder that --records wrote, or one with it as `records` inside
    pub folder: PathBuf,
    #[command(flatten)]
    pub lists: Lists,
    #[command(flatten)]
    pub told: Told,
}

#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// Folder for the copy; one that did not come to its end in it is gone on with
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Keep only the files that a check reads
    #[arg(long)]
    pub only_needed: bool,
    /// Which of several phones
    #[arg(long, value_name = "U")]
    pub udid: Option<String>,
    /// Lock the backup with the password in this file (its first line), if the phone has none
    #[arg(long, value_name = "F", conflicts_with = "password_stdin")]
    pub password_file: Option<PathBuf>,
    /// Lock the backup with the password from standard input (its first line), if the phone has none
    #[arg(long)]
    pub password_stdin: bool,
    /// Leave the crash reports out
    #[arg(long)]
    pub no_crash_reports: bool,
    /// Afterwards undo what was changed on the phone: its backup password and its trust
    #[arg(long)]
    pub put_back: bool,
    /// Print nothing but the outcome and errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Indicators {
    /// List the built-in packs
    List,
    /// Read STIX 2 files and say what was understood
    Check {
        /// Files or folders
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Practice {
    /// List the pretend phones
    List,
    /// Write the backup of a pretend phone, or another kind of copy of it
    Make {
        /// Name of the pretend phone, or a file that describes one (….toml)
        scenario: String,
        /// Folder to make; it must not exist or be empty (a sysdiagnose may also be a file, ….tar.gz)
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// What to make
        #[arg(long = "as", value_enum, default_value_t = CopyKind::Backup)]
        kind: CopyKind,
        /// With the layout of this iOS, 12 to 27, instead of its own
        #[arg(long, value_name = "MAJOR")]
        ios: Option<u32>,
        /// Write what is planted, and where, as JSON
        #[arg(long, value_name = "FILE")]
        planted: Option<PathBuf>,
        /// Lock it with the password read from standard input
        #[arg(long, requires = "password_stdin")]
        encrypted: bool,
        /// Read the password from standard input (its first line)
        #[arg(long)]
        password_stdin: bool,
    },
    /// Simulate a connected phone, for any program that talks with phones
    #[command(subcommand)]
    Serve(Serve),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Serve {
    /// An iPhone behind a usbmuxd of its own, on loopback
    #[command(after_help = crate::hands::help())]
    Iphone(Box<ServeIphone>),
}

#[derive(Debug, Args)]
pub(crate) struct ServeIphone {
    /// Name of the pretend phone whose content it has
    #[arg(long, value_name = "S", default_value = "ordinary")]
    pub scenario: String,
    /// It trusts this computer already
    #[arg(long)]
    pub trusted: bool,
    /// Its screen is locked
    #[arg(long)]
    pub locked: bool,
    /// It has a passcode, and asks for it
    #[arg(long)]
    pub passcode: bool,
    /// Its backups are encrypted already, with the password on the first line of standard input
    #[arg(long)]
    pub password_stdin: bool,
    /// What goes wrong; see below
    #[arg(long, value_name = "F,…", value_delimiter = ',')]
    pub fault: Vec<practice::iphone::Fault>,
    /// Port on loopback (default: any that is free)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub port: u16,
    /// Who unlocks, trusts and types: the phone's owner by itself, or lines on standard input
    /// (default: lines, if standard input is a terminal or a pipe)
    #[arg(long, value_enum, value_name = "WHO")]
    pub hands: Option<Hands>,
    /// How long the owner takes for each movement, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 700)]
    pub pause: u64,
    /// How long the phone waits for its passcode, in seconds
    #[arg(long, value_name = "S", default_value_t = 180)]
    pub passcode_wait: u64,
    /// How long a sysdiagnose takes, in seconds
    #[arg(long, value_name = "S", default_value_t = 20)]
    pub sysdiagnose_after: u64,
    /// Sysdiagnoses that lie on the phone from the start
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub old_sysdiagnoses: u32,
    /// Send files under names that say nothing of their content
    #[arg(long)]
    pub opaque_names: bool,
    /// Begin again where a part of the backup is on the computer already
    #[arg(long)]
    pub start_over: bool,
}

/// Who moves the owner's hands.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(crate) enum Hands {
    /// The owner, after short pauses
    Own,
    /// Lines on standard input
    Lines,
}

/// `seizure=2026-10-01`
fn day(text: &str) -> Result<engine::Day, &'static str> {
    let (what, day) = text.split_once('=').ok_or("write it as seizure=2026-10-01")?;
    let what = engine::Occasion::named(what)
        .ok_or("before the = stands seizure, border, odd-link or notification")?;
    let day = day.parse().map_err(|_| "after the = stands a day, as 2026-10-01")?;
    Ok(engine::Day { what, day })
}

/// What can be made of a pretend phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum CopyKind {
    /// A backup
    Backup,
    /// The archive that a phone makes of its logs
    Sysdiagnose,
    /// A folder of crash reports
    CrashReports,
    /// All its files
    Filesystem,
}
