//! Pictures named `.gif` that are a Photoshop file, or a PDF with the one image format that was attacked.

use super::{DISGUISED, PICTURES, odd};
use crate::paths;
use engine::{Case, Cite, Finding, Notes, ReadAt, Unread};

/// How far into a PDF the name of the image format is looked for.
const PDF_HEAD: usize = 256 * 1024;

pub(super) fn look(case: &Case<'_>, notes: &mut Notes<'_>) {
    let found = match case.evidence.find(PICTURES) {
        Ok(found) => found,
        Err(unread) => return notes.unread(unread),
    };
    for entry in found {
        // Listed and gone: the list of files tells how many of those there are.
        if !entry.stored {
            notes.gap();
            continue;
        }
        let inside = match case.evidence.open(&entry) {
            Ok(file) => inside(&*file).map_err(|error| Unread::from_io(&entry.path, &error)),
            Err(unread) => Err(unread),
        };
        match inside {
            Ok(None) => {}
            Ok(Some(inside)) => odd(
                notes,
                Finding::new(&DISGUISED, Cite::new(&entry.path, "first bytes"))
                    .at(entry.stamps.born.or(entry.stamps.modified))
                    .quote("name", paths::file_name(&entry.path))
                    .quote("inside", inside)
                    .quote("bytes", entry.size.to_string()),
            ),
            Err(unread) => notes.unread(unread),
        }
    }
}

fn inside(file: &dyn ReadAt) -> std::io::Result<Option<&'static str>> {
    let Ok(len) = usize::try_from(file.len().min(PDF_HEAD as u64)) else { return Ok(None) };
    let mut head = vec![0; len.min(4)];
    file.read_at(0, &mut head)?;
    match head.as_slice() {
        b"8BPS" => Ok(Some("Photoshop")),
        b"%PDF" => {
            let mut head = vec![0; len];
            file.read_at(0, &mut head)?;
            Ok(head.windows(5).any(|word| word == b"JBIG2").then_some("PDF"))
        }
        _ => Ok(None),
    }
}
