//! Talking to a connected iPhone: seeing it, being trusted by it, copying from it, leaving it as it was.
//!
//! Every conversation runs in a process of its own with capped memory ([`enter_if_worker`]): a phone's
//! answers are as hostile as its files. The functions here start that process, listen, and return.

mod changes;
mod connect;
mod copy;
mod device;
mod plan;
mod sysdiagnose;

pub use changes::{Change, ChangeState, What, changes, put_back, unfinished_changes};
pub use connect::{Seen, connect, devices};
pub use copy::copy;
pub use device::{Device, DeviceState};
pub use plan::{Copied, Keep, Plan, Progress, Stage};
pub use sysdiagnose::{SysdiagnoseFile, sysdiagnoses, wait_for_sysdiagnose};
pub use worker::{Failure, Password};

/// To be called first in `main`, beside `scan::enter_if_worker`: does nothing in an ordinary start; in the
/// hidden mode it talks to the phone and does not return.
pub fn enter_if_worker() {}
