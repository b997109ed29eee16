//! lockdownd: facts, pairing, the session inside TLS, and the ports of the services.

use super::{
    ended::Ended,
    fault::Fault,
    hosts::Host,
    phone::{Phone, Trust},
    services,
    stream::Stream,
    tls,
    values::{self, NoValue},
    wire,
};
use crate::archive;
use plist::{Dictionary, Value};
use std::{io::Write, sync::Arc};

/// Services that a locked phone opens only to a computer that shows its escrow bag.
const NEED_UNLOCKED: &[&str] =
    &["com.apple.afc", "com.apple.mobilebackup2", "com.apple.crashreportcopymobile"];

/// What lockdown answers beside the request's name.
type Answer = Vec<(&'static str, Value)>;

/// One client of lockdown, until it goes away.
pub(super) fn serve(phone: &Arc<Phone>, stream: Stream) -> Result<(), Ended> {
    let mut session = Session { phone, host: None };
    let mut stream = Some(stream);
    while let Some(mut open) = stream.take() {
        match session.next(&mut open) {
            Ok(Next::Same) => stream = Some(open),
            Ok(Next::Secure(host)) => {
                let config = tls::server(&host)?;
                session.host = Some(host);
                stream = Some(open.secured(&config)?);
            }
            Ok(Next::Plain) => {
                session.host = None;
                stream = Some(open.unsecured()?);
            }
            Err(error) => {
                open.close(!phone.fails(Fault::NoCloseNotify));
                return Err(error);
            }
        }
    }
    Ok(())
}

/// How the connection goes on after an answer.
enum Next {
    Same,
    Secure(Host),
    Plain,
}

struct Session<'a> {
    phone: &'a Arc<Phone>,
    /// The computer, once TLS has shown that it is the one that paired.
    host: Option<Host>,
}

impl Session<'_> {
    fn next(&mut self, stream: &mut Stream) -> Result<Next, Ended> {
        let request = wire::read_dictionary(stream)?;
        let name = wire::text(&request, "Request").unwrap_or_default().to_owned();
        self.phone.asked(heard(&name, &request));
        self.phone.broken_answer(&name, stream)?;
        let mut next = Next::Same;
        let answer = match name.as_str() {
            "QueryType" => vec![("Type", "com.apple.mobile.lockdown".into())],
            "GetValue" => self.value(&request),
            "SetValue" => self.set(&request),
            "RemoveValue" => Vec::new(),
            "Pair" => self.pair(&request),
            "ValidatePair" => match self.known(&request) {
                Some(_) => Vec::new(),
                None => refused("InvalidHostID"),
            },
            "Unpair" => self.unpair(&request),
            "StartSession" => match self.known(&request) {
                Some(host) => {
                    next = Next::Secure(host);
                    vec![("SessionID", self.session_id().into()), ("EnableSessionSSL", true.into())]
                }
                None => refused("InvalidHostID"),
            },
            "StopSession" if self.host.is_some() => {
                next = Next::Plain;
                Vec::new()
            }
            "StopSession" => refused("NoRunningSession"),
            "StartService" => self.service(&request),
            "EnterRecovery" | "Goodbye" => Vec::new(),
            _ => refused("InvalidRequest"),
        };
        let mut list = vec![("Request", Value::from(name.as_str()))];
        list.extend(answer);
        wire::write(stream, &archive::dictionary(list))?;
        Ok(next)
    }

    fn value(&self, request: &Dictionary) -> Answer {
        let domain = wire::text(request, "Domain").unwrap_or_default();
        let key = wire::text(request, "Key");
        let mut answer = match values::get(self.phone, domain, key, self.host.is_some()) {
            Ok(value) => vec![("Value", value)],
            Err(NoValue::Missing) => refused("MissingValue"),
            Err(NoValue::Prohibited) => refused("GetProhibited"),
        };
        answer.extend(key.map(|key| ("Key", key.into())));
        if !domain.is_empty() {
            answer.push(("Domain", domain.into()));
        }
        answer
    }

    fn set(&self, request: &Dictionary) -> Answer {
        let domain = wire::text(request, "Domain").unwrap_or_default();
        let (Some(key), Some(value)) = (wire::text(request, "Key"), request.get("Value")) else {
            return refused("InvalidRequest");
        };
        if self.host.is_none() {
            return refused("SetProhibited");
        }
        let place = (domain.to_owned(), key.to_owned());
        self.phone.change(|state| state.set.insert(place, value.clone()));
        vec![("Key", key.into()), ("Value", value.clone())]
    }

    /// Trusts the computer when the owner does; until then says where the prompt stands.
    fn pair(&self, request: &Dictionary) -> Answer {
        let escrow = &self.phone.facts.escrow;
        let record = request.get("PairRecord").and_then(Value::as_dictionary);
        let host = record.and_then(|record| Host::from_request(record, escrow.clone()));
        let Some((id, host)) = host.filter(|(_, host)| tls::server(host).is_ok()) else {
            return refused("InvalidPairRecord");
        };
        self.phone.change(|state| {
            if state.locked {
                return refused("PasswordProtected");
            }
            match state.trust {
                _ if state.hosts.contains_key(&id) => {}
                Trust::Given => {}
                Trust::Refused => return refused("UserDeniedPairing"),
                Trust::NotAsked | Trust::Asked | Trust::Passcode => {
                    if state.trust == Trust::NotAsked {
                        state.trust = Trust::Asked;
                    }
                    return refused("PairingDialogResponsePending");
                }
            }
            state.trust = Trust::NotAsked;
            state.hosts.insert(id, host);
            vec![("EscrowBag", Value::Data(escrow.clone()))]
        })
    }

    fn unpair(&self, request: &Dictionary) -> Answer {
        let Some(id) = host_id(request) else { return refused("InvalidHostID") };
        let removed = self.phone.change(|state| state.hosts.remove(id));
        if removed.is_some() { Vec::new() } else { refused("InvalidHostID") }
    }

    /// The host that the request names, if the phone trusts it.
    fn known(&self, request: &Dictionary) -> Option<Host> {
        self.phone.state().hosts.get(host_id(request)?).cloned()
    }

    fn session_id(&self) -> String {
        // Any text that looks like one; nobody checks it.
        format!("{}-0000-4000-8000-{}", &self.phone.facts.serial, self.phone.facts.chip)
    }

    fn service(&self, request: &Dictionary) -> Answer {
        let Some(host) = &self.host else { return refused("SessionInactive") };
        let service = wire::text(request, "Service").unwrap_or_default();
        let escrow = request.get("EscrowBag").and_then(Value::as_data);
        let opened = escrow.is_some_and(|escrow| escrow == host.escrow);
        if !services::exists(service) {
            return refused("InvalidService");
        }
        if NEED_UNLOCKED.contains(&service) && self.phone.state().locked && !opened {
            return refused("PasswordProtected");
        }
        vec![
            ("Service", service.into()),
            ("Port", self.phone.open_port(service, host).into()),
            ("EnableServiceSSL", true.into()),
        ]
    }
}

impl Phone {
    /// Answers to facts that break off, or are noise, where a fault asks for it.
    fn broken_answer(&self, request: &str, stream: &mut Stream) -> Result<(), Ended> {
        if request != "GetValue" {
            return Ok(());
        }
        if self.fails(Fault::ShortAnswer) {
            stream.write_all(&4000_u32.to_be_bytes())?;
            stream.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict>")?;
            stream.flush()?;
            return Err(Ended::Fault("short answer"));
        }
        if self.fails(Fault::Garbage) {
            let noise: Vec<u8> = (0..=255).rev().cycle().take(3001).collect();
            wire::frame(stream, &noise)?;
            return Err(Ended::Fault("garbage"));
        }
        Ok(())
    }
}

fn refused(error: &str) -> Answer {
    vec![("Error", error.into())]
}

/// The `HostID`, in the request itself or in its pairing record.
fn host_id(request: &Dictionary) -> Option<&str> {
    let record = request.get("PairRecord").and_then(Value::as_dictionary);
    wire::text(request, "HostID").or_else(|| wire::text(record?, "HostID"))
}

fn heard(name: &str, request: &Dictionary) -> String {
    let rest = ["Service", "Domain", "Key"].iter().filter_map(|key| wire::text(request, key));
    ["lockdown", name].into_iter().chain(rest).collect::<Vec<_>>().join(" ")
}
