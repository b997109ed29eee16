//! mobilebackup2: the phone leads, the computer keeps files as it is told.

mod hostile;
mod password;
mod run;
mod talk;
mod upload;

use super::{ended::Ended, phone::Phone, stream::Stream, wire};
use crate::archive;
use plist::Value;
use std::sync::Arc;
use talk::Talk;

/// Codes of `MBErrorDomain`, seen in clients and their issue threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    Unsupported = 1,
    /// A snapshot is in the way.
    Exists = 3,
    /// The computer could not do what it was asked. Which code phones give here is not known.
    Drive = 100,
    NoSpace = 105,
    /// The manifest names files that the computer does not hold.
    NotWhole = 205,
    /// A wrong password, or none where device management asks for one.
    Password = 207,
    Locked = 208,
}

/// What a request came to, when the connection itself is well.
type Outcome = Result<Vec<(&'static str, Value)>, Failure>;

/// Why the phone refused a request or gave up, as it says so itself.
struct Failure {
    code: Code,
    description: String,
}

impl Failure {
    fn new(code: Code, description: &str) -> Self {
        Self { code, description: description.to_owned() }
    }
}

/// One client.
pub(super) fn serve(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    let mut talk = Talk { phone, stream };
    talk.greet()?;
    loop {
        let message = wire::read(talk.stream)?;
        let parts = message.as_array().map_or(&[][..], Vec::as_slice);
        let kind = parts.first().and_then(Value::as_string).unwrap_or_default();
        let request = parts.get(1).and_then(Value::as_dictionary);
        let ("DLMessageProcessMessage", Some(request)) = (kind, request) else {
            // `DLMessageDisconnect`, or nothing that a phone would understand.
            return Ok(());
        };
        let name = wire::text(request, "MessageName").unwrap_or_default();
        phone.asked(format!("backup {name}"));
        let outcome = match name {
            "Hello" => Ok(vec![("ProtocolVersion", 2.1.into())]),
            "ChangePassword" => password::change(&talk, request)?,
            "Backup" => run::backup(&mut talk, request)?,
            _ => Err(Failure::new(Code::Unsupported, "Unsupported message")),
        };
        talk.respond(outcome)?;
    }
}

impl Talk<'_> {
    /// Settles on the version of the link.
    fn greet(&mut self) -> Result<(), Ended> {
        self.say(vec!["DLMessageVersionExchange".into(), 400.into(), 0.into()])?;
        let answer = wire::read(self.stream)?;
        let parts = answer.as_array().map_or(&[][..], Vec::as_slice);
        let agreed = parts.first().and_then(Value::as_string) == Some("DLMessageVersionExchange")
            && parts.get(1).and_then(Value::as_string) == Some("DLVersionsOk");
        if !agreed {
            return Err(Ended::Unexpected("no version"));
        }
        self.say(vec!["DLMessageDeviceReady".into()])
    }

    fn respond(&mut self, outcome: Outcome) -> Result<(), Ended> {
        let mut response = vec![("MessageName", Value::from("Response"))];
        match outcome {
            Ok(more) => {
                response.push(("ErrorCode", 0.into()));
                response.extend(more);
            }
            Err(Failure { code, description }) => {
                let code = code as u32;
                response.push(("ErrorCode", code.into()));
                response.push(("ErrorDescription", format!("{description} (MBErrorDomain/{code})").into()));
            }
        }
        self.say(vec!["DLMessageProcessMessage".into(), archive::dictionary(response)])
    }
}
