//! Running other programs: one line says what is run, the status is never lost.

use crate::failure::Failure;
use crate::place;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// A command line about to be run, from the top of the project unless told otherwise.
pub(crate) struct Program {
    command: Command,
    input: Option<String>,
}

impl Program {
    /// `program` from the search path, or a path to it.
    pub(crate) fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command.current_dir(place::root());
        Self { command, input: None }
    }

    /// The cargo that runs us.
    pub(crate) fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Adds arguments.
    pub(crate) fn args<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, args: I) -> Self {
        self.command.args(args);
        self
    }

    /// Adds one argument.
    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Gives it `text` on its standard input.
    pub(crate) fn input(mut self, text: &str) -> Self {
        self.command.stdin(Stdio::piped());
        self.input = Some(text.to_owned());
        self
    }

    /// Hands what it prints to the caller of [`Program::start`]; what it complains of is dropped.
    pub(crate) fn piped(mut self) -> Self {
        self.command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        self
    }

    /// Drops what it prints.
    pub(crate) fn quiet(mut self) -> Self {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        self
    }

    /// Runs in `folder`.
    pub(crate) fn within(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets an environment variable.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Looks for programs in `folder` first.
    pub(crate) fn path_first(self, folder: Option<&Path>) -> Self {
        let Some(folder) = folder else { return self };
        let old = std::env::var_os("PATH").unwrap_or_default();
        let all = std::iter::once(PathBuf::from(folder)).chain(std::env::split_paths(&old));
        match std::env::join_paths(all) {
            Ok(path) => self.env("PATH", path),
            Err(_) => self,
        }
    }

    /// The command line as a person would type it.
    pub(crate) fn line(&self) -> String {
        let name = Path::new(self.command.get_program()).file_name().unwrap_or_default();
        std::iter::once(name)
            .chain(self.command.get_args())
            .map(|word| word.to_string_lossy())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs it on our own output; anything but success is a failure.
    pub(crate) fn run(self) -> Result<(), Failure> {
        let line = self.line();
        println!("  $ {line}");
        match self.start()?.wait() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure::Program { line, status: status.to_string() }),
            Err(source) => Err(Failure::Start { line, source }),
        }
    }

    /// Runs it and returns its exit code, `None` if a signal ended it.
    pub(crate) fn code(self) -> Result<Option<i32>, Failure> {
        let line = self.line();
        let status = self.start()?.wait().map_err(|source| Failure::Start { line, source })?;
        Ok(status.code())
    }

    /// Runs it silently and returns what it printed; anything but success is a failure.
    pub(crate) fn read(self) -> Result<String, Failure> {
        let line = self.line();
        let output = self.output()?;
        if !output.status.success() {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            return Err(Failure::Program { line, status: output.status.to_string() });
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it silently and returns what it printed, whatever its status.
    pub(crate) fn read_whatever(self) -> Result<String, Failure> {
        Ok(String::from_utf8_lossy(&self.output()?.stdout).into_owned())
    }

    /// Starts it; the caller waits for it.
    pub(crate) fn start(mut self) -> Result<Child, Failure> {
        let line = self.line();
        let failed = |source| Failure::Start { line, source };
        let mut child = match self.command.spawn() {
            Ok(child) => child,
            Err(source) => return Err(failed(source)),
        };
        if let (Some(text), Some(mut stdin)) = (self.input, child.stdin.take()) {
            // A program that does not read its input to the end may close it.
            let _ = stdin.write_all(text.as_bytes());
        }
        Ok(child)
    }

    fn output(mut self) -> Result<Output, Failure> {
        let line = self.line();
        if self.input.is_none() {
            self.command.stdin(Stdio::null());
        }
        self.command.stdout(Stdio::piped()).stderr(Stdio::piped());
        self.start()?.wait_with_output().map_err(|source| Failure::Start { line, source })
    }

    /// Whether it runs and succeeds, all output dropped.
    pub(crate) fn succeeds(self) -> bool {
        self.output().is_ok_and(|output| output.status.success())
    }
}

/// Whether `program` stands in the search path.
pub(crate) fn exists(program: &str) -> bool {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(&file).is_file()))
}
