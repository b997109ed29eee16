//! The backup password: set, changed, removed.

use super::{Code, Failure, Outcome, talk::Talk};
use crate::iphone::{Fault, control::Why, ended::Ended, phone::Answer, wire};
use plist::Dictionary;

/// Answers `ChangePassword`: no old password sets one, no new password removes it.
pub(super) fn change(talk: &Talk<'_>, request: &Dictionary) -> Result<Outcome, Ended> {
    let given = |key: &str| wire::text(request, key).filter(|text| !text.is_empty()).map(str::to_owned);
    let (old, new) = (given("OldPassword"), given("NewPassword"));
    let phone = talk.phone;
    if let Some(failure) = unlocked(talk, Why::Password)? {
        return Ok(Err(failure));
    }
    if new.is_none() && phone.fails(Fault::ManagedEncryption) {
        let text = "Backup encryption is required by device management";
        return Ok(Err(Failure::new(Code::Password, text)));
    }
    let wrong = phone.fails(Fault::WrongPassword);
    let right = phone.change(|state| {
        let right = state.password == old && (old.is_none() || !wrong);
        if right {
            state.password = new;
        }
        right
    });
    if !right {
        return Ok(Err(Failure::new(Code::Password, "Invalid password")));
    }
    phone.notices.post("com.apple.mobile.backup.domain_changed");
    Ok(Ok(Vec::new()))
}

/// Asks for the passcode where the phone has one. Why the request must fail, if it must.
pub(super) fn unlocked(talk: &Talk<'_>, why: Why) -> Result<Option<Failure>, Ended> {
    let phone = talk.phone;
    let locked = || Some(Failure::new(Code::Locked, "Device locked"));
    if !phone.options.passcode || phone.fails(Fault::Locked) {
        return Ok(if phone.state().locked { locked() } else { None });
    }
    Ok(match phone.ask_passcode(why, talk.stream)? {
        Answer::Typed => None,
        Answer::Refused => locked(),
        Answer::Late => {
            Some(Failure::new(Code::Locked, "Device locked - timeout waiting for passcode entry"))
        }
    })
}
