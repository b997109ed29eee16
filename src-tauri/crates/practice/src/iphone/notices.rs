//! notification_proxy: what the phone tells whoever asked to be told.

use super::{ended::Ended, phone::Phone, stream::Stream, wire};
use crate::archive;
use plist::Dictionary;
use std::{
    io::{self, Read},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
    time::Duration,
};

/// Longest request.
const LONGEST: usize = 1 << 16;

/// Those who asked to be told.
#[derive(Default)]
pub(super) struct Notices(Mutex<Vec<Sender<String>>>);

impl Notices {
    /// Tells everybody.
    pub(super) fn post(&self, name: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|observer| observer.send(name.to_owned()).is_ok());
    }

    fn observe(&self) -> Receiver<String> {
        let (send, receive) = channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(send);
        receive
    }
}

/// One client. Requests and notices cross: it listens a moment, then tells what has come.
pub(super) fn serve(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    let posted = phone.notices.observe();
    let mut wanted: Vec<String> = Vec::new();
    let mut requests = Requests::default();
    stream.cable().wait_at_most(Some(Duration::from_millis(40)))?;
    loop {
        while let Some(request) = requests.next()? {
            let name = wire::text(&request, "Name").unwrap_or_default();
            match wire::text(&request, "Command").unwrap_or_default() {
                "ObserveNotification" => wanted.push(name.to_owned()),
                "PostNotification" => {
                    phone.asked(format!("notification {name}"));
                    phone.notices.post(name);
                }
                "Shutdown" => {
                    return wire::write(stream, &archive::dictionary([("Command", "ProxyDeath".into())]));
                }
                _ => {}
            }
        }
        for name in posted.try_iter().filter(|name| wanted.contains(name)).collect::<Vec<_>>() {
            let notice = [("Command", "RelayNotification".into()), ("Name", name.into())];
            wire::write(stream, &archive::dictionary(notice))?;
        }
        if !requests.listen(stream)? {
            return Ok(());
        }
    }
}

/// Requests that come in pieces.
#[derive(Default)]
struct Requests(Vec<u8>);

impl Requests {
    /// Takes what has come; false at the end.
    fn listen(&mut self, stream: &mut Stream) -> Result<bool, Ended> {
        let mut piece = [0; 4096];
        match stream.read(&mut piece) {
            Ok(0) => Ok(false),
            Ok(read) => {
                self.0.extend_from_slice(&piece[..read]);
                Ok(true)
            }
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                Ok(true)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The next whole request.
    fn next(&mut self) -> Result<Option<Dictionary>, Ended> {
        let Some((length, rest)) = self.0.split_first_chunk::<4>() else { return Ok(None) };
        let length = u32::from_be_bytes(*length) as usize;
        if length > LONGEST {
            return Err(Ended::Unexpected("a long request"));
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        let request = wire::list(body)?.into_dictionary();
        self.0.drain(..length + 4);
        Ok(Some(request.unwrap_or_default()))
    }
}
