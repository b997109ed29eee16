//! `taskinfo.txt`: blocks that begin with `process: "logd" [33]` and name the build of the program
//! (`executable uuid: …`).

/// Name, number and build of each program.
#[derive(Debug, Default)]
pub(super) struct Tasks {
    /// Number, name, build.
    pub(super) found: Vec<(u64, String, String)>,
}

impl Tasks {
    /// Reads one line. False when enough were found.
    pub(super) fn line(&mut self, text: &str) -> bool {
        let text = text.trim();
        if let Some((pid, name)) = text.strip_prefix("process:").and_then(named) {
            self.found.push((pid, name.to_owned(), String::new()));
        } else if let Some(build) = text.strip_prefix("executable uuid:")
            && let Some((_, _, last)) = self.found.last_mut()
        {
            *last = build.trim().to_ascii_uppercase();
        }
        self.found.len() < super::MOST
    }
}

/// `"logd" [33]`.
fn named(text: &str) -> Option<(u64, &str)> {
    let (name, rest) = text.trim().strip_prefix('"')?.rsplit_once('"')?;
    let pid = rest.trim().strip_prefix('[')?.split(']').next()?.parse().ok()?;
    Some((pid, name))
}

#[cfg(test)]
mod tests {
    use super::Tasks;

    #[test]
    fn a_build_belongs_to_the_program_before_it() {
        let mut tasks = Tasks::default();
        for line in [
            "num tasks: 2",
            "executable uuid: AAAA",
            "process: \"logd\" [33]",
            "  executable uuid: ebfb3e7f-4ca4-3656-8e9c-8ccf5995c34a",
            "process: \"a \"b\"\" [34] x",
            "process: none",
        ] {
            assert!(tasks.line(line));
        }
        let build = "EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A".to_owned();
        assert_eq!(tasks.found, [(33, "logd".to_owned(), build), (34, "a \"b\"".to_owned(), String::new())]);
    }
}
