//! Pictures of sites that Firefox keeps.
//!
//! Found in: `AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/browser.db`, tables `favicons`,
//! `favicon_sites` and `history`, times in seconds since 1970; in newer versions `places.db` beside it, column
//! `preview_image_url` of `moz_places`.
//!
//! Shows: sites that were opened; pictures often outlive the history.
//!
//! Cannot show: whether a page attacked the phone; when it was opened, only when its picture was kept. The
//! newest versions keep pictures in files without their addresses.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//! With Firefox Sync, pages of a computer are among them.
//!
//! Sources: Mozilla, firefox-ios `BrowserSchema`; Mozilla, application-services `components/places`.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, needs, optional_table};
use super::shared::links::{Pair, Seen};
use super::shared::stored;
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Found, Notes, Presence, Record, Stored};
use sqlite::{Database, Row};
use std::borrow::Cow;

const READS: &[&str] = &[
    "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/browser.db",
    "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/places.db",
];

static ICONS: Pair = Pair::new("ios.firefox-favicons.icon", "ios.firefox-favicons.vendor-site");

/// Pictures of sites that Firefox keeps.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.firefox-favicons",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[ICONS.known, ICONS.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[("url", "Address of the picture"), ("page", "A page that it was kept for")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut seen = Seen::new(case.indicators);
    // Both files belong to the history, which says what of them could not be read.
    let mut pictures = false;
    let read = databases::each(case, notes, READS, &mut |database, entry, notes| {
        let mut pages = self::pages(database);
        let mut numbers = stored::aside(database, notes).and_then(self::pages);
        let icons = ("favicons", &["url", "date"][..]);
        needs(database, entry, notes, (icons.0, &["url"]));
        let old = optional_table(database, entry, notes, icons, &mut |row, notes| {
            let (id, kept) = (row.rowid().unwrap_or_default(), row.real(1).and_then(time::unix));
            let Some(url) = row.text(0) else { return true };
            let cite = || Cite::new(&entry.path, format!("icon {id}"));
            seen.url(&url);
            for hit in seen.take() {
                notes.finding(ICONS.finding(hit, cite(), kept));
            }
            notes.beside(|| {
                let number = numbers.as_mut().and_then(|pages| first(pages, id)).map(|(_, number)| number);
                Stored::from_iter([("@history.id", number.into())])
            });
            notes.record(|| {
                let page = pages.as_mut().and_then(|pages| first(pages, id)).map(|(url, _)| url);
                Record::new(cite()).time("kept", kept).field("url", &*url).field("page", page)
            })
        });
        let places = ("moz_places", &["preview_image_url", "url", "last_visit_date_local"][..]);
        let new = optional_table(database, entry, notes, places, &mut |row, notes| {
            let Some(url) = row.text(0).filter(|url| !url.is_empty()) else { return true };
            let cite = || Cite::new(&entry.path, format!("preview {}", row.rowid().unwrap_or_default()));
            let visited = row.int(2).and_then(|millis| millis.checked_mul(1000)).and_then(time::unix_micros);
            seen.url(&url);
            for hit in seen.take() {
                notes.finding(ICONS.finding(hit, cite(), visited));
            }
            notes.record(|| {
                Record::new(cite())
                    .time("page visited", visited)
                    .field("url", &*url)
                    .field("page", row.text(1).map(Cow::into_owned))
            })
        });
        pictures |= old.is_some() || new.is_some();
    });
    if read == Found::Yes && !pictures { Found::Absent } else { read }
}

/// Looks up a page that a picture was kept for.
fn pages(database: &Database) -> Option<sqlite::rusqlite::Statement<'_>> {
    let sql = "SELECT history.url, history.id FROM favicon_sites JOIN history ON history.id = favicon_sites.siteID \
        WHERE favicon_sites.faviconID = ?1 LIMIT 1";
    database.connection().prepare(sql).ok()
}

fn first(pages: &mut sqlite::rusqlite::Statement<'_>, icon: i64) -> Option<(String, i64)> {
    let mut rows = pages.query([icon]).ok()?;
    let row = Row::of(rows.next().ok()??);
    row.text(0).map(Cow::into_owned).zip(row.int(1))
}
