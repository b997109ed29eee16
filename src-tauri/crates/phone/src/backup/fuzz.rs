//! The conversation of a backup over any stream, for fuzzing.

use super::conversation::{Came, Conversation};
use super::ended::Ended;
use super::message::Message;
use super::progress::Pace;
use super::selection::Selection;
use super::store::{Begun, Store};
use super::wire::{Watch, Wire};
use crate::Keep;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};

/// From the greeting to the phone's last word.
pub(crate) async fn converse(
    folder: &Path,
    udid: &str,
    stream: impl AsyncRead + AsyncWrite + Unpin,
) -> String {
    let store = match Store::begin(folder, udid, &Keep::All, "start") {
        Ok(Begun::Growing(store)) => store,
        Ok(Begun::Whole(..)) => return "whole already".to_owned(),
        Err(failure) => return failure.code,
    };
    let watch = Watch { silence: Duration::from_secs(20), bytes: Arc::default() };
    let (selection, mut came) = (Selection::new(store.keep()), Came::default());
    let mut pace = Pace::new(Box::new(|_| {}), watch.bytes.clone(), Arc::default());
    let wire = Wire::new(stream, watch);
    match Conversation::new(wire, &store, &selection, &mut pace, &mut came).back_up().await {
        Ok(()) => "whole".to_owned(),
        Err(Ended::Lost(_)) => "lost".to_owned(),
        Err(Ended::Failed(failure)) => failure.code,
    }
}

/// What a message asks for, if it is one.
pub(crate) fn message(value: property_list::Value) {
    let _ = Message::read(value);
}
