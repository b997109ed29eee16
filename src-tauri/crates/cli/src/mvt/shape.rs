//! How a record of the reference tool is put together from one of ours: names on the left are theirs; those on the
//! right are fields and times of ours, or names of what the record was made of ([`Record::stored`]). What there is not
//! is null, or left out.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::{Record, Stored, Value};
use indicators::links;
use ios::time;
use jiff::Timestamp;
use jiff::tz::Offset;
use serde_json::json;

/// A record of theirs.
pub(super) type Made = Stored;

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

/// Microseconds since 1601.
pub(super) fn chrome(when: Timestamp) -> serde_json::Value {
    json!(when.as_microsecond() + CHROME * 1_000_000)
}

/// The kind of place that a record cites: `message` of `message 7`.
pub(super) fn kind_of(record: &Record) -> &str {
    record.cite.place.split(' ').next().unwrap_or_default()
}

/// Bytes of what a record was made of.
pub(super) fn from_base64(text: &str) -> Option<Vec<u8>> {
    STANDARD.decode(text).ok()
}

/// A moment in Apple's count, whole or not.
fn on_apples_clock(number: &serde_json::Value) -> Option<Timestamp> {
    match number.as_i64() {
        Some(whole) => time::mac_whole(whole),
        None => time::mac(number.as_f64()?),
    }
}

/// A record of theirs in the making.
pub(super) struct Shape<'a>(Made, &'a Record);

impl<'a> Shape<'a> {
    pub(super) fn of(record: &'a Record) -> Self {
        Self(Stored::default(), record)
    }

    pub(super) fn done(self) -> Vec<Made> {
        vec![self.0]
    }

    /// All that the record was made of, under its own names; not what lay beside it.
    pub(super) fn columns(mut self) -> Self {
        let own = self.1.stored.iter().filter(|(name, _)| !name.starts_with('@'));
        let own = own.map(|(name, value)| (name.clone(), value.clone()));
        if self.0.is_empty() {
            self.0 = own.collect();
        } else {
            self.0.extend(own);
        }
        self
    }

    /// One thing that it was made of.
    pub(super) fn column(self, theirs: &str, column: &str) -> Self {
        let value = self.1.stored.get(column).cloned().unwrap_or_default();
        self.put(theirs, value)
    }

    /// Several.
    pub(super) fn named(self, names: &[(&str, &str)]) -> Self {
        names.iter().fold(self, |shape, (theirs, column)| shape.column(theirs, column))
    }

    /// A time that it was made of, in Apple's count.
    pub(super) fn clock(self, theirs: &str, column: &str) -> Self {
        let when = self.1.stored.get(column).and_then(on_apples_clock).map(date);
        self.put(theirs, json!(when))
    }

    pub(super) fn is_null(&self, theirs: &str) -> bool {
        self.0.get(theirs).is_none_or(serde_json::Value::is_null)
    }

    pub(super) fn put(mut self, theirs: &str, value: serde_json::Value) -> Self {
        self.0.set(theirs, value);
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

    fn when(&self, ours: &str) -> Option<Timestamp> {
        self.1.times.iter().find(|(what, _)| what == ours).map(|(_, when)| *when)
    }

    pub(super) fn time(self, theirs: &str, ours: &str) -> Self {
        let when = self.when(ours).map(date);
        // Nothing is an empty text there: their checks sort by it.
        self.put(theirs, json!(when.unwrap_or_default()))
    }

    /// As [`time`](Self::time), with null for nothing.
    pub(super) fn moment(self, theirs: &str, ours: &str) -> Self {
        let when = self.when(ours).map(date);
        self.put(theirs, json!(when))
    }

    /// The time as a number: what `clock` makes of it. Left out where there is none.
    pub(super) fn counted(self, theirs: &str, ours: &str, clock: fn(Timestamp) -> serde_json::Value) -> Self {
        let when = self.when(ours).map(clock);
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

    /// Sites as they are stored in `column`, or else those of ours, each as an object with `key`; an empty text where
    /// there are none, as they have it.
    pub(super) fn sites(self, theirs: &str, column: &str, (ours, key): (&str, &str)) -> Self {
        if let Some(stored) = self.1.stored.get(column).cloned() {
            return self.put(theirs, stored);
        }
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

    /// A value where nothing stands yet.
    pub(super) fn or(self, theirs: &str, value: &str) -> Self {
        let empty = self.is_null(theirs) || self.0.get(theirs) == Some(&json!(""));
        if empty { self.put(theirs, json!(value)) } else { self }
    }

    pub(super) fn direction(self) -> Self {
        let sent = matches!(field(self.1, "sent_by_owner"), Some(Value::Bool(true)));
        self.put("direction", json!(if sent { "sent" } else { "received" }))
    }

    /// Links in these fields of theirs, with a scheme, which is what their checks expect; not where WhatsApp keeps files.
    pub(super) fn links(self, theirs: &[&str]) -> Self {
        let texts = theirs.iter().filter_map(|name| self.0.get(name)?.as_str());
        let stored = |link: &&str| FILES_OF_WHATSAPP.iter().any(|host| link.starts_with(host));
        let mut found: Vec<&str> = Vec::new();
        for link in texts.flat_map(links::in_text).filter(|link| link.contains("://") && !stored(link)) {
            if !found.contains(&link) {
                found.push(link);
            }
        }
        let found = json!(found);
        self.put("links", found)
    }
}

const FILES_OF_WHATSAPP: [&str; 2] = ["https://mmg-fna.whatsapp.net/", "https://mmg.whatsapp.net/"];

#[cfg(test)]
mod tests {
    use super::{Shape, chrome, date, on_apples_clock};
    use engine::{Cite, Record};
    use jiff::Timestamp;
    use serde_json::json;

    #[test]
    fn a_moment_on_each_clock() {
        let when: Timestamp = "2023-09-21T18:29:55.339134Z".parse().unwrap();
        assert_eq!(date(when), "2023-09-21 18:29:55.339134");
        assert_eq!(chrome(when), 13_339_794_595_339_134_i64);
        for number in [json!(717_013_795_339_134_000_i64), json!(717_013_795.339_134)] {
            assert_eq!(on_apples_clock(&number), Some(when), "{number}");
        }
        for none in [json!(null), json!(0), json!("x"), json!(1e300)] {
            assert_eq!(on_apples_clock(&none), None, "{none}");
        }
    }

    #[test]
    fn what_lies_beside_a_row_is_no_column_of_it() {
        let mut record = Record::new(Cite::new("p", "message 7"));
        let row =
            json!({ "ROWID": 7, "@handle.id": "+1", "com.apple.x": 1, "text": "see https://a.example/ now" });
        record.stored = row.as_object().unwrap().clone().into_iter().collect();
        let made =
            Shape::of(&record).columns().column("phone", "@handle.id").links(&["text"]).done().remove(0);
        let expected = json!({ "ROWID": 7, "com.apple.x": 1, "links": ["https://a.example/"], "phone": "+1",
            "text": "see https://a.example/ now" });
        assert_eq!(json!(made), expected);
    }
}
