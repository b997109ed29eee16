//! Talking to a connected iPhone: seeing it, being trusted by it, copying from it, leaving it as it was.
//!
//! Every conversation runs in a process of its own with capped memory ([`enter_if_worker`]): a phone's
//! answers are as hostile as its files. The functions here start that process, listen, and return.
//!
//! `agent` is that process and who listens to it, `link` the connection inside it; `connect`, `changes`,
//! `sysdiagnose` and `backup` are what is done over it, each with its public functions (outside) in the file
//! of that name and the conversation (inside) beside them.

mod address;
mod agent;
mod awake;
mod backup;
mod changes;
mod clock;
mod connect;
mod copy;
mod device;
mod fetch;
#[doc(hidden)]
pub mod fuzz;
mod link;
mod password;
mod plan;
mod says;
mod sysdiagnose;

pub use address::{address, look_at};
pub use agent::enter_if_worker;
pub use backup::{Patience, Unfinished, unfinished_copies};
pub use changes::{Change, ChangeState, What, changes, put_back, unfinished_changes};
pub use connect::{Seen, connect, devices};
pub use copy::{copy, copy_with_patience};
pub use device::{Device, DeviceState};
pub use plan::{Copied, Keep, Plan, Progress, Stage};
pub use sysdiagnose::{SysdiagnoseFile, sysdiagnoses, wait_for_sysdiagnose};
pub use worker::{Failure, Password};
