//! The owner's hands, for tests and trainers.

use super::{
    fault::Fault,
    phone::{Answer, Phone, Trust},
};
use std::{sync::Arc, time::Instant};

/// What the phone's screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The lock screen.
    Locked,
    /// Unlocked, nothing asked.
    Home,
    /// "Trust this computer?"
    TrustPrompt,
    /// The passcode is asked for.
    PasscodePrompt {
        /// What it is needed for.
        why: Why,
    },
    /// The cable is out; whatever the screen shows does not matter.
    Unplugged,
}

/// What a passcode is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// To trust the computer.
    Trust,
    /// To make a backup.
    Backup,
    /// To set, change or remove the backup password.
    Password,
}

/// Moves the owner's hands. Each movement says whether there was anything to move.
#[derive(Clone)]
pub struct Control {
    phone: Arc<Phone>,
}

impl Control {
    pub(super) fn new(phone: Arc<Phone>) -> Self {
        Self { phone }
    }

    /// The phone's UDID.
    pub fn udid(&self) -> &str {
        &self.phone.facts.udid
    }

    /// What the screen shows.
    pub fn screen(&self) -> Screen {
        self.phone.screen()
    }

    /// Unlocks the phone; not one that a fault keeps locked.
    pub fn unlock(&self) -> bool {
        !self.phone.fails(Fault::Locked)
            && self.phone.change(|state| std::mem::replace(&mut state.locked, false))
    }

    /// Locks the phone.
    pub fn lock(&self) -> bool {
        self.phone.change(|state| !std::mem::replace(&mut state.locked, true))
    }

    /// Taps "Trust". A phone with a passcode asks for it next.
    pub fn tap_trust(&self) -> bool {
        let next = if self.phone.options.passcode { Trust::Passcode } else { Trust::Given };
        self.trust(&[Trust::Asked], next)
    }

    /// Taps "Don't trust". The phone asks again when the cable was pulled and put back.
    pub fn tap_dont_trust(&self) -> bool {
        self.trust(&[Trust::Asked, Trust::Passcode], Trust::Refused)
    }

    fn trust(&self, from: &[Trust], to: Trust) -> bool {
        self.phone.change(|state| {
            let may = from.contains(&state.trust);
            if may {
                state.trust = to;
            }
            may
        })
    }

    /// Types the right passcode into the prompt. That unlocks a locked phone, too.
    pub fn type_passcode(&self) -> bool {
        self.trust(&[Trust::Passcode], Trust::Given) || self.answer(Answer::Typed)
    }

    /// Cancels the passcode prompt.
    pub fn refuse_passcode(&self) -> bool {
        self.trust(&[Trust::Passcode], Trust::Refused) || self.answer(Answer::Refused)
    }

    fn answer(&self, answer: Answer) -> bool {
        let keeps_locked = self.phone.fails(Fault::Locked);
        self.phone.change(|state| match &mut state.prompt {
            Some((_, given @ None)) => {
                *given = Some(answer);
                state.locked &= answer != Answer::Typed || keeps_locked;
                true
            }
            _ => false,
        })
    }

    /// Pulls the cable.
    pub fn unplug(&self) -> bool {
        let was = self.phone.attachment().is_some();
        self.phone.pull(false);
        was
    }

    /// Puts the cable in.
    pub fn plug(&self) -> bool {
        let was = self.phone.attachment().is_some();
        self.phone.put_in();
        !was
    }

    /// Presses both volume buttons and the side button: a sysdiagnose is there after
    /// [`super::Options::sysdiagnose_after`].
    pub fn press_sysdiagnose(&self) {
        self.phone.change(|state| state.pressed.push(Instant::now()));
    }
}
