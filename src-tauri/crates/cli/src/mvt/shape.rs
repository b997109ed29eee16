//! How a record of the reference tool is put together from one of ours: names on the left are theirs, those on the
//! right ours. What our record does not hold is left out, or null where their checks ask for it without looking
//! whether it is there.

use engine::{Record, Value};
use indicators::links;
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::{Map, json};

/// A record of theirs.
pub(super) type Made = Map<String, serde_json::Value>;

/// Seconds from 1970 to 2001, where Apple's clock begins.
const APPLE: i64 = 978_307_200;

/// Seconds from 1601, where Chrome's clock begins, to 1970.
const CHROME: i64 = 11_644_473_600;

pub(super) fn field<'a>(record: &'a Record, name: &str) -> Option<&'a Value> {
    record.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
}

/// Their way to write a time.
pub(super) fn date(when: Timestamp) -> String {
    let civil = Offset::UTC.to_datetime(when);
    format!(
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}",
        civil.year(),
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second(),
        civil.subsec_nanosecond() / 1000
    )
}

/// Nanoseconds since 2001.
pub(super) fn apple_nanos(when: Timestamp) -> serde_json::Value {
    let nanos = when.as_nanosecond() - i128::from(APPLE) * 1_000_000_000;
    i64::try_from(nanos).map_or(serde_json::Value::Null, |nanos| json!(nanos))
}

/// Seconds since 2001.
pub(super) fn apple(when: Timestamp) -> serde_json::Value {
    #[expect(clippy::cast_precision_loss, reason = "seconds since 2001 are far below 2^53")]
    let seconds = (when.as_second() - APPLE) as f64;
    json!(seconds + f64::from(when.subsec_nanosecond()) / 1e9)
}

/// Seconds since 1970.
pub(super) fn unix(when: Timestamp) -> serde_json::Value {
    #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are far below 2^53")]
    let seconds = when.as_second() as f64;
    json!(seconds + f64::from(when.subsec_nanosecond()) / 1e9)
}

/// Microseconds since 1601.
pub(super) fn chrome(when: Timestamp) -> serde_json::Value {
    json!(when.as_microsecond() + CHROME * 1_000_000)
}

/// A record of theirs in the making.
pub(super) struct Shape<'a>(Made, &'a Record);

impl<'a> Shape<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        Self(Map::new(), record)
    }

    pub(super) fn done(self) -> Option<Made> {
        Some(self.0)
    }

    pub(super) fn put(mut self, theirs: &str, value: serde_json::Value) -> Self {
        self.0.insert(theirs.to_owned(), value);
        self
    }

    /// Ours, if the record has it.
    pub(super) fn field(self, theirs: &str, ours: &str) -> Self {
        match field(self.1, ours) {
            Some(value) => {
                let value = json!(value);
                self.put(theirs, value)
            }
            None => self,
        }
    }

    /// Ours as text, empty if the record lacks it.
    pub(super) fn text(self, theirs: &str, ours: &str) -> Self {
        let text = match field(self.1, ours) {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        self.put(theirs, json!(text))
    }

    /// A yes or no as 1 or 0.
    pub(super) fn flag(self, theirs: &str, ours: &str) -> Self {
        let yes = matches!(field(self.1, ours), Some(Value::Bool(true)));
        self.put(theirs, json!(i32::from(yes)))
    }

    pub(super) fn time(self, theirs: &str, ours: &str) -> Self {
        let when = self.1.times.iter().find(|(what, _)| what == ours).map(|(_, when)| date(*when));
        // Nothing is an empty text there: their checks sort by it.
        self.put(theirs, json!(when.unwrap_or_default()))
    }

    /// The time as a number: what `clock` makes of it. Left out where there is none.
    pub(super) fn clock(self, theirs: &str, ours: &str, clock: fn(Timestamp) -> serde_json::Value) -> Self {
        let when = self.1.times.iter().find(|(what, _)| what == ours).map(|(_, when)| clock(*when));
        match when {
            Some(when) => self.put(theirs, when),
            None => self,
        }
    }

    /// The number in the place (`message 4711`), if there is one.
    pub(super) fn number(self, theirs: &str) -> Self {
        let number = self.1.cite.place.rsplit(' ').next().and_then(|last| last.parse::<i64>().ok());
        match number {
            Some(number) => self.put(theirs, json!(number)),
            None => self,
        }
    }

    pub(super) fn path(self, theirs: &str) -> Self {
        let path = self.1.cite.path.clone();
        self.put(theirs, json!(path))
    }

    /// The path without the domain before it.
    pub(super) fn relative(self, theirs: &str) -> Self {
        let path = self.1.cite.path.split_once('/').map_or("", |(_, path)| path).to_owned();
        self.put(theirs, json!(path))
    }

    /// Sites, each as an object with `key`; an empty text where there are none, as they have it.
    pub(super) fn sites(self, theirs: &str, ours: &str, key: &str) -> Self {
        let sites = match field(self.1, ours) {
            Some(Value::List(sites)) => {
                json!(sites.iter().map(|site| json!({ key: site })).collect::<Vec<_>>())
            }
            _ => json!(""),
        };
        self.put(theirs, sites)
    }

    pub(super) fn null(self, theirs: &str) -> Self {
        self.put(theirs, serde_json::Value::Null)
    }

    pub(super) fn empty_list(self, theirs: &str) -> Self {
        self.put(theirs, json!([]))
    }

    /// A value where nothing stands yet.
    pub(super) fn or(self, theirs: &str, value: &str) -> Self {
        if self.0.contains_key(theirs) { self } else { self.put(theirs, json!(value)) }
    }

    pub(super) fn direction(self) -> Self {
        let sent = matches!(field(self.1, "sent_by_owner"), Some(Value::Bool(true)));
        self.put("direction", json!(if sent { "sent" } else { "received" }))
    }

    /// Links with a scheme, which is what their checks expect.
    pub(super) fn links(self, ours: &str) -> Self {
        let found: Vec<String> = match field(self.1, ours) {
            Some(Value::Text(text)) => {
                links::in_text(text).filter(|link| link.contains("://")).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        };
        self.put("links", json!(found))
    }
}

#[cfg(test)]
mod tests {
    use super::{apple, apple_nanos, chrome, date, unix};
    use jiff::Timestamp;

    #[test]
    fn a_moment_on_each_clock() {
        let when: Timestamp = "2023-09-21T18:29:55.339134Z".parse().unwrap();
        assert_eq!(date(when), "2023-09-21 18:29:55.339134");
        assert_eq!(chrome(when), 13_339_794_595_339_134_i64);
        assert_eq!(apple_nanos(when), 717_013_795_339_134_000_i64);
        assert_eq!(apple(when), 717_013_795.339_134);
        assert_eq!(unix(when), 1_695_320_995.339_134);
    }
}
