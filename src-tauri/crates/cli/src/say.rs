//! Everything that is printed.

use report::Words;
use scan::Failure;
use std::io::Write as _;

/// To standard output; a reader that went away (`| head`) is no failure.
pub(crate) fn out(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// To the error stream.
pub(crate) fn err(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// What happened and what to do next, with the number for the telephone.
pub(crate) fn failure(failure: &Failure, lang: &str) {
    let words = Words::new(lang);
    let values: Vec<_> =
        failure.values.iter().map(|(name, value)| (name.as_str(), report::clean(value))).collect();
    let arguments: Vec<_> =
        values.iter().map(|(name, value)| (*name, report::Argument::Text(value))).collect();
    let part = |part: &str| words.say_with(&format!("problem-{}.{part}", failure.code), &arguments);
    err(&format!("{} ({})\n{}", part("what"), failure.number(), part("next")));
}
