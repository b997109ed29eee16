//! Browser histories: one table of addresses, one of visits to them. Three browsers, one shape.

use super::databases::{needs, table};
use super::links::Pair;
use super::stored::Beside;
use engine::indicators::Hit;
use engine::{Case, Cite, Entry, Notes, Record};
use jiff::Timestamp;
use sqlite::{Database, Row};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where a browser keeps addresses and visits. Columns are given in the order in which they are read.
pub(crate) struct Layout {
    /// Table of addresses.
    pub(crate) addresses: &'static str,
    /// Its id and its address.
    pub(crate) address_columns: [&'static str; 2],
    /// Table of visits.
    pub(crate) visits: &'static str,
    /// The id of the address and the time of the visit.
    pub(crate) visit_columns: [&'static str; 2],
    /// What the time means.
    pub(crate) clock: fn(&Row<'_>, usize) -> Option<Timestamp>,
}

/// Fields of the records that [`read`] makes.
pub(crate) const FIELDS: &[(&str, &str)] = &[("url", "The address that was visited")];

/// Addresses that match and are kept until their visits pass by. More than [`Notes`] keeps findings, so that
/// the notes say that there were more.
const MOST_KNOWN: usize = 10_001;

/// An address that matched, and whether a visit to it was there.
struct Known {
    hit: Hit,
    url: String,
    visited: bool,
}

/// Compares every address once, then tells each visit to one that matched, and each such address that has no
/// visit left. Addresses that match nothing are not kept: a history of years costs no memory.
pub(crate) fn read(
    case: &Case<'_>,
    (database, entry): (&Database, &Entry),
    notes: &mut Notes<'_>,
    (layout, pair): (&Layout, &Pair),
) {
    needs(database, entry, notes, (layout.addresses, &layout.address_columns));
    needs(database, entry, notes, (layout.visits, &layout.visit_columns[..1]));
    let mut known = BTreeMap::new();
    table(database, entry, notes, (layout.addresses, &layout.address_columns), &mut |row, _| {
        if let (Some(id), Some(url)) = (row.int(0), row.text(1))
            && let Some(hit) = case.indicators.url(&url)
        {
            known.insert(id, Known { hit, url: url.into_owned(), visited: false });
        }
        known.len() < MOST_KNOWN
    });
    let [id, url] = layout.address_columns;
    let look_up = format!("SELECT {url} FROM {} WHERE {id} = ?1", layout.addresses);
    let mut address = database.connection().prepare(&look_up).ok();
    let addresses = Beside::of(database, notes, layout.addresses, None);
    table(database, entry, notes, (layout.visits, &layout.visit_columns), &mut |row, notes| {
        let item = row.int(0);
        let when = (layout.clock)(row, 1);
        let cite = || Cite::new(&entry.path, format!("visit {}", row.rowid().unwrap_or_default()));
        if let Some(known) = item.and_then(|item| known.get_mut(&item)) {
            known.visited = true;
            notes.finding(pair.finding((known.hit.clone(), known.url.clone()), cite(), when));
        }
        notes.beside(|| addresses.row(item));
        notes.record(|| {
            let mut url_of = |item| {
                let mut rows = address.as_mut()?.query([item]).ok()?;
                Row::of(rows.next().ok()??).text(0).map(Cow::into_owned)
            };
            Record::new(cite()).time("visited", when).field("url", item.and_then(&mut url_of))
        })
    });
    for (item, known) in known.into_iter().filter(|(_, known)| !known.visited) {
        let cite = Cite::new(&entry.path, format!("address {item}"));
        notes.finding(pair.finding((known.hit, known.url), cite, None));
    }
}
