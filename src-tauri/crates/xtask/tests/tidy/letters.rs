//! No letters that make a reader see another text than the compiler reads.

use crate::tree::{self, none};

/// Letters that are invisible or turn the direction of what follows. Written as numbers: they must not
/// stand in this file either.
fn is_evil(letter: char) -> bool {
    matches!(u32::from(letter),
        0x00AD | 0x061C | 0x180E | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x2069 | 0x3164
        | 0xFEFF | 0xFFA0 | 0xFFF9..=0xFFFB | 0xE0000..=0xE007F)
        || (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t'))
}

/// Joiners and direction marks are ordinary letters of some scripts, so texts may hold them.
fn is_ordinary_in_texts(letter: char) -> bool {
    matches!(u32::from(letter), 0x200C..=0x200F)
}

#[test]
fn no_file_deceives_its_reader() {
    let mut wrong = Vec::new();
    for file in tree::files() {
        let Some(text) = tree::text(&file) else { continue };
        let is_text = file.contains("/locales/");
        for (number, line) in text.lines().enumerate() {
            let evil = line.chars().find(|&it| is_evil(it) && !(is_text && is_ordinary_in_texts(it)));
            if let Some(letter) = evil {
                wrong.push(format!("{file}:{}: U+{:04X}", number + 1, u32::from(letter)));
            }
        }
    }
    none("These lines hold invisible letters; write them as escapes:", &wrong);
}
