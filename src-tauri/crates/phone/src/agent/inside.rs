//! The confined process: reads one task, shuts itself in, obeys, replies, ends.

use super::{MEMORY, MODE, Order, Reply, Task};
use crate::link::{Address, Phone};
use crate::{Failure, SysdiagnoseFile, fetch};
use std::io::{self, Read, Stdout, Write};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::sync::oneshot;
use worker::confine::{self, Talk};
use worker::frames;

/// How long the work may take to notice that nobody wants it any more.
const LAST_MOMENTS: Duration = Duration::from_secs(2);

/// To be called first in `main`, beside `scan::enter_if_worker`: does nothing in an ordinary start; in the
/// hidden mode it talks to the phone and does not return.
pub fn enter_if_worker() {
    if std::env::args_os().nth(1).is_some_and(|first| first == MODE) {
        let code = i32::from(serve().is_err());
        std::process::exit(code);
    }
}

/// Replies, one after another.
#[derive(Clone)]
pub(crate) struct Out(Arc<Mutex<Stdout>>);

impl Out {
    /// True while the supervisor listens.
    pub(crate) fn tell(&self, reply: &Reply) -> bool {
        self.send(reply).is_ok()
    }

    fn send(&self, reply: &Reply) -> io::Result<()> {
        let mut pipe = self.0.lock().map_err(|_| io::ErrorKind::BrokenPipe)?;
        let mut whole = Vec::new();
        frames::write(&mut whole, reply)?;
        pipe.write_all(&whole)?;
        pipe.flush()
    }
}

fn serve() -> io::Result<()> {
    // What a phone says must not reach a terminal or a log by way of a panic's message.
    std::panic::set_hook(Box::new(|_| {}));
    let out = Out(Arc::new(Mutex::new(io::stdout())));
    let Some(task) = frames::read::<Task>(&mut io::stdin().lock())? else {
        return Ok(());
    };
    let address = Address::of_environment();
    let talk = Talk { writable: task.writable, door: address.door(), memory: MEMORY };
    out.send(&Reply::Confined(confine::shut_to_talk(&talk)))?;
    let unwanted = unwanted();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let last = runtime.block_on(async {
        tokio::select! {
            last = obey(task.order, &address, &out) => last,
            () = beat(&out) => Err(Failure::new("stopped")),
            _ = unwanted => Err(Failure::new("stopped")),
        }
    });
    out.send(&last.unwrap_or_else(Reply::Failed))
}

/// Comes true when the supervisor closes the pipe. The process ends soon after, whatever the work does.
fn unwanted() -> oneshot::Receiver<()> {
    let (sender, receiver) = oneshot::channel();
    std::thread::spawn(move || {
        let mut rest = [0; 64];
        while io::stdin().lock().read(&mut rest).is_ok_and(|len| len > 0) {}
        // Nobody waiting means that the work has just ended.
        let _ = sender.send(());
        std::thread::sleep(LAST_MOMENTS);
        std::process::exit(1);
    });
    receiver
}

/// Ends only when nobody listens any more.
async fn beat(out: &Out) {
    while out.tell(&Reply::Alive) {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn obey(order: Order, address: &Address, out: &Out) -> Result<Reply, Failure> {
    match order {
        Order::Devices => crate::connect::inside::devices(address, out).await,
        Order::Connect { wanted } => crate::connect::inside::connect(address, wanted.as_deref(), out).await,
        Order::Sysdiagnoses { udid } => {
            let phone = Phone::open(address, &udid).await?;
            Ok(Reply::Sysdiagnoses(fetch::sysdiagnose::list(&phone).await?))
        }
        Order::WaitForSysdiagnose { udid, known } => {
            let mut seen = |file: &SysdiagnoseFile| {
                // Nobody listening ends the work by other ways.
                let _ = out.tell(&Reply::Sysdiagnose(file.clone()));
            };
            let found = fetch::sysdiagnose::wait(address, &udid, &known, &mut seen).await?;
            Ok(Reply::Sysdiagnose(found))
        }
        Order::PutBack { udid, what, password } => {
            crate::changes::inside::put_back(address, &udid, &what, password.as_ref(), out).await
        }
        Order::Copy(order) => crate::backup::copy(*order, address, out).await,
    }
}
