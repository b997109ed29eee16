//! Times as the phone's own reports write them: local, with the distance to UTC behind.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

/// `2025-11-22 19:36:24.011 -0500`, `2025-11-22 19:29:43.00 -0500`, `2025-11-22 19:29:43 +0000`; the distance may be
/// missing only where `None` is right: a time without it could be any hour of the day.
pub(crate) fn with_offset(text: &str) -> Option<Timestamp> {
    let (local, distance) = text.trim().rsplit_once(' ')?;
    let local = local.trim();
    let day = DateTime::strptime("%Y-%m-%d %H:%M:%S%.f", local);
    // Where the phone is set to a clock of twelve hours.
    let half = |_| DateTime::strptime("%Y-%m-%d %I:%M:%S%.f %p", local.replace('\u{202f}', " "));
    offset(distance)?.to_timestamp(day.or_else(half).ok()?).ok()
}

/// `Wed May 24 13:05:30 2023 [72] …`: the time and what follows it. Logs of services write it, local and without a
/// zone; it is taken as UTC.
pub(crate) fn spelled(line: &str) -> Option<(Timestamp, &str)> {
    let (head, rest) = line.split_at_checked(24)?;
    let local = DateTime::strptime("%b %d %H:%M:%S %Y", head.get(4..)?).ok()?;
    Some((Offset::UTC.to_timestamp(local).ok()?, rest))
}

/// `2025-04-07 07:42:54-0700`.
pub(crate) fn joined(text: &str) -> Option<Timestamp> {
    let (local, distance) = text.trim().split_at_checked(19)?;
    with_offset(&format!("{local} {}", distance.trim()))
}

/// `+0530`, `-05:00`, `Z`.
fn offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        ("Z", "") => return Some(Offset::UTC),
        _ => return None,
    };
    let digits = digits.replace(':', "");
    let number = |from: usize| digits.get(from..from + 2).and_then(|two| two.parse::<i32>().ok());
    let (hours, minutes) = (number(0)?, if digits.len() == 2 { 0 } else { number(2)? });
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::{joined, spelled, with_offset};
    use proptest::prelude::*;

    fn shown(text: &str) -> String {
        with_offset(text).map_or_else(|| "none".to_owned(), |when| when.to_string())
    }

    #[test]
    fn the_distance_to_utc_is_taken_off() {
        assert_eq!(shown("2025-11-22 19:36:24.011 -0500"), "2025-11-23T00:36:24.011Z");
        assert_eq!(shown("2025-11-22 19:29:43.00 +0530"), "2025-11-22T13:59:43Z");
        assert_eq!(shown("2025-11-22 19:29:43 +05:30"), "2025-11-22T13:59:43Z");
        assert_eq!(shown("2025-11-22 19:29:43 Z"), "2025-11-22T19:29:43Z");
        assert_eq!(shown("2025-11-22 7:29:43.00 PM -0500"), "2025-11-23T00:29:43Z");
        assert_eq!(shown("2025-11-22 7:29:43\u{202f}PM -0500"), "2025-11-23T00:29:43Z");
    }

    #[test]
    fn without_a_distance_there_is_no_time() {
        for text in
            ["2025-11-22 19:36:24", "2025-13-22 19:36:24 +0000", "", " ", "x +0000", "2025-11-22 19:29:43 é"]
        {
            assert_eq!(shown(text), "none", "{text}");
        }
    }

    #[test]
    fn logs_of_services_spell_the_day() {
        let (when, rest) = spelled("Fri Dec  2 11:32:19 2022 [84816] <debug> x").unwrap();
        assert_eq!((when.to_string().as_str(), rest), ("2022-12-02T11:32:19Z", " [84816] <debug> x"));
        assert!(spelled("<key>AccountToken</key> and more").is_none());
        assert_eq!(joined("2025-04-07 07:42:54-0700").map(|when| when.as_second()), Some(1_744_036_974));
        assert_eq!(joined("2025-04-07 07:42:54"), None);
    }

    proptest! {
        #[test]
        fn takes_anything(text in "[0-9]{0,5}-?[0-9]{0,3}-?[0-9: .]{0,12} [+-]?[0-9:é]{0,6}") {
            let _ = (with_offset(&text), joined(&text), spelled(&text));
        }
    }
}
