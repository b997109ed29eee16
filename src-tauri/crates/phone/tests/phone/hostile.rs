//! Phones that lie, babble and try to fill the memory. Each costs the conversation, never the program.

use crate::table::{Done, Table, code, connect, options, same, trial};
use libtest_mimic::Trial;
use practice::iphone::Fault;
use std::io::{Read, Write};
use std::net::TcpListener;

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = vec![
        trial("answers_that_break_off_end_with_a_code", short),
        trial("noise_ends_with_a_code", noise),
        trial("tls_that_ends_without_a_goodbye_is_no_failure", no_goodbye),
    ];
    if cfg!(target_os = "linux") {
        trials.push(trial("a_service_that_promises_gigabytes_costs_the_process_and_nothing_else", boast));
    }
    trials
}

fn with_fault(fault: Fault) -> Result<Table, libtest_mimic::Failed> {
    let mut options = options();
    options.trusted = true;
    options.faults = vec![fault];
    Table::with(options)
}

fn short() -> Done {
    let _table = with_fault(Fault::ShortAnswer)?;
    same(phone::devices().map(|devices| devices.len()), Ok(1))?;
    let (ended, _) = connect(None, |_| false);
    let code = code(ended);
    same(["odd-answer", "phone-gone"].contains(&code.as_str()), true)
}

fn noise() -> Done {
    let _table = with_fault(Fault::Garbage)?;
    same(phone::devices().map(|devices| devices.len()), Ok(1))?;
    let (ended, _) = connect(None, |_| false);
    same(code(ended), "odd-answer".to_owned())
}

fn no_goodbye() -> Done {
    let _table = with_fault(Fault::NoCloseNotify)?;
    let (ended, _) = connect(None, |_| false);
    same(ended.is_ok(), true)
}

/// Whoever answers in the place of usbmuxd promises an answer of almost four gigabytes and keeps sending.
fn boast() -> Done {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    phone::look_at(Some(listener.local_addr()?.to_string()));
    let speaker = std::thread::spawn(move || {
        let Ok((mut stream, _)) = listener.accept() else { return };
        let mut request = [0; 16];
        let _ = stream.read(&mut request);
        let mut head = Vec::new();
        for number in [u32::MAX, 1, 8, 0] {
            head.extend_from_slice(&number.to_le_bytes());
        }
        let _ = stream.write_all(&head);
        let piece = vec![b'<'; 1 << 20];
        while stream.write_all(&piece).is_ok() {}
    });
    same(code(phone::devices()), "phone-worker-broke".to_owned())?;
    speaker.join().map_err(|_| "the speaker panicked".into())
}
