//! The log: lines put together to shutdowns, with the programs that were still there in each.

use super::line::{Line, read};
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
