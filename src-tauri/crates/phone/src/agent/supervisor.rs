//! Starts the process that talks to the phone, listens to it, and ends it.

use super::{MODE, Reply, Task};
use crate::{Failure, link};
use std::io::{self, BufReader, Read};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};
use worker::frames;

/// It beats every second; one that is silent for so long hangs.
const SILENCE: Duration = Duration::from_secs(120);

/// How long it may take to end after it was told to.
const GRACE: Duration = Duration::from_secs(3);

/// Has a task done in a process of its own. Replies go to `hear` until it answers true: that was the last.
///
/// # Errors
/// What the process says ([`Reply::Failed`]); `stopped` if `stop` came true; `phone-worker-broke` if it
/// crashed, hung, filled its memory, spoke nonsense, or ended without its last reply.
pub(crate) fn run(
    task: &Task,
    stop: &AtomicBool,
    hear: &mut dyn FnMut(Reply) -> bool,
) -> Result<(), Failure> {
    run_holding(Stdio::null(), task, stop, hear)
}

/// As [`run`]; the process has `held` for its standard error, which it does not use: a lock on that file
/// lasts until both this process and that one are gone.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_holding(
    held: Stdio,
    task: &Task,
    stop: &AtomicBool,
    hear: &mut dyn FnMut(Reply) -> bool,
) -> Result<(), Failure> {
    let mut running = Running::start(task, held).map_err(broke)?;
    let mut heard = Instant::now();
    loop {
        if stop.load(Ordering::Relaxed) {
            running.end_gently();
            return Err(Failure::new("stopped"));
        }
        match running.replies.recv_timeout(Duration::from_millis(100)) {
            Ok(Ok(Reply::Failed(failure))) => return Err(known(failure)),
            Ok(Ok(reply)) => {
                heard = Instant::now();
                if hear(reply) {
                    return Ok(());
                }
            }
            Ok(Err(error)) => return Err(broke(error)),
            Err(RecvTimeoutError::Timeout) if heard.elapsed() > SILENCE => return Err(broke("silent")),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(broke(running.fallen())),
        }
    }
}

fn broke(cause: impl std::fmt::Display) -> Failure {
    Failure::new("phone-worker-broke").because(cause)
}

/// A code that the process made up has no words; whoever sent it is not to be believed.
fn known(failure: Failure) -> Failure {
    let known = Failure::NUMBERS.iter().any(|(code, _)| *code == failure.code);
    if known { failure } else { broke("an unknown failure") }
}

/// A running process. Killed if dropped early.
struct Running {
    child: Child,
    /// It ends when this is closed.
    leash: Option<ChildStdin>,
    replies: Receiver<io::Result<Reply>>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(task: &Task, held: Stdio) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(MODE).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(held);
        // Of the person's environment it gets where phones are looked for; Windows starts nothing without
        // the other.
        command.env_clear().envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        command.envs(link::chosen_address().map(|address| (link::ENVIRONMENT, address)));
        let mut child = command.spawn()?;
        let pipes = child.stdin.take().zip(child.stdout.take());
        let (mut leash, stdout) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        frames::write(&mut leash, task)?;
        let (sender, replies) = sync_channel(64);
        std::thread::spawn(move || {
            let mut stdout = BufReader::with_capacity(64 << 10, stdout);
            while let Some(reply) = frames::read(&mut stdout).transpose() {
                let broken = reply.is_err();
                if sender.send(reply).is_err() || broken {
                    return;
                }
            }
            // Drained, so that it is not the pipe that keeps a process alive.
            let _ = io::copy(&mut stdout.take(1 << 20), &mut io::sink());
        });
        Ok(Self { child, leash: Some(leash), replies })
    }

    /// Lets go of the leash and waits a moment, so that the phone hears a goodbye.
    fn end_gently(&mut self) {
        self.leash = None;
        let until = Instant::now() + GRACE;
        while Instant::now() < until && matches!(self.child.try_wait(), Ok(None)) {
            let _ = self.replies.recv_timeout(Duration::from_millis(50));
        }
    }

    fn fallen(&mut self) -> String {
        self.child.wait().map_or_else(|error| error.to_string(), |status| status.to_string())
    }
}
