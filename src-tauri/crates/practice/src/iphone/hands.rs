//! An owner who acts by itself: does after a pause what the screen asks for.

use super::{
    control::{Control, Screen, Why},
    fault::Fault,
    phone::Phone,
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Acts until the phone is stopped.
pub(super) fn act(phone: &Arc<Phone>) {
    let control = Control::new(Arc::clone(phone));
    let mut seen = (phone.screen(), Instant::now());
    loop {
        let state = phone.wait(phone.state(), Duration::from_millis(50));
        if state.stopped {
            return;
        }
        drop(state);
        let screen = phone.screen();
        if screen != seen.0 {
            seen = (screen, Instant::now());
        }
        if seen.1.elapsed() >= phone.options.pause {
            answer(phone, &control, screen);
        }
    }
}

fn answer(phone: &Phone, control: &Control, screen: Screen) {
    match screen {
        Screen::Home => {}
        Screen::Locked => drop(control.unlock()),
        Screen::TrustPrompt if phone.fails(Fault::TrustNeverAnswered) => {}
        Screen::TrustPrompt if phone.fails(Fault::TrustRefused) => drop(control.tap_dont_trust()),
        Screen::TrustPrompt => drop(control.tap_trust()),
        Screen::PasscodePrompt { why: Why::Trust } => drop(control.type_passcode()),
        Screen::PasscodePrompt { .. } if phone.fails(Fault::PasscodeNever) => {}
        Screen::PasscodePrompt { .. } if phone.fails(Fault::PasscodeRefused) => {
            control.refuse_passcode();
        }
        Screen::PasscodePrompt { .. } => drop(control.type_passcode()),
        Screen::Unplugged => {
            if phone.state().pulled_by_fault {
                control.plug();
            }
        }
    }
}
