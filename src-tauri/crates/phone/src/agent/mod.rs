//! The process that talks to the phone, and the side that listens to it.
//!
//! The program starts itself again in a hidden mode ([`enter_if_worker`]). The new process reads one
//! [`Task`], shuts itself in (`worker::confine::shut_to_talk`: capped memory, nothing started, one folder to
//! write in, one way to the phone), does what the [`Order`] says and answers in [`Reply`]s until it has
//! said its last one. It knows nothing of the person's environment but where the system's service for
//! phones answers.
//!
//! It ends when its work does, when the supervisor closes its standard input (the person stopped it, or the
//! supervisor is gone, killed even), and at the latest two seconds after that. A supervisor that hears
//! nothing for two minutes, not even the beat of every second, kills it.
//!
//! To add an order: a variant of [`Order`], the replies it needs, and one line in `inside::obey`. The work
//! is an `async fn(…, &Out) -> Result<Reply, Failure>` on one thread; being stopped means being dropped at
//! any `await`, so whatever must not be half done on disk is done by renaming. Blocking for less than a
//! minute is fine.

mod inside;
mod orders;
mod supervisor;

pub(crate) use inside::Out;
pub use inside::enter_if_worker;
pub(crate) use orders::{Order, Reply, Task};
pub(crate) use supervisor::{run, run_holding};

/// The hidden mode's only argument.
const MODE: &str = "--phone-worker";

/// Bytes of memory that the process may fill.
const MEMORY: u64 = 1 << 30;
