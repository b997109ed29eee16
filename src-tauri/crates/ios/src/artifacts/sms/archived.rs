//! The texts inside the property lists that come with a message: the preview card of a link
//! (`payload_data`) and what the message said before it was edited or taken back (`message_summary_info`).

use super::typed_stream;
use property_list::{Item, Objects};

/// Lists inside lists; Messages needs 2.
const MOST_DEPTH: u32 = 4;

/// Hands over every text in a list, and every text of the typed streams in it. False if something that
/// should hold texts made no sense. What is no binary list belongs to other apps and holds no links that
/// the system made.
pub(super) fn strings_of_list(bytes: &[u8], visit: &mut dyn FnMut(&str)) -> bool {
    // Objects of a hostile list may overlap, so their texts together may be longer than the list.
    let mut left = bytes.len().saturating_mul(2);
    !Objects::are_in(bytes) || visit_all(bytes, 0, &mut left, visit)
}

fn visit_all(bytes: &[u8], depth: u32, left: &mut usize, visit: &mut dyn FnMut(&str)) -> bool {
    let Ok(objects) = Objects::parse(bytes) else { return false };
    let mut understood = true;
    for index in 0..objects.count() as u64 {
        match objects.get(index) {
            Some(Item::Data(inner)) => understood &= visit_data(inner, depth, left, visit),
            Some(item @ (Item::Ascii(text) | Item::Utf16(text))) => {
                let Some(rest) = left.checked_sub(text.len()) else { return false };
                *left = rest;
                item.text().iter().for_each(|text| visit(text));
            }
            Some(_) => {}
            None => understood = false,
        }
    }
    understood
}

fn visit_data(bytes: &[u8], depth: u32, left: &mut usize, visit: &mut dyn FnMut(&str)) -> bool {
    let Some(rest) = left.checked_sub(bytes.len()) else { return false };
    *left = rest;
    if Objects::are_in(bytes) {
        return depth < MOST_DEPTH && visit_all(bytes, depth + 1, left, visit);
    }
    if !typed_stream::begins(bytes) {
        return true;
    }
    let read = typed_stream::strings(bytes);
    read.texts.iter().for_each(|text| visit(text));
    read.complete
}
