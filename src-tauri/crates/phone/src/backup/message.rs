//! What the phone asks for: each message is a list whose first element names it.
//!
//! Layout as libimobiledevice's and other clients' sources agree on; read here as untrusted values.

use super::ended::{Ended, odd};
use property_list::Value;
use std::collections::BTreeMap;

/// A request of the phone, or its last word.
#[derive(Debug, PartialEq)]
pub(crate) enum Message {
    /// It wants files that are here.
    DownloadFiles(Vec<String>),
    /// It sends files. Percent of all, and bytes announced, as far as said.
    UploadFiles { percent: Option<f64>, bytes: Option<u64> },
    /// How much can still be written here.
    FreeDiskSpace,
    /// It asks for more room to be made.
    PurgeDiskSpace,
    /// What a folder holds.
    ContentsOfDirectory(String),
    /// Make a folder.
    CreateDirectory(String),
    /// Move, from and to.
    Move(BTreeMap<String, String>, Option<f64>),
    /// Copy, from and to.
    Copy(String, String),
    /// Remove.
    Remove(Vec<String>, Option<f64>),
    /// An answer to a request of ours: `MessageName`, `ErrorCode`, and everything else that it says.
    Process(Value),
    /// The greeting: its version.
    VersionExchange(i64),
    /// The end of the greeting.
    DeviceReady,
    /// It hangs up.
    Disconnect,
    /// None that is known; it waits for a status.
    Other,
}

impl Message {
    /// Reads a message.
    ///
    /// # Errors
    /// `odd-answer` if it is no message, or one that is known without what belongs to it.
    pub(crate) fn read(value: Value) -> Result<Self, Ended> {
        let Value::Array(parts) = value else { return Err(odd("a message that is no list")) };
        let mut parts = parts.into_iter();
        let Some(Value::String(name)) = parts.next() else { return Err(odd("a message without a name")) };
        let rest: Vec<Value> = parts.collect();
        let real = |at: usize| rest.get(at).and_then(Value::as_real).filter(|value| value.is_finite());
        let read = match name.as_str() {
            "DLMessageDownloadFiles" => rest.first().and_then(texts).map(Self::DownloadFiles),
            "DLMessageUploadFiles" => {
                let bytes = rest.get(2).and_then(Value::as_int).and_then(|bytes| bytes.try_into().ok());
                Some(Self::UploadFiles { percent: real(1), bytes })
            }
            "DLMessageGetFreeDiskSpace" => Some(Self::FreeDiskSpace),
            "DLMessagePurgeDiskSpace" => Some(Self::PurgeDiskSpace),
            "DLContentsOfDirectory" => text(&rest, 0).map(Self::ContentsOfDirectory),
            "DLMessageCreateDirectory" => text(&rest, 0).map(Self::CreateDirectory),
            "DLMessageMoveFiles" | "DLMessageMoveItems" => {
                rest.first().and_then(pairs).map(|pairs| Self::Move(pairs, real(2)))
            }
            "DLMessageCopyItem" => text(&rest, 0).zip(text(&rest, 1)).map(|(from, to)| Self::Copy(from, to)),
            "DLMessageRemoveFiles" | "DLMessageRemoveItems" => {
                rest.first().and_then(texts).map(|paths| Self::Remove(paths, real(2)))
            }
            "DLMessageProcessMessage" => rest.into_iter().next().map(Self::Process),
            "DLMessageVersionExchange" => rest.first().and_then(Value::as_int).map(Self::VersionExchange),
            "DLMessageDeviceReady" => Some(Self::DeviceReady),
            "DLMessageDisconnect" => Some(Self::Disconnect),
            _ => Some(Self::Other),
        };
        read.ok_or_else(|| odd("a message without its contents"))
    }
}

fn text(rest: &[Value], at: usize) -> Option<String> {
    rest.get(at)?.as_str().map(str::to_owned)
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|value| value.as_str().map(str::to_owned)).collect()
}

fn pairs(value: &Value) -> Option<BTreeMap<String, String>> {
    let pair = |(from, to): (&String, &Value)| Some((from.clone(), to.as_str()?.to_owned()));
    value.as_dictionary()?.iter().map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::Message;
    use property_list::Value;

    fn message(name: &str, rest: Vec<Value>) -> Option<Message> {
        let name = std::iter::once(Value::String(name.to_owned()));
        Message::read(Value::Array(name.chain(rest).collect())).ok()
    }

    #[test]
    fn a_message_without_its_contents_is_odd() {
        assert_eq!(message("DLMessageDownloadFiles", vec![]), None);
        assert_eq!(message("DLMessageDownloadFiles", vec![Value::Array(vec![Value::Integer(1)])]), None);
        assert_eq!(message("DLMessageMoveItems", vec![Value::String("x".to_owned())]), None);
        assert!(Message::read(Value::Integer(7)).is_err() && Message::read(Value::Array(vec![])).is_err());
    }

    #[test]
    fn what_is_not_known_is_told_from_what_is_odd() {
        assert_eq!(message("DLMessageSomethingNew", vec![]), Some(Message::Other));
        assert_eq!(
            message(
                "DLMessageUploadFiles",
                vec![Value::Integer(0), Value::Real(f64::NAN), Value::Integer(-1)]
            ),
            Some(Message::UploadFiles { percent: None, bytes: None })
        );
    }
}
