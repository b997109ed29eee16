//! One file of records, written as they come.

use super::module::Form;
use super::shape::Made;
use crate::files::{create, written};
use scan::Failure;
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Made with the first record: they write no empty files.
pub(super) struct List {
    file: BufWriter<File>,
    form: Form,
    records: u64,
    /// Where the last record came from.
    path: String,
}

impl List {
    pub(super) fn new(path: &Path, form: Form) -> Result<Self, Failure> {
        Ok(Self { file: create(path)?, form, records: 0, path: String::new() })
    }

    pub(super) fn write(&mut self, made: &Made, path: &str) -> Result<(), Failure> {
        let first = self.records == 0;
        self.records += 1;
        let begin = match self.form {
            Form::Single if first => String::new(),
            Form::Single => return Ok(()),
            Form::List if first => "[\n".to_owned(),
            Form::Behind if first => String::new(),
            Form::ByFile if self.path == path && !first => ",\n".to_owned(),
            Form::ByFile => {
                let end = if first { "{" } else { "\n]," };
                path.clone_into(&mut self.path);
                format!("{end}\n{}: [\n", json!(path))
            }
            Form::List | Form::Behind | Form::Merged => ",\n".to_owned(),
        };
        written(self.file.write_all(begin.as_bytes()))?;
        written(serde_json::to_writer(&mut self.file, made).map_err(std::io::Error::from))
    }

    /// Adds the records of a part that has ended.
    pub(super) fn append(&mut self, part: &Path) -> Result<(), Failure> {
        let begin: &[u8] = if self.records == 0 { b"[\n" } else { b",\n" };
        self.records += 1;
        written(self.file.write_all(begin))?;
        #[expect(clippy::disallowed_methods, reason = "a part that we wrote ourselves; it is not evidence")]
        let mut records = written(File::open(part))?;
        written(std::io::copy(&mut records, &mut self.file)).map(drop)
    }

    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        let end: &[u8] = match self.form {
            Form::Single => b"\n",
            Form::List => b"\n]\n",
            Form::ByFile => b"\n]\n}\n",
            Form::Behind | Form::Merged => b"",
        };
        written(self.file.write_all(end))?;
        written(self.file.flush())
    }
}
