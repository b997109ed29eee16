//! One line of the log. Two layouts, and marks between:
//!
//! ```text
//! After 0.1s, remaining client pid: 155 (/usr/libexec/nfcd)
//!
//! After 1.26s, these clients are still here:
//!         remaining client pid: 155 (/usr/libexec/nfcd/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A)
//! SIGTERM: [1774602168] All buffers flushed
//! ```

use jiff::Timestamp;

/// What one line says.
#[derive(Debug, PartialEq)]
pub(super) enum Line<'a> {
    /// A look after so many seconds; its programs follow.
    Look(f64),
    /// A program, and how long after, if its own line says so.
    Client { after: Option<f64>, pid: u64, path: &'a str, build: Option<&'a str> },
    /// The end of a shutdown.
    End(Option<Timestamp>),
    /// Nothing that matters.
    Mark,
    /// It should name a program, and does not do so in a way that is known.
    Unclear,
    /// Something else.
    Unknown,
}

/// Reads one line.
pub(super) fn read(text: &str) -> Line<'_> {
    let text = text.trim();
    let named = text.find("remaining client pid").is_some();
    if let Some(rest) = text.strip_prefix("After ") {
        let Some((seconds, rest)) = rest.split_once(',') else { return Line::Unknown };
        let Some(after) = self::seconds(seconds) else {
            return if named { Line::Unclear } else { Line::Unknown };
        };
        return match rest.trim() {
            rest if rest.starts_with("these clients are still here") => Line::Look(after),
            rest => client(rest, Some(after)),
        };
    }
    if let Some(rest) = text.strip_prefix("SIGTERM") {
        return match rest.find("remaining client pid") {
            Some(at) => client(rest.get(at..).unwrap_or_default(), None),
            None => end(rest),
        };
    }
    match text {
        "" => Line::Mark,
        text if text.starts_with('%') => Line::Mark,
        text if named => client(text, None),
        _ => Line::Unknown,
    }
}

/// `0.1s` or `2 s`.
fn seconds(text: &str) -> Option<f64> {
    let number: f64 = text.trim().strip_suffix('s')?.trim_end().parse().ok()?;
    (number.is_finite() && number >= 0.0).then_some(number)
}

/// `remaining client pid: 155 (/usr/libexec/nfcd)`.
fn client(text: &str, after: Option<f64>) -> Line<'_> {
    let told = text.strip_prefix("remaining client pid:").and_then(|rest| {
        let (pid, rest) = rest.trim_start().split_once(' ')?;
        let path = rest.trim().strip_prefix('(')?.strip_suffix(')')?;
        Some((pid.parse().ok()?, apart(path)))
    });
    match told {
        Some((pid, (path, build))) if path.len() > 1 => Line::Client { after, pid, path, build },
        _ => Line::Unclear,
    }
}

/// `: [1774602168] All buffers flushed`, `: [ 1774602168 ]` or `: … @1774602168`, seconds since 1970.
fn end(text: &str) -> Line<'_> {
    let bracketed = text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(number, _)| number);
    let behind = text.split_once('@').map(|(_, rest)| rest.trim_start());
    let when = [bracketed, behind].into_iter().flatten().find_map(|text| {
        let text = text.trim();
        let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(digits)?;
        // A place in memory (`[0x100304080]`) is no time.
        let whole = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        whole.then(|| Timestamp::from_second(number.parse().ok()?).ok()).flatten()
    });
    match when {
        Some(when) => Line::End(Some(when)),
        None => Line::Unknown,
    }
}

/// The path, and the number of the build that newer systems put behind it.
fn apart(path: &str) -> (&str, Option<&str>) {
    match path.rsplit_once('/') {
        Some((before, last)) if !before.is_empty() && is_uuid(last) => (before, Some(last)),
        _ => (path, None),
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = [8, 4, 4, 4, 12];
    let mut parts = text.split('-');
    let right =
        |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    lengths.iter().all(|length| parts.next().is_some_and(|part| right(part, *length)))
        && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{Line, read};

    #[test]
    fn lines_of_both_layouts() {
        let nfcd = |after| Line::Client { after, pid: 155, path: "/usr/libexec/nfcd", build: None };
        let build = "\t\tremaining client pid: 155 (/usr/libexec/nfcd/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A)";
        assert_eq!(read("After 0.1s, remaining client pid: 155 (/usr/libexec/nfcd)"), nfcd(Some(0.1)));
        let number = Some("EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A");
        assert_eq!(
            read(build),
            Line::Client { after: None, pid: 155, path: "/usr/libexec/nfcd", build: number }
        );
        assert_eq!(
            read("SIGTERM: [0x100304080] Sent SIGTERM to remaining client pid: 155 (/usr/libexec/nfcd)"),
            nfcd(None)
        );
        assert_eq!(read("After 1.26s, these clients are still here:"), Line::Look(1.26));
        assert_eq!(read("%%%%% Entering phase: Waiting for apps to exit"), Line::Mark);
        assert_eq!(
            read("remaining client pid: 0 (/kernel/D504008E-47BE-3030-836A-E692031BB4AE)"),
            Line::Client {
                after: None,
                pid: 0,
                path: "/kernel",
                build: Some("D504008E-47BE-3030-836A-E692031BB4AE")
            }
        );
    }

    #[test]
    fn ends_have_a_date() {
        for text in
            ["SIGTERM: [1774602168] All buffers flushed", "SIGTERM: [1774602168]", "SIGTERM: x @1774602168"]
        {
            assert_eq!(read(text), Line::End(jiff::Timestamp::from_second(1_774_602_168).ok()), "{text}");
        }
        for text in [
            "SIGTERM: [0x100304080] Sent SIGTERM",
            "SIGTERM: []",
            "SIGTERM: [99999999999999999999]",
            "SIGTERM",
            "SIGTERM: [x]",
        ] {
            assert_eq!(read(text), Line::Unknown, "{text}");
        }
    }

    #[test]
    fn a_line_that_should_name_a_program_and_does_not_is_unclear() {
        for text in [
            "remaining client pid: x (/usr/libexec/nfcd)",
            "remaining client pid: 1 /usr/libexec/nfcd",
            "remaining client pid: 1 ()",
            "After xs, remaining client pid: 1 (/a)",
            "After 1s, some remaining client pid: 1 (/a",
        ] {
            assert_eq!(read(text), Line::Unclear, "{text}");
        }
        assert_eq!(read("something else"), Line::Unknown);
    }

    #[test]
    fn only_a_whole_number_of_a_build_is_taken_off() {
        let path = |text| match read(&format!("remaining client pid: 1 ({text})")) {
            Line::Client { path, .. } => path.to_owned(),
            other => format!("{other:?}"),
        };
        assert_eq!(path("/usr/AAAA-BB/x"), "/usr/AAAA-BB/x");
        assert_eq!(path("/usr/a (b)/c"), "/usr/a (b)/c");
        assert_eq!(path("/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A"), "/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A");
        assert_eq!(
            path("/a/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A-1"),
            "/a/EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A-1"
        );
    }
}
