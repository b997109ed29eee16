//! # Web pages on the home screen
//!
//! **Found in** `HomeDomain/Library/WebClips/<number>.webclip/Info.plist`, in every backup of a phone that has any.
//!
//! **Shows** pages that were put on the home screen like an app, by the owner or by a configuration profile, with
//! the name and the address behind the picture.
//!
//! **Cannot show** whether the page was opened.
//!
//! **Ordinary reasons.** People, employers and schools put pages there.
//!
//! **Sources.** The lists themselves; Apple's device-management schema (`com.apple.webClip.managed`) for the keys.

#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::plists;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Found, Notes, Presence, Record};
use property_list::Value;

static LINKS: Pair = Pair::new("ios.web-clips.link", "ios.web-clips.vendor-site");

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.web-clips",
    version: 1,
    reads: &["HomeDomain/Library/WebClips/*.webclip/Info.plist"],
    availability: &[
        Availability::backup(Presence::Sometimes)
            .source("the lists themselves; Apple, device-management schema"),
        Availability::filesystem(Presence::Sometimes).source("Apple, device-management schema: the keys"),
    ],
    detections: &[LINKS.known, LINKS.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("title", "name under the picture"),
        ("url", "the page"),
        ("removable", "false if only a profile can take it away"),
        ("profile", "true if a configuration profile put it there"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut seen = Seen::new(case.indicators);
    plists::each(case, notes, ARTIFACT.reads, &mut |root, entry, notes| {
        let text = |key: &str| root.get(key).and_then(Value::as_str);
        if root.as_dictionary().is_none() {
            return notes.gap();
        }
        let cite = || Cite::new(&entry.path, "web clip");
        let made = entry.stamps.born.or(entry.stamps.modified);
        for key in ["URL", "StartupLoadURL", "manifestURL"] {
            if let Some(url) = text(key) {
                seen.url(url);
            }
        }
        for hit in seen.take() {
            notes.finding(
                LINKS.finding(hit, cite(), made).personal("title", text("Title").unwrap_or_default()),
            );
        }
        let _ = notes.record(|| {
            Record::new(cite())
                .time("made", made)
                .field("title", text("Title"))
                .field("url", text("URL"))
                .field(
                    "removable",
                    root.get("RemovalDisallowed").and_then(Value::as_bool).map(|locked| !locked),
                )
                .field("profile", root.get("ConfigurationIsManaged").and_then(Value::as_bool))
        });
    })
}
