//! Words and paths that published research ties to attacks. Weak ones ("Hello from") are left out.

use engine::indicators::{Indicators, Tier};
use engine::{Class, Detection, Weight};

/// Words of an attack kit.
pub(super) const WORDS: Detection =
    Detection { id: "ios.unified-log.words", weight: Weight::Look, class: Class::Execution };
/// Numbers of a phone-extraction tool.
pub(super) const EXTRACTION: Detection =
    Detection { id: "ios.unified-log.extraction-tool", weight: Weight::Strong, class: Class::PhysicalAccess };

const KIT: [&str; 6] = [
    "[DarkSword",
    "DarkSword-WIFI-DUMP",
    "MIG_FILTER_BYPASS",
    "DRIVER-NEWTHREAD",
    "TASKROP",
    "Running on non-A18",
];
const TOOL: [&str; 2] = ["9016926980658937761372207", "30313996-42072961236303456"];
/// Files that are published and lie here are in no healthy log. The folder has three names.
const DROPS: [&str; 3] = ["/private/var/tmp/", "/var/tmp/", "/tmp/"];
/// What ends a path for certain, and what ends it in some lines.
const ENDS: [char; 2] = ['"', '\''];
/// Bytes of a path; none that is published is longer. Texts have megabytes, and may hold nothing but the names of folders.
const LONGEST: usize = 512;
const MAY_END: [char; 10] = [')', ',', ';', ']', '>', '}', ':', '<', '|', '`'];

/// The first such word in a text.
pub(super) fn of(indicators: &Indicators, text: &str) -> Option<(&'static Detection, String)> {
    if let Some(word) = KIT.iter().find(|word| text.contains(*word)) {
        return Some((&WORDS, (*word).to_owned()));
    }
    if let Some(number) = TOOL.iter().find(|number| text.contains(*number)) {
        return Some((&EXTRACTION, (*number).to_owned()));
    }
    text.match_indices('/').find_map(|(at, _)| {
        let (before, path) = text.split_at_checked(at)?;
        let folder = DROPS.iter().find(|folder| path.starts_with(**folder))?;
        // The long name stands for itself, whatever it is stuck to.
        if *folder != DROPS[0] && is_inside(before) {
            return None;
        }
        let ends = |c: char| c.is_whitespace() || c.is_control() || ENDS.contains(&c);
        let path = path.get(..path.floor_char_boundary(LONGEST + 1))?.split(ends).next()?;
        let whole = (path.len() <= LONGEST).then_some(path);
        let candidates =
            path.split(MAY_END).next().into_iter().chain(whole).map(|path| path.trim_end_matches('.'));
        let known = |path: &&str| indicators.file_path(path).is_some_and(|hit| hit.tier == Tier::Strong);
        candidates.filter(|path| !DROPS.contains(path)).find(known).map(|path| (&WORDS, path.to_owned()))
    })
}

/// True if a path that begins behind this text is a part of a longer one: apps have a `tmp` of their own.
fn is_inside(before: &str) -> bool {
    let is_step = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '~' | '/' | '%');
    before.ends_with(is_step) && !before.ends_with("://")
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::artifacts::testing::indicators;

    #[test]
    fn a_published_file_is_met_in_every_way_to_write_it() {
        let known = indicators(&["file:path='/private/var/tmp/plantpath'"]);
        let met = |text: &str| of(&known, text).map(|(_, path)| path);
        for text in [
            "open /private/var/tmp/plantpath",
            "open(/var/tmp/plantpath)",
            "[/tmp/plantpath] opened",
            "{/tmp/plantpath}: opened",
            "<file:///tmp/plantpath>",
            "/tmp/plantpath:12",
            "a,/tmp/plantpath,b;",
            "see /tmp/plantpath.",
            "/tmp/other /tmp/plantpath",
            "-o/private/var/tmp/plantpath",
            "%s/private/var/tmp/plantpath",
        ] {
            assert!(met(text).is_some_and(|path| path.ends_with("/tmp/plantpath")), "{text}");
        }
        for text in [
            "/private/var/tmp/",
            "/tmp/plantpaths",
            "/private/var/tmp/plantpat",
            "/var/mobile/Containers/Data/Application/U/tmp/plantpath",
            "x/var/tmp/plantpath",
            "~/tmp/plantpath",
            "tmp/plantpath",
            "/private/var/logs/plantpath",
            &format!("/tmp/{}/plantpath", "x".repeat(600)),
        ] {
            assert_eq!(met(text), None, "{text}");
        }
    }
}
