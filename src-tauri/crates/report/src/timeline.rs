//! Records as timeline rows: CSV for spreadsheets, JSON Lines for Timesketch.

use crate::quoted::clean;
use engine::{Day, Record, Value};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Fields longer than this break Timesketch's store.
const LONGEST_FIELD: usize = 32_000;

/// The four times that a file system keeps, in the order and with the letters that responders know.
const STAMPS: [(&str, char); 4] = [("modified", 'M'), ("accessed", 'A'), ("changed", 'C'), ("born", 'B')];

/// One row. Rows are sorted by time, then by the rest, so that the order never depends on who was read first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Row {
    /// When.
    pub when: Timestamp,
    /// Id of the artifact.
    pub artifact: String,
    /// Where it lies: path, `#`, place.
    pub cite: String,
    /// What the time means.
    pub what: String,
    /// The record's fields, cleaned.
    pub message: String,
}

impl Row {
    /// About how many bytes it takes in memory.
    pub fn size(&self) -> usize {
        128 + self.artifact.len() + self.cite.len() + self.what.len() + self.message.len()
    }

    /// A day that the person named: it stands among the rest at its beginning, UTC.
    pub fn of_day(day: &Day) -> Option<Self> {
        let when = jiff::tz::Offset::UTC.to_timestamp(day.day.at(0, 0, 0, 0)).ok()?;
        Some(Self {
            when,
            artifact: "person".to_owned(),
            cite: String::new(),
            what: "day named by the person".to_owned(),
            message: day.what.name().to_owned(),
        })
    }

    /// One row of a CSV timeline, with its line end.
    pub fn csv(&self) -> String {
        let when = self.when.to_string();
        let cells = [&when, &self.what, &self.message, &self.artifact, &self.cite];
        let mut row = cells.map(|cell| csv_cell(cell)).join(",");
        row.push('\n');
        row
    }

    /// One row for Timesketch, with its line end.
    pub fn jsonl(&self) -> String {
        let row = json!({
            "datetime": self.when.to_string(),
            "timestamp_desc": self.what,
            "message": self.message,
            "artifact": self.artifact,
            "cite": self.cite,
        });
        format!("{row}\n")
    }
}

/// The first line of a CSV timeline.
pub fn csv_header() -> &'static str {
    "datetime,timestamp_desc,message,artifact,cite\n"
}

/// The rows of a record, one for each of its times. Times of one file that fell on one moment are one row, named by
/// the letters of those that did (`MCB`).
pub fn timeline_rows(artifact: &str, record: &Record) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut message = None;
    for (what, when) in times(record) {
        let message = message.get_or_insert_with(|| text(record)).clone();
        let cite = clean(&format!("{}#{}", record.cite.path, record.cite.place));
        rows.push(Row { when, artifact: artifact.to_owned(), cite, what, message });
    }
    rows
}

/// Times of a record with what they mean, those of a file at one moment joined.
pub fn times(record: &Record) -> Vec<(String, Timestamp)> {
    let letter = |what: &str| STAMPS.iter().position(|(name, _)| *name == what);
    let mut stamps: Vec<(Timestamp, [bool; 4])> = Vec::new();
    let mut times = Vec::new();
    for (what, when) in &record.times {
        let Some(at) = letter(what) else {
            times.push((what.clone(), *when));
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
        (letters.collect::<String>(), when)
    }));
    times
}

fn text(record: &Record) -> String {
    let show = |value: &Value| match value {
        Value::None => String::new(),
        Value::Bool(yes) => yes.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => clean(text),
        Value::List(texts) => texts.iter().map(|text| clean(text)).collect::<Vec<_>>().join(" "),
    };
    let mut text = record
        .fields
        .iter()
        .map(|(name, value)| format!("{name}={}", show(value)))
        .collect::<Vec<_>>()
        .join("; ");
    if text.len() > LONGEST_FIELD {
        let end = (0..=LONGEST_FIELD).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
    text
}

/// Quoted; a leading sign that a spreadsheet would run as a formula is disarmed.
pub fn csv_cell(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{Row, timeline_rows};
    use engine::{Cite, Day, Occasion, Record};
    use jiff::Timestamp;

    fn at(second: i64) -> Option<Timestamp> {
        Timestamp::from_second(second).ok()
    }

    #[test]
    fn a_formula_in_the_evidence_stays_text() {
        let record = Record::new(Cite::new("p", "1"))
            .time("=sent", Some(Timestamp::UNIX_EPOCH))
            .field("url", "=cmd|' /C calc'!A0,\"x\"");
        let rows = timeline_rows("ios.sms", &record);
        assert_eq!(
            rows[0].csv(),
            "\"1970-01-01T00:00:00Z\",\"'=sent\",\"url==cmd|' /C calc'!A0,\"\"x\"\"\",\"ios.sms\",\"p#1\"\n"
        );
        let row = rows[0].jsonl();
        assert!(row.contains("\"datetime\":\"1970-01-01T00:00:00Z\"") && row.ends_with("}\n"));
    }

    #[test]
    fn times_of_a_file_at_one_moment_are_one_row_and_others_stay() {
        let record = Record::new(Cite::new("p", "entry"))
            .time("modified", at(5))
            .time("changed", at(9))
            .time("born", at(5))
            .time("read", at(5));
        let rows: Vec<_> = timeline_rows("ios.manifest", &record)
            .into_iter()
            .map(|row| (row.what, row.when.as_second()))
            .collect();
        assert_eq!(rows, [("read".to_owned(), 5), ("MB".to_owned(), 5), ("C".to_owned(), 9)]);
    }

    #[test]
    fn a_named_day_is_a_row() {
        let day = Day { what: Occasion::Seizure, day: "2026-10-01".parse().unwrap() };
        let row = Row::of_day(&day).unwrap();
        assert_eq!(
            (row.when.to_string().as_str(), row.message.as_str()),
            ("2026-10-01T00:00:00Z", "seizure")
        );
    }
}
