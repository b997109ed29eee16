//! `netUsageBaseline`: program → `[date, Wi-Fi in, Wi-Fi out, mobile in, mobile out]`.

use crate::artifacts::shared::plists;
use jiff::Timestamp;
use property_list::Value;

/// One program's line.
#[derive(Debug, PartialEq)]
pub(crate) struct Line<'a> {
    /// Name of the program, or bundle id of the app.
    pub(crate) program: &'a str,
    /// When it was counted.
    pub(crate) when: Option<Timestamp>,
    /// Bytes in and out by Wi-Fi, in and out by mobile network.
    pub(crate) bytes: [Option<f64>; 4],
}

/// All lines, and how many entries were none.
pub(crate) fn lines(root: &Value) -> (Vec<Line<'_>>, u64) {
    let baseline = root.as_dictionary().and_then(|dict| dict.get("netUsageBaseline"));
    let Some(programs) = baseline.and_then(Value::as_dictionary) else {
        return (Vec::new(), u64::from(baseline.is_some() || root.as_dictionary().is_none()));
    };
    let mut gaps = 0;
    let mut lines = Vec::new();
    for (program, counts) in programs {
        let counts = counts.as_array().unwrap_or_default();
        let when = counts.first().and_then(plists::moment);
        gaps += u64::from(when.is_none());
        lines.push(Line {
            program,
            when,
            bytes: [1, 2, 3, 4].map(|at| counts.get(at).and_then(Value::as_real)),
        });
    }
    (lines, gaps)
}
