//! A phone whose file service says anything while crash reports are fetched.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// An answer.
#[derive(Arbitrary, Debug)]
enum Said<'a> {
    /// Bytes as they are.
    Raw(&'a [u8]),
    /// A whole frame: which operation, its first number, what follows.
    Frame(u8, u64, &'a [u8]),
    /// Names of a folder.
    Names(Vec<&'a str>),
    /// A file of so many bytes, or a folder.
    Facts(Option<u16>),
    /// A handle, then content.
    Content(&'a [u8]),
}

fn frame(operation: u64, arguments: &[u8], payload: &[u8]) -> Vec<u8> {
    let this = 40 + arguments.len() as u64;
    let mut bytes = b"CFA6LPAA".to_vec();
    for number in [this + payload.len() as u64, this, 1, operation] {
        bytes.extend(number.to_le_bytes());
    }
    [&bytes, arguments, payload].concat()
}

impl Said<'_> {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Raw(bytes) => bytes.to_vec(),
            Self::Frame(operation, first, rest) => {
                let operation = [1, 2, 14, u64::from(*operation)][usize::from(*operation) % 4];
                frame(operation, &first.to_le_bytes(), rest)
            }
            Self::Names(names) => frame(2, &[], names.join("\0").as_bytes()),
            Self::Facts(size) => {
                let facts = match size {
                    Some(size) => format!("st_size\0{size}\0st_ifmt\0S_IFREG\0"),
                    None => "st_size\00\0st_ifmt\0S_IFDIR\0".to_owned(),
                };
                frame(2, &[], facts.as_bytes())
            }
            Self::Content(content) => [frame(14, &7_u64.to_le_bytes(), &[]), frame(2, &[], content)].concat(),
        }
    }
}

fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        base.join(format!("lucerna-fuzz-{}", std::process::id()))
    })
}

libfuzzer_sys::fuzz_target!(|said: Vec<Said<'_>>| {
    let folder = root().join("copy");
    let _ = fs::remove_dir_all(root());
    fs::create_dir_all(&folder).expect("a folder");
    let script: Vec<u8> = said.iter().flat_map(Said::bytes).collect();
    phone::fuzz::file_service(&folder, &script);
    let names = |folder: &Path| -> Vec<_> {
        fs::read_dir(folder).expect("a folder").map(|one| one.expect("one").file_name()).collect()
    };
    assert_eq!(names(root()), ["copy"]);
    assert_eq!(names(&folder), ["crash-reports"]);
    let held = held(&folder.join("crash-reports"), 0);
    assert!(held <= script.len() as u64, "{held} bytes came of {}", script.len());
});

/// Bytes of all files.
fn held(folder: &Path, depth: usize) -> u64 {
    assert!(depth <= 9, "deeper than was allowed");
    let mut bytes = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let about = entry.metadata().expect("its size");
        assert!(about.is_dir() || about.is_file(), "{entry:?}");
        bytes += if about.is_dir() { held(&entry.path(), depth + 1) } else { about.len() };
    }
    bytes
}
