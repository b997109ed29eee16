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
    /// Check an acquisition (a backup folder, a folder around it, a zip or tar of it)
    #[command(
        after_help = "Exit codes: 0 nothing found in what was checked · 10 something an expert should see · \
20 traces of known spyware · 30 could not check enough to say · 1 failure · 2 usage"
    )]
    Scan(Box<Scan>),
    /// List what can be examined
    Artifacts {
        /// Describe one artifact: paths, detections, fields of its records
        #[arg(long, value_name = "ID")]
        describe: Option<String>,
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
    /// What to check
    pub acquisition: PathBuf,
    /// Read the backup's password from this file (its first line)
    #[arg(long, value_name = "F", conflicts_with = "password_stdin")]
    pub password_file: Option<PathBuf>,
    /// Read the backup's password from standard input (its first line)
    #[arg(long)]
    pub password_stdin: bool,
    /// Compare with this STIX 2 file too, or with all in this folder
    #[arg(long, value_name = "FILE_OR_DIR")]
    pub indicators: Vec<PathBuf>,
    /// Leave the built-in lists out
    #[arg(long)]
    pub no_builtin_indicators: bool,
    /// Write the outcome as JSON (`-` for standard output)
    #[arg(long, value_name = "FILE|-")]
    pub json: Option<PathBuf>,
    /// Write the report as .html or .txt
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Write all dated records as .csv or, for Timesketch, .jsonl
    #[arg(long, value_name = "FILE")]
    pub timeline: Option<PathBuf>,
    /// Write all records, one file for each artifact
    #[arg(long, value_name = "DIR")]
    pub records: Option<PathBuf>,
    /// A day that the person remembers: WHAT is seizure, border, odd-link or notification
    #[arg(long = "date", value_name = "WHAT=YYYY-MM-DD", value_parser = day)]
    pub dates: Vec<engine::Day>,
    /// Examine these artifacts only
    #[arg(long, value_name = "ID,…", value_delimiter = ',')]
    pub only: Option<Vec<String>>,
    /// Artifacts examined at once (default: one for each core)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub jobs: Option<u16>,
    /// Include values that tell of people (senders, addresses, the phone's name)
    #[arg(long)]
    pub personal: bool,
    /// Print nothing but errors
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
    /// Write the backup of a pretend phone
    Make {
        /// Name of the pretend phone
        scenario: String,
        /// Folder to make; it must not exist or be empty
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Lock it with the password read from standard input
        #[arg(long, requires = "password_stdin")]
        encrypted: bool,
        /// Read the password from standard input (its first line)
        #[arg(long)]
        password_stdin: bool,
    },
}

/// `seizure=2026-10-01`
fn day(text: &str) -> Result<engine::Day, &'static str> {
    let (what, day) = text.split_once('=').ok_or("write it as seizure=2026-10-01")?;
    let what = engine::Occasion::named(what)
        .ok_or("before the = stands seizure, border, odd-link or notification")?;
    let day = day.parse().map_err(|_| "after the = stands a day, as 2026-10-01")?;
    Ok(engine::Day { what, day })
}
