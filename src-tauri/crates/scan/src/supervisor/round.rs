//! One worker process from start to end, with a clock beside it.

use super::Limits;
use crate::Failure;
use crate::protocol::{Order, Reply};
use crate::reader::MODE;
use std::collections::BTreeMap;
use std::io::{self, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use worker::frames;

/// How a worker ended.
pub(super) enum End {
    /// It did all it was told to.
    Done,
    /// It said why it could not.
    Failed(Failure),
    /// The person stopped it.
    Stopped,
    /// These artifacts were silent for too long; it was killed.
    Hung(Vec<String>),
    /// It asked for more memory than it may have.
    OutOfMemory,
    /// It crashed, was killed by the system, or spoke nonsense.
    Fell(String),
}

impl End {
    pub(super) fn into_failure(self) -> Failure {
        match self {
            Self::Failed(failure) => failure,
            Self::Stopped => Failure::new("stopped"),
            Self::OutOfMemory => Failure::new("too-little-memory"),
            Self::Hung(_) => Failure::new("worker-broke").because("silent"),
            Self::Fell(how) => Failure::new("worker-broke").because(how),
            Self::Done => Failure::new("our-fault"),
        }
    }
}

/// A running worker. Killed if dropped early.
pub(super) struct Round {
    child: Child,
    replies: Receiver<io::Result<Reply>>,
    complaints: JoinHandle<String>,
}

impl Drop for Round {
    fn drop(&mut self) {
        // Already ended is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Round {
    pub(super) fn start(order: &Order) -> Result<Self, Failure> {
        let broke = |error: io::Error| Failure::new("worker-broke").because(error);
        let program = std::env::current_exe().map_err(broke)?;
        let mut command = Command::new(program);
        command.arg(MODE).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Nothing of the person's environment is needed; Windows cannot start without this one.
        command.env_clear().envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        let mut child = command.spawn().map_err(broke)?;
        // A few: one may hold a megabyte of records.
        let (sender, replies) = sync_channel(8);
        let pipes = child.stdin.take().zip(child.stdout.take()).zip(child.stderr.take());
        let Some(((mut stdin, stdout), stderr)) = pipes else {
            return Err(Failure::new("worker-broke"));
        };
        frames::write(&mut stdin, order).map_err(broke)?;
        drop(stdin);
        std::thread::spawn(move || {
            let mut stdout = BufReader::with_capacity(64 << 10, stdout);
            while let Some(reply) = frames::read(&mut stdout).transpose() {
                let broken = reply.is_err();
                if sender.send(reply).is_err() || broken {
                    return;
                }
            }
        });
        // Only the allocator's last words are looked for; the rest is drained, so that it cannot block.
        let complaints = std::thread::spawn(move || {
            let mut first = Vec::new();
            let mut stderr = stderr;
            let _ = stderr.by_ref().take(4096).read_to_end(&mut first);
            let _ = io::copy(&mut stderr, &mut io::sink());
            String::from_utf8_lossy(&first).into_owned()
        });
        Ok(Self { child, replies, complaints })
    }

    /// Passes replies on until one ends the round (`hear` answers true), the worker ends, or time is up.
    pub(super) fn listen(
        mut self,
        limits: Limits,
        stop: &AtomicBool,
        mut hear: impl FnMut(Reply) -> bool,
    ) -> End {
        let mut clock = Clock::default();
        loop {
            if stop.load(Ordering::Relaxed) {
                return End::Stopped;
            }
            match self.replies.recv_timeout(Duration::from_millis(100)) {
                Ok(Ok(Reply::Failed(failure))) => return End::Failed(failure),
                Ok(Ok(reply)) => {
                    clock.note(&reply);
                    if hear(reply) {
                        return End::Done;
                    }
                }
                Ok(Err(error)) => return End::Fell(error.to_string()),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.fallen(),
            }
            let hung = clock.hung(limits);
            if !hung.is_empty() {
                return End::Hung(hung);
            }
        }
    }

    fn fallen(&mut self) -> End {
        let status = self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
        let complaints = std::mem::replace(&mut self.complaints, std::thread::spawn(String::new));
        if complaints.join().is_ok_and(|text| text.contains("memory allocation of ")) {
            return End::OutOfMemory;
        }
        End::Fell(status)
    }
}

/// When each artifact was last heard of.
#[derive(Default)]
struct Clock {
    artifacts: BTreeMap<String, Turn>,
    bytes: u64,
    bytes_moved: Option<Instant>,
}

struct Turn {
    started: Instant,
    heard: Instant,
    records: u64,
}

impl Clock {
    fn note(&mut self, reply: &Reply) {
        let now = Instant::now();
        match reply {
            Reply::Started(id) => {
                self.artifacts.insert(id.clone(), Turn { started: now, heard: now, records: 0 });
            }
            Reply::Alive { artifact, records } => {
                if let Some(turn) = self.artifacts.get_mut(artifact).filter(|turn| turn.records != *records) {
                    turn.heard = now;
                    turn.records = *records;
                }
            }
            Reply::Read { bytes } if *bytes != self.bytes => {
                self.bytes = *bytes;
                self.bytes_moved = Some(now);
            }
            Reply::Ended(ended) => {
                self.artifacts.remove(&ended.coverage.artifact);
            }
            _ => {}
        }
    }

    /// Silent for too long while no byte moved either, or at work for too long.
    fn hung(&self, limits: Limits) -> Vec<String> {
        let quiet = self.bytes_moved.is_none_or(|moved| moved.elapsed() > limits.silence);
        let over = |turn: &Turn| {
            (quiet && turn.heard.elapsed() > limits.silence) || turn.started.elapsed() > limits.at_most
        };
        self.artifacts.iter().filter(|(_, turn)| over(turn)).map(|(id, _)| id.clone()).collect()
    }
}
