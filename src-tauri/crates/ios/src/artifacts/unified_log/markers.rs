//! Words and paths that published research ties to attacks. Weak ones ("Hello from") are left out.

use engine::indicators::Indicators;
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
/// Files that are published and lie here are in no healthy log.
const DROPS: &str = "/private/var/tmp/";

/// The first such word in a text.
pub(super) fn of(indicators: &Indicators, text: &str) -> Option<(&'static Detection, String)> {
    if let Some(word) = KIT.iter().find(|word| text.contains(*word)) {
        return Some((&WORDS, (*word).to_owned()));
    }
    if let Some(number) = TOOL.iter().find(|number| text.contains(*number)) {
        return Some((&EXTRACTION, (*number).to_owned()));
    }
    let mut rest = text;
    while let Some(at) = rest.find(DROPS) {
        let (_, path) = rest.split_at_checked(at)?;
        let ends = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '\'' | ')' | ',' | ';');
        let end = path.find(ends).unwrap_or(path.len());
        let (path, after) = path.split_at_checked(end)?;
        let path = path.trim_end_matches(['.', ':']);
        if path.len() > DROPS.len()
            && indicators.file_path(path).is_some_and(|hit| hit.tier == engine::indicators::Tier::Strong)
        {
            return Some((&WORDS, path.to_owned()));
        }
        rest = after;
    }
    None
}
