//! A table with a computer and a simulated phone on it.

use libtest_mimic::{Failed, Trial};
use phone::{Device, DeviceState, Failure, Seen};
use practice::iphone::{Control, Hands, Options, Serving, Settings, serve};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// No test waits for ever: what has not happened by then will not happen.
const AT_MOST: Duration = Duration::from_secs(60);

pub(crate) type Done = Result<(), Failed>;

pub(crate) fn trial(name: &str, test: fn() -> Done) -> Trial {
    Trial::test(name, test)
}

/// An owner who does nothing by itself.
pub(crate) fn options() -> Options {
    let mut options = Options::new(practice::scenario("ordinary").expect("the scenario is built in"));
    options.hands = Hands::Waiting;
    options
}

pub(crate) struct Table {
    pub serving: Serving,
    pub owner: Control,
}

impl Table {
    /// Puts a phone on the table and looks for phones there from now on.
    pub(crate) fn with(options: Options) -> Result<Self, Failed> {
        let serving = serve(options).map_err(|error| error.to_string())?;
        phone::look_at(Some(serving.address().to_string()));
        let owner = serving.control();
        Ok(Self { serving, owner })
    }

    pub(crate) fn seen(&self) -> Settings {
        self.serving.seen()
    }
}

impl Drop for Table {
    /// The next test has another phone; nothing is left to be done for this one.
    fn drop(&mut self) {
        let _ = phone::put_back("".as_ref(), None, &[phone::What::Pairing], &AtomicBool::new(false));
    }
}

/// Connects while `moves` moves the owner's hands at each change; true of it stops.
pub(crate) fn connect(
    wanted: Option<&str>,
    mut moves: impl FnMut(&Seen) -> bool,
) -> (Result<Device, Failure>, Vec<Seen>) {
    let stop = AtomicBool::new(false);
    let mut all = Vec::new();
    let until = Instant::now() + AT_MOST;
    let ended = phone::connect(wanted, &stop, &mut |seen| {
        if moves(&seen) || Instant::now() > until {
            stop.store(true, Ordering::Relaxed);
        }
        all.push(seen);
    });
    (ended, all)
}

/// Connects to a phone whose owner agrees to everything.
pub(crate) fn connected(table: &Table) -> Result<Device, Failed> {
    let owner = table.owner.clone();
    let (device, _) = connect(None, |seen| {
        match state(seen) {
            Some(DeviceState::Locked) => {
                owner.unlock();
            }
            Some(DeviceState::Asking) => {
                owner.tap_trust();
                owner.type_passcode();
            }
            _ => {}
        }
        false
    });
    device.map_err(|failure| failure.to_string().into())
}

pub(crate) fn state(seen: &Seen) -> Option<DeviceState> {
    match seen {
        Seen::One(device) => Some(device.state),
        _ => None,
    }
}

pub(crate) fn code<T: std::fmt::Debug>(ended: Result<T, Failure>) -> String {
    match ended {
        Ok(value) => format!("no failure but {value:?}"),
        Err(failure) => failure.code,
    }
}

pub(crate) fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Done {
    if found == expected { Ok(()) } else { Err(format!("{found:?} is not {expected:?}").into()) }
}
