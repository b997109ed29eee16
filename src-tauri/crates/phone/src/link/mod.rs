//! The connection to a phone, inside the confined process: usbmuxd, lockdown, trust, services.
//!
//! The wire is `idevice`'s; here it gets bounds of time, our codes of failure, and the order of things.
//! [`Phone::open`] needs a phone that trusts this computer; [`Phone::service`] starts one of its services
//! and gives the stream to it. Each service has a stream of its own; a phone that is unplugged breaks all of
//! them with `phone-gone`, after which `Phone::open` succeeds again once it is back.
//!
//! Answers are hostile. `idevice` reads them without bounds, which is why this runs in a process of its own;
//! what we read ourselves goes through [`speak`], which has bounds.

mod address;
mod failing;
mod host;
mod mux;
mod phone;
pub(crate) mod speak;

pub(crate) use address::{Address, ENVIRONMENT, chosen_address};
pub(crate) use failing::{failure, odd, timely, within};
pub(crate) use host::{is_ours, new_host_id};
pub(crate) use mux::{attached, mux};
pub(crate) use phone::{LABEL, Phone, lockdown, provider, record, value};
