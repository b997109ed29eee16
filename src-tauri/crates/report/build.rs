//! Lists the locale files, so that a new one needs no second place.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "a build script reads its own sources")]
fn main() -> io::Result<()> {
    let root = Path::new("locales");
    println!("cargo::rerun-if-changed=locales");
    let mut code = String::from("pub(crate) static FILES: &[(&str, &str, &str)] = &[\n");
    let mut languages: Vec<_> = fs::read_dir(root)?.collect::<Result<_, _>>()?;
    languages.sort_by_key(fs::DirEntry::file_name);
    for language in languages {
        let lang = language.file_name().to_string_lossy().into_owned();
        let mut files: Vec<_> = fs::read_dir(language.path())?.collect::<Result<_, _>>()?;
        files.sort_by_key(fs::DirEntry::file_name);
        for file in files {
            let name = file.file_name().to_string_lossy().into_owned();
            let path = fs::canonicalize(file.path())?;
            let _ =
                writeln!(code, "    ({lang:?}, {name:?}, include_str!({:?})),", path.display().to_string());
        }
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("locales.rs"), code)
}
