//! A backup from beginning to end, with the cable pulled as often as it may be.

use super::conversation::{Came, Conversation};
use super::description::describe;
use super::ended::{Ended, on_disk};
use super::marker::Marker;
use super::notices::Notices;
use super::progress::Pace;
use super::selection::Selection;
use super::store::{Begun, Store};
use super::turn::Turn;
use super::verify::{Compared, verify};
use super::wire::{Watch, Wire};
use crate::link::{Address, Phone};
use crate::{Failure, Password, Plan, Stage, clock};
use serde::{Deserialize, Serialize};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long a copy waits, and for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patience {
    /// The cable may be out for so long.
    pub gone: Duration,
    /// The phone may be silent for so long in the middle of the backup; it prepares for minutes, and waits for
    /// its passcode up to half an hour.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { gone: Duration::from_secs(12 * 3600), silence: Duration::from_secs(35 * 60) }
    }
}

/// A cable that is pulled again and again without a byte between is no cable.
const MOST_EMPTY_TRIES: u32 = 10;
const BETWEEN_TRIES: Duration = Duration::from_secs(1);

/// A whole backup.
pub(crate) struct Whole {
    pub(crate) folder: PathBuf,
    pub(crate) marker: Marker,
}

/// True if the folder of the plan holds the whole backup of its phone.
pub(crate) fn is_whole(plan: &Plan) -> bool {
    Marker::of(&plan.folder.join("backup").join(&plan.udid)).is_some()
}

/// A backup under way.
pub(crate) struct Run<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) patience: Patience,
    /// Names the computer's last start.
    pub(crate) start: &'a str,
    pub(crate) address: &'a Address,
    /// Bytes in use on the phone.
    pub(crate) used: Option<u64>,
    pub(crate) watch: Watch,
    /// True while the phone asks for its passcode.
    pub(crate) passcode: Arc<AtomicBool>,
}

impl Run<'_> {
    /// Makes the backup, or finds the one that is there.
    ///
    /// # Errors
    /// As [`crate::copy`].
    pub(crate) async fn back_up(self, pace: &mut Pace) -> Result<Whole, Failure> {
        let store = match Store::begin(&self.plan.folder, &self.plan.udid, &self.plan.keep, self.start)? {
            Begun::Whole(folder, marker) => return Ok(Whole { folder, marker }),
            Begun::Growing(store) => store,
        };
        let selection = Selection::new(&self.plan.keep);
        let mut came = Came::default();
        if store.free().map_err(|error| on_disk(&error))? == 0 {
            return Err(self.room(Failure::new("no-space"), 0));
        }
        let mut growing = Growing { run: &self, selection: &selection, came: &mut came, pace };
        let store = growing.all(store).await.map_err(|(failure, free)| self.room(failure, free))?;
        pace.enter(Stage::Verifying);
        finish(store, selection, self.plan.new_password.clone(), came).await
    }

    /// Says how much was needed and how much was free, where that is what is wrong.
    fn room(&self, failure: Failure, free: u64) -> Failure {
        if !["no-space", "space-ran-out"].contains(&failure.code.as_str()) {
            return failure;
        }
        self.used.iter().fold(failure, |failure, used| failure.with("needs", used)).with("free", free)
    }

    fn bytes(&self) -> u64 {
        self.watch.bytes.load(Ordering::Relaxed)
    }

    /// Until the same phone is back and open.
    async fn wait(&self) -> Result<(), Failure> {
        let began = Instant::now();
        loop {
            tokio::time::sleep(BETWEEN_TRIES).await;
            match Phone::open(self.address, &self.plan.udid).await {
                Ok(_) => return Ok(()),
                // Somebody undid the trust meanwhile, or another phone pretends to be this one.
                Err(failure) if ["pairing-failed", "trust-refused"].contains(&failure.code.as_str()) => {
                    return Err(failure);
                }
                Err(_) if began.elapsed() > self.patience.gone => {
                    return Err(Failure::new("copy-interrupted"));
                }
                Err(_) => {}
            }
        }
    }
}

struct Growing<'a> {
    run: &'a Run<'a>,
    selection: &'a Selection,
    came: &'a mut Came,
    pace: &'a mut Pace,
}

impl Growing<'_> {
    /// Until the phone says that all is there. With a failure comes what was free then.
    async fn all(&mut self, mut store: Store) -> Result<Store, (Failure, u64)> {
        let mut empty = 0;
        loop {
            let before = self.run.bytes();
            let ended = match Phone::open(self.run.address, &self.run.plan.udid).await {
                Ok(phone) => self.once(&phone, &store).await,
                Err(failure) => Err(Ended::Failed(failure)),
            };
            self.run.passcode.store(false, Ordering::Relaxed);
            match ended {
                Ok(()) => return Ok(store),
                Err(Ended::Failed(failure)) if failure.code != "phone-gone" => {
                    return Err((failure, store.free().unwrap_or(0)));
                }
                Err(_) => {}
            }
            empty = if self.run.bytes() > before { 0 } else { empty + 1 };
            if empty > MOST_EMPTY_TRIES {
                return Err((Failure::new("copy-interrupted"), 0));
            }
            store.go_on();
            self.pace.enter(Stage::WaitingForPhone);
            self.run.wait().await.map_err(|failure| (failure, 0))?;
        }
    }

    /// One conversation, until it ends.
    async fn once(&mut self, phone: &Phone, store: &Store) -> Result<(), Ended> {
        if !store.root().join("Info.plist").is_file() {
            let description = describe(phone).await?;
            store.write("Info.plist", &description).map_err(|error| Ended::Failed(on_disk(&error)))?;
        }
        // A phone without these can be backed up; it only cannot say that it asks for its passcode.
        let mut notices = Notices::open(phone).await.ok();
        post(&mut notices, "com.apple.itunes-mobdev.syncWillStart").await;
        let turn = match Turn::take(phone).await {
            Err(failure) if ["copy-in-use", "phone-gone"].contains(&failure.code.as_str()) => {
                return Err(failure.into());
            }
            turn => turn.ok(),
        };
        post(&mut notices, "com.apple.itunes-mobdev.syncDidStart").await;
        let stream = phone.service("com.apple.mobilebackup2", true).await?.get_socket();
        let stream = stream.ok_or(Ended::Lost(io::ErrorKind::NotConnected.into()))?;
        let wire = Wire::new(stream, self.run.watch.clone());
        let mut conversation = Conversation::new(wire, store, self.selection, self.pace, self.came);
        let ended = {
            let listening = async {
                match &mut notices {
                    Some(notices) => notices.listen(&self.run.passcode).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                ended = conversation.back_up() => ended,
                () = listening => Err(Failure::new("stopped").with("by", "phone").into()),
            }
        };
        drop(turn);
        post(&mut notices, "com.apple.itunes-mobdev.syncDidFinish").await;
        ended
    }
}

/// Courtesy; nothing depends on it.
async fn post(notices: &mut Option<Notices>, name: &str) {
    if let Some(notices) = notices {
        let _ = tokio::time::timeout(Duration::from_secs(2), notices.post(name)).await;
    }
}

/// Compares, writes the last note, gives the backup its name. Beside the conversation, for a slow disk may take
/// minutes to have it all.
async fn finish(
    store: Store,
    selection: Selection,
    password: Option<Password>,
    came: Came,
) -> Result<Whole, Failure> {
    let done = tokio::task::spawn_blocking(move || {
        let compared = verify(store.root(), &selection, password.as_ref(), &came)?;
        let marker = marker(&store, &selection, &came, compared);
        let folder = store.finish(&marker)?;
        Ok(Whole { folder, marker })
    });
    done.await.map_err(|error| Failure::new("our-fault").because(error))?
}

fn marker(store: &Store, selection: &Selection, came: &Came, compared: Compared) -> Marker {
    let mut not_sent: Vec<String> = came.not_sent.values().cloned().collect();
    not_sent.extend(compared.short);
    let mut marker = Marker::new(store.keep().clone(), selection.patterns(), not_sent, clock::now());
    marker.encrypted = compared.encrypted;
    marker.compared = if compared.with_list { "names-and-sizes" } else { "not" }.to_owned();
    marker
}

/// Bytes of all files below a folder.
pub(crate) fn size(folder: &Path) -> u64 {
    #[expect(clippy::disallowed_methods, reason = "counts the copy that was made here")]
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let one = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(about) if about.is_dir() => size(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0,
    };
    entries.flatten().map(one).sum()
}
