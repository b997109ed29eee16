//! One line of the report, in the shapes of iOS 15 and later (and of its first test versions, which named a use
//! `tccService` or by its stream).

use jiff::Timestamp;
use serde_json::Value;

/// One line.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// Bundle id of the app.
    pub(super) app: String,
    /// When it happened, or happened last.
    pub(super) when: Option<Timestamp>,
    /// When it happened first.
    pub(super) first: Option<Timestamp>,
    /// What the app did.
    pub(super) what: What,
}

/// What an app did.
#[derive(Debug, PartialEq)]
pub(super) enum What {
    /// It spoke to a site.
    Spoke {
        /// The site.
        domain: String,
        /// Whether the app did so by itself.
        initiated_by: Option<String>,
        /// How often.
        hits: Option<i64>,
    },
    /// It used something.
    Used {
        /// What.
        what: String,
        /// Beginning, end, or a single use.
        kind: Option<String>,
    },
}

impl Line {
    /// None if the line is no object of these shapes.
    pub(super) fn of(line: &str) -> Option<Self> {
        let line: Value = serde_json::from_str(line.trim_start_matches('\u{feff}')).ok()?;
        let text = |key: &str| line.get(key).and_then(Value::as_str).map(str::to_owned);
        let moment =
            |keys: [&str; 2]| keys.iter().find_map(|key| text(key)).and_then(|text| text.parse().ok());
        let when = moment(["timeStamp", "timestamp"]);
        if let Some(domain) = text("domain") {
            let app = text("bundleID").or_else(|| text("hasApp.bundleName")).unwrap_or_default();
            let hits = line.get("hits").and_then(Value::as_i64);
            let what = What::Spoke { domain, initiated_by: text("initiatedType"), hits };
            return Some(Self { app, when, first: moment(["firstTimeStamp", "firstTimestamp"]), what });
        }
        let app = line.pointer("/accessor/identifier").and_then(Value::as_str)?.to_owned();
        let stream = || text("stream").map(|stream| stream.rsplit('.').next().unwrap_or_default().to_owned());
        let what = text("category").or_else(|| text("tccService")).or_else(stream)?;
        Some(Self { app, when, first: None, what: What::Used { what, kind: text("kind") } })
    }
}
