//! `lucerna indicators`: which published values are compared with.

use crate::arguments::Indicators as Command;
use crate::say;
use crate::scan_command::lists;
use indicators::{Indicators, Totals};
use scan::Failure;
use std::process::ExitCode;

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List => {
            say::out(&table(&Indicators::builtin().totals()));
        }
        Command::Check { files } => {
            for path in lists(&files)? {
                let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let unreadable = |why: String| {
                    Failure::new("indicators-unreadable").with("file", path.display()).because(why)
                };
                #[expect(
                    clippy::disallowed_methods,
                    reason = "a list that the person named; it is not evidence"
                )]
                let bytes = std::fs::read(&path).map_err(|error| unreadable(error.to_string()))?;
                let mut builder = Indicators::builder();
                builder.stix(&name, &bytes).map_err(|error| unreadable(error.to_string()))?;
                say::out(&table(&builder.build().totals()));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn table(totals: &Totals) -> String {
    let pack = |pack: &indicators::PackSummary| {
        format!(
            "{:6}  {}  {}  {}\n",
            pack.count,
            pack.published.as_deref().unwrap_or("-"),
            report::clean(&pack.id),
            report::clean(&pack.publisher)
        )
    };
    let mut text: String = totals.packs.iter().map(pack).collect();
    let kinds: Vec<_> = totals.by_kind.iter().map(|(kind, count)| format!("{kind:?} {count}")).collect();
    text.push_str(&format!("{}; not understood {}\n", kinds.join(", "), totals.not_understood));
    text
}
