//! The phone itself: what it knows, what its screen shows, whom it trusts, what hangs on its cable.

use super::{
    cable::Cable,
    content::Content,
    control::{Screen, Why},
    ended::Ended,
    fault::Fault,
    hosts::Host,
    notices::Notices,
    options::Options,
    stream::Stream,
    values::Facts,
};
use crate::{archive, error::PracticeError};
use plist::Value;
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// Requests that are remembered for [`super::Settings`]; later ones are dropped.
const REMEMBERED: usize = 100_000;

/// Where the trust prompt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    NotAsked,
    Asked,
    /// "Trust" was tapped; the passcode is still to be typed.
    Passcode,
    Given,
    /// Until the cable is pulled and put back.
    Refused,
}

/// How a passcode prompt ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Typed,
    Refused,
    Late,
}

/// What changes.
pub(super) struct State {
    pub(super) plugged: bool,
    /// A fault pulled the cable; an owner who acts by itself puts it back.
    pub(super) pulled_by_fault: bool,
    /// A cable is cut only once.
    pub(super) cut: bool,
    pub(super) locked: bool,
    pub(super) trust: Trust,
    /// A passcode prompt for a service, and its answer.
    pub(super) prompt: Option<(Why, Option<Answer>)>,
    pub(super) password: Option<String>,
    pub(super) hosts: BTreeMap<String, Host>,
    /// What usbmuxd calls the phone; another number each time it is plugged in.
    pub(super) attachment: u32,
    /// Services that wait for their connection, by port.
    pub(super) ports: BTreeMap<u16, (String, Host)>,
    /// Values that clients have set, by domain and key.
    pub(super) set: BTreeMap<(String, String), Value>,
    pub(super) asked: Vec<String>,
    /// The password of the backup that was begun last, if it had one: a part of it fits to no other.
    pub(super) begun: Option<Option<String>>,
    /// When the buttons were pressed for a sysdiagnose.
    pub(super) pressed: Vec<Instant>,
    pub(super) stopped: bool,
    next_port: u16,
}

/// A phone.
pub(super) struct Phone {
    pub(super) options: Options,
    pub(super) facts: Facts,
    pub(super) notices: Notices,
    state: Mutex<State>,
    changed: Condvar,
    attachments: Arc<AtomicU32>,
    lines: Lines,
    content: Mutex<Option<(Option<String>, Arc<Content>)>>,
}

impl Phone {
    /// `attachments` counts for all phones of one usbmuxd.
    pub(super) fn new(mut options: Options, attachments: Arc<AtomicU32>) -> Result<Arc<Self>, PracticeError> {
        options.scenario.seed = options.scenario.seed.wrapping_add(options.number.into());
        options.scenario.fill(crate::known::value)?;
        let facts = Facts::of(&options.scenario);
        let mut hosts = BTreeMap::new();
        if options.trusted {
            let (id, host) = super::keys::known_host(&facts.escrow);
            hosts.insert(id, host);
        }
        let state = State {
            plugged: true,
            pulled_by_fault: false,
            cut: false,
            locked: options.locked || options.fails(Fault::Locked),
            trust: Trust::NotAsked,
            prompt: None,
            password: options.password.clone(),
            hosts,
            attachment: attachments.fetch_add(1, Ordering::Relaxed),
            ports: BTreeMap::new(),
            set: BTreeMap::new(),
            asked: Vec::new(),
            begun: None,
            pressed: Vec::new(),
            stopped: false,
            next_port: 49_152,
        };
        Ok(Arc::new(Self {
            options,
            facts,
            notices: Notices::default(),
            state: Mutex::new(state),
            changed: Condvar::new(),
            attachments,
            lines: Lines::default(),
            content: Mutex::new(None),
        }))
    }

    /// What changes. A thread that panicked leaves it usable: every change is one assignment.
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes something and wakes whoever waits for it.
    pub(super) fn change<T>(&self, with: impl FnOnce(&mut State) -> T) -> T {
        let done = with(&mut self.state());
        self.changed.notify_all();
        done
    }

    /// Waits until something changes, at most `time`.
    pub(super) fn wait<'a>(&self, state: MutexGuard<'a, State>, time: Duration) -> MutexGuard<'a, State> {
        self.changed.wait_timeout(state, time).unwrap_or_else(PoisonError::into_inner).0
    }

    /// Remembers a request, such as `lockdown Pair`.
    pub(super) fn asked(&self, what: String) {
        let mut state = self.state();
        if state.asked.len() < REMEMBERED {
            state.asked.push(what);
        }
    }

    /// Whether this goes wrong.
    pub(super) fn fails(&self, fault: Fault) -> bool {
        self.options.fails(fault)
    }

    /// Keeps a connection on the cable, so that pulling it ends the connection.
    pub(super) fn hold(&self, cable: &Cable) -> Held<'_> {
        self.lines.hold(cable)
    }

    /// Bytes in a second that the cable carries.
    pub(super) fn speed(&self) -> Option<u64> {
        self.options.faults.iter().find_map(|fault| match fault {
            Fault::SlowLink(speed) => Some(*speed),
            _ => None,
        })
    }

    /// Opens a port for a service that `host` asked for.
    pub(super) fn open_port(&self, service: &str, host: &Host) -> u16 {
        let mut state = self.state();
        let port = state.next_port;
        state.next_port = port.checked_add(1).unwrap_or(49_152);
        state.ports.insert(port, (service.to_owned(), host.clone()));
        port
    }

    /// Shows the passcode prompt and waits for its end. Fails when the client or the cable goes away.
    pub(super) fn ask_passcode(&self, why: Why, stream: &Stream) -> Result<Answer, Ended> {
        let until = Instant::now() + self.options.passcode_wait;
        self.change(|state| state.prompt = Some((why, None)));
        self.notices.post("com.apple.LocalAuthentication.ui.presented");
        let answer = self.passcode_answer(until, stream);
        self.change(|state| state.prompt = None);
        self.notices.post("com.apple.LocalAuthentication.ui.dismissed");
        answer
    }

    fn passcode_answer(&self, until: Instant, stream: &Stream) -> Result<Answer, Ended> {
        loop {
            let state = self.wait(self.state(), Duration::from_millis(50));
            if let Some((_, Some(answer))) = state.prompt {
                return Ok(answer);
            }
            if state.stopped || !state.plugged {
                return Err(Ended::Fault("the cable was pulled"));
            }
            drop(state);
            if Instant::now() >= until {
                return Ok(Answer::Late);
            }
            if stream.cable().stirs() {
                return Err(Ended::Unexpected("something instead of waiting for the passcode"));
            }
        }
    }

    /// What the screen shows.
    pub(super) fn screen(&self) -> Screen {
        let state = self.state();
        match (&state.prompt, state.trust) {
            _ if !state.plugged => Screen::Unplugged,
            (Some((why, None)), _) => Screen::PasscodePrompt { why: *why },
            (_, Trust::Passcode) => Screen::PasscodePrompt { why: Why::Trust },
            (_, Trust::Asked) => Screen::TrustPrompt,
            _ if state.locked => Screen::Locked,
            _ => Screen::Home,
        }
    }

    /// Pulls the cable: every connection ends, prompts vanish.
    pub(super) fn pull(&self, by_fault: bool) {
        self.change(|state| {
            state.plugged = false;
            state.pulled_by_fault = by_fault;
            state.cut |= by_fault;
            state.trust = Trust::NotAsked;
            state.ports.clear();
        });
        self.lines.cut_all();
    }

    /// Puts the cable in.
    pub(super) fn put_in(&self) {
        let attachment = self.attachments.fetch_add(1, Ordering::Relaxed);
        self.change(|state| {
            if !state.plugged {
                state.plugged = true;
                state.pulled_by_fault = false;
                state.attachment = attachment;
            }
        });
    }

    /// The number under which usbmuxd knows the phone, while it is plugged in.
    pub(super) fn attachment(&self) -> Option<u32> {
        let state = self.state();
        state.plugged.then_some(state.attachment)
    }

    /// What `usbmuxd` says of the phone under that number.
    pub(super) fn attached(&self, attachment: u32) -> Value {
        let udid = self.facts.udid.as_str();
        archive::dictionary([
            ("DeviceID", attachment.into()),
            ("MessageType", "Attached".into()),
            (
                "Properties",
                archive::dictionary([
                    ("ConnectionSpeed", 480_000_000.into()),
                    ("ConnectionType", "USB".into()),
                    ("DeviceID", attachment.into()),
                    ("LocationID", 0.into()),
                    ("ProductID", 4776.into()),
                    ("SerialNumber", udid.into()),
                    ("USBSerialNumber", udid.replace('-', "").into()),
                ]),
            ),
        ])
    }

    /// The backup that the phone would make now: made once for each password, kept on disk.
    pub(super) fn content(&self) -> Result<Arc<Content>, PracticeError> {
        let password = self.state().password.clone();
        let mut kept = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, content)) = &*kept
            && *of == password
        {
            return Ok(Arc::clone(content));
        }
        *kept = None;
        let content = Content::make(&self.options, password.as_deref())?;
        let content = Arc::new(content);
        *kept = Some((password, Arc::clone(&content)));
        Ok(content)
    }

    /// Where the backup lies that was made last.
    pub(super) fn folder(&self) -> Option<std::path::PathBuf> {
        let kept = self.content.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().map(|(_, content)| content.folder().to_owned())
    }

    /// Ends everything. A conversation that is slow to notice may outlive the program; the files may not.
    pub(super) fn stop(&self) {
        self.change(|state| state.stopped = true);
        self.lines.cut_all();
        if let Some((_, content)) = self.content.lock().unwrap_or_else(PoisonError::into_inner).take() {
            content.remove();
        }
    }
}

/// Connections that end together.
#[derive(Default)]
pub(super) struct Lines {
    open: Mutex<(u64, BTreeMap<u64, Cable>)>,
}

/// A connection among others; leaves when dropped.
pub(super) struct Held<'a> {
    lines: &'a Lines,
    number: u64,
}

impl Lines {
    pub(super) fn hold(&self, cable: &Cable) -> Held<'_> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.0 += 1;
        let number = open.0;
        open.1.insert(number, cable.clone());
        Held { lines: self, number }
    }

    pub(super) fn cut_all(&self) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.1.values().for_each(Cable::cut);
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        let mut open = self.lines.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.1.remove(&self.number);
    }
}
