//! What `ps` prints: a line of column names, then one line per program; in `ps_thread.txt` also one per thread,
//! which leaves its first columns blank. Columns differ between systems, the command is the last.

/// Columns that are looked for.
#[derive(Debug, Clone, Copy)]
struct Columns {
    count: usize,
    user: Option<usize>,
    pid: usize,
    started: Option<usize>,
    command: usize,
}

/// One such file in the reading.
#[derive(Debug, Default)]
pub(super) struct Listing {
    columns: Option<Columns>,
    /// Its first column stands to the right, so that rows of programs begin with blanks too.
    indented: bool,
    programs: u64,
}

/// What a line says.
#[derive(Debug, PartialEq)]
pub(super) enum Line<'a> {
    /// A program.
    Program { pid: u64, user: &'a str, command: &'a str, started: Option<&'a str> },
    /// It should be a program and is not understood.
    Unclear,
    /// A thread, the names of columns, nothing.
    Other,
}

impl Listing {
    /// Reads one line.
    pub(super) fn line<'a>(&mut self, text: &'a str) -> Line<'a> {
        let Some(columns) = self.columns else {
            self.columns = columns(text);
            self.indented = text.starts_with(char::is_whitespace);
            return Line::Other;
        };
        if text.is_empty() || text.starts_with(char::is_whitespace) && !self.indented {
            return Line::Other;
        }
        let row = row(columns, text);
        self.programs += u64::from(row.is_some());
        row.unwrap_or(Line::Unclear)
    }

    /// True once the names of columns were found.
    pub(super) fn has_columns(&self) -> bool {
        self.columns.is_some()
    }

    /// True once a program was found: there is no phone without any.
    pub(super) fn has_programs(&self) -> bool {
        self.programs > 0
    }
}

fn columns(text: &str) -> Option<Columns> {
    let names: Vec<&str> = text.split_whitespace().collect();
    let at = |name: &str| names.iter().position(|other| *other == name);
    let command = at("COMMAND").or_else(|| at("COMM"))?;
    Some(Columns { count: names.len(), user: at("USER"), pid: at("PID")?, started: at("STARTED"), command })
}

fn row(columns: Columns, text: &str) -> Option<Line<'_>> {
    let mut rest = text;
    let (mut user, mut pid, mut started, mut command) = ("", None, None, None);
    for column in 0..columns.count {
        rest = rest.trim_start();
        let last = column + 1 == columns.count;
        let end = if last { rest.len() } else { rest.find(char::is_whitespace).unwrap_or(rest.len()) };
        let (value, after) = rest.split_at(end);
        rest = after;
        if Some(column) == columns.user {
            user = value;
        } else if column == columns.pid {
            pid = value.parse().ok();
        } else if Some(column) == columns.started {
            started = Some(value);
        } else if column == columns.command {
            command = Some(value.trim_end()).filter(|command| !command.is_empty());
        }
    }
    Some(Line::Program { pid: pid?, user, command: command?, started })
}

/// The program in a command: what it was given is left out. Only names of apps hold spaces.
pub(super) fn program(command: &str) -> &str {
    let ended = command.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    if let Some(name) = ended {
        return name;
    }
    let given = if command.contains("/Bundle/Application/") { " -" } else { " " };
    command.find(given).and_then(|at| command.get(..at)).unwrap_or(command)
}

#[cfg(test)]
mod tests {
    use super::{Line, Listing, program};

    #[test]
    fn columns_are_found_by_name() {
        let mut listing = Listing::default();
        assert_eq!(
            listing.line("USER  UID PRSNA   PID  PPID        F  %CPU STAT STARTED      TIME COMMAND"),
            Line::Other
        );
        let row = "root    0     -     1     0     4004   0.0  ?s    7:22PM   0:00.00 /sbin/launchd -x y";
        let expected =
            Line::Program { pid: 1, user: "root", command: "/sbin/launchd -x y", started: Some("7:22PM") };
        assert_eq!(listing.line(row), expected);
        assert_eq!(listing.line("        0     -     1     0   thread"), Line::Other);
        assert_eq!(listing.line("root cut short"), Line::Unclear);
        assert!(Listing::default().line("nothing of the kind") == Line::Other);
    }

    #[test]
    fn a_command_begins_with_its_program() {
        assert_eq!(program("/usr/libexec/nfcd -a /b"), "/usr/libexec/nfcd");
        assert_eq!(program("(plantd)"), "plantd");
        assert_eq!(program("logd"), "logd");
        let app = "/private/var/containers/Bundle/Application/U/A b.app/A b";
        assert_eq!(program(app), app);
        assert_eq!(program(&format!("{app} -LaunchArguments eyJ")), app);
    }
}
