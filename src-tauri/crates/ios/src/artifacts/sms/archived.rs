//! The texts inside the property lists that come with a message: the preview card of a link
//! (`payload_data`) and what the message said before it was edited or taken back (`message_summary_info`).

use super::typed_stream;
use property_list::{Item, Objects};

/// Lists inside lists; Messages needs 2.
const MOST_DEPTH: u32 = 4;

/// Hands over every text in a list, and every text of the typed streams in it. False if something that
/// should hold texts made no sense. What is no binary list belongs to other apps and holds no links that
/// the system made.
pub(crate) fn strings_of_list(bytes: &[u8], visit: &mut dyn FnMut(&str)) -> bool {
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

#[cfg(test)]
mod tests {
    use super::strings_of_list;
    use proptest::prelude::*;

    fn texts(bytes: &[u8]) -> (Vec<String>, bool) {
        let mut texts = Vec::new();
        let understood = strings_of_list(bytes, &mut |text| texts.push(text.to_owned()));
        (texts, understood)
    }

    /// A list whose objects lie where `offsets` say, in `content`.
    fn list(content: &[u8], offsets: &[u8]) -> Vec<u8> {
        let mut bytes = [b"bplist00", content].concat();
        let table = bytes.len() as u64;
        bytes.extend(offsets);
        bytes.extend([0, 0, 0, 0, 0, 0, 1, 1]);
        for number in [offsets.len() as u64, 0, table] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    #[test]
    fn texts_in_both_encodings_and_in_inner_lists_are_handed_over() {
        assert_eq!(texts(&list(b"\x53abc\x62\0d\0\xe4", &[8, 12])), (vec!["abc".into(), "dä".into()], true));
        let inner = list(b"\x52in", &[8]);
        let mut content = vec![0x4f, 0x10, u8::try_from(inner.len()).unwrap()];
        content.extend(&inner);
        assert_eq!(texts(&list(&content, &[8])), (vec!["in".into()], true));
    }

    #[test]
    fn what_is_no_list_belongs_to_others_and_half_a_list_is_not_understood() {
        assert_eq!(texts(b"\x08\x01 somebody's own format"), (vec![], true));
        assert_eq!(texts(b"bplist00\x53abc"), (vec![], false));
    }

    #[test]
    fn objects_that_overlap_do_not_multiply() {
        // Two hundred objects, all the same hundred letters.
        let content = [&[0x5f, 0x10, 100][..], &[b'x'; 100]].concat();
        let (texts, understood) = texts(&list(&content, &[8; 200]));
        assert!(texts.len() < 10 && !understood);
    }

    proptest! {
        #[test]
        fn never_panics_and_is_bounded(content in proptest::collection::vec(any::<u8>(), 0..200),
                                       offsets in proptest::collection::vec(any::<u8>(), 0..60)) {
            let bytes = list(&content, &offsets);
            let (texts, _) = texts(&bytes);
            // UTF-16 may grow by half when it becomes UTF-8.
            prop_assert!(texts.iter().map(String::len).sum::<usize>() <= bytes.len() * 3);
        }
    }
}
