//! A process that talks to a phone, shut in, tries what it needs and what it must not be able to do.
//!
//! This program starts itself again for each attempt, shuts itself in, and tells by its exit code how it went.

#![cfg_attr(not(target_os = "linux"), allow(unused, reason = "confinement is complete on Linux only"))]

use libtest_mimic::{Arguments, Failed, Trial};
use std::io;
use std::net::{TcpListener, TcpStream, UdpSocket};
use std::path::Path;
use std::process::Command;
use worker::confine::{Door, Talk, shut_to_talk};

const MODE: &str = "--shut-in";

/// The attempt went through.
const THROUGH: i32 = 10;
/// It was refused, and the process lives.
const REFUSED: i32 = 11;

/// The folder that it may write in, the port that it may reach, and another one that listens, too.
struct Around<'a> {
    folder: &'a Path,
    port: u16,
    other: u16,
}

struct Attempt {
    name: &'static str,
    door: fn(u16) -> Door,
    may: bool,
    attempt: fn(&Around<'_>) -> io::Result<()>,
}

const fn by_port(name: &'static str, may: bool, attempt: fn(&Around<'_>) -> io::Result<()>) -> Attempt {
    Attempt { name, door: Door::Port, may, attempt }
}

const fn by_socket(name: &'static str, may: bool, attempt: fn(&Around<'_>) -> io::Result<()>) -> Attempt {
    Attempt { name, door: |_| Door::Socket, may, attempt }
}

static ATTEMPTS: &[Attempt] = &[
    by_port("reach_the_port", true, |around| TcpStream::connect(("127.0.0.1", around.port)).map(drop)),
    by_port("write_and_rename_in_the_folder", true, write_inside),
    by_port("start_a_thread", true, |_| {
        std::thread::Builder::new().spawn(|| ())?.join().map_err(|_| io::ErrorKind::Other.into())
    }),
    by_port("reach_another_port", false, |around| TcpStream::connect(("127.0.0.1", around.other)).map(drop)),
    by_port("send_datagrams", false, |_| UdpSocket::bind("127.0.0.1:0").map(drop)),
    by_port("listen", false, |_| TcpListener::bind("127.0.0.1:0").map(drop)),
    by_port("start_a_program", false, |_| Command::new("/bin/true").status().map(drop)),
    by_port("write_beside_the_folder", false, |around| {
        let beside = around.folder.with_extension("escaped");
        std::fs::File::options().write(true).create(true).truncate(true).open(beside).map(drop)
    }),
    by_port("read_the_computer", false, read_outside),
    by_port("make_a_link_that_leads_out", false, link_out),
    by_port("use_a_socket_of_the_system", false, system_socket),
    by_socket("use_the_internet", false, |around| TcpStream::connect(("127.0.0.1", around.port)).map(drop)),
    by_socket("make_a_local_socket", true, local_socket),
];

#[expect(clippy::disallowed_methods, reason = "the test is what of this is let through")]
fn write_inside(around: &Around<'_>) -> io::Result<()> {
    let (from, to) = (around.folder.join("a"), around.folder.join("deep/b"));
    std::fs::create_dir(around.folder.join("deep"))?;
    std::fs::write(&from, "a")?;
    std::fs::rename(&from, &to)?;
    std::fs::File::open(&to)?.sync_all()?;
    std::fs::remove_file(&to)
}

#[expect(clippy::disallowed_methods, reason = "the test is that this is refused")]
fn read_outside(_: &Around<'_>) -> io::Result<()> {
    std::fs::read("/etc/hostname").or_else(|_| std::fs::read("/proc/self/environ")).map(drop)
}

fn link_out(around: &Around<'_>) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::symlink("/etc", around.folder.join("out"));
    #[cfg(not(unix))]
    Err(io::ErrorKind::Unsupported.into())
}

fn system_socket(_: &Around<'_>) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::net::UnixStream::pair().map(drop);
    #[cfg(not(unix))]
    Err(io::ErrorKind::Unsupported.into())
}

/// Made, and refused only because nobody is there.
fn local_socket(around: &Around<'_>) -> io::Result<()> {
    #[cfg(unix)]
    return match std::os::unix::net::UnixStream::connect(around.folder.join("nobody")) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map(drop),
    };
    #[cfg(not(unix))]
    Err(io::ErrorKind::Unsupported.into())
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, name, folder, port, other] = arguments.as_slice()
        && mode == MODE
    {
        let number = |text: &str| text.parse().unwrap_or(0);
        let around = Around { folder: Path::new(folder), port: number(port), other: number(other) };
        std::process::exit(shut_in(name, &around));
    }
    let trials = if cfg!(target_os = "linux") {
        ATTEMPTS.iter().map(|attempt| Trial::test(attempt.name, || outside(attempt))).collect()
    } else {
        Vec::new()
    };
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn shut_in(name: &str, around: &Around<'_>) -> i32 {
    let Some(attempt) = ATTEMPTS.iter().find(|attempt| attempt.name == name) else { return 1 };
    let writable = vec![around.folder.to_path_buf()];
    let held = shut_to_talk(&Talk { writable, door: (attempt.door)(around.port), memory: 1 << 30 });
    if held != ["memory", "landlock", "seccomp"] {
        return 2;
    }
    if (attempt.attempt)(around).is_ok() { THROUGH } else { REFUSED }
}

/// Refused, or ended by the system: both are no way out.
fn outside(attempt: &Attempt) -> Result<(), Failed> {
    let (listener, other) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    let (port, other_port) = (listener.local_addr()?.port(), other.local_addr()?.port());
    let folder = tempfile::tempdir()?;
    let status = Command::new(std::env::current_exe()?)
        .args([MODE, attempt.name])
        .arg(folder.path())
        .args([port.to_string(), other_port.to_string()])
        .stderr(std::process::Stdio::null())
        .status()?;
    let went = match status.code() {
        Some(THROUGH) => true,
        Some(REFUSED) | None => false,
        Some(code) => return Err(format!("not shut in: {code}").into()),
    };
    if went == attempt.may { Ok(()) } else { Err(format!("{status}").into()) }
}
