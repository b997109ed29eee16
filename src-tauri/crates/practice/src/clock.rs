//! The times of Apple's formats, from the scenario's own time: no clock is asked.

use jiff::{SignedDuration, Timestamp};

/// Seconds from 1970 to 2001, where Apple's time begins.
const APPLE_EPOCH: i64 = 978_307_200;

/// A moment in the life of a pretend phone.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct Moment(Timestamp);

impl Moment {
    pub(crate) fn of(time: Timestamp) -> Self {
        Self(time)
    }

    pub(crate) fn plus(self, seconds: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "spans of a phone's life are small")]
        let micros = (seconds * 1e6) as i64;
        Self(self.0.checked_add(SignedDuration::from_micros(micros)).unwrap_or(self.0))
    }

    pub(crate) fn minus_days(self, days: f64) -> Self {
        self.plus(-days * 86_400.0)
    }

    /// Seconds since 2001: Core Data, Safari, most of Apple's tables.
    #[expect(clippy::cast_precision_loss, reason = "microseconds of this century fit a double")]
    pub(crate) fn apple(self) -> f64 {
        self.0.as_microsecond() as f64 / 1e6 - APPLE_EPOCH as f64
    }

    /// Nanoseconds since 2001: `message.date` from iOS 11 on.
    pub(crate) fn apple_nanos(self) -> i64 {
        (self.0.as_microsecond() - APPLE_EPOCH * 1_000_000) * 1000
    }

    /// Seconds since 1970.
    pub(crate) fn unix(self) -> i64 {
        self.0.as_second()
    }

    /// Seconds since 1970 with a fraction: WebKit.
    #[expect(clippy::cast_precision_loss, reason = "microseconds of this century fit a double")]
    pub(crate) fn unix_real(self) -> f64 {
        self.0.as_microsecond() as f64 / 1e6
    }

    /// Microseconds since 1970: Firefox.
    pub(crate) fn unix_micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// Microseconds since 1601: Chrome.
    pub(crate) fn chrome(self) -> i64 {
        self.0.as_microsecond() + 11_644_473_600_000_000
    }

    /// A date value of a property list; whole seconds, as Apple writes them.
    pub(crate) fn plist(self) -> plist::Value {
        let seconds = u64::try_from(self.0.as_second()).unwrap_or(0);
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        plist::Value::Date(time.into())
    }

    /// `Sun Oct 18 19:42:00 2026`, as older services log.
    pub(crate) fn spelled(self) -> String {
        self.0.strftime("%a %b %d %H:%M:%S %Y").to_string()
    }

    /// `10/18/26 19:42:00`, as the service for computers logs.
    pub(crate) fn short(self) -> String {
        self.0.strftime("%m/%d/%y %H:%M:%S").to_string()
    }

    /// `2026-10-18 19:42:00`, as web caches and reports of the system write it.
    pub(crate) fn civil(self) -> String {
        self.0.strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// `2026-10-18T19:42:00Z`.
    pub(crate) fn text(self) -> String {
        let seconds = Timestamp::from_second(self.0.as_second()).unwrap_or(self.0);
        seconds.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs() {
        let moment = Moment::of("2001-01-01T00:00:01Z".parse().unwrap());
        assert_eq!(moment.apple(), 1.0);
        assert_eq!(moment.apple_nanos(), 1_000_000_000);
        assert_eq!(moment.unix(), 978_307_201);
        assert_eq!(moment.chrome(), 978_307_201_000_000 + 11_644_473_600_000_000);
        assert_eq!(moment.plus(1.5).text(), "2001-01-01T00:00:02Z");
    }
}
