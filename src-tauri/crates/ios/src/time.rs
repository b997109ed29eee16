//! The clocks that an iPhone and its apps write times with. Everything here ends in UTC.
//!
//! Zero, and what no clock could have shown, is "no time": records use 0 for "never".

use jiff::Timestamp;

/// Seconds from 1970 to 2001-01-01, where Apple's clocks start.
const MAC_EPOCH: i64 = 978_307_200;
/// Seconds from 1601-01-01, where Chrome's clock starts, to 1970.
const CHROME_EPOCH: i64 = 11_644_473_600;
/// Above this, a whole number since 2001 counts nanoseconds (iOS 11 on), below it seconds: as seconds it
/// would lie beyond the year 5000, as nanoseconds within the first hundred seconds of 2001.
const NANOSECONDS_FROM: u64 = 100_000_000_000;

/// Seconds since 2001, with a fraction (Core Data, Safari, WhatsApp).
pub fn mac(seconds: f64) -> Option<Timestamp> {
    let since_1970 = seconds + MAC_EPOCH as f64;
    (seconds != 0.0).then(|| from_unix(since_1970)).flatten()
}

/// Whole seconds, or nanoseconds, since 2001 (Messages).
pub fn mac_whole(count: i64) -> Option<Timestamp> {
    if count == 0 {
        return None;
    }
    if count.unsigned_abs() < NANOSECONDS_FROM {
        return Timestamp::from_second(count.checked_add(MAC_EPOCH)?).ok();
    }
    let nanoseconds = i128::from(count) + i128::from(MAC_EPOCH) * 1_000_000_000;
    Timestamp::from_nanosecond(nanoseconds).ok()
}

/// Seconds since 1970, with a fraction (WebKit).
pub(crate) fn unix(seconds: f64) -> Option<Timestamp> {
    (seconds > 0.0).then(|| from_unix(seconds)).flatten()
}

/// Microseconds since 1970 (Firefox).
pub(crate) fn unix_micros(micros: i64) -> Option<Timestamp> {
    (micros != 0).then(|| Timestamp::from_microsecond(micros).ok()).flatten()
}

/// Microseconds since 1601 (Chrome).
pub(crate) fn chrome(micros: i64) -> Option<Timestamp> {
    if micros == 0 {
        return None;
    }
    Timestamp::from_microsecond(micros.checked_sub(CHROME_EPOCH * 1_000_000)?).ok()
}

/// To the microsecond, as far as the fraction of such a number is exact.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, and jiff refuses what lies outside its range"
)]
fn from_unix(seconds: f64) -> Option<Timestamp> {
    if !seconds.is_finite() {
        return None;
    }
    Timestamp::from_microsecond((seconds * 1e6).round() as i64).ok()
}

#[cfg(test)]
mod tests {
    use super::{chrome, mac, mac_whole, unix, unix_micros};

    fn shown(when: Option<jiff::Timestamp>) -> String {
        when.map_or_else(|| "none".to_owned(), |when| when.to_string())
    }

    #[test]
    fn each_clock_starts_where_it_says() {
        assert_eq!(shown(mac(739_925_737.400_607_6)), "2024-06-12T22:55:37.400608Z");
        assert_eq!(shown(mac_whole(739_925_737)), "2024-06-12T22:55:37Z");
        assert_eq!(shown(mac_whole(719_729_954_695_229_312)), "2023-10-23T04:59:14.695229312Z");
        assert_eq!(shown(unix(1_722_401_280.985_499)), "2024-07-31T04:48:00.985499Z");
        assert_eq!(shown(unix_micros(1_703_552_177_716_429)), "2023-12-26T00:56:17.716429Z");
        assert_eq!(shown(chrome(13_360_440_858_374_568)), "2024-05-17T17:34:18.374568Z");
    }

    #[test]
    fn zero_and_the_impossible_are_no_time() {
        for none in [
            mac(0.0),
            mac(f64::NAN),
            mac(f64::INFINITY),
            mac(1e300),
            mac_whole(0),
            unix(-1.0),
            unix_micros(0),
            unix_micros(i64::MAX),
            chrome(0),
            chrome(i64::MIN),
        ] {
            assert_eq!(none, None);
        }
        // The ends of the number range are times or none, never a panic.
        let _ = (mac_whole(i64::MIN), mac_whole(i64::MAX), chrome(i64::MAX), mac(f64::MIN));
    }
}
