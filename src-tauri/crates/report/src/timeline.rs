//! Records as timeline rows: CSV for spreadsheets, JSON Lines for Timesketch.

use crate::quoted::clean;
use engine::{Record, Value};
use jiff::Timestamp;
use serde_json::json;

/// Fields longer than this break Timesketch's store.
const LONGEST_FIELD: usize = 32_000;

/// The first line of a CSV timeline.
pub fn csv_header() -> &'static str {
    "datetime,timestamp_desc,message,artifact,cite\n"
}

/// One row of a CSV timeline, with its line end.
pub fn csv_row(artifact: &str, record: &Record, what: &str, when: Timestamp) -> String {
    let cite = format!("{}#{}", record.cite.path, record.cite.place);
    let cells = [when.to_string(), what.to_owned(), message(record), artifact.to_owned(), clean(&cite)];
    let mut row = cells.map(|cell| csv_cell(&cell)).join(",");
    row.push('\n');
    row
}

/// One row for Timesketch, with its line end.
pub fn jsonl_row(artifact: &str, record: &Record, what: &str, when: Timestamp) -> String {
    let cite = format!("{}#{}", record.cite.path, record.cite.place);
    let row = json!({
        "datetime": when.to_string(),
        "timestamp_desc": what,
        "message": message(record),
        "artifact": artifact,
        "cite": clean(&cite),
    });
    format!("{row}\n")
}

fn message(record: &Record) -> String {
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
fn csv_cell(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::{csv_row, jsonl_row};
    use engine::{Cite, Record};

    #[test]
    fn a_formula_in_the_evidence_stays_text() {
        let record = Record::new(Cite::new("p", "1")).field("url", "=cmd|' /C calc'!A0,\"x\"");
        let row = csv_row("ios.sms", &record, "=sent", jiff::Timestamp::UNIX_EPOCH);
        assert_eq!(
            row,
            "\"1970-01-01T00:00:00Z\",\"'=sent\",\"url==cmd|' /C calc'!A0,\"\"x\"\"\",\"ios.sms\",\"p#1\"\n"
        );
        let row = jsonl_row("ios.sms", &record, "sent", jiff::Timestamp::UNIX_EPOCH);
        assert!(row.contains("\"datetime\":\"1970-01-01T00:00:00Z\"") && row.ends_with("}\n"));
    }
}
