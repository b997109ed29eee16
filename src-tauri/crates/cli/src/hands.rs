//! The owner's hands of a simulated phone: lines on standard input.

use crate::say;
use practice::iphone::{Control, Fault};
use std::io::{BufRead, IsTerminal, Lines};

/// One movement of the owner's hands.
type Movement = fn(&Control) -> bool;

/// Movements by the word for them.
const MOVEMENTS: &[(&str, Movement)] = &[
    ("unlock", Control::unlock),
    ("lock", Control::lock),
    ("trust", Control::tap_trust),
    ("dont-trust", Control::tap_dont_trust),
    ("passcode", Control::type_passcode),
    ("refuse-passcode", Control::refuse_passcode),
    ("unplug", Control::unplug),
    ("plug", Control::plug),
    ("sysdiagnose", |control| {
        control.press_sysdiagnose();
        true
    }),
];

/// What stands below the options in `--help`.
pub(crate) fn help() -> String {
    let words: Vec<&str> = MOVEMENTS.iter().map(|(word, _)| *word).collect();
    let faults: Vec<String> = Fault::ALL.iter().map(Fault::to_string).collect();
    format!(
        "Prints USBMUXD_SOCKET_ADDRESS=127.0.0.1:PORT; give it to the program that is to talk with the phone.\n\
         It serves until standard input ends, or until it is killed. With `< /dev/null` the owner acts by \
         itself, and only a signal ends it.\n\n\
         Lines on standard input move the owner's hands: {}, quit\n\n\
         Faults: {}",
        words.join(", "),
        faults.join(", ")
    )
}

/// Moves hands until a line or the end of them says that it is over, or a signal does.
pub(crate) fn until_over(control: Control, listens: bool) {
    let (over, wait) = std::sync::mpsc::channel();
    let by_lines = over.clone();
    std::thread::spawn(move || {
        let quit = obey(&control, std::io::stdin().lines());
        // Where nobody can say anything, the end of the lines says nothing.
        if quit || listens {
            let _ = by_lines.send(());
        }
    });
    // Without a handler a signal still ends the program; only its files stay.
    let _ = ctrlc::set_handler({
        let over = over.clone();
        move || {
            let _ = over.send(());
        }
    });
    // `over` is still held here: this waits until somebody speaks.
    let _ = wait.recv();
    drop(over);
}

/// Whether somebody may say something on standard input: a terminal, a pipe, a socket.
pub(crate) fn asked_by_lines() -> bool {
    let stdin = std::io::stdin();
    stdin.is_terminal() || is_pipe(&stdin)
}

#[cfg(unix)]
fn is_pipe(stdin: &std::io::Stdin) -> bool {
    use std::os::{fd::AsFd, unix::fs::FileTypeExt};
    let file = stdin.as_fd().try_clone_to_owned().map(std::fs::File::from);
    let kind = file.and_then(|file| file.metadata()).map(|facts| facts.file_type());
    kind.is_ok_and(|kind| kind.is_fifo() || kind.is_socket())
}

/// Windows: whatever is not a terminal is taken for a pipe, `NUL` too; say `--hands own` with it.
#[cfg(not(unix))]
fn is_pipe(_: &std::io::Stdin) -> bool {
    true
}

/// Moves hands until the lines end; whether they said that it is over.
fn obey(control: &Control, lines: Lines<impl BufRead>) -> bool {
    for line in lines.map_while(Result::ok) {
        let word = line.trim();
        if word == "quit" {
            return true;
        }
        match MOVEMENTS.iter().find(|(name, _)| *name == word) {
            Some((_, movement)) if movement(control) => say::err(&format!("{:?}", control.screen())),
            Some(_) => say::err(&format!("nothing to do: {:?}", control.screen())),
            None if word.is_empty() => {}
            None => say::err(&format!("unknown: {word}; see --help")),
        }
    }
    false
}
