//! Entries for fuzzing readers that lie inside an artifact.

use super::sms;

/// The texts of a typed stream, and whether all of it was understood.
pub fn typed_stream(bytes: &[u8]) -> (Vec<&str>, bool) {
    let read = sms::typed_stream::strings(bytes);
    (read.texts, read.complete)
}

/// The texts of the property list of a message, and of the lists and typed streams in it; whether all of it was
/// understood.
pub fn message_list(bytes: &[u8]) -> (Vec<String>, bool) {
    let mut texts = Vec::new();
    let complete = sms::archived::strings_of_list(bytes, &mut |text| texts.push(text.to_owned()));
    (texts, complete)
}
