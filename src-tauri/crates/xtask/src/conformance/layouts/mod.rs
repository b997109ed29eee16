//! Practice phones of seven iOS layouts, read by the reference tool and by us: records, detections, and what we
//! write in its files. Each difference stands in a table with its reason; another one fails the step.

mod alerts;
mod counts;
mod export;
mod list;
mod read;
mod timeline;
mod whole;

use crate::board::{Board, Ended};
use crate::failure::Failure;
use crate::place;
use read::Kind;

/// The layouts, by major release.
const RELEASES: [u32; 7] = [13, 15, 16, 17, 18, 26, 27];

/// The release whose phone is looked at more closely.
const CLOSE: u32 = 18;

/// All of it, each part a step.
pub(super) fn steps(board: &mut Board) {
    let folder = place::target().join("conformance").join("layouts");
    let mut phones = Vec::new();
    let read = board.step("layouts: seven phones, mvt reads them, and we", || {
        phones = read::all(&RELEASES, &folder)?;
        Ok(Ended::Well)
    });
    if !read {
        return board.not_tried("layouts: all comparisons", "seven phones");
    }
    board.step("layouts: the same records", || counts::compare(&phones));
    board.step("layouts: the same detections", || alerts::compare(&phones));
    board.step("layouts: a whole file system", || {
        let whole = read::one(CLOSE, Kind::Filesystem, folder.join("files"))?;
        whole::compare(&whole)?;
        export::compare(&whole.phone(), &whole.theirs(), &whole.folder.join("export"))
    });
    board.step("layouts: a sysdiagnose", || {
        let folder = folder.join("sysdiagnose");
        let archive = read::sysdiagnose(CLOSE, &folder)?;
        export::compare_info(&archive, &folder)
    });
    let Some(close) = phones.iter().find(|phone| phone.release == CLOSE) else { return };
    board.step("layouts: every event has a row in our timeline", || timeline::compare(close));
    board.step("layouts: mvt reads our exports", || {
        for phone in &phones {
            println!("  iOS {}", phone.release);
            export::compare(&phone.phone(), &phone.theirs(), &phone.folder.join("export"))?;
        }
        Ok(Ended::Well)
    });
}

/// Well if nothing is wrong; what is, with the file to mend.
fn judged(wrong: &[String], next: &str) -> Result<Ended, Failure> {
    if wrong.is_empty() {
        return Ok(Ended::Well);
    }
    Err(Failure::Rule {
        what: format!("These do not stand as they should:\n    {}", wrong.join("\n    ")),
        next: next.to_owned(),
    })
}
