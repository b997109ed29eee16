//! Sentences keep the direction of their language, whatever value they begin with.
//!
//! A page that asks its text for a direction (`dir="auto"`) takes that of the first letter, also of a letter inside a
//! quoted value: an Arabic sentence about a program would run from the left, its parts in disorder.

/// Letters that run from the right (Unicode's blocks of bidirectional class R and AL).
fn from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The text; with an unseen mark of direction before it, if its first letter runs against the direction `dir` of its
/// language and others run with it.
pub(super) fn kept(text: String, dir: &str) -> String {
    let is_rtl = dir == "rtl";
    let mut with =
        text.chars().filter(|letter| letter.is_alphabetic()).map(|one| from_the_right(one) == is_rtl);
    if with.next() != Some(false) || !with.any(|with| with) {
        return text;
    }
    let mark = if is_rtl { '\u{200F}' } else { '\u{200E}' };
    format!("{mark}{text}")
}

/// Unseen marks of direction, of our own making: those of the evidence are shown.
pub(crate) fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{2068}' | '\u{2069}' | '\u{200E}' | '\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::kept;

    #[test]
    fn a_foreign_first_word_does_not_turn_a_sentence() {
        for (text, dir, mark) in [
            ("«\u{2068}Work VPN\u{2069}» معدّ في هذا الهاتف.", "rtl", '\u{200F}'),
            ("12 (bh) برامج", "rtl", '\u{200F}'),
            ("“\u{2068}شركة\u{2069}” is set up.", "ltr", '\u{200E}'),
        ] {
            assert_eq!(kept(text.to_owned(), dir), format!("{mark}{text}"));
        }
    }

    #[test]
    fn what_has_one_direction_or_begins_well_stays() {
        for (text, dir) in [
            ("معدّ في هذا الهاتف: VPN", "rtl"),
            ("12 معدّ", "rtl"),
            ("iPhone 13", "rtl"),
            ("Set up: شركة", "ltr"),
            ("شركة", "ltr"),
            ("21:51", "rtl"),
            ("", "ltr"),
        ] {
            assert_eq!(kept(text.to_owned(), dir), text);
        }
    }
}
