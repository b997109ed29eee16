//! A phone that says anything while it is backed up. Nothing comes to lie outside of the backup's own folder.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

const UDID: &str = "00008110-000A111122223333";

/// What the phone says next.
#[derive(Arbitrary, Debug)]
enum Said<'a> {
    /// Bytes as they are.
    Raw(&'a [u8]),
    /// A list, whatever it holds, in an honest frame.
    List(&'a [u8]),
    /// A message with names.
    Wish(u8, Name<'a>, Name<'a>),
    /// Files: a name there, a name here, blocks.
    Files(Vec<(Name<'a>, Vec<(u8, &'a [u8])>)>),
}

/// A name that the phone gives to something here.
#[derive(Arbitrary, Debug)]
enum Name<'a> {
    Known(u8),
    Two(u8, u8),
    Inside(&'a str),
    Any(&'a str),
}

const KNOWN: [&str; 12] = [
    "Status.plist",
    "Snapshot",
    "Snapshot/3d",
    "Snapshot/3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
    "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28",
    "Manifest.db",
    "..",
    "../canary",
    "lucerna-part",
    ".",
    "3d",
    "Info.plist",
];

impl Name<'_> {
    fn text(&self) -> String {
        let known = |at: &u8| KNOWN[usize::from(*at) % KNOWN.len()];
        match self {
            Self::Known(at) => format!("{UDID}/{}", known(at)),
            Self::Two(a, b) => format!("{UDID}/{}/{}", known(a), known(b)),
            Self::Inside(text) => format!("{UDID}/{text}"),
            Self::Any(text) => (*text).to_owned(),
        }
    }

    fn xml(&self) -> String {
        let text = self.text().replace('&', "&amp;").replace('<', "&lt;");
        format!("<string>{text}</string>")
    }
}

fn frame(list: &str) -> Vec<u8> {
    let list = format!("<?xml version=\"1.0\"?><plist><array>{list}</array></plist>");
    [&(list.len() as u32).to_be_bytes(), list.as_bytes()].concat()
}

impl Said<'_> {
    fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Raw(bytes) => bytes.to_vec(),
            Self::List(bytes) => [&(bytes.len() as u32).to_be_bytes(), *bytes].concat(),
            Self::Wish(kind, a, b) => frame(&match kind % 9 {
                0 => format!("<string>DLMessageDownloadFiles</string><array>{}{}</array>", a.xml(), b.xml()),
                1 => format!("<string>DLContentsOfDirectory</string>{}", a.xml()),
                2 => format!("<string>DLMessageCreateDirectory</string>{}", a.xml()),
                3 | 4 => {
                    let pair = format!("<key>{}</key>{}", &a.xml()[8..a.xml().len() - 9], b.xml());
                    format!("<string>DLMessageMoveItems</string><dict>{pair}</dict><dict/><real>5</real>")
                }
                5 => format!("<string>DLMessageCopyItem</string>{}{}", a.xml(), b.xml()),
                6 => format!("<string>DLMessageRemoveItems</string><array>{}{}</array>", a.xml(), b.xml()),
                7 => "<string>DLMessageGetFreeDiskSpace</string>".to_owned(),
                _ => {
                    let last = "<dict><key>ErrorCode</key><integer>0</integer></dict>";
                    format!("<string>DLMessageProcessMessage</string>{last}")
                }
            }),
            Self::Files(files) => {
                let mut bytes = frame("<string>DLMessageUploadFiles</string><dict/><real>1</real>");
                for (name, blocks) in files {
                    for name in ["/there".to_owned(), name.text()] {
                        bytes.extend((name.len() as u32).to_be_bytes());
                        bytes.extend(name.as_bytes());
                    }
                    for (letter, content) in blocks {
                        bytes.extend((content.len() as u32 + 1).to_be_bytes());
                        bytes.push([0x0c, 0x00, 0x06, 0x0b, *letter][usize::from(*letter) % 5]);
                        bytes.extend(*content);
                    }
                    bytes.extend([0, 0, 0, 1, 0]);
                }
                bytes.extend([0; 4]);
                bytes
            }
        }
    }
}

fn root() -> &'static Path {
    static ROOT: OnceLock<std::path::PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let base = if memory.is_dir() { memory.to_owned() } else { std::env::temp_dir() };
        base.join(format!("lucerna-fuzz-{}", std::process::id()))
    })
}

libfuzzer_sys::fuzz_target!(|said: (bool, Vec<Said<'_>>)| {
    let (greets, said) = said;
    let folder = root().join("copy");
    let _ = fs::remove_dir_all(root());
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("canary"), "canary").expect("a file");
    fs::write(root().join("canary"), "canary").expect("a file");
    let mut script = Vec::new();
    if greets {
        script.extend(frame(
            "<string>DLMessageVersionExchange</string><integer>400</integer><integer>0</integer>",
        ));
        script.extend(frame("<string>DLMessageDeviceReady</string>"));
        let fine = "<dict><key>ErrorCode</key><integer>0</integer></dict>";
        script.extend(frame(&format!("<string>DLMessageProcessMessage</string>{fine}")));
    }
    said.iter().for_each(|said| script.extend(said.bytes()));
    let ended = phone::fuzz::back_up(&folder, UDID, &script);
    assert_ne!(ended, "our-fault");

    let names = |folder: &Path| {
        let mut names: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|one| one.expect("one").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(root()), ["canary", "copy"]);
    assert_eq!(names(&folder), ["backup", "canary"]);
    assert_eq!(names(&folder.join("backup")), [format!("{UDID}.unfinished").as_str()]);
    let own = folder.join("backup").join(format!("{UDID}.unfinished"));
    assert!(own.join("lucerna-unfinished").is_file(), "no longer marked as unfinished");
    for canary in [root().join("canary"), folder.join("canary")] {
        assert_eq!(fs::read(canary).expect("the canary"), b"canary");
    }
    only_files_and_folders(&own);
});

fn only_files_and_folders(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        let kind = entry.file_type().expect("a kind");
        assert!(kind.is_file() || kind.is_dir(), "{entry:?}");
        if kind.is_dir() {
            only_files_and_folders(&entry.path());
        }
    }
}
