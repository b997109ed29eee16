//! Records as timeline rows: CSV for spreadsheets, JSON Lines for Timesketch.

use crate::quoted::clean_into;
use engine::{Day, Record, Value};
use jiff::Timestamp;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write;

/// Fields longer than this break Timesketch's store.
const LONGEST_FIELD: usize = 32_000;

/// The four times that a file system keeps, in the order and with the letters that responders know.
const STAMPS: [(&str, char); 4] = [("modified", 'M'), ("accessed", 'A'), ("changed", 'C'), ("born", 'B')];

/// One row. Rows are sorted by time, then by the rest, so that the order never depends on who was read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row<'a> {
    /// When.
    pub when: Timestamp,
    /// Id of the artifact.
    pub artifact: &'a str,
    /// Where it lies: path, `#`, place.
    pub cite: &'a str,
    /// What the time means.
    pub what: &'a str,
    /// The record's fields, cleaned.
    pub message: &'a str,
}

impl Row<'_> {
    /// A day that the person named: it stands among the rest at its beginning, UTC.
    pub fn of_day(day: &Day) -> Option<Self> {
        let when = jiff::tz::Offset::UTC.to_timestamp(day.day.at(0, 0, 0, 0)).ok()?;
        let (what, message) = ("day named by the person", day.what.name());
        Some(Self { when, artifact: "person", cite: "", what, message })
    }

    /// At the end of `out` as one row of a CSV timeline, with its line end.
    pub fn csv(&self, out: &mut String) {
        csv_cells(out, &[&self.when.to_string(), self.what, self.message, self.artifact, self.cite]);
        out.push('\n');
    }

    /// At the end of `out` as one row for Timesketch, with its line end.
    pub fn jsonl(&self, out: &mut String) {
        #[derive(Serialize)]
        struct Line<'a> {
            artifact: &'a str,
            cite: &'a str,
            datetime: Timestamp,
            message: &'a str,
            timestamp_desc: &'a str,
        }
        let Self { when: datetime, artifact, cite, what: timestamp_desc, message } = *self;
        let line = Line { artifact, cite, datetime, message, timestamp_desc };
        // Strings and a time always have a JSON form.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
}

/// The first line of a CSV timeline.
pub fn csv_header() -> &'static str {
    "datetime,timestamp_desc,message,artifact,cite\n"
}

/// Hands over the rows of a record, one for each of its times. Times of one file that fell on one moment are one row,
/// named by the letters of those that did (`MCB`).
///
/// # Errors
/// The first one of `visit`, which is not asked again.
pub fn timeline_rows<E>(
    artifact: &str,
    record: &Record,
    visit: &mut impl FnMut(Row<'_>) -> Result<(), E>,
) -> Result<(), E> {
    if record.times.is_empty() {
        return Ok(());
    }
    let (message, mut cite) = (text(record), String::new());
    clean_into(&mut cite, &format!("{}#{}", record.cite.path, record.cite.place));
    for (what, when) in times(record) {
        visit(Row { when, artifact, cite: &cite, what: &what, message: &message })?;
    }
    Ok(())
}

/// Times of a record with what they mean, those of a file at one moment joined.
fn times(record: &Record) -> Vec<(Cow<'_, str>, Timestamp)> {
    let letter = |what: &str| STAMPS.iter().position(|(name, _)| *name == what);
    let mut stamps: Vec<(Timestamp, [bool; 4])> = Vec::new();
    let mut times = Vec::new();
    for (what, when) in &record.times {
        let Some(at) = letter(what) else {
            times.push((Cow::Borrowed(what.as_str()), *when));
            continue;
        };
        match stamps.iter_mut().find(|(moment, _)| moment == when) {
            Some((_, held)) => held[at] = true,
            None => {
                let mut held = [false; 4];
                held[at] = true;
                stamps.push((*when, held));
            }
        }
    }
    times.extend(stamps.into_iter().map(|(when, held)| {
        let letters = STAMPS.iter().zip(held).filter(|(_, held)| *held).map(|((_, letter), _)| *letter);
        (Cow::Owned(letters.collect()), when)
    }));
    times
}

fn text(record: &Record) -> String {
    let mut text = String::new();
    for (name, value) in &record.fields {
        let between = if text.is_empty() { "" } else { "; " };
        // Writing to a string cannot fail.
        let _ = write!(text, "{between}{name}=");
        let _ = match value {
            Value::None => Ok(()),
            Value::Bool(yes) => write!(text, "{yes}"),
            Value::Int(number) => write!(text, "{number}"),
            Value::Real(number) => write!(text, "{number}"),
            Value::Text(value) => {
                clean_into(&mut text, value);
                Ok(())
            }
            Value::List(values) => {
                for (at, value) in values.iter().enumerate() {
                    text.push_str(if at == 0 { "" } else { " " });
                    clean_into(&mut text, value);
                }
                Ok(())
            }
        };
    }
    if text.len() > LONGEST_FIELD {
        let end = (0..=LONGEST_FIELD).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
    text
}

/// Cells of one row at the end of `out`, quoted; a leading sign that a spreadsheet would run as a formula is disarmed.
pub fn csv_cells(out: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        out.push_str(if at == 0 { "\"" } else { ",\"" });
        if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            out.push('\'');
        }
        for (at, piece) in cell.split('"').enumerate() {
            out.push_str(if at == 0 { "" } else { "\"\"" });
            out.push_str(piece);
        }
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::{Row, timeline_rows};
    use engine::{Cite, Day, Occasion, Record};
    use jiff::Timestamp;
    use std::convert::Infallible;

    fn written(record: &Record, write: fn(&Row<'_>, &mut String)) -> String {
        let mut out = String::new();
        let Ok(()) = timeline_rows("ios.sms", record, &mut |row| {
            write(&row, &mut out);
            Ok::<(), Infallible>(())
        });
        out
    }

    fn at(second: i64) -> Option<Timestamp> {
        Timestamp::from_second(second).ok()
    }

    #[test]
    fn a_formula_in_the_evidence_stays_text() {
        let record = Record::new(Cite::new("p", "1"))
            .time("=sent", Some(Timestamp::UNIX_EPOCH))
            .field("url", "=cmd|' /C calc'!A0,\"x\"");
        assert_eq!(
            written(&record, |row, out| row.csv(out)),
            "\"1970-01-01T00:00:00Z\",\"'=sent\",\"url==cmd|' /C calc'!A0,\"\"x\"\"\",\"ios.sms\",\"p#1\"\n"
        );
        let row = written(&record, |row, out| row.jsonl(out));
        assert!(row.contains("\"datetime\":\"1970-01-01T00:00:00Z\"") && row.ends_with("}\n"));
    }

    #[test]
    fn times_of_a_file_at_one_moment_are_one_row_and_others_stay() {
        let record = Record::new(Cite::new("p", "entry"))
            .time("modified", at(5))
            .time("changed", at(9))
            .time("born", at(5))
            .time("read", at(5));
        let mut rows = Vec::new();
        let Ok(()) = timeline_rows("ios.manifest", &record, &mut |row| {
            rows.push((row.what.to_owned(), row.when.as_second()));
            Ok::<(), Infallible>(())
        });
        assert_eq!(rows, [("read".to_owned(), 5), ("MB".to_owned(), 5), ("C".to_owned(), 9)]);
    }

    #[test]
    fn a_named_day_is_a_row() {
        let day = Day { what: Occasion::Seizure, day: "2026-10-01".parse().unwrap() };
        let row = Row::of_day(&day).unwrap();
        assert_eq!((row.when.to_string().as_str(), row.message), ("2026-10-01T00:00:00Z", "seizure"));
    }
}
