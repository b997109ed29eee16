//! The log, line by line. Two layouts, and marks between:
//!
//! ```text
//! After 0.1s, remaining client pid: 155 (/usr/libexec/nfcd)
//!
//! After 1.26s, these clients are still here:
//!         remaining client pid: 155 (/usr/libexec/nfcd/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A)
//! SIGTERM: [1774602168] All buffers flushed
//! ```

use jiff::Timestamp;

/// Programs that are kept of one reboot; phones have some hundred running.
const MOST_CLIENTS: usize = 5_000;
/// Lines that could not be understood and are told apart.
const MOST_UNCLEAR: usize = 100;
/// Shutdowns that wait for a date; more are told without one.
const MOST_UNDATED: usize = 100;

/// One program that was still there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Client {
    /// Its path, without the number of its build behind it.
    pub(super) path: String,
    /// The number of its build, if the log tells it.
    pub(super) build: Option<String>,
    /// Its number.
    pub(super) pid: u64,
    /// Seconds that had passed, added up over all looks.
    pub(super) delay: f64,
    /// How often it was met.
    pub(super) looks: u64,
    /// Line where it was met first.
    pub(super) line: u64,
}

/// One shutdown.
#[derive(Debug, Default)]
pub(super) struct Reboot {
    /// When it ended, if a line says so.
    pub(super) when: Option<Timestamp>,
    /// The line that says so, else that of the last look.
    pub(super) line: u64,
    /// How often the phone looked.
    pub(super) looks: usize,
    /// What was still there.
    pub(super) clients: Vec<Client>,
}

/// What one line says.
#[derive(Debug, PartialEq)]
enum Line<'a> {
    /// A look after so many seconds; its programs follow.
    Look(f64),
    /// A program, and how long after, if its own line says so.
    Client { after: Option<f64>, pid: u64, path: &'a str, build: Option<&'a str> },
    /// The end of a shutdown.
    End(Option<Timestamp>),
    /// Nothing that matters.
    Mark,
    /// It should name a program, and does not do so in a way that is known.
    Unclear,
    /// Something else.
    Unknown,
}

/// A log in the reading.
///
/// Newer systems date the end of a shutdown. Older ones do not: there the clock of its looks, which begins anew, tells one
/// from the next (the project Trace).
#[derive(Debug, Default)]
pub(super) struct Log {
    /// Since the clock began.
    reboot: Reboot,
    /// Earlier runs of the clock for which no date has come yet.
    undated: Vec<Reboot>,
    after: f64,
    /// True once programs were told to end, in the layout without dates: the next look is of another shutdown.
    told_to_end: bool,
    /// True after a mark: the same second again is another shutdown.
    marked: bool,
    /// A look of which no program was named yet, as its line.
    open: Option<u64>,
    /// Lines that say something known.
    pub(super) understood: u64,
    /// Lines that say something else.
    pub(super) gaps: u64,
    /// Lines that should name a program and were not understood.
    pub(super) unclear: Vec<u64>,
    /// True if a reboot had more programs than are kept.
    pub(super) too_many: bool,
}

impl Log {
    /// Reads one line; the reboots that are known to have ended with it.
    pub(super) fn line(&mut self, number: u64, text: &str) -> Vec<Reboot> {
        let line = read(text);
        match line {
            Line::Unclear => {
                if self.unclear.len() < MOST_UNCLEAR {
                    self.unclear.push(number);
                }
            }
            Line::Unknown => self.gaps += 1,
            Line::Mark if text.trim().is_empty() => return Vec::new(),
            _ => self.understood += 1,
        }
        self.open = matches!(line, Line::Look(_)).then_some(number);
        match line {
            Line::Look(after) => self.look(number, after),
            Line::Client { after, pid, path, build } => {
                let anew = self.reboot.looks == 0 || self.marked || self.told_to_end;
                let again = after.filter(|after| anew || *after != self.after);
                let ended = again.map(|after| self.look(number, after)).unwrap_or_default();
                self.told_to_end |= text.trim_start().starts_with("SIGTERM");
                let client = Client {
                    path: path.to_owned(),
                    build: build.map(str::to_owned),
                    pid,
                    delay: self.after,
                    looks: 1,
                    line: number,
                };
                self.too_many |= !self.reboot.add(client);
                ended
            }
            Line::End(when) => {
                let mut reboot = self.joined();
                (reboot.when, reboot.line) = (when, number);
                vec![reboot]
            }
            Line::Mark | Line::Unclear | Line::Unknown => {
                self.marked |= line == Line::Mark;
                Vec::new()
            }
        }
    }

    /// What stands after the last date, and the line of a look whose programs are missing at the end.
    pub(super) fn end(&mut self) -> (Vec<Reboot>, Option<u64>) {
        let mut left = std::mem::take(&mut self.undated);
        left.push(self.take());
        (left, self.open)
    }

    fn look(&mut self, line: u64, after: f64) -> Vec<Reboot> {
        let mut ended = Vec::new();
        if self.told_to_end {
            ended.push(self.joined());
        } else if after < self.after || (self.marked && self.reboot.looks > 0 && after == self.after) {
            let reboot = self.take();
            self.undated.push(reboot);
            if self.undated.len() == MOST_UNDATED {
                ended.append(&mut self.undated);
            }
        }
        (self.after, self.marked) = (after, false);
        self.reboot.looks += 1;
        self.reboot.line = line;
        ended
    }

    fn take(&mut self) -> Reboot {
        (self.after, self.told_to_end, self.marked) = (0.0, false, false);
        std::mem::take(&mut self.reboot)
    }

    /// All runs of the clock since the last end as one: it may begin anew while a phone is shut down.
    fn joined(&mut self) -> Reboot {
        let mut runs = std::mem::take(&mut self.undated).into_iter();
        let last = self.take();
        let Some(mut reboot) = runs.next() else { return last };
        for run in runs.chain([last]) {
            (reboot.looks, reboot.line) = (reboot.looks + run.looks, run.line);
            for client in run.clients {
                self.too_many |= !reboot.add(client);
            }
        }
        reboot
    }
}

impl Reboot {
    /// One more meeting with a program; false if there is no room for it.
    fn add(&mut self, client: Client) -> bool {
        let same = |known: &&mut Client| known.pid == client.pid && known.path == client.path;
        if let Some(known) = self.clients.iter_mut().find(same) {
            known.delay += client.delay;
            known.looks += client.looks;
        } else if self.clients.len() < MOST_CLIENTS {
            self.clients.push(client);
        } else {
            return false;
        }
        true
    }
}

fn read(text: &str) -> Line<'_> {
    let text = text.trim();
    let named = text.find("remaining client pid").is_some();
    if let Some(rest) = text.strip_prefix("After ") {
        let Some((seconds, rest)) = rest.split_once(',') else { return Line::Unknown };
        let Some(after) = self::seconds(seconds) else {
            return if named { Line::Unclear } else { Line::Unknown };
        };
        return match rest.trim() {
            rest if rest.starts_with("these clients are still here") => Line::Look(after),
            rest => client(rest, Some(after)),
        };
    }
    if let Some(rest) = text.strip_prefix("SIGTERM") {
        return match rest.find("remaining client pid") {
            Some(at) => client(rest.get(at..).unwrap_or_default(), None),
            None => end(rest),
        };
    }
    match text {
        "" => Line::Mark,
        text if text.starts_with('%') => Line::Mark,
        text if named => client(text, None),
        _ => Line::Unknown,
    }
}

/// `0.1s` or `2 s`.
fn seconds(text: &str) -> Option<f64> {
    let number: f64 = text.trim().strip_suffix('s')?.trim_end().parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// `remaining client pid: 155 (/usr/libexec/nfcd)`.
fn client(text: &str, after: Option<f64>) -> Line<'_> {
    let told = text.strip_prefix("remaining client pid:").and_then(|rest| {
        let (pid, rest) = rest.trim_start().split_once(' ')?;
        let path = rest.trim().strip_prefix('(')?.strip_suffix(')')?;
        Some((pid.parse().ok()?, apart(path)))
    });
    match told {
        Some((pid, (path, build))) if path.len() > 1 => Line::Client { after, pid, path, build },
        _ => Line::Unclear,
    }
}

/// `: [1774602168] All buffers flushed`, `: [ 1774602168 ]` or `: … @1774602168`, seconds since 1970.
fn end(text: &str) -> Line<'_> {
    let bracketed = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(number, _)| number);
    let behind = text.split_once('@').map(|(_, rest)| rest.trim_start());
    let when = [bracketed, behind].into_iter().flatten().find_map(|text| {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(digits)?;
        // A place in memory (`[0x100304080]`) is no time.
        let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        whole.then(|| Timestamp::from_second(number.parse().ok()?).ok()).flatten()
    });
    match when {
        Some(when) => Line::End(Some(when)),
        None => Line::Unknown,
    }
}

/// The path, and the number of the build that newer systems put behind it.
fn apart(path: &str) -> (&str, Option<&str>) {
    match path.rsplit_once('/') {
        Some((before, last)) if !before.is_empty() && is_uuid(last) => (before, Some(last)),
        _ => (path, None),
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    let right =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    lengths.iter().all(|length| parts.next().is_some_and(|part| right(part, *length)))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{Line, read};

    #[test]
    fn lines_of_both_layouts() {
        let nfcd = |after| Line::Client { after, pid: 155, path: "/usr/libexec/nfcd", build: None };
        let build = "\t\tremaining client pid: 155 (/usr/libexec/nfcd/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A)";
        assert_eq!(read("After 0.1s, remaining client pid: 155 (/usr/libexec/nfcd)"), nfcd(Some(0.1)));
        let number = Some("EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A");
        assert_eq!(
            read(build),
            Line::Client { after: None, pid: 155, path: "/usr/libexec/nfcd", build: number }
        );
        assert_eq!(
            read("SIGTERM: [0x100304080] Sent SIGTERM to remaining client pid: 155 (/usr/libexec/nfcd)"),
            nfcd(None)
        );
        assert_eq!(read("After 1.26s, these clients are still here:"), Line::Look(1.26));
        assert_eq!(read("%%%%% Entering phase: Waiting for apps to exit"), Line::Mark);
        assert_eq!(
            read("remaining client pid: 0 (/kernel/D504008E-47BE-3030-836A-E692031BB4AE)"),
            Line::Client {
                after: None,
                pid: 0,
                path: "/kernel",
                build: Some("D504008E-47BE-3030-836A-E692031BB4AE")
            }
        );
    }

    #[test]
    fn ends_have_a_date() {
        for text in
            ["SIGTERM: [1774602168] All buffers flushed", "SIGTERM: [1774602168]", "SIGTERM: x @1774602168"]
        {
            assert_eq!(read(text), Line::End(jiff::Timestamp::from_second(1_774_602_168).ok()), "{text}");
        }
        for text in [
            "SIGTERM: [0x100304080] Sent SIGTERM",
            "SIGTERM: []",
            "SIGTERM: [99999999999999999999]",
            "SIGTERM",
            "SIGTERM: [x]",
        ] {
            assert_eq!(read(text), Line::Unknown, "{text}");
        }
    }

    #[test]
    fn a_line_that_should_name_a_program_and_does_not_is_unclear() {
        for text in [
            "remaining client pid: x (/usr/libexec/nfcd)",
            "remaining client pid: 1 /usr/libexec/nfcd",
            "remaining client pid: 1 ()",
            "After xs, remaining client pid: 1 (/a)",
            "After 1s, some remaining client pid: 1 (/a",
        ] {
            assert_eq!(read(text), Line::Unclear, "{text}");
        }
        assert_eq!(read("something else"), Line::Unknown);
    }

    #[test]
    fn only_a_whole_number_of_a_build_is_taken_off() {
        let path = |text| match read(&format!("remaining client pid: 1 ({text})")) {
            Line::Client { path, .. } => path.to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(path("/usr/AAAA-BB/x"), "/usr/AAAA-BB/x");
        assert_eq!(path("/usr/a (b)/c"), "/usr/a (b)/c");
        assert_eq!(path("/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A"), "/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A");
        assert_eq!(
            path("/a/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A-1"),
            "/a/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A-1"
        );
    }
}
