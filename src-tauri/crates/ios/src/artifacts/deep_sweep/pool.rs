//! Several threads that look at pieces while another one reads. Reading stays in one place and in order: an archive is
//! unpacked from its front to its end.

use super::matcher::{Matcher, Seen};
use super::stream::Piece;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::Scope;

/// More would only wait for the disk.
const MOST: usize = 8;

/// Which file, and which piece of it.
pub(super) type Number = (u64, usize);

/// What was seen in one piece.
pub(super) type Looked = (Number, Seen);

/// Where pieces are looked at: here and now, or by others.
pub(super) enum Pool<'a> {
    Here { matcher: &'a Matcher<'a>, room: Vec<u8>, looked: Vec<Looked> },
    Others { pieces: SyncSender<(Number, Piece)>, looked: Receiver<(Looked, Vec<u8>)>, room: Vec<Vec<u8>> },
}

impl<'a> Pool<'a> {
    /// Starts its threads, if there may be more than one.
    pub(super) fn start<'scope>(
        matcher: &'a Matcher<'a>,
        threads: usize,
        scope: &'scope Scope<'scope, '_>,
    ) -> Self
    where
        'a: 'scope,
    {
        let threads = threads.min(MOST);
        if threads < 2 {
            return Self::Here { matcher, room: Vec::new(), looked: Vec::new() };
        }
        let (pieces, waiting) = sync_channel(2 * threads);
        let (done, looked) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        for _ in 0..threads {
            let (waiting, done) = (waiting.clone(), done.clone());
            scope.spawn(move || look(matcher, &waiting, &done));
        }
        Self::Others { pieces, looked, room: Vec::new() }
    }

    /// An empty buffer, or one that was used before.
    pub(super) fn room(&mut self) -> Vec<u8> {
        match self {
            Self::Here { room, .. } => std::mem::take(room),
            Self::Others { room, .. } => room.pop().unwrap_or_default(),
        }
    }

    /// Waits if too many are waiting already. False if nobody looks any more.
    pub(super) fn give(&mut self, number: Number, piece: Piece) -> bool {
        match self {
            Self::Here { matcher, room, looked } => {
                looked.push((number, matcher.look(&piece)));
                *room = piece.bytes;
                true
            }
            Self::Others { pieces, .. } => pieces.send((number, piece)).is_ok(),
        }
    }

    /// What was seen meanwhile, in any order. With `wait`, at least one if any piece is still out; none then means that
    /// nobody looks any more.
    pub(super) fn take(&mut self, wait: bool) -> Vec<Looked> {
        match self {
            Self::Here { looked, .. } => std::mem::take(looked),
            Self::Others { looked, room, .. } => {
                let mut all = Vec::new();
                let mut keep = |(seen, bytes): (Looked, Vec<u8>)| {
                    all.push(seen);
                    if room.len() < 2 * MOST {
                        room.push(bytes);
                    }
                };
                if wait && let Ok(first) = looked.recv() {
                    keep(first);
                }
                while let Ok(one) = looked.try_recv() {
                    keep(one);
                }
                all
            }
        }
    }
}

type Waiting = Arc<Mutex<Receiver<(Number, Piece)>>>;

/// One thread's work, until nobody gives pieces any more.
fn look(matcher: &Matcher<'_>, waiting: &Waiting, done: &Sender<(Looked, Vec<u8>)>) {
    loop {
        let next = waiting.lock().ok().and_then(|waiting| waiting.recv().ok());
        let Some((number, piece)) = next else { return };
        let seen = matcher.look(&piece);
        if done.send(((number, seen), piece.bytes)).is_err() {
            return;
        }
    }
}
